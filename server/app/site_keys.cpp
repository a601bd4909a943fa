#include "server/app/site_keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace approdo::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_bytes_max = 64 * 1024;

void write_private(const fs::path& path, ByteView bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        throw fs::filesystem_error("cannot write a key", path,
                                   std::error_code(errno, std::generic_category()));
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    const bool whole = written == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
    ::close(file);
    if (!whole)
        throw fs::filesystem_error("cannot write a key", path,
                                   std::error_code(errno, std::generic_category()));
}

Result<Bytes> read_private(const fs::path& path) {
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

Result<crypto::SigningKey> load_signing(const fs::path& path) {
    APPRODO_TRY(const Bytes bytes, read_private(path));
    APPRODO_TRY(const auto seed, crypto::SigningKey::Seed::from(bytes));
    return crypto::SigningKey::from_seed(seed);
}

void save_signing(const fs::path& path, const crypto::SigningKey& key) {
    const auto seed = key.seed();
    write_private(path, seed.view());
}

}  // namespace

Result<SiteKeys> make_site_keys(const fs::path& folder, std::string_view name, Random& random) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    const auto root = crypto::SigningKey::random(random);
    auto enrol = crypto::SigningKey::random(random);
    auto publish = crypto::SigningKey::random(random);
    auto receipt = crypto::SigningKey::random(random);
    auto box = crypto::BoxKey::random(random);
    auto cover = crypto::SymmetricKey::random(random);

    log::SiteDescriptor description;
    description.root = root.public_key();
    description.enrol = enrol.public_key();
    description.publish = publish.public_key();
    description.receipt = receipt.public_key();
    description.box = box.public_key();
    description.name = name;
    const SiteId site = crypto::site_id_of(root.public_key());
    auto descriptor =
        log::SignedSite::make(description, crypto::domain::site_descriptor, site, root);

    save_signing(folder / "root.key", root);
    save_signing(folder / "enrol.key", enrol);
    save_signing(folder / "publish.key", publish);
    save_signing(folder / "receipt.key", receipt);
    const auto stored_box = box.stored();
    write_private(folder / "box.key", stored_box.view());
    write_private(folder / "cover.key", cover.view());
    write_private(folder / "site", descriptor.bytes());
    return SiteKeys{site,
                    std::move(descriptor),
                    std::move(enrol),
                    std::move(publish),
                    std::move(receipt),
                    std::move(box),
                    std::move(cover)};
}

Result<SiteKeys> load_site_keys(const fs::path& folder) {
    APPRODO_TRY(const Bytes described, read_private(folder / "site"));
    APPRODO_TRY(auto descriptor, log::SignedSite::read(described));
    const SiteId site = crypto::site_id_of(descriptor.value.root);
    APPRODO_CHECK(log::check_site(descriptor, site));
    APPRODO_TRY(auto enrol, load_signing(folder / "enrol.key"));
    APPRODO_TRY(auto publish, load_signing(folder / "publish.key"));
    APPRODO_TRY(auto receipt, load_signing(folder / "receipt.key"));
    APPRODO_TRY(const Bytes box, read_private(folder / "box.key"));
    APPRODO_TRY(auto stored_box, crypto::BoxKey::Stored::from(box));
    APPRODO_TRY(const Bytes cover, read_private(folder / "cover.key"));
    APPRODO_TRY(auto cover_key, crypto::SymmetricKey::from(cover));
    return SiteKeys{site,
                    std::move(descriptor),
                    std::move(enrol),
                    std::move(publish),
                    std::move(receipt),
                    crypto::BoxKey::from_stored(std::move(stored_box)),
                    std::move(cover_key)};
}

}  // namespace approdo::app
