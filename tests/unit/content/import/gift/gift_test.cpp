#include "content/import/gift/gift.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/gift_tree.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

GiftItem only_item(std::string_view text) {
    Report report;
    GiftFile file = parse_gift(text, "q.gift", report);
    CHECK(report.findings.empty());
    REQUIRE(file.items.size() == 1);
    return file.items[0];
}

}  // namespace

TEST_CASE("gift: every file of the shared corpus gives the tree that its author's parser gives") {
    const auto corpus = corpus_folder("gift");
    if (!corpus) return;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*corpus)) {
        if (entry.path().extension() != ".gift") continue;
        INFO(entry.path().filename().string());
        Report report;
        const GiftFile file = parse_gift(read_whole(entry.path()), "q.gift", report);
        CHECK(report.findings.empty());
        rapidjson::Document tree;
        tree.Parse(
            read_whole(std::filesystem::path(entry.path()).replace_extension(".json")).c_str());
        REQUIRE(tree.IsArray());
        REQUIRE(tree.Size() == file.items.size());
        for (rapidjson::SizeType i = 0; i < tree.Size(); ++i)
            test::TreeComparison(file.items[i]).run(tree[i]);
        ++files;
    }
    CHECK(files == 26);
}

TEST_CASE("gift: a file as Moodle's own are, which its peers stumble over, is read whole") {
    Report report;
    const GiftFile file = parse_gift(
        "\xEF\xBB\xBF// Prova di tutto\r\n//------------------\r\n\r\n"
        "  // rientrato, e subito sotto la domanda\r\n"
        "::Q1:: Due più due? {\r\n\r\n\t=quattro\t#  bene\r\n\r\n"
        "// un commento tra le risposte\r\n\t~cinque # no\r\n}\r\n\r\n\r\n"
        "$CATEGORY: $course$/Prova \r\n"
        "::Q2::[html]Scegli:<br>{~%-50%a ~%50%b#metà~%50%c\r\n####[html]<b>fine</b>}\r\n\r\n"
        "::Q3\\:bis:: {#\r\n=3.14:0.01 #sì\r\n=%33.33333%3..4 #quasi\r\n}\r\n\r\n"
        "::Q4:: La parola {=giusta} manca { #5 }.\r\n\r\n"
        "Fine \\#1, \\{tra graffe\\}.",
        "q.gift", report);
    CHECK(report.findings.empty());
    REQUIRE(file.items.size() == 6);
    CHECK(file.items[0].title == "Q1");
    REQUIRE(file.items[0].blocks.size() == 1);
    REQUIRE(file.items[0].blocks[0].choices.size() == 2);
    CHECK(file.items[0].blocks[0].choices[0].feedback->text == "bene");
    CHECK(file.items[0].blocks[0].choices[1].text.text == "cinque");
    CHECK(file.items[1].category == "$course$/Prova");
    CHECK(file.items[2].blocks[0].choices.size() == 3);
    CHECK(file.items[2].blocks[0].choices[0].weight == "-50");
    CHECK(file.items[2].blocks[0].global_feedback->text == "<b>fine</b>");
    CHECK(file.items[3].title == "Q3:bis");
    CHECK(file.items[3].blocks[0].choices[1].number->kind == GiftNumber::Kind::high_low);
    CHECK(file.items[4].blocks.size() == 2);
    CHECK(file.items[5].kind == GiftItemKind::description);
    CHECK(file.items[5].texts[0] == "Fine #1, {tra graffe}.");
}

TEST_CASE("gift: matching, missing words, escapes and weights are read") {
    GiftItem item = only_item("Unisci. {=uno -> one =due -> two = -> three ####Bene.}");
    REQUIRE(item.blocks[0].pairs.size() == 3);
    CHECK(item.blocks[0].pairs[2].left.text.empty());
    CHECK(item.blocks[0].pairs[1].right == "two");
    CHECK(item.blocks[0].global_feedback->text == "Bene.");
    item = only_item("Due piu due fa {=quattro =%50%\\~4 #circa}.");
    CHECK(item.stem().text == "Due piu due fa _____ .");
    CHECK(item.blocks[0].choices[1].text.text == "~4");
    CHECK(item.blocks[0].choices[1].weight == "50");
}

TEST_CASE("gift: several pairs of braces make a cloze, with weights") {
    const GiftItem item = only_item("Entro {#20} giorni in {=Comune}; poi {2:~20 =45}.");
    REQUIRE(item.blocks.size() == 3);
    CHECK(item.blocks[2].weight == 2);
    CHECK(item.texts == std::vector<std::string>{"Entro ", " giorni in ", "; poi ", "."});
}

TEST_CASE("gift: the header belongs to the quiz, comments above a question to it") {
    Report report;
    const GiftFile file = parse_gift(
        "// approdo: mode=graded pass=60%\n// approdo: introduction=\"Ciao a tutti\"\n\n"
        "// [id:abc] [tag:x]\n// approdo: points=2\nVero? {T}\n",
        "q.gift", report);
    CHECK(report.findings.empty());
    REQUIRE(file.header.size() == 3);
    CHECK(file.header[2].value == "Ciao a tutti");
    REQUIRE(file.items.size() == 1);
    CHECK(file.items[0].id == "abc");
    CHECK(file.items[0].tags == std::vector<std::string>{"x"});
    CHECK(file.items[0].directives[0].key == "points");
    CHECK(file.items[0].line == 6);
}

TEST_CASE("gift: what cannot be read is reported by line and the rest is read") {
    Report report;
    const GiftFile file = parse_gift(
        "Prima {T}\n\nDopo} chiusa\n\n::nome senza fine {T}\n\nPenultima {F}\n\nSenza fine "
        "{=a\n~b\n",
        "q.gift", report);
    REQUIRE(file.items.size() == 2);
    CHECK(file.items[1].line == 7);
    CHECK(report.count(Severity::error) == 3);
    CHECK(report.findings[0].line == 3);
    CHECK(report.findings[1].line == 5);
    CHECK(report.findings[2].line == 9);
}

TEST_CASE("gift: no bytes make the reader fail") {
    const std::string alphabet = "{}=~#:%\\[]->T \n/a0.";
    std::uint32_t state = 12345;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int i = 0; i < 40; ++i) {
            state = state * 1664525U + 1013904223U;
            text.push_back(alphabet[(state >> 16) % alphabet.size()]);
        }
        Report report;
        const GiftFile file = parse_gift(text, "q.gift", report);
        for (const GiftItem& item : file.items)
            CHECK(item.texts.size() ==
                  (item.kind == GiftItemKind::category ? 0 : item.blocks.size() + 1));
    }
}
