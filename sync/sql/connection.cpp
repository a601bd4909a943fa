#include "sync/sql/connection.hpp"

#include "sync/base/check.hpp"
#include "sync/sql/error.hpp"

namespace approdo::sql::detail {
namespace {

constexpr std::size_t places_max = 1'000;

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

Connection::~Connection() {
    for (auto& [sql, text] : texts_) {
        for (sqlite3_stmt* statement : text.idle) sqlite3_finalize(statement);
    }
    sqlite3_close_v2(handle_);
}

Connection::Text& Connection::text_of(std::string_view sql) {
    const auto place = by_place_.find(sql.data());
    if (place != by_place_.end() && place->second->sql == sql) return *place->second;
    auto found = texts_.find(sql);
    if (found == texts_.end()) {
        found = texts_.emplace(std::string(sql), Text{std::string(sql), {}}).first;
    }
    if (by_place_.size() >= places_max) by_place_.clear();
    by_place_[sql.data()] = &found->second;
    return found->second;
}

sqlite3_stmt* Connection::take(std::string_view sql) {
    Text& text = text_of(sql);
    if (!text.idle.empty()) {
        sqlite3_stmt* statement = text.idle.back();
        text.idle.pop_back();
        return statement;
    }
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    check(sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement, &tail));
    APPRODO_ASSERT(statement != nullptr);  // an empty text or only a comment
    APPRODO_ASSERT(is_blank(sql.substr(
        static_cast<std::size_t>(tail - sql.data()))));  // two statements: use run_script()
    text_of_statement_[statement] = &text;
    return statement;
}

void Connection::give_back(sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    text_of_statement_.find(statement)->second->idle.push_back(statement);
}

void Connection::throw_error(int code) const {
    const int extended = sqlite3_extended_errcode(handle_);
    const bool same = (extended & 0xff) == (code & 0xff);
    throw SqlError(same ? extended : code,
                   std::string(same ? sqlite3_errmsg(handle_) : sqlite3_errstr(code)));
}

}  // namespace approdo::sql::detail
