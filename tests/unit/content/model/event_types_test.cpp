#include "content/model/event_types.hpp"

#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;

namespace {

std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells;
    std::istringstream in(row.substr(2));
    for (std::string cell; std::getline(in, cell, '|');) {
        while (cell.ends_with(' ')) cell.pop_back();
        cells.push_back(cell.substr(
            cell.find_first_not_of(' ') == std::string::npos ? 0 : cell.find_first_not_of(' ')));
    }
    return cells;
}

}  // namespace

TEST_CASE("events: the document and the table say the same of every type") {
    std::ifstream in(test::source_dir() / "docs/events.md");
    REQUIRE(in.good());
    std::size_t rows = 0;
    bool built = true;
    for (std::string line; std::getline(in, line);) {
        if (line == "## Reserved") built = false;
        if (line.size() < 3 || line[0] != '|' || line[2] < '0' || line[2] > '9') continue;
        const auto cells = cells_of(line);
        REQUIRE(cells.size() >= 8);
        const EventInfo* const info =
            event_info(event_type::number(static_cast<std::uint16_t>(std::stoul(cells[0]))));
        INFO(line);
        REQUIRE(info != nullptr);
        CHECK(info->name == cells[1]);
        CHECK(name_of(info->scope) == cells[2]);
        CHECK(name_of(info->plane) == cells[3]);
        CHECK(name_of(info->log) == cells[4]);
        CHECK(info->fold == cells[5]);
        CHECK(info->critical == (cells[6] == "yes"));
        CHECK(info->built == built);
        ++rows;
    }
    CHECK(rows == event_types().size());
}

TEST_CASE("events: numbers and names are used once, in the range of their log") {
    std::set<std::uint16_t> numbers;
    std::set<std::string_view> names;
    for (const EventInfo& info : event_types()) {
        const auto number = static_cast<std::uint16_t>(info.type);
        CHECK(numbers.insert(number).second);
        CHECK(names.insert(info.name).second);
        const LogKind expected = number >= 128  ? LogKind::site
                                 : number >= 64 ? LogKind::activity
                                                : LogKind::record;
        CHECK(info.log == expected);
        if (info.log == LogKind::activity) CHECK(info.plane == Plane::detail);
    }
}
