// CSV as spreadsheets write it (RFC 4180, also with semicolons, as they do where the comma is for
// decimals, and in Windows-1252), with a heading that names the columns in any order.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace approdo::server {

struct CsvRow {
    std::size_t line = 0;
    std::map<std::string, std::string, std::less<>> cells;

    const std::string& at(std::string_view column) const;
};

struct CsvTable {
    std::vector<CsvRow> rows;
};

// The columns named must be there, others may; a row with another number of cells is an error.
Result<CsvTable> read_csv(std::string_view saved, const std::vector<std::string>& columns);

}  // namespace approdo::server
