// Items of QTI from outside: read or reported, and what was read can be split, marked and written.
#include "content/export/qti/item_xml.hpp"
#include "content/import/qti/item.hpp"
#include "content/model/grading.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

std::string item(std::string_view inside) {
    return "<assessmentItem identifier=\"i\" title=\"t\" adaptive=\"false\">" +
           std::string(inside) + "</assessmentItem>";
}

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    const auto add = [&](std::string_view inside) {
        seeds.push_back(copy_of(bytes_of(item(inside))));
    };
    add("<responseDeclaration identifier=\"RESPONSE\" cardinality=\"multiple\" "
        "baseType=\"identifier\"><correctResponse><value>A</value></correctResponse>"
        "<mapping lowerBound=\"0\" defaultValue=\"0\"><mapEntry mapKey=\"A\" mappedValue=\"1\"/>"
        "</mapping></responseDeclaration><outcomeDeclaration identifier=\"SCORE\" "
        "cardinality=\"single\" baseType=\"float\"/><itemBody><choiceInteraction "
        "responseIdentifier=\"RESPONSE\" maxChoices=\"0\"><prompt>p</prompt><simpleChoice "
        "identifier=\"A\">a</simpleChoice></choiceInteraction></itemBody><responseProcessing "
        "template=\"x/map_response\"/>");
    add("<responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"float\"/>"
        "<outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>"
        "<templateDeclaration identifier=\"X\" cardinality=\"single\" baseType=\"integer\"/>"
        "<templateProcessing><setTemplateValue identifier=\"X\"><randomInteger min=\"1\" "
        "max=\"9\"/>"
        "</setTemplateValue></templateProcessing><itemBody><p>a <printedVariable "
        "identifier=\"X\"/> <textEntryInteraction responseIdentifier=\"R\"/></p></itemBody>"
        "<responseProcessing><responseCondition><responseIf><equal toleranceMode=\"absolute\" "
        "tolerance=\"1 2\"><variable identifier=\"R\"/><product><variable identifier=\"X\"/>"
        "<baseValue baseType=\"float\">2.5</baseValue></product></equal><setOutcomeValue "
        "identifier=\"SCORE\"><baseValue baseType=\"float\">1</baseValue></setOutcomeValue>"
        "</responseIf></responseCondition></responseProcessing><modalFeedback "
        "outcomeIdentifier=\"SCORE\" identifier=\"1\" showHide=\"show\">f</modalFeedback>");
    add("<itemBody><gapMatchInteraction responseIdentifier=\"R\"><gapText identifier=\"g\" "
        "matchMax=\"1\">g</gapText><p><gap identifier=\"h\"/></p></gapMatchInteraction>"
        "<hotspotInteraction responseIdentifier=\"S\"><object data=\"a.png\" type=\"image/png\"/>"
        "<hotspotChoice identifier=\"c\" shape=\"circle\" coords=\"1,2,3\"/></hotspotInteraction>"
        "</itemBody>");
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    Report report;
    const auto document = parse_xml(text_of(input), "item.xml", report);
    if (!document) return;
    const qti::Place place{*document, "item.xml", report, nullptr};
    auto read = qti::read_item(place, {"fuzz"});
    FUZZ_PROMISE(read.has_value() || report.has_errors());
    if (!read) return;
    const auto halves = content::split(read->question);
    if (!halves.ok()) return;
    const content::Response right =
        content::right_response(halves->shown, halves->key, content::Seed{});
    const content::Outcome outcome =
        content::grade(halves->shown, halves->key, right, content::Seed{});
    FUZZ_PROMISE(outcome.points.micro <= outcome.points_max.micro);
    (void)content_export::qti::write_item(read->question, "it");
}
