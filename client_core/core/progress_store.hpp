// progress.db: everything that a client must never lose, behind the interface that exchanges use.
// It puts together the parts that know one matter each (identity, held logs, own logs) and keeps
// the small rest: exchange state, receipts, refusals, parcels carried for others. Client is its
// caller.
#pragma once

#include "client_core/core/erased_store.hpp"
#include "client_core/core/handed_store.hpp"
#include "client_core/core/identity_store.hpp"
#include "client_core/core/names_store.hpp"
#include "client_core/core/own_logs_store.hpp"
#include "client_core/core/pruned_store.hpp"
#include "client_core/core/record_store.hpp"

namespace approdo::client {

class CacheStore;

class ProgressStore final : public exchange::ClientStore {
  public:
    // The database was migrated; `cache` keeps the chunks that come inside parcels.
    ProgressStore(sql::Database database, CacheStore& cache, Random& random);

    // From here on the device is one of an account; also called after each start.
    void become(const Identity& identity);
    bool is_joined() const { return writer_.device_key != nullptr; }
    const ScopeId& own_scope() const { return writer_.scope; }

    IdentityStore& identity() { return identity_; }
    HeldLogsStore& held() { return held_; }
    OwnLogsStore& own() { return own_; }
    RecordStore& records() { return records_; }
    PrunedStore& pruned() { return pruned_; }
    NamesStore& names() { return names_; }
    HandedStore& handed() { return handed_; }
    sql::Database& database() { return database_; }

    // One transaction; what the callback did stays only when it returns.
    void transact(const std::function<void()>& changes) override;
    // In one transaction: the events are there when it returns.
    void append(log::LogKind kind, std::span<const NewEvent> events);
    void seal();
    // What the site said of a revoked device, and what follows for what is held of it.
    void take_revocation(const DeviceId& device, const exchange::StreamId& stream, Seq last);
    // What the site erased goes here, too; the redacted segment is asked for.
    void take_erasure(const Hash& event);
    bool has_more_redacted_to_ask();  // that the last parcel did not ask for
    // When the site erased the person of this device; nothing: it did not, or has not told.
    std::optional<UtcMs> erased_at();
    // A parcel that leaves by stick also says which content it hopes to bring back: this wish, and
    // the chunks that are known to be missing. Nothing: it goes over a link, which can be asked.
    void ask_for_content(std::optional<Bytes> wish) { wish_ = std::move(wish); }

    // Whether names are needed that the last parcel did not ask for.
    bool has_more_names_to_ask();

    // Counts each time when everything has to be folded anew.
    std::uint64_t generation() const { return generation_; }

    void carry(const exchange::WholeParcel& parcel);
    struct Carried {
        std::int64_t number = 0;
        Bytes bytes;
    };
    std::vector<Carried> carried(bool to_site_only, std::size_t bytes_max);
    void handed_over(std::span<const std::int64_t> numbers);

    struct LastReceipt {
        UtcMs at;
        exchange::SafetyLevel level{};
    };
    std::optional<LastReceipt> last_receipt();
    // Those that are kept, as the site signed them; the newest first.
    std::vector<exchange::SignedReceipt> receipts();
    std::optional<UtcMs> newest_beacon();
    // What a hub said last of events that no receipt covers yet.
    struct LastCarried {
        UtcMs at;
        std::uint64_t events = 0;
    };
    std::optional<LastCarried> last_carried();
    std::vector<exchange::Control> refusals();
    std::uint64_t count(std::string_view what);  // "carried", "held", "quarantined"
    std::uint64_t file_bytes();
    // A record that contradicts what this device followed: somebody holds a root that was changed.
    std::optional<log::RootRotation> disputed_root();
    std::optional<Bytes> setting(std::string_view name);
    void put_setting(std::string_view name, ByteView value);

    // exchange::ClientStore
    std::optional<exchange::KnownDevice> find_device(const DeviceId& device) override;
    std::optional<exchange::Cuts> cuts_of(const DeviceId& device) override;
    std::optional<exchange::KnownLog> find_log(const LogId& log) override;
    std::optional<log::Segment> segment_at(const exchange::StreamId& stream, Seq seq) override;
    const log::Keyring& keyring() override;
    void put_device(const log::SignedDevice& device) override;
    void put_log(const log::SignedLog& certificate, const LogId& log) override;
    void put_branch(const exchange::Stream& branch, Seq fork_seq) override;
    void append_segment(const exchange::StreamId& stream, const log::Segment& segment,
                        const log::OpenedSegment* opened, exchange::Held held) override;
    void replace_segment(const exchange::StreamId& stream, const log::Segment& redacted,
                         const log::OpenedSegment& opened) override;
    bool park(const log::Segment& segment, exchange::Held why) override;
    std::vector<log::Segment> unpark(const LogId& log) override;
    exchange::ClientState state() override;
    void put_state(const exchange::ClientState& state) override;
    Outgoing outgoing(std::size_t bytes_max) override;
    std::vector<exchange::Frame> certificates() override;
    Outgoing foreign_segments(std::uint64_t skip, std::size_t bytes_max) override;
    std::optional<exchange::AccountReturn> account_return() override;
    void send_again(const LogId& log, Seq seq) override;
    log::Frontier foreign_frontier() override;
    void put_hello(const Digest16& mac) override;
    bool knows_hello(const Digest16& mac) override;
    const log::RootChain& roots() override;
    void put_roots(const log::RootChain& roots) override;
    void put_disputed_root(const log::SignedRotation& record) override;
    void put_site(const log::SignedSite& site) override;
    void put_receipt(const exchange::SignedReceipt& receipt) override;
    void put_carried(const exchange::SignedCarried& carried) override;
    void put_snapshot(const exchange::Snapshot& snapshot, ByteView record) override;
    void put_names(const exchange::Names& names) override;
    void put_beacon(const log::SignedBeacon& beacon) override;
    void put_chunk(const ChunkId& id, ByteView sealed) override;
    std::vector<exchange::Frame> wishes() override;
    void rotate_logs() override;
    std::optional<exchange::DeviceRenewal> renewal() override;
    bool renew() override;
    bool was_once(const DeviceId& device) override;
    void put_erasure(const log::SignedErasure& record) override;
    void put_refusal(const exchange::Control& control) override;
    void forget_refusals(exchange::ControlKind kind) override;

  private:
    exchange::BoxKeys box_keys() const;
    void distrust_snapshots();
    void erase_here(const Hash& event);
    void erase_what_is_listed();
    void add_erasure_frames(std::vector<exchange::Frame>& frames);
    void take_newest_receipt_again();
    // Events that were folded already changed their place.
    void fold_anew();
    void use(const Identity& identity);
    void take_back_keys();

    sql::Database database_;
    CacheStore& cache_;
    Random& random_;
    IdentityStore identity_;
    HeldLogsStore held_;
    OwnLogsStore own_;
    RecordStore records_;
    PrunedStore pruned_;
    NamesStore names_;
    HandedStore handed_;
    ErasedStore erased_;
    std::vector<AccountId> names_asked_;  // by the last parcel
    std::vector<exchange::EventPlace> redacted_asked_;
    Writer writer_;
    std::optional<crypto::SigningKey> device_key_;
    std::optional<crypto::BoxKey> account_box_;
    std::optional<crypto::BoxKey> device_box_;
    // While a renewal is not committed: who the device was.
    struct Former {
        DeviceId device;
        crypto::SigningKey key;
        crypto::BoxKey box;
    };
    std::optional<Former> former_;
    std::uint64_t generation_ = 0;
    std::optional<Bytes> wish_;
    std::optional<log::RootChain> roots_;  // read once; a transaction that fails forgets it
};

}  // namespace approdo::client
