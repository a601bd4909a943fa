// Real packages and ADL's own manifests, where the corpus is present: the counts that must come out
// are those of its tables.
#include <filesystem>

#include "content/import/scorm/scorm.hpp"
#include "content/model/encoding.hpp"
#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;
using approdo::test::ImportSource;
using approdo::test::says;
using approdo::test::text_of;

namespace {

struct Counts {
    std::size_t organizations = 0;
    std::size_t items = 0;
    std::size_t launchable = 0;
    std::size_t scos = 0;
    std::size_t rules = 0;
    std::size_t rollup_rules = 0;
    std::size_t objectives = 0;
    bool operator==(const Counts&) const = default;
};

void add(Counts& counts, const Sequencing& sequencing) {
    counts.rules += sequencing.rules.size();
    counts.rollup_rules += sequencing.rollup.rules.size();
    counts.objectives += sequencing.objectives.size();
}

Counts counts_of(const ScormPackage& scorm) {
    Counts counts;
    counts.organizations = scorm.organizations.size();
    for (const Sequencing& one : scorm.shared_sequencing) add(counts, one);
    for (const ScormOrganization& organization : scorm.organizations) {
        add(counts, organization.sequencing);
        for (const ScormItem& item : organization.items) {
            add(counts, item.sequencing);
            ++counts.items;
            const ScormResource* const resource = scorm.resource(item.resource);
            if (!item.resource.empty()) ++counts.launchable;
            if (resource != nullptr && resource->kind == ResourceKind::sco) ++counts.scos;
        }
    }
    return counts;
}

const ForeignPackage& package_of(const Import& result) {
    return result.course.foreign.at(0).package;
}
const ScormPackage& scorm_of(const Import& result) {
    return std::get<ScormPackage>(package_of(result).shape);
}

}  // namespace

TEST_CASE("scorm corpus: every manifest of ADL's test is read, with every rule of it") {
    if (!test::corpus()) return;
    Counts all;
    std::size_t manifests = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(*test::corpus() / "scorm2004-adl/manifests")) {
        ImportSource source;
        source.add_corpus("scorm2004-adl/manifests/" + entry.path().filename().string());
        const Import result = source.read(scorm_format);
        INFO(entry.path().filename().string() << "\n" << text_of(result.report));
        REQUIRE_FALSE(result.report.has_errors());
        CHECK_FALSE(says(result.report, "is no value of"));
        CHECK_FALSE(says(result.report, "which is not there"));
        CHECK_FALSE(says(result.report, "has no objective «"));
        const ForeignPackage& package = package_of(result);
        CHECK(package.format == "scorm-2004-4th");
        CHECK(decode<ForeignPackage>(encode(package)).value() == package);
        const Counts one = counts_of(scorm_of(result));
        all.items += one.items;
        all.launchable += one.launchable;
        all.scos += one.scos;
        all.rules += one.rules;
        all.rollup_rules += one.rollup_rules;
        all.objectives += one.objectives;
        ++manifests;
    }
    CHECK(manifests == 115);
    CHECK(all.items == 706);
    CHECK(all.launchable == 573);
    CHECK(all.rules == 206);
    CHECK(all.rollup_rules == 30);
    CHECK(all.objectives == 215);
    // Three more than a reader finds that takes the blanks around identifiers for part of them.
    CHECK(all.scos == 572);
}

TEST_CASE("scorm corpus: Italian and Arabic packages keep titles, language and direction") {
    if (!test::corpus()) return;
    struct Expected {
        const char* file;
        const char* format;
        const char* title;
        const char* language;
        Direction direction;
        std::size_t files;
        Counts counts;
    };
    const Expected all[] = {{"osg-it-scorm12.zip",
                             "scorm-1.2",
                             "Guide all'open source: contribuire e avviare un progetto",
                             "it",
                             Direction::left_to_right,
                             6,
                             {1, 1, 1, 1, 0, 0, 0}},
                            {"osg-it-scorm2004-3rd.zip",
                             "scorm-2004-3rd",
                             "Guide all'open source: utenti & comunit\u00e0",
                             "it",
                             Direction::left_to_right,
                             5,
                             {1, 1, 1, 1, 0, 0, 1}},
                            {"osg-ar-scorm2004-4th.zip",
                             "scorm-2004-4th",
                             "\u0623\u062f\u0644\u0629 \u0627\u0644\u0645\u0635\u062f\u0631 "
                             "\u0627\u0644\u0645\u0641\u062a\u0648\u062d",
                             "ar",
                             Direction::right_to_left,
                             5,
                             {1, 1, 1, 1, 0, 0, 1}}};
    for (const Expected& one : all) {
        ImportSource source;
        source.add_corpus(std::string("scorm-packages/") + one.file);
        REQUIRE(source.is_recognised(scorm_format));
        const Import result = source.read(scorm_format);
        INFO(one.file << "\n" << text_of(result.report));
        CHECK(result.report.findings.empty());
        const Course& course = result.course.course;
        CHECK(course.title.in(one.language) == one.title);
        const Unit& unit = course.modules.at(0).units.at(0);
        CHECK(unit.foreign_format == one.format);
        CHECK(unit.variants.at(0).language == one.language);
        CHECK(unit.variants.at(0).direction == one.direction);
        CHECK(unit.variants.at(0).start == "index.html");
        // These never call the run time: nobody but they may say that they are completed.
        CHECK(unit.completion.kind == CompletionKind::by_package);
        CHECK(result.course.files.size() == one.files);
        CHECK(counts_of(scorm_of(result)) == one.counts);
    }
    ImportSource first;
    first.add_corpus("scorm-packages/osg-it-scorm12.zip");
    CHECK(scorm_of(first.read(scorm_format)).organization()->items.at(0).mastery_score == "70");
}

TEST_CASE("scorm corpus: authoring tools' dialects are taken, what they lack is listed") {
    if (!test::corpus()) return;
    ImportSource mixed;
    mixed.add_corpus("scorm-packages/manifest-cam12-mixed-ns.xml");
    const Import first = mixed.read(scorm_format);
    INFO(text_of(first.report));
    CHECK_FALSE(first.report.has_errors());
    CHECK(says(first.report, "uses the namespaces of SCORM 2004"));
    CHECK(counts_of(scorm_of(first)) == Counts{1, 2, 2, 2, 0, 0, 0});
    CHECK(scorm_of(first).organization()->items.at(0).prerequisites == "item_2");
    ImportSource rise;
    rise.add_corpus("scorm-packages/manifest-cam13-rise.xml");
    const Import second = rise.read(scorm_format);
    CHECK(package_of(second).format == "scorm-2004-2nd");
    CHECK(counts_of(scorm_of(second)) == Counts{1, 1, 1, 1, 0, 0, 0});
    CHECK(scorm_of(second).resources.at(0).files.size() == 91);
    std::size_t missing = 0;
    for (const Finding& one : second.report.findings)
        missing += one.message.starts_with("the package lacks the file") ? 1 : 0;
    CHECK(missing == 92);  // 91 of the resource, and metadata.xml
}
