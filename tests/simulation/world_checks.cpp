// What sync.md promises of records: nothing that a replica holds is missing at the site, nothing
// counts twice, and every device adds up to what the site does.
#include "client_core/core/views.hpp"
#include "tests/simulation/world.hpp"

namespace approdo::sim {

void World::check_site() {
    for (const auto& [user, account] : beginning().accounts)
        check_learner(account, site_.record_of(account));
    check_enrolments();
    auto& site = *must(site_.site(), "the site does not open");
    const auto rebuilt = must(site.rebuild(), "the site cannot be rebuilt");
    if (rebuilt.digest_before != rebuilt.digest_after)
        throw Violation("what is folded anew differs from what was folded as it came");
}

// Whether the site has to have it. What a device did after it was revoked, and could not send any
// more, is on that device alone. What somebody wanted erased need not be anywhere.
bool World::is_due(const Fact& fact) {
    if (fact.kind == FactKind::answered && erased_.count(fact.value) > 0) return false;
    return std::any_of(fact.held_since.begin(), fact.held_since.end(), [&](const auto& held) {
        const bool is_at_site = held.first == the_site || held.first == the_archive;
        return is_at_site || !is_shut_out(devices_[held.first - 1]->id);
    });
}

void World::check_learner(const AccountId& learner, const content::LearnerRecord& record) {
    for (const Fact& fact : ledger_.facts()) {
        if (fact.learner != learner || !is_due(fact) || !is_in_record(fact.kind)) continue;
        if (!shows(record, fact)) throw Violation("lost at the site: " + text_of(fact));
    }
    for (const auto& [enrolment, enrolled] : record.enrolments) {
        check_effects(enrolled);
        for (const auto& [unit, learned] : enrolled.units) check_seconds(enrolment, unit, learned);
    }
}

// Each answer has a tag of its own, so that one that counts twice shows.
void World::check_effects(const content::EnrolmentRecord& enrolled) {
    std::set<std::uint64_t> tags;
    for (const auto& [unit, learned] : enrolled.units) {
        for (const auto& [id, attempt] : learned.attempts) {
            for (const auto& [question, answers] : attempt.answers) {
                for (const auto& [stamp, answer] : answers)
                    if (!tags.insert(answer.value.duration_ms).second)
                        throw Violation("an answer counts twice, in attempt " + id.hex());
            }
            if (attempt.openings.empty() || attempt.submissions.empty()) continue;
            const bool is_graded =
                attempt.openings.begin()->second.value.mode == content::QuizMode::graded;
            if (is_graded && !attempt.grade.is_set())
                throw Violation("handed in and never marked: attempt " + id.hex());
        }
    }
}

// No more than people spent, shown as saved or not, and no less than what was shown. A quiz
// measures its own time.
void World::check_seconds(const EnrolmentId& enrolment, const UnitId& unit,
                          const content::UnitRecord& learned) {
    const auto tried = seconds_tried_.find({enrolment, unit});
    if (tried == seconds_tried_.end()) return;
    std::uint64_t sum = 0;
    for (const auto& [counter, total] : learned.seconds) sum += total;
    std::uint64_t shown = 0;
    for (const Fact& fact : ledger_.facts()) {
        const bool is_here = fact.enrolment == enrolment && fact.unit == unit;
        if (fact.kind == FactKind::seconds && is_here && is_due(fact)) shown += fact.value;
    }
    if (sum >= shown && sum <= tried->second) return;
    throw Violation("of " + std::to_string(shown) + " seconds that were shown, and " +
                    std::to_string(tried->second) + " that were spent, the site counts " +
                    std::to_string(sum));
}

// Also where the site keeps who is enrolled in what, and not only in what it folds.
void World::check_enrolments() {
    site_.look([&](store::Session& session) {
        for (const Fact& fact : ledger_.facts()) {
            const bool is_due = fact.kind == FactKind::enrolled && fact.is_held();
            if (is_due && !session.catalogue().enrolment(fact.enrolment))
                throw Violation("not in the site's catalogue: " + text_of(fact));
        }
    });
}

void World::check_devices() {
    for (auto& device : devices_) {
        if (device->is_lost) continue;
        check_device(*device, false);
        device->end_program();
        check_device(*device, true);
    }
}

void World::check_device(Device& device, bool starts_anew) {
    const auto record = site_.record_of(device.account);
    const std::string at_site = crypto::hash(crypto::domain::fold, {content::encode(record)}).hex();
    // One that was revoked keeps what it had, and is told nothing more.
    const bool follows = !is_shut_out(device.id);
    with(device, [&](client::Client& client) {
        const auto status = must(client.status(), "no status");
        if (follows && status.events_unsent > 0)
            throw Violation("the queue of " + device.name() + " did not drain");
        if (follows && status.held > 0)
            throw Violation("something still waits on " + device.name());
        if (follows && must(client.record(), "no record").digest != at_site)
            throw Violation(device.name() + (starts_anew ? ", started anew," : "") +
                            " adds up to another record than the site");
        if (follows && device.user() == teacher) check_class(device, client);
        if (!starts_anew) return;
        for (const std::string& finding : client.check())
            throw Violation(device.name() + ": " + finding);
    });
}

// Every device goes by the root that the site has. A site that lost a change in a restore knows
// that it did once a device came, and then nobody follows anybody.
void World::check_roots() {
    auto& site = *must(site_.site(), "the site does not open");
    const auto described = site.descriptor();
    if (described.is_disputed) return;
    const std::uint64_t at_site = described.roots.length();
    for (auto& device : devices_) {
        if (device->is_lost) continue;
        with(*device, [&](client::Client& client) {
            if (must(client.status(), "no status").root_changes != at_site)
                throw Violation(device->name() + " goes by another root than the site");
        });
    }
}

// Every device believes to be archived what it was told is, and no more. A segment in which
// something was erased arrives again: the copies hold it as it was, and devices were told so.
void World::check_archived() {
    if (has_forks_) return;
    for (auto& device : devices_) {
        if (device->is_lost || is_shut_out(device->id)) continue;
        device->end_program();
        log::Frontier at_site;
        site_.look([&](store::Session& session) {
            if (const auto contact = session.contact(device->id)) at_site = contact->archived;
        });
        for (const auto& [log, seq] : device->archived()) {
            const auto in_copy = at_site.find(log);
            const Seq at_least = in_copy ? in_copy->seq : Seq{0};
            if (seq < at_least || (seq > at_least && erased_.empty()))
                throw Violation(device->name() +
                                " believes to be archived what is not, or not "
                                "what is");
        }
    }
}

// A teacher's device shows of everybody what the site shows.
void World::check_class(Device& device, client::Client& client) {
    std::map<EnrolmentId, client::ClassLine> shown;
    for (const client::ClassView& view : must(client.classes(""), "no classes"))
        for (const client::ClassLine& line : view.lines) shown.emplace(line.enrolment, line);
    const auto is_shown = [&](store::Session& session, const store::Enrolment& enrolment) {
        const auto line = shown.find(enrolment.id);
        const auto status = session.projections().status(enrolment.id);
        const auto person = session.people().find(enrolment.account);
        return line != shown.end() && status && line->second.answers == status->answers &&
               line->second.units_completed == status->required_completed &&
               line->second.seconds == status->seconds &&
               line->second.last_activity.value_or(UtcMs{}) == status->last_activity &&
               line->second.name == person->display_name;
    };
    site_.look([&](store::Session& session) {
        for (const auto& [user, account] : beginning().accounts)
            for (const store::Enrolment& enrolment : session.catalogue().enrolments_of(account))
                if (!is_shown(session, enrolment))
                    throw Violation(device.name() + " shows another status of " + user +
                                    " than the site");
    });
}

// Copies that both live and wrote go on in logs of their own. As long as they are alike to the last
// byte nobody can tell them apart, and nothing comes of it.
void World::check_copies() {
    std::map<LogId, std::pair<std::string, Hash>> writers;
    for (auto& device : devices_) {
        if (device->is_lost) continue;
        device->end_program();
        for (const auto& [log, head] : device->logs_under_way()) {
            const auto [other, is_new] = writers.emplace(log, std::pair{device->name(), head});
            if (!is_new && other->second.second != head)
                throw Violation(device->name() + " and " + other->second.first + " write one log");
        }
    }
}

}  // namespace approdo::sim
