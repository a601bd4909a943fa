// The report of one edition of ten thousand learners on a site of a hundred thousand, as the
// service answers it.
#include "server/store/chunk_store.hpp"
#include "server/store/sqlite.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t editions = 10;
constexpr std::size_t learners_each = 10'000;
constexpr std::size_t offices = 100;

store::EnrolmentStatus status_of(const store::Enrolment& enrolment, std::size_t number) {
    store::EnrolmentStatus status;
    status.enrolment = enrolment.id;
    status.edition = enrolment.edition;
    status.account = enrolment.account;
    status.organisation = enrolment.organisation;
    status.version = {3};
    status.required = 40;
    status.required_completed = static_cast<std::uint32_t>(number % 41);
    status.progress = content::Progress::in_progress;
    status.seconds = 60 * number;
    status.answers = static_cast<std::uint32_t>(number % 200);
    for (int i = 0; i < 40; ++i) {
        status.units.push_back(
            {{}, content::Progress::in_progress, number, 1, false, false, {}, false});
    }
    return status;
}

// Filled below the services: a hundred thousand people do not join one by one here.
std::vector<CourseId> fill(const std::filesystem::path& folder, Random& random,
                           const OrganisationId& root) {
    store::MemoryChunks chunks;
    store::SqliteOptions options;
    options.path = (folder / "site.db").string();
    auto store = store::open_sqlite(options, chunks).value();
    std::vector<CourseId> courses;
    std::vector<OrganisationId> organisations;
    store->write([&](store::Session& session) {
        for (std::size_t i = 0; i < offices; ++i) {
            organisations.push_back(random.id<OrganisationId>());
            const std::string name = "ufficio" + std::to_string(i);
            session.territory().put({organisations.back(), root, name, name}).value();
        }
    });
    for (std::size_t e = 0; e < editions; ++e) {
        store->write([&](store::Session& session) {
            store::CourseLine course;
            course.course = random.id<CourseId>();
            course.channel = random.id<ChannelId>();
            course.owner = root;
            course.slug = course.title = "corso" + std::to_string(e);
            session.catalogue().put_course(course).value();
            courses.push_back(course.course);
            const store::Edition edition{random.id<EditionId>(),
                                         course.course,
                                         course.channel,
                                         root,
                                         course.slug,
                                         course.title,
                                         "Europe/Rome",
                                         {},
                                         {}};
            session.catalogue().put_edition(edition).value();
            for (std::size_t i = 0; i < learners_each; ++i) {
                const std::string name = std::to_string(e) + "-" + std::to_string(i);
                const OrganisationId& office = organisations[i % offices];
                const store::Person person{
                    random.id<AccountId>(), "p" + name, "Persona " + name, "", office, {}, true};
                session.people().put(person).value();
                const store::Enrolment enrolment{
                    random.id<EnrolmentId>(), edition.id, person.account, office, {}, true};
                session.catalogue().put_enrolment(enrolment);
                session.projections().put_status(status_of(enrolment, i));
            }
        });
    }
    return courses;
}

double edition_ms() {
    const test::TempDir parent;
    const std::filesystem::path folder = parent.path() / "site";
    crypto::SystemRandom random;
    server::SystemClock clock(random);
    const app::SiteOptions options{folder, clock, random, nullptr};
    (void)app::init_site(options, "Comune di prova", "http://127.0.0.1").value();
    OrganisationId root;
    {
        const auto site = app::open_site(options).value();
        root = site->organisations(app::Actor::machine_operator()).value().front().id;
        site->close();
    }
    const auto courses = fill(folder, random, root);
    const auto site = app::open_site(options).value();
    const auto report = [&](const CourseId& course) {
        const auto rows = site->progress(app::Actor::machine_operator(), course, std::nullopt);
        APPRODO_ASSERT(rows.value().size() == learners_each);
    };
    const double ms = 1000 * seconds_of([&] { report(courses[3]); });
    site->close();
    return ms;
}

}  // namespace

void add_report(std::vector<Metric>& metrics) {
    metrics.push_back({"report.edition_10000_ms", "ms", 200, Better::lower, edition_ms, 3});
}

}  // namespace approdo::bench
