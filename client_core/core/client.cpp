#include "client_core/core/client.hpp"

#include <algorithm>

#include "client_core/core/client_parts.hpp"
#include "client_core/core/words.hpp"
#include "sync/sql/migrate.hpp"

namespace approdo::embedded {
extern const std::string_view progress_1;
extern const std::string_view progress_2;
extern const std::string_view progress_3;
extern const std::string_view progress_4;
extern const std::string_view progress_5;
extern const std::string_view cache_1;
}  // namespace approdo::embedded

namespace approdo::client {
namespace {

// A colleague's laptop may hand our stick's parcel over by HTTP: it has to fit one exchange.
constexpr std::size_t own_bytes_on_stick = limits::exchange_body_max * 3 / 4;
constexpr std::size_t carried_bytes_on_stick = 256 * limits::mib;
constexpr std::size_t carried_bytes_an_exchange = 2 * limits::mib;

// Chunks are long: in pages of this size they cost a quarter of the calls and of the sealing. Other
// storages (browser, simulator) have pages of their own.
constexpr int cache_page_bytes = 16 * 1024;

Result<sql::Database> open_file(const Host& host, const char* name, const crypto::SymmetricKey& key,
                                std::span<const sql::Migration> migrations, int page_bytes = 0) {
    sql::OpenOptions options;
    options.path = host.folder + "/" + name;
    options.key = key.view();
    options.exclusive = host.exclusive;
    options.overwrite_deleted = true;
    options.vfs = host.vfs;
    if (host.vfs.empty()) options.page_bytes = page_bytes;
    APPRODO_TRY(auto database, sql::Database::open(options));
    APPRODO_CHECK(sql::migrate(database, migrations));
    return database;
}

std::string root_changed() {
    return notice(
        "the site changed its root key, and the key before vouched for the new one: nothing is to "
        "be done; the eight words on older papers of the office are no longer its words");
}

std::string root_disputed() {
    return notice(
        "somebody shows another root key of the site than the one this device goes by: it was not "
        "followed; tell the office, an old key of the site may be in other hands");
}

std::string frozen_notice() {
    return notice(
        "the site decided something that this version of the program does not know, and what it is "
        "about rests: update the program; what you did is kept, everything else goes on");
}

std::string notice_of(const exchange::Control& control) {
    switch (control.kind) {
        case exchange::ControlKind::revoked:
            return notice(
                "this device was revoked by the site: ask your administrator; what you do is kept "
                "here");
        case exchange::ControlKind::suspended:
            return notice(
                "your account is suspended: go on learning, what you do is kept here and sent once "
                "the office opens the account again");
        case exchange::ControlKind::erased:
            return notice(
                "the office erased your account and what the site had of you: nothing is sent any "
                "more; what is on this device stays yours until you remove it");
        case exchange::ControlKind::newer_program:
            return notice(
                "the site speaks a newer protocol: update this program; your work stays here");
        case exchange::ControlKind::refused:
            return notice("the site could not take part of your work yet (" +
                          std::string(name_of(static_cast<ErrorCode>(control.code))) +
                          "): it stays here and is sent again");
        default:
            return notice("the site asks for something that this program does not know: update it");
    }
}

bool is_for_person(const exchange::Control& control) {
    using exchange::ControlKind;
    return control.kind == ControlKind::revoked || control.kind == ControlKind::newer_program ||
           control.kind == ControlKind::refused ||
           static_cast<int>(control.kind) > static_cast<int>(ControlKind::newer_program);
}

}  // namespace

Client::Client(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Client::~Client() = default;

Result<std::unique_ptr<Client>> Client::open(Host host, const crypto::SymmetricKey& key) {
    APPRODO_ASSERT(host.clock != nullptr && host.random != nullptr);
    const sql::Migration of_progress[] = {{1, embedded::progress_1},
                                          {2, embedded::progress_2},
                                          {3, embedded::progress_3},
                                          {4, embedded::progress_4},
                                          {5, embedded::progress_5}};
    const sql::Migration of_cache[] = {{1, embedded::cache_1}};
    APPRODO_TRY(auto progress, open_file(host, "progress.db", key, of_progress));
    APPRODO_TRY(auto cache, open_file(host, "cache.db", key, of_cache, cache_page_bytes));
    auto parts = std::make_unique<Parts>(std::move(host), std::move(progress), std::move(cache));
    return std::unique_ptr<Client>(new Client(std::move(parts)));
}

void Client::speak(std::string_view language) {
    parts_->host.language = language;
}

Result<Bytes> Client::output() {
    APPRODO_CHECK(parts_->need_joined());
    parts_->flush_activity();
    return parts_->session().output();
}

Result<Bytes> Client::carried_output() {
    APPRODO_CHECK(parts_->need_joined());
    Bytes body;
    parts_->offered.clear();
    for (const auto& parcel : parts_->progress.carried(true, carried_bytes_an_exchange)) {
        append(body, parcel.bytes);
        parts_->offered.push_back(parcel.number);
    }
    return body;
}

void Client::carried_was_taken() {
    parts_->progress.handed_over(parts_->offered);
    parts_->offered.clear();
}

Result<Bytes> Client::export_parcels() {
    APPRODO_CHECK(parts_->need_joined());
    parts_->flush_activity();
    parts_->progress.ask_for_content(wire::encode(parts_->shelf.wishes()));
    Bytes body = parts_->session().output(own_bytes_on_stick);
    parts_->progress.ask_for_content(std::nullopt);
    for (const auto& parcel : parts_->progress.carried(false, carried_bytes_on_stick)) {
        append(body, parcel.bytes);
    }
    return body;
}

Result<SyncReport> Client::receive(ByteView parcels) {
    APPRODO_CHECK(parts_->need_joined());
    // The answer may ask for new logs: what was done is told in the log that it was done in.
    parts_->flush_activity();
    parts_->progress.seal();
    APPRODO_TRY(auto received, parts_->session().receive(parcels));
    SyncReport report;
    report.segments_taken = received.segments_taken;
    report.segments_waiting = received.segments_parked;
    report.record_came = received.snapshots_taken > 0;
    report.chunks_taken = received.chunks_taken;
    report.answered = received.answered;
    report.receipt = received.receipt.has_value();
    report.carried = received.carried.has_value();
    report.faults = std::move(received.faults);
    for (const Bytes& bytes : received.for_others) {
        APPRODO_TRY(const auto whole, exchange::split_parcels(bytes));
        for (const auto& parcel : whole) {
            if (parts_->is_own_output(parcel)) continue;
            parts_->progress.carry(parcel);
            ++report.parcels_for_others;
        }
    }
    for (const exchange::Control& control : received.controls) {
        if (is_for_person(control)) report.notices.push_back(notice_of(control));
    }
    if (received.renewed) parts_->go_on_as_another();
    if (received.root_changed) {
        parts_->identity = parts_->progress.identity().load();
        report.notices.push_back(root_changed());
    }
    if (received.root_disputed) report.notices.push_back(root_disputed());
    parts_->progress.transact([&] { parts_->progress.records().forget_covered_snapshots(); });
    parts_->refresh();
    report.again = received.again || parts_->progress.has_more_names_to_ask() ||
                   parts_->progress.has_more_redacted_to_ask();
    if (report.answered && !report.again) parts_->prune();
    for (const Error& error : parts_->refused_heads) report.faults.push_back(error);
    parts_->refused_heads.clear();
    if (report.answered || report.carried) {
        parts_->session().link_worked(parts_->host.clock->now().boot, report.again);
    }
    auto advanced = parts_->shelf.advance(parts_->pinned());
    if (!advanced.ok()) report.faults.push_back(advanced.error());
    return report;
}

void Client::link_failed() {
    if (parts_->need_joined().ok()) parts_->session().link_failed(parts_->host.clock->now().boot);
}

bool Client::exchange_due() {
    return parts_->need_joined().ok() && parts_->session().due(parts_->host.clock->now().boot);
}

Result<Status> Client::status() {
    Status status;
    status.person = person();
    ProgressStore& progress = parts_->progress;
    if (progress.is_joined()) {
        const auto unsent = progress.own().unsent();
        status.events_unsent = unsent.events;
        status.segments_unsent = unsent.segments;
        status.bytes_unsent = unsent.bytes;
        status.oldest_unsent = unsent.oldest;
        status.events_durable = unsent.durable;
        status.events_archived = unsent.archived;
        status.root_changes = progress.roots().length();
        status.teaches = !parts_->folding.staff().editions.empty();
        const auto announcements = parts_->announcements();
        status.erasure = parts_->erasure();
        status.announcements_new = static_cast<std::uint64_t>(
            std::count_if(announcements.begin(), announcements.end(),
                          [](const AnnouncementView& one) { return one.is_new; }));
    }
    const auto missing = parts_->cache.missing_amount();
    status.chunks_wanted = missing.chunks;
    status.bytes_wanted = missing.bytes;
    status.parcels_for_others = progress.count("carried");
    status.held = progress.count("held");
    status.quarantined = progress.count("quarantined");
    status.frozen = parts_->folding.frozen_count();
    if (status.frozen > 0) status.notices.push_back(frozen_notice());
    if (const auto receipt = progress.last_receipt()) {
        status.last_receipt = receipt->at;
        status.level = receipt->level;
    }
    status.last_heard = progress.newest_beacon();
    if (const auto carried = progress.last_carried()) {
        status.events_carried = carried->events;
        status.carried_at = carried->at;
    }
    status.cache_bytes = parts_->cache.held_amount().bytes;
    status.cache_budget = parts_->cache.budget();
    status.progress_bytes = progress.file_bytes();
    status.events_pruned = progress.pruned().amount().events;
    if (progress.disputed_root()) status.notices.push_back(root_disputed());
    for (const exchange::Control& control : progress.refusals()) {
        status.notices.push_back(notice_of(control));
        status.revoked = status.revoked || control.kind == exchange::ControlKind::revoked;
        status.needs_newer_program =
            status.needs_newer_program || control.kind == exchange::ControlKind::newer_program;
    }
    return status;
}

Result<std::vector<DeviceLine>> Client::devices() {
    APPRODO_CHECK(parts_->need_joined());
    std::vector<DeviceLine> lines;
    const DeviceId own = parts_->identity->device->value.device;
    for (const auto& known : parts_->progress.held().devices()) {
        const log::DeviceCertificate& device = known.certificate.value;
        DeviceLine line{device.device, device.device == own, known.revoked, device.issued,
                        device.before()};
        if (line.this_one) {
            const auto unsent = parts_->progress.own().unsent();
            line.events_durable = unsent.durable;
            line.events_archived = unsent.archived;
        }
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> Client::check() {
    std::vector<std::string> findings;
    if (auto sound = sql::check_integrity(parts_->progress.database()); !sound.ok()) {
        findings.push_back(notice("progress.db: " + sound.error().message));
    }
    if (auto sound = sql::check_integrity(parts_->cache.database()); !sound.ok()) {
        findings.push_back(
            notice("cache.db: " + sound.error().message +
                   " (it only holds what can be downloaded again: delete it and sync)"));
    }
    return findings;
}

crypto::AuthSecret Client::sign_in_secret(ByteView passphrase, const crypto::Salt& salt,
                                          crypto::PasswordCost cost) {
    return crypto::auth_secret_of(crypto::stretch(passphrase, salt, cost));
}

}  // namespace approdo::client
