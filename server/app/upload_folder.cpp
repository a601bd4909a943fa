#include "server/app/upload_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <system_error>
#include <vector>

namespace approdo::app {

namespace fs = std::filesystem;

namespace {

constexpr auto stale_after = std::chrono::hours(24 * 14);

[[noreturn]] void disk_failed(const fs::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

class File {
  public:
    File(const fs::path& path, int flags)
        : path_(path), handle_(::open(path.c_str(), flags, 0600)) {
        if (handle_ < 0) disk_failed(path);
    }
    ~File() { ::close(handle_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    void write_at(std::uint64_t offset, ByteView bytes) {
        while (!bytes.empty()) {
            const ssize_t size =
                ::pwrite(handle_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (size < 0 && errno == EINTR) continue;
            if (size <= 0) disk_failed(path_);
            bytes = bytes.subspan(static_cast<std::size_t>(size));
            offset += static_cast<std::uint64_t>(size);
        }
    }
    void cut(std::uint64_t size) {
        if (::ftruncate(handle_, static_cast<off_t>(size)) != 0) disk_failed(path_);
    }
    void settle() {
        if (::fdatasync(handle_) != 0) disk_failed(path_);
    }

  private:
    const fs::path path_;
    const int handle_;
};

Error unknown_upload() {
    return fail(ErrorCode::not_found, "This upload is not known here: begin a new one.");
}

}  // namespace

UploadFolder::UploadFolder(fs::path folder, Random& random, Limits limits)
    : folder_(std::move(folder)), random_(random), limits_(limits) {
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
}

// ID.OWNER.BYTES.part
std::optional<UploadFolder::Entry> UploadFolder::entry_of(const fs::path& path) {
    const std::string name = path.filename().string();
    constexpr std::size_t hex = UploadId::size * 2;
    if (name.size() < 2 * hex + 8 || !name.ends_with(".part")) return std::nullopt;
    const std::string_view bytes =
        std::string_view(name).substr(2 * hex + 2, name.size() - 2 * hex - 7);
    const auto id = UploadId::from_hex(name.substr(0, hex));
    const auto owner = AccountId::from_hex(name.substr(hex + 1, hex));
    std::uint64_t announced = 0;
    const auto [end, failure] =
        std::from_chars(bytes.data(), bytes.data() + bytes.size(), announced);
    if (!id.ok() || !owner.ok() || failure != std::errc{} || end != bytes.data() + bytes.size())
        return std::nullopt;
    std::error_code ec;
    const std::uint64_t size = fs::file_size(path, ec);
    if (ec) return std::nullopt;
    return Entry{{id.value(), size, announced}, owner.value(), path};
}

std::optional<UploadFolder::Entry> UploadFolder::entry(const AccountId& owner, const UploadId& id) {
    for (const auto& file : fs::directory_iterator(folder_)) {
        const auto found = entry_of(file.path());
        if (found && found->state.id == id && found->owner == owner) return found;
    }
    return std::nullopt;
}

void UploadFolder::remove_stale() {
    const auto now = fs::file_time_type::clock::now();
    for (const auto& file : fs::directory_iterator(folder_)) {
        std::error_code ec;
        const auto touched = fs::last_write_time(file.path(), ec);
        if (!ec && now - touched > stale_after) fs::remove(file.path(), ec);
    }
}

Result<UploadFolder::State> UploadFolder::begin(const AccountId& owner, std::uint64_t bytes) {
    if (bytes == 0) return fail(ErrorCode::invalid_input, "An upload cannot be empty.");
    if (bytes > limits_.upload_bytes_max)
        return fail(ErrorCode::too_large, "An upload may have at most " +
                                              std::to_string(limits_.upload_bytes_max) + " bytes.");
    const std::lock_guard lock(mutex_);
    remove_stale();
    std::uint64_t announced = 0;
    std::size_t own = 0;
    for (const auto& file : fs::directory_iterator(folder_)) {
        const auto found = entry_of(file.path());
        if (!found) continue;
        announced += found->state.bytes_announced;
        if (found->owner == owner) ++own;
    }
    if (own >= limits_.per_account_max)
        return fail(ErrorCode::busy, "You have too many uploads under way: finish one first.");
    if (announced + bytes > limits_.bytes_max)
        return fail(ErrorCode::exhausted, "The server has no room for this upload at present.");
    const UploadId id = random_.id<UploadId>();
    const fs::path path =
        folder_ / (id.hex() + "." + owner.hex() + "." + std::to_string(bytes) + ".part");
    File(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC).settle();
    return State{id, 0, bytes};
}

Result<UploadFolder::State> UploadFolder::find(const AccountId& owner, const UploadId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = entry(owner, id);
    if (!found) return unknown_upload();
    return found->state;
}

Result<UploadFolder::State> UploadFolder::append(const AccountId& owner, const UploadId& id,
                                                 std::uint64_t offset, ByteView bytes) {
    const std::lock_guard lock(mutex_);
    const auto found = entry(owner, id);
    if (!found) return unknown_upload();
    State state = found->state;
    if (offset != state.bytes_received)
        return fail(ErrorCode::conflict, "The upload stands at byte " +
                                             std::to_string(state.bytes_received) +
                                             ": go on from there.");
    if (bytes.size() > state.bytes_announced - state.bytes_received)
        return fail(ErrorCode::too_large, "This is more than the upload was announced with.");
    File file(found->path, O_WRONLY | O_CLOEXEC);
    try {
        file.write_at(offset, bytes);
    } catch (const std::system_error&) {
        // A full disk leaves the part that fitted, which the sender does not know of.
        file.cut(offset);
        throw;
    }
    file.settle();
    state.bytes_received += bytes.size();
    return state;
}

Result<fs::path> UploadFolder::finished(const AccountId& owner, const UploadId& id) {
    const std::lock_guard lock(mutex_);
    const auto found = entry(owner, id);
    if (!found) return unknown_upload();
    if (!found->state.complete())
        return fail(ErrorCode::incomplete,
                    "The upload stands at byte " + std::to_string(found->state.bytes_received) +
                        " of " + std::to_string(found->state.bytes_announced) + ".");
    return found->path;
}

void UploadFolder::remove(const AccountId& owner, const UploadId& id) {
    const std::lock_guard lock(mutex_);
    if (const auto found = entry(owner, id)) {
        std::error_code ignored;
        fs::remove(found->path, ignored);
    }
}

}  // namespace approdo::app
