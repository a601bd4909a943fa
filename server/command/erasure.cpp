// `erasure list/refuse`; one is carried out by `user erase`.
#include "server/command/site_command.hpp"

namespace approdo::server {

namespace {

const app::Actor console = app::Actor::machine_operator();

struct Wish {
    std::string user;
    std::string reason;
};

Result<void> list(Context& context, app::Site& site, const Wish&) {
    APPRODO_TRY(const auto rows, site.erasure_requests(console));
    show_all(context, rows);
    if (rows.empty()) {
        context.out.note("Nobody asks to be erased.");
    } else {
        context.out.note(
            "Carry one out with user erase USER --yes, or say why not with erasure refuse USER "
            "--reason TEXT. The law gives a month.");
    }
    return {};
}

Result<void> refuse(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    APPRODO_CHECK(site.refuse_erasure(console, account, wish.reason));
    context.out.row({{"id", account.hex()}, {"refused", true}},
                    "refused. The person reads why after the next exchange.");
    return {};
}

using Function = Result<void> (*)(Context&, app::Site&, const Wish&);

Run on_site(Function function, std::shared_ptr<Wish> wish) {
    return [function, wish](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *wish); });
    };
}

}  // namespace

void add_erasure_commands(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command family = tree.family("erasure", "people who ask to be erased");
    tree.leaf(family, "list", "who asks and waits for a decision", on_site(list, wish));
    Command no =
        tree.leaf(family, "refuse", "say why one is not carried out", on_site(refuse, wish));
    no.required("user", wish->user, "user name or account id");
    no.required("--reason", wish->reason, "why, for the person who asked");
}

}  // namespace approdo::server
