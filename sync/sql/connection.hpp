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
    using Idle = std::vector<sqlite3_stmt*>;

    sqlite3* handle_;
    std::unordered_map<std::string, Idle, TextHash, std::equal_to<>> idle_;
};

}  // namespace approdo::sql::detail
