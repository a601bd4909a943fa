// What whoever runs the machine asks for.
#include <algorithm>

#include "server/app/backup.hpp"
#include "server/app/local_site.hpp"
#include "sync/base/defects.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t shown_max = 100;

std::string_view name_of(exchange::Held why) {
    switch (why) {
        case exchange::Held::no:
            return "nothing";
        case exchange::Held::gap:
            return "an earlier part that has not arrived";
        case exchange::Held::no_key:
            return "the key of its scope";
        case exchange::Held::revoked:
            return "a ruling: its device was revoked";
        case exchange::Held::ruled_out:
            return "nothing: a person ruled that it does not count";
        case exchange::Held::quarantine:
            return "an upgrade: it is authentic but not understood";
    }
    return "something that a newer version knows";
}

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
    return write_backup(folder_, folder);
}

Result<void> LocalSite::begin_server_epoch() {
    auto begun = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        // By the calendar, because the same backup may be restored twice: devices that met the
        // first restored site have to see that the second one is another.
        const auto now =
            static_cast<std::uint64_t>(std::max<std::int64_t>(clock_.now().wall.value, 0));
        const ServerEpoch fresh{std::max(session.server_epoch().next().value, now)};
        if (!defect(Defect::server_epoch_stays)) session.site_logs().put_server_epoch(fresh);
        note(session, Actor::machine_operator(), "restore", "");
        return true;
    });
    if (!begun.ok()) return std::move(begun).error();
    return {};
}

// Nothing for a site that still has the root it was made with.
std::vector<Finding> LocalSite::examine_roots() const {
    constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
    const std::lock_guard lock(roots_lock_);
    const SiteRoots& roots = keys_.roots;
    std::vector<Finding> findings;
    if (roots.disputed) {
        findings.push_back({true, "root key", advice_on(*roots.disputed, roots.chain)});
    }
    if (roots.chain.length() > 0) {
        const UtcMs since = roots.chain.records().back().value.at;
        const std::int64_t days = (clock_.now().wall.value - since.value) / day_ms;
        findings.push_back({false, "root key",
                            "changed " + std::to_string(roots.chain.length()) +
                                " times; the present one is " + std::to_string(days) +
                                " days old."});
    }
    return findings;
}

std::vector<Finding> LocalSite::examine() {
    return store::read_from<std::vector<Finding>>(*store_, [&](store::Session& session) {
        std::vector<Finding> findings = examine_roots();
        for (const store::HeldLine& held : session.segments().held(shown_max)) {
            if (held.why == exchange::Held::ruled_out) continue;
            findings.push_back({held.why == exchange::Held::quarantine,
                                "events " + std::to_string(held.first.value) + "–" +
                                    std::to_string(held.last.value) + " of " + held.stream.hex(),
                                "kept, waiting for " + std::string(name_of(held.why)) + "."});
        }
        for (const store::QuarantineLine& line : session.projections().quarantined(shown_max)) {
            findings.push_back(
                {true, "event " + std::to_string(line.seq.value) + " of " + line.stream.hex(),
                 "in quarantine: " + line.reason + ". Nothing is lost: rebuild after an upgrade."});
        }
        for (const store::CourseLine& course : session.catalogue().courses()) {
            if (course.version.value == 0) continue;
            const auto version = packages_.version(session, course);
            if (!version.ok()) {
                findings.push_back({true, "course " + course.slug,
                                    version.error().message + " Publish it once more."});
            }
        }
        return findings;
    });
}

Result<void> LocalSite::read_audit(const std::function<void(const AuditLine&)>& use) {
    constexpr std::size_t page = 500;
    store_->read([&](store::Session& session) {
        std::uint64_t before = 0;
        while (true) {
            const auto lines = session.audit().list(before, page);
            for (const store::AuditLine& line : lines) {
                std::string actor = "operator";
                if (!line.actor.is_zero()) {
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
