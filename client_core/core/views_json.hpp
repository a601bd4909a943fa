// The views as JSON: one object each with a "schema" field, the same for the C interface and the
// command's --json. Ids are lower-case hex, times UTC milliseconds, points decimal texts, shares
// per cent as texts. Fields are added, never renamed.
#pragma once

#include "client_core/core/review_views.hpp"

namespace approdo::client {

inline constexpr int json_schema = 1;

std::string to_json(const Error& error);
std::string to_json(const Person& person);
std::string to_json(JoinStage stage);
std::string to_json(const SyncReport& report);
std::string to_json(const std::vector<CourseCard>& cards);
std::string to_json(const CourseView& view);
std::string to_json(const std::vector<DownloadLine>& lines);
std::string to_json(const DownloadPlan& plan);
std::string to_json(const PageView& view);
std::string to_json(const std::vector<NoteView>& notes);
std::string to_json(const AssignmentView& view);
std::string to_json(const content::FileValue& file);
std::string to_json(const QuizView& view);
std::string to_json(const std::vector<AnnouncementView>& announcements);
std::string to_json(const std::vector<MeetingView>& meetings);
std::string to_json(const QuestionView& view);
std::string to_json(const AttemptView& view);
std::string to_json(const SubmitView& view);
std::string to_json(const ReviewsView& view);
std::string to_json(const ReviewedView& view);
std::string to_json(const std::vector<ReviewedView>& views);
std::string to_json(const ReviewChoice& choice);
std::string to_json(const Record& record);
std::string to_json(const AttestationView& view);
std::string to_json(const std::vector<ClassView>& classes);
std::string to_json(const Status& status);
std::string to_json(const std::vector<DeviceLine>& lines);
std::string to_json(const ErasureView& view);

std::string_view name_of(content::UnitKind kind);
std::string_view name_of(content::PartType part);
std::string_view name_of(content::QuizMode mode);
std::string_view name_of(content::TrackKind kind);
std::string_view name_of(content::CompletionKind kind);
std::string_view name_of(exchange::SafetyLevel level);
std::string_view name_of(content::Verdict verdict);
Result<content::PartType> part_from(std::string_view name);

}  // namespace approdo::client
