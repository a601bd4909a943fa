#include "server/app/staff_names.hpp"

#include <algorithm>

#include "server/app/roles.hpp"
#include "sync/exchange/names.hpp"
#include "sync/exchange/parcel.hpp"

namespace approdo::app {

namespace {

bool may_know(store::Session& session, const AccountId& asking, const AccountId& asked) {
    const auto enrolments = session.catalogue().enrolments_of(asked);
    return std::any_of(
        enrolments.begin(), enrolments.end(), [&](const store::Enrolment& enrolment) {
            if (holds(session, asking, store::Role::trainer, enrolment.organisation)) return true;
            const auto edition = session.catalogue().edition(enrolment.edition);
            return edition && holds(session, asking, store::Role::trainer, edition->organisation);
        });
}

}  // namespace

std::optional<Bytes> answer_names(store::Session& session, const SiteKeys& keys,
                                  const DeviceId& device, ByteView frame, Random& random) {
    const auto want = wire::decode<exchange::WantNames>(frame);
    if (!want.ok() || want->accounts.size() > exchange::names_asked_max) return std::nullopt;
    const auto known = session.find_device(device);
    if (!known || known->revoked) return std::nullopt;
    const log::DeviceCertificate& certificate = known->certificate.value;
    exchange::Names names;
    for (const AccountId& account : want->accounts) {
        const auto person = session.people().find(account);
        const bool is_told = person && may_know(session, certificate.account, account);
        names.people.push_back({account, is_told ? person->display_name : std::string()});
    }
    const auto key = exchange::names_key(keys.box, certificate.box);
    if (!key.ok()) return std::nullopt;
    exchange::ParcelWriter parcel({keys.site, exchange::Route::to_device(device)});
    parcel.add(exchange::FrameType::names, exchange::seal_names(names, keys.site, *key, random));
    return parcel.take();
}

}  // namespace approdo::app
