#include "content/import/gift/gift.hpp"

#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

using Json = rapidjson::Value;

// Compares an item with the parse tree that another reader of GIFT made of it.
class TreeComparison {
  public:
    explicit TreeComparison(const GiftItem& item) : item_(item) {}

    void run(const Json& tree) {
        const std::string type = tree["type"].GetString();
        if (type == "Category") {
            REQUIRE(item_.kind == GiftItemKind::category);
            CHECK(item_.category == tree["title"].GetString());
            return;
        }
        same(tree["title"], item_.title);
        same(tree["id"], item_.id);
        same_text(tree["stem"], item_.stem());
        CHECK(tree["hasEmbeddedAnswers"].GetBool() == item_.has_embedded_answers());
        same_tags(tree["tags"]);
        if (type == "Description") {
            CHECK(item_.kind == GiftItemKind::description);
            return;
        }
        REQUIRE(item_.blocks.size() == 1);
        same_block(type, tree, item_.blocks[0]);
    }

  private:
    static void same(const Json& tree, const std::optional<std::string>& value) {
        REQUIRE(tree.IsNull() == !value.has_value());
        if (value) CHECK(*value == tree.GetString());
    }
    static void same_text(const Json& tree, const GiftText& text) {
        CHECK(text.format == tree["format"].GetString());
        CHECK(text.text == tree["text"].GetString());
    }
    static void same_optional(const Json& tree, const std::optional<GiftText>& text) {
        REQUIRE(tree.IsNull() == !text.has_value());
        if (text) same_text(tree, *text);
    }
    void same_tags(const Json& tree) {
        const std::size_t size = tree.IsNull() ? 0 : tree.Size();
        REQUIRE(item_.tags.size() == size);
        for (std::size_t i = 0; i < size; ++i)
            CHECK(item_.tags[i] == tree[static_cast<rapidjson::SizeType>(i)].GetString());
    }
    static void same_number(const Json& tree, const GiftNumber& number) {
        const std::string type = tree["type"].GetString();
        if (type == "high-low") {
            CHECK(number.kind == GiftNumber::Kind::high_low);
            CHECK(std::stod(number.number) == tree["numberLow"].GetDouble());
            CHECK(std::stod(number.other) == tree["numberHigh"].GetDouble());
            return;
        }
        CHECK(number.kind ==
              (type == "range" ? GiftNumber::Kind::range : GiftNumber::Kind::simple));
        CHECK(std::stod(number.number) == tree["number"].GetDouble());
        if (type == "range") CHECK(std::stod(number.other) == tree["range"].GetDouble());
    }
    static void same_choices(const Json& tree, const GiftBlock& block) {
        REQUIRE(tree.Size() == block.choices.size());
        for (std::size_t i = 0; i < block.choices.size(); ++i) {
            const Json& expected = tree[static_cast<rapidjson::SizeType>(i)];
            const GiftChoice& choice = block.choices[i];
            CHECK(choice.correct == expected["isCorrect"].GetBool());
            REQUIRE(expected["weight"].IsNull() == !choice.weight.has_value());
            if (choice.weight) CHECK(std::stod(*choice.weight) == expected["weight"].GetDouble());
            if (choice.number) {
                same_number(expected["text"], *choice.number);
            } else {
                same_text(expected["text"], choice.text);
            }
            same_optional(expected["feedback"], choice.feedback);
        }
    }
    static void same_block(const std::string& type, const Json& tree, const GiftBlock& block) {
        same_optional(tree["globalFeedback"], block.global_feedback);
        if (type == "TF") {
            REQUIRE(block.kind == GiftKind::true_false);
            CHECK(block.is_true == tree["isTrue"].GetBool());
            same_optional(tree["trueFeedback"], block.first_feedback);
            same_optional(tree["falseFeedback"], block.second_feedback);
        } else if (type == "Essay") {
            CHECK(block.kind == GiftKind::essay);
        } else if (type == "Numerical") {
            REQUIRE(block.kind == GiftKind::numerical);
            if (tree["choices"].IsObject()) {
                REQUIRE(block.single_number);
                same_number(tree["choices"], *block.choices[0].number);
            } else {
                same_choices(tree["choices"], block);
            }
        } else {
            CHECK(block.kind ==
                  (type == "Short" ? GiftKind::short_answer : GiftKind::multiple_choice));
            same_choices(tree["choices"], block);
        }
    }

    const GiftItem& item_;
};

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
            TreeComparison(file.items[i]).run(tree[i]);
        ++files;
    }
    CHECK(files == 26);
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
    CHECK(item.texts == std::vector<std::string>{"Entro", "giorni in", "; poi", "."});
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
