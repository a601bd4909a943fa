#include "server/app/hub_parcels.hpp"

#include <fcntl.h>
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
#include "sync/log/segment.hpp"

namespace approdo::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t hex_size = SenderKey::size * 2;
constexpr std::size_t number_size = 16;
constexpr std::uint64_t block_bytes = 4096;
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

std::string hash_text(ByteView bytes) {
    return crypto::hash16(crypto::domain::parcel, {bytes}).hex();
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

SeenParcel look_into(const fs::path& path, const SenderKey& sender) {
    const auto parcels = exchange::split_parcels(read_file(path));
    if (parcels.ok() && parcels->size() == 1)
        if (auto seen = look_at(parcels->front()); seen.ok()) return std::move(*seen);
    SeenParcel unknown;
    unknown.sender = sender;
    return unknown;
}

}  // namespace

Result<SeenParcel> look_at(const exchange::WholeParcel& parcel) {
    SeenParcel seen;
    if (const exchange::Frame* hello = parcel.find(exchange::FrameType::hello)) {
        APPRODO_TRY(const auto read, exchange::Authenticated<exchange::Hello>::read(hello->body));
        seen.sender = SenderKey{read.message.device.bytes};
        seen.hello = read.mac;
    } else {
        seen.sender = crypto::hash16(crypto::domain::parcel, {parcel.bytes()});
    }
    for (const exchange::Frame& frame : parcel.frames) {
        if (frame.type == exchange::FrameType::hello) continue;
        seen.frames.push_back(exchange::frame_hash_of(frame));
        if (frame.type != exchange::FrameType::segment) continue;
        const auto segment = log::read_segment(frame.body);
        if (!segment.ok()) continue;
        const log::SegmentHeader& header = segment->header;
        seen.segments.push_back({header.log, header.first, header.last(),
                                 log::short_head(header.previous), log::short_head(header.head),
                                 seen.frames.back()});
    }
    std::sort(seen.frames.begin(), seen.frames.end());
    return seen;
}

log::Frontier heads_of(const std::vector<SeenSegment>& segments) {
    log::Frontier heads;
    for (const SeenSegment& segment : segments) {
        const auto known = heads.find(segment.log);
        if (!known || known->seq < segment.last)
            heads.set(segment.log, {segment.last, segment.head});
    }
    return heads;
}

HubParcels::HubParcels(fs::path folder, bool look) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    for (const auto& file : fs::directory_iterator(folder_)) {
        const std::string name = file.path().filename().string();
        const auto sender = name.size() == name_size
                                ? SenderKey::from_hex(name.substr(number_size + 1, hex_size))
                                : Result<SenderKey>(fail(ErrorCode::malformed, "no parcel"));
        if (!sender.ok()) {
            fs::remove(file.path());
            continue;
        }
        std::uint64_t number = 0;
        std::from_chars(name.data(), name.data() + number_size, number, 16);
        next_number_ = std::max(next_number_, number + 1);
        SeenParcel seen;
        seen.sender = sender.value();
        if (look) seen = look_into(file.path(), sender.value());
        entries_.push_back({name, bytes_on_disk(file.file_size()), std::move(seen)});
        bytes_ += entries_.back().bytes;
    }
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
}

// A million small parcels would else be next to nothing, and use up the disk.
std::uint64_t HubParcels::bytes_on_disk(std::uint64_t size) {
    return (size + block_bytes - 1) / block_bytes * block_bytes;
}

Bytes HubParcels::read(const Entry& entry) const {
    return read_file(folder_ / entry.name);
}

bool HubParcels::has(const SenderKey& sender, ByteView bytes) const {
    const std::string hash = hash_text(bytes);
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.seen.sender == sender && entry.name.ends_with(hash);
    });
}

void HubParcels::put(SeenParcel seen, ByteView bytes) {
    const std::string name =
        number_text(next_number_++) + "-" + seen.sender.hex() + "-" + hash_text(bytes);
    write_file(folder_, name, bytes);
    entries_.push_back({name, bytes_on_disk(bytes.size()), std::move(seen)});
    bytes_ += entries_.back().bytes;
}

void HubParcels::drop(std::size_t index) {
    std::error_code ignored;
    fs::remove(folder_ / entries_[index].name, ignored);
    bytes_ -= entries_[index].bytes;
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(index));
}

void HubParcels::remove(const std::string& name) {
    for (std::size_t i = 0; i < entries_.size(); ++i)
        if (entries_[i].name == name) return drop(i);
}

void HubParcels::remove_covered(const SenderKey& sender) {
    std::vector<const Entry*> newer;
    std::vector<std::string> covered;
    for (std::size_t i = entries_.size(); i-- > 0;) {
        const Entry& entry = entries_[i];
        if (entry.seen.sender != sender) continue;
        const bool can_be = entry.seen.hello != Digest16{};  // a join is nobody else's
        const bool is_covered =
            can_be && std::any_of(newer.begin(), newer.end(), [&](const Entry* other) {
                return std::includes(other->seen.frames.begin(), other->seen.frames.end(),
                                     entry.seen.frames.begin(), entry.seen.frames.end());
            });
        if (is_covered)
            covered.push_back(entry.name);
        else
            newer.push_back(&entry);
    }
    for (const std::string& name : covered) remove(name);
}

std::size_t HubParcels::count_of(const SenderKey& sender) const {
    return static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(),
                      [&](const Entry& entry) { return entry.seen.sender == sender; }));
}

}  // namespace approdo::app
