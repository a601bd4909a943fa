// `course list/assign`, `edition add/list`, `enrol`, `report progress`.
#include "server/command/site_command.hpp"

namespace approdo::server {

namespace {

const app::Actor console = app::Actor::machine_operator();

struct Wish {
    std::string course;
    std::string organisation;
    std::string edition;
    std::string user;
    app::NewEdition fields;
};

Result<void> list_courses(Context& context, app::Site& site, const Wish&) {
    APPRODO_TRY(const auto rows, site.courses(console));
    show_all(context, rows);
    return {};
}

Result<void> assign(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const CourseId course, site.find_course(wish.course));
    APPRODO_TRY(const OrganisationId organisation, site.find_organisation(wish.organisation));
    APPRODO_CHECK(site.assign_course(console, course, organisation));
    context.out.row({{"course", course.hex()}, {"organisation", organisation.hex()}},
                    wish.course + " is assigned to " + wish.organisation);
    return {};
}

Result<void> add_edition(Context& context, app::Site& site, const Wish& wish) {
    app::NewEdition row = wish.fields;
    APPRODO_TRY(row.course, site.find_course(wish.course));
    APPRODO_TRY(row.organisation, site.find_organisation(wish.organisation));
    APPRODO_TRY(const app::Edition made, site.add_edition(console, row));
    show(context, made);
    return {};
}

Result<void> list_editions(Context& context, app::Site& site, const Wish& wish) {
    std::optional<CourseId> course;
    if (!wish.course.empty()) {
        APPRODO_TRY(course, site.find_course(wish.course));
    }
    APPRODO_TRY(const auto rows, site.editions(console, course));
    show_all(context, rows);
    return {};
}

Result<void> enrol(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    APPRODO_TRY(const app::Enrolment made, site.enrol(console, edition, account));
    show(context, made);
    return {};
}

Result<void> report_progress(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const CourseId course, site.find_course(wish.course));
    std::optional<OrganisationId> organisation;
    if (!wish.organisation.empty()) {
        APPRODO_TRY(organisation, site.find_organisation(wish.organisation));
    }
    APPRODO_TRY(const auto rows, site.progress(console, course, organisation));
    show_all(context, rows);
    return {};
}

using Function = Result<void> (*)(Context&, app::Site&, const Wish&);

Run on_site(Function function, std::shared_ptr<Wish> wish) {
    return [function, wish](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *wish); });
    };
}

void add_edition_commands(CommandTree& tree, const std::shared_ptr<Wish>& wish) {
    Command edition = tree.family("edition", "dated runs of a course");
    Command add = tree.leaf(edition, "add", "plan a run", on_site(add_edition, wish));
    add.required("name", wish->fields.name, "its name, e.g. «Autunno 2026»");
    add.required("--course", wish->course, "course, by title or id");
    add.required("--org", wish->organisation, "organisation that holds it");
    add.option("--from", wish->fields.opens, "first day, YYYY-MM-DD; none: at once");
    add.option("--until", wish->fields.closes, "last day, YYYY-MM-DD; none: open end");
    add.option("--zone", wish->fields.zone, "time zone of these days [Europe/Rome]");
    Command list = tree.leaf(edition, "list", "all runs", on_site(list_editions, wish));
    list.option("--course", wish->course, "of this course only");
}

}  // namespace

void add_course_commands(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command course = tree.family("course", "courses of the site");
    tree.leaf(course, "list", "all courses", on_site(list_courses, wish));
    Command give =
        tree.leaf(course, "assign", "let an organisation hold a course", on_site(assign, wish));
    give.required("course", wish->course, "course, by title or id");
    give.required("--org", wish->organisation, "organisation, by name or id");

    add_edition_commands(tree, wish);

    Command join =
        tree.leaf(tree.root(), "enrol", "enrol a person into an edition", on_site(enrol, wish));
    join.required("user", wish->user, "account, by user name or id");
    join.required("--edition", wish->edition, "edition, by name or id");

    Command report = tree.family("report", "how learning goes");
    Command progress =
        tree.leaf(report, "progress", "who is how far in a course", on_site(report_progress, wish));
    progress.required("--course", wish->course, "course, by title or id");
    progress.option("--org", wish->organisation, "of this organisation and below");
}

}  // namespace approdo::server
