#include "client_core/core/client_parts.hpp"
#include "client_core/core/words.hpp"
#include "sync/crypto/aead.hpp"

namespace approdo::client {
namespace {

using exchange::AccountSecrets;
using exchange::JoinAnswer;
using exchange::JoinKind;
using exchange::JoinRequest;

constexpr std::size_t passphrase_bytes_min = 8;

Result<void> check_passphrase(ByteView passphrase) {
    if (passphrase.size() >= passphrase_bytes_min) return {};
    return fail(ErrorCode::invalid_input,
                "the passphrase is too short: use at least 8 characters, better four words");
}

AccountSecrets secrets_of(const crypto::BoxKey& account, ByteView passphrase,
                          const crypto::Salt& salt, crypto::PasswordCost cost, Random& random) {
    return exchange::make_account_secrets(account, crypto::stretch(passphrase, salt, cost), salt,
                                          cost, random);
}

Identity fresh_identity(const exchange::ParsedLink& link, std::string_view user_name,
                        Random& random) {
    Identity identity;
    identity.join_id = random.id<exchange::JoinId>();
    identity.address = link.address;
    identity.root = link.invitation.root;
    identity.site_id = link.invitation.site();
    identity.site_box = link.invitation.box;
    identity.device_signing = crypto::SigningKey::random(random).seed();
    identity.device_box = crypto::BoxKey::random(random).stored();
    identity.user_name = user_name;
    return identity;
}

JoinRequest request_of(const Identity& identity, JoinKind kind) {
    JoinRequest request;
    request.kind = kind;
    request.id = identity.join_id;
    request.device_signing = crypto::SigningKey::from_seed(identity.device_signing).public_key();
    request.device_box = crypto::BoxKey::from_stored(identity.device_box.duplicate()).public_key();
    request.user_name = identity.user_name;
    return request;
}

Result<Bytes> sealed(const JoinRequest& request, const Identity& identity, Random& random) {
    return exchange::seal_join_request(request, identity.site_id, identity.site_box, random);
}

struct FoundAnswer {
    JoinAnswer answer;
    log::RootChain roots;
};

Result<FoundAnswer> find_answer(ByteView parcels, const Identity& identity) {
    APPRODO_TRY(const auto whole, exchange::split_parcels(parcels));
    const auto device_box = crypto::BoxKey::from_stored(identity.device_box.duplicate());
    const exchange::Route ours{exchange::RouteKind::join,
                               exchange::RouteId{identity.join_id.bytes}};
    for (const auto& parcel : whole) {
        const exchange::Frame* frame = parcel.find(exchange::FrameType::join_answer);
        if (frame == nullptr || parcel.header.route != ours) continue;
        if (parcel.header.site != identity.site_id) continue;
        auto roots = exchange::roots_in(parcel);
        if (!roots.passes(identity.root)) {
            return fail(ErrorCode::unauthentic,
                        "the site does not prove that the root key of this link is its own: ask "
                        "the office for a new invitation");
        }
        APPRODO_TRY(auto answer, exchange::open_join_answer(frame->body, device_box, roots));
        if (answer.id == identity.join_id) return FoundAnswer{std::move(answer), std::move(roots)};
    }
    return fail(ErrorCode::not_found,
                "there is no answer to this device's request to join in here: check the file, or "
                "ask again");
}

Result<crypto::BoxKey::Stored> account_key_of(const JoinAnswer& answer, const Identity& identity) {
    if (!answer.account || !identity.wrap_key) {
        return fail(ErrorCode::malformed, "the site's answer lacks the account's key: ask again");
    }
    auto opened = crypto::open_blob(*identity.wrap_key, answer.account->box.view(),
                                    answer.account->sealed_box_key);
    if (!opened.ok()) {
        return fail(ErrorCode::locked, "the account's key does not open with this passphrase");
    }
    return crypto::BoxKey::Stored::from(opened->view());
}

Result<void> take_certificates(const JoinAnswer& answer, Identity& identity) {
    APPRODO_TRY(identity.site, log::SignedSite::read(answer.site));
    APPRODO_TRY(identity.device, log::SignedDevice::read(answer.device));
    APPRODO_CHECK(log::check_device(*identity.device, identity.site_id, identity.site->value));
    const JoinRequest ours = request_of(identity, JoinKind::invitation);
    const log::DeviceCertificate& device = identity.device->value;
    if (device.signing != ours.device_signing || device.box != ours.device_box) {
        return fail(ErrorCode::unauthentic, "the site certified another device: ask again");
    }
    return {};
}

}  // namespace

Person Client::person() {
    Person person;
    const auto& identity = parts_->identity;
    if (!identity) return person;
    person.stage = identity->stage;
    person.site = identity->site_id;
    person.address = identity->address;
    person.user_name = identity->user_name;
    person.display_name = identity->display_name;
    if (identity->site) person.site_name = identity->site->value.name;
    if (identity->device) {
        person.device = identity->device->value.device;
        person.account = identity->device->value.account;
    }
    return person;
}

Result<Bytes> Client::join_request(std::string_view link, std::string_view user_name,
                                   ByteView passphrase) {
    APPRODO_CHECK(parts_->need_unjoined());
    APPRODO_TRY(const auto parsed, exchange::parse_link(link));
    if (parsed.invitation.code.is_zero()) {
        return fail(ErrorCode::invalid_input,
                    "this link names a site and invites nobody: ask for an invitation, or sign in "
                    "with --user NAME");
    }
    APPRODO_CHECK(check_passphrase(passphrase));
    if (parts_->identity && parts_->identity->stage == JoinStage::asked &&
        parts_->progress.setting("join_link") == copy_of(bytes_of(link))) {
        return pending_join();
    }
    Random& random = *parts_->host.random;
    Identity identity = fresh_identity(parsed, user_name, random);
    identity.stage = JoinStage::asked;
    identity.salt = random.id<crypto::Salt>();
    identity.cost = parts_->host.cost;

    const auto account = crypto::BoxKey::random(random);
    AccountSecrets secrets = secrets_of(account, passphrase, identity.salt, identity.cost, random);
    identity.account_box = account.stored();

    JoinRequest request = request_of(identity, JoinKind::invitation);
    request.code = parsed.invitation.code;
    request.account = std::move(secrets);
    APPRODO_TRY(Bytes parcel, sealed(request, identity, random));
    parts_->progress.transact([&] {
        parts_->progress.put_setting("join_link", bytes_of(link));
        parts_->progress.put_setting("join_parcel", parcel);
        parts_->keep(std::move(identity));
    });
    return parcel;
}

Bytes Client::pending_join() {
    const auto& identity = parts_->identity;
    if (!identity || identity->stage == JoinStage::none || identity->stage == JoinStage::joined) {
        return {};
    }
    return parts_->progress.setting("join_parcel").value_or(Bytes{});
}

Result<Bytes> Client::salt_request(std::string_view link, std::string_view user_name) {
    APPRODO_CHECK(parts_->need_unjoined());
    APPRODO_TRY(const auto parsed, exchange::parse_link(link));
    if (user_name.empty()) {
        return fail(ErrorCode::invalid_input, "say who you are: --user NAME");
    }
    Random& random = *parts_->host.random;
    Identity identity = fresh_identity(parsed, user_name, random);
    identity.stage = JoinStage::salt_asked;
    APPRODO_TRY(Bytes parcel, sealed(request_of(identity, JoinKind::salt), identity, random));
    parts_->keep_asking(std::move(identity), parcel);
    return parcel;
}

Result<Bytes> Client::sign_in_request(ByteView passphrase) {
    APPRODO_CHECK(parts_->need_unjoined());
    if (!parts_->identity || (parts_->identity->stage != JoinStage::salt_known &&
                              parts_->identity->stage != JoinStage::signing_in)) {
        return fail(ErrorCode::missing,
                    "ask the site for the account first: join SITE --user NAME");
    }
    Identity identity = std::move(*parts_->progress.identity().load());
    const auto stretched = crypto::stretch(passphrase, identity.salt, identity.cost);
    identity.wrap_key = crypto::wrap_key_of(stretched);
    identity.stage = JoinStage::signing_in;
    // A question of its own: a site answers one that it knows as it did before.
    identity.join_id = parts_->host.random->id<exchange::JoinId>();
    JoinRequest request = request_of(identity, JoinKind::sign_in);
    request.auth_secret = copy_of(crypto::auth_secret_of(stretched).view());
    auto parcel = sealed(request, identity, *parts_->host.random);
    crypto::wipe(request.auth_secret);
    APPRODO_CHECK(parcel);
    parts_->keep_asking(std::move(identity), *parcel);
    return parcel;
}

Result<JoinStage> Client::join_answer(ByteView parcels) {
    APPRODO_CHECK(parts_->need_unjoined());
    if (!parts_->identity) {
        return fail(ErrorCode::missing, "nothing was asked of a site yet: join with a link first");
    }
    APPRODO_TRY(const FoundAnswer found, find_answer(parcels, *parts_->identity));
    if (found.answer.refused != 0) return parts_->refuse(found.answer);
    return parts_->accept(found.answer, found.roots);
}

Result<AccountSecrets> Client::secrets_under(ByteView passphrase) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_CHECK(check_passphrase(passphrase));
    if (!parts_->account_box) {
        return fail(ErrorCode::missing,
                    "this computer does not hold the account's key: change the passphrase on "
                    "another one, or ask for a new invitation");
    }
    Random& random = *parts_->host.random;
    return secrets_of(*parts_->account_box, passphrase, random.id<crypto::Salt>(),
                      parts_->host.cost, random);
}

Result<void> Client::Parts::need_unjoined() const {
    if (!session_) return {};
    return fail(ErrorCode::conflict,
                "this profile belongs to a person already: choose another with --profile NAME");
}

void Client::Parts::keep(Identity fresh) {
    progress.transact([&] { progress.identity().save(fresh); });
    identity = std::move(fresh);
}

void Client::Parts::keep_asking(Identity fresh, ByteView parcel) {
    progress.transact([&] {
        progress.put_setting("join_parcel", parcel);
        keep(std::move(fresh));
    });
}

Result<JoinStage> Client::Parts::refuse(const JoinAnswer& answer) {
    Identity kept = std::move(*identity);
    kept.wrap_key.reset();
    // A mistyped passphrase can be tried again at once; an invitation that is used up cannot.
    kept.stage = kept.stage == JoinStage::signing_in ? JoinStage::salt_known : JoinStage::none;
    keep(std::move(kept));
    const std::string message =
        answer.message.empty()
            ? notice("the site refused: ask your administrator for a new invitation")
            : answer.message;
    return fail(static_cast<ErrorCode>(answer.refused), message);
}

Result<JoinStage> Client::Parts::accept(const JoinAnswer& answer, const log::RootChain& roots) {
    Identity fresh = std::move(*progress.identity().load());
    if (fresh.stage == JoinStage::salt_asked) {
        if (!answer.account || !crypto::is_accepted(answer.account->cost())) {
            return fail(ErrorCode::malformed, "the site's answer makes no sense: ask again");
        }
        fresh.salt = answer.account->salt;
        fresh.cost = answer.account->cost();
        fresh.stage = JoinStage::salt_known;
        keep(std::move(fresh));
        return JoinStage::salt_known;
    }
    if (fresh.stage == JoinStage::signing_in) {
        APPRODO_TRY(fresh.account_box, account_key_of(answer, fresh));
    } else if (fresh.stage != JoinStage::asked) {
        return fail(ErrorCode::conflict, "this answer is to an earlier question: ask again");
    }
    APPRODO_CHECK(take_certificates(answer, fresh));
    fresh.wrap_key.reset();
    fresh.display_name = answer.display_name;
    fresh.user_name = answer.user_name;
    fresh.stage = JoinStage::joined;
    // One transaction: a device that knows it is joined has its logs.
    progress.transact([&] {
        progress.identity().save(fresh);
        progress.put_roots(roots);
        progress.become(fresh);
    });
    identity = std::move(fresh);
    become_joined();
    return JoinStage::joined;
}

}  // namespace approdo::client
