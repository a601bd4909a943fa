#include "content/import/gift/question_parts.hpp"

#include <algorithm>

#include "content/import/gift/option_ids.hpp"

namespace approdo::import {

using namespace content;

namespace {

std::string with_single_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (!blank) {
            out.push_back(c);
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    return out;
}

class BlockReader {
  public:
    BlockReader(const GiftBlock& block, BlockContext& context) : block_(block), context_(context) {
        result_.part.number = context.part_number;
        result_.key.number = context.part_number;
        result_.key.weight = block.weight;
    }

    std::optional<ReadBlock> run() {
        const std::string type = context_.part_number == 1 ? context_.directives.text("type") : "";
        const bool fits = read_shape(type);
        if (!fits) return std::nullopt;
        return std::move(result_);
    }

  private:
    bool read_shape(const std::string& type) {
        if (type == "ordering") return read_ordering();
        if (type == "file") return read_file();
        if (type == "essay" && block_.kind == GiftKind::essay) return read_essay();
        if (!type.empty() && type != "cloze" && type != "essay") {
            error(block_.line, "type=" + type + " is not known",
                  "type=ordering, cloze, file or essay");
            return false;
        }
        switch (block_.kind) {
            case GiftKind::multiple_choice:
                return read_choices();
            case GiftKind::true_false:
                return read_true_false();
            case GiftKind::short_answer:
                return read_words();
            case GiftKind::numerical:
                return read_numbers();
            case GiftKind::matching:
                return read_pairs();
            case GiftKind::essay:
                return read_essay();
        }
        return false;
    }

    void error(std::size_t line, std::string message, std::string mend) {
        context_.reading.report.error(context_.reading.file, line, std::move(message),
                                      std::move(mend));
    }
    void advice(std::size_t line, std::string message, std::string mend) {
        context_.reading.report.advice(context_.reading.file, line, std::move(message),
                                       std::move(mend));
    }

    RichText rich(const GiftText& text, std::size_t line) const {
        return rich_from_gift(text, context_.reading, line);
    }

    OptionId next_option() { return context_.option_ids.at(context_.options_used++); }

    FeedbackId add_feedback(const std::optional<GiftText>& text, FeedbackId id, std::size_t line) {
        if (!text) return 0;
        LocalRich words;
        words.set(rich(*text, line));
        result_.feedback.push_back({id, std::move(words)});
        return id;
    }

    FeedbackId place(std::size_t index) const { return feedback_id(context_.part_number, index); }

    // What an answer without a weight earns is up to its mark: all or nothing.
    std::optional<Share> share_of_choice(const GiftChoice& choice) {
        if (!choice.weight) return choice.correct ? Share::all() : Share::none();
        const auto share = share_from_percent(*choice.weight);
        if (share && share->parts >= -Share::whole && share->parts <= Share::whole) return *share;
        error(choice.line, "%" + *choice.weight + "% is not a percentage from -100 to 100",
              "write for example %50%");
        return std::nullopt;
    }

    bool read_true_false() {
        result_.kind = QuestionKind::true_false;
        ChoicePart part;
        part.fixed_order = true;
        part.inline_menu = context_.cloze;
        part.options = {{option_true, {}}, {option_false, {}}};
        const FeedbackId for_wrong =
            add_feedback(block_.first_feedback,
                         feedback_id(block_.is_true ? option_false : option_true), block_.line);
        const FeedbackId for_right =
            add_feedback(block_.second_feedback,
                         feedback_id(block_.is_true ? option_true : option_false), block_.line);
        ChoiceKey key;
        key.options = {{option_true, block_.is_true ? Share::all() : Share::none(),
                        block_.is_true ? for_right : for_wrong},
                       {option_false, block_.is_true ? Share::none() : Share::all(),
                        block_.is_true ? for_wrong : for_right}};
        result_.part.shape = std::move(part);
        result_.key.shape = std::move(key);
        return true;
    }

    bool read_choices() {
        ChoicePart part;
        ChoiceKey key;
        for (const GiftChoice& choice : block_.choices) {
            const auto share = share_of_choice(choice);
            if (!share) return false;
            if (choice.text.text.empty())
                error(choice.line, "an option has no words", "write them behind ~ or =");
            const OptionId id = next_option();
            part.options.push_back({id, rich(choice.text, choice.line)});
            key.options.push_back(
                {id, *share, add_feedback(choice.feedback, feedback_id(id), choice.line)});
        }
        const bool many = is_many();
        if (many) settle_many(key);
        check_shares(key, many);
        part.chosen_max = many ? 0 : 1;
        part.inline_menu = !many && context_.item.has_embedded_answers();
        part.fixed_order = option_order_fixed();
        key.all_or_nothing = !context_.cloze && scoring({"partial", "all-or-nothing"}) == 1;
        result_.kind = many ? QuestionKind::choice_many : QuestionKind::choice_one;
        result_.part.shape = std::move(part);
        result_.key.shape = std::move(key);
        return true;
    }

    bool is_many() {
        if (context_.cloze) return false;
        if (const auto chosen = context_.directives.word("choose", {"one", "many"}))
            return *chosen == 1;
        if (context_.reading.questionnaire) return false;
        return std::none_of(
            block_.choices.begin(), block_.choices.end(),
            [](const GiftChoice& choice) { return choice.correct || choice.weight == "100"; });
    }

    bool option_order_fixed() {
        return !context_.cloze &&
               context_.directives.word("order", {"shuffled", "fixed"}).value_or(0) == 1;
    }

    std::size_t scoring(std::initializer_list<std::string_view> words) {
        return context_.directives.word("scoring", words).value_or(0);
    }

    // Several right answers written with '=' and no weights: each earns its part, each wrong one
    // costs as much, so that choosing everything earns nothing.
    void settle_many(ChoiceKey& key) {
        const bool weighted =
            std::any_of(block_.choices.begin(), block_.choices.end(),
                        [](const GiftChoice& choice) { return choice.weight.has_value(); });
        const auto right = std::count_if(key.options.begin(), key.options.end(),
                                         [](const ChosenKey& one) { return one.share.parts > 0; });
        if (weighted || right == 0) return;
        for (ChosenKey& one : key.options)
            one.share = Share::of(one.share.parts > 0 ? 1 : -1, right);
    }

    void check_shares(const ChoiceKey& key, bool many) {
        std::int64_t sum = 0;
        std::int64_t best = 0;
        for (const ChosenKey& one : key.options) {
            sum += std::max<std::int64_t>(0, one.share.parts);
            best = std::max(best, one.share.parts);
        }
        if (key.options.size() < 2)
            error(block_.line, "a choice needs at least two options", "add one with ~");
        if (context_.reading.questionnaire) return;
        if (best == 0) {
            error(block_.line, "no option is right", "write = instead of ~ before the right one");
        } else if (many ? sum < Share::whole : best < Share::whole) {
            advice(block_.line, "not even the best answer earns all the points",
                   "the percentages of the right options should make 100");
        }
    }

    bool read_words() {
        result_.kind = QuestionKind::short_answer;
        TextKey key;
        bool whole = false;
        for (std::size_t i = 0; i < block_.choices.size(); ++i) {
            const GiftChoice& choice = block_.choices[i];
            const auto share = share_of_choice(choice);
            if (!share) return false;
            whole = whole || *share >= Share::all();
            if (choice.text.text.empty())
                error(choice.line, "an answer is empty", "write the words behind =");
            // Blanks count as one when answers are compared.
            key.answers.push_back({with_single_blanks(choice.text.text), *share,
                                   add_feedback(choice.feedback, place(i), choice.line)});
        }
        if (!whole)
            advice(block_.line, "not even the best answer earns all the points",
                   "give one answer 100 percent");
        key.case_matters =
            context_.part_number == 1 &&
            context_.directives.word("case", {"ignored", "matters"}).value_or(0) == 1;
        result_.part.shape = TextPart{};
        result_.key.shape = std::move(key);
        return true;
    }

    std::optional<DecimalRange> range_of(const GiftChoice& choice) {
        const GiftNumber& number = *choice.number;
        const auto first = decimal_from(number.number);
        const auto second =
            number.other.empty() ? Result<Decimal>(Decimal{}) : decimal_from(number.other);
        if (!first || !second) {
            error(choice.line, first ? second.error().message : first.error().message,
                  "write {#5}, {#5:0.1} or {#4..6}");
            return std::nullopt;
        }
        if (number.kind == GiftNumber::Kind::high_low) {
            if (compare(*first, *second) <= 0) return DecimalRange{*first, *second};
            return DecimalRange{*second, *first};
        }
        const auto range = range_around(*first, *second);
        if (range) return *range;
        error(choice.line, range.error().message, "write fewer digits");
        return std::nullopt;
    }

    bool read_numbers() {
        result_.kind = QuestionKind::numerical;
        NumberKey key;
        for (std::size_t i = 0; i < block_.choices.size(); ++i) {
            const GiftChoice& choice = block_.choices[i];
            const auto share = share_of_choice(choice);
            if (!share) return false;
            NumberAnswer answer;
            answer.share = *share;
            answer.feedback = add_feedback(choice.feedback, place(i), choice.line);
            answer.any = choice.number->kind == GiftNumber::Kind::any;
            if (!answer.any) {
                const auto range = range_of(choice);
                if (!range) return false;
                answer.range = *range;
            }
            key.answers.push_back(answer);
        }
        if (key.answers.empty()) return false;
        NumberPart part;
        if (context_.part_number == 1) read_units(key, part);
        result_.part.shape = std::move(part);
        result_.key.shape = std::move(key);
        return true;
    }

    void read_units(NumberKey& key, NumberPart& part) {
        key.unit_required = context_.directives.yes_no("unit-required").value_or(false);
        const auto penalty = context_.directives.percent("unit-penalty");
        const Directive* const units = context_.directives.find("units");
        if (units != nullptr || key.unit_required)
            key.unit_penalty = penalty.value_or(Share::all());
        if (units == nullptr) return;
        for (const std::string_view one : split(units->value, ',')) {
            const std::size_t colon = one.rfind(':');
            const auto factor =
                decimal_from(colon == std::string_view::npos ? "1" : one.substr(colon + 1));
            const std::string name(one.substr(0, colon));
            if (!factor || factor->mantissa <= 0 || name.empty()) {
                context_.directives.refuse(*units, "units=m:1,cm:0.01");
                return;
            }
            key.units.push_back({name, *factor});
            part.units.push_back(name);
        }
    }

    bool read_pairs() {
        if (context_.cloze) {
            error(block_.line, "a gap cannot hold a matching", "make it a question of its own");
            return false;
        }
        result_.kind = QuestionKind::matching;
        MatchPart part;
        MatchKey key;
        std::vector<OptionId> left;
        for (const GiftPair& pair : block_.pairs) {
            if (pair.left.text.empty()) continue;
            left.push_back(next_option());
            part.left.push_back({left.back(), rich(pair.left, pair.line)});
        }
        const std::vector<std::string> column = right_column(block_);
        std::vector<OptionId> right;
        for (const std::string& words : column) {
            right.push_back(next_option());
            part.right.push_back({right.back(), rich({"moodle", words}, block_.line)});
        }
        std::size_t next_left = 0;
        for (const GiftPair& pair : block_.pairs) {
            if (pair.left.text.empty()) continue;
            const auto place = std::find(column.begin(), column.end(), pair.right) - column.begin();
            key.pairs.push_back({left[next_left++], right[static_cast<std::size_t>(place)]});
        }
        if (key.pairs.size() < 2)
            error(block_.line, "a matching needs at least two pairs", "add =left -> right");
        key.all_or_nothing = scoring({"partial", "all-or-nothing"}) == 1;
        result_.part.shape = std::move(part);
        result_.key.shape = std::move(key);
        return true;
    }

    bool read_ordering() {
        if (block_.kind != GiftKind::short_answer || block_.choices.size() < 2) {
            error(block_.line,
                  "an ordering lists at least two things, each behind =, in the right order",
                  "write {=first =second =third}");
            return false;
        }
        result_.kind = QuestionKind::ordering;
        OrderPart part;
        OrderKey key;
        for (const GiftChoice& choice : block_.choices) {
            const OptionId id = next_option();
            part.items.push_back({id, rich(choice.text, choice.line)});
            key.order.push_back(id);
        }
        constexpr OrderScoring scorings[] = {OrderScoring::each_place, OrderScoring::each_neighbour,
                                             OrderScoring::all_or_nothing};
        key.scoring = scorings[scoring({"places", "neighbours", "all-or-nothing"})];
        result_.part.shape = std::move(part);
        result_.key.shape = std::move(key);
        return true;
    }

    // Whoever marks sees the general feedback as a guide.
    PersonKey person_key() const {
        PersonKey key;
        if (block_.global_feedback) key.guide.set(rich(*block_.global_feedback, block_.line));
        return key;
    }

    bool read_essay() {
        result_.kind = QuestionKind::essay;
        EssayPart part;
        part.lines = context_.directives.number("lines").value_or(0);
        if (const Directive* const words = context_.directives.find("words")) {
            const auto ends = split(words->value, '-');
            const auto low = whole_number_from(ends.front());
            const auto high = whole_number_from(ends.back());
            if (ends.size() == 2 && low && high && *low <= *high) {
                part.words_min = *low;
                part.words_max = *high;
            } else {
                context_.directives.refuse(*words, "words=50-300");
            }
        }
        result_.part.shape = part;
        result_.key.shape = person_key();
        return true;
    }

    bool read_file() {
        result_.kind = QuestionKind::file;
        FilePart part;
        if (const Directive* const media = context_.directives.find("media")) {
            for (const std::string_view one : split(media->value, ','))
                part.media_types.emplace_back(one);
        }
        if (const Directive* const size = context_.directives.find("size")) {
            const auto bytes = size_from(size->value);
            if (bytes) part.size_max = *bytes;
            if (!bytes) context_.directives.refuse(*size, "size=5MB");
        }
        part.count_max = context_.directives.number("files").value_or(1);
        result_.part.shape = std::move(part);
        result_.key.shape = person_key();
        return true;
    }

    const GiftBlock& block_;
    BlockContext& context_;
    ReadBlock result_;
};

}  // namespace

std::optional<ReadBlock> read_block(const GiftBlock& block, BlockContext& context) {
    return BlockReader(block, context).run();
}

}  // namespace approdo::import
