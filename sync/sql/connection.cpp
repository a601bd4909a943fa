#include "sync/sql/connection.hpp"

#include "sync/base/check.hpp"
#include "sync/sql/error.hpp"

namespace approdo::sql::detail {
namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

Connection::~Connection() {
    for (auto& [sql, statements] : idle_) {
        for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    }
    sqlite3_close_v2(handle_);
}

sqlite3_stmt* Connection::take(std::string_view sql) {
    if (const auto found = idle_.find(sql); found != idle_.end() && !found->second.empty()) {
        sqlite3_stmt* statement = found->second.back();
        found->second.pop_back();
        return statement;
    }
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    check(sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement, &tail));
    APPRODO_ASSERT(statement != nullptr);  // an empty text or only a comment
    APPRODO_ASSERT(is_blank(sql.substr(
        static_cast<std::size_t>(tail - sql.data()))));  // two statements: use run_script()
    return statement;
}

void Connection::give_back(sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    const std::string_view sql = sqlite3_sql(statement);
    auto found = idle_.find(sql);
    if (found == idle_.end()) found = idle_.emplace(std::string(sql), Idle{}).first;
    found->second.push_back(statement);
}

void Connection::throw_error(int code) const {
    const int extended = sqlite3_extended_errcode(handle_);
    const bool same = (extended & 0xff) == (code & 0xff);
    throw SqlError(same ? extended : code,
                   std::string(same ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)));
}

}  // namespace approdo::sql::detail
