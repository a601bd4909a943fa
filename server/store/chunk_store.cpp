#include "server/store/chunk_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace approdo::store {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_errno(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

class OpenFile {
  public:
    OpenFile(const fs::path& path, int flags) : descriptor_(::open(path.c_str(), flags, 0600)) {
        if (descriptor_ < 0) throw_errno("cannot open " + path.string());
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() { ::close(descriptor_); }

    void write(ByteView bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw_errno("cannot write a chunk");
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
    }
    void sync() {
        if (::fsync(descriptor_) != 0) throw_errno("cannot bring a chunk to the disk");
    }

  private:
    int descriptor_;
};

}  // namespace

FolderChunks::FolderChunks(fs::path folder) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
}

fs::path FolderChunks::file_of(const ChunkId& id) const {
    const std::string name = id.hex();
    return folder_ / name.substr(0, 2) / name;
}

bool FolderChunks::has(const ChunkId& id) {
    return fs::exists(file_of(id));
}

std::optional<Bytes> FolderChunks::get(const ChunkId& id) {
    std::ifstream file(file_of(id), std::ios::binary | std::ios::ate);
    if (!file) return std::nullopt;
    Bytes bytes(static_cast<std::size_t>(file.tellg()));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file) throw std::runtime_error("cannot read the chunk " + id.hex());
    return bytes;
}

void FolderChunks::put(const ChunkId& id, ByteView sealed) {
    const fs::path path = file_of(id);
    if (fs::exists(path)) return;
    fs::create_directories(path.parent_path());
    // Under a name of this writer's own until it is whole: two writers of one chunk do not meet.
    const fs::path unfinished =
        path.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(++writes_);
    {
        OpenFile file(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
        file.write(sealed);
        file.sync();
    }
    fs::rename(unfinished, path);
    const std::lock_guard lock(mutex_);
    touched_.insert(path.parent_path().string());
}

void FolderChunks::flush() {
    std::set<std::string> folders;
    {
        const std::lock_guard lock(mutex_);
        folders.swap(touched_);
    }
    if (folders.empty()) return;
    for (const std::string& folder : folders)
        OpenFile(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC).sync();
    OpenFile(folder_, O_RDONLY | O_DIRECTORY | O_CLOEXEC).sync();
}

void FolderChunks::remove(const ChunkId& id) {
    fs::remove(file_of(id));
}

std::vector<FolderChunks::File> FolderChunks::list() const {
    std::vector<File> files;
    for (const auto& file : fs::recursive_directory_iterator(folder_)) {
        if (!file.is_regular_file()) continue;
        const auto id = ChunkId::from_hex(file.path().filename().string());
        if (id.ok()) files.push_back({id.value(), file.file_size(), file.last_write_time()});
    }
    return files;
}

void FolderChunks::mark_used(const ChunkId& id) {
    // Only the order after a restart hangs on it, so a failure is no matter.
    std::error_code ignored;
    fs::last_write_time(file_of(id), fs::file_time_type::clock::now(), ignored);
}

bool MemoryChunks::has(const ChunkId& id) {
    const std::lock_guard lock(mutex_);
    return chunks_.contains(id);
}

std::optional<Bytes> MemoryChunks::get(const ChunkId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = chunks_.find(id);
    if (found == chunks_.end()) return std::nullopt;
    return found->second;
}

void MemoryChunks::put(const ChunkId& id, ByteView sealed) {
    const std::lock_guard lock(mutex_);
    chunks_.try_emplace(id, sealed.begin(), sealed.end());
}

}  // namespace approdo::store
