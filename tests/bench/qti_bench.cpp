// Marking by rules: an item of QTI with response processing in the general form (conditions,
// a mapping, arithmetic with tolerance, feedback), through the one entry that everything is marked
// by. Three interactions a response; half of the responses are right.
#include "content/import/qti/item.hpp"
#include "content/model/grading.hpp"
#include "tests/bench/bench.hpp"

namespace approdo::bench {
namespace {

constexpr std::string_view item_text =
    "<assessmentItem identifier=\"i\" title=\"t\">"
    "<responseDeclaration identifier=\"N\" cardinality=\"single\" baseType=\"float\"/>"
    "<responseDeclaration identifier=\"C\" cardinality=\"multiple\" baseType=\"identifier\">"
    "<mapping defaultValue=\"-1\" lowerBound=\"0\" upperBound=\"2\"><mapEntry mapKey=\"A\" "
    "mappedValue=\"1\"/><mapEntry mapKey=\"B\" mappedValue=\"1\"/></mapping>"
    "</responseDeclaration>"
    "<responseDeclaration identifier=\"W\" cardinality=\"single\" baseType=\"string\">"
    "<correctResponse><value>anagrafe</value></correctResponse></responseDeclaration>"
    "<outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>"
    "<outcomeDeclaration identifier=\"F\" cardinality=\"single\" baseType=\"identifier\"/>"
    "<outcomeDeclaration identifier=\"MAXSCORE\" cardinality=\"single\" baseType=\"float\">"
    "<defaultValue><value>5</value></defaultValue></outcomeDeclaration>"
    "<itemBody><p><textEntryInteraction responseIdentifier=\"N\"/> <textEntryInteraction "
    "responseIdentifier=\"W\"/></p><choiceInteraction responseIdentifier=\"C\" maxChoices=\"0\">"
    "<simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b</simpleChoice>"
    "<simpleChoice identifier=\"D\">d</simpleChoice></choiceInteraction></itemBody>"
    "<responseProcessing><setOutcomeValue identifier=\"SCORE\"><mapResponse identifier=\"C\"/>"
    "</setOutcomeValue><responseCondition><responseIf><and><not><isNull><variable "
    "identifier=\"N\"/></isNull></not><equal toleranceMode=\"relative\" tolerance=\"1\"><product>"
    "<baseValue baseType=\"float\">6</baseValue><baseValue baseType=\"float\">7</baseValue>"
    "</product><variable identifier=\"N\"/></equal></and><setOutcomeValue identifier=\"SCORE\">"
    "<sum><variable identifier=\"SCORE\"/><baseValue baseType=\"float\">2</baseValue></sum>"
    "</setOutcomeValue></responseIf></responseCondition><responseCondition><responseIf>"
    "<stringMatch caseSensitive=\"false\"><variable identifier=\"W\"/><correct identifier=\"W\"/>"
    "</stringMatch><setOutcomeValue identifier=\"SCORE\"><sum><variable identifier=\"SCORE\"/>"
    "<baseValue baseType=\"float\">1</baseValue></sum></setOutcomeValue><setOutcomeValue "
    "identifier=\"F\"><baseValue baseType=\"identifier\">good</baseValue></setOutcomeValue>"
    "</responseIf><responseElse><setOutcomeValue identifier=\"F\"><baseValue "
    "baseType=\"identifier\">bad</baseValue></setOutcomeValue></responseElse></responseCondition>"
    "</responseProcessing><modalFeedback outcomeIdentifier=\"F\" identifier=\"good\" "
    "showHide=\"show\">bene</modalFeedback></assessmentItem>";

content::Question marked_question() {
    import::Report report;
    const auto document = import::parse_xml(item_text, "item.xml", report);
    const import::qti::Place place{*document, "item.xml", report, nullptr};
    return import::qti::read_item(place, {"bench"})->question;
}

content::Response response_of(const content::Question& question, bool right) {
    content::Response response;
    for (const content::Part& part : question.shown.parts) {
        content::PartResponse& given = response.at(part.number);
        if (const auto* choice = std::get_if<content::ChoicePart>(&part.shape)) {
            given.cardinality = content::Cardinality::multiple;
            for (std::size_t i = right ? 0 : 1; i < (right ? 2U : 3U); ++i)
                given.values.emplace_back(choice->options[i].id);
        } else if (std::holds_alternative<content::NumberPart>(part.shape)) {
            given.values.emplace_back(std::string(right ? "42" : "40,5"));
        } else {
            given.values.emplace_back(std::string(right ? "Anagrafe" : "tributi"));
        }
    }
    return response;
}

double qti_responses_per_s() {
    const content::Question question = marked_question();
    const std::vector<content::Response> responses{response_of(question, true),
                                                   response_of(question, false)};
    constexpr int rounds = 20'000;
    std::int64_t points = 0;
    const double seconds = seconds_of([&] {
        for (int i = 0; i < rounds; ++i) {
            for (const content::Response& one : responses)
                points += content::grade(question.shown, question.key, one, {}).points.micro;
        }
    });
    // Five points for the right one, none for the other.
    if (points != 5'000'000LL * rounds) throw Absent("the marks are not the expected ones");
    return 2.0 * rounds / seconds;
}

}  // namespace

void add_qti(std::vector<Metric>& metrics) {
    metrics.push_back(
        {"grade.qti_responses_per_s", "1/s", 100'000, Better::higher, qti_responses_per_s, 5});
}

}  // namespace approdo::bench
