#include "sync/sql/error.hpp"

#include <sqlite3.h>

namespace approdo::sql {
namespace {

int primary(int extended_code) {
    return extended_code & 0xff;
}

}  // namespace

SqlError::SqlError(int code, const std::string& message)
    : std::runtime_error(message), code_(code) {}

bool SqlError::is_disk_full() const {
    return primary(code_) == SQLITE_FULL;
}
bool SqlError::is_busy() const {
    return primary(code_) == SQLITE_BUSY || primary(code_) == SQLITE_LOCKED;
}
bool SqlError::is_constraint() const {
    return primary(code_) == SQLITE_CONSTRAINT;
}
bool SqlError::is_corrupt() const {
    return primary(code_) == SQLITE_CORRUPT || primary(code_) == SQLITE_NOTADB;
}
bool SqlError::is_io() const {
    return primary(code_) == SQLITE_IOERR;
}

Error to_error(const SqlError& error) {
    const std::string detail = std::string(" (") + error.what() + ")";
    if (error.is_disk_full()) {
        return fail(ErrorCode::exhausted,
                    "the disk is full: free some space and try again; what was saved before is "
                    "still there" +
                        detail);
    }
    if (error.is_busy()) {
        return fail(ErrorCode::busy, "another program is using these data: close it" + detail);
    }
    if (error.is_corrupt()) {
        return fail(ErrorCode::corrupt,
                    "the database is damaged: run doctor, or restore a backup" + detail);
    }
    if (error.is_io()) {
        return fail(ErrorCode::unavailable,
                    "the disk does not read or write: check the drive" + detail);
    }
    return fail(ErrorCode::corrupt, std::string("the database refused a statement") + detail);
}

}  // namespace approdo::sql
