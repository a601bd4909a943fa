// SqlError: what SQLite reports when the environment breaks (disk full, I/O, locked file) or when a
// statement of ours is wrong. It is thrown, and caught only at the borders, where to_error() turns
// it into an Error with a sentence for people. What a file's contents can cause at opening (wrong
// key, no database, from the future) is a Result instead: see database.hpp.
#pragma once

#include <stdexcept>
#include <string>

#include "sync/base/result.hpp"

namespace approdo::sql {

class SqlError : public std::runtime_error {
  public:
    // `code` is SQLite's extended result code.
    SqlError(int code, const std::string& message);

    int code() const { return code_; }
    bool is_disk_full() const;
    bool is_busy() const;        // another connection holds the lock for longer than the time-out
    bool is_constraint() const;  // UNIQUE, CHECK, NOT NULL, FOREIGN KEY
    bool is_corrupt() const;     // the file's contents do not verify
    bool is_io() const;

  private:
    int code_;
};

Error to_error(const SqlError& error);

}  // namespace approdo::sql
