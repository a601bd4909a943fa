#include "tests/e2e/learning.hpp"

#include <algorithm>

#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

// What the program shows as saved in the attempt that it would go on with.
Saved shown_as_saved(const value& attempt) {
    Saved saved;
    for (const value& question : attempt.at("questions").as_array()) {
        if (!question.at("answer").is_null()) {
            saved.insert(text_at(attempt, "attempt") + "/" + text_at(question, "question"));
        }
    }
    return saved;
}

}  // namespace

Learning::Learning(Site& site, Person person)
    : person_(std::move(person)), file_(site.file("answers.json")) {
    write_text(file_, practice_answers());
}

void Learning::finish_attempt() {
    const value before = person_.run({"quiz", practice_unit});
    const Saved seen = shown_as_saved(before);
    const Saved now = shown_as_saved(person_.run(answering()));
    REQUIRE(std::includes(now.begin(), now.end(), seen.begin(), seen.end()));
    REQUIRE(now.size() == 4);
    person_.run({"quiz", practice_unit, "--answers", file_});
    saved_.insert(now.begin(), now.end());
}

}  // namespace approdo::e2e
