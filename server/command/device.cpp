// `device list/revoke/rule`.
#include "server/command/site_command.hpp"

namespace approdo::server {

namespace {

const app::Actor console = app::Actor::machine_operator();

struct Wish {
    std::string user;
    std::string device;
    std::string ruling;
};

Result<void> list(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    APPRODO_TRY(const auto rows, site.devices(console, account));
    show_all(context, rows);
    return {};
}

Result<void> revoke(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const DeviceId device, site.find_device(wish.device));
    APPRODO_CHECK(site.revoke_device(console, device));
    context.out.row({{"id", device.hex()}, {"revoked", true}},
                    "revoked. What the site had received counts; what comes later waits for "
                    "`device rule`.\nIf the device was stolen unlocked, invite its person again: "
                    "invite --user NAME gives the account a new key.");
    return {};
}

Result<void> rule(Context& context, app::Site& site, const Wish& wish) {
    if (wish.ruling != "accept" && wish.ruling != "reject") {
        return fail(ErrorCode::invalid_input,
                    "Say accept (what came after the revocation counts) or reject (it does not).");
    }
    APPRODO_TRY(const DeviceId device, site.find_device(wish.device));
    const bool counts = wish.ruling == "accept";
    APPRODO_TRY(const std::uint64_t segments, site.rule_on_device(console, device, counts));
    context.out.row({{"id", device.hex()}, {"counts", counts}, {"segments", segments}},
                    std::to_string(segments) + " segments ruled on: they " +
                        (counts ? "count now." : "do not count, and are kept."));
    return {};
}

using Function = Result<void> (*)(Context&, app::Site&, const Wish&);

Run on_site(Function function, std::shared_ptr<Wish> wish) {
    return [function, wish](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *wish); });
    };
}

}  // namespace

void add_device_commands(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command device = tree.family("device", "laptops and browsers of people");
    tree.leaf(device, "list", "the devices of a person", on_site(list, wish))
        .required("user", wish->user, "user name or account id");
    tree.leaf(device, "revoke", "shut a lost or stolen device out", on_site(revoke, wish))
        .required("device", wish->device, "its id, or how it begins");
    Command command = tree.leaf(device, "rule", "say whether what a revoked device sent counts",
                                on_site(rule, wish));
    command.required("device", wish->device, "its id, or how it begins");
    command.required("ruling", wish->ruling, "accept or reject");
}

}  // namespace approdo::server
