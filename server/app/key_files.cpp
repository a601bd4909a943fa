#include "server/app/key_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace approdo::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 1024 * 1024;

[[noreturn]] void give_up(const fs::path& path) {
    throw fs::filesystem_error("cannot write a key", path,
                               std::error_code(errno, std::generic_category()));
}

void flush_folder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) give_up(folder);
    const bool flushed = ::fsync(handle) == 0;
    ::close(handle);
    if (!flushed) give_up(folder);
}

}  // namespace

void write_key_file(const fs::path& path, ByteView bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) give_up(path);
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    const bool whole = written == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
    ::close(file);
    if (!whole) give_up(path);
    flush_folder(path.parent_path());
}

void replace_key_file(const fs::path& path, ByteView bytes) {
    const fs::path part = path.string() + ".part";
    fs::remove(part);
    write_key_file(part, bytes);
    move_key_file(part, path);
}

void move_key_file(const fs::path& from, const fs::path& to) {
    fs::rename(from, to);
    flush_folder(to.parent_path());
}

Result<Bytes> read_key_file(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return fail(ErrorCode::not_found, "The site's key " + path.string() + " is not there. " +
                                              "Restore it from the backup of the keys.");
    }
    if ((status.st_mode & 077) != 0) {
        return fail(ErrorCode::forbidden, "Others on this machine may read the key " +
                                              path.string() + ". Run: chmod 600 " + path.string());
    }
    std::ifstream stream(path, std::ios::binary);
    Bytes bytes(std::istreambuf_iterator<char>(stream), {});
    if (!stream || bytes.size() > file_bytes_max) {
        return fail(ErrorCode::corrupt, "The site's key " + path.string() + " cannot be read.");
    }
    return bytes;
}

void write_signing_key(const fs::path& path, const crypto::SigningKey& key) {
    const auto seed = key.seed();
    write_key_file(path, seed.view());
}

Result<crypto::SigningKey> read_signing_key(const fs::path& path) {
    APPRODO_TRY(Bytes bytes, read_key_file(path));
    const auto seed = crypto::SigningKey::Seed::from(bytes);
    crypto::wipe(bytes);
    if (!seed.ok()) return seed.error();
    return crypto::SigningKey::from_seed(*seed);
}

}  // namespace approdo::app
