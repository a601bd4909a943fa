// `doctor`: what whoever runs the machine should know of a site before calling for help. Of each
// thing it says that it is in order, or what to do.
#include <algorithm>

#include "server/app/backup.hpp"
#include "server/app/folder_check.hpp"
#include "server/app/local_site.hpp"

namespace approdo::app {
namespace {

constexpr std::size_t shown_max = 100;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
constexpr std::int64_t backup_ms_max = 7 * day_ms;
constexpr std::int64_t clock_slack_ms = 5 * 60'000;
constexpr std::int64_t program_made_ms = 1'767'225'600'000;  // 2026-01-01
constexpr std::uint64_t lag_segments_max = 10'000;

using Findings = std::vector<Finding>;

std::string_view name_of(exchange::Held why) {
    switch (why) {
        case exchange::Held::no:
            return "nothing";
        case exchange::Held::gap:
            return "an earlier part that has not arrived";
        case exchange::Held::no_key:
            return "the key of its scope";
        case exchange::Held::revoked:
            return "a ruling: its device was revoked (approdo-server device rule)";
        case exchange::Held::ruled_out:
            return "nothing: a person ruled that it does not count";
        case exchange::Held::quarantine:
            return "an upgrade: it is authentic but not understood";
    }
    return "something that a newer version knows";
}

void look_at_held(store::Session& session, Findings& findings) {
    const auto before = findings.size();
    for (const store::HeldLine& held : session.segments().held(shown_max)) {
        if (held.why == exchange::Held::ruled_out) continue;
        const bool waits_for_us = held.why == exchange::Held::quarantine;
        findings.push_back({waits_for_us ? Verdict::failure : Verdict::advice, "held",
                            "events " + std::to_string(held.first.value) + "–" +
                                std::to_string(held.last.value) + " of " + held.stream.hex(),
                            "kept, waiting for " + std::string(name_of(held.why)) + "."});
    }
    if (findings.size() > before) return;
    findings.push_back({Verdict::ok, "held", "what was sent", "nothing waits for anything."});
}

void look_at_quarantine(store::Session& session, Findings& findings) {
    const auto lines = session.projections().quarantined(shown_max);
    for (const store::QuarantineLine& line : lines) {
        findings.push_back({Verdict::failure, "quarantine",
                            "event " + std::to_string(line.seq.value) + " of " + line.stream.hex(),
                            "authentic, and not understood: " + line.reason +
                                ". Nothing is lost: rebuild after an upgrade."});
    }
    if (lines.empty())
        findings.push_back({Verdict::ok, "quarantine", "quarantine", "it is empty."});
}

void look_at_courses(store::Session& session, PackageShelf& packages, Findings& findings) {
    const auto before = findings.size();
    for (const store::CourseLine& course : session.catalogue().courses()) {
        if (course.version.value == 0) continue;
        const auto version = packages.version(session, course);
        if (version.ok()) continue;
        findings.push_back({Verdict::failure, "courses", "course " + course.slug,
                            version.error().message + " Publish it once more."});
    }
    if (findings.size() > before) return;
    findings.push_back({Verdict::ok, "courses", "courses", "their packages can be read."});
}

Finding lag_finding(store::Session& session) {
    const auto newest = session.segments().newest().value;
    const auto lag = newest - std::min(newest, session.projections().position().value);
    const std::string text = std::to_string(lag) + " segments are stored and not folded yet";
    if (lag <= lag_segments_max) return {Verdict::ok, "reports", "reports", text + "."};
    return {Verdict::advice, "reports", "reports",
            text +
                ": they lag behind. If that number does not shrink, see what else loads this "
                "machine."};
}

Finding limbo_finding(store::Session& session) {
    const auto parked = session.segments().counts().limbo;
    const std::string text = std::to_string(parked) + " segments wait for an earlier one";
    if (parked == 0) return {Verdict::ok, "limbo", "limbo", text + "."};
    return {Verdict::advice, "limbo", "limbo",
            text +
                ": their devices bring it with a later exchange. What does not fit here stays "
                "with its sender."};
}

Finding erasure_finding(store::Session& session) {
    const auto asking = session.projections().asking_erasure().size();
    const std::string text = "people who ask to be erased and wait: " + std::to_string(asking);
    if (asking == 0) return {Verdict::ok, "erasures", "erasures", text + "."};
    return {Verdict::advice, "erasures", "erasures",
            text + ". See erasure list, and grant or refuse each: the law gives a month."};
}

// The past is known: what this site wrote last, and when the program was made.
Finding clock_finding(store::Session& session, UtcMs now) {
    UtcMs last{program_made_ms};
    const auto audit = session.audit().list(0, 1);
    if (!audit.empty() && audit.front().at.value > last.value) last = audit.front().at;
    if (now.value + clock_slack_ms >= last.value) {
        return {Verdict::ok, "clock", "clock", "not behind what was written last."};
    }
    return {Verdict::failure, "clock", "clock",
            "It is behind what this site wrote last: dates and beacons come out wrong. Set it, "
            "best by NTP."};
}

Finding backup_finding(store::Session& session, UtcMs now) {
    const std::string how = "Run: approdo-server backup create FOLDER, on another disk.";
    const auto last = last_backup(session);
    if (!last) {
        return {Verdict::advice, "backup", "backup", "None was made with this site. " + how};
    }
    const std::int64_t days = std::max<std::int64_t>(now.value - last->value, 0) / day_ms;
    const std::string text = "Days since the last one: " + std::to_string(days) + ".";
    if (now.value - last->value <= backup_ms_max) return {Verdict::ok, "backup", "backup", text};
    return {Verdict::advice, "backup", "backup", text + " " + how};
}

}  // namespace

// A copy of before the last change restores a site that lacks its root key.
Finding LocalSite::root_finding(store::Session& session) const {
    const std::lock_guard lock(roots_lock_);
    const SiteRoots& roots = keys_.roots;
    if (roots.disputed) {
        return {Verdict::failure, "root", "root key", advice_on(*roots.disputed, roots.chain)};
    }
    const std::size_t changes = roots.chain.length();
    if (changes == 0) return {Verdict::ok, "root", "root key", "the one the site was made with."};
    const UtcMs made = roots.chain.records().back().value.at;
    const std::int64_t age = std::max<std::int64_t>(clock_.now().wall.value - made.value, 0);
    const std::string text = "change " + std::to_string(changes) + ", made " +
                             std::to_string(age / day_ms) + " days ago";
    const auto copied = last_backup(session);
    if (copied && copied->value >= made.value) return {Verdict::ok, "root", "root key", text + "."};
    return {Verdict::advice, "root", "root key",
            text +
                ", and the site was not backed up since: a site restored from an older copy "
                "lacks the key. Run: approdo-server backup create FOLDER, on another disk."};
}

std::vector<Finding> LocalSite::examine() {
    Findings findings = check_folder(folder_);
    store_->read([&](store::Session& session) {
        findings.push_back(clock_finding(session, clock_.now().wall));
        findings.push_back(backup_finding(session, clock_.now().wall));
        findings.push_back(root_finding(session));
        findings.push_back(lag_finding(session));
        findings.push_back(limbo_finding(session));
        findings.push_back(erasure_finding(session));
        look_at_held(session, findings);
        look_at_quarantine(session, findings);
        look_at_courses(session, packages_, findings);
    });
    return findings;
}

}  // namespace approdo::app
