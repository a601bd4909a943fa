#include "content/model/authored.hpp"

namespace approdo::content {

std::size_t AuthoredQuiz::question_count() const {
    return elsewhere ? elsewhere->count() : key.questions.size();
}

WholeQuiz::WholeQuiz(const AuthoredQuiz& quiz) : quiz_(quiz) {
    if (!quiz.elsewhere) return;
    AuthoredQuiz& whole = read_.emplace(quiz);
    whole.elsewhere.reset();
    for (Question& question : quiz.elsewhere->read()) {
        whole.languages.front().shown.questions.push_back(std::move(question.shown));
        whole.key.questions.push_back(std::move(question.key));
    }
}

}  // namespace approdo::content
