#include "content/import/source/xml.hpp"

#include "content/import/source/limits.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

struct Parsed {
    std::optional<XmlDocument> document;
    Report report;
};
Parsed parsed(std::string_view bytes) {
    Parsed result;
    result.document = parse_xml(bytes, "a.xml", result.report);
    CHECK(result.document.has_value() == !result.report.has_errors());
    return result;
}

// "2: what is wrong"
std::string problem_of(std::string_view bytes) {
    const Parsed result = parsed(bytes);
    if (result.document) return {};
    REQUIRE(result.report.findings.size() == 1);
    const Finding& finding = result.report.findings[0];
    return std::to_string(finding.line) + ": " + finding.message;
}

std::string utf16(std::string_view ascii, bool big_endian) {
    std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) {
        if (big_endian) out.push_back('\0');
        out.push_back(c);
        if (!big_endian) out.push_back('\0');
    }
    return out;
}

}  // namespace

TEST_CASE("xml: elements know their line, and names go without prefixes") {
    const Parsed result = parsed(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a xmlns:x=\"u\">\n  <x:b x:id=\"1\"/>\r\n"
        "  <b id='2'>uno &amp; <i>due</i> <![CDATA[<tre>]]></b>\n</a>\n<!-- end -->");
    REQUIRE(result.document);
    const pugi::xml_node root = result.document->root();
    CHECK(local_name(root) == "a");
    CHECK(result.document->line_of(root) == 3);
    const auto found = children(root, "b");
    REQUIRE(found.size() == 2);
    CHECK(result.document->line_of(found[0]) == 4);
    CHECK(result.document->line_of(found[1]) == 5);
    CHECK(attribute(found[0], "id") == "1");
    CHECK(attribute(found[1], "id") == "2");
    CHECK(attribute(found[1], "no").empty());
    CHECK(text_within(found[1]) == "uno & due <tre>");
    CHECK(child(root, "b") == found[0]);
    CHECK_FALSE(child(root, "c"));
}

TEST_CASE("xml: what is not well-formed is refused with line and reason") {
    CHECK(problem_of("") == "1: there is no XML element here");
    CHECK(problem_of("words") == "1: text stands outside of all XML elements");
    CHECK(problem_of("<a>\n<b>\n</a>") == "3: </a> stands where </b> should");
    CHECK(problem_of("<a>\n<b>") == "2: the file ends within <b>: is it whole?");
    CHECK(problem_of("<a/>\n</a>") == "2: </a> closes nothing");
    CHECK(problem_of("<a/><b/>") == "1: a second element <b> follows the first");
    CHECK(problem_of("<a/>words") == "1: text stands outside of all XML elements");
    CHECK(problem_of("<a>1 < 2</a>") == "1: a «<» begins no tag: write &lt; for the sign itself");
    CHECK(problem_of("<a b=1/>") == "1: the attribute b has no quotes");
    CHECK(problem_of("<a b='1' b='2'/>") == "1: the attribute b is given twice");
    CHECK(problem_of("<a b='<'/>") == "1: «<» stands in the attribute b");
    CHECK(problem_of("<a b='1/>") == "1: the quotes of the attribute b do not end");
    CHECK(problem_of("<a b/>") == "1: the attribute b has no value");
    CHECK(problem_of("<a b='1'c='2'/>") == "1: the tag <a> is not written as XML demands");
    CHECK(problem_of("<a>&nbsp;</a>") ==
          "1: «&nbsp» names nothing in XML: write &amp; for the sign itself");
    CHECK(problem_of("<a>R&D</a>") ==
          "1: «&D» names nothing in XML: write &amp; for the sign itself");
    CHECK(problem_of("<a>&#0;</a>") ==
          "1: «&» names nothing in XML: write &amp; for the sign itself");
    CHECK(problem_of("<a>&#x1F600;&#233;</a>").empty());
    CHECK(problem_of("<a>\x01</a>") == "1: a control character stands in this text");
    CHECK(problem_of("<a>\xE8</a>") ==
          "1: this text is not UTF-8: save the file as UTF-8 and try again");
    CHECK(problem_of("<a><!-- b -- c --></a>") == "1: a comment is not written as XML demands");
    CHECK(problem_of("<a><![CDATA[x</a>") == "1: a CDATA section does not end");
    CHECK(problem_of("<a><?b</a>") == "1: an instruction «<?…» does not end with «?>»");
    CHECK(problem_of("\n<?xml version='1.0'?><a/>") ==
          "2: the XML declaration does not stand at the very beginning");
    CHECK(problem_of("<?xml encoding='UTF-8'?><a/>") == "1: the XML declaration is broken");
    CHECK(problem_of("<?xml version='1.0'?<a/>") ==
          "1: an instruction «<?…» does not end with «?>»");
}

TEST_CASE("xml: entities are never declared, expanded or fetched; nesting is bounded") {
    CHECK(problem_of("<!DOCTYPE a [\n<!ENTITY x \"ha\">\n<!ENTITY y \"&x;&x;\">]><a>&y;</a>") ==
          "2: the DOCTYPE declares entities: they are never expanded here");
    CHECK(problem_of("<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]><a/>") ==
          "1: the DOCTYPE declares entities: they are never expanded here");
    CHECK(problem_of("<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><a/>").empty());
    CHECK(problem_of("<!DOCTYPE a [<!ELEMENT a ANY> <!-- ]> -->]><a/>").empty());
    CHECK(problem_of("<!DOCTYPE a [") == "1: the DOCTYPE does not end");
    const auto nested = [](std::size_t depth) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text += "<a>";
        for (std::size_t i = 0; i < depth; ++i) text += "</a>";
        return text;
    };
    CHECK(problem_of(nested(limits::xml_depth_max)).empty());
    CHECK(problem_of(nested(limits::xml_depth_max + 1)) ==
          "1: elements are nested deeper than any course needs");
}

TEST_CASE("xml: other encodings are read by their mark or their declaration") {
    const auto text_of_a = [](std::string_view bytes) {
        const Parsed result = parsed(bytes);
        return result.document ? text_within(result.document->root()) : std::string("refused");
    };
    CHECK(text_of_a("\xEF\xBB\xBF<?xml version='1.0'?><a>è</a>") == "è");
    CHECK(text_of_a("<?xml version='1.0' encoding='ISO-8859-1'?><a>citt\xE0</a>") == "città");
    CHECK(text_of_a("<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>") == "€");
    CHECK(text_of_a(utf16("<?xml version='1.0' encoding='UTF-16'?><a>x</a>", false)) == "x");
    CHECK(text_of_a(utf16("<a>x</a>", true)) == "x");
    const std::string rocket{'\x3D', '\xD8', '\x80', '\xDE'};
    CHECK(text_of_a(utf16("<a>", false) + rocket + utf16("</a>", false).substr(2)) == "🚀");
    CHECK(problem_of(utf16("<a>", false) + "\x3D\xD8") == "0: the UTF-16 text is broken");
    CHECK(problem_of("<?xml version='1.0' encoding='EBCDIC'?><a/>") ==
          "0: the encoding «ebcdic» is not known here: save the file as UTF-8");
}

TEST_CASE("xml: a cursor hands out wanted elements one by one, with what they stand in") {
    CourseFolder folder;
    folder.write("a.xml",
                 "<all>\n<group id=\"1\">\n<item n=\"1\">uno</item>\n<item n=\"2\"/>\n</group>\n"
                 "<group id=\"2\"><other><item n=\"3\">tre\n<item n=\"4\"/></item></other></group>"
                 "</all>");
    const SourceFiles files(folder.name());
    Report report;
    XmlCursor cursor(files, "a.xml", report);
    const auto is_item = [](const std::vector<XmlOpen>& path) {
        return path.back().name == "item";
    };
    std::vector<std::string> seen;
    while (cursor.next(is_item)) {
        const pugi::xml_node item = cursor.element().root();
        seen.push_back(std::string(attribute(item, "n")) + " in " +
                       std::string(raw_attribute(cursor.path()[1].tag, "id")) + " at " +
                       std::to_string(cursor.element().line_of(item)));
    }
    CHECK(seen == std::vector<std::string>{"1 in 1 at 3", "2 in 1 at 4", "3 in 2 at 6"});
    CHECK(report.findings.empty());
    CHECK_FALSE(cursor.next(is_item));
}

TEST_CASE("xml: a cursor tells what it cannot read, after what it could") {
    CourseFolder folder;
    folder.write("a.xml", "<all>\n<item/>\n<item>\n</all>");
    const SourceFiles files(folder.name());
    Report report;
    const auto any_item = [](const std::vector<XmlOpen>& path) { return path.size() == 2; };
    XmlCursor cursor(files, "a.xml", report);
    CHECK(cursor.next(any_item));
    CHECK_FALSE(cursor.next(any_item));
    REQUIRE(report.findings.size() == 1);
    CHECK(line_of(report.findings[0], "error") ==
          "a.xml:4: error: </all> stands where </item> should");
    Report missing;
    XmlCursor none(files, "b.xml", missing);
    CHECK_FALSE(none.next(any_item));
    CHECK(missing.has_errors());
}

TEST_CASE("xml: a cursor walks a file that is larger than what may be held") {
    CourseFolder folder;
    std::string text = "<all>\n";
    while (text.size() < limits::xml_bytes_max + limits::mib)
        text += "<item>" + std::string(64 * limits::kib, 'x') + "</item>\n";
    const std::size_t items = (text.size() - 6) / (64 * limits::kib + 14);
    folder.write("a.xml", text + "</all>");
    const SourceFiles files(folder.name());
    Report report;
    XmlCursor cursor(files, "a.xml", report);
    std::size_t count = 0;
    while (cursor.next([](const std::vector<XmlOpen>& path) { return path.size() == 2; })) {
        ++count;
        CHECK(cursor.element().line_of(cursor.element().root()) == count + 1);
    }
    CHECK(count == items);
    CHECK_FALSE(report.has_errors());
    XmlCursor whole(files, "a.xml", report);
    CHECK_FALSE(whole.next([](const std::vector<XmlOpen>&) { return true; }));
    CHECK(report.findings.at(0).message == "the element <all> is larger than can be held");
}

TEST_CASE("xml: the broken files of the corpus are refused with their line") {
    const auto folder = corpus_folder("qti/items-1.2");
    if (!folder) return;
    CHECK_FALSE(problem_of(read_whole(*folder / "fib.xml")).empty());
    CHECK(problem_of(read_whole(*folder / "choice_vary_points_by_answer.xml")) ==
          "1: the XML declaration is broken");
}
