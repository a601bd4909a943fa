// Devices of people: seen, revoked, ruled on.
#include "server/app/local_site.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t prefix_min = 4;

}  // namespace

Result<std::vector<Device>> LocalSite::devices(const Actor& actor, const AccountId& account) {
    using Rows = std::vector<Device>;
    return store::read_from<Result<Rows>>(*store_, [&](store::Session& session) -> Result<Rows> {
        APPRODO_CHECK(may_act_for(session, actor, account));
        std::map<DeviceId, std::uint64_t> waiting;
        const auto ends = session.segments().of_account(account);
        for (const store::HeldLine& line : session.segments().held(SIZE_MAX)) {
            if (line.why != exchange::Held::revoked) continue;
            for (const store::StreamEnd& end : ends) {
                if (end.stream == line.stream) ++waiting[end.device];
            }
        }
        Rows rows;
        for (const store::DeviceLine& line : session.people().devices_of(account)) {
            rows.push_back({line.device, account, line.issued, line.last_contact, line.revoked,
                            line.before, waiting[line.device]});
        }
        return rows;
    });
}

Result<DeviceId> LocalSite::find_device(std::string_view text) {
    return store::read_from<Result<DeviceId>>(
        *store_, [&](store::Session& session) -> Result<DeviceId> {
            std::vector<DeviceId> found;
            for (const store::Person& person : session.people().list("", SIZE_MAX)) {
                for (const auto& line : session.people().devices_of(person.account)) {
                    if (line.device.hex().starts_with(text)) found.push_back(line.device);
                }
            }
            if (text.size() >= prefix_min && found.size() == 1) return found.front();
            return fail(ErrorCode::not_found, "There is no device «" + std::string(text) +
                                                  "», or several begin so: see device list.");
        });
}

Result<void> LocalSite::revoke_device(const Actor& actor, const DeviceId& device) {
    auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        const auto known = session.find_device(device);
        if (known) {
            APPRODO_CHECK(may_act_for(session, actor, known->certificate.value.account));
        }
        APPRODO_CHECK(revoking_.revoke(session, device));
        if (known) staff_.note_devices(session, known->certificate.value.account);
        note(session, actor, "revoke", device.hex());
        return true;
    });
    if (!done.ok()) return std::move(done).error();
    return {};
}

Result<std::uint64_t> LocalSite::rule_on_device(const Actor& actor, const DeviceId& device,
                                                bool counts) {
    return queue_->write<std::uint64_t>([&](store::Session& session) -> Result<std::uint64_t> {
        const auto known = session.find_device(device);
        if (known) {
            APPRODO_CHECK(may_act_for(session, actor, known->certificate.value.account));
        }
        APPRODO_TRY(const std::size_t ruled, revoking_.rule(session, device, counts));
        note(session, actor, counts ? "rule: counts" : "rule: does not count", device.hex());
        return std::uint64_t{ruled};
    });
}

}  // namespace approdo::app
