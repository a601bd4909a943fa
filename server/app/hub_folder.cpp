#include "server/app/hub_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace approdo::app {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void disk_failed(const fs::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

bool is_full(const std::system_error& failure) {
    return failure.code() == std::errc::no_space_on_device || failure.code().value() == EDQUOT ||
           failure.code().value() == EFBIG;
}

void write_seed(const fs::path& path, ByteView seed) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) disk_failed(path);
    const bool written =
        ::write(file, seed.data(), seed.size()) == static_cast<ssize_t>(seed.size()) &&
        ::fsync(file) == 0;
    ::close(file);
    if (!written) disk_failed(path);
}

Result<crypto::SigningKey> key_in(const fs::path& folder, Random& random) {
    const fs::path path = folder / "hub.key";
    if (!fs::exists(path)) {
        const fs::path part = folder / "hub.key.part";
        const auto seed = crypto::SigningKey::Seed::random(random);
        write_seed(part, seed.view());
        fs::rename(part, path);
    }
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) disk_failed(path);
    if ((status.st_mode & 077) != 0) {
        return fail(ErrorCode::forbidden, "Others can read " + path.string() +
                                              ": take that from them (chmod 600) and start again.");
    }
    std::ifstream in(path, std::ios::binary);
    const Bytes bytes(std::istreambuf_iterator<char>(in), {});
    APPRODO_TRY(auto seed, crypto::SigningKey::Seed::from(bytes));
    return crypto::SigningKey::from_seed(seed);
}

}  // namespace

Result<std::unique_ptr<HubFolder>> HubFolder::open(const fs::path& folder, std::uint64_t bytes_max,
                                                   Random& random) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    const fs::path path = folder / "lock";
    const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) disk_failed(path);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return fail(ErrorCode::locked, "Another program has this data folder open.");
    }
    auto key = key_in(folder, random);
    if (!key.ok()) {
        ::close(lock);
        return std::move(key).error();
    }
    return std::unique_ptr<HubFolder>(
        new HubFolder(folder, bytes_max, lock, std::move(key).value()));
}

HubFolder::HubFolder(const fs::path& folder, std::uint64_t bytes_max, int lock,
                     crypto::SigningKey key)
    : bytes_max_(bytes_max),
      lock_(lock),
      key_(std::move(key)),
      outbox_(folder / "outbox", true),
      mail_(folder / "mail", false),
      chunks_(folder / "chunks"),
      senders_(folder / "known") {}

HubFolder::~HubFolder() {
    ::close(lock_);
}

bool HubFolder::make_room(std::uint64_t wanted) {
    while (bytes() + wanted > bytes_max_ && chunks_.evict_one()) {
    }
    while (bytes() + wanted > bytes_max_ && !mail_.entries().empty()) mail_.remove_oldest();
    return bytes() + wanted <= bytes_max_;
}

std::uint64_t HubFolder::bytes_of_unknown() const {
    std::uint64_t bytes = 0;
    for (const HubParcels::Entry& entry : outbox_.entries())
        if (!senders_.knows(entry.seen.sender)) bytes += entry.bytes;
    return bytes;
}

bool HubFolder::knows(const SenderKey& sender) {
    const std::lock_guard lock(mutex_);
    return senders_.knows(sender);
}

void HubFolder::learn(const SenderKey& sender) {
    const std::lock_guard lock(mutex_);
    senders_.learn(sender);
}

Result<void> HubFolder::put_outgoing(const SeenParcel& seen, ByteView parcel) {
    const std::lock_guard lock(mutex_);
    if (outbox_.has(seen.sender, parcel)) return {};
    const Error full =
        fail(ErrorCode::exhausted,
             "The hub is full until it reaches the site: keep what you have and come back later.");
    const std::uint64_t wanted = HubParcels::bytes_on_disk(parcel.size());
    if (!senders_.knows(seen.sender) && bytes_of_unknown() + wanted > bytes_max_ / 2) return full;
    if (!make_room(wanted)) return full;
    try {
        outbox_.put(seen, parcel);
    } catch (const std::system_error& failure) {
        if (is_full(failure)) return full;
        throw;
    }
    outbox_.remove_covered(seen.sender);
    if (outbox_.count_of(seen.sender) <= parcels_per_sender_max) return {};
    outbox_.remove(outbox_.entries().back().name);
    return fail(ErrorCode::exhausted,
                "The hub holds as much of this device as it may until it reaches the site: keep "
                "what you have and come back later.");
}

std::vector<HubFolder::Outgoing> HubFolder::outgoing(std::size_t bytes_max) {
    const std::lock_guard lock(mutex_);
    std::vector<Outgoing> parcels;
    std::size_t taken = 0;
    for (const HubParcels::Entry& entry : outbox_.entries()) {
        if (taken > bytes_max) break;
        parcels.push_back({entry.name, entry.seen, outbox_.read(entry)});
        taken += parcels.back().parcel.size();
    }
    return parcels;
}

void HubFolder::remove_outgoing(const std::string& name) {
    const std::lock_guard lock(mutex_);
    outbox_.remove(name);
}

log::Frontier HubFolder::heads_held(const SenderKey& sender) {
    const std::lock_guard lock(mutex_);
    std::vector<SeenSegment> segments;
    for (const HubParcels::Entry& entry : outbox_.entries())
        if (entry.seen.sender == sender)
            segments.insert(segments.end(), entry.seen.segments.begin(), entry.seen.segments.end());
    return heads_of(segments);
}

void HubFolder::put_mail(const SenderKey& to, ByteView parcels) {
    const std::lock_guard lock(mutex_);
    if (parcels.empty() || mail_.has(to, parcels)) return;
    // Without room the answer is lost here and the site gives it again when it is asked again.
    if (!make_room(HubParcels::bytes_on_disk(parcels.size()))) return;
    SeenParcel seen;
    seen.sender = to;
    mail_.put(std::move(seen), parcels);
    while (mail_.count_of(to) > parcels_per_sender_max) {
        for (const HubParcels::Entry& entry : mail_.entries()) {
            if (entry.seen.sender != to) continue;
            mail_.remove(entry.name);
            break;
        }
    }
}

Bytes HubFolder::mail_for(const SenderKey& to) {
    const std::lock_guard lock(mutex_);
    Bytes all;
    for (const HubParcels::Entry& entry : mail_.entries())
        if (entry.seen.sender == to) append(all, mail_.read(entry));
    return all;
}

void HubFolder::clear_mail(const SenderKey& to) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> given;
    for (const HubParcels::Entry& entry : mail_.entries())
        if (entry.seen.sender == to) given.push_back(entry.name);
    for (const std::string& name : given) mail_.remove(name);
}

std::optional<Bytes> HubFolder::chunk(const ChunkId& id) {
    const std::lock_guard lock(mutex_);
    return chunks_.get(id);
}

void HubFolder::put_chunk(const ChunkId& id, ByteView sealed) {
    const std::lock_guard lock(mutex_);
    // A fifth is kept free for parcels, which nobody else can give again.
    const std::uint64_t parcels = std::max(outbox_.bytes() + mail_.bytes(), bytes_max_ / 5);
    while (parcels + chunks_.bytes() + sealed.size() > bytes_max_ && chunks_.evict_one()) {
    }
    if (parcels + chunks_.bytes() + sealed.size() <= bytes_max_) chunks_.put(id, sealed);
}

HubFolder::Counts HubFolder::counts() {
    const std::lock_guard lock(mutex_);
    return {outbox_.entries().size(), mail_.entries().size(), bytes(), chunks_.bytes(),
            chunks_.evicted()};
}

}  // namespace approdo::app
