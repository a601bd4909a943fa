// Moodle's question files: whatever they are, they are refused as a whole, or each question becomes
// one whose halves fit each other.
#include "content/import/moodle/moodle_xml.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/import_scratch.hpp"

using namespace approdo;

std::vector<Bytes> approdo_fuzz_seeds() {
    const auto file = [](std::string_view type, std::string_view rest) {
        return copy_of(
            bytes_of("<quiz><question type=\"category\"><category><text>$course$/top/A/B"
                     "</text></category></question><question type=\"" +
                     std::string(type) +
                     "\"><name><text>N</text></name><questiontext format=\"html\"><text>"
                     "[[1]] {a} {={a}*2} {1:MC:=a#b~%50%c} {2:NM:=3:0.1} {1:SAC:=x}"
                     "</text></questiontext><penalty>0.3333333</penalty>" +
                     std::string(rest) + "</question></quiz>"));
    };
    const std::string answers =
        "<answer fraction=\"100\" format=\"html\"><text>sqrt({a})</text><tolerance>0.1</tolerance>"
        "<tolerancetype>3</tolerancetype><feedback><text>F</text></feedback></answer>"
        "<answer fraction=\"-50\"><text>3</text></answer>";
    const std::string data =
        "<dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items>"
        "<dataset_item><number>1</number><value>1.5</value></dataset_item></dataset_items>"
        "</dataset_definition></dataset_definitions>";
    const std::string picture =
        "<file name=\"p.png\" path=\"/\" "
        "encoding=\"base64\">iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB</file>";
    return {
        file("multichoice",
             "<single>true</single>" + answers + "<hint><text>H</text><clearwrong/></hint>"),
        file("numerical", answers +
                              "<units><unit><multiplier>0.5</multiplier><unit_name>m</unit_name>"
                              "</unit></units><unitgradingtype>2</unitgradingtype>"),
        file("calculated", answers + data),
        file("calculatedmulti", answers + data),
        file("cloze", ""),
        file("ordering", answers),
        file("matching",
             "<subquestion><text>A</text><answer><text>B</text></answer></subquestion>"),
        file("essay", "<responseformat>noinline</responseformat><attachments>-1</attachments>"),
        file("ddwtos", "<dragbox><text>x</text><group>1</group><infinite/></dragbox>"),
        file("ddimageortext",
             picture + "<drag><no>1</no><text>t</text><draggroup>1</draggroup></drag><drop>"
                       "<no>1</no><choice>1</choice><xleft>1</xleft><ytop>2</ytop></drop>"),
        file("ddmarker", picture + "<drag><no>1</no><text>t</text></drag><drop><no>1</no><shape>"
                                   "polygon</shape><coords>1,2;3,4;5,6</coords><choice>1</choice>"
                                   "</drop>"),
        file("randomsamatch", "<subcats>1</subcats>")};
}

void approdo_fuzz_one(ByteView input) {
    static const fuzz::ImportScratch scratch;
    scratch.write("questions.xml", input);
    scratch.read(import::moodle_xml_format, "questions.xml");
}
