// Who may do what, as one table: every route, asked by nobody and by people whose role is held at
// one organisation, about that organisation, one below it, one beside it and the one above. The
// real router, dispatcher and site answer. A route that stands in no row fails the test.
#include <future>
#include <set>

#include "server/app/dispatcher.hpp"
#include "server/app/health.hpp"
#include "server/site_routes.hpp"
#include "tests/unit/server/app/town.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

// Each column has one mark for nobody, learner, trainer, coordinator, administrator:
// `o` it is done (or fails for another reason than who asks), `-` refused.
struct Row {
    Method method;
    std::string pattern;
    std::string body;  // $O: the organisation asked about, $E: its edition, $N: a fresh name
    std::string own, below, beside, above;
};

Row same_everywhere(Method method, std::string pattern, std::string body, std::string marks) {
    return {method, std::move(pattern), std::move(body), marks, marks, marks, marks};
}

const std::string all = "ooooo";
const std::string signed_in = "-oooo";
const std::string trainers = "--ooo";
const std::string none = "-----";
const std::string meeting =
    R"({"title":"$N","starts":1800000000000,"minutes":90,"place":"a","state":"$S"})";

std::vector<Row> table() {
    const auto get = Method::get;
    const auto post = Method::post;
    return {
        same_everywhere(get, "/livez", "", all),
        same_everywhere(get, "/readyz", "", all),
        same_everywhere(get, "/join", "", all),
        same_everywhere(post, "/sync/v1", "", all),
        same_everywhere(post, "/frontier/v1", "", all),
        same_everywhere(get, "/chunk/{id}", "", all),
        same_everywhere(post, "/chunks", "", all),
        same_everywhere(get, "/api/v1/site", "", all),
        same_everywhere(get, "/api/v1/salt", "", all),
        same_everywhere(post, "/api/v1/sessions", "{}", all),
        same_everywhere(post, "/api/v1/sessions/end", "", signed_in),
        same_everywhere(get, "/api/v1/me", "", signed_in),
        same_everywhere(get, "/api/v1/me/data", "", signed_in),
        same_everywhere(post, "/api/v1/me/passphrase", "{}", signed_in),
        same_everywhere(get, "/api/v1/organisations", "", signed_in),
        {post, "/api/v1/organisations", R"({"name":"$N","parent":"$O"})", "---oo", "---oo", none,
         none},
        {get, "/api/v1/accounts", "?organisation=$O", "---oo", "---oo", none, none},
        {post, "/api/v1/accounts",
         R"({"user":"$N","name":"N","role":"learner","organisation":"$O"})", "---oo", "---oo", none,
         none},
        {post, "/api/v1/accounts",
         R"({"user":"$N","name":"N","role":"administrator","organisation":"$O"})", "----o", "----o",
         none, none},
        {post, "/api/v1/invitations", R"({"role":"learner","organisation":"$O"})", "---oo", "---oo",
         none, none},
        {post, "/api/v1/invitations", R"({"role":"administrator","organisation":"$O"})", "----o",
         "----o", none, none},
        // Whoever holds such a link becomes that person: it needs power over all that person is.
        {post, "/api/v1/invitations",
         R"({"role":"learner","organisation":"$O","account":"$ADMIN_ABOVE"})", none, none, none,
         none},
        {post, "/api/v1/invitations",
         R"({"role":"learner","organisation":"$O","account":"$LEARNER_BESIDE"})", none, none, none,
         none},
        {post, "/api/v1/invitations",
         R"({"role":"learner","organisation":"$O","account":"$ADMIN_OWN"})", "----o", "----o", none,
         none},
        {post, "/api/v1/invitations", R"({"role":"learner","organisation":"$OWN","course":"$C"})",
         "---oo", "---oo", none, none},
        same_everywhere(get, "/api/v1/courses", "", signed_in),
        {post, "/api/v1/courses/{course}/assignments", R"({"organisation":"$O"})", "---oo", "---oo",
         none, none},
        same_everywhere(get, "/api/v1/courses/{course}/editions", "", signed_in),
        {post, "/api/v1/courses/{course}/editions", R"({"name":"$N","organisation":"$O"})", "---oo",
         "---oo", none, none},
        {get, "/api/v1/courses/{course}/progress", "?organisation=$O", "--ooo", "--ooo", none,
         none},
        {get, "/api/v1/editions/{edition}/enrolments", "", "--ooo", "--ooo", none, none},
        {post, "/api/v1/editions/{edition}/enrolments", R"({"account":"$LEARNER_OWN"})", "---oo",
         "---oo", none, none},
        // Whose edition it is does not make its coordinator that of everybody in the territory.
        same_everywhere(post, "/api/v1/editions/{edition}/enrolments",
                        R"({"account":"$LEARNER_BESIDE"})", none),
        {get, "/api/v1/marking", "?edition=$E", "--ooo", "--ooo", none, none},
        {get, "/api/v1/enrolments/{enrolment}/attempts/{attempt}", "", "--ooo", "--ooo", none,
         none},
        {get, "/api/v1/enrolments/{enrolment}/attempts/{attempt}/files/{file}", "", "--ooo",
         "--ooo", none, none},
        {post, "/api/v1/enrolments/{enrolment}/attempts/{attempt}/marks",
         R"({"marks":[{"question":"$Q","state":"$S","points":"1"}]})", "--ooo", "--ooo", none,
         none},
        same_everywhere(post, "/api/v1/preview", R"({"text":"*a*"})", trainers),
        {get, "/api/v1/editions/{edition}/announcements", "", "--ooo", "--ooo", none, none},
        {post, "/api/v1/editions/{edition}/announcements", R"({"title":"$N","text":"a"})", "--ooo",
         "--ooo", none, none},
        {post, "/api/v1/editions/{edition}/announcements/{announcement}",
         R"({"title":"$N","text":"a","state":"$S"})", "--ooo", "--ooo", none, none},
        {post, "/api/v1/editions/{edition}/announcements/{announcement}/withdraw",
         R"({"state":"$S"})", "--ooo", "--ooo", none, none},
        {get, "/api/v1/editions/{edition}/meetings", "", "--ooo", "--ooo", none, none},
        {post, "/api/v1/editions/{edition}/meetings", meeting, "--ooo", "--ooo", none, none},
        {post, "/api/v1/editions/{edition}/meetings/{meeting}", meeting, "--ooo", "--ooo", none,
         none},
        {post, "/api/v1/editions/{edition}/meetings/{meeting}/cancel", R"({"state":"$S"})", "--ooo",
         "--ooo", none, none},
        {get, "/api/v1/editions/{edition}/meetings/{meeting}/attendance", "", "--ooo", "--ooo",
         none, none},
        {post, "/api/v1/editions/{edition}/meetings/{meeting}/attendance", R"({"marks":[]})",
         "--ooo", "--ooo", none, none},
        {get, "/api/v1/editions/{edition}/attestations", "", "--ooo", "--ooo", none, none},
        {post, "/api/v1/enrolments/{enrolment}/attestation", "{}", "---oo", "---oo", none, none},
        {post, "/api/v1/enrolments/{enrolment}/attestation/revoke", R"({"reason":"prova"})",
         "---oo", "---oo", none, none},
        {get, "/api/v1/enrolments/{enrolment}/attestation.pdf", "", "--ooo", "--ooo", none, none},
        same_everywhere(post, "/api/v1/uploads", R"({"bytes":10})", trainers),
        same_everywhere(get, "/api/v1/uploads/{upload}", "", trainers),
        same_everywhere(Method::put, "/api/v1/uploads/{upload}", "?offset=0", trainers),
        same_everywhere(post, "/api/v1/uploads/{upload}/finish", "", trainers),
        same_everywhere(post, "/api/v1/uploads/{upload}/cancel", "", trainers),
        // A draft is its owner's alone; where it may be published is in drafts_test.cpp.
        same_everywhere(get, "/api/v1/drafts", "", trainers),
        same_everywhere(post, "/api/v1/drafts", "{}", trainers),
        same_everywhere(get, "/api/v1/drafts/{draft}", "", trainers),
        same_everywhere(post, "/api/v1/drafts/{draft}/source", "{}", trainers),
        same_everywhere(post, "/api/v1/drafts/{draft}/discard", "{}", trainers),
        same_everywhere(get, "/api/v1/drafts/{draft}/units/{unit}", "", trainers),
        same_everywhere(get, "/api/v1/drafts/{draft}/file", "", trainers),
        same_everywhere(get, "/api/v1/drafts/{draft}/folder", "", trainers),
        same_everywhere(get, "/api/v1/drafts/{draft}/changes", "", trainers),
        same_everywhere(post, "/api/v1/drafts/{draft}/publish", "{}", trainers),
    };
}

void replace_all(std::string& text, std::string_view from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

struct World {
    Town town;
    UploadFolder uploads{town.dir.path() / "uploads", town.random, {}};
    DraftFolder drafts{town.dir.path() / "drafts",
                       town.random,
                       town.clock,
                       [](const std::filesystem::path&, const std::string&, const AccountId&) {},
                       {}};
    ChunkCache chunks{1000};
    WorkerPool workers{1, 4};
    std::atomic<bool> ready = true;
    std::optional<Dispatcher> dispatcher;
    std::vector<std::string> tokens{""};  // nobody, then by rising role
    std::vector<AccountId> people;
    AccountId admin_above, learner_beside;
    std::map<OrganisationId, CourseId> courses;  // one a column, with one edition there
    std::map<OrganisationId, EditionId> editions;
    std::map<OrganisationId, EnrolmentId> enrolments;  // of a learner beside them all
    int names = 0;

    explicit World(StoreKind kind) : town(kind) {
        for (const Role role :
             {Role::learner, Role::trainer, Role::coordinator, Role::administrator}) {
            const std::string name(store::name_of(role));
            people.push_back(town.settle(name, role, town.town));
            tokens.push_back(town.site->sign_in(name, bytes_of("segreto"), "").value().token);
        }
        admin_above = town.settle("capo", Role::administrator, town.root);
        learner_beside = town.settle("vicino", Role::learner, town.other);
        for (const OrganisationId& at : {town.town, town.office, town.other, town.root}) {
            courses[at] = town.add_course("corso-" + at.hex().substr(0, 8), at);
            editions[at] = town.add_edition(courses[at], at);
            enrolments[at] =
                town.site->enrol(Actor::machine_operator(), editions[at], learner_beside)
                    .value()
                    .id;
        }
        Router router =
            server::site_routes({*town.site, uploads, drafts, chunks, workers, "http://here"});
        add_health_routes(router, ready);
        dispatcher.emplace(
            std::move(router), workers,
            [this](std::string_view token) { return town.site->authenticate(token); },
            [](const std::string&, const std::string& what) { FAIL_CHECK(what); });
    }

    std::string filled(std::string text, const OrganisationId& at) {
        replace_all(text, "$ADMIN_ABOVE", admin_above.hex());
        replace_all(text, "$ADMIN_OWN", people.back().hex());
        replace_all(text, "$LEARNER_OWN", people.front().hex());
        replace_all(text, "$LEARNER_BESIDE", learner_beside.hex());
        replace_all(text, "$OWN", town.town.hex());
        replace_all(text, "$O", at.hex());
        replace_all(text, "$C", courses.at(at).hex());
        replace_all(text, "$E", editions.at(at).hex());
        replace_all(text, "$Q", QuestionId{{1}}.hex());
        replace_all(text, "$S", Hash{{1}}.hex());
        replace_all(text, "$N", "n" + std::to_string(++names));
        replace_all(text, "{course}", courses.at(at).hex());
        replace_all(text, "{edition}", editions.at(at).hex());
        replace_all(text, "{enrolment}", enrolments.at(at).hex());
        replace_all(text, "{attempt}", content::AttemptId{{1}}.hex());
        replace_all(text, "{file}", Hash{{1}}.hex());
        replace_all(text, "{announcement}", content::PostId{{1}}.hex());
        replace_all(text, "{meeting}", content::MeetingId{{1}}.hex());
        replace_all(text, "{upload}", UploadId{{1}}.hex());
        replace_all(text, "{draft}", DraftId{{1}}.hex());
        replace_all(text, "{unit}", UnitId{{1}}.hex());
        replace_all(text, "{id}", ChunkId{{1}}.hex());
        return text;
    }

    int ask(const Row& row, const OrganisationId& at, const std::string& token) {
        Request request;
        request.method = row.method;
        request.path = filled(row.pattern, at);
        if (row.body.starts_with("?"))
            request.query = filled(row.body, at).substr(1);
        else
            request.body = copy_of(bytes_of(filled(row.body, at)));
        request.headers = {{"content-type", "application/json"}, {"host", "here"}};
        if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
        auto admitted = dispatcher->admit(request, request.body.size());
        if (const auto* refusal = std::get_if<Response>(&admitted)) return refusal->status;
        const auto& match = std::get<RouteMatch>(admitted);
        request.path_values = match.path_values;
        std::promise<Response> answer;
        dispatcher->handle(*match.route, std::move(request),
                           [&](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get().status;
    }

    // Signing out ends the session, so its token is made anew.
    void sign_in_again(std::size_t who) {
        static const char* names_by_role[] = {"", "learner", "trainer", "coordinator",
                                              "administrator"};
        if (who > 0)
            tokens[who] =
                town.site->sign_in(names_by_role[who], bytes_of("segreto"), "").value().token;
    }

    std::string marks(const Row& row, const OrganisationId& at) {
        std::string found;
        for (std::size_t who = 0; who < tokens.size(); ++who) {
            const int status = ask(row, at, tokens[who]);
            CAPTURE(row.pattern, who, status);
            CHECK(status != 500);
            const bool refused = row.pattern == "/api/v1/sessions"
                                     ? false  // a wrong secret is refused as such
                                     : status == 401 || status == 403;
            if (who == 0 && refused) CHECK(status == 401);
            found += refused ? '-' : 'o';
            if (row.pattern == "/api/v1/sessions/end") sign_in_again(who);
        }
        return found;
    }
};

}  // namespace

TEST_CASE("authorisation: every route answers each role at each organisation as the table says",
          "[unit]") {
    World world(GENERATE(StoreKind::memory, StoreKind::sqlite));
    for (const Row& row : table()) {
        CAPTURE(name_of(row.method), row.pattern, row.body);
        CHECK(world.marks(row, world.town.town) == row.own);
        CHECK(world.marks(row, world.town.office) == row.below);
        CHECK(world.marks(row, world.town.other) == row.beside);
        CHECK(world.marks(row, world.town.root) == row.above);
    }
}

TEST_CASE("authorisation: no route is missing in the table", "[unit]") {
    World world(StoreKind::memory);
    std::set<std::string> listed;
    for (const Row& row : table()) listed.insert(std::string(name_of(row.method)) + row.pattern);
    std::set<std::string> served;
    for (const Route& route : world.dispatcher->router().routes())
        served.insert(std::string(name_of(route.method)) + route.pattern);
    CHECK(listed == served);
}

TEST_CASE("authorisation: who is suspended is within the actor's power, in place and in role",
          "[unit]") {
    World world(GENERATE(StoreKind::memory, StoreKind::sqlite));
    LocalSite& site = *world.town.site;
    const auto suspends = [&](std::size_t who, const AccountId& whom) {
        const auto done = site.suspend({false, world.people[who]}, whom);
        if (done.ok()) return site.resume({false, world.people[who]}, whom).ok();
        CHECK(done.error().code == ErrorCode::forbidden);
        CHECK_FALSE(site.resume({false, world.people[who]}, whom).ok());
        return false;
    };
    const AccountId below = world.town.settle("sotto", Role::learner, world.town.office);
    for (std::size_t who = 0; who < world.people.size(); ++who) {
        CAPTURE(who);
        const bool is_coordinator = who >= 2;
        CHECK(suspends(who, world.people[0]) == is_coordinator);
        CHECK(suspends(who, below) == is_coordinator);
        CHECK(suspends(who, world.people[3]) == (who == 3));
        CHECK_FALSE(suspends(who, world.learner_beside));
        CHECK_FALSE(suspends(who, world.admin_above));
    }
}

TEST_CASE("authorisation: only an administrator erases, and only within the own place", "[unit]") {
    World world(GENERATE(StoreKind::memory, StoreKind::sqlite));
    LocalSite& site = *world.town.site;
    const AccountId below = world.town.settle("sotto", Role::learner, world.town.office);
    for (std::size_t who = 0; who < world.people.size(); ++who) {
        CAPTURE(who);
        const Actor actor{false, world.people[who]};
        const bool is_administrator = who == 3;
        for (const AccountId& whom : {world.people[0], below}) {
            CHECK(site.events(actor, whom).ok() == is_administrator);
            const auto refused = site.refuse_erasure(actor, whom, "no");
            CHECK(refused.error().code ==
                  (is_administrator ? ErrorCode::not_found : ErrorCode::forbidden));
            const auto erased = site.erase_event(actor, whom, Hash{{1}});
            CHECK(erased.error().code ==
                  (is_administrator ? ErrorCode::not_found : ErrorCode::forbidden));
        }
        for (const AccountId& whom : {world.learner_beside, world.admin_above}) {
            CHECK(site.events(actor, whom).error().code == ErrorCode::forbidden);
            CHECK(site.erase_account(actor, whom).error().code == ErrorCode::forbidden);
        }
        if (!is_administrator)
            CHECK(site.erase_account(actor, below).error().code == ErrorCode::forbidden);
    }
    CHECK(site.erase_account({false, world.people[3]}, below).ok());
    CHECK(site.find_account("sotto").error().code == ErrorCode::not_found);
}

TEST_CASE("authorisation: an attestato is its holder's, too, wherever it was earned", "[unit]") {
    World world(StoreKind::memory);
    const Actor holder{false, world.learner_beside};
    for (const auto& [at, enrolment] : world.enrolments) {
        CHECK(world.town.site->attestation(holder, enrolment).error().code == ErrorCode::not_found);
        CHECK(world.town.site->issue_attestation(holder, enrolment).error().code ==
              ErrorCode::forbidden);
        CHECK(world.town.site->revoke_attestation(holder, enrolment, "prova").error().code ==
              ErrorCode::forbidden);
    }
    CHECK(world.town.site->attestation(holder, EnrolmentId{{9}}).error().code ==
          ErrorCode::not_found);
}

TEST_CASE("authorisation: an upload is its owner's alone, whatever the others' roles", "[unit]") {
    World world(StoreKind::memory);
    const auto upload = world.uploads.begin(world.people[1], 10).value();
    Row row{Method::get, "/api/v1/uploads/" + upload.id.hex(), "", "", "", "", ""};
    CHECK(world.ask(row, world.town.town, world.tokens[2]) == 200);
    CHECK(world.ask(row, world.town.town, world.tokens[3]) == 404);
    CHECK(world.ask(row, world.town.town, world.tokens[4]) == 404);
}

TEST_CASE("authorisation: a session ends with its time, with signing out, and with the role",
          "[unit]") {
    World world(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const Row people{Method::get, "/api/v1/accounts", "?organisation=$O", "", "", "", ""};
    const auto& administrator = world.tokens[4];
    CHECK(world.ask(people, world.town.town, administrator) == 200);
    world.town.store->write([&](store::Session& session) {
        session.territory().withdraw({world.people.back(), Role::administrator, world.town.town});
    });
    CHECK(world.ask(people, world.town.town, administrator) == 403);
    CHECK(world.ask(people, world.town.town, world.tokens[3]) == 200);
    world.town.clock.advance_ms(13ULL * 3600 * 1000);
    CHECK(world.ask(people, world.town.town, world.tokens[3]) != 200);
    CHECK(world.ask(people, world.town.town, "invented") != 200);
}

TEST_CASE("authorisation: the machine's operator may do what no role holds", "[unit]") {
    World world(GENERATE(StoreKind::memory, StoreKind::sqlite));
    LocalSite& site = *world.town.site;
    const Actor machine = Actor::machine_operator();
    for (const OrganisationId& at :
         {world.town.town, world.town.office, world.town.other, world.town.root}) {
        CHECK(site.add_organisation(machine, {"o" + at.hex(), at}).ok());
        NewAccount account;
        account.user_name = "u" + at.hex();
        account.role = Role::administrator;
        account.organisation = at;
        CHECK(site.add_account(machine, account).ok());
        CHECK(site.accounts(machine, at).ok());
        CHECK(site.progress(machine, world.courses[at], at).ok());
        CHECK(site.enrolments(machine, world.editions[at]).ok());
        CHECK(site.enrol(machine, world.editions[at], world.learner_beside).ok());
        CHECK(site.assign_course(machine, world.courses[at], at).ok());
    }
    NewInvitation wish;
    wish.account = world.admin_above;
    wish.address = "http://here";
    CHECK(site.invite(machine, wish).ok());
    wish.account = AccountId{{9}};
    CHECK(site.invite(machine, wish).error().code == ErrorCode::not_found);
}
