#include "tests/simulation/disk.hpp"

#include <algorithm>

namespace approdo::sim {

namespace {

constexpr std::size_t sector_bytes = 512;

}  // namespace

std::size_t StoredFile::read(std::uint64_t offset, MutableByteView out) const {
    if (offset >= size()) return 0;
    const std::size_t count = std::min<std::size_t>(out.size(), size() - offset);
    std::copy_n(bytes_->begin() + static_cast<std::ptrdiff_t>(offset), count, out.begin());
    return count;
}

Bytes& StoredFile::own() {
    if (!bytes_) {
        bytes_ = std::make_shared<Bytes>();
    } else if (bytes_.use_count() > 1) {
        bytes_ = std::make_shared<Bytes>(*bytes_);
    }
    return *bytes_;
}

void StoredFile::write(std::uint64_t offset, ByteView bytes) {
    Bytes& all = own();
    Change change{offset, {}, copy_of(bytes), all.size()};
    if (offset < all.size()) {
        const std::size_t over = std::min<std::size_t>(bytes.size(), all.size() - offset);
        change.before = copy_of(ByteView(all).subspan(offset, over));
    }
    if (all.size() < offset + bytes.size()) all.resize(offset + bytes.size());
    std::copy(bytes.begin(), bytes.end(), all.begin() + static_cast<std::ptrdiff_t>(offset));
    unsynced_.push_back(std::move(change));
}

void StoredFile::truncate(std::uint64_t size) {
    Bytes& all = own();
    if (size >= all.size()) return;
    unsynced_.push_back({size, copy_of(ByteView(all).subspan(size)), {}, all.size()});
    all.resize(size);
}

void StoredFile::lose_unsynced(test::SeededRandom& chance) {
    if (unsynced_.empty()) return;
    Bytes& all = own();
    // Back to what was synced, then forward again with whatever made it.
    for (auto change = unsynced_.rbegin(); change != unsynced_.rend(); ++change) {
        all.resize(change->size_before);
        std::copy(change->before.begin(), change->before.end(),
                  all.begin() + static_cast<std::ptrdiff_t>(change->offset));
    }
    for (const Change& change : unsynced_) {
        if (change.after.empty()) {
            if (chance.chance(2) && change.offset < all.size()) all.resize(change.offset);
            continue;
        }
        for (std::size_t at = 0; at < change.after.size();) {
            const std::size_t in_sector = (change.offset + at) % sector_bytes;
            const std::size_t count = std::min(sector_bytes - in_sector, change.after.size() - at);
            if (chance.chance(2)) {
                const std::size_t to = change.offset + at;
                if (all.size() < to + count) all.resize(to + count);
                std::copy_n(change.after.begin() + static_cast<std::ptrdiff_t>(at), count,
                            all.begin() + static_cast<std::ptrdiff_t>(to));
            }
            at += count;
        }
    }
    unsynced_.clear();
}

std::shared_ptr<const Bytes> StoredFile::share() const {
    return bytes_ ? bytes_ : std::make_shared<Bytes>();
}

StoredFile StoredFile::from(std::shared_ptr<const Bytes> bytes) {
    StoredFile file;
    // Copied before it is written, as own() sees that it is shared.
    file.bytes_ = std::const_pointer_cast<Bytes>(std::move(bytes));
    file.was_synced_ = true;
    return file;
}

void Disk::plan(DiskFault fault, std::uint64_t steps_ahead) {
    planned_ = fault;
    planned_step_ = steps_ + steps_ahead;
}

void Disk::end_process() {
    ++life_;
}

void Disk::power_on(test::SeededRandom* chance) {
    off_ = false;
    planned_ = DiskFault::none;
    ++life_;
    if (chance == nullptr) return;
    for (auto file = files_.begin(); file != files_.end();) {
        // A new file's name is on the disk only when something of it was synced.
        const bool is_gone = file->second.is_all_unsynced() && chance->chance(2);
        file->second.lose_unsynced(*chance);
        file = is_gone ? files_.erase(file) : std::next(file);
    }
}

DiskImage Disk::image() const {
    DiskImage image;
    for (const auto& [name, file] : files_) image[name] = file.share();
    return image;
}

void Disk::restore(const DiskImage& image) {
    ++life_;
    off_ = false;
    planned_ = DiskFault::none;
    files_.clear();
    for (const auto& [name, bytes] : image) files_[name] = StoredFile::from(bytes);
}

std::uint64_t Disk::bytes_used() const {
    std::uint64_t used = 0;
    for (const auto& [name, file] : files_) used += file.size();
    return used;
}

bool Disk::has_room(std::uint64_t more) {
    if (bytes_used() + more <= capacity_) return true;
    ++faults_;
    return false;
}

StoredFile* Disk::find(const std::string& name) {
    const auto found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

DiskFault Disk::step() {
    if (off_) return DiskFault::power_cut;
    const bool is_now = planned_ != DiskFault::none && steps_ >= planned_step_;
    ++steps_;
    if (!is_now) return DiskFault::none;
    const DiskFault fault = planned_;
    planned_ = DiskFault::none;
    ++faults_;
    off_ = fault == DiskFault::power_cut;
    return fault;
}

}  // namespace approdo::sim
