#include "client_core/core/review_deck.hpp"

#include <algorithm>
#include <set>

namespace approdo::client {
namespace {

template <class Shape, class... Kinds>
bool is_one_of(const Shape& shape) {
    return (std::holds_alternative<Kinds>(shape) || ...);
}

// An answer is wanted, and no person is needed to judge it.
bool can_be_drawn(const content::QuestionPublic& question, const content::QuestionKey* key) {
    using namespace content;
    if (key == nullptr || question.parts.empty()) return false;
    const bool is_typed =
        std::none_of(question.parts.begin(), question.parts.end(), [](const Part& part) {
            return is_one_of<PartShape, EssayPart, FilePart, UnknownPart>(part.shape);
        });
    const bool is_marked = std::none_of(key->parts.begin(), key->parts.end(), [](const auto& part) {
        return is_one_of<PartKeyShape, PersonKey, UnknownKey>(part.shape);
    });
    return is_typed && is_marked;
}

struct Gathering {
    const OpenPackage& package;
    std::string_view language;
    std::set<QuestionId> left_out;  // of graded quizzes, and those that are there already
    std::vector<DeckQuestion> questions;

    Result<content::QuizPublic> quiz_in(const content::Unit& unit) const {
        const content::Variant* variant = unit.variant(language);
        if (variant == nullptr) return fail(ErrorCode::not_found, "the quiz has no questions");
        return package.reader->quiz(variant->path);
    }

    // One that is still sealed has nothing to tell, and then nothing can be given away.
    void leave_out(const content::Unit& unit) {
        const auto quiz = quiz_in(unit);
        if (!quiz.ok()) return;
        for (const content::QuestionPublic& question : quiz->questions)
            left_out.insert(question.id);
    }

    void take(const content::Unit& unit) {
        const auto quiz = quiz_in(unit);
        if (!quiz.ok()) return;
        const auto key = package.reader->practice_key(unit.id);
        if (!key.ok()) return;
        for (const content::QuestionPublic& question : quiz->questions) {
            if (!can_be_drawn(question, key->question(question.id))) continue;
            if (!left_out.insert(question.id).second) continue;
            questions.push_back({unit.id, question.id});
        }
    }
};

}  // namespace

Deck deck_of(const OpenPackage& package, std::string_view language) {
    Gathering gathering{package, language, {}, {}};
    for (const bool practice : {false, true}) {
        for (const content::Module& module : package.course.modules) {
            for (const content::Unit& unit : module.units) {
                const content::QuizSettings* rules = package.rules_of(unit.id);
                if (rules == nullptr) continue;
                if ((rules->mode == content::QuizMode::practice) != practice) continue;
                practice ? gathering.take(unit) : gathering.leave_out(unit);
            }
        }
    }
    return {package.reader->head().version, std::string(language), std::move(gathering.questions)};
}

}  // namespace approdo::client
