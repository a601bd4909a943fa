#include "content/import/moodle/random_matching.hpp"

#include <algorithm>

#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"

namespace approdo::import {

using namespace content;

namespace {

bool is_within(const std::string& category, const RandomMatching& wanted) {
    if (category == wanted.category) return true;
    return wanted.with_subcategories &&
           (wanted.category.empty() || category.starts_with(wanted.category + "/"));
}

std::string first_right_answer(const QuestionKey& key) {
    const auto* const text =
        key.parts.empty() ? nullptr : std::get_if<TextKey>(&key.parts.front().shape);
    if (text == nullptr) return {};
    for (const TextAnswer& answer : text->answers) {
        if (answer.share >= Share::all()) return answer.pattern;
    }
    return {};
}

}  // namespace

void fill_random_matching(AuthoredQuiz& quiz, const RandomMatching& wanted,
                          const MoodleReading& reading) {
    QuizPublic& shown = quiz.languages.front().shown;
    MatchPart part;
    MatchKey key;
    const auto id_of = [&](std::string_view column, const std::string& words) {
        return derived_id<OptionId>(reading.format,
                                    {"option", wanted.question.hex(), column, words});
    };
    for (std::size_t i = 0; i < shown.questions.size(); ++i) {
        const QuestionPublic& one = shown.questions[i];
        if (one.kind != QuestionKind::short_answer || !is_within(one.category, wanted)) continue;
        const std::string answer = first_right_answer(quiz.key.questions[i]);
        if (answer.empty()) continue;
        const OptionId right = id_of("right", answer);
        const auto known = [&](const Option& option) { return option.id == right; };
        if (std::none_of(part.right.begin(), part.right.end(), known))
            part.right.push_back({right, {escaped_text(answer), reading.language, {}}});
        part.left.push_back({id_of("left", one.id.hex()), one.text});
        key.pairs.push_back({part.left.back().id, right});
    }
    const auto question =
        std::find_if(shown.questions.begin(), shown.questions.end(),
                     [&](const QuestionPublic& one) { return one.id == wanted.question; });
    const auto its_key =
        std::find_if(quiz.key.questions.begin(), quiz.key.questions.end(),
                     [&](const QuestionKey& one) { return one.id == wanted.question; });
    if (key.pairs.size() < 2) {
        reading.report.warning(reading.file, wanted.line,
                               "a random matching found no short answers in its category: «" +
                                   question->title + "» is kept as its text",
                               "put short answers into its category, and import it again");
        question->kind = QuestionKind::description;
        its_key->points = {};
        return;
    }
    reading.report.warning(reading.file, wanted.line,
                           "the random matching «" + question->title +
                               "» always has all short answers of its category here",
                           "take out the pairs that are too many");
    Question whole{std::move(*question), std::move(*its_key)};
    whole.shown.parts = {{1, std::move(part), ""}};
    whole.key.parts = {{1, 1, std::move(key)}};
    auto halves = split(std::move(whole));
    *question = std::move(halves->shown);
    *its_key = std::move(halves->key);
}

}  // namespace approdo::import
