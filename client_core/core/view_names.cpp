#include <array>

#include "client_core/core/views_json.hpp"

namespace approdo::client {
namespace {

constexpr std::array part_names{"text", "picture", "audio", "video", "document", "archive"};

}  // namespace

std::string_view name_of(JoinStage stage) {
    constexpr std::array names{"none", "asked", "salt_asked", "salt_known", "signing_in", "joined"};
    const auto index = static_cast<std::size_t>(stage);
    return index < names.size() ? names[index] : "none";
}

std::string_view name_of(CourseState state) {
    switch (state) {
        case CourseState::announced:
            return "announced";
        case CourseState::available:
            return "available";
        case CourseState::downloading:
            return "downloading";
        case CourseState::ready:
            return "ready";
        case CourseState::update:
            return "update";
    }
    return "announced";
}

std::string_view name_of(content::UnitKind kind) {
    constexpr std::array names{"page", "media", "quiz", "questionnaire", "assignment", "foreign"};
    const auto index = static_cast<std::size_t>(kind);
    return index >= 1 && index <= names.size() ? names[index - 1] : "unknown";
}

std::string_view name_of(content::PartType part) {
    const auto index = static_cast<std::size_t>(part);
    return index >= 1 && index <= part_names.size() ? part_names[index - 1] : "unknown";
}

std::string_view name_of(content::QuizMode mode) {
    if (mode == content::QuizMode::practice) return "practice";
    return mode == content::QuizMode::graded ? "graded" : "timed";
}

std::string_view name_of(content::TrackKind kind) {
    switch (kind) {
        case content::TrackKind::captions:
            return "captions";
        case content::TrackKind::subtitles:
            return "subtitles";
        case content::TrackKind::descriptions:
            return "descriptions";
        case content::TrackKind::chapters:
            return "chapters";
        case content::TrackKind::narration:
            return "narration";
        case content::TrackKind::sentences:
            return "sentences";
    }
    return "unknown";
}

std::string_view name_of(content::CompletionKind kind) {
    constexpr std::string_view names[] = {"opened", "read",     "watched",    "submitted",
                                          "passed", "declared", "by_trainer", "by_package"};
    const auto index = static_cast<std::size_t>(kind);
    return index >= 1 && index <= std::size(names) ? names[index - 1] : "unknown";
}

std::string_view name_of(ErasureState state) {
    constexpr std::array names{"none", "asked", "received", "refused", "withdrawn", "done"};
    const auto index = static_cast<std::size_t>(state);
    return index < names.size() ? names[index] : "none";
}

std::string_view name_of(content::Verdict verdict) {
    switch (verdict) {
        case content::Verdict::unanswered:
            return "unanswered";
        case content::Verdict::wrong:
            return "wrong";
        case content::Verdict::partly:
            return "partly";
        case content::Verdict::right:
            return "right";
        case content::Verdict::waits:
            return "waits";
    }
    return "waits";
}

std::string_view name_of(exchange::SafetyLevel level) {
    if (level == exchange::SafetyLevel::carried) return "carried";
    return level == exchange::SafetyLevel::durable ? "durable" : "archived";
}

Result<content::PartType> part_from(std::string_view name) {
    for (std::size_t i = 0; i < part_names.size(); ++i) {
        if (part_names[i] == name) return static_cast<content::PartType>(i + 1);
    }
    return fail(ErrorCode::invalid_input,
                "«" + std::string(name) +
                    "» is no part of a course: choose among text, picture, audio, video, "
                    "document, archive");
}

}  // namespace approdo::client
