// Attempts, answers and what came of them, for the export of one's own data. Where the version that
// an attempt is of is still here, its questions stand in words.
#include "client_core/core/attempt.hpp"
#include "client_core/core/my_data.hpp"
#include "client_core/core/views_json.hpp"
#include "content/model/encoding.hpp"

namespace approdo::client {
namespace {

using content::QuestionPublic;

std::string text_in(const std::vector<content::Option>& options, const OptionId& id) {
    for (const content::Option& option : options) {
        if (option.id == id) return option.text.html;
    }
    return {};
}
std::string text_in(const std::vector<content::NamedPlace>& places, const OptionId& id) {
    for (const content::NamedPlace& place : places) {
        if (place.id == id) return place.label;
    }
    return {};
}
std::string text_in(const std::vector<content::DragItem>& items, const OptionId& id) {
    for (const content::DragItem& item : items) {
        if (item.id == id) return item.text.html;
    }
    return {};
}

std::string text_of_option(const content::PartShape& shape, const OptionId& id) {
    if (const auto* choice = std::get_if<content::ChoicePart>(&shape)) {
        return text_in(choice->options, id);
    }
    if (const auto* order = std::get_if<content::OrderPart>(&shape)) {
        return text_in(order->items, id);
    }
    if (const auto* match = std::get_if<content::MatchPart>(&shape)) {
        return text_in(match->left, id) + text_in(match->right, id);
    }
    if (const auto* hotspot = std::get_if<content::HotspotPart>(&shape)) {
        return text_in(hotspot->places, id);
    }
    if (const auto* drag = std::get_if<content::DragPart>(&shape)) {
        return text_in(drag->items, id) + text_in(drag->targets, id);
    }
    return {};
}

// One value of a response as JSON.
struct ValueWriter {
    JsonWriter& json;
    const content::Part* part;

    void option(const OptionId& id) const {
        json.begin_object().member("option", id);
        if (id == content::option_true || id == content::option_false) {
            json.member("text", id == content::option_true ? "true" : "false");
        } else if (part != nullptr) {
            json.member("text", text_of_option(part->shape, id));
        }
        json.end_object();
    }
    void both(const OptionId& first, const OptionId& second) const {
        json.begin_list();
        option(first);
        option(second);
        json.end_list();
    }

    void operator()(const OptionId& value) const { option(value); }
    void operator()(bool value) const { json.flag(value); }
    void operator()(std::int64_t value) const { json.number_signed(value); }
    void operator()(const content::Decimal& value) const { json.text(decimal_text(value)); }
    void operator()(const std::string& value) const { json.text(value); }
    void operator()(const content::Point& value) const {
        json.begin_object().member("x", value.x).member("y", value.y).end_object();
    }
    void operator()(const content::Pair& value) const { both(value.first, value.second); }
    void operator()(const content::DirectedPair& value) const { both(value.from, value.to); }
    void operator()(const content::DurationMs& value) const {
        json.begin_object().member("duration_ms", value.value).end_object();
    }
    void operator()(const content::FileValue& value) const {
        json.begin_object()
            .member("file", value.name)
            .member("type", value.media_type)
            .member("size", value.size)
            .member("hash", value.content)
            .end_object();
    }
    void operator()(const content::Uri& value) const {
        json.begin_object().member("address", value.text).end_object();
    }
    // Of a newer program: kept as it is.
    void operator()(const content::UnknownValue& value) const {
        json.begin_object()
            .member("kind", value.tag)
            .member("bytes", to_hex(value.raw))
            .end_object();
    }
};

const content::Part* part_of(const QuestionPublic* question, std::uint32_t number) {
    if (question == nullptr) return nullptr;
    for (const content::Part& part : question->parts) {
        if (part.number == number) return &part;
    }
    return nullptr;
}

// The questions of an attempt in words; empty: its version is not here any more.
std::map<QuestionId, QuestionPublic> questions_of(Client::Parts& parts,
                                                  const content::AttemptId& id) {
    std::map<QuestionId, QuestionPublic> questions;
    const auto loaded = load_attempt(parts, id);
    if (!loaded.ok()) return questions;
    for (const content::PlannedQuestion& planned : loaded->plan) {
        const QuestionPublic* question = loaded->question(planned.question);
        if (question == nullptr) continue;
        questions.emplace(question->id, content::with_values(*question, planned.data_set));
    }
    return questions;
}

void write_answers(JsonWriter& json, const content::AttemptRecord& attempt,
                   const std::map<QuestionId, QuestionPublic>& questions) {
    write_list(json, "questions", attempt.answers, [&](const auto& of_question) {
        const auto found = questions.find(of_question.first);
        const QuestionPublic* question = found == questions.end() ? nullptr : &found->second;
        json.begin_object().member("question", of_question.first);
        if (question != nullptr) {
            json.member("title", question->title).member("html", question->text.html);
        }
        json.name("answers").begin_list();
        for (const auto& [stamp, one] : of_question.second) {
            json.begin_object();
            write_time(json, "at", one.place.wall);
            json.member("try", one.value.try_number)
                .member("hints", one.value.hints)
                .member("duration_ms", one.value.duration_ms);
            write_response(json, one.value.response, question);
            json.end_object();
        }
        json.end_list().end_object();
    });
}

void write_points(JsonWriter& json, content::Points points, content::Points points_max) {
    json.member("points", content::points_text(points))
        .member("points_max", content::points_text(points_max));
}

void write_results(JsonWriter& json, const content::Grade& grade) {
    const auto results = content::decode_results(grade.results);
    if (!results.ok()) return;
    write_list(json, "results", *results, [&](const content::QuestionResult& result) {
        json.begin_object().member("question", result.question);
        write_points(json, result.points, result.points_max);
        json.member("verdict", name_of(result.verdict));
        write_list(json, "feedback", result.feedback,
                   [&](const content::RichText& text) { json.text(text.html); });
        json.end_object();
    });
}

void write_outcome(JsonWriter& json, const content::AttemptRecord& attempt) {
    write_list(json, "handed_in", attempt.submissions, [&](const auto& one) {
        const content::Submitted& said = one.second.value;
        json.begin_object();
        write_time(json, "at", one.second.place.wall);
        json.member("answered", said.answered)
            .member("duration_ms", said.duration_ms)
            .member("time_was_up", said.time_was_up);
        if (said.marked_here) {
            write_points(json, said.points, said.points_max);
            json.member("passed", said.passed);
        }
        json.end_object();
    });
    if (attempt.grade.is_set()) {
        const content::Grade& grade = attempt.grade.value;
        json.name("grade").begin_object();
        write_points(json, grade.points, grade.points_max);
        json.member("passed", grade.passed)
            .member("waits_for_person", grade.waits_for_person)
            .member("by", grade.by == content::MarkedBy::person ? "person" : "machine");
        write_results(json, grade);
        json.end_object();
    }
    write_list(json, "feedback", attempt.feedback, [&](const auto& one) {
        const content::FeedbackGiven& given = one.second.value;
        json.begin_object()
            .member("question", given.question)
            .member("text", given.source)
            .member("html", given.html)
            .member("language", given.language);
        write_time(json, "at", given.written);
        if (given.marks) write_points(json, given.points, given.points_max);
        json.end_object();
    });
    if (!attempt.voided.empty()) json.member("voided", true);
}

}  // namespace

void write_response(JsonWriter& json, ByteView bytes, const QuestionPublic* question) {
    const auto response = content::decode<content::Response>(bytes);
    json.name("response");
    if (!response.ok()) {
        // A newer program's, or damaged: given as it is kept.
        json.begin_object().member("bytes", to_hex(bytes)).end_object();
        return;
    }
    json.begin_list();
    for (const content::PartResponse& part : response->parts) {
        json.begin_object().member("part", part.part);
        json.name("values").begin_list();
        const ValueWriter writer{json, part_of(question, part.part)};
        for (const content::Value& value : part.values) std::visit(writer, value);
        json.end_list();
        write_list(json, "names", part.names, [&](const std::string& name) { json.text(name); });
        json.end_object();
    }
    json.end_list();
}

void write_attempts(JsonWriter& json, Client::Parts& parts, const content::UnitRecord& unit) {
    write_list(json, "attempts", unit.attempts, [&](const auto& one) {
        const content::AttemptRecord& attempt = one.second;
        json.begin_object().member("attempt", one.first);
        if (!attempt.openings.empty()) {
            const auto& opening = attempt.openings.begin()->second;
            json.member("number", opening.value.number)
                .member("mode", name_of(opening.value.mode))
                .member("language", opening.value.language)
                .member("version", opening.place.version.value);
            write_time(json, "opened", opening.place.wall);
        }
        write_answers(json, attempt, questions_of(parts, one.first));
        write_outcome(json, attempt);
        json.end_object();
    });
}

}  // namespace approdo::client
