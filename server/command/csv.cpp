#include "server/command/csv.hpp"

#include <algorithm>

namespace approdo::server {

namespace {

struct Line {
    std::size_t number = 0;
    std::vector<std::string> cells;
};

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {
        if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
        const std::string_view heading = text_.substr(0, text_.find('\n'));
        separator_ = heading.find(';') != std::string_view::npos ? ';' : ',';
    }

    bool at_end() const { return text_.empty(); }

    Result<Line> next() {
        Line line{line_, {}};
        for (;;) {
            APPRODO_TRY(std::string cell, next_cell());
            line.cells.push_back(std::move(cell));
            if (text_.starts_with(separator_)) {
                text_.remove_prefix(1);
                continue;
            }
            if (text_.starts_with('\r')) text_.remove_prefix(1);
            if (text_.starts_with('\n')) text_.remove_prefix(1);
            ++line_;
            return line;
        }
    }

  private:
    Result<std::string> next_cell() {
        if (text_.starts_with('"')) return quoted_cell();
        const std::size_t end =
            std::min({text_.find(separator_), text_.find('\n'), text_.find("\r\n"), text_.size()});
        std::string cell(text_.substr(0, end));
        text_.remove_prefix(end);
        return cell;
    }

    Result<std::string> quoted_cell() {
        const std::size_t begun = line_;
        std::string cell;
        text_.remove_prefix(1);
        while (!text_.empty()) {
            const char c = text_.front();
            text_.remove_prefix(1);
            if (c == '\n') ++line_;
            if (c != '"') {
                cell += c;
            } else if (text_.starts_with('"')) {
                cell += c;
                text_.remove_prefix(1);
            } else {
                return cell;
            }
        }
        return fail(ErrorCode::invalid_input,
                    "line " + std::to_string(begun) + ": a quotation mark is never closed");
    }

    std::string_view text_;
    char separator_ = ',';
    std::size_t line_ = 1;
};

}  // namespace

const std::string& CsvRow::at(std::string_view column) const {
    const auto cell = cells.find(column);
    // read_csv() has checked that each column that is asked for is there.
    APPRODO_ASSERT(cell != cells.end());
    return cell->second;
}

Result<CsvTable> read_csv(std::string_view text, const std::vector<std::string>& columns) {
    Reader reader(text);
    if (reader.at_end()) return fail(ErrorCode::invalid_input, "the file is empty");
    APPRODO_TRY(const Line heading, reader.next());
    for (const std::string& column : columns)
        if (std::find(heading.cells.begin(), heading.cells.end(), column) == heading.cells.end())
            return fail(ErrorCode::invalid_input, "line 1: there is no column «" + column + "»");
    CsvTable table;
    while (!reader.at_end()) {
        APPRODO_TRY(Line line, reader.next());
        if (line.cells.size() == 1 && line.cells[0].empty()) continue;
        if (line.cells.size() != heading.cells.size())
            return fail(ErrorCode::invalid_input, "line " + std::to_string(line.number) + " has " +
                                                      std::to_string(line.cells.size()) +
                                                      " cells, the heading has " +
                                                      std::to_string(heading.cells.size()));
        CsvRow row{line.number, {}};
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            row.cells[heading.cells[i]] = std::move(line.cells[i]);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace approdo::server
