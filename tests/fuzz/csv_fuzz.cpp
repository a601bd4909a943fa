// Tables of people as spreadsheets saved them. What is read is text, has every column that was
// asked for, and means the same when it is written again.
#include "server/command/csv.hpp"
#include "sync/base/text_encoding.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;

namespace {

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell) {
        out += c;
        if (c == '"') out += c;
    }
    return out + "\"";
}

std::string written(const server::CsvTable& table) {
    std::string out = "user,name\r\n";
    for (const server::CsvRow& row : table.rows) {
        out += quoted(row.at("user")) + "," + quoted(row.at("name")) + "\r\n";
    }
    return out;
}

}  // namespace

void approdo_fuzz_one(ByteView input) {
    const auto table = server::read_csv(text_of(input), {"user", "name"});
    if (!table.ok()) {
        FUZZ_PROMISE(!table.error().message.empty());
        return;
    }
    std::size_t line = 1;
    for (const server::CsvRow& row : table->rows) {
        FUZZ_PROMISE(row.line > line);
        line = row.line;
        for (const auto& [column, cell] : row.cells) {
            FUZZ_PROMISE(is_utf8(column) && is_utf8(cell));
        }
    }
    const auto again = server::read_csv(written(*table), {"user", "name"});
    FUZZ_PROMISE(again.ok() && again->rows.size() == table->rows.size());
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        FUZZ_PROMISE(again->rows[i].at("user") == table->rows[i].at("user"));
        FUZZ_PROMISE(again->rows[i].at("name") == table->rows[i].at("name"));
    }
}

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const char* text :
         {"user,name\r\nanna,Anna Verdi\r\n", "name;user;role\nNicol\xf2;nico;learner\n",
          "user,name\n\"a\"\"b\",\"two\nlines\"\n\n,\n", "\xef\xbb\xbfuser,name\nx,y"}) {
        seeds.push_back(copy_of(bytes_of(std::string_view(text))));
    }
    return seeds;
}
