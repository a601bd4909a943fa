#include "server/app/enrolling.hpp"

#include "server/app/package_shelf.hpp"

namespace approdo::app {
namespace {

// Values for this many attempts are issued ahead, so that a learner can begin them offline.
constexpr std::uint32_t attempts_ahead = 5;
constexpr std::size_t seed_bytes = 16;

std::uint32_t attempts_of(const content::QuizSettings& settings) {
    return settings.attempts_max == 0 ? attempts_ahead
                                      : std::min(settings.attempts_max, attempts_ahead);
}

}  // namespace

Result<store::Enrolment> Enrolling::enrol(store::Session& session, const EditionId& edition_id,
                                          const AccountId& account) {
    if (const auto there = session.catalogue().enrolment_of(edition_id, account)) return *there;
    const auto edition = session.catalogue().edition(edition_id);
    if (!edition) return fail(ErrorCode::not_found, "There is no such edition: see edition list.");
    const auto person = session.people().find(account);
    if (!person) return fail(ErrorCode::not_found, "There is no such person: see user list.");

    const store::Enrolment enrolment{random_.id<EnrolmentId>(), edition_id,        account,
                                     person->organisation,      clock_.now().wall, true};
    session.catalogue().put_enrolment(enrolment);
    scribe_.open_scope(session, learner_scope(account), store::ScopeKind::learner,
                       Digest16{account.bytes});
    content::Enrolled enrolled;
    enrolled.edition = edition_id;
    enrolled.course = edition->course;
    enrolled.channel = edition->channel;
    enrolled.account = account;
    enrolled.organisation = person->organisation;
    enrolled.zone = edition->zone;
    enrolled.from = edition->from;
    enrolled.until = edition->until;
    scribe_.write(session, learner_scope(account), {site_event(enrolled, enrolment.id)});
    staff_.open_for(session, enrolment);
    provide(session, enrolment);
    return enrolment;
}

void Enrolling::provide(store::Session& session, const store::Enrolment& enrolment) {
    const auto edition = session.catalogue().edition(enrolment.edition);
    const auto course = session.catalogue().course(edition->course);
    scribe_.let_read(session, enrolment.account, learner_scope(enrolment.account));
    scribe_.let_read(session, enrolment.account, edition_scope(enrolment.edition));
    for (Epoch epoch{1};; epoch = epoch.next()) {
        const auto name = log::package_key_name(edition->channel, epoch);
        const auto* key = session.keyring().find(name);
        if (key == nullptr) break;
        scribe_.give_key(session, enrolment.account, name, *key);
    }
    if (!course || course->version.value == 0) return;
    give_seeds(session, enrolment, *course);
    give_papers(session, enrolment.account, *course);
}

void Enrolling::announce(store::Session& session, const store::Edition& edition,
                         const store::CourseLine& course) {
    if (course.version.value == 0) return;
    content::ContentHead head;
    head.channel = course.channel;
    head.version = course.version;
    if (const auto version = packages_.version(session, course); version.ok()) {
        head.manifest = Hash{(*version)->head.manifest.bytes};
    }
    head.head = course.head;
    head.descriptor = course.descriptor;
    scribe_.write(session, edition_scope(edition.id), {site_event(head, EnrolmentId{})});
}

void Enrolling::give_seeds(store::Session& session, const store::Enrolment& enrolment,
                           const store::CourseLine& course) {
    const auto version = packages_.version(session, course);
    if (!version.ok())
        return;  // doctor names what the package lacks; seeds follow when it is there
    std::vector<SiteEvent> events;
    for (const content::QuizTerms& rules : (*version)->rules) {
        for (std::uint32_t number = 1; number <= attempts_of(rules.settings); ++number) {
            if (session.site_logs().seed_was_given(enrolment.id, rules.unit, number)) continue;
            session.site_logs().note_seed_given(enrolment.id, rules.unit, number);
            content::AttemptSeed seed;
            seed.attempt_number = number;
            seed.value.resize(seed_bytes);
            random_.fill(seed.value);
            events.push_back(site_event(seed, enrolment.id, rules.unit, course.version));
        }
    }
    if (!events.empty()) scribe_.write(session, learner_scope(enrolment.account), events);
}

void Enrolling::give_papers(store::Session& session, const AccountId& account,
                            const store::CourseLine& course) {
    const auto version = packages_.version(session, course);
    if (!version.ok()) return;
    for (const auto& [unit, graded] : (*version)->graded) {
        if (graded.paper_key.empty() || graded.invigilated) continue;
        const auto key = crypto::SymmetricKey::from(graded.paper_key);
        if (!key.ok()) continue;
        const log::KeyName name{log::KeyKind::paper, log::KeyId{graded.sitting.bytes}, Epoch{1}};
        scribe_.give_key(session, account, name, *key);
    }
}

}  // namespace approdo::app
