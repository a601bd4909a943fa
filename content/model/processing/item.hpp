// A question that rules mark, from a learner's responses to outcomes: draws the template variables
// of the sitting's seed, takes the responses in, runs the response rules once for each try, and
// says which feedback shows. grade() (content/model/grading.hpp) is the one who calls it for
// points; exporters and tests look at all outcomes.
#pragma once

#include <string>
#include <vector>

#include "content/model/processing/run.hpp"
#include "content/model/response.hpp"

namespace approdo::content::processing {

struct NamedValue {
    std::string name;
    Value value;
    bool operator==(const NamedValue&) const = default;
};

struct ItemOutcome {
    std::vector<NamedValue> outcomes;     // as declared
    std::vector<NamedValue> drawn;        // the template variables
    std::vector<NamedValue> correct;      // of the responses, after drawing
    std::vector<std::uint32_t> feedback;  // ids, each once
    bool completed = false;               // of an adaptive question: no further try
    bool gave_up = false;                 // the rules went beyond all bounds

    const Value* outcome(std::string_view name) const;
};

// The sitting's own seed for a question: its data set, so that what is drawn is what was shown.
struct ItemSeed {
    Seed seed;
    Bytes purpose;
};
ItemSeed item_seed(const QuestionId& question, std::uint32_t data_set);

// Of the last try; `adaptive` carries outcomes from one try to the next, otherwise each try begins
// anew. Without any try the outcomes are the ones before the first.
ItemOutcome run_item(const ItemRules& rules, const std::vector<Response>& tries, bool adaptive,
                     const ItemSeed& seed);
// With the responses as values already, by the variables' names.
ItemOutcome run_item(const ItemRules& rules, const std::vector<NamedValue>& responses,
                     const ItemSeed& seed);

// What a response to a part is to the rules; NULL when it does not fit the declaration.
Value value_of(const PartResponse& response, const Binding& binding, const Declaration& declared);
// The way back, for showing the right answer.
PartResponse response_of(const Value& value, const Binding& binding);

}  // namespace approdo::content::processing
