#include "server/app/recovery.hpp"

#include <algorithm>

#include "sync/base/defects.hpp"

namespace approdo::app {

using exchange::Held;

namespace {

// A name that tells people where the row came from.
std::string recovered_name(ByteView id) {
    return "recovered-" + to_hex(id.first(4));
}

OrganisationId root_of(store::Session& session) {
    for (const store::Organisation& organisation : session.territory().list()) {
        if (organisation.parent.is_zero()) return organisation.id;
    }
    return {};
}

// Whether the key opens something that waits for it, and that its holder had no hand in.
bool opens_what_waits(store::Session& session, const log::KeyName& name,
                      const crypto::SymmetricKey& key) {
    for (const store::HeldLine& line : session.segments().held(SIZE_MAX)) {
        if (line.why != Held::no_key) continue;
        const auto segment = session.segment_at(line.stream, line.first);
        if (!segment || log::scope_key_name(segment->header.scope, segment->header.epoch) != name)
            continue;
        const auto log = session.find_log(segment->header.log);
        if (log && log->certificate.value.of_site() && log::open_segment(*segment, key).ok())
            return true;
    }
    return false;
}

}  // namespace

Result<void> Recovery::take_account(store::Session& session, const DeviceId& device,
                                    ByteView frame) {
    const auto known = session.find_device(device);
    // Whoever stole a device does not bring back what was taken from it.
    if (!known || known->revoked) return {};
    APPRODO_TRY(const auto back, exchange::open_account_return(frame, keys_.box));
    APPRODO_CHECK(take_person(session, known->certificate.value, back));
    const AccountId account = known->certificate.value.account;
    for (const exchange::ReturnedKey& key : back.keys) take_key(session, account, key);
    scribe_.open_scope(session, learner_scope(account), store::ScopeKind::learner,
                       Digest16{account.bytes});
    scribe_.let_read(session, account, learner_scope(account));
    staff_.let_read(session, account);
    return {};
}

Result<void> Recovery::take_person(store::Session& session, const log::DeviceCertificate& device,
                                   const exchange::AccountReturn& back) {
    const AccountId account = device.account;
    if (!session.people().find(account)) {
        store::Person person{account, back.user_name,   back.display_name,
                             "",      root_of(session), clock_.now().wall,
                             true};
        if (person.user_name.empty() || session.people().find_named(person.user_name)) {
            person.user_name = recovered_name(account.view());
        }
        APPRODO_CHECK(session.people().put(person));
        session.audit().add({0, clock_.now().wall, {}, "recover account", account.hex()});
    }
    const auto secrets = session.people().secrets(account);
    if (!secrets) {
        // Nobody signs in with these: a new invitation brings a passphrase again. What they are for
        // is the account's key, so that the devices that live on are given what follows.
        exchange::AccountSecrets fresh;
        fresh.salt = random_.id<crypto::Salt>();
        fresh.cost_passes = crypto::release_cost().passes;
        fresh.cost_memory_kib = crypto::release_cost().memory_kib;
        fresh.box = back.box;
        session.people().put_secrets(account, fresh);
    } else if (secrets->box != back.box) {
        // It was invited again after the backup, and holds a key that is not the account's here.
        session.people().box_to_device(device.device);
    }
    return {};
}

void Recovery::take_key(store::Session& session, const AccountId& account,
                        const exchange::ReturnedKey& back) {
    if (back.kind != log::KeyKind::scope) return;
    const log::KeyName name{back.kind, back.id, back.epoch};
    const ScopeId scope{back.id.bytes};
    const auto key = crypto::SymmetricKey::from(back.key);
    if (!key.ok() || session.keyring().find(name) != nullptr) return;
    // Of its own scope an account says the truth or harms itself; of others' the site asks for
    // proof.
    const bool own = scope == learner_scope(account);
    if (!own && !opens_what_waits(session, name, *key)) return;
    session.site_logs().put_key(name, *key);
    auto known = session.site_logs().scope(scope);
    if (!known) {
        known = store::Scope{scope, own ? store::ScopeKind::learner : store::ScopeKind::edition,
                             Digest16{scope.bytes}, back.epoch};
    }
    known->epoch = std::max(known->epoch, back.epoch);
    session.site_logs().put_scope(*known);
    session.segments().release(scope, Held::no_key);
}

void Recovery::take_enrolments(store::Session& session, const AccountId& account,
                               const content::LearnerRecord& record) {
    if (defect(Defect::enrolments_stay_lost)) return;
    for (const auto& [id, enrolment] : record.enrolments) {
        if (!enrolment.enrolled.is_set() || session.catalogue().enrolment(id)) continue;
        take_enrolment(session, account, id, enrolment);
    }
}

void Recovery::take_enrolment(store::Session& session, const AccountId& account,
                              const EnrolmentId& id, const content::EnrolmentRecord& record) {
    const content::Enrolled& said = record.enrolled.value;
    if (session.catalogue().enrolment_of(said.edition, account)) return;
    if (!session.catalogue().edition(said.edition)) {
        store::Edition edition;
        edition.id = said.edition;
        edition.course = said.course;
        edition.channel = said.channel;
        edition.organisation = said.organisation;
        edition.slug = recovered_name(said.edition.view());
        edition.title = edition.slug;
        edition.zone = said.zone;
        edition.from = said.from;
        edition.until = said.until;
        if (!session.catalogue().put_edition(edition).ok()) return;
    }
    const store::Enrolment enrolment{
        id, said.edition, account, said.organisation, clock_.now().wall, record.is_active()};
    session.catalogue().put_enrolment(enrolment);
    session.audit().add({0, clock_.now().wall, {}, "recover enrolment", id.hex()});
    scribe_.open_scope(session, edition_scope(said.edition), store::ScopeKind::edition,
                       Digest16{said.edition.bytes});
    staff_.open_for(session, enrolment);
    enrolling_.provide(session, enrolment);
}

}  // namespace approdo::app
