// Rules of questions as they lie in keys: what decodes encodes to the same bytes, and whatever it
// is, it runs to an end within its budget and gives the same twice.
#include "content/model/processing/fields.hpp"
#include "content/model/processing/item.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/random_rules.hpp"

using namespace approdo;
using namespace approdo::content::processing;

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (std::uint64_t seed = 1; seed <= 40; ++seed)
        seeds.push_back(encode(test::RandomRules(seed).item()));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    const auto rules = decode_item_rules(input);
    if (!rules.ok()) return;
    FUZZ_PROMISE(encode(*rules) == copy_of(input));
    content::Response response;
    response.at(1).values = {content::Value{std::string("aaaa")}};
    const std::vector<content::Response> tries{response, response};
    const ItemOutcome once = run_item(*rules, tries, true, ItemSeed{});
    const ItemOutcome again = run_item(*rules, tries, true, ItemSeed{});
    FUZZ_PROMISE(once.outcomes == again.outcomes);
    FUZZ_PROMISE(once.feedback == again.feedback);
}
