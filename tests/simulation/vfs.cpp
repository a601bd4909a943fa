#include "tests/simulation/vfs.hpp"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <set>

namespace approdo::sim {

namespace {

constexpr int path_bytes_max = 256;

// --- What connections to one file share: locks and, for the write-ahead log, memory.
struct Handle;
struct SharedFile {
    std::set<const Handle*> shared;
    const Handle* reserved = nullptr;
    const Handle* pending = nullptr;
    const Handle* exclusive = nullptr;
    std::vector<std::unique_ptr<Bytes>> regions;
    std::array<std::set<const Handle*>, SQLITE_SHM_NLOCK> slot_shared;
    std::array<const Handle*, SQLITE_SHM_NLOCK> slot_exclusive{};
    int mapped = 0;
    int handles = 0;
    std::uint64_t life = 0;
};

struct Mounted {
    Disk* disk = nullptr;
    // Of one life of the machine: another one finds no locks and no memory.
    std::map<std::string, std::shared_ptr<SharedFile>> shared;
    test::SeededRandom random{7};
};

std::map<std::string, Mounted>& mounts() {
    static std::map<std::string, Mounted> all;
    return all;
}

struct Open {
    Mounted* mount = nullptr;
    std::string name;
    std::uint64_t life = 0;
    std::shared_ptr<SharedFile> shared;
    bool mapped = false;
    bool delete_on_close = false;
};

struct Handle {
    sqlite3_file base;
    Open* open;
};

Open& open_of(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file)->open;
}
const Handle* handle_of(sqlite3_file* file) {
    return reinterpret_cast<const Handle*>(file);
}

// Nothing when the machine is off, or was since.
StoredFile* stored_of(sqlite3_file* file) {
    Open& open = open_of(file);
    Disk& disk = *open.mount->disk;
    if (disk.is_off() || disk.life() != open.life) return nullptr;
    return disk.find(open.name);
}

int unlock_file(sqlite3_file* file, int level) {
    SharedFile& shared = *open_of(file).shared;
    const Handle* self = handle_of(file);
    if (shared.exclusive == self) shared.exclusive = nullptr;
    if (shared.pending == self) shared.pending = nullptr;
    if (shared.reserved == self) shared.reserved = nullptr;
    if (level == SQLITE_LOCK_NONE) shared.shared.erase(self);
    return SQLITE_OK;
}

int unmap(sqlite3_file* file, int) {
    Open& open = open_of(file);
    if (!open.mapped) return SQLITE_OK;
    open.mapped = false;
    SharedFile& shared = *open.shared;
    for (auto& slot : shared.slot_shared) slot.erase(handle_of(file));
    for (auto& slot : shared.slot_exclusive)
        if (slot == handle_of(file)) slot = nullptr;
    if (--shared.mapped == 0) shared.regions.clear();
    return SQLITE_OK;
}

int close_file(sqlite3_file* file) {
    unmap(file, 0);
    unlock_file(file, SQLITE_LOCK_NONE);
    Open& open = open_of(file);
    if (open.delete_on_close && stored_of(file) != nullptr) open.mount->disk->remove(open.name);
    delete &open;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    const StoredFile* stored = stored_of(file);
    if (stored == nullptr) return SQLITE_IOERR_READ;
    const MutableByteView out(static_cast<std::uint8_t*>(to), static_cast<std::size_t>(size));
    const std::size_t got = stored->read(static_cast<std::uint64_t>(offset), out);
    if (got == out.size()) return SQLITE_OK;
    std::memset(out.data() + got, 0, out.size() - got);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    StoredFile* stored = stored_of(file);
    if (stored == nullptr) return SQLITE_IOERR_WRITE;
    Disk& disk = *open_of(file).mount->disk;
    const ByteView bytes(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(size));
    const auto at = static_cast<std::uint64_t>(offset);
    const std::uint64_t end = at + bytes.size();
    if (end > stored->size() && !disk.has_room(end - stored->size())) return SQLITE_FULL;
    switch (disk.step()) {
        case DiskFault::none:
            stored->write(at, bytes);
            return SQLITE_OK;
        case DiskFault::no_space:
            stored->write(at, bytes.first(bytes.size() / 2));
            return SQLITE_FULL;
        case DiskFault::power_cut:
            // Power may go in the middle of a write as well as before it.
            stored->write(at, bytes);
            return SQLITE_IOERR_WRITE;
        case DiskFault::io_error:
            return SQLITE_IOERR_WRITE;
    }
    return SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    StoredFile* stored = stored_of(file);
    if (stored == nullptr) return SQLITE_IOERR_TRUNCATE;
    if (open_of(file).mount->disk->step() != DiskFault::none) return SQLITE_IOERR_TRUNCATE;
    stored->truncate(static_cast<std::uint64_t>(size));
    return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
    StoredFile* stored = stored_of(file);
    if (stored == nullptr) return SQLITE_IOERR_FSYNC;
    if (open_of(file).mount->disk->step() != DiskFault::none) return SQLITE_IOERR_FSYNC;
    stored->sync();
    stored->note_synced();
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    const StoredFile* stored = stored_of(file);
    if (stored == nullptr) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(stored->size());
    return SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) {
    if (stored_of(file) == nullptr) return SQLITE_IOERR_LOCK;
    SharedFile& shared = *open_of(file).shared;
    const Handle* self = handle_of(file);
    const auto free_of = [&](const Handle* holder) { return holder == nullptr || holder == self; };
    if (!free_of(shared.exclusive)) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_SHARED) {
        if (!free_of(shared.pending)) return SQLITE_BUSY;
        shared.shared.insert(self);
        return SQLITE_OK;
    }
    if (!free_of(shared.reserved)) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_RESERVED) {
        shared.reserved = self;
        return SQLITE_OK;
    }
    shared.pending = self;
    const bool alone =
        shared.shared.empty() || (shared.shared.size() == 1 && shared.shared.count(self) == 1);
    if (!alone) return SQLITE_BUSY;
    shared.exclusive = self;
    return SQLITE_OK;
}

int is_reserved(sqlite3_file* file, int* reserved) {
    const SharedFile& shared = *open_of(file).shared;
    *reserved = shared.reserved != nullptr || shared.exclusive != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
    return 512;
}
int characteristics(sqlite3_file*) {
    return 0;
}

int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
    *out = nullptr;
    if (stored_of(file) == nullptr) return SQLITE_IOERR_SHMMAP;
    Open& open = open_of(file);
    SharedFile& shared = *open.shared;
    if (!open.mapped) {
        open.mapped = true;
        ++shared.mapped;
    }
    const auto at = static_cast<std::size_t>(region);
    if (at >= shared.regions.size()) {
        if (extend == 0) return SQLITE_OK;
        while (shared.regions.size() <= at)
            shared.regions.push_back(std::make_unique<Bytes>(static_cast<std::size_t>(size)));
    }
    *out = shared.regions[at]->data();
    return SQLITE_OK;
}

int lock_shared(sqlite3_file* file, int first, int count, int flags) {
    if (stored_of(file) == nullptr) return SQLITE_IOERR_SHMLOCK;
    SharedFile& shared = *open_of(file).shared;
    const Handle* self = handle_of(file);
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const auto slots = [&](auto&& use) {
        for (int i = first; i < first + count; ++i) use(static_cast<std::size_t>(i));
    };
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        slots([&](std::size_t i) {
            if (exclusive && shared.slot_exclusive[i] == self) shared.slot_exclusive[i] = nullptr;
            if (!exclusive) shared.slot_shared[i].erase(self);
        });
        return SQLITE_OK;
    }
    bool free = true;
    slots([&](std::size_t i) {
        const Handle* holder = shared.slot_exclusive[i];
        free = free && (holder == nullptr || holder == self);
        const auto& readers = shared.slot_shared[i];
        if (exclusive) free = free && readers.size() == readers.count(self);
    });
    if (!free) return SQLITE_BUSY;
    slots([&](std::size_t i) {
        if (exclusive) shared.slot_exclusive[i] = self;
        if (!exclusive) shared.slot_shared[i].insert(self);
    });
    return SQLITE_OK;
}

void barrier(sqlite3_file*) {}

const sqlite3_io_methods file_methods = [] {
    sqlite3_io_methods methods{};
    methods.iVersion = 2;
    methods.xClose = close_file;
    methods.xRead = read_file;
    methods.xWrite = write_file;
    methods.xTruncate = truncate_file;
    methods.xSync = sync_file;
    methods.xFileSize = file_size;
    methods.xLock = lock_file;
    methods.xUnlock = unlock_file;
    methods.xCheckReservedLock = is_reserved;
    methods.xFileControl = control_file;
    methods.xSectorSize = sector_size;
    methods.xDeviceCharacteristics = characteristics;
    methods.xShmMap = map_shared;
    methods.xShmLock = lock_shared;
    methods.xShmBarrier = barrier;
    methods.xShmUnmap = unmap;
    return methods;
}();

// /DISK/NAME
struct Place {
    Mounted* mount = nullptr;
    std::string name;
};
Place place_of(const char* path) {
    if (path == nullptr || path[0] != '/') return {};
    const std::string text(path + 1);
    const auto slash = text.find('/');
    if (slash == std::string::npos) return {};
    const auto found = mounts().find(text.substr(0, slash));
    if (found == mounts().end()) return {};
    return {&found->second, text.substr(slash + 1)};
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr;
    const Place place = place_of(path);
    if (place.mount == nullptr || place.mount->disk->is_off()) return SQLITE_CANTOPEN;
    Disk& disk = *place.mount->disk;
    if (disk.find(place.name) == nullptr) {
        if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
        disk.make(place.name);
    }
    auto& shared = place.mount->shared[place.name];
    if (!shared || shared->life != disk.life()) {
        shared = std::make_shared<SharedFile>();
        shared->life = disk.life();
    }
    reinterpret_cast<Handle*>(file)->open =
        new Open{place.mount, place.name, disk.life(),
                 shared,      false,      (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
    file->pMethods = &file_methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int remove_file(sqlite3_vfs*, const char* path, int) {
    const Place place = place_of(path);
    if (place.mount == nullptr) return SQLITE_IOERR_DELETE;
    Disk& disk = *place.mount->disk;
    if (disk.find(place.name) == nullptr) return SQLITE_IOERR_DELETE_NOENT;
    if (disk.step() != DiskFault::none) return SQLITE_IOERR_DELETE;
    disk.remove(place.name);
    return SQLITE_OK;
}

int has_access(sqlite3_vfs*, const char* path, int, int* result) {
    const Place place = place_of(path);
    if (place.mount == nullptr || place.mount->disk->is_off()) return SQLITE_IOERR_ACCESS;
    *result = place.mount->disk->find(place.name) != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    if (std::strlen(path) >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::strcpy(out, path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
    static test::SeededRandom random(11);
    random.fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
    return size;
}

int do_not_sleep(sqlite3_vfs*, int microseconds) {
    return microseconds;
}

int current_time(sqlite3_vfs*, sqlite3_int64* out) {
    *out = 213'000'000'000'000;  // the stores keep times of their own; SQLite's is never asked
    return SQLITE_OK;
}
int current_day(sqlite3_vfs*, double* out) {
    *out = 2'465'000.5;
    return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) {
    return SQLITE_OK;
}

sqlite3_vfs sim_vfs = [] {
    sqlite3_vfs vfs{};
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = path_bytes_max;
    vfs.zName = plain_vfs;
    vfs.xOpen = open_file;
    vfs.xDelete = remove_file;
    vfs.xAccess = has_access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = do_not_sleep;
    vfs.xCurrentTime = current_day;
    vfs.xGetLastError = last_error;
    vfs.xCurrentTimeInt64 = current_time;
    return vfs;
}();

}  // namespace

Mount::Mount(std::string name, Disk& disk) : name_(std::move(name)) {
    static const int registered = sqlite3_vfs_register(&sim_vfs, 0);
    if (registered != SQLITE_OK) throw std::runtime_error("the simulated storage is refused");
    if (!mounts().emplace(name_, Mounted{&disk, {}, test::SeededRandom(7)}).second)
        throw std::runtime_error("a disk is called " + name_ + " already");
}

Mount::~Mount() {
    mounts().erase(name_);
}

}  // namespace approdo::sim
