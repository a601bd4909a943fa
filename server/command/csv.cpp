#include "server/command/csv.hpp"

#include <algorithm>

#include "sync/base/text_encoding.hpp"

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
    bool ends_cell() const {
        return text_.empty() || text_.starts_with(separator_) || text_.starts_with('\n') ||
               text_.starts_with("\r\n");
    }

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
            } else if (ends_cell()) {
                return cell;
            } else {
                return fault_in(line_, "text stands behind a closing quotation mark");
            }
        }
        return fault_in(begun, "a quotation mark is never closed");
    }

    static Error fault_in(std::size_t line, const std::string& what) {
        return fail(ErrorCode::invalid_input, "line " + std::to_string(line) + ": " + what);
    }

    std::string_view text_;
    char separator_ = ',';
    std::size_t line_ = 1;
};

Result<void> check_heading(const Line& heading, const std::vector<std::string>& columns) {
    for (const std::string& column : columns) {
        const auto times = std::count(heading.cells.begin(), heading.cells.end(), column);
        if (times == 1) continue;
        return fail(ErrorCode::invalid_input, "line 1: there " +
                                                  std::string(times == 0 ? "is no" : "are two") +
                                                  " of the column «" + column + "»");
    }
    return {};
}

}  // namespace

const std::string& CsvRow::at(std::string_view column) const {
    const auto cell = cells.find(column);
    // read_csv() has checked that each column that is asked for is there.
    APPRODO_ASSERT(cell != cells.end());
    return cell->second;
}

Result<CsvTable> read_csv(std::string_view saved, const std::vector<std::string>& columns) {
    if (saved.starts_with("\xff\xfe") || saved.starts_with("\xfe\xff")) {
        return fail(ErrorCode::invalid_input,
                    "the file is in UTF-16: save it again as «CSV UTF-8»");
    }
    const std::string text = is_utf8(saved) ? std::string(saved) : from_windows_1252(saved);
    Reader reader(text);
    if (reader.at_end()) return fail(ErrorCode::invalid_input, "the file is empty");
    APPRODO_TRY(const Line heading, reader.next());
    APPRODO_CHECK(check_heading(heading, columns));
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
