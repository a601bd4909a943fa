#include "content/import/cartridge/cartridge.hpp"

#include <algorithm>
#include <set>

#include "tests/support/import_source.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content;
using namespace approdo::import;
using approdo::test::ImportSource;
using approdo::test::says;
using approdo::test::text_of;

namespace {

std::string manifest(std::string_view organization, std::string_view resources,
                     std::string_view version = "1.3.0",
                     std::string_view schema = "IMS Common Cartridge") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"m1\" "
           "xmlns=\"http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1\" "
           "xmlns:lom=\"http://ltsc.ieee.org/xsd/imsccv1p3/LOM/resource\" "
           "xmlns:lomimscc=\"http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest\">\n"
           "<metadata><schema>" +
           std::string(schema) + "</schema><schemaversion>" + std::string(version) +
           "</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string "
           "language=\"it\">Corso</lomimscc:string></lomimscc:title><lomimscc:language>it"
           "</lomimscc:language><lomimscc:description><lomimscc:string language=\"it\">Di che "
           "cosa</lomimscc:string></lomimscc:description></lomimscc:general></lomimscc:lom>"
           "</metadata>\n<organizations><organization identifier=\"o\" "
           "structure=\"rooted-hierarchy\"><item identifier=\"root\">\n" +
           std::string(organization) + "</item></organization></organizations>\n<resources>" +
           std::string(resources) + "</resources></manifest>";
}

std::string item(std::string_view id, std::string_view resource, std::string_view title) {
    return "<item identifier=\"" + std::string(id) + "\" identifierref=\"" + std::string(resource) +
           "\"><title>" + std::string(title) + "</title></item>\n";
}
std::string module(std::string_view title, const std::string& items) {
    return "<item identifier=\"mod-" + std::string(title) + "\"><title>" + std::string(title) +
           "</title>" + items + "</item>\n";
}
std::string resource(std::string_view id, std::string_view type, std::string_view file,
                     std::string_view rest = "", std::string_view attributes = "") {
    return "<resource identifier=\"" + std::string(id) + "\" type=\"" + std::string(type) +
           "\" href=\"" + std::string(file) + "\" " + std::string(attributes) + "><file href=\"" +
           std::string(file) + "\"/>" + std::string(rest) + "</resource>\n";
}

const AuthoredPage& page_called(const Import& result, std::string_view title) {
    for (const AuthoredPage& one : result.course.pages) {
        if (one.page.title == title) return one;
    }
    throw std::runtime_error("no page is called " + std::string(title) + "\n" +
                             text_of(result.report));
}

constexpr std::string_view quiz = R"(<questestinterop
 xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="q" title="Verifica">
 <qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
 <fieldentry>cc.exam.v0p1</fieldentry></qtimetadatafield><qtimetadatafield>
 <fieldlabel>cc_maxattempts</fieldlabel><fieldentry>2</fieldentry></qtimetadatafield>
 <qtimetadatafield><fieldlabel>qmd_timelimit</fieldlabel><fieldentry>30</fieldentry>
 </qtimetadatafield></qtimetadata><section ident="root"><item ident="i1"><itemmetadata>
 <qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
 <fieldentry>cc.multiple_choice.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
 <presentation><material><mattext texttype="text/html">&lt;p&gt;&lt;img alt="x"
 src="$IMS-CC-FILEBASE$../media/a.png"&gt;&lt;/p&gt;</mattext></material>
 <response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="a"><material>
 <mattext>uno</mattext></material></response_label><response_label ident="b"><material>
 <mattext>due</mattext></material></response_label></render_choice></response_lid></presentation>
 <resprocessing><outcomes><decvar maxvalue="100" varname="SCORE"/></outcomes><respcondition
 continue="No"><conditionvar><varequal respident="r">a</varequal></conditionvar>
 <setvar varname="SCORE" action="Set">100</setvar></respcondition></resprocessing></item>
 </section></assessment></questestinterop>)";

}  // namespace

TEST_CASE("cartridge: the organisation becomes modules and units, in its order") {
    ImportSource source;
    source
        .add("imsmanifest.xml",
             manifest(module("Primo", item("i1", "p1", "Pagina") + item("i2", "q1", "Verifica")) +
                          module("Secondo", item("i3", "w1", "Sito") + item("i4", "d1", "Forum") +
                                                item("i5", "l1", "Strumento") +
                                                item("i6", "a1", "Compito")),
                      resource("p1", "webcontent", "pages/one.html") +
                          resource("q1", "imsqti_xmlv1p2/imscc_xmlv1p3/assessment", "q/quiz.xml") +
                          resource("w1", "imswl_xmlv1p3", "w.xml") +
                          resource("d1", "imsdt_xmlv1p3", "d.xml") +
                          resource("l1", "imsbasiclti_xmlv1p3", "l.xml") +
                          resource("a1", "assignment_xmlv1p0", "a.xml")))
        .add("pages/one.html",
             "<html lang=\"it\"><body><h1>Prima pagina</h1><p>Ciao <a href=\"../d.xml\">al "
             "forum</a> <img src=\"$IMS-CC-FILEBASE$/../media/a.png\" alt=\"f\"></p></body></html>")
        .add("media/a.png", "x")
        .add("q/quiz.xml", quiz)
        .add("w.xml",
             "<webLink xmlns=\"x\"><title>Comune</title><url "
             "href=\"https://example.org/?a=1&amp;b=2\"/></webLink>")
        .add("d.xml",
             "<topic xmlns=\"x\"><title>Forum</title><text "
             "texttype=\"text/html\">&lt;p&gt;Parliamo&lt;/p&gt;</text></topic>")
        .add("l.xml",
             "<cartridge_basiclti_link xmlns=\"x\" xmlns:blti=\"y\"><blti:title>Gioco"
             "</blti:title><blti:description>Da fare</blti:description><blti:launch_url>"
             "https://example.org/lti</blti:launch_url></cartridge_basiclti_link>")
        .add("a.xml",
             "<assignment xmlns=\"x\" identifier=\"a1\"><title>Compito</title><text "
             "texttype=\"text/html\">&lt;p&gt;Scrivi&lt;/p&gt;</text></assignment>");
    CHECK(source.is_recognised(cartridge_format));
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    CHECK_FALSE(result.report.has_errors());
    const Course& course = result.course.course;
    CHECK(course.title.in("it") == "Corso");
    CHECK(course.summary.in("it") == "Di che cosa");
    CHECK(course.languages == std::vector<std::string>{"it"});
    REQUIRE(course.modules.size() == 2);
    CHECK(course.modules[0].title.in("it") == "Primo");
    REQUIRE(course.modules[0].units.size() == 2);
    REQUIRE(course.modules[1].units.size() == 4);
    CHECK(course.modules[0].units[1].kind == UnitKind::quiz);
    CHECK(course.modules[1].units[3].kind == UnitKind::assignment);

    const AuthoredPage& page = page_called(result, "Prima pagina");
    CHECK(page.page.html.find("unit:" + course.modules[1].units[1].id.hex()) != std::string::npos);
    CHECK(page.page.html.find("files/media/a.png") != std::string::npos);
    CHECK(page_called(result, "Sito").page.html.find("https://example.org/?a=1&amp;b=2") !=
          std::string::npos);
    CHECK(page_called(result, "Strumento").page.html.find("https://example.org/lti") !=
          std::string::npos);
    CHECK(says(result.report, "the tool «Strumento» became a page"));
    CHECK(says(result.report, "the discussion «Forum» became a page"));

    REQUIRE(result.course.quizzes.size() == 1);
    const QuizSettings& settings = result.course.quizzes[0].settings();
    CHECK(settings.mode == QuizMode::timed);
    CHECK(settings.time_limit_s == 1800);
    CHECK(settings.attempts_max == 2);
    CHECK(result.course.quizzes[0].languages[0].shown.questions[0].text.html.find(
              "files/media/a.png") != std::string::npos);
    CHECK(result.course.files.size() == 1);
}

TEST_CASE("cartridge: a thin one holds links alone") {
    ImportSource source;
    source
        .add("imsmanifest.xml",
             manifest(module("Siti", item("i1", "w1", "Uno") + item("i2", "w2", "Due")),
                      resource("w1", "imswl_xmlv1p2", "w1.xml") +
                          resource("w2", "imswl_xmlv1p2", "w2.xml"),
                      "1.2.0", "IMS Thin Common Cartridge"))
        .add("w1.xml",
             "<webLink xmlns=\"x\"><title>U</title><url href=\"https://e.org/1\" "
             "target=\"_blank\"/></webLink>")
        .add("w2.xml",
             "<webLink xmlns=\"x\"><title>D</title><url href=\"https://e.org/2\"/>"
             "</webLink>");
    CHECK(source.is_recognised(cartridge_format));
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    CHECK(result.report.count(Severity::warning) == 0);
    CHECK(result.course.course.modules.at(0).units.size() == 2);
    CHECK(page_called(result, "Due").page.html.find("https://e.org/2") != std::string::npos);
}

TEST_CASE("cartridge 1.2: roles leave instructors' material out, intended use is kept") {
    const std::string instructor =
        "<metadata><lom:lom><lom:educational><lom:intendedEndUserRole><lom:source>IMSGLC_CC_"
        "Rolesv1p2</lom:source><lom:value>Instructor</lom:value></lom:intendedEndUserRole>"
        "</lom:educational></lom:lom></metadata>";
    ImportSource source;
    source
        .add("imsmanifest.xml",
             manifest(module("M", item("i1", "p1", "Programma") + item("i2", "p2", "Soluzioni") +
                                      item("i3", "p3", "Esercizio")),
                      resource("p1", "webcontent", "p1.html", "", "intendeduse=\"syllabus\"") +
                          resource("p2", "webcontent", "p2.html", instructor) +
                          resource("p3", "webcontent", "p3.html", "", "intendeduse=\"assignment\""),
                      "1.2.0"))
        .add("p1.html", "<p>a</p>")
        .add("p2.html", "<p>b</p>")
        .add("p3.html", "<p>c</p>");
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    const auto& units = result.course.course.modules.at(0).units;
    REQUIRE(units.size() == 2);
    CHECK_FALSE(units[0].required);
    CHECK(units[1].kind == UnitKind::assignment);
    CHECK(says(result.report, "«Soluzioni» is for instructors only and is left out"));
}

TEST_CASE("cartridge: files that are no pages are shown on one, media play by themselves") {
    ImportSource source;
    source
        .add("imsmanifest.xml",
             manifest(module("M", item("i1", "f1", "Guida") + item("i2", "f2", "Foto") +
                                      item("i3", "f3", "Film")),
                      resource("f1", "webcontent", "docs/una guida.pdf") +
                          resource("f2", "webcontent", "docs/foto.png") +
                          resource("f3", "webcontent", "docs/film.mp4")))
        .add("docs/una guida.pdf", "x")
        .add("docs/foto.png", "x")
        .add("docs/film.mp4", "x");
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    const auto& units = result.course.course.modules.at(0).units;
    REQUIRE(units.size() == 3);
    CHECK(page_called(result, "Guida").page.html.find("files/docs/una guida.pdf") !=
          std::string::npos);
    CHECK(page_called(result, "Foto").page.pictures.size() == 1);
    CHECK(units[2].kind == UnitKind::media);
    CHECK(units[2].variants.at(0).path == "files/docs/film.mp4");
    CHECK(result.course.files.size() == 3);
}

TEST_CASE("cartridge: what no item places is kept in a module of its own") {
    ImportSource source;
    source
        .add("imsmanifest.xml",
             manifest(module("M", item("i1", "p1", "Una")),
                      resource("p1", "webcontent", "p1.html") +
                          resource("p2", "webcontent", "p2.html") +
                          resource("q1", "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank", "b.xml")))
        .add("p1.html", "<p>a</p>")
        .add("p2.html", "<html><head><title>Altra</title></head><p>b</p></html>")
        .add("b.xml", quiz);
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    REQUIRE(result.course.course.modules.size() == 2);
    const auto& others = result.course.course.modules[1].units;
    REQUIRE(others.size() == 2);
    CHECK(others[0].variants.at(0).title == "Altra");
    CHECK(others[1].kind == UnitKind::quiz);
    CHECK_FALSE(others[1].required);
}

TEST_CASE("cartridge: what is missing is reported, what is empty is refused") {
    ImportSource source;
    source.add("imsmanifest.xml",
               manifest(module("M", item("i1", "gone", "Persa") + item("i2", "p1", "Vuota")),
                        resource("p1", "webcontent", "p1.html")));
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    CHECK(says(result.report, "lacks the file «p1.html»"));
    CHECK(says(result.report, "«Persa» refers to «gone», which is not there"));
    CHECK(says(result.report, "nothing in this cartridge can be shown"));
    CHECK(result.report.has_errors());
    CHECK(result.course.course.modules.empty());
    ImportSource later;
    later.add("imsmanifest.xml", manifest("", "", "2.0.0"));
    CHECK(says(later.read(cartridge_format).report, "Common Cartridge 2.0.0 is not read"));
}

namespace {

void check_loss(const Report& report, std::string_view words, const std::string& file,
                std::size_t line) {
    INFO(words);
    const auto found = std::find_if(
        report.findings.begin(), report.findings.end(),
        [&](const Finding& one) { return one.message.find(words) != std::string::npos; });
    REQUIRE(found != report.findings.end());
    CHECK(found->severity == Severity::warning);
    CHECK(found->file == file);
    CHECK(found->line == line);
    CHECK_FALSE(found->mend.empty());
}

}  // namespace

TEST_CASE("cartridge: how an assignment is handed in, its points and dates are listed losses") {
    ImportSource source;
    source
        .add("imsmanifest.xml",
             manifest(module("M", item("i1", "a1", "Compito") + item("i2", "a2", "Altro")),
                      resource("a1", "assignment_xmlv1p0", "a.xml") +
                          resource("a2", "associatedcontent/x", "b/b.html",
                                   "<file href=\"b/assignment_settings.xml\"/>")))
        .add("a.xml",
             "<assignment xmlns=\"x\" identifier=\"a1\"><title>Compito</title>\n<text>Scrivi</text>"
             "<instructor_text>Per chi insegna</instructor_text>\n<gradable "
             "points_possible=\"10\">true</gradable>\n<submission_formats><format type=\"html\"/>"
             "<format type=\"file\"/></submission_formats></assignment>")
        .add("b/b.html", "<p>Altro</p>")
        .add("b/assignment_settings.xml",
             "<assignment xmlns=\"y\">\n<due_at>2026-09-30T10:00:00</due_at>\n<submission_types>"
             "online_upload</submission_types>\n<points_possible>5.0</points_possible></"
             "assignment>");
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    check_loss(result.report, "the assignment's 10 points are not kept", "a.xml", 3);
    check_loss(result.report, "(«html, file») is not kept", "a.xml", 4);
    check_loss(result.report, "tells its instructors", "a.xml", 2);
    check_loss(result.report, "2026-09-30T10:00:00 of the assignment (due_at)",
               "b/assignment_settings.xml", 2);
    check_loss(result.report, "(«online_upload») is not kept", "b/assignment_settings.xml", 3);
    check_loss(result.report, "5.0 points are not kept", "b/assignment_settings.xml", 4);
}

TEST_CASE("cartridge: what Canvas had not published comes in, and is named") {
    ImportSource source;
    source
        .add("imsmanifest.xml",
             manifest(module("M", item("i1", "p1", "Pagina") + item("i2", "q1", "Verifica") +
                                      item("i3", "p2", "Nota") + item("i4", "p3", "Pubblica")),
                      resource("p1", "webcontent", "p1.html") +
                          resource("p2", "webcontent", "p2.html") +
                          resource("p3", "webcontent", "p3.html") +
                          resource("q1", "imsqti_xmlv1p2/imscc_xmlv1p3/assessment", "q/quiz.xml",
                                   "<dependency identifierref=\"s1\"/>") +
                          resource("s1", "associatedcontent/x", "q/assessment_meta.xml") +
                          resource("c1", "associatedcontent/x", "course_settings/canvas_export.txt",
                                   "<file href=\"course_settings/module_meta.xml\"/>")))
        .add("p1.html",
             "<html><head><meta name=\"workflow_state\" content=\"unpublished\"/></head>"
             "<body><p>a</p></body></html>")
        .add("p2.html", "<p>b</p>")
        .add("p3.html",
             "<html><head><meta name=\"workflow_state\" content=\"active\"/></head>"
             "<body><p>c</p></body></html>")
        .add("q/quiz.xml", quiz)
        .add("media/a.png", "x")
        .add("q/assessment_meta.xml",
             "<quiz><title>Verifica</title><available>false</available></quiz>")
        .add("course_settings/canvas_export.txt", "x")
        .add("course_settings/module_meta.xml",
             "<modules>\n<module identifier=\"m\"><title>M</title>"
             "<workflow_state>unpublished</workflow_state><items>\n<item identifier=\"i3\">"
             "<workflow_state>unpublished</workflow_state><title>Nota</title>"
             "<identifierref>p2</identifierref></item>\n<item identifier=\"i1\"><workflow_state>"
             "unpublished</workflow_state><title>Pagina</title><identifierref>p1</identifierref>"
             "</item></items></module></modules>");
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    CHECK(result.course.course.modules.at(0).units.size() == 4);
    check_loss(result.report, "«Pagina» was not published", "p1.html", 0);
    check_loss(result.report, "«Verifica» was not published", "q/assessment_meta.xml", 0);
    check_loss(result.report, "the module «M» was not published", "course_settings/module_meta.xml",
               2);
    check_loss(result.report, "«Nota» was not published", "course_settings/module_meta.xml", 3);
    CHECK_FALSE(says(result.report, "«Pubblica» was not"));
    CHECK(result.report.count(Severity::warning) == 4);
}

TEST_CASE("cartridge: files that the manifest does not name are listed, hidden ones too") {
    ImportSource source;
    source
        .add("imsmanifest.xml", manifest(module("M", item("i1", "p1", "Una")),
                                         resource("p1", "webcontent", "p1.html")))
        .add("p1.html", "<p>a <img src=\"b.png\" alt=\"b\"></p>")
        .add("b.png", "x")
        .add("c.png", "x")
        .add(".note/d.txt", "x")
        .add(".DS_Store", "x");
    const Import result = source.read(cartridge_format);
    INFO(text_of(result.report));
    std::set<std::string> files;
    for (const Finding& one : result.report.findings) {
        if (one.severity != Severity::warning) continue;
        CHECK(one.message.find("the manifest does not name this file") == 0);
        CHECK_FALSE(one.mend.empty());
        files.insert(one.file);
    }
    CHECK(files == std::set<std::string>{".note", "c.png"});
}
