#include "content/import/moodle/cloze.hpp"

#include "tests/support/test.hpp"

using namespace approdo::import;

namespace {

ClozeGap gap(const char* text) {
    const ClozeText cloze = read_cloze(text);
    INFO(text);
    REQUIRE(cloze.gaps.size() == 1);
    return cloze.gaps[0];
}

}  // namespace

TEST_CASE("cloze: gaps are cut out of the text, whatever is around them") {
    const ClozeText cloze = read_cloze("A {1:SA:=x} b {2:NM:=3:0.1} c {no gap} {");
    CHECK(cloze.text == "A " + gap_mark(1) + " b " + gap_mark(2) + " c {no gap} {");
    REQUIRE(cloze.gaps.size() == 2);
    CHECK(cloze.gaps[0].type == ClozeType::words);
    CHECK(cloze.gaps[1].type == ClozeType::numbers);
    CHECK(cloze.gaps[1].weight == 2);
    CHECK(cloze.gaps[1].answers[0].text == "3:0.1");
    CHECK(with_parts("A " + gap_mark(1)) == "A <span data-part=\"1\"></span>");
}

TEST_CASE("cloze: every type has its long and its short names") {
    struct Known {
        const char* name;
        ClozeType type;
        bool case_matters;
        bool shuffled;
    };
    for (const Known& known :
         std::initializer_list<Known>{{"SHORTANSWER", ClozeType::words, false, false},
                                      {"MW", ClozeType::words, false, false},
                                      {"SHORTANSWER_C", ClozeType::words, true, false},
                                      {"SAC", ClozeType::words, true, false},
                                      {"MWC", ClozeType::words, true, false},
                                      {"NUMERICAL", ClozeType::numbers, false, false},
                                      {"MULTICHOICE", ClozeType::menu, false, false},
                                      {"MC", ClozeType::menu, false, false},
                                      {"MCS", ClozeType::menu, false, true},
                                      {"MULTICHOICE_V", ClozeType::list, false, false},
                                      {"MCH", ClozeType::list, false, false},
                                      {"MCVS", ClozeType::list, false, true},
                                      {"MULTICHOICE_HS", ClozeType::list, false, true},
                                      {"MULTIRESPONSE", ClozeType::many, false, false},
                                      {"MRH", ClozeType::many, false, false},
                                      {"MRS", ClozeType::many, false, true},
                                      {"MULTIRESPONSE_HS", ClozeType::many, false, true}}) {
        const ClozeGap one = gap(("{1:" + std::string(known.name) + ":=a}").c_str());
        INFO(known.name);
        CHECK(one.type == known.type);
        CHECK(one.case_matters == known.case_matters);
        CHECK(one.shuffled == known.shuffled);
    }
}

TEST_CASE("cloze: answers have shares, feedback and escapes") {
    const ClozeGap one =
        gap("{:MC:~%-25%no#wrong~=yes \\} \\~ \\# \\\\#good \\} ok~%50%half~ plain }");
    CHECK(one.weight == 1);
    REQUIRE(one.answers.size() == 4);
    CHECK(one.answers[0].percent == "-25");
    CHECK(one.answers[0].text == "no");
    CHECK(one.answers[0].feedback == "wrong");
    CHECK(one.answers[1].is_right);
    CHECK(one.answers[1].text == "yes } ~ # \\");
    CHECK(one.answers[1].feedback == "good } ok");
    CHECK(one.answers[2].percent == "50");
    CHECK_FALSE(one.answers[3].is_right);
    CHECK(one.answers[3].text == "plain");
}

TEST_CASE("cloze: the number sign of a character reference begins no feedback") {
    const ClozeGap one = gap("{1:MC:=l&#39;uno#bene~&amp;#8364; 5}");
    CHECK(one.answers[0].text == "l&#39;uno");
    CHECK(one.answers[0].feedback == "bene");
    CHECK(one.answers[1].text == "&amp;#8364; 5");
}

TEST_CASE("cloze: what is no gap stays as it is, and types that are not known are named") {
    const ClozeText cloze = read_cloze("{1:REGEXP:=a} {1:SA:} {x:SA:=a} {1:SA:=open");
    CHECK(cloze.gaps.empty());
    CHECK(cloze.text == "{1:REGEXP:=a} {1:SA:} {x:SA:=a} {1:SA:=open");
    CHECK(cloze.unknown_types == std::vector<std::string>{"REGEXP"});
}
