// `org add/list`, `user add/list/suspend/resume/erase/import`, `event list/erase`, `invite`.
#include <fstream>
#include <iterator>

#include "server/command/csv.hpp"
#include "server/command/site_command.hpp"

namespace approdo::server {

namespace {

const app::Actor console = app::Actor::machine_operator();

struct Wish {
    std::string name;
    std::string parent;
    std::string user;
    std::string event;
    std::string role = "learner";
    std::string organisation;
    std::string course;
    std::string file;
    std::string address;
};

Result<void> add_organisation(Context& context, app::Site& site, const Wish& wish) {
    app::NewOrganisation row{wish.name, std::nullopt};
    if (!wish.parent.empty()) {
        APPRODO_TRY(row.parent, site.find_organisation(wish.parent));
    }
    APPRODO_TRY(const app::Organisation made, site.add_organisation(console, row));
    show(context, made);
    return {};
}

Result<void> list_organisations(Context& context, app::Site& site, const Wish&) {
    APPRODO_TRY(const auto rows, site.organisations(console));
    show_all(context, rows);
    return {};
}

// An account is of use once its person has joined, so the link comes with it.
Result<void> add_user(Context& context, app::Site& site, const Wish& wish) {
    app::NewAccount row;
    row.user_name = wish.user;
    row.display_name = wish.name.empty() ? wish.user : wish.name;
    APPRODO_TRY(row.role, store::role_from(wish.role));
    APPRODO_TRY(row.organisation, site.find_organisation(wish.organisation));
    APPRODO_TRY(const app::Account made, site.add_account(console, row));
    app::NewInvitation invitation{row.role, row.organisation, std::nullopt, made.id,
                                  context.public_address()};
    if (!wish.course.empty()) {
        APPRODO_TRY(invitation.course, site.find_course(wish.course));
    }
    APPRODO_TRY(const app::InvitationLink link, site.invite(console, invitation));
    auto json = app::to_json(made);
    json["link"] = link.link;
    context.out.row(std::move(json), text_of(made) + "\n" + link.link);
    return {};
}

Result<void> list_users(Context& context, app::Site& site, const Wish& wish) {
    std::optional<OrganisationId> organisation;
    if (!wish.organisation.empty()) {
        APPRODO_TRY(organisation, site.find_organisation(wish.organisation));
    }
    APPRODO_TRY(const auto rows, site.accounts(console, organisation));
    show_all(context, rows);
    return {};
}

void tell_of_list(Context& context) {
    context.out.note(
        "Backups of before still hold it. Keep a copy of the file erased of the data folder where "
        "they are: backup restore --erased FILE erases again what an older backup brings back.");
}

Result<void> suspend_user(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    APPRODO_CHECK(site.suspend(console, account));
    context.out.row({{"id", account.hex()}, {"suspended", true}},
                    "suspended. What is done meanwhile on this person's devices is kept there, and "
                    "comes after `user resume`.");
    return {};
}

Result<void> resume_user(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    APPRODO_CHECK(site.resume(console, account));
    context.out.row({{"id", account.hex()}, {"suspended", false}},
                    "open again. The person's devices bring what waited with their next exchange.");
    return {};
}

// Nothing brings it back, so nobody does it by mistake.
Result<void> erase_user(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    if (!context.assume_yes) {
        return fail(ErrorCode::invalid_input,
                    "This erases the person for good: the account, its devices' access, what was "
                    "learned and handed in, and what reports and staff know of it. Nothing brings "
                    "it back. Add --yes to do it.");
    }
    APPRODO_CHECK(site.erase_account(console, account));
    context.out.row({{"id", account.hex()}, {"erased", true}},
                    "erased, and the person's devices are shut out.");
    tell_of_list(context);
    return {};
}

Result<void> list_events(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    APPRODO_TRY(const auto rows, site.events(console, account));
    show_all(context, rows);
    return {};
}

Result<void> erase_event(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    APPRODO_TRY(const Hash event, site.find_event(account, wish.event));
    if (!context.assume_yes) {
        return fail(ErrorCode::invalid_input,
                    "This erases what the event says for good, here and on the person's devices. "
                    "Nothing brings it back. Add --yes to do it.");
    }
    APPRODO_CHECK(site.erase_event(console, account, event));
    context.out.row({{"id", event.hex()}, {"erased", true}},
                    "erased. The person's devices let it go with their next exchange.");
    tell_of_list(context);
    return {};
}

Result<std::string> read_input(Context& context, const std::string& name) {
    if (name == "-") return std::string(std::istreambuf_iterator<char>(context.in), {});
    std::ifstream file(context.path(name), std::ios::binary);
    if (!file) return fail(ErrorCode::not_found, "The file " + name + " cannot be read.");
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// Every line on its own: one that is wrong is told, the others are done.
Result<void> import_users(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const std::string text, read_input(context, wish.file));
    APPRODO_TRY(const CsvTable table, read_csv(text, {"user", "name", "role", "organisation"}));
    std::size_t failed = 0;
    for (const CsvRow& row : table.rows) {
        Wish one;
        one.user = row.at("user");
        one.name = row.at("name");
        one.role = row.at("role");
        one.organisation = row.at("organisation");
        one.course = wish.course;
        const auto done = add_user(context, site, one);
        if (done.ok()) continue;
        ++failed;
        context.out.error({done.error().code, wish.file + ":" + std::to_string(row.line) + ": " +
                                                  done.error().message});
    }
    if (failed == 0) return {};
    return fail(ErrorCode::incomplete, std::to_string(failed) + " of " +
                                           std::to_string(table.rows.size()) +
                                           " lines were not taken.");
}

Result<void> invite(Context& context, app::Site& site, const Wish& wish) {
    app::NewInvitation row;
    row.address = wish.address.empty() ? context.public_address() : wish.address;
    APPRODO_TRY(row.role, store::role_from(wish.role));
    APPRODO_TRY(row.organisation, site.find_organisation(wish.organisation));
    if (!wish.course.empty()) {
        APPRODO_TRY(row.course, site.find_course(wish.course));
    }
    if (!wish.user.empty()) {
        APPRODO_TRY(row.account, site.find_account(wish.user));
    }
    APPRODO_TRY(const app::InvitationLink link, site.invite(console, row));
    show_link(context, link);
    return {};
}

using Function = Result<void> (*)(Context&, app::Site&, const Wish&);

Run on_site(Function function, std::shared_ptr<Wish> wish) {
    return [function, wish](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *wish); });
    };
}

void add_user_commands(CommandTree& tree, const std::shared_ptr<Wish>& wish) {
    Command user = tree.family("user", "people and their accounts");
    Command add =
        tree.leaf(user, "add", "make an account and its invitation", on_site(add_user, wish));
    add.required("user", wish->user, "name to sign in with");
    add.option("--name", wish->name, "name that others see");
    add.option("--role", wish->role, "learner, trainer, coordinator or administrator");
    add.required("--org", wish->organisation, "organisation, by name or id");
    add.option("--course", wish->course, "enrol into its open edition on joining");
    tree.setting(add, "public-url");
    Command list = tree.leaf(user, "list", "all accounts", on_site(list_users, wish));
    list.option("--org", wish->organisation, "of this organisation and below");
    tree.leaf(user, "suspend", "keep a person out for now", on_site(suspend_user, wish))
        .required("user", wish->user, "user name or account id");
    tree.leaf(user, "resume", "let a suspended person in again", on_site(resume_user, wish))
        .required("user", wish->user, "user name or account id");
    tree.leaf(user, "erase", "erase a person for good", on_site(erase_user, wish))
        .required("user", wish->user, "user name or account id");
    Command import = tree.leaf(user, "import", "accounts from a CSV file, line by line",
                               on_site(import_users, wish));
    import.required("file", wish->file, "columns user,name,role,organisation; - is stdin");
    import.option("--course", wish->course, "enrol into its open edition on joining");
    tree.setting(import, "public-url");
}

void add_event_commands(CommandTree& tree, const std::shared_ptr<Wish>& wish) {
    Command event = tree.family("event", "single facts of a person's record");
    tree.leaf(event, "list", "what a person did and was told, by kind and time",
              on_site(list_events, wish))
        .required("user", wish->user, "user name or account id");
    Command erase = tree.leaf(event, "erase", "erase what one event says, for good",
                              on_site(erase_event, wish));
    erase.required("user", wish->user, "user name or account id");
    erase.required("event", wish->event, "its id, or how it begins");
}

}  // namespace

void add_people_commands(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command org = tree.family("org", "organisations of the territory");
    Command add = tree.leaf(org, "add", "add an organisation", on_site(add_organisation, wish));
    add.required("name", wish->name, "its name");
    add.option("--parent", wish->parent, "organisation above it; none: the root");
    tree.leaf(org, "list", "the tree of organisations", on_site(list_organisations, wish));

    add_user_commands(tree, wish);
    add_event_commands(tree, wish);

    Command command =
        tree.leaf(tree.root(), "invite", "a link with a one-time code", on_site(invite, wish));
    command.option("--role", wish->role, "learner, trainer, coordinator or administrator");
    command.required("--org", wish->organisation, "organisation, by name or id");
    command.option("--course", wish->course, "enrol into its open edition on joining");
    command.option("--user", wish->user, "for this account, e.g. after a lost passphrase");
    command.option("--address", wish->address, "address that the link begins with");
    tree.setting(command, "public-url");
}

}  // namespace approdo::server
