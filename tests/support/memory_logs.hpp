// The storage that an exchange meets, kept in plain maps, for tests of sync/exchange alone. The
// simulator and everything above use the real stores.
#pragma once

#include <functional>
#include <map>

#include "sync/exchange/client_store.hpp"
#include "sync/exchange/intake.hpp"
#include "sync/exchange/site_store.hpp"
#include "sync/exchange/want_redacted.hpp"

namespace approdo::test {

template <class Interface>
class MemoryLogs : public Interface {
  public:
    std::map<DeviceId, exchange::KnownDevice> devices;
    std::map<DeviceId, exchange::Cuts> cuts;  // of revoked devices
    std::map<LogId, exchange::KnownLog> logs;
    std::map<std::pair<exchange::StreamId, Seq>, exchange::Held> held;  // by first, where held
    std::map<exchange::StreamId, std::vector<log::Segment>> segments;
    std::map<LogId, std::vector<log::Segment>> limbo;
    std::map<Hash, log::Event> events;  // what folds would see, by identity
    std::size_t limbo_max = 100;
    std::size_t room = SIZE_MAX;
    std::size_t logs_max = 100;
    log::Keyring keys;

    std::optional<exchange::KnownDevice> find_device(const DeviceId& id) override {
        const auto found = devices.find(id);
        return found == devices.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<exchange::KnownLog> find_log(const LogId& id) override {
        const auto found = logs.find(id);
        return found == logs.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<exchange::Cuts> cuts_of(const DeviceId& id) override {
        const auto found = devices.find(id);
        if (found == devices.end() || !found->second.revoked) return std::nullopt;
        return cuts[id];
    }
    std::optional<log::Segment> segment_at(const exchange::StreamId& stream, Seq seq) override {
        for (const log::Segment& segment : segments[stream]) {
            if (segment.header.first <= seq && seq <= segment.header.last()) return segment;
        }
        return std::nullopt;
    }
    const log::Keyring& keyring() override { return keys; }
    bool has_room(const log::LogCertificate&, std::size_t bytes) override { return bytes <= room; }
    bool has_room_for_log(const DeviceId&) override { return logs.size() < logs_max; }

    void put_device(const log::SignedDevice& device) override {
        devices[device.value.device] = {device, false};
    }
    void put_log(const log::SignedLog& certificate, const LogId& id) override {
        logs[id] = {certificate, id, {{id, id, Seq{0}, log::genesis_of(certificate)}}};
    }
    void put_branch(const exchange::Stream& branch, Seq) override {
        logs.at(branch.log).streams.push_back(branch);
    }
    void append_segment(const exchange::StreamId& stream, const log::Segment& segment,
                        const log::OpenedSegment* opened, exchange::Held why) override {
        for (exchange::Stream& known : logs.at(segment.header.log).streams) {
            if (known.id != stream) continue;
            known.last = segment.header.last();
            known.head = segment.header.head;
        }
        segments[stream].push_back(segment);
        if (why != exchange::Held::no) held[{stream, segment.header.first}] = why;
        if (opened == nullptr || why != exchange::Held::no) return;
        for (std::size_t i = 0; i < opened->events.size(); ++i) {
            if (!opened->is_erased(i)) events[opened->hashes[i]] = opened->events[i];
        }
    }
    void replace_segment(const exchange::StreamId& stream, const log::Segment& redacted,
                         const log::OpenedSegment& opened) override {
        for (log::Segment& segment : segments[stream]) {
            if (segment.header.first == redacted.header.first) segment = redacted;
        }
        for (std::size_t i = 0; i < opened.events.size(); ++i) {
            if (opened.is_erased(i)) events.erase(opened.hashes[i]);
        }
    }
    bool park(const log::Segment& segment, exchange::Held) override {
        auto& waiting = limbo[segment.header.log];
        if (waiting.size() >= limbo_max) return false;
        waiting.push_back(segment);
        return true;
    }
    std::vector<log::Segment> unpark(const LogId& id) override {
        return std::exchange(limbo[id], {});
    }
};

class MemorySite final : public MemoryLogs<exchange::SiteStore> {
  public:
    ServerEpoch epoch{1};
    std::map<DeviceId, exchange::Contact> contacts;
    std::map<ChunkId, Bytes> chunks;
    std::optional<log::SignedBeacon> beacon;

    ServerEpoch server_epoch() override { return epoch; }
    std::optional<exchange::Contact> contact(const DeviceId& device) override {
        const auto found = contacts.find(device);
        return found == contacts.end() ? std::nullopt : std::optional(found->second);
    }
    void put_contact(const DeviceId& device, const exchange::Contact& contact) override {
        contacts[device] = contact;
    }
    log::Frontier own_heads(const DeviceId& device) override {
        log::Frontier heads;
        for (const auto& [id, known] : logs) {
            if (known.certificate.value.device != device) continue;
            for (const exchange::Stream& stream : known.streams) {
                if (stream.last.value > 0) heads.set({stream.id, stream.last, stream.head});
            }
        }
        return heads;
    }
    std::uint64_t archive = 0;
    log::Frontier in_archive;
    std::uint64_t archive_number() override { return archive; }
    log::Frontier archived_heads(const DeviceId&) override { return in_archive; }
    Delivery lacking(const DeviceId& device, const log::Frontier& has, bool own_logs,
                     std::size_t bytes_max) override {
        Delivery delivery;
        std::size_t bytes = 0;
        delivery.reached = has;
        for (const auto& [id, known] : logs) {
            const DeviceId& author = known.certificate.value.device;
            if ((author == device) != own_logs) continue;
            if (!author.is_zero() && author != device) {
                delivery.frames.push_back({exchange::FrameType::device_certificate,
                                           devices.at(author).certificate.bytes()});
            }
            const auto had = has.find(id);
            if (!had) {
                delivery.frames.push_back(
                    {exchange::FrameType::log_certificate, known.certificate.bytes()});
            }
            for (const log::Segment& segment : segments[id]) {
                if (had && segment.header.last() <= had->seq) continue;
                exchange::Frame sent = exchange::frame_of(segment);
                if (bytes > 0 && bytes + sent.body.size() > bytes_max) {
                    delivery.more = true;
                    return delivery;
                }
                bytes += sent.body.size();
                delivery.frames.push_back(std::move(sent));
                delivery.reached.set({id, segment.header.last(), segment.header.head});
            }
        }
        return delivery;
    }
    std::optional<exchange::FoldedScope> folded_scope;
    std::optional<exchange::FoldedScope> folded(const DeviceId&) override { return folded_scope; }
    std::optional<exchange::Frame> newest_beacon() override {
        if (!beacon) return std::nullopt;
        return exchange::Frame{exchange::FrameType::beacon, beacon->bytes()};
    }
    std::uint64_t newest_beacon_number() override { return beacon ? beacon->value.number : 0; }
};

class MemoryClient final : public MemoryLogs<exchange::ClientStore> {
  public:
    DeviceId self;
    exchange::ClientState current;
    std::vector<Digest16> hellos;
    std::map<LogId, Seq> acknowledged;
    std::map<ChunkId, Bytes> chunks;
    std::vector<exchange::Control> refusals;
    std::map<AccountId, std::string> names;
    std::vector<AccountId> names_wanted;
    std::vector<exchange::EventPlace> redacted_wanted;
    bool rotated = false;

    exchange::ClientState state() override { return current; }
    void put_state(const exchange::ClientState& state) override {
        const bool counts_anew =
            state.server_epoch != current.server_epoch || state.last_receipt < current.last_receipt;
        if (counts_anew) acknowledged.clear();
        current = state;
    }
    Outgoing outgoing(std::size_t bytes_max) override { return collect(true, 0, bytes_max); }
    Outgoing foreign_segments(std::uint64_t skip, std::size_t bytes_max) override {
        return collect(false, skip, bytes_max);
    }
    std::vector<exchange::Frame> certificates() override {
        std::vector<exchange::Frame> frames;
        for (const auto& [id, device] : devices) {
            frames.push_back({exchange::FrameType::device_certificate, device.certificate.bytes()});
        }
        for (const auto& [id, known] : logs) {
            frames.push_back({exchange::FrameType::log_certificate, known.certificate.bytes()});
        }
        return frames;
    }
    std::optional<exchange::AccountReturn> account_return() override { return std::nullopt; }
    void put_names(const exchange::Names& told) override {
        for (const exchange::PersonName& person : told.people) names[person.account] = person.name;
    }
    std::optional<exchange::DeviceRenewal> asks_for;
    std::optional<exchange::DeviceRenewal> renewal() override { return asks_for; }
    void send_again(const LogId& log, Seq seq) override { acknowledged[log] = Seq{seq.value - 1}; }
    log::Frontier foreign_frontier() override {
        log::Frontier frontier;
        for (const auto& [id, known] : logs) {
            if (known.certificate.value.device == self) continue;
            const exchange::Stream& stream = known.streams.front();
            if (stream.last.value > 0) frontier.set({id, stream.last, stream.head});
        }
        return frontier;
    }
    void put_hello(const Digest16& mac) override { hellos.push_back(mac); }
    bool knows_hello(const Digest16& mac) override {
        return std::find(hellos.begin(), hellos.end(), mac) != hellos.end();
    }
    std::optional<log::RootChain> known_roots;
    std::vector<log::SignedRotation> disputed;
    std::vector<log::SignedSite> described;
    const log::RootChain& roots() override { return *known_roots; }
    void put_roots(const log::RootChain& roots) override { known_roots = roots; }
    void put_disputed_root(const log::SignedRotation& record) override {
        disputed.push_back(record);
    }
    void put_site(const log::SignedSite& site) override { described.push_back(site); }
    void put_receipt(const exchange::SignedReceipt& receipt) override {
        for (const auto& [id, entry] : receipt.value.heads.entries()) acknowledged[id] = entry.seq;
    }
    void put_carried(const exchange::SignedCarried& carried) override {
        said.push_back(carried.value);
    }
    std::vector<exchange::Carried> said;
    std::vector<Bytes> snapshots;
    void put_snapshot(const exchange::Snapshot&, ByteView record) override {
        snapshots.push_back(copy_of(record));
    }
    void put_beacon(const log::SignedBeacon&) override {}
    void put_chunk(const ChunkId& id, ByteView sealed) override { chunks[id] = copy_of(sealed); }
    std::vector<exchange::Frame> wishes() override {
        std::vector<exchange::Frame> frames;
        if (!names_wanted.empty()) {
            frames.push_back({exchange::FrameType::want_names,
                              wire::encode(exchange::WantNames{names_wanted, {}})});
        }
        if (!redacted_wanted.empty()) {
            frames.push_back({exchange::FrameType::want_redacted,
                              wire::encode(exchange::WantRedacted{redacted_wanted, {}})});
        }
        return frames;
    }
    void rotate_logs() override { rotated = true; }
    void put_refusal(const exchange::Control& control) override { refusals.push_back(control); }
    std::vector<log::Erasure> erasures;
    void put_erasure(const log::SignedErasure& record) override {
        erasures.push_back(record.value);
    }
    void forget_refusals(exchange::ControlKind kind) override {
        std::erase_if(refusals, [&](const exchange::Control& known) { return known.kind == kind; });
    }
    void transact(const std::function<void()>& changes) override { changes(); }

  private:
    Outgoing collect(bool own, std::uint64_t skip, std::size_t bytes_max) {
        Outgoing out;
        std::size_t bytes = 0;
        for (const auto& [id, known] : logs) {
            if ((known.certificate.value.device == self) != own) continue;
            const auto named = acknowledged.find(id);
            const Seq safe = named == acknowledged.end() ? Seq{} : named->second;
            if (own && named == acknowledged.end()) out.certificates.push_back(known.certificate);
            for (const log::Segment& segment : segments[id]) {
                if (own && segment.header.last() <= safe) continue;
                if (skip > 0) {
                    --skip;
                    continue;
                }
                if (bytes > 0 && bytes + segment.body.size() > bytes_max) {
                    out.more = true;
                    return out;
                }
                bytes += segment.body.size();
                out.segments.push_back(segment);
            }
        }
        return out;
    }
};

}  // namespace approdo::test
