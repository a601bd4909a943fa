// `init`, `site`, `root`, `rebuild`, `audit`.
#include "content/package/site_words.hpp"
#include "server/command/site_command.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"
#include "sync/exchange/join.hpp"

namespace approdo::server {

namespace {

ExitCode init(Context& context, const std::string& name) {
    const auto folder = data_folder(context);
    if (!folder.ok()) return context.out.error(folder.error());
    crypto::SystemRandom random;
    SystemClock clock(random);
    const auto first = context.around.door.init({folder.value(), clock, random, nullptr}, name,
                                                context.public_address());
    if (!first.ok()) return context.out.error(first.error());
    context.out.row({{"site", first.value().site.hex()}, {"link", first.value().link}},
                    "site " + first.value().site.hex() + "\nThe first administrator joins with:\n" +
                        first.value().link);
    context.out.note("Keep a copy of " + folder.value().string() +
                     "/keys apart from the backups: without it nobody can read them.");
    return ExitCode::ok;
}

// What an office hands out on paper to those who have an account and set up a new laptop.
Result<void> show_site(Context& context, app::Site& site) {
    const app::Site::Described described = site.descriptor();
    const log::SiteDescriptor& known = described.site.value;
    exchange::Invitation nobody;
    nobody.root = known.root;
    nobody.box = known.box;
    nobody.name_site(described.roots.site());
    const std::string address = context.public_address();
    const std::string link = exchange::link_of(address, nobody);
    const std::string words = package::site_words(known.root);
    context.out.row(
        {{"site", site.id().hex()},
         {"name", site.name()},
         {"address", address},
         {"words", words},
         {"link", link}},
        site.name() + "\naddress  " + address + "\nwords    " + words + "\nlink     " + link);
    context.out.note(
        "A person with an account joins on a new laptop with either of:\n"
        "  approdo join " +
        address + " --user NAME   (and compares the words)\n  approdo join LINK --user NAME");
    return {};
}

// The words on the office's paper change with it, so nobody does it by mistake.
Result<void> change_root(Context& context, app::Site& site) {
    if (!context.assume_yes) {
        return fail(ErrorCode::invalid_input,
                    "This gives the site a new root key and new words, and ends the present ones "
                    "for good. Devices and links that exist go on working. Add --yes to do it.");
    }
    APPRODO_CHECK(site.change_root());
    const app::Site::Described now = site.descriptor();
    const std::string words = package::site_words(now.site.value.root);
    const std::string number = std::to_string(now.roots.length());
    context.out.row({{"site", site.id().hex()}, {"change", now.roots.length()}, {"words", words}},
                    "root key changed (change " + number + ")\nwords    " + words);
    context.out.note(
        "Hand out paper with the new words. Copy the folder keys to where its copies are kept: a "
        "backup of before holds the old root key and not the new one.");
    return {};
}

Result<void> rebuild(Context& context, app::Site& site) {
    APPRODO_TRY(const app::RebuildReport report, site.rebuild());
    const bool same = report.digest_before == report.digest_after;
    context.out.row(app::to_json(report),
                    std::to_string(report.events) + " events of " +
                        std::to_string(report.segments) + " segments folded anew, " +
                        std::to_string(report.quarantined) + " in quarantine; the records are " +
                        (same ? "the same as before" : "different from before"));
    if (same) return {};
    return fail(ErrorCode::conflict, "The records were not what the segments say; they are now.");
}

Result<void> audit(Context& context, app::Site& site) {
    return site.read_audit([&](const app::AuditLine& line) { show(context, line); });
}

template <class Function>
Run on_site(Function function) {
    return [function](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site); });
    };
}

}  // namespace

void add_site_commands(CommandTree& tree) {
    auto name = std::make_shared<std::string>();
    Command command = tree.leaf(tree.root(), "init", "make a site in an empty folder",
                                [name](Context& context) { return init(context, *name); });
    command.required("--name", *name, "what people see, e.g. «Comune di Esempio»");
    tree.setting(command, "public-url");
    tree.setting(command, "listen");
    command = tree.leaf(tree.root(), "site", "the site's words and link, for people's new laptops",
                        on_site(show_site));
    tree.setting(command, "public-url");
    tree.leaf(tree.family("root", "the key that everything at the site hangs on"), "rotate",
              "a new root key, vouched for by the present one", on_site(change_root));
    tree.leaf(tree.root(), "rebuild", "fold all records anew from the segments", on_site(rebuild));
    tree.leaf(tree.root(), "audit", "who changed what, newest first", on_site(audit));
}

}  // namespace approdo::server
