#include "sync/exchange/join.hpp"

#include "sync/crypto/aead.hpp"
#include "sync/exchange/root_records.hpp"

namespace approdo::exchange {
namespace {

constexpr std::string_view link_path = "/join#";

}  // namespace

void Invitation::name_site(const SiteId& site) {
    if (site == crypto::site_id_of(root)) return;
    tail = {2, copy_of(site.view())};
}

SiteId Invitation::site() const {
    const auto named = tail.unknown.size() < SiteId::size
                           ? crypto::site_id_of(root)
                           : SiteId::from(ByteView(tail.unknown).first(SiteId::size));
    return *named;
}

AccountSecrets make_account_secrets(const crypto::BoxKey& account,
                                    const crypto::SymmetricKey& stretched, const crypto::Salt& salt,
                                    crypto::PasswordCost cost, Random& random) {
    AccountSecrets secrets;
    secrets.salt = salt;
    secrets.cost_passes = cost.passes;
    secrets.cost_memory_kib = cost.memory_kib;
    secrets.auth_hash =
        crypto::hash(crypto::domain::secret_check, {crypto::auth_secret_of(stretched).view()});
    secrets.box = account.public_key();
    secrets.sealed_box_key =
        crypto::seal_blob(crypto::wrap_key_of(stretched), account.public_key().view(),
                          account.stored().view(), random);
    return secrets;
}

std::string link_of(std::string_view address, const Invitation& invitation) {
    return std::string(address) + std::string(link_path) + to_base64url(wire::encode(invitation));
}

Result<ParsedLink> parse_link(std::string_view link) {
    const auto split = link.find(link_path);
    if (split == std::string_view::npos) {
        return fail(ErrorCode::invalid_input,
                    "this is not an invitation link: it has to contain «/join#»; copy it whole");
    }
    const auto bytes = from_base64url(link.substr(split + link_path.size()));
    auto invitation = bytes.ok() ? wire::decode<Invitation>(*bytes) : bytes.error();
    if (!invitation.ok()) {
        return fail(ErrorCode::invalid_input,
                    "the invitation link is cut or mistyped: copy it whole");
    }
    return ParsedLink{std::string(link.substr(0, split)), std::move(*invitation)};
}

Result<Bytes> seal_join_request(const JoinRequest& request, const SiteId& site,
                                const crypto::BoxPublicKey& site_box, Random& random) {
    APPRODO_TRY(const Bytes box, crypto::seal_box(site_box, wire::encode(request), random));
    ParcelWriter parcel({site, Route::to_site()});
    parcel.add(FrameType::join_request, box);
    return parcel.take();
}

Result<JoinRequest> open_join_request(ByteView frame, const crypto::BoxKey& site_box) {
    APPRODO_TRY(const auto plain, site_box.open(frame));
    return wire::decode<JoinRequest>(plain.view());
}

Result<Bytes> seal_join_answer(const JoinAnswer& answer, const crypto::BoxPublicKey& device_box,
                               const log::RootChain& roots, const crypto::SigningKey& enrol,
                               Random& random) {
    const auto made =
        log::Signed<JoinAnswer>::make(answer, crypto::domain::join_answer, roots.site(), enrol);
    APPRODO_TRY(const Bytes box, crypto::seal_box(device_box, made.bytes(), random));
    ParcelWriter parcel({roots.site(), {RouteKind::join, RouteId{answer.id.bytes}}});
    parcel.add(FrameType::join_answer, box);
    for (const Frame& frame : root_frames(roots)) parcel.add(frame.type, frame.body);
    return parcel.take();
}

log::RootChain roots_in(const WholeParcel& parcel) {
    log::RootChain roots(parcel.header.site);
    for (const auto& record : root_records_in(parcel.frames)) {
        if (!roots.take(record).ok()) break;
    }
    return roots;
}

Result<JoinAnswer> open_join_answer(ByteView frame, const crypto::BoxKey& device_box,
                                    const log::RootChain& roots) {
    APPRODO_TRY(const auto plain, device_box.open(frame));
    APPRODO_TRY(auto made, log::Signed<JoinAnswer>::read(plain.view()));
    APPRODO_TRY(const auto descriptor, log::SignedSite::read(made.value.site));
    APPRODO_CHECK(log::check_site(descriptor, roots));
    if (!made.verify(crypto::domain::join_answer, roots.site(), descriptor.value.enrol)) {
        return fail(ErrorCode::unauthentic,
                    "the answer was not signed by the site of the invitation");
    }
    return std::move(made.value);
}

}  // namespace approdo::exchange
