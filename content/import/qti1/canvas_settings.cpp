#include "content/import/qti1/canvas_settings.hpp"

#include <algorithm>
#include <charconv>

#include "content/import/qti1/question_reader.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import::qti1 {

using namespace content;

namespace {

constexpr std::uint32_t minutes_max = 7 * 24 * 60;

std::string text_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(text_within(child(node, name))));
}

// 0 for what is no number: «unlimited», -1.
std::uint32_t number_from(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? number : 0;
}

std::uint32_t seconds_from_minutes(std::string_view text) {
    return std::min(number_from(text), minutes_max) * 60;
}

}  // namespace

void read_metadata(pugi::xml_node metadata, Assessment& assessment) {
    QuizSettings& settings = assessment.settings;
    const std::string attempts = metadata_field(metadata, "cc_maxattempts");
    if (!attempts.empty()) settings.attempts_max = number_from(attempts);
    const std::string limit = metadata_field(metadata, "qmd_timelimit");
    if (!limit.empty()) settings.time_limit_s = seconds_from_minutes(limit);
    const std::string type = metadata_field(metadata, "qmd_assessmenttype");
    const std::string profile = metadata_field(metadata, "cc_profile");
    if (type == "Examination" || profile.starts_with("cc.exam")) settings.mode = QuizMode::graded;
    if (type == "Survey" || profile.starts_with("cc.survey")) assessment.is_survey = true;
    const std::string bank = metadata_field(metadata, "bank_title");
    if (!bank.empty()) assessment.title = bank;
}

void read_canvas_quiz(pugi::xml_node quiz, Assessment& assessment) {
    QuizSettings& settings = assessment.settings;
    if (const std::string title = text_of(quiz, "title"); !title.empty()) assessment.title = title;
    assessment.introduction = text_of(quiz, "description");
    const std::string type = text_of(quiz, "quiz_type");
    settings.mode = type == "practice_quiz" ? QuizMode::practice : QuizMode::graded;
    assessment.is_survey = type == "survey" || type == "graded_survey";
    settings.shuffle_options = text_of(quiz, "shuffle_answers") == "true";
    settings.attempts_max = number_from(text_of(quiz, "allowed_attempts"));
    settings.time_limit_s = seconds_from_minutes(text_of(quiz, "time_limit"));
    settings.one_way = text_of(quiz, "cant_go_back") == "true";
    const std::string policy = text_of(quiz, "scoring_policy");
    if (policy == "keep_latest") settings.counts = WhichAttempt::last;
    if (policy == "keep_average") settings.counts = WhichAttempt::mean;
    settings.feedback.show_right_answers = text_of(quiz, "show_correct_answers") != "false";
    if (text_of(quiz, "hide_results") == "always") settings.feedback.time = FeedbackTime::never;
}

void settle_mode(QuizSettings& settings) {
    if (settings.mode == QuizMode::graded && settings.time_limit_s > 0)
        settings.mode = QuizMode::timed;
}

}  // namespace approdo::import::qti1
