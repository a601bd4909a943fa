// SQLite's storage in a browser: a VFS over the host's files. One worker owns all files, so locks
// have nothing to do; without shared memory the write-ahead log needs locking_mode=EXCLUSIVE, which
// every database of the core asks for. SQLite3 Multiple Ciphers wraps this VFS by itself.
#include <sqlite3.h>

#include <cstring>
#include <string_view>

#include "client_core/wasm/host.hpp"

namespace {

struct HostFile {
    sqlite3_file base;
    int handle;
};

int handle_of(sqlite3_file* file) {
    return reinterpret_cast<HostFile*>(file)->handle;
}

int close_file(sqlite3_file* file) {
    host_file_close(handle_of(file));
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    const int got = host_file_read(handle_of(file), to, static_cast<std::size_t>(size),
                                   static_cast<double>(offset));
    if (got < 0) return SQLITE_IOERR_READ;
    if (got == size) return SQLITE_OK;
    // SQLite relies on zeros after the end of the file.
    std::memset(static_cast<char*>(to) + got, 0, static_cast<std::size_t>(size - got));
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    switch (host_file_write(handle_of(file), from, static_cast<std::size_t>(size),
                            static_cast<double>(offset))) {
        case 0:
            return SQLITE_OK;
        case -2:
            return SQLITE_FULL;
        default:
            return SQLITE_IOERR_WRITE;
    }
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const int code = host_file_truncate(handle_of(file), static_cast<double>(size));
    return code == 0 ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* file, int) {
    return host_file_flush(handle_of(file)) == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    const double bytes = host_file_size(handle_of(file));
    if (bytes < 0) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(bytes);
    return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
    return SQLITE_OK;
}

int is_reserved(sqlite3_file*, int* reserved) {
    *reserved = 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
    return 4096;
}
int characteristics(sqlite3_file*) {
    return 0;
}

constexpr sqlite3_io_methods file_methods{
    .iVersion = 1,  // no shared memory, no memory mapping
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr;
    // Temporary files have no name; they stay in memory (SQLITE_TEMP_STORE=3).
    if (name == nullptr) return SQLITE_CANTOPEN;
    const int create = (flags & SQLITE_OPEN_CREATE) != 0 ? 1 : 0;
    const int handle = host_file_open(name, std::strlen(name), create);
    if (handle < 0) return SQLITE_CANTOPEN;
    reinterpret_cast<HostFile*>(file)->handle = handle;
    file->pMethods = &file_methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int remove_file(sqlite3_vfs*, const char* name, int) {
    const std::size_t size = std::strlen(name);
    if (host_file_exists(name, size) == 0) return SQLITE_IOERR_DELETE_NOENT;
    return host_file_remove(name, size) == 0 ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

int has_access(sqlite3_vfs*, const char* name, int, int* result) {
    *result = host_file_exists(name, std::strlen(name));
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
    host_random(out, static_cast<std::size_t>(size));
    return size;
}

int do_not_sleep(sqlite3_vfs*, int) {
    return 0;
}

// SQLite counts milliseconds from noon in Greenwich on 24 November 4714 BC.
int current_time(sqlite3_vfs*, sqlite3_int64* out) {
    constexpr sqlite3_int64 unix_epoch_ms = 24405875LL * 8640000LL;
    *out = unix_epoch_ms + static_cast<sqlite3_int64>(host_wall_ms());
    return SQLITE_OK;
}

int current_day(sqlite3_vfs* vfs, double* out) {
    sqlite3_int64 ms = 0;
    current_time(vfs, &ms);
    *out = static_cast<double>(ms) / 86'400'000.0;
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

sqlite3_vfs host_vfs{
    .iVersion = 2,
    .szOsFile = sizeof(HostFile),
    .mxPathname = 512,
    .zName = "approdo-host",
    .xOpen = open_file,
    .xDelete = remove_file,
    .xAccess = has_access,
    .xFullPathname = full_path,
    .xRandomness = randomness,
    .xSleep = do_not_sleep,
    .xCurrentTime = current_day,
    .xGetLastError = last_error,
    .xCurrentTimeInt64 = current_time,
};

}  // namespace

// SQLite calls these two instead of a platform of its own (SQLITE_OS_OTHER).
extern "C" int sqlite3_os_init() {
    return sqlite3_vfs_register(&host_vfs, 1);
}
extern "C" int sqlite3_os_end() {
    return SQLITE_OK;
}
