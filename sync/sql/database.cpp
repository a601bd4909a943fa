#include "sync/sql/database.hpp"

#include <utility>

#include "sync/base/defects.hpp"
#include "sync/sql/connection.hpp"

namespace approdo::sql {
namespace {

constexpr std::size_t key_size = 32;

int open_flags(const OpenOptions& options) {
    if (options.read_only) return SQLITE_OPEN_READONLY;
    return SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
}

Error open_error(int code, const OpenOptions& options) {
    const bool keyed = options.key.has_value();
    switch (code & 0xff) {
        case SQLITE_CANTOPEN:
            return fail(ErrorCode::not_found,
                        "cannot open " + options.path + ": check that it exists and may be read");
        case SQLITE_NOTADB:
            if (keyed)
                return fail(ErrorCode::locked, options.path + " does not open with this key");
            return fail(ErrorCode::locked,
                        options.path + " is encrypted or is no database: give its key");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return fail(ErrorCode::busy,
                        options.path + " is in use by another program: close it and try again");
        default:
            return fail(ErrorCode::corrupt, options.path + " is damaged: restore a backup");
    }
}

bool is_file_condition(int code) {
    switch (code & 0xff) {
        case SQLITE_CANTOPEN:
        case SQLITE_NOTADB:
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_CORRUPT:
            return true;
        default:
            return false;
    }
}

// The key goes in as it is ("raw"), so that no derivation is paid for at each opening. Its text
// form is wiped; SQLite keeps its own copy for as long as the file is open.
void set_key(detail::Connection& connection, ByteView key) {
    APPRODO_ASSERT(key.size() == key_size);
    sqlite3* const handle = connection.handle();
    APPRODO_ASSERT(sqlite3mc_config(handle, "cipher", sqlite3mc_cipher_index("aegis")) > 0);
    constexpr char digits[] = "0123456789abcdef";
    char text[4 + 2 * key_size] = {'r', 'a', 'w', ':'};
    for (std::size_t i = 0; i < key_size; ++i) {
        text[4 + 2 * i] = digits[key[i] >> 4];
        text[5 + 2 * i] = digits[key[i] & 15];
    }
    const int code = sqlite3_key(handle, text, static_cast<int>(sizeof text));
    volatile char* const wipe = text;
    for (std::size_t i = 0; i < sizeof text; ++i) wipe[i] = 0;
    connection.check(code);
}

void run_pragma(detail::Connection& connection, const std::string& text) {
    connection.check(sqlite3_exec(connection.handle(), text.c_str(), nullptr, nullptr, nullptr));
}

void configure(detail::Connection& connection, const OpenOptions& options) {
    sqlite3* const handle = connection.handle();
    sqlite3_extended_result_codes(handle, 1);
    connection.check(sqlite3_busy_timeout(handle, options.busy_timeout_ms));
    connection.check(sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr));
    // A plan does not hang on the values it is run with, so no statement is prepared anew for them.
    connection.check(sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr));
    if (options.key) set_key(connection, *options.key);
    // Before the first write, which fixes it.
    if (options.page_bytes > 0) {
        run_pragma(connection, "PRAGMA page_size = " + std::to_string(options.page_bytes));
    }
    // Before the first read: without shared memory a WAL file cannot even be looked at otherwise.
    if (options.exclusive) run_pragma(connection, "PRAGMA locking_mode = EXCLUSIVE");
    const bool has_journal = !defect(Defect::half_written_stays);
    if (!options.read_only && has_journal) run_pragma(connection, "PRAGMA journal_mode = WAL");
    if (!has_journal) run_pragma(connection, "PRAGMA journal_mode = OFF");
    const bool syncs = !defect(Defect::commit_is_not_synced);
    run_pragma(connection, syncs ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
    run_pragma(connection, "PRAGMA foreign_keys = ON");
    if (options.overwrite_deleted) run_pragma(connection, "PRAGMA secure_delete = ON");
    if (options.cache_kib > 0) {
        run_pragma(connection, "PRAGMA cache_size = -" + std::to_string(options.cache_kib));
    }
    if (options.wal_pages_max > 0) {
        run_pragma(connection,
                   "PRAGMA wal_autocheckpoint = " + std::to_string(options.wal_pages_max));
    }
    // The first real read: a wrong key or a file that is no database shows here.
    run_pragma(connection, "SELECT count(*) FROM sqlite_schema");
}

}  // namespace

Result<Database> Database::open(const OpenOptions& options) {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(options.path.c_str(), &handle, open_flags(options),
                                     options.vfs.empty() ? nullptr : options.vfs.c_str());
    auto connection = std::make_unique<detail::Connection>(handle);
    try {
        connection->check(code);
        configure(*connection, options);
    } catch (const SqlError& error) {
        if (is_file_condition(error.code())) return open_error(error.code(), options);
        throw;
    }
    return Database(std::move(connection));
}

Database::Database(std::unique_ptr<detail::Connection> connection)
    : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Statement Database::prepare(std::string_view sql) {
    return Statement(*connection_, connection_->take(sql));
}

void Database::run_script(std::string_view sql) {
    const std::string text(sql);
    connection_->check(
        sqlite3_exec(connection_->handle(), text.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Database::last_row_id() const {
    return sqlite3_last_insert_rowid(connection_->handle());
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(connection_->handle()) == 0;
}

void Database::wait_for_disk(bool waits) {
    run_pragma(*connection_, waits ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
}

std::int64_t Database::total_changes() const {
    return sqlite3_total_changes64(connection_->handle());
}

bool Database::checkpoint() {
    const int code = sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr,
                                               SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code == SQLITE_BUSY) return false;
    connection_->check(code);
    return true;
}

sqlite3* Database::handle() const {
    return connection_->handle();
}

void copy_database(Database& from, Database& to) {
    sqlite3_backup* const backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (backup == nullptr) {
        throw SqlError(sqlite3_extended_errcode(to.handle()), sqlite3_errmsg(to.handle()));
    }
    // All pages in one step: a copy in several steps starts again whenever somebody writes.
    const int step = sqlite3_backup_step(backup, -1);
    const int finish = sqlite3_backup_finish(backup);
    if (step != SQLITE_DONE) throw SqlError(step, sqlite3_errstr(step));
    if (finish != SQLITE_OK) throw SqlError(finish, sqlite3_errstr(finish));
}

Result<void> check_integrity(Database& database) {
    std::string findings;
    Statement pages = database.query("PRAGMA integrity_check(10)");
    while (pages.step()) {
        if (pages.text_view(0) != "ok") findings += "; " + pages.get<std::string>(0);
    }
    Statement keys = database.query("PRAGMA foreign_key_check");
    if (keys.step()) findings += "; a row of " + keys.get<std::string>(0) + " has no parent";
    if (findings.empty()) return {};
    return fail(ErrorCode::corrupt, "the database is damaged: restore a backup" + findings);
}

}  // namespace approdo::sql
