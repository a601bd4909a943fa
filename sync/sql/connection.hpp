// Connection: the SQLite handle and its cache of prepared statements. Private to sync/sql; Database
// owns it, Statements borrow from it and give back.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace approdo::sql::detail {

class Connection {
  public:
    explicit Connection(sqlite3* handle) : handle_(handle) {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    sqlite3* handle() const { return handle_; }

    sqlite3_stmt* take(std::string_view sql);
    void give_back(sqlite3_stmt* statement);

    [[noreturn]] void throw_error(int code) const;
    void check(int code) const {
        if (code != SQLITE_OK) throw_error(code);
    }

  private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    // Usually one idle statement a text; more after the same query was nested in itself.
    struct Text {
        std::string sql;
        std::vector<sqlite3_stmt*> idle;
    };
    Text& text_of(std::string_view sql);

    sqlite3* handle_;
    std::unordered_map<std::string, Text, TextHash, std::equal_to<>> texts_;
    // Nearly all SQL is literals: a text is looked for where it stood the last time, and compared.
    std::unordered_map<const char*, Text*> by_place_;
    std::unordered_map<sqlite3_stmt*, Text*> text_of_statement_;
};

}  // namespace approdo::sql::detail
