#include "server/store/memory.hpp"

#include <algorithm>
#include <shared_mutex>

#include "server/store/archive.hpp"
#include "server/store/delivery.hpp"
#include "server/store/memory_parts.hpp"
#include "server/store/snapshot.hpp"
#include "sync/base/limits.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::store {

using exchange::Held;
using exchange::KnownDevice;
using exchange::KnownLog;
using exchange::Stream;
using exchange::StreamId;

namespace {

class MemorySession final : public Session {
  public:
    MemorySession(MemoryData& data, ChunkStore& chunks, bool may_change)
        : access_(data, may_change),
          chunks_(chunks),
          people_(access_),
          territory_(access_),
          catalogue_(access_),
          doors_(access_),
          site_logs_(access_),
          segments_(access_),
          erasures_(access_),
          projections_(access_),
          mailbox_(access_),
          audit_(access_) {}

    People& people() override { return people_; }
    Territory& territory() override { return territory_; }
    Catalogue& catalogue() override { return catalogue_; }
    Doors& doors() override { return doors_; }
    SiteLogs& site_logs() override { return site_logs_; }
    Segments& segments() override { return segments_; }
    Erasures& erasures() override { return erasures_; }
    Projections& projections() override { return projections_; }
    Mailbox& mailbox() override { return mailbox_; }
    Audit& audit() override { return audit_; }

    void step(const std::function<void()>& part) override {
        const MemoryData before = access_.data();
        try {
            part();
        } catch (...) {
            access_.change() = before;
            ring_ = {};
            throw;
        }
    }

    std::optional<KnownDevice> find_device(const DeviceId& id) override {
        const auto device = find_in(access_.data().devices, id);
        if (!device) return std::nullopt;
        return KnownDevice{device->certificate, device->revoked};
    }
    std::optional<exchange::Cuts> cuts_of(const DeviceId& id) override {
        const auto device = find_in(access_.data().devices, id);
        if (!device || !device->revoked) return std::nullopt;
        return find_in(access_.data().cuts, id).value_or(exchange::Cuts{});
    }
    std::optional<KnownLog> find_log(const LogId& id) override {
        const auto log = find_in(access_.data().logs, id);
        if (!log) return std::nullopt;
        return KnownLog{log->certificate, id, log->streams};
    }
    bool has_room(const log::LogCertificate& author, std::size_t bytes) override {
        const auto device = find_in(access_.data().devices, author.device);
        if (!device) return true;
        const AccountId& account = device->certificate.value.account;
        for (const auto& [place, segment] : access_.data().segments) {
            const auto log = find_in(access_.data().logs, segment.log);
            if (log && log->account == account) bytes += segment.bytes->size();
        }
        return bytes <= limits::account_bytes_max;
    }
    bool has_room_for_log(const DeviceId& device) override {
        const auto& logs = access_.data().logs;
        const auto of_device = std::count_if(logs.begin(), logs.end(), [&](const auto& log) {
            return log.second.certificate.value.device == device;
        });
        return static_cast<std::size_t>(of_device) < limits::device_logs_max;
    }
    std::optional<log::Segment> segment_at(const StreamId& stream, Seq seq) override {
        const auto& segments = access_.data().segments;
        auto after = segments.upper_bound({stream, seq});
        if (after == segments.begin()) return std::nullopt;
        --after;
        if (after->first.first != stream || after->second.last < seq) return std::nullopt;
        return log::read_stored(*after->second.bytes).value();
    }
    const log::Keyring& keyring() override {
        for (const auto& [name, key] : access_.data().keys) {
            if (ring_.find(name) == nullptr) ring_.add(name, key->duplicate());
        }
        return ring_;
    }

    void put_device(const log::SignedDevice& device) override {
        MemoryData& data = access_.change();
        const DeviceId& id = device.value.device;
        data.devices.try_emplace(id, MemoryDevice{device, {}, data.cuts.contains(id)});
    }
    void put_log(const log::SignedLog& certificate, const LogId& id) override {
        MemoryData& data = access_.change();
        if (data.logs.contains(id)) return;
        MemoryLog log;
        log.number = data.logs.size() + 1;
        log.certificate = certificate;
        if (const auto device = find_in(data.devices, certificate.value.device)) {
            log.account = device->certificate.value.account;
        }
        log.streams.push_back({id, id, Seq{0}, log::genesis_of(certificate)});
        data.logs.emplace(id, std::move(log));
    }
    void put_branch(const Stream& branch, Seq) override {
        auto& streams = access_.change().logs.at(branch.log).streams;
        const auto place =
            std::lower_bound(streams.begin() + 1, streams.end(), branch,
                             [](const Stream& a, const Stream& b) { return a.id < b.id; });
        streams.insert(place, branch);
    }
    void append_segment(const StreamId& stream, const log::Segment& segment,
                        const log::OpenedSegment*, Held held) override {
        MemoryData& data = access_.change();
        const log::SegmentHeader& header = segment.header;
        MemoryLog& log = data.logs.at(header.log);
        for (Stream& known : log.streams) {
            if (known.id != stream) continue;
            known.last = header.last();
            known.head = header.head;
        }
        if (header.first.value == 1 && !log.account) log.scope = header.scope;
        const Position arrival{++data.last_arrival};
        const std::pair place{stream, header.first};
        if (!data.segments
                 .emplace(place, MemorySegment{arrival, header.log, header.last(), header.head,
                                               header.scope, held,
                                               std::make_shared<const Bytes>(segment.stored())})
                 .second) {
            throw std::logic_error("a segment was appended twice at one place");
        }
        data.arrivals[arrival] = place;
    }
    void replace_segment(const StreamId& stream, const log::Segment& redacted,
                         const log::OpenedSegment&) override {
        MemoryData& data = access_.change();
        const std::pair place{stream, redacted.header.first};
        MemorySegment& segment = data.segments.at(place);
        segment.bytes = std::make_shared<const Bytes>(redacted.stored());
        data.arrivals.erase(segment.arrival);
        segment.arrival = Position{++data.last_arrival};
        data.arrivals[segment.arrival] = place;
    }
    bool park(const log::Segment& segment, Held why) override {
        MemoryData& data = access_.change();
        const log::SegmentHeader& header = segment.header;
        auto bytes = std::make_shared<const Bytes>(segment.stored());
        std::size_t of_all = bytes->size();
        std::size_t of_log = bytes->size();
        for (const auto& [log, parked] : data.limbo) {
            for (const auto& [place, item] : parked) {
                of_all += item.bytes->size();
                if (log == header.log) of_log += item.bytes->size();
            }
        }
        auto& parked = data.limbo[header.log];
        const std::pair place{header.first, header.head};
        if (parked.contains(place)) return true;
        if (of_log > limits::limbo_bytes_per_log || of_all > limits::limbo_bytes_total) {
            return false;
        }
        parked.emplace(place, MemoryParked{why, std::move(bytes)});
        return true;
    }
    std::vector<log::Segment> unpark(const LogId& log) override {
        std::vector<log::Segment> segments;
        if (!access_.data().limbo.contains(log)) return segments;
        for (const auto& [place, item] : access_.data().limbo.at(log)) {
            segments.push_back(log::read_stored(*item.bytes).value());
        }
        access_.change().limbo.erase(log);
        return segments;
    }

    ServerEpoch server_epoch() override {
        const auto held = site_logs_.setting("server_epoch");
        return held ? wire::decode<ServerEpoch>(*held).value() : ServerEpoch{1};
    }
    std::optional<exchange::Contact> contact(const DeviceId& device) override {
        return find_in(access_.data().contacts, device);
    }
    void put_contact(const DeviceId& device, const exchange::Contact& contact) override {
        access_.change().contacts[device] = contact;
    }
    log::Frontier own_heads(const DeviceId& device) override {
        log::Frontier heads;
        for (const auto& [id, log] : access_.data().logs) {
            if (log.certificate.value.device != device) continue;
            for (const Stream& stream : log.streams) {
                if (stream.last.value > 0) {
                    heads.set(log::LogHead{stream.id, stream.last, stream.head});
                }
            }
        }
        return heads;
    }
    std::uint64_t archive_number() override { return archived_to(*this).value; }
    log::Frontier archived_heads(const DeviceId& device) override {
        return segments_.arrived_by(archived_to(*this), device);
    }
    Delivery lacking(const DeviceId& device, const log::Frontier& has, bool own_logs,
                     std::size_t bytes_max) override {
        return deliver(*this, device, has, own_logs, bytes_max);
    }
    std::optional<exchange::FoldedScope> folded(const DeviceId& device) override {
        return folded_scope(*this, device);
    }
    std::optional<Bytes> chunk(const ChunkId& id) override { return chunks_.get(id); }
    std::optional<exchange::Frame> newest_beacon() override {
        const auto& beacons = access_.data().beacons;
        if (beacons.empty()) return std::nullopt;
        return exchange::Frame{exchange::FrameType::beacon, beacons.rbegin()->second};
    }
    std::uint64_t newest_beacon_number() override {
        const auto& beacons = access_.data().beacons;
        return beacons.empty() ? 0 : beacons.rbegin()->first;
    }

  private:
    MemoryAccess access_;
    ChunkStore& chunks_;
    log::Keyring ring_;
    MemoryPeople people_;
    MemoryTerritory territory_;
    MemoryCatalogue catalogue_;
    MemoryDoors doors_;
    MemorySiteLogs site_logs_;
    MemorySegments segments_;
    MemoryErasures erasures_;
    MemoryProjections projections_;
    MemoryMailbox mailbox_;
    MemoryAudit audit_;
};

class MemoryStore final : public Store {
  public:
    explicit MemoryStore(ChunkStore& chunks) : chunks_(chunks) {}

    bool write(const std::function<void(Session&)>& changes) override {
        const std::unique_lock lock(mutex_);
        const MemoryData before = data_;
        MemorySession session(data_, chunks_, true);
        try {
            changes(session);
        } catch (...) {
            data_ = before;
            throw;
        }
        return true;
    }
    void read(const std::function<void(Session&)>& look) override {
        const std::shared_lock lock(mutex_);
        MemorySession session(data_, chunks_, false);
        look(session);
    }

  private:
    std::shared_mutex mutex_;
    MemoryData data_;
    ChunkStore& chunks_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store(ChunkStore& chunks) {
    return std::make_unique<MemoryStore>(chunks);
}

}  // namespace approdo::store
