// Response processing of QTI 1.2, as programs write it: what an answer earns and which feedback it
// shows. Rather than recognise patterns of conditions, the reader asks: each answer that the
// conditions name is tried, and what comes out becomes the question's key.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "content/import/qti1/presentation.hpp"
#include "content/model/number.hpp"

namespace approdo::import::qti1 {

// Values by the response's identifier.
using Answers = std::map<std::string, std::vector<std::string>, std::less<>>;

struct Tried {
    std::int64_t score = 0;  // in millionths
    std::vector<std::string> feedback;
    bool operator==(const Tried&) const = default;
};

// A test of one response, with what stands around it.
struct Test {
    enum class Kind { equal, contains, at_least, at_most, inside };
    Kind kind = Kind::equal;
    std::string field;
    std::string value;
    bool case_matters = false;
    bool negated = false;
    std::string area;      // of a point: its shape
    pugi::xml_node group;  // the element it stands in: tests of one group belong together
};

class Processing {
  public:
    Processing(pugi::xml_node item, const std::vector<ResponseField>& fields);

    Tried with(const Answers& answers) const;
    // The highest score there is: as declared, or the best of the answers that conditions name.
    std::int64_t score_max() const { return score_max_; }
    bool declares_max() const { return declares_max_; }
    // More rules than anybody writes by hand: none of them was read.
    bool is_too_large() const { return too_large_; }
    // Whether any condition looks at an answer and gives points for it.
    bool scores() const;
    // In the order of the conditions; those that only choose feedback included.
    const std::vector<Test>& tests() const { return tests_; }
    // The tests of the condition that earns most.
    std::vector<Test> best_condition() const;
    content::Share share(std::int64_t score) const;

  private:
    bool holds(pugi::xml_node condition, const Answers& answers) const;
    bool all_of(pugi::xml_node parent, const Answers& answers) const;
    bool any_of(pugi::xml_node parent, const Answers& answers) const;
    bool holds_test(const Test& test, const Answers& answers) const;
    void collect(pugi::xml_node parent, bool negated, std::vector<Test>& tests) const;
    std::int64_t value_of_set(pugi::xml_node setvar) const;
    const ResponseField* field(std::string_view id) const;

    std::vector<pugi::xml_node> conditions_;
    const std::vector<ResponseField>& fields_;
    std::vector<Test> tests_;
    std::int64_t score_max_ = 0;
    bool declares_max_ = false;
    bool too_large_ = false;
};

// In millionths; nothing when it is no number.
std::optional<std::int64_t> millionths_of(std::string_view text);

}  // namespace approdo::import::qti1
