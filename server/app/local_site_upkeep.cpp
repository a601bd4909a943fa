// What whoever runs the machine asks for.
#include <algorithm>

#include "server/app/backup.hpp"
#include "server/app/local_site.hpp"
#include "server/store/archive.hpp"
#include "sync/base/defects.hpp"

namespace approdo::app {

namespace {

constexpr std::uint64_t events_a_backup_may_miss = 1 << 24;

}  // namespace

Result<RebuildReport> LocalSite::rebuild() {
    return queue_->write<RebuildReport>([&](store::Session& session) -> Result<RebuildReport> {
        // What still waits is folded first, so that both digests speak of the same events.
        while (folding_.fold_next(session, SIZE_MAX).more) {
        }
        RebuildReport report;
        report.digest_before = Folding::digest(session).hex();
        const auto all = folding_.fold_all_again(session);
        report.segments = all.segments;
        report.events = all.events;
        report.quarantined = session.projections().quarantined(SIZE_MAX).size();
        report.digest_after = Folding::digest(session).hex();
        return report;
    });
}

Result<void> LocalSite::change_root() {
    // The writer must not wait for a backup, which may take long.
    const std::unique_lock folder_lock(keys_folder_lock_, std::try_to_lock);
    if (!folder_lock) {
        return fail(ErrorCode::busy,
                    "A backup is being made, and the root key stays as it is until it ended: try "
                    "again then.");
    }
    const auto changed = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        const std::lock_guard lock(roots_lock_);
        APPRODO_CHECK(app::change_root(folder_.keys(), keys_.roots, clock_.now().wall, random_));
        note(session, Actor::machine_operator(), "root rotate",
             "change " + std::to_string(keys_.roots.chain.length()));
        return true;
    });
    if (!changed.ok()) return changed.error();
    return {};
}

Result<BackupReport> LocalSite::back_up(const std::filesystem::path& folder) {
    std::unique_lock folder_lock(keys_folder_lock_);
    write_erased_list();
    APPRODO_TRY(const BackupReport report, write_backup(folder_, folder));
    folder_lock.unlock();
    APPRODO_CHECK(queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        note_backup(session, clock_.now().wall);
        note(session, Actor::machine_operator(), "backup", report.digest);
        return true;
    }));
    return report;
}

Result<BackupReport> LocalSite::archive(const std::filesystem::path& folder) {
    APPRODO_TRY(const BackupReport report, check_backup(folder));
    APPRODO_TRY(const store::CopyMark copy, mark_of_backup(folder));
    APPRODO_CHECK(queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        const store::CopyMark ours = store::mark_of(session);
        if (copy.site != ours.site) {
            return fail(ErrorCode::conflict, "This is a copy of another site.");
        }
        // What arrived has other numbers in another life of the site.
        if (copy.epoch != ours.epoch || copy.newest > ours.newest) {
            return fail(ErrorCode::conflict,
                        "This copy is of before the site was restored: make a new one.");
        }
        if (copy.newest > store::archived_to(session)) store::put_archived_to(session, copy.newest);
        note(session, Actor::machine_operator(), "archive", report.digest);
        return true;
    }));
    return report;
}

Result<void> LocalSite::begin_server_epoch() {
    auto begun = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        // By the calendar, because the same backup may be restored twice: devices that met the
        // first restored site have to see that the second one is another.
        const auto now =
            static_cast<std::uint64_t>(std::max<std::int64_t>(clock_.now().wall.value, 0));
        const ServerEpoch fresh{std::max(session.server_epoch().next().value, now)};
        if (!defect(Defect::server_epoch_stays)) session.site_logs().put_server_epoch(fresh);
        // What it said after the backup comes back from its readers, and is older than what it says
        // from now on.
        const Lamport seen = session.site_logs().lamport();
        if (!defect(Defect::restored_site_counts_on))
            session.site_logs().put_lamport(Lamport{seen.value + events_a_backup_may_miss});
        note(session, Actor::machine_operator(), "restore", "");
        return true;
    });
    if (!begun.ok()) return std::move(begun).error();
    return {};
}

Result<void> LocalSite::read_audit(const std::function<void(const AuditLine&)>& use) {
    constexpr std::size_t page = 500;
    store_->read([&](store::Session& session) {
        std::uint64_t before = 0;
        while (true) {
            const auto lines = session.audit().list(before, page);
            for (const store::AuditLine& line : lines) {
                std::string actor = "operator";
                if (line.actor == store::erased_account()) {
                    actor = "(erased)";
                } else if (!line.actor.is_zero()) {
                    const auto person = session.people().find(line.actor);
                    actor = person ? person->user_name : line.actor.hex();
                }
                use({line.at, actor, line.action, line.subject});
            }
            if (lines.size() < page) return;
            before = lines.back().number;
        }
    });
    return {};
}

std::vector<Figure> LocalSite::figures() {
    return store::read_from<std::vector<Figure>>(*store_, [&](store::Session& session) {
        const auto count = [](auto value) { return static_cast<double>(value); };
        const auto counts = session.segments().counts();
        const auto newest = session.segments().newest().value;
        const auto folded = session.projections().position().value;
        return std::vector<Figure>{
            {"approdo_segments_total", "Sealed segments stored", true, count(counts.segments)},
            {"approdo_segments_held", "Segments that wait for something", false,
             count(counts.held)},
            {"approdo_branches", "Branches of forked logs", false, count(counts.branches)},
            {"approdo_devices", "Devices that joined", false, count(counts.devices)},
            {"approdo_fold_lag", "Segments stored and not folded yet", false,
             count(newest - std::min(newest, folded))},
            {"approdo_folded_events_total", "Events folded since the start", true,
             count(folded_events_.load())},
            {"approdo_fold_cpu_seconds_total", "Processor time that folding took", true,
             fold_cpu_s_.load()},
            {"approdo_commits_total", "Commits of the writer, folding apart", true,
             count(queue_->commits())},
            {"approdo_quarantined", "Events that could not be folded", false,
             count(session.projections().quarantined(SIZE_MAX).size())}};
    });
}

}  // namespace approdo::app
