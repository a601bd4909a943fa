#include "server/app/hub_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <system_error>

#include "sync/crypto/domains.hpp"
#include "sync/crypto/hash.hpp"
#include "sync/exchange/hello.hpp"

namespace approdo::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t hex_size = SenderKey::size * 2;
constexpr std::size_t number_size = 16;
constexpr std::size_t name_size = number_size + 1 + hex_size + 1 + hex_size;

[[noreturn]] void disk_failed(const fs::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

std::string number_text(std::uint64_t number) {
    Bytes bytes(8);
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (8 * (7 - i)));
    return to_hex(bytes);
}

// Whole under its name or not there at all, whatever breaks in between.
void write_file(const fs::path& folder, const std::string& name, ByteView bytes) {
    const fs::path part = folder / (name + ".part");
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) disk_failed(part);
    bool written = true;
    while (written && !bytes.empty()) {
        const ssize_t size = ::write(file, bytes.data(), bytes.size());
        written = size > 0;
        if (written) bytes = bytes.subspan(static_cast<std::size_t>(size));
    }
    written = written && ::fdatasync(file) == 0;
    const int failure = errno;
    ::close(file);
    if (!written) {
        ::unlink(part.c_str());
        errno = failure;
        disk_failed(part);
    }
    fs::rename(part, folder / name);
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0 || ::fsync(directory) != 0) disk_failed(folder);
    ::close(directory);
}

Bytes read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

Result<SenderKey> sender_of(const exchange::WholeParcel& parcel) {
    if (const exchange::Frame* hello = parcel.find(exchange::FrameType::hello)) {
        APPRODO_TRY(const auto read, exchange::Authenticated<exchange::Hello>::read(hello->body));
        return SenderKey{read.message.device.bytes};
    }
    const Bytes bytes = parcel.bytes();
    return crypto::hash16(crypto::domain::parcel, {bytes});
}

Result<std::unique_ptr<HubFolder>> HubFolder::open(const fs::path& folder,
                                                   std::uint64_t bytes_max) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    const fs::path path = folder / "lock";
    const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) disk_failed(path);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return fail(ErrorCode::locked, "Another program has this data folder open.");
    }
    return std::unique_ptr<HubFolder>(new HubFolder(folder, bytes_max, lock));
}

HubFolder::HubFolder(fs::path folder, std::uint64_t bytes_max, int lock)
    : outbox_folder_(folder / "outbox"),
      mail_folder_(folder / "mail"),
      bytes_max_(bytes_max),
      lock_(lock),
      outbox_(load(outbox_folder_)),
      mail_(load(mail_folder_)) {
    std::error_code ec;
    for (const auto& file : fs::recursive_directory_iterator(folder / "chunks", ec))
        if (file.is_regular_file()) bytes_ += file.file_size();
}

HubFolder::~HubFolder() {
    ::close(lock_);
}

std::vector<HubFolder::Entry> HubFolder::load(const fs::path& folder) {
    fs::create_directories(folder);
    std::vector<Entry> entries;
    for (const auto& file : fs::directory_iterator(folder)) {
        const std::string name = file.path().filename().string();
        const auto sender = name.size() == name_size
                                ? SenderKey::from_hex(name.substr(number_size + 1, hex_size))
                                : Result<SenderKey>(fail(ErrorCode::malformed, "no parcel"));
        if (!sender.ok()) {
            // Half a file of a program that was killed while it wrote.
            fs::remove(file.path());
            continue;
        }
        std::uint64_t number = 0;
        std::from_chars(name.data(), name.data() + number_size, number, 16);
        next_number_ = std::max(next_number_, number + 1);
        entries.push_back({name, sender.value(), file.file_size()});
        bytes_ += file.file_size();
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
}

void HubFolder::drop(const fs::path& folder, std::vector<Entry>& entries, std::size_t index) {
    std::error_code ignored;
    fs::remove(folder / entries[index].name, ignored);
    bytes_ -= entries[index].bytes;
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(index));
}

// A device sends what is not receipted again each time, so its newest parcels hold it all.
void HubFolder::keep_newest(const fs::path& folder, std::vector<Entry>& entries,
                            const SenderKey& sender) {
    std::size_t count = 0;
    for (std::size_t i = entries.size(); i-- > 0;)
        if (entries[i].sender == sender && ++count > parcels_per_sender_max)
            drop(folder, entries, i);
}

bool HubFolder::store(const fs::path& folder, std::vector<Entry>& entries, const SenderKey& sender,
                      ByteView bytes) {
    const std::string hash = crypto::hash16(crypto::domain::parcel, {bytes}).hex();
    for (const Entry& entry : entries)
        if (entry.sender == sender && entry.name.ends_with(hash)) return true;
    while (bytes_ + bytes.size() > bytes_max_ && !mail_.empty()) drop(mail_folder_, mail_, 0);
    if (bytes_ + bytes.size() > bytes_max_) return false;
    const std::string name = number_text(next_number_++) + "-" + sender.hex() + "-" + hash;
    write_file(folder, name, bytes);
    entries.push_back({name, sender, bytes.size()});
    bytes_ += bytes.size();
    keep_newest(folder, entries, sender);
    return true;
}

Result<void> HubFolder::put_outgoing(const SenderKey& sender, ByteView parcel) {
    const std::lock_guard lock(mutex_);
    if (store(outbox_folder_, outbox_, sender, parcel)) return {};
    return fail(ErrorCode::exhausted,
                "The hub is full until it reaches the site: keep what you have and come back.");
}

std::vector<HubFolder::Outgoing> HubFolder::outgoing(std::size_t bytes_max) {
    const std::lock_guard lock(mutex_);
    std::vector<Outgoing> parcels;
    std::size_t bytes = 0;
    for (const Entry& entry : outbox_) {
        if (bytes > bytes_max) break;
        const fs::path path = outbox_folder_ / entry.name;
        parcels.push_back({path, entry.sender, read_file(path)});
        bytes += parcels.back().parcel.size();
    }
    return parcels;
}

void HubFolder::remove_outgoing(const fs::path& path) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < outbox_.size(); ++i)
        if (outbox_[i].name == path.filename().string()) {
            drop(outbox_folder_, outbox_, i);
            return;
        }
}

void HubFolder::put_mail(const SenderKey& to, ByteView parcels) {
    const std::lock_guard lock(mutex_);
    // Without room the answer is lost here and the site gives it again when it is asked again.
    if (!parcels.empty()) store(mail_folder_, mail_, to, parcels);
}

Bytes HubFolder::mail_for(const SenderKey& to) {
    const std::lock_guard lock(mutex_);
    Bytes all;
    for (const Entry& entry : mail_)
        if (entry.sender == to) append(all, read_file(mail_folder_ / entry.name));
    return all;
}

void HubFolder::clear_mail(const SenderKey& to) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = mail_.size(); i-- > 0;)
        if (mail_[i].sender == to) drop(mail_folder_, mail_, i);
}

bool HubFolder::has_room_for_chunk(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    // A fifth is kept free for parcels, which cannot be fetched again from the site.
    return bytes_ + bytes <= bytes_max_ / 5 * 4;
}

void HubFolder::count_chunk(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    bytes_ += bytes;
}

HubFolder::Counts HubFolder::counts() {
    const std::lock_guard lock(mutex_);
    return {outbox_.size(), mail_.size(), bytes_};
}

}  // namespace approdo::app
