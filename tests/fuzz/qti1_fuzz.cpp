// Files of QTI 1.2: whatever they are, they are refused as a whole, or each item becomes a question
// whose halves fit each other.
#include "content/import/qti1/qti1.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/import_scratch.hpp"

using namespace approdo;

std::vector<Bytes> approdo_fuzz_seeds() {
    const auto file = [](std::string_view items) {
        return copy_of(
            bytes_of("<questestinterop><assessment ident=\"a\" title=\"T\"><qtimetadata>"
                     "<qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel>"
                     "<fieldentry>2</fieldentry></qtimetadatafield></qtimetadata>"
                     "<section ident=\"s\">" +
                     std::string(items) + "</section></assessment></questestinterop>"));
    };
    return {
        file(R"(<selection_ordering><selection><selection_number>1</selection_number></selection>
</selection_ordering><item ident="i"><presentation><material><mattext
 texttype="text/html">&lt;p&gt;[x]
</mattext></material><response_lid ident="response_x" rcardinality="Multiple"><material><mattext>x
</mattext></material><render_choice><response_label
 ident="a"><material><mattext>A</mattext></material>
</response_label><response_label ident="b"/></render_choice></response_lid></presentation>
<resprocessing><outcomes><decvar maxvalue="100"/></outcomes><respcondition continue="Yes">
<conditionvar><and><varequal respident="response_x">a</varequal><not><varequal
 respident="response_x">b</varequal></not></and></conditionvar><setvar action="Add">50</setvar>
<displayfeedback linkrefid="f"/></respcondition></resprocessing><itemfeedback ident="f"><material>
<mattext>F</mattext></material></itemfeedback></item>)"),
        file(R"(<item ident="i"><presentation><response_str ident="r"><render_fib fibtype="Decimal"
 rows="3"/></response_str></presentation><resprocessing><respcondition><conditionvar><or><vargte
 respident="r">1</vargte><varlte respident="r">2</varlte><varequal respident="r">7.5</varequal></or>
</conditionvar><setvar>10</setvar></respcondition></resprocessing><itemproc_extension><calculated>
<answer_tolerance>5%</answer_tolerance><vars><var name="x"/></vars><var_sets><var_set><var>1</var>
<answer>2</answer></var_set></var_sets></calculated></itemproc_extension></item>)"),
        file(R"(<item ident="i"><presentation><response_lid ident="p" rcardinality="Ordered">
<render_choice><response_label ident="a"/><response_label ident="b"/></render_choice></response_lid>
<response_xy ident="q"><render_hotspot><material><matimage uri="x.png"/></material><response_label
 ident="h" rarea="Ellipse">1,2,3,4</response_label></render_hotspot></response_xy></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="p">b</varequal><varequal
 respident="p">a</varequal><varinside respident="q" areatype="Rectangle">1,2,3,4</varinside>
</conditionvar><setvar>SCORE.max</setvar></respcondition></resprocessing></item>)")};
}

void approdo_fuzz_one(ByteView input) {
    static const fuzz::ImportScratch scratch;
    scratch.write("quiz.xml", input);
    scratch.read(import::qti1_format, "quiz.xml");
}
