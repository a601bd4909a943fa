#include "client_core/core/progress_store.hpp"

#include "client_core/core/cache_store.hpp"
#include "content/model/folds.hpp"
#include "sync/base/defects.hpp"
#include "sync/sql/transaction.hpp"

namespace approdo::client {
namespace {

using exchange::Control;
using exchange::Frame;
using exchange::FrameType;

constexpr std::uint64_t hellos_kept = 1024;
constexpr std::string_view disputed_root_setting = "disputed root";
constexpr std::uint64_t carried_bytes_max = 512 * limits::mib;

}  // namespace

ProgressStore::ProgressStore(sql::Database database, CacheStore& cache, Random& random)
    : database_(std::move(database)),
      cache_(cache),
      random_(random),
      identity_(database_),
      held_(database_),
      own_(database_, held_, random),
      records_(database_),
      pruned_(database_, held_),
      names_(database_),
      handed_(database_, pruned_),
      erased_(database_) {}

void ProgressStore::become(const Identity& identity) {
    use(identity);
    transact([&] {
        held_.put_device(*identity.device);
        if (!own_.has_logs()) own_.open_new_logs(writer_);
    });
}

void ProgressStore::use(const Identity& identity) {
    device_key_ = crypto::SigningKey::from_seed(identity.device_signing);
    if (identity.account_box) {
        account_box_ = crypto::BoxKey::from_stored(identity.account_box->duplicate());
    }
    device_box_ = crypto::BoxKey::from_stored(identity.device_box.duplicate());
    const log::DeviceCertificate& device = identity.device->value;
    writer_ = {identity.site_id, device.device, learner_scope(device.account), &*device_key_};
}

void ProgressStore::transact(const std::function<void()>& changes) {
    if (database_.in_transaction()) return changes();
    try {
        sql::Transaction transaction(database_);
        changes();
        const bool may_open_more = held_.keys_came() && !defect(Defect::keys_open_nothing_old);
        if (may_open_more) {
            held_.retry_held(box_keys());
            erase_what_is_listed();
        }
        transaction.commit();
        former_.reset();
    } catch (...) {
        roots_.reset();
        take_back_keys();
        throw;
    }
}

exchange::BoxKeys ProgressStore::box_keys() const {
    exchange::BoxKeys keys;
    if (account_box_) keys.push_back(&*account_box_);
    if (device_box_) keys.push_back(&*device_box_);
    return keys;
}

void ProgressStore::take_revocation(const DeviceId& device, const exchange::StreamId& stream,
                                    Seq last) {
    const bool is_news = held_.revoke(device, stream, last);
    // What this very device did stays on its screen, whatever becomes of it at the site.
    if (device == writer_.device) return;
    if (held_.enforce_cuts(device, box_keys())) {
        erase_what_is_listed();
        fold_anew();
    }
    if (is_news) distrust_snapshots();
}

void ProgressStore::fold_anew() {
    ++generation_;
    records_.forget_folded();
}

void ProgressStore::append(log::LogKind kind, std::span<const NewEvent> events) {
    const auto append_all = [&] {
        for (const NewEvent& event : events) own_.append(kind, event);
    };
    if (defect(Defect::transaction_split)) return append_all();
    transact(append_all);
}

void ProgressStore::seal() {
    transact([&] { own_.seal(writer_, state().beacon); });
}

std::optional<exchange::KnownDevice> ProgressStore::find_device(const DeviceId& device) {
    return held_.find_device(device);
}

std::optional<exchange::KnownLog> ProgressStore::find_log(const LogId& log) {
    return held_.find_log(log);
}

std::optional<exchange::Cuts> ProgressStore::cuts_of(const DeviceId& device) {
    return held_.cuts_of(device);
}

std::optional<log::Segment> ProgressStore::segment_at(const exchange::StreamId& stream, Seq seq) {
    return held_.segment_at(stream, seq);
}

const log::Keyring& ProgressStore::keyring() {
    return held_.keyring();
}

void ProgressStore::put_device(const log::SignedDevice& device) {
    held_.put_device(device);
}

void ProgressStore::put_log(const log::SignedLog& certificate, const LogId& log) {
    held_.put_log(certificate, log);
}

void ProgressStore::put_branch(const exchange::Stream& branch, Seq fork_seq) {
    if (own_.is_own(branch.log)) pruned_.bring_back(branch.log);
    held_.put_branch(branch, fork_seq);
}

void ProgressStore::append_segment(const exchange::StreamId& stream, const log::Segment& segment,
                                   const log::OpenedSegment* opened, exchange::Held held) {
    const bool own = own_.is_own(stream);
    if (own) {
        own_.make_way(stream, writer_);
        fold_anew();
    }
    held_.append_segment(stream, segment, opened, held);
    if (own) own_.follow(stream);
    // A sibling that was not told yet sends what is gone here.
    for (std::size_t i = 0; opened != nullptr && i < opened->hashes.size(); ++i) {
        const Hash& event = opened->hashes[i];
        if (!opened->is_erased(i) && erased_.contains(event)) erase_here(event);
    }
    // What another copy of this device wrote tells how much of ours the last receipt speaks of.
    const bool tells_more = !own && own_.is_own(segment.header.log);
    if (tells_more && !defect(Defect::receipt_is_not_read_again)) take_newest_receipt_again();
}

bool ProgressStore::park(const log::Segment& segment, exchange::Held why) {
    return held_.park(segment, why);
}

std::vector<log::Segment> ProgressStore::unpark(const LogId& log) {
    return held_.unpark(log);
}

exchange::ClientState ProgressStore::state() {
    exchange::ClientState state;
    auto row = database_.query(
        "SELECT server_epoch, last_receipt, counter, beacon, send_frontier, send_certificates,"
        " send_everything, sent_back, wants_snapshot FROM exchange_state");
    if (!row.step()) return state;
    state.server_epoch = row.get<ServerEpoch>(0);
    state.last_receipt = row.get<ReceiptNumber>(1);
    state.counter = row.get<std::uint64_t>(2);
    state.beacon = row.get<std::uint64_t>(3);
    state.send_frontier = row.get<bool>(4);
    state.send_certificates = row.get<bool>(5);
    state.send_everything = row.get<bool>(6);
    state.sent_back = row.get<std::uint64_t>(7);
    state.wants_snapshot = row.get<bool>(8);
    return state;
}

void ProgressStore::put_state(const exchange::ClientState& fresh) {
    // A restored site holds none of what the receipts of its earlier life said.
    const exchange::ClientState before = state();
    if (fresh.server_epoch != before.server_epoch || fresh.last_receipt < before.last_receipt) {
        own_.forget_receipts();
    }
    database_.run(
        "INSERT OR REPLACE INTO exchange_state (one, server_epoch, last_receipt, counter, beacon,"
        " send_frontier, send_certificates, send_everything, sent_back, wants_snapshot)"
        " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        fresh.server_epoch, fresh.last_receipt, fresh.counter, fresh.beacon, fresh.send_frontier,
        fresh.send_certificates, fresh.send_everything, fresh.sent_back, fresh.wants_snapshot);
}

ProgressStore::Outgoing ProgressStore::outgoing(std::size_t bytes_max) {
    own_.seal(writer_, state().beacon);
    return own_.outgoing(bytes_max);
}

std::vector<Frame> ProgressStore::certificates() {
    std::vector<Frame> frames;
    if (const auto device = held_.find_device(writer_.device)) {
        frames.push_back({FrameType::device_certificate, device->certificate.bytes()});
    }
    auto rows = database_.query(
        "SELECT d.certificate FROM device AS d WHERE d.device <> ?1 ORDER BY d.device",
        writer_.device);
    while (rows.step()) frames.push_back({FrameType::device_certificate, rows.get<Bytes>(0)});
    auto logs = database_.query("SELECT certificate FROM log ORDER BY rowid");
    while (logs.step()) frames.push_back({FrameType::log_certificate, logs.get<Bytes>(0)});
    return frames;
}

ProgressStore::Outgoing ProgressStore::foreign_segments(std::uint64_t skip, std::size_t bytes_max) {
    Outgoing out;
    std::size_t bytes = 0;
    auto rows = database_.query(
        "SELECT g.bytes FROM segment AS g JOIN stream AS s ON s.stream = g.stream"
        " JOIN log AS l ON l.log = s.log WHERE l.log NOT IN (SELECT log FROM own_log)"
        " ORDER BY l.kind DESC, l.rowid, g.first LIMIT -1 OFFSET ?1",
        skip);
    while (rows.step()) {
        const ByteView view = rows.bytes_view(0);
        if (!out.segments.empty() && bytes + view.size() > bytes_max) {
            out.more = true;
            break;
        }
        bytes += view.size();
        auto segment = log::read_stored(view);
        if (segment.ok()) out.segments.push_back(std::move(*segment));
    }
    return out;
}

std::optional<exchange::AccountReturn> ProgressStore::account_return() {
    if (!account_box_) return std::nullopt;
    exchange::AccountReturn account;
    account.box = account_box_->public_key();
    if (const auto identity = identity_.load()) {
        account.user_name = identity->user_name;
        account.display_name = identity->display_name;
    }
    auto rows = database_.query("SELECT kind, id, epoch, key FROM given_key WHERE kind = ?1",
                                log::KeyKind::scope);
    while (rows.step()) {
        account.keys.push_back({rows.get<log::KeyKind>(0), rows.get<log::KeyId>(1),
                                rows.get<Epoch>(2), rows.get<Bytes>(3)});
    }
    return account;
}

void ProgressStore::send_again(const LogId& log, Seq seq) {
    own_.send_again(log, seq);
}

log::Frontier ProgressStore::foreign_frontier() {
    return held_.foreign_frontier(writer_.device);
}

void ProgressStore::put_hello(const Digest16& mac) {
    database_.run("INSERT OR IGNORE INTO hello (mac) VALUES (?1)", mac);
    database_.run("DELETE FROM hello WHERE number <= (SELECT max(number) FROM hello) - ?1",
                  hellos_kept);
}

bool ProgressStore::knows_hello(const Digest16& mac) {
    return database_.one<int>("SELECT 1 FROM hello WHERE mac = ?1", mac).has_value();
}

const log::RootChain& ProgressStore::roots() {
    if (!roots_) roots_ = identity_.roots();
    return *roots_;
}

void ProgressStore::put_roots(const log::RootChain& roots) {
    identity_.put_roots(roots);
    roots_ = roots;
}

void ProgressStore::put_disputed_root(const log::SignedRotation& record) {
    put_setting(disputed_root_setting, record.bytes());
}

std::optional<log::RootRotation> ProgressStore::disputed_root() {
    const auto bytes = setting(disputed_root_setting);
    if (!bytes) return std::nullopt;
    const auto record = log::SignedRotation::read(*bytes);
    if (!record.ok()) return std::nullopt;
    return record->value;
}

void ProgressStore::put_site(const log::SignedSite& site) {
    identity_.put_site(site);
}

void ProgressStore::put_snapshot(const exchange::Snapshot& snapshot, ByteView record) {
    if (snapshot.format != content::LearnerRecord::format_version) return;
    records_.put_snapshot(snapshot, record);
    held_.raise_lamport(snapshot.lamport);
    fold_anew();
}

bool ProgressStore::has_more_names_to_ask() {
    const auto lacking = names_.lacking();
    return !lacking.empty() && lacking != names_asked_;
}

void ProgressStore::put_names(const exchange::Names& names) {
    names_.put(names);
}

void ProgressStore::put_beacon(const log::SignedBeacon& beacon) {
    database_.run("INSERT OR REPLACE INTO beacon (number, bytes) VALUES (?1, ?2)",
                  beacon.value.number, beacon.bytes());
}

void ProgressStore::put_chunk(const ChunkId& id, ByteView sealed) {
    // The session has checked it; the cache is a file of its own and outlives a rollback here.
    (void)cache_.put(id, sealed).ok();
}

std::vector<exchange::Frame> ProgressStore::wishes() {
    std::vector<Frame> frames;
    names_asked_ = names_.lacking();
    if (!names_asked_.empty()) {
        frames.push_back(
            {FrameType::want_names, wire::encode(exchange::WantNames{names_asked_, {}})});
    }
    add_erasure_frames(frames);
    if (!wish_) return frames;
    exchange::Want want;
    want.chunks = cache_.missing(limits::chunk_request_ids_max);
    frames.push_back({FrameType::want, wire::encode(want)});
    frames.push_back({FrameType::wish, *wish_});
    return frames;
}

void ProgressStore::put_refusal(const Control& control) {
    database_.run(
        "INSERT OR REPLACE INTO refusal (kind, log, seq, code, retry_ms)"
        " VALUES (?1, ?2, ?3, ?4, ?5)",
        control.kind, control.log, control.seq, control.code, control.retry_ms);
}

void ProgressStore::forget_refusals(exchange::ControlKind kind) {
    database_.run("DELETE FROM refusal WHERE kind = ?1", kind);
}

void ProgressStore::carry(const exchange::WholeParcel& parcel) {
    const Bytes bytes = parcel.bytes();
    const auto held =
        database_.one<std::uint64_t>("SELECT coalesce(sum(length(bytes)), 0) FROM carried");
    if (held.value_or(0) + bytes.size() > carried_bytes_max) return;
    const Digest16 id = crypto::hash16(crypto::domain::parcel, {bytes});
    database_.run(
        "INSERT OR IGNORE INTO carried (id, site, to_site, bytes) VALUES (?1, ?2, ?3, ?4)", id,
        parcel.header.site, parcel.header.route.kind == exchange::RouteKind::site, bytes);
}

std::vector<ProgressStore::Carried> ProgressStore::carried(bool to_site_only,
                                                           std::size_t bytes_max) {
    std::vector<Carried> found;
    std::size_t bytes = 0;
    auto rows = database_.query(
        "SELECT number, bytes FROM carried WHERE ?1 = 0 OR (to_site = 1 AND site = ?2)"
        " ORDER BY number",
        to_site_only, writer_.site);
    while (rows.step()) {
        const ByteView view = rows.bytes_view(1);
        if (!found.empty() && bytes + view.size() > bytes_max) break;
        bytes += view.size();
        found.push_back({rows.get<std::int64_t>(0), copy_of(view)});
    }
    return found;
}

void ProgressStore::handed_over(std::span<const std::int64_t> numbers) {
    transact([&] {
        for (const auto number : numbers) {
            database_.run("DELETE FROM carried WHERE number = ?1", number);
        }
    });
}

std::optional<UtcMs> ProgressStore::newest_beacon() {
    const auto bytes =
        database_.one<Bytes>("SELECT bytes FROM beacon ORDER BY number DESC LIMIT 1");
    if (!bytes) return std::nullopt;
    const auto beacon = log::SignedBeacon::read(*bytes);
    return beacon.ok() ? std::optional(beacon->value.at) : std::nullopt;
}

std::vector<Control> ProgressStore::refusals() {
    std::vector<Control> found;
    auto rows = database_.query("SELECT kind, log, seq, code, retry_ms FROM refusal");
    while (rows.step()) {
        found.push_back({rows.get<exchange::ControlKind>(0), rows.get<LogId>(1), rows.get<Seq>(2),
                         rows.get<std::uint8_t>(3), rows.get<std::uint64_t>(4)});
    }
    return found;
}

std::uint64_t ProgressStore::count(std::string_view what) {
    if (what == "carried") {
        return database_.one<std::uint64_t>("SELECT count(*) FROM carried").value_or(0);
    }
    if (what == "held") {
        return database_
            .one<std::uint64_t>(
                "SELECT (SELECT count(*) FROM limbo) +"
                " (SELECT count(*) FROM segment WHERE held IN (1, 2, 3))")
            .value_or(0);
    }
    return database_
        .one<std::uint64_t>(
            "SELECT (SELECT count(*) FROM quarantine) +"
            " (SELECT count(*) FROM segment WHERE held = 4)")
        .value_or(0);
}

std::uint64_t ProgressStore::file_bytes() {
    return database_
        .one<std::uint64_t>(
            "SELECT (page_count - freelist_count) * page_size"
            " FROM pragma_page_count, pragma_freelist_count, pragma_page_size")
        .value_or(0);
}

std::optional<Bytes> ProgressStore::setting(std::string_view name) {
    return database_.one<Bytes>("SELECT value FROM setting WHERE name = ?1", name);
}

void ProgressStore::put_setting(std::string_view name, ByteView value) {
    database_.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", name, value);
}

}  // namespace approdo::client
