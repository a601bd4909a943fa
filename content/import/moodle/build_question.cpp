#include "content/import/moodle/build_question.hpp"

#include <algorithm>

#include "content/import/moodle/builder.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

struct Type {
    std::string_view name;
    QuestionKind kind;
    bool (*build)(QuestionBuilder&);
};
bool build_description(QuestionBuilder& builder) {
    builder.question.key.points = {};
    return true;
}
constexpr Type types[] = {
    {"multichoice", QuestionKind::choice_one, build_multiple_choice},
    {"truefalse", QuestionKind::true_false, build_true_false},
    {"shortanswer", QuestionKind::short_answer, build_short_answer},
    {"numerical", QuestionKind::numerical, build_numerical},
    {"matching", QuestionKind::matching, build_matching},
    {"match", QuestionKind::matching, build_matching},
    {"ordering", QuestionKind::ordering, build_ordering},
    {"essay", QuestionKind::essay, build_essay},
    {"description", QuestionKind::description, build_description},
    {"cloze", QuestionKind::cloze, build_cloze},
    {"multianswer", QuestionKind::cloze, build_cloze},
    {"calculated", QuestionKind::calculated, build_calculated},
    {"calculatedsimple", QuestionKind::calculated, build_calculated},
    {"calculatedmulti", QuestionKind::calculated, build_calculated_choice},
    {"gapselect", QuestionKind::cloze, build_gap_menus},
    {"ddwtos", QuestionKind::drag_and_drop, build_gap_menus},
    {"ddimageortext", QuestionKind::drag_and_drop, build_drag_to_picture},
    // Its pairs come when all questions have been read.
    {"randomsamatch", QuestionKind::matching, [](QuestionBuilder&) { return true; }},
    {"ddmarker", QuestionKind::hotspot, build_markers},
};

void add_common(QuestionBuilder& builder) {
    const MoodleQuestion& source = builder.source;
    QuestionKey& key = builder.question.key;
    if (const auto points = points_from(source.points); points && points->micro >= 0)
        key.points = *points;
    if (const auto penalty = share_of_one(source.penalty))
        key.penalty = clamped(*penalty, Share::none(), Share::all());
    key.general_feedback = builder.feedback(source.general_feedback);
    key.right_feedback = builder.feedback(source.right);
    key.partly_feedback = builder.feedback(source.partly);
    key.wrong_feedback = builder.feedback(source.wrong);
    key.show_right_count = source.show_right_count;
    bool rules = false;
    for (const MoodleHint& hint : source.hints) {
        LocalRich text;
        if (!hint.text.empty()) text.set(builder.rich(hint.text));
        key.hints.push_back(std::move(text));
        key.hint_rules.push_back({hint.show_right_count, hint.clear_wrong});
        rules = rules || hint.show_right_count || hint.clear_wrong;
    }
    if (!rules) key.hint_rules.clear();
}

void keep_as_unknown(QuestionBuilder& builder, const std::string& type) {
    QuestionPublic& shown = builder.question.shown;
    shown.kind = QuestionKind::unknown;
    shown.text = builder.rich(builder.source.text);
    shown.parts = {{1, UnknownPart{0, type, BaseType::text, Cardinality::single, {}}, ""}};
    shown.details.clear();
    shown.variables.clear();
    builder.question.key.parts = {{1, 1, PersonKey{}}};
    builder.question.key.formula_rules.clear();
    builder.question.key.least = Share::none();
}

}  // namespace

QuestionBuilder::QuestionBuilder(const MoodleQuestion& of, QuestionId id, const MoodleReading& with)
    : source(of), reading(with), own_options_(of.own_options) {
    question.shown.id = id;
    question.key.id = id;
}

RichText QuestionBuilder::rich(const MoodleText& text) const {
    return rich_text(text, reading, source.line);
}

FeedbackId QuestionBuilder::feedback(const MoodleText& text) {
    RichText words = rich(text);
    if (words.empty()) return 0;
    const auto id = static_cast<FeedbackId>(question.key.feedback.size() + 1);
    LocalRich local;
    local.set(std::move(words));
    question.key.feedback.push_back({id, std::move(local)});
    return id;
}

OptionId QuestionBuilder::option_id(std::string_view column, std::string_view words) {
    const auto own = OptionId::from_hex(own_options_.substr(0, own_options_.find(',')));
    own_options_.remove_prefix(
        std::min(own_options_.size(), std::min(own_options_.find(','), own_options_.size()) + 1));
    if (own) return *own;
    std::string place(column);
    place.push_back('\n');
    place += words;
    const int nth = seen_[place]++;
    const std::string of = question.shown.id.hex();
    return derived_id<OptionId>(reading.format, {"option", of, column, words, std::to_string(nth)});
}

Share QuestionBuilder::share(std::string_view fraction) const {
    const std::string text(trimmed(fraction));
    if (text.empty()) return Share::none();
    if (!source.percent) return share_of_one(text).value_or(Share::none());
    const auto share = share_from_percent(text);
    return share ? *share : Share::none();
}

void QuestionBuilder::loss(std::string message, std::string mend) const {
    reading.report.warning(reading.file, source.line, std::move(message), std::move(mend));
}

void QuestionBuilder::remark(std::string message, std::string mend) const {
    reading.report.advice(reading.file, source.line, std::move(message), std::move(mend));
}

void QuestionBuilder::add_part(PartShape shape, PartKeyShape key, std::uint32_t weight,
                               std::string label) {
    const auto number = static_cast<std::uint32_t>(question.shown.parts.size() + 1);
    question.shown.parts.push_back({number, std::move(shape), std::move(label)});
    question.key.parts.push_back({number, weight, std::move(key)});
}

PartDetail& QuestionBuilder::detail(std::uint32_t part) {
    for (PartDetail& one : question.shown.details) {
        if (one.number == part) return one;
    }
    PartDetail added;
    added.number = part;
    return question.shown.details.emplace_back(std::move(added));
}

void QuestionBuilder::allow_negative(Share share) {
    question.key.least = std::min(question.key.least, clamped(share, {-Share::whole}, {}));
}

namespace {

void begin_question(QuestionBuilder& builder, const std::string& category) {
    QuestionPublic& shown = builder.question.shown;
    shown.title = with_references_replaced(trimmed(builder.source.name));
    shown.category = category;
    shown.foreign_id = trimmed(builder.source.id_number);
    for (const std::string_view tag : builder.source.tags) shown.tags.emplace_back(tag);
    add_common(builder);
}

const Type* type_of_question(std::string_view name) {
    const auto* const found = std::find_if(std::begin(types), std::end(types),
                                           [&](const Type& one) { return one.name == name; });
    return found == std::end(types) ? nullptr : found;
}

Question unknown_question(const MoodleQuestion& source, QuestionId id, const std::string& category,
                          const MoodleReading& reading) {
    QuestionBuilder builder(source, id, reading);
    begin_question(builder, category);
    keep_as_unknown(builder, std::string(source.type));
    return std::move(builder.question);
}

}  // namespace

BuiltQuestion build_question(const MoodleQuestion& source, QuestionId id,
                             const std::string& category, const MoodleReading& reading) {
    QuestionBuilder builder(source, id, reading);
    begin_question(builder, category);
    const std::string title = builder.question.shown.title;
    const Type* const type = type_of_question(source.type);
    if (type == nullptr) {
        builder.loss("questions of the type «" + std::string(source.type) +
                         "» are not known here: «" + title +
                         "» is kept as its text, with an answer in words",
                     "write it anew as one of the types of docs/authoring.md");
        keep_as_unknown(builder, std::string(source.type));
        return {std::move(builder.question), false};
    }
    builder.question.shown.kind = type->kind;
    if (!type->build(builder)) {
        keep_as_unknown(builder, std::string(source.type));
        return {std::move(builder.question), true};
    }
    if (builder.question.shown.text.empty())
        builder.question.shown.text = builder.rich(source.text);
    auto halves = split(std::move(builder.question));
    if (halves) return {{std::move(halves->shown), std::move(halves->key)}, true};
    builder.loss("«" + title + "» is kept as its text: " + halves.error().message);
    return {unknown_question(source, id, category, reading), true};
}

std::optional<Share> share_of_one(std::string_view text) {
    auto decimal = decimal_from(trimmed(text));
    if (!decimal) return std::nullopt;
    decimal->exponent += 2;
    const auto share = share_from_percent(decimal_text(*decimal));
    return share ? std::optional(*share) : std::nullopt;
}

std::uint32_t count_of(std::string_view text, std::uint32_t otherwise) {
    text = trimmed(text);
    const auto dot = text.find('.');
    if (dot != std::string_view::npos) text = text.substr(0, dot);
    if (text.empty() || text.size() > 9) return otherwise;
    std::uint32_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return otherwise;
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return value;
}

}  // namespace approdo::import
