#include "content/import/cmi5/cmi5.hpp"

#include <filesystem>

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

std::string words(std::string_view text) {
    return "<title><langstring lang=\"it\">" + std::string(text) +
           "</langstring></title><description><langstring lang=\"it\">d</langstring>"
           "</description>";
}

std::string unit(std::string_view attributes, std::string_view url, std::string_view rest = "") {
    return "<au " + std::string(attributes) + ">" + words("Unit\u00e0") + "<url>" +
           std::string(url) + "</url>" + std::string(rest) + "</au>";
}

std::string structure(std::string_view inner, std::string_view id = "https://example.org/c") {
    return "<?xml version=\"1.0\"?>\n<courseStructure "
           "xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\">\n<course id=\"" +
           std::string(id) + "\">" + words("Corso") + "</course>\n" + std::string(inner) +
           "</courseStructure>";
}

Import read(const std::string& text) {
    ImportSource source;
    source.add("cmi5.xml", text).add("au/index.html", "<html lang=\"it\">");
    return source.read(cmi5_format);
}

bool is_refused(const Import& result, std::string_view reason) {
    INFO(text_of(result.report));
    CHECK(says(result.report, reason));
    return result.report.has_errors() && result.course.course.modules.empty();
}

const Cmi5Course& course_of(const Import& result) {
    return std::get<Cmi5Course>(result.course.foreign.at(0).package.shape);
}

}  // namespace

TEST_CASE("cmi5: blocks and units keep everything that a launch needs") {
    const Import result = read(structure(
        "<objectives><objective id=\"https://example.org/o\">" + words("Scopo") +
        "</objective></objectives><block id=\"https://example.org/b\">" + words("Blocco") +
        "<objectives><objective idref=\"https://example.org/o\"/></objectives>" +
        unit("id=\"https://example.org/a\" moveOn=\"CompletedOrPassed\" masteryScore=\"0.8\" "
             "launchMethod=\"OwnWindow\" activityType=\"https://example.org/t\"",
             "au/index.html?lang=it",
             "<launchParameters>p</launchParameters><entitlementKey>k</entitlementKey>") +
        "</block>"));
    INFO(text_of(result.report));
    CHECK(result.report.findings.empty());
    const Cmi5Course& course = course_of(result);
    CHECK(course.id == "https://example.org/c");
    CHECK(course.objectives.at(0).title.in("it") == "Scopo");
    REQUIRE(course.nodes.size() == 2);
    CHECK(course.nodes[0].kind == Cmi5Kind::block);
    CHECK(course.nodes[0].objectives == std::vector<std::string>{"https://example.org/o"});
    const Cmi5Node& node = course.nodes[1];
    CHECK(node.level == 2);
    CHECK(node.address == "au/index.html?lang=it");
    CHECK(node.move_on == MoveOn::completed_or_passed);
    CHECK(node.launch_method == LaunchMethod::own_window);
    CHECK(node.mastery_score == "0.8");
    CHECK(node.launch_parameters == "p");
    CHECK(node.entitlement_key == "k");
    CHECK(node.activity_type == "https://example.org/t");
    const Unit& made = result.course.course.modules.at(0).units.at(0);
    CHECK(made.foreign_format == "cmi5");
    CHECK(made.variants.at(0).start == "au/index.html?lang=it");
    CHECK(made.completion.kind == CompletionKind::by_package);
}

TEST_CASE("cmi5: what the schema does not allow is refused with its line") {
    const std::string good = unit("id=\"https://example.org/a\"", "https://example.org/x");
    CHECK(is_refused(read(structure("")), "the course has no assignable unit"));
    CHECK(is_refused(
        read(structure("<block id=\"https://example.org/b\">" + words("B") + "</block>")),
        "this block is empty"));
    CHECK(is_refused(read(structure("<au id=\"https://example.org/a\"><url>https://e.org</url>" +
                                    words("U") + "</au>")),
                     "may not stand here"));
    CHECK(is_refused(read(structure("<au id=\"https://example.org/a\">" + words("U") + "</au>")),
                     "lacks its <url>"));
    CHECK(is_refused(read(structure(good + "<unknown/>")), "<unknown> may not stand here"));
    CHECK(is_refused(read(structure(unit("id=\"https://example.org/a\" moveOn=\"Never\"",
                                         "https://example.org/x"))),
                     "moveOn=\"Never\" is not known"));
    CHECK(is_refused(read(structure(unit("id=\"https://example.org/a\" masteryScore=\"1.1\"",
                                         "https://example.org/x"))),
                     "is not between 0 and 1"));
    const Import late = read(structure("\n\n" + unit("id=\"a\"", "https://example.org/x")));
    CHECK(is_refused(late, "is no absolute IRI"));
    CHECK(late.report.findings.at(0).line == 6);
}

TEST_CASE("cmi5: extensions of other namespaces may stand behind") {
    const Import result =
        read(structure(unit("id=\"https://example.org/a\"", "https://example.org/x",
                            "<x:more xmlns:x=\"https://example.org/ns\">1</x:more>")));
    INFO(text_of(result.report));
    CHECK_FALSE(result.report.has_errors());
}

TEST_CASE("cmi5: an address has to lead somewhere, and leave room for the launch") {
    CHECK(is_refused(read(structure(unit("id=\"https://example.org/a\"", "absent.html"))),
                     "lacks the file «absent.html»"));
    CHECK(is_refused(read(structure(unit("id=\"https://example.org/a\"", "../x.html"))),
                     "lacks the file"));
    CHECK(is_refused(read(structure(unit("id=\"https://example.org/a\"",
                                         "https://example.org/?a=1&amp;fetch=2"))),
                     "has a parameter «fetch» already"));
    ImportSource alone;
    alone.add("c.xml", structure(unit("id=\"https://example.org/a\"", "au/index.html")));
    CHECK(is_refused(alone.read_file(cmi5_format, "c.xml"), "there is no package to look in"));
    // Under the name that it has in a package it came from one.
    alone.add("cmi5.xml", structure(unit("id=\"https://example.org/a\"", "au/index.html")));
    const Import taken_out = alone.read_file(cmi5_format, "cmi5.xml");
    CHECK_FALSE(taken_out.report.has_errors());
    CHECK(says(taken_out.report, "is in the package that this structure comes from"));
    // Wherever it came from, an address out of the package or of no file opens nothing.
    for (const std::string url : {"../x.html", "?a=1", "#top"}) {
        alone.add("cmi5.xml", structure(unit("id=\"https://example.org/a\"", url)));
        CHECK(is_refused(alone.read_file(cmi5_format, "cmi5.xml"), "lacks the file «" + url));
    }
}

TEST_CASE("cmi5: ids are unique by kind, and a block may share one with a unit") {
    const std::string a = unit("id=\"https://example.org/a\"", "https://example.org/x");
    CHECK(is_refused(read(structure(a + a)), "is given to two of its kind"));
    const Import result =
        read(structure("<block id=\"https://example.org/a\">" + words("B") + a + "</block>"));
    CHECK_FALSE(result.report.has_errors());
}

TEST_CASE("cmi5 corpus: what must import does, with every unit, block and title") {
    if (!test::corpus()) return;
    struct Expected {
        const char* file;
        const char* title;
        std::size_t units, blocks, objectives;
        std::size_t move_on[6];  // by MoveOn
        std::size_t own_windows, scored, files;
        std::size_t losses = 0;  // addresses in a package that is not here
    };
    const Expected all[] = {
        {"cmi5/pre_post_test_framed.zip",
         "Introduction to Geology - Pre/Post Test",
         6,
         2,
         0,
         {0, 0, 4, 0, 0, 2},
         0,
         0,
         18},
        {"cmi5/masteryscore_framed.cmi5.xml",
         "Introduction to Geology - Framed Style - Mastery Score",
         1,
         0,
         0,
         {0, 0, 0, 0, 0, 1},
         1,
         1,
         1,
         1},
        {"cmi5/single_au_basic_responsive.cmi5.xml",
         "Introduction to Geology - Responsive Style",
         1,
         0,
         0,
         {0, 0, 0, 0, 0, 1},
         0,
         0,
         1,
         1},
        {"cmi5/spec-complex-cmi5.xml", "Geology", 14, 6, 4, {0, 5, 3, 3, 1, 2}, 4, 6, 1},
        {"cmi5/spec-simple-cmi5.xml",
         "Introduction to Geology",
         1,
         0,
         0,
         {0, 1, 0, 0, 0, 0},
         0,
         0,
         1},
        {"cmi5/lts/101-one-thousand-aus.xml",
         "CATAPULT LMS Test Course: 0002-one-thousand-aus",
         1001,
         0,
         0,
         {0, 1001, 0, 0, 0, 0},
         0,
         0,
         1}};
    for (const Expected& one : all) {
        ImportSource source;
        source.add_corpus(one.file);
        REQUIRE(source.is_recognised(cmi5_format));
        const Import result = source.read(cmi5_format);
        INFO(one.file << "\n" << text_of(result.report));
        REQUIRE_FALSE(result.report.has_errors());
        CHECK(result.report.count(Severity::warning) == one.losses);
        const ForeignPackage& package = result.course.foreign.at(0).package;
        CHECK(decode<ForeignPackage>(encode(package)).value() == package);
        const Cmi5Course& course = course_of(result);
        std::size_t units = 0, own = 0, scored = 0;
        std::size_t move_on[6] = {};
        for (const Cmi5Node& node : course.nodes) {
            if (node.kind != Cmi5Kind::assignable_unit) continue;
            ++units;
            ++move_on[static_cast<std::size_t>(node.move_on)];
            own += node.launch_method == LaunchMethod::own_window ? 1 : 0;
            scored += node.mastery_score.empty() ? 0 : 1;
        }
        CHECK(units == one.units);
        CHECK(course.nodes.size() - units == one.blocks);
        CHECK(course.objectives.size() == one.objectives);
        CHECK(std::equal(std::begin(move_on), std::end(move_on), std::begin(one.move_on)));
        CHECK(own == one.own_windows);
        CHECK(scored == one.scored);
        CHECK(course.title.texts.front().text == one.title);
        CHECK(result.course.files.size() == one.files);
    }
}

TEST_CASE("cmi5 corpus: titles stay in each language") {
    if (!test::corpus()) return;
    ImportSource source;
    source.add_corpus("cmi5/spec-complex-cmi5.xml");
    const Import result = source.read(cmi5_format);
    CHECK(result.course.course.languages == std::vector<std::string>{"en-US", "de-DE"});
    CHECK(result.course.course.title.in("de-DE") == "Geologie");
    const Unit& unit = result.course.course.modules.at(0).units.at(0);
    REQUIRE(unit.variants.size() == 2);
    CHECK(unit.variants[1].title == "Geologie");
    CHECK(course_of(result).nodes.at(0).title.in("de-DE") == "Geologische Materialien");
}

TEST_CASE("cmi5 corpus: what must be refused is, each for its reason") {
    if (!test::corpus()) return;
    const std::pair<const char*, const char*> all[] = {
        {"201-1-iris-course-id.xml", "of this course is no absolute IRI"},
        {"201-3-iris-au-id.xml", "of this au is no absolute IRI"},
        {"202-1-relative-url-no-zip.xml", "is relative, and there is no package to look in"},
        {"202-3-relative-url-no-zip.xml", "is relative, and there is no package to look in"},
        {"203-1-relative-url-no-reference.zip", "the package lacks the file"},
        {"204-query-string-conflict-endpoint.xml", "has a parameter «endpoint» already"},
        {"205-1-duplicated-block.xml", "is given to two of its kind"},
        {"205-3-duplicated-au.xml", "is given to two of its kind"},
        {"207-1-invalid-courseStructure.xml", "may not stand here"}};
    for (const auto& [file, reason] : all) {
        ImportSource source;
        source.add_corpus(std::string("cmi5/lts/") + file);
        const Import result = source.read(cmi5_format);
        INFO(file);
        CHECK(is_refused(result, reason));
    }
    ImportSource not_zip;
    not_zip.add_corpus("cmi5/lts/209-1-not-a-zip.zip");
    CHECK_FALSE(not_zip.is_recognised(cmi5_format));
}
