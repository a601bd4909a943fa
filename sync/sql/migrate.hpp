// Brings a database file to the newest schema by numbered scripts, each in its own transaction. The
// number of the last one is kept in the file (user_version). Scripts are never edited once
// released: a new one is added instead. Called by every store when it opens its file.
#pragma once

#include <span>
#include <string_view>

#include "sync/sql/database.hpp"

namespace approdo::sql {

struct Migration {
    int number;            // 1, 2, 3 … without gaps
    std::string_view sql;  // usually a .sql file embedded by approdo_embed()
};

// unsupported: the file was written by a newer program; nothing was touched.
Result<void> migrate(Database& database, std::span<const Migration> migrations);

int schema_version(Database& database);

}  // namespace approdo::sql
