// One connection's view of the site: a session over SQLite with all its facets. Used by one thread
// at a time, inside a transaction that SqliteStore opens and ends.
#pragma once

#include "server/store/chunk_store.hpp"
#include "server/store/sqlite_parts.hpp"

namespace approdo::store {

class SqliteSession final : public Session {
  public:
    SqliteSession(sql::Database database, ChunkStore& chunks);

    sql::Database& database() { return database_; }
    SqliteKeys& keys() { return keys_; }

    // What note_hello() kept in memory goes into the transaction, and out of memory once that is
    // committed.
    std::size_t hellos_waiting() const { return hellos_.size(); }
    void put_hellos();
    void forget_hellos() { hellos_.clear(); }
    // A transaction or a read begins: others may have written since.
    void begin() { seen_ = {}; }

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
    void step(const std::function<void()>& part) override;

    std::optional<exchange::KnownDevice> find_device(const DeviceId& device) override;
    std::optional<exchange::KnownLog> find_log(const LogId& log) override;
    bool has_room(const log::LogCertificate& author, std::size_t bytes) override;
    bool has_room_for_log(const DeviceId& device) override;
    std::optional<exchange::Cuts> cuts_of(const DeviceId& device) override;
    std::optional<log::Segment> segment_at(const exchange::StreamId& stream, Seq seq) override;
    const log::Keyring& keyring() override { return keys_.ring(); }
    void put_device(const log::SignedDevice& device) override;
    void put_log(const log::SignedLog& certificate, const LogId& log) override;
    void put_branch(const exchange::Stream& branch, Seq fork_seq) override;
    void append_segment(const exchange::StreamId& stream, const log::Segment& segment,
                        const log::OpenedSegment* opened, exchange::Held held) override;
    void replace_segment(const exchange::StreamId& stream, const log::Segment& redacted,
                         const log::OpenedSegment& opened) override;
    void hand_over(const log::Segment& segment, log::OpenedSegment&& opened) override {
        segments_.keep_opened(segment, std::move(opened));
    }
    bool park(const log::Segment& segment, exchange::Held why) override;
    std::vector<log::Segment> unpark(const LogId& log) override;

    ServerEpoch server_epoch() override;
    std::optional<exchange::Contact> contact(const DeviceId& device) override;
    void put_contact(const DeviceId& device, const exchange::Contact& contact) override;
    void note_hello(const DeviceId& device, std::uint64_t counter, const Digest16& mac) override;
    log::Frontier own_heads(const DeviceId& device) override;
    std::uint64_t archive_number() override;
    log::Frontier archived_heads(const DeviceId& device) override;
    Delivery lacking(const DeviceId& device, const log::Frontier& has, bool own_logs,
                     std::size_t bytes_max) override;
    std::optional<exchange::FoldedScope> folded(const DeviceId& device) override;
    std::optional<Bytes> chunk(const ChunkId& id) override { return chunks_.get(id); }
    std::optional<exchange::Frame> newest_beacon() override;
    std::uint64_t newest_beacon_number() override;

  private:
    struct NotedHello {
        std::uint64_t counter = 0;
        Digest16 mac;
    };
    std::optional<exchange::Contact> stored_contact(const DeviceId& device);

    // What one exchange asks for several times, as long as nothing was written.
    struct Seen {
        std::int64_t changes = 0;
        std::optional<ServerEpoch> server_epoch;
        std::map<DeviceId, std::optional<exchange::KnownDevice>> devices;
    };
    Seen& seen();

    sql::Database database_;
    ChunkStore& chunks_;
    SqliteKeys keys_;
    SqlitePeople people_;
    SqliteTerritory territory_;
    SqliteCatalogue catalogue_;
    SqliteDoors doors_;
    SqliteSiteLogs site_logs_;
    SqliteSegments segments_;
    SqliteErasures erasures_;
    SqliteProjections projections_;
    SqliteMailbox mailbox_;
    SqliteAudit audit_;
    std::map<DeviceId, NotedHello> hellos_;
    Seen seen_;
};

}  // namespace approdo::store
