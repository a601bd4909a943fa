// How a quiz of practice counts answers stands in its header, and comes back from what the exporter
// writes.
#include "content/import/gift/quiz_settings.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;
using content::Behaviour;

namespace {

QuizHeader header_of(const std::string& text, Report& report) {
    const GiftFile file = parse_gift(text, "quiz.gift", report);
    const std::string name = "quiz.gift";
    Directives header(file.header, name, report);
    return read_quiz_header(header);
}

}  // namespace

TEST_CASE("gift: practice may take several tries, and says so in its header") {
    const std::pair<const char*, Behaviour> all[] = {
        {"deferred", Behaviour::deferred},
        {"immediate", Behaviour::immediate},
        {"interactive", Behaviour::interactive},
        {"adaptive", Behaviour::adaptive},
        {"adaptive-no-penalty", Behaviour::adaptive_no_penalty}};
    for (const auto& [name, behaviour] : all) {
        Report report;
        const auto header =
            header_of("// approdo: behaviour=" + std::string(name) + "\n\nVero? {T}\n", report);
        INFO(name);
        CHECK(header.settings.behaviour == behaviour);
        CHECK_FALSE(report.has_errors());
    }
}

TEST_CASE("gift: what the site marks has no tries") {
    Report report;
    header_of("// approdo: mode=graded behaviour=adaptive\n\nVero? {T}\n", report);
    CHECK(report.has_errors());
}
