#include "sync/sql/statement.hpp"

#include <utility>

#include "sync/base/check.hpp"
#include "sync/sql/connection.hpp"
#include "sync/sql/error.hpp"

namespace approdo::sql {

Statement::Statement(detail::Connection& connection, sqlite3_stmt* statement)
    : connection_(&connection), statement_(statement) {}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}

Statement::~Statement() {
    if (statement_ != nullptr) connection_->give_back(statement_);
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) connection_->throw_error(code);
    return false;
}

std::int64_t Statement::run() {
    while (step()) {
    }
    const std::int64_t changed = sqlite3_changes64(connection_->handle());
    sqlite3_reset(statement_);
    return changed;
}

void Statement::reset() {
    sqlite3_reset(statement_);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Statement::bind_null(int position) {
    connection_->check(sqlite3_bind_null(statement_, position));
}

void Statement::bind_integer(int position, std::int64_t value) {
    connection_->check(sqlite3_bind_int64(statement_, position, value));
}

void Statement::bind_real(int position, double value) {
    connection_->check(sqlite3_bind_double(statement_, position, value));
}

// An empty view may have no address, which SQLite would take for NULL.
void Statement::bind_text(int position, std::string_view value, Lifetime lifetime) {
    connection_->check(sqlite3_bind_text64(
        statement_, position, value.data() == nullptr ? "" : value.data(), value.size(),
        lifetime == Lifetime::copy ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_bytes(int position, ByteView value, Lifetime lifetime) {
    if (value.empty()) {
        connection_->check(sqlite3_bind_zeroblob(statement_, position, 0));
        return;
    }
    connection_->check(
        sqlite3_bind_blob64(statement_, position, value.data(), value.size(),
                            lifetime == Lifetime::copy ? SQLITE_TRANSIENT : SQLITE_STATIC));
}

std::int64_t Statement::integer(int column) const {
    if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) wrong_value(column, "no number");
    return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
    const int type = sqlite3_column_type(statement_, column);
    if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) wrong_value(column, "no number");
    return sqlite3_column_double(statement_, column);
}

ByteView Statement::bytes_view(int column) const {
    if (sqlite3_column_type(statement_, column) != SQLITE_BLOB) wrong_value(column, "no bytes");
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::text_view(int column) const {
    if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) wrong_value(column, "no text");
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::wrong_value(int column, const char* expected) const {
    throw SqlError(SQLITE_CORRUPT, "column " + std::to_string(column) + " holds " + expected +
                                       ": " + sqlite3_sql(statement_));
}

}  // namespace approdo::sql
