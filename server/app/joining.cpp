#include "server/app/joining.hpp"

#include <algorithm>

#include "server/app/given_names.hpp"
#include "server/app/peer.hpp"

namespace approdo::app {

using namespace exchange;

namespace {

// Ten wrong guesses at a name end it for the place they come from: elsewhere its owner still signs
// in. Only guesses from many places at once end it for everybody, before they come to anything.
constexpr std::uint32_t tries_of_peer_at_name_max = 10;
constexpr std::uint32_t tries_at_name_max = 100;
constexpr std::uint32_t tries_by_peer_max = 100;
constexpr std::int64_t tries_window_ms = 15 * 60'000;
constexpr std::size_t sealed_key_bytes_max = 256;

Hash subject_of(std::string_view kind, std::string_view text) {
    return crypto::hash(crypto::domain::secret_check, {bytes_of(kind), bytes_of(text)});
}

Hash auth_hash_of(ByteView auth_secret) {
    return crypto::hash(crypto::domain::secret_check, {auth_secret});
}

JoinAnswer refusal(const JoinRequest& request, const Error& error) {
    JoinAnswer answer;
    answer.id = request.id;
    answer.refused = static_cast<std::uint8_t>(error.code);
    answer.message = error.message;
    return answer;
}

Error suspended() {
    return fail(ErrorCode::forbidden,
                "This account is suspended. Ask the office that runs the site to open it again.");
}

// What every new laptop of this account will be asked to do.
bool is_bearable(const AccountSecrets& secrets) {
    return crypto::is_accepted(secrets.cost()) &&
           secrets.sealed_box_key.size() <= sealed_key_bytes_max;
}

}  // namespace

Hash code_hash_of(const InvitationCode& code) {
    return crypto::hash(crypto::domain::join, {code.view()});
}

Result<Joining::Answered> Joining::answer(store::Session& session, ByteView frame,
                                          std::string_view peer) {
    APPRODO_TRY(const auto request, open_join_request(frame, keys_.box));
    if (auto earlier = session.doors().join_answer(request.id)) {
        return Answered{std::move(*earlier), std::nullopt};
    }
    Answered answered;
    JoinAnswer answer = decide(session, request, peer, answered.joined);
    answer.site = keys_.roots.descriptor.bytes();
    APPRODO_TRY(answered.parcel, seal_join_answer(answer, request.device_box, keys_.roots.chain,
                                                  keys_.enrol, random_));
    // A refusal is not kept: the person may mend what was wrong and ask again.
    if (answer.refused == 0) {
        session.doors().put_join_answer(request.id, answered.parcel, clock_.now().wall);
    }
    return answered;
}

JoinAnswer Joining::decide(store::Session& session, const JoinRequest& request,
                           std::string_view peer, std::optional<DeviceId>& joined) {
    JoinAnswer answer;
    answer.id = request.id;
    answer.server_epoch = session.server_epoch();
    if (request.kind == JoinKind::salt) {
        answer.account = salt_of(session, request.user_name);
        return answer;
    }
    if (request.kind == JoinKind::sign_in) {
        const auto person = check_secret(session, request.user_name, request.auth_secret, peer);
        if (!person.ok()) return refusal(request, person.error());
        answer.account = session.people().secrets(person->account);
        joined = welcome(session, person->account, request, answer);
        return answer;
    }
    const Hash by_peer = subject_of("code", who_is(peer));
    const auto may_try =
        peer.empty() ? Result<void>{} : check_tries(session, by_peer, tries_by_peer_max);
    if (!may_try.ok()) return refusal(request, may_try.error());
    // Accepting has many parts; one that fails takes the others back.
    struct Undo {};
    Result<AccountId> account{AccountId{}};
    try {
        session.step([&] {
            account = accept(session, request);
            if (!account.ok()) throw Undo{};
        });
    } catch (const Undo&) {
        if (account.error().code == ErrorCode::forbidden && !peer.empty())
            note_failure(session, by_peer);
        return refusal(request, account.error());
    }
    joined = welcome(session, *account, request, answer);
    return answer;
}

AccountSecrets Joining::salt_of(store::Session& session, std::string_view user_name) {
    AccountSecrets shown;
    const auto person = session.people().find_named(std::string(user_name));
    const auto secrets = person ? session.people().secrets(person->account) : std::nullopt;
    if (secrets) {
        shown.salt = secrets->salt;
        shown.cost_passes = secrets->cost_passes;
        shown.cost_memory_kib = secrets->cost_memory_kib;
        return shown;
    }
    shown.salt = crypto::Salt{crypto::keyed_hash16(crypto::domain::unknown_salt, keys_.cover.view(),
                                                   {bytes_of(user_name)})
                                  .bytes};
    shown.cost_passes = crypto::release_cost().passes;
    shown.cost_memory_kib = crypto::release_cost().memory_kib;
    return shown;
}

Result<store::Person> Joining::check_secret(store::Session& session, std::string_view user_name,
                                            ByteView auth_secret, std::string_view peer) {
    const std::string who = who_is(peer);
    const Hash by_name = subject_of("name", user_name);
    const Hash by_peer = subject_of("peer", who);
    const Hash by_both = crypto::hash(crypto::domain::secret_check,
                                      {bytes_of("name from"), by_name.view(), by_peer.view()});
    APPRODO_CHECK(check_tries(session, by_both, tries_of_peer_at_name_max));
    APPRODO_CHECK(check_tries(session, by_name, tries_at_name_max));
    if (!peer.empty()) APPRODO_CHECK(check_tries(session, by_peer, tries_by_peer_max));
    const auto person = session.people().find_named(std::string(user_name));
    const auto secrets = person ? session.people().secrets(person->account) : std::nullopt;
    const Hash given = auth_hash_of(auth_secret);
    if (!secrets || !crypto::same(given.view(), secrets->auth_hash.view())) {
        note_failure(session, by_both);
        note_failure(session, by_name);
        if (!peer.empty()) note_failure(session, by_peer);
        return fail(ErrorCode::forbidden,
                    "User name or passphrase is wrong. If you forgot the passphrase, ask an "
                    "administrator for a new invitation.");
    }
    session.doors().put_tries(by_both, {});
    // Told to nobody who could not have signed in otherwise.
    if (!person->active) return suspended();
    return *person;
}

Result<void> Joining::change_secrets(store::Session& session, const AccountId& account,
                                     ByteView auth_secret, const AccountSecrets& fresh,
                                     std::string_view peer) {
    const auto person = session.people().find(account);
    if (!person) return fail(ErrorCode::not_found, "There is no such person: see user list.");
    APPRODO_CHECK(check_secret(session, person->user_name, auth_secret, peer));
    const auto present = session.people().secrets(account);
    if (present->box != fresh.box) {
        return fail(ErrorCode::conflict,
                    "This computer holds an older key of your account: change the passphrase on "
                    "one that joined after your last invitation.");
    }
    if (!is_bearable(fresh)) {
        return fail(ErrorCode::malformed, "The new passphrase's secrets make no sense.");
    }
    // That the key may be in other hands stays true: it is the same key.
    const bool leaked = session.people().is_leaked(account);
    session.people().put_secrets(account, fresh);
    if (leaked) session.people().mark_leaked(account);
    session.doors().end_sessions_of(account);
    session.audit().add({0, clock_.now().wall, account, "change passphrase", account.hex()});
    return {};
}

Result<void> Joining::check_tries(store::Session& session, const Hash& subject, std::uint32_t max) {
    const store::Tries tries = session.doors().tries(subject);
    const bool fresh = clock_.now().wall.value - tries.since.value < tries_window_ms;
    if (fresh && tries.failed >= max) {
        return fail(ErrorCode::busy, "Too many attempts. Wait a quarter of an hour and try again.");
    }
    return {};
}

void Joining::note_failure(store::Session& session, const Hash& subject) {
    store::Tries tries = session.doors().tries(subject);
    const UtcMs now = clock_.now().wall;
    if (now.value - tries.since.value >= tries_window_ms) tries = {0, now};
    ++tries.failed;
    session.doors().put_tries(subject, tries);
}

Result<AccountId> Joining::accept(store::Session& session, const JoinRequest& request) {
    const auto invitation = session.doors().invitation(code_hash_of(request.code));
    if (!invitation || invitation->uses_left == 0) {
        return fail(
            ErrorCode::forbidden,
            "This invitation is not valid any more: it was used, or withdrawn. Ask for a new one.");
    }
    if (invitation->expires < clock_.now().wall) {
        return fail(ErrorCode::forbidden, "This invitation has expired. Ask for a new one.");
    }
    if (!request.account) return fail(ErrorCode::malformed, "The request brings no account keys.");
    APPRODO_TRY(const store::Person person, person_for(session, *invitation, request));
    const AccountId account = person.account;
    // The site wraps everything again for the account's new key.
    session.people().put_secrets(account, *request.account);
    session.site_logs().forget_given(account);
    store::Invitation used = *invitation;
    --used.uses_left;
    session.doors().put_invitation(used);
    if (!invitation->organisation.is_zero()) {
        session.territory().grant({account, invitation->role, invitation->organisation});
    }
    scribe_.open_scope(session, learner_scope(account), store::ScopeKind::learner,
                       Digest16{account.bytes});
    scribe_.let_read(session, account, learner_scope(account));
    staff_.let_read(session, account);
    if (!invitation->edition.is_zero()) {
        APPRODO_CHECK(enrolling_.enrol(session, invitation->edition, account));
    }
    for (const store::Enrolment& enrolment : session.catalogue().enrolments_of(account)) {
        enrolling_.provide(session, enrolment);
    }
    return account;
}

Result<store::Person> Joining::person_for(store::Session& session,
                                          const store::Invitation& invitation,
                                          const JoinRequest& request) {
    if (!invitation.account.is_zero()) {
        const auto person = session.people().find(invitation.account);
        if (!person) return fail(ErrorCode::not_found, "The invited person is not here any more.");
        if (!person->active) return suspended();
        return *person;
    }
    if (request.user_name.empty()) {
        return fail(ErrorCode::missing,
                    "This invitation names nobody: choose a user name, as in approdo join LINK "
                    "--name NAME.");
    }
    APPRODO_CHECK(check_user_name(request.user_name));
    store::Person person{random_.id<AccountId>(),
                         request.user_name,
                         request.user_name,
                         "",
                         invitation.organisation,
                         clock_.now().wall,
                         true};
    APPRODO_CHECK(session.people().put(person));
    return person;
}

DeviceId Joining::welcome(store::Session& session, const AccountId& account,
                          const JoinRequest& request, JoinAnswer& answer) {
    log::DeviceCertificate certificate;
    certificate.device = random_.id<DeviceId>();
    certificate.account = account;
    certificate.serial = session.people().next_serial();
    certificate.signing = request.device_signing;
    certificate.box = request.device_box;
    certificate.issued = clock_.now().wall;
    const auto made = log::SignedDevice::make(certificate, crypto::domain::device_certificate,
                                              keys_.site, keys_.enrol);
    certify(session, made);
    staff_.note_devices(session, account);
    answer.device = made.bytes();
    const auto person = session.people().find(account);
    answer.display_name = person->display_name;
    answer.user_name = person->user_name;
    return certificate.device;
}

void Joining::certify(store::Session& session, const log::SignedDevice& device) {
    session.put_device(device);
    // The account's key opens nothing new once it may be in other hands: this device's own does.
    const AccountId& account = device.value.account;
    if (!session.people().is_leaked(account)) return;
    scribe_.let_read(session, account, learner_scope(account));
    staff_.let_read(session, account);
    for (const store::Enrolment& enrolment : session.catalogue().enrolments_of(account)) {
        enrolling_.provide(session, enrolment);
    }
}

void Joining::renew(store::Session& session, const DeviceId& device,
                    const exchange::DeviceRenewal& renewal) {
    const auto known = session.find_device(device);
    if (!known || known->revoked) return;
    if (session.find_device(exchange::renewed_id(device, renewal))) return;
    const auto lines = session.people().devices_of(known->certificate.value.account);
    const auto renewed = std::count_if(lines.begin(), lines.end(),
                                       [](const auto& line) { return !line.before.is_zero(); });
    if (static_cast<std::size_t>(renewed) >= exchange::renewals_max) return;
    certify(session, log::SignedDevice::make(
                         exchange::renewed(known->certificate.value, renewal,
                                           session.people().next_serial(), clock_.now().wall),
                         crypto::domain::device_certificate, keys_.site, keys_.enrol));
}

}  // namespace approdo::app
