// Compares an item of GIFT with the parse tree that another reader (gift-pegjs) made of it.
#pragma once

#include <rapidjson/document.h>

#include "content/import/gift/gift.hpp"
#include "tests/support/test.hpp"

namespace approdo::test {

using Json = rapidjson::Value;

class TreeComparison {
  public:
    explicit TreeComparison(const import::GiftItem& item) : item_(item) {}

    void run(const Json& tree) {
        const std::string type = tree["type"].GetString();
        if (type == "Category") {
            REQUIRE(item_.kind == import::GiftItemKind::category);
            CHECK(item_.category == tree["title"].GetString());
            return;
        }
        same(tree["title"], item_.title);
        same(tree["id"], item_.id);
        same_text(tree["stem"], item_.stem());
        CHECK(tree["hasEmbeddedAnswers"].GetBool() == item_.has_embedded_answers());
        same_tags(tree["tags"]);
        if (type == "Description") {
            CHECK(item_.kind == import::GiftItemKind::description);
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
    static void same_text(const Json& tree, const import::GiftText& text) {
        CHECK(text.format == tree["format"].GetString());
        CHECK(text.text == tree["text"].GetString());
    }
    static void same_optional(const Json& tree, const std::optional<import::GiftText>& text) {
        REQUIRE(tree.IsNull() == !text.has_value());
        if (text) same_text(tree, *text);
    }
    void same_tags(const Json& tree) {
        const std::size_t size = tree.IsNull() ? 0 : tree.Size();
        REQUIRE(item_.tags.size() == size);
        for (std::size_t i = 0; i < size; ++i)
            CHECK(item_.tags[i] == tree[static_cast<rapidjson::SizeType>(i)].GetString());
    }
    static void same_number(const Json& tree, const import::GiftNumber& number) {
        const std::string type = tree["type"].GetString();
        if (type == "high-low") {
            CHECK(number.kind == import::GiftNumber::Kind::high_low);
            CHECK(std::stod(number.number) == tree["numberLow"].GetDouble());
            CHECK(std::stod(number.other) == tree["numberHigh"].GetDouble());
            return;
        }
        CHECK(number.kind == (type == "range" ? import::GiftNumber::Kind::range
                                              : import::GiftNumber::Kind::simple));
        CHECK(std::stod(number.number) == tree["number"].GetDouble());
        if (type == "range") CHECK(std::stod(number.other) == tree["range"].GetDouble());
    }
    static void same_choices(const Json& tree, const import::GiftBlock& block) {
        REQUIRE(tree.Size() == block.choices.size());
        for (std::size_t i = 0; i < block.choices.size(); ++i) {
            const Json& expected = tree[static_cast<rapidjson::SizeType>(i)];
            const import::GiftChoice& choice = block.choices[i];
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
    static void same_block(const std::string& type, const Json& tree,
                           const import::GiftBlock& block) {
        same_optional(tree["globalFeedback"], block.global_feedback);
        if (type == "TF") {
            REQUIRE(block.kind == import::GiftKind::true_false);
            CHECK(block.is_true == tree["isTrue"].GetBool());
            same_optional(tree["trueFeedback"], block.first_feedback);
            same_optional(tree["falseFeedback"], block.second_feedback);
        } else if (type == "Essay") {
            CHECK(block.kind == import::GiftKind::essay);
        } else if (type == "Numerical") {
            REQUIRE(block.kind == import::GiftKind::numerical);
            if (tree["choices"].IsObject()) {
                REQUIRE(block.single_number);
                same_number(tree["choices"], *block.choices[0].number);
            } else {
                same_choices(tree["choices"], block);
            }
        } else if (type == "Matching") {
            REQUIRE(block.kind == import::GiftKind::matching);
            const Json& pairs = tree["matchPairs"];
            REQUIRE(pairs.Size() == block.pairs.size());
            for (rapidjson::SizeType i = 0; i < pairs.Size(); ++i) {
                same_text(pairs[i]["subquestion"], block.pairs[i].left);
                CHECK(block.pairs[i].right == pairs[i]["subanswer"].GetString());
            }
        } else {
            CHECK(block.kind == (type == "Short" ? import::GiftKind::short_answer
                                                 : import::GiftKind::multiple_choice));
            same_choices(tree["choices"], block);
        }
    }

    const import::GiftItem& item_;
};

}  // namespace approdo::test
