// Somebody who answers the demo course's practice quiz again and again, and remembers every answer
// that the program has shown as saved.
#pragma once

#include <set>

#include "tests/e2e/site.hpp"

namespace approdo::e2e {

using Saved = std::set<std::string>;  // attempt and question of every answer seen as saved

class Learning {
  public:
    Learning(Site& site, Person person);

    // Answers what is missing and leaves the attempt open.
    Arguments answering() const {
        return {"quiz", practice_unit, "--answers", file_, "--keep-open"};
    }
    // Looks at the open attempt, answers what is missing and hands in; nothing seen may go.
    void finish_attempt();

    const Person& person() const { return person_; }
    const Saved& saved() const { return saved_; }

  private:
    Person person_;
    std::string file_;
    Saved saved_;
};

}  // namespace approdo::e2e
