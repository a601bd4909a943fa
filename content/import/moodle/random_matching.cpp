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

struct Pairs {
    MatchPart part;
    MatchKey key;
};

Pairs pairs_for(const RandomMatching& wanted, const std::vector<AuthoredQuiz>& quizzes,
                const MoodleReading& reading) {
    Pairs pairs;
    const auto id_of = [&](std::string_view column, const std::string& words) {
        return derived_id<OptionId>(reading.format,
                                    {"option", wanted.question.hex(), column, words});
    };
    for (const AuthoredQuiz& listed : quizzes) {
        const WholeQuiz quiz(listed);
        const auto& questions = quiz->languages.front().shown.questions;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            const QuestionPublic& one = questions[i];
            if (one.kind != QuestionKind::short_answer || !is_within(one.category, wanted))
                continue;
            const std::string answer = first_right_answer(quiz->key.questions[i]);
            if (answer.empty()) continue;
            const OptionId right = id_of("right", answer);
            const auto known = [&](const Option& option) { return option.id == right; };
            auto& column = pairs.part.right;
            if (std::none_of(column.begin(), column.end(), known))
                column.push_back({right, {escaped_text(answer), reading.language, {}}});
            pairs.part.left.push_back({id_of("left", one.id.hex()), one.text});
            pairs.key.pairs.push_back({pairs.part.left.back().id, right});
        }
    }
    return pairs;
}

// `quiz` holds its questions.
void fill(AuthoredQuiz& quiz, const RandomMatching& wanted, Pairs pairs,
          const MoodleReading& reading) {
    auto& questions = quiz.languages.front().shown.questions;
    const auto question =
        std::find_if(questions.begin(), questions.end(),
                     [&](const QuestionPublic& one) { return one.id == wanted.question; });
    const auto its_key =
        std::find_if(quiz.key.questions.begin(), quiz.key.questions.end(),
                     [&](const QuestionKey& one) { return one.id == wanted.question; });
    if (pairs.key.pairs.size() < 2) {
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
    whole.shown.parts = {{1, std::move(pairs.part), ""}};
    whole.key.parts = {{1, 1, std::move(pairs.key)}};
    auto halves = split(std::move(whole));
    *question = std::move(halves->shown);
    *its_key = std::move(halves->key);
}

}  // namespace

void fill_random_matchings(std::vector<AuthoredQuiz>& quizzes,
                           const std::vector<RandomMatching>& wanted,
                           const std::shared_ptr<QuestionSpool>& spool,
                           const MoodleReading& reading) {
    for (const RandomMatching& one : wanted) {
        Pairs pairs = pairs_for(one, quizzes, reading);
        AuthoredQuiz& quiz = quizzes[one.quiz];
        const bool was_aside = quiz.elsewhere != nullptr;
        if (was_aside) quiz = AuthoredQuiz(*WholeQuiz(quiz));
        fill(quiz, one, std::move(pairs), reading);
        if (was_aside) put_aside(quiz, spool);
    }
}

}  // namespace approdo::import
