#include "content/import/qti1/question_reader.hpp"

#include <algorithm>

#include "content/import/qti1/calculated.hpp"
#include "content/import/qti1/package_links.hpp"
#include "content/import/qti1/part_weights.hpp"
#include "content/import/qti1/question_shapes.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/html_text.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import::qti1 {

using namespace content;

namespace {

constexpr FeedbackId general_feedback_id = 1;
constexpr FeedbackId right_feedback_id = 2;
constexpr FeedbackId wrong_feedback_id = 3;
constexpr FeedbackId first_answer_feedback_id = 4;

// Each option is tried by itself, so there has to be an end of them.
constexpr std::size_t fields_max = 200;
constexpr std::size_t labels_max = 2'000;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string lower(std::string_view text) {
    std::string result(trimmed(text));
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

// As its writer calls the kind, in lower case with underscores: each program has its own place.
std::string type_of_item(pugi::xml_node item) {
    std::string type;
    for (const std::string_view label : {"question_type", "cc_profile", "qmd_itemtype"}) {
        if (type.empty()) type = metadata_field(item, label);
    }
    if (type.empty()) type = text_within(child(child(item, "itemmetadata"), "bbmd_questiontype"));
    if (type.empty()) type = text_within(child(child(item, "itemmetadata"), "qmd_itemtype"));
    type = lower(type);
    std::replace(type.begin(), type.end(), ' ', '_');
    return type;
}

class QuestionReader {
  public:
    QuestionReader(const XmlDocument& document, pugi::xml_node item, const std::string& scope,
                   const Reading& reading)
        : reading_(reading),
          item_(item),
          line_(document.line_of(item)),
          presentation_(read_presentation(child(item, "presentation"))),
          processing_(item, presentation_.fields),
          context_{presentation_,
                   processing_,
                   scope + "/" + std::string(trimmed(attribute(item, "ident"))),
                   type_of_item(item),
                   [this](const std::string& html) { return rich(html); },
                   [this](const Tried& tried) { return feedback_of(tried); },
                   [this](std::string message, std::string mend) {
                       warn(std::move(message), std::move(mend));
                   }} {}

    Question run() {
        result_.shown.id = derived_id<QuestionId>("qti-1.2", {context_.id});
        result_.key.id = result_.shown.id;
        result_.shown.title = trimmed(attribute(item_, "title"));
        result_.key.points = points();
        if (processing_.is_too_large())
            warn("the rules for marking this question are too many to be read",
                 "write it anew in the quiz");
        read_feedback_texts();
        read_parts();
        read_text();
        read_hints();
        return settled();
    }

  private:
    RichText rich(const std::string& html) { return clean_text(html, line_, reading_); }
    void warn(std::string message, std::string mend) {
        const std::string& title = result_.shown.title;
        reading_.report.warning(
            reading_.file, line_,
            title.empty() ? std::move(message) : "question «" + title + "»: " + std::move(message),
            std::move(mend));
    }

    Points points() const {
        for (const std::string_view label :
             {"points_possible", "cc_weighting", "qmd_weighting", "qmd_absolutescore_max"}) {
            std::string text = metadata_field(item_, label);
            if (text.empty())
                text = trimmed(text_within(child(child(item_, "itemmetadata"), label)));
            const auto points = millionths_of(text);
            if (points && *points >= 0) return {std::min(*points, points_max)};
        }
        // A declared maximum of 100 is a percentage.
        const std::int64_t most = processing_.score_max();
        if (processing_.scores() && most > 0 && most <= points_max && !processing_.declares_max())
            return {most};
        return {1'000'000};
    }

    void read_feedback_texts() {
        for (const pugi::xml_node one : children(item_, "itemfeedback")) {
            const std::string id(trimmed(attribute(one, "ident")));
            if (child(one, "hint") || child(one, "solution")) continue;
            texts_[id] = material_html(one);
        }
        find_general();
        for (const pugi::xml_node one : children(item_, "itemfeedback")) {
            if (const pugi::xml_node solution = child(one, "solution"))
                general_ += (general_.empty() ? "" : " ") + material_html(solution);
        }
        QuestionKey& key = result_.key;
        key.general_feedback = add_feedback(general_feedback_id, general_);
        // By custom these two are shown by the verdict, whether conditions name them or not.
        key.right_feedback = add_feedback(right_feedback_id, text_called("correct_fb"));
        key.wrong_feedback = add_feedback(wrong_feedback_id, text_called("general_incorrect_fb"));
        key.partly_feedback = key.wrong_feedback;
    }

    std::string text_called(const std::string& id) {
        const auto text = texts_.find(id);
        if (text == texts_.end()) return {};
        general_ids_.insert(id);  // no answer's own
        return text->second;
    }

    FeedbackId add_feedback(FeedbackId id, const std::string& html) {
        if (trimmed(html).empty()) return 0;
        LocalRich words;
        words.set(rich(html));
        result_.key.feedback.push_back({id, std::move(words)});
        return id;
    }

    // What shows whatever is answered, and what a program calls general by custom.
    void find_general() {
        const auto shown_by = [&](const Answers& answers) {
            const auto shown = processing_.with(answers).feedback;
            return std::set<std::string>(shown.begin(), shown.end());
        };
        general_ids_ = shown_by({});
        for (const Test& test : processing_.tests()) {
            if (general_ids_.empty()) break;
            const auto shown = shown_by({{test.field, {test.value}}});
            std::erase_if(general_ids_, [&](const std::string& id) { return !shown.contains(id); });
        }
        if (texts_.contains("general_fb")) general_ids_.insert("general_fb");
        for (const std::string& id : general_ids_) {
            if (const auto text = texts_.find(id); text != texts_.end())
                general_ += (general_.empty() ? "" : " ") + text->second;
        }
    }

    FeedbackId feedback_of(const Tried& tried) {
        std::string html;
        std::set<std::string> used;
        for (const std::string& id : tried.feedback) {
            const auto text = texts_.find(id);
            if (text == texts_.end() || general_ids_.contains(id) || !used.insert(id).second)
                continue;
            html += (html.empty() ? "" : " ") + text->second;
        }
        if (trimmed(html).empty()) return 0;
        const auto [place, is_new] = feedback_.try_emplace(
            html, static_cast<FeedbackId>(first_answer_feedback_id + feedback_.size()));
        return is_new ? add_feedback(place->second, html) : place->second;
    }

    void read_hints() {
        for (const pugi::xml_node one : children(item_, "itemfeedback")) {
            for (const pugi::xml_node hint : children(child(one, "hint"), "hintmaterial")) {
                LocalRich words;
                words.set(rich(material_html(hint)));
                result_.key.hints.push_back(std::move(words));
            }
        }
    }

    void add(Shape shape) {
        const auto number = static_cast<std::uint32_t>(result_.shown.parts.size() + 1);
        shape.part.number = number;
        shape.key.number = number;
        result_.shown.kind = number == 1 ? shape.kind : QuestionKind::composite;
        result_.shown.parts.push_back(std::move(shape.part));
        result_.key.parts.push_back(std::move(shape.key));
    }

    void read_parts() {
        const auto& fields = presentation_.fields;
        const std::string& type = context_.type;
        if (fields.empty()) return read_without_fields();
        if (is_too_large()) {
            warn("this question has more fields or options than can be read",
                 "divide it into several");
            return add(unknown_shape(type.empty() ? "item" : type));
        }
        if (const pugi::xml_node calculated = calculated_of(item_)) {
            const bool read = read_calculated(calculated, result_, [this](auto message, auto mend) {
                warn(std::move(message), std::move(mend));
            });
            if (read) return;
        }
        const bool choices = std::all_of(fields.begin(), fields.end(), [](const auto& one) {
            return one.asked == Asked::choice;
        });
        if (fields.size() > 1 && choices && !has_places()) {
            if (contains(type, "categor")) return add(category_shape(context_));
            if (is_matching()) return add(match_shape(context_));
        }
        for (const ResponseField& field : fields) add(shape_of(field));
        if (fields.size() > 1) settle_weights(result_.key, context_);
    }

    bool is_too_large() const {
        std::size_t labels = 0;
        for (const ResponseField& one : presentation_.fields) labels += one.labels.size();
        return presentation_.fields.size() > fields_max || labels > labels_max;
    }

    void read_without_fields() {
        const std::string& type = context_.type;
        if (contains(type, "file_upload") || contains(type, "file_response"))
            return add(file_shape());
        if (contains(type, "essay") || contains(type, "short_response"))
            return add(essay_shape(ResponseField{}));
        if (type.empty() || contains(type, "text_only")) return;
        warn("a question of the type «" + type + "» is not known here",
             "its text is kept, and an answer in words; a person marks it");
        add(unknown_shape(type));
    }

    // Fields with the same things to choose from are one matching.
    bool is_matching() const {
        if (contains(context_.type, "match")) return true;
        const auto& fields = presentation_.fields;
        return !presentation_.right_column.empty() ||
               std::all_of(fields.begin() + 1, fields.end(), [&](const ResponseField& one) {
                   return one.labels.size() == fields[0].labels.size() && !one.html.empty() &&
                          std::equal(one.labels.begin(), one.labels.end(), fields[0].labels.begin(),
                                     [](const Label& a, const Label& b) {
                                         return a.id == b.id && a.html == b.html;
                                     });
               });
    }

    Shape shape_of(const ResponseField& field) {
        const std::string& type = context_.type;
        switch (field.asked) {
            case Asked::choice:
                if (field.cardinality == Cardinality::ordered) return order_shape(field, context_);
                if (!field.labels.empty()) return choice_shape(field, context_);
                break;
            case Asked::text:
                if (contains(type, "file_upload")) return file_shape();
                if (contains(type, "numeric")) return number_shape(field, context_);
                return contains(type, "essay") || !processing_.scores()
                           ? essay_shape(field)
                           : text_shape(field, context_);
            case Asked::number:
                return number_shape(field, context_);
            case Asked::points:
                if (auto shape = hotspot_of(field)) return std::move(*shape);
                break;
            case Asked::group:
                break;
        }
        const std::string name = type.empty() ? "interaction" : type;
        warn("an interaction of the type «" + name + "» is not known here",
             "its text is kept, and an answer in words; a person marks it");
        return unknown_shape(name);
    }

    std::optional<Shape> hotspot_of(const ResponseField& field) {
        const auto asset = reading_.links.asset(field.picture);
        if (!asset || !asset->size) return std::nullopt;
        Shape shape = hotspot_shape(field, context_);
        Picture& picture = std::get<HotspotPart>(shape.part.shape).picture;
        picture.path = asset->path;
        picture.width = asset->size->width;
        picture.height = asset->size->height;
        picture.alternative = result_.shown.title;
        return shape;
    }

    // Canvas writes [name] where the field called «response_name» stands.
    static std::string name_in_text(const ResponseField& field) {
        const std::string_view prefix = "response_";
        return field.id.starts_with(prefix) ? "[" + field.id.substr(prefix.size()) + "]" : "";
    }
    bool has_places() const {
        return std::any_of(
            presentation_.fields.begin(), presentation_.fields.end(), [&](const auto& field) {
                const std::string name = name_in_text(field);
                return !name.empty() &&
                       std::any_of(presentation_.segments.begin(), presentation_.segments.end(),
                                   [&](const Segment& one) { return contains(one.html, name); });
            });
    }

    // A field between two texts stands in the text; one behind all of it needs no mark there.
    void read_text() {
        std::string html;
        const auto& segments = presentation_.segments;
        const bool one_part = result_.shown.parts.size() != presentation_.fields.size();
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const Segment& segment = segments[i];
            if (segment.field == 0) {
                html += (html.empty() ? "" : " ") + segment.html;
                continue;
            }
            const bool text_follows =
                std::any_of(segments.begin() + static_cast<std::ptrdiff_t>(i), segments.end(),
                            [](const Segment& one) { return one.field == 0; });
            const ResponseField& field = presentation_.fields[segment.field - 1];
            const std::string name = name_in_text(field);
            if (one_part || (!name.empty() && contains(html, name))) continue;
            const bool several = presentation_.fields.size() > 1;
            if (!field.html.empty() && !has_places())
                html += several ? "<p>" + field.html + " " + place_of_part(segment.field) + "</p>"
                                : " " + field.html;
            else if (text_follows)
                html += " " + place_of_part(segment.field);
        }
        if (!one_part) html = with_places(std::move(html));
        result_.shown.text = rich(with_variables(std::move(html), result_));
        for (Part& part : result_.shown.parts) {
            if (!contains(result_.shown.text.html, place_of_part(part.number))) continue;
            if (auto* const choice = std::get_if<ChoicePart>(&part.shape))
                choice->inline_menu = true;
        }
        if (result_.shown.parts.size() > 1 && has_places())
            result_.shown.kind = QuestionKind::cloze;
    }

    static std::string place_of_part(std::size_t number) {
        return "<span data-part=\"" + std::to_string(number) + "\"></span>";
    }

    std::string with_places(std::string html) const {
        for (std::size_t i = 0; i < presentation_.fields.size(); ++i) {
            const std::string name = name_in_text(presentation_.fields[i]);
            const std::size_t at = name.empty() ? std::string::npos : html.find(name);
            if (at != std::string::npos) html.replace(at, name.size(), place_of_part(i + 1));
        }
        return html;
    }

    // A question that contradicts itself keeps its text.
    Question settled() {
        auto halves = split(result_);
        if (halves.ok()) return {std::move(halves.value().shown), std::move(halves.value().key)};
        warn("this question cannot be marked: " + halves.error().message,
             "its text is kept, and an answer in words; a person marks it");
        result_.shown.parts.clear();
        result_.key.parts.clear();
        result_.shown.variables.clear();
        add(unknown_shape(context_.type.empty() ? "item" : context_.type));
        return std::move(result_);
    }

    static constexpr std::int64_t points_max = 1'000'000'000'000;

    const Reading& reading_;
    pugi::xml_node item_;
    std::size_t line_;
    Presentation presentation_;
    Processing processing_;
    ItemContext context_;
    Question result_;
    std::map<std::string, std::string> texts_;  // of feedback, by its id
    std::set<std::string> general_ids_;
    std::string general_;
    std::map<std::string, FeedbackId> feedback_;  // by its words
};

}  // namespace

std::string metadata_field(pugi::xml_node within, std::string_view label) {
    for (const pugi::xml_node one : within.children()) {
        const std::string_view name = local_name(one);
        if (name == "qtimetadatafield") {
            if (trimmed(text_within(child(one, "fieldlabel"))) == label)
                return std::string(trimmed(text_within(child(one, "fieldentry"))));
        } else if (name == "itemmetadata" || name == "qtimetadata") {
            std::string value = metadata_field(one, label);
            if (!value.empty()) return value;
        }
    }
    return {};
}

RichText clean_text(const std::string& html, std::size_t line, const Reading& reading) {
    HtmlOptions options;
    options.is_page = false;
    options.direction = direction_of(reading.language);
    CleanHtml clean = clean_html(html, reading.links, options);
    report_losses(clean.findings, reading.file, line, reading.report);
    return {std::move(clean.html), reading.language, Direction::inherit};
}

Question read_question(const XmlDocument& document, pugi::xml_node item, const std::string& scope,
                       const Reading& reading) {
    return QuestionReader(document, item, scope, reading).run();
}

}  // namespace approdo::import::qti1
