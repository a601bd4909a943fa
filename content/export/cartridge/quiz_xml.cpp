#include "content/export/cartridge/quiz_xml.hpp"

#include <algorithm>

#include "content/export/cartridge/xml_text.hpp"

namespace approdo::content_export {

using namespace content;

namespace {

constexpr std::string_view outcomes =
    "<outcomes><decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/>"
    "</outcomes>";
constexpr std::string_view full_score = "<setvar action=\"Set\" varname=\"SCORE\">100</setvar>";

std::string equals(std::string_view value, bool case_matters = false) {
    return std::string("<varequal respident=\"response\"") + (case_matters ? " case=\"Yes\"" : "") +
           ">" + xml_escaped(value) + "</varequal>";
}

std::string condition(const std::string& inner, const std::string& then, bool goes_on) {
    return std::string("<respcondition continue=\"") + (goes_on ? "Yes" : "No") +
           "\"><conditionvar>" + inner + "</conditionvar>" + then + "</respcondition>";
}

class ItemWriter {
  public:
    ItemWriter(const QuestionPublic& shown, const QuestionKey& key, const std::string& language,
               const std::function<std::string(const std::string&)>& html,
               std::vector<std::string>& dropped)
        : shown_(shown), key_(key), language_(language), html_(html), dropped_(dropped) {}

    std::string run(const std::string& text_before) {
        const bool one_part = shown_.parts.size() == 1 && key_.parts.size() == 1;
        const bool known = one_part && write_known();
        if (!known) write_as_essay();
        if (key_.points.micro != 1'000'000)
            metadata_ += xml_field("cc_weighting", points_text(key_.points));
        if (!key_.hints.empty()) drop("its hints");
        if (key_.penalty.parts != 0) drop("what earlier tries cost");
        if (!shown_.tags.empty() || !shown_.category.empty()) drop("its tags and category");
        if (!text_before.empty()) drop("it begins with the text that stood before it");
        std::string text = text_before + shown_.text.html;
        return "<item ident=\"q" + shown_.id.hex() + "\" title=\"" + xml_escaped(shown_.title) +
               "\"><itemmetadata><qtimetadata>" + xml_field("cc_profile", profile_) + metadata_ +
               "</qtimetadata></itemmetadata><presentation>" + xml_material(html_(text)) +
               presentation_ + "</presentation><resprocessing>" + std::string(outcomes) +
               general_condition() + conditions_ + wrong_condition() + "</resprocessing>" +
               feedback_ + "</item>\n";
    }

  private:
    void drop(const std::string& what) {
        dropped_.push_back("question «" + (shown_.title.empty() ? shown_.id.hex() : shown_.title) +
                           "»: " + what);
    }

    bool write_known() {
        const auto& shape = shown_.parts.front().shape;
        const auto& key = key_.parts.front().shape;
        // Rules, and people, mark parts of any shape: what they mark has no key to write.
        const auto* const choice = std::get_if<ChoicePart>(&shape);
        const auto* const options = std::get_if<ChoiceKey>(&key);
        if (choice != nullptr && options != nullptr) return write_choice(*choice, *options);
        const auto* const words = std::get_if<TextKey>(&key);
        if (std::holds_alternative<TextPart>(shape) && words != nullptr) return write_words(*words);
        if (std::holds_alternative<EssayPart>(shape)) {
            begin_field("cc.essay.v0p1");
            return true;
        }
        return false;
    }

    void write_as_essay() {
        begin_field("cc.essay.v0p1");
        drop("this kind of question has no form in a cartridge; it became an essay");
    }

    void begin_field(std::string_view profile) {
        profile_ = profile;
        presentation_ =
            "<response_str ident=\"response\" rcardinality=\"Single\"><render_fib>"
            "<response_label ident=\"answer\"/></render_fib></response_str>";
    }

    bool write_choice(const ChoicePart& part, const ChoiceKey& key) {
        const bool many = part.chosen_max != 1;
        const bool truth = shown_.kind == QuestionKind::true_false;
        profile_ = truth  ? "cc.true_false.v0p1"
                   : many ? "cc.multiple_response.v0p1"
                          : "cc.multiple_choice.v0p1";
        presentation_ = std::string("<response_lid ident=\"response\" rcardinality=\"") +
                        (many ? "Multiple" : "Single") + "\"><render_choice" +
                        (part.fixed_order && !truth ? " shuffle=\"No\"" : "") + ">";
        for (const Option& option : part.options)
            presentation_ += "<response_label ident=\"" + label_of(option.id) + "\">" +
                             (truth ? xml_material(label_of(option.id))
                                    : xml_material(html_(option.text.html))) +
                             "</response_label>";
        presentation_ += "</render_choice></response_lid>";
        for (const ChosenKey& one : key.options) show_feedback(one.feedback, label_of(one.option));
        return many ? write_many(key) : write_one(key);
    }

    std::string label_of(const OptionId& id) const {
        if (shown_.kind != QuestionKind::true_false) return "o" + id.hex();
        return id == option_true ? "true" : "false";
    }

    bool write_one(const ChoiceKey& key) {
        bool partial = false;
        for (const ChosenKey& one : key.options) {
            if (one.share >= Share::all()) {
                conditions_ += condition(equals(label_of(one.option)), right_answer(), false);
            } else {
                partial |= one.share.parts != 0;
            }
        }
        if (partial) drop("options that earn or cost a part of the points");
        return true;
    }

    bool write_many(const ChoiceKey& key) {
        std::string all;
        for (const ChosenKey& one : key.options) {
            const std::string test = equals(label_of(one.option));
            all += one.share.parts > 0 ? test : "<not>" + test + "</not>";
        }
        conditions_ += condition("<and>" + all + "</and>", right_answer(), false);
        if (!key.all_or_nothing) drop("points for a part of the right options");
        return true;
    }

    // A star at both ends is a part of what is typed; elsewhere the profile knows none.
    bool write_words(const TextKey& key) {
        std::string tests;
        bool pattern = false;
        for (const TextAnswer& one : key.answers) {
            if (one.share < Share::all()) {
                drop("the answer «" + one.pattern + "», which earns a part of the points");
                continue;
            }
            const bool within =
                one.pattern.size() > 2 && one.pattern.front() == '*' && one.pattern.back() == '*';
            const std::string inner =
                within ? one.pattern.substr(1, one.pattern.size() - 2) : one.pattern;
            std::string words;
            bool star = false;
            for (std::size_t i = 0; i < inner.size(); ++i) {
                if (inner[i] == '\\' && i + 1 < inner.size() && inner[i + 1] == '*')
                    ++i;
                else
                    star |= inner[i] == '*';
                words += inner[i];
            }
            if (star) {
                drop("the answer «" + one.pattern + "» with its stars");
                continue;
            }
            pattern |= within;
            const std::string as_case = key.case_matters ? " case=\"Yes\"" : " case=\"No\"";
            tests += within ? "<varsubstring respident=\"response\"" + as_case + ">" +
                                  xml_escaped(words) + "</varsubstring>"
                            : equals(words, key.case_matters);
            show_feedback(one.feedback, words);
        }
        if (tests.empty()) return false;
        begin_field(pattern ? "cc.pattern_match.v0p1" : "cc.fib.v0p1");
        conditions_ += condition("<or>" + tests + "</or>", right_answer(), false);
        return true;
    }

    std::string feedback_html(FeedbackId id) const {
        const LocalRich* const text = key_.feedback_text(id);
        const RichText* const words = text == nullptr ? nullptr : text->in(language_);
        return words == nullptr ? std::string() : words->html;
    }

    std::string itemfeedback(const std::string& id, const std::string& html) const {
        return "<itemfeedback ident=\"" + id + "\"><flow_mat>" + xml_material(html_(html)) +
               "</flow_mat></itemfeedback>";
    }

    static std::string displays(const std::string& id) {
        return "<displayfeedback feedbacktype=\"Response\" linkrefid=\"" + id + "\"/>";
    }

    // Conditions for feedback come first: one that gives points ends the processing.
    void show_feedback(FeedbackId id, const std::string& answer) {
        const std::string html = feedback_html(id);
        if (html.empty()) return;
        const std::string name = "fb" + std::to_string(id);
        feedback_conditions_ += condition(equals(answer), displays(name), true);
        if (feedback_.find("ident=\"" + name + "\"") == std::string::npos)
            feedback_ += itemfeedback(name, html);
    }

    std::string right_answer() {
        const std::string html = feedback_html(key_.right_feedback);
        if (html.empty()) return std::string(full_score);
        if (feedback_.find("\"correct_fb\"") == std::string::npos)
            feedback_ += itemfeedback("correct_fb", html);
        return std::string(full_score) + displays("correct_fb");
    }

    // Reached only by what earned nothing.
    std::string wrong_condition() {
        const std::string html = feedback_html(key_.wrong_feedback);
        if (html.empty()) return {};
        feedback_ += itemfeedback("general_incorrect_fb", html);
        return condition("<other/>", displays("general_incorrect_fb"), true);
    }

    std::string general_condition() {
        const std::string html = feedback_html(key_.general_feedback);
        if (html.empty()) return feedback_conditions_;
        feedback_ += itemfeedback("general_fb", html);
        return condition("<other/>", displays("general_fb"), true) + feedback_conditions_;
    }

    const QuestionPublic& shown_;
    const QuestionKey& key_;
    const std::string& language_;
    const std::function<std::string(const std::string&)>& html_;
    std::vector<std::string>& dropped_;
    std::string profile_;
    std::string metadata_;
    std::string presentation_;
    std::string conditions_;
    std::string feedback_conditions_;
    std::string feedback_;
};

std::string settings_xml(const QuizSettings& settings, std::vector<std::string>& dropped) {
    std::string fields = xml_field("cc_profile", "cc.exam.v0p1");
    fields += xml_field("qmd_assessmenttype", "Examination");
    fields += xml_field("qmd_scoretype", "Percentage");
    fields += xml_field("cc_maxattempts", settings.attempts_max == 0
                                              ? std::string("unlimited")
                                              : std::to_string(settings.attempts_max));
    if (settings.time_limit_s > 0)
        fields += xml_field("qmd_timelimit", std::to_string((settings.time_limit_s + 59) / 60));
    if (settings.pass_mark.parts > 0) dropped.push_back("the pass mark");
    if (settings.questions_shown > 0) dropped.push_back("that only some questions are drawn");
    if (settings.shuffle_questions) dropped.push_back("that questions are shuffled");
    if (settings.mode == QuizMode::practice)
        dropped.push_back("that it is for practice: a cartridge knows examinations");
    const QuizSettings usual;
    if (settings.counts != usual.counts) dropped.push_back("which attempt counts");
    if (!(settings.feedback == usual.feedback))
        dropped.push_back("when feedback shows, and what of it");
    if (settings.behaviour != usual.behaviour)
        dropped.push_back("what happens between two answers");
    if (!settings.shuffle_options) dropped.push_back("that options keep their order");
    if (settings.one_way) dropped.push_back("that nobody goes back to an earlier question");
    if (settings.invigilated) dropped.push_back("that it is invigilated");
    return "<qtimetadata>" + fields + "</qtimetadata>";
}

}  // namespace

QuizXml write_quiz_xml(const AuthoredQuiz& quiz, std::size_t language,
                       const std::function<std::string(const std::string&)>& html) {
    QuizXml result;
    const QuizPublic& shown = quiz.languages.at(language).shown;
    std::string items;
    std::string before;
    for (const QuestionPublic& question : shown.questions) {
        // Text without a question stands before the next one.
        const std::string name =
            "question «" + (question.title.empty() ? question.id.hex() : question.title) + "»: ";
        if (question.kind == QuestionKind::description) {
            before += question.text.html;
            result.dropped.push_back(name + "a text without a question begins the next one");
            continue;
        }
        const QuestionKey* const key = quiz.key.question(question.id);
        if (key == nullptr) {
            result.dropped.push_back(name + "its key is not here");
            continue;
        }
        items += ItemWriter(question, *key, shown.language, html, result.dropped).run(before);
        before.clear();
    }
    if (!before.empty()) result.dropped.push_back("the text behind the last question");
    if (!shown.sections.empty() || !quiz.key.rules.empty())
        result.dropped.push_back("its sections, and the rules for all of it");
    result.text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questestinterop "
        "xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n<assessment ident=\"a" +
        quiz.unit.hex() + "\" title=\"" + xml_escaped(shown.title) + "\">" +
        settings_xml(shown.settings, result.dropped) +
        (shown.introduction.empty()
             ? std::string()
             : "<rubric>" + xml_material(html(shown.introduction.html)) + "</rubric>") +
        "\n<section ident=\"root_section\">\n" + items +
        "</section></assessment></questestinterop>\n";
    return result;
}

}  // namespace approdo::content_export
