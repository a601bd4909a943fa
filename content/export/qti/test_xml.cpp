#include "content/export/qti/test_xml.hpp"

#include <algorithm>

#include "content/export/qti/rules_xml.hpp"
#include "content/export/qti/xml_tree.hpp"

namespace approdo::content_export::qti {

namespace {

using namespace content;

class TestWriter {
  public:
    TestWriter(const QuizPublic& quiz, const QuizKey& key,
               const std::function<std::string(const QuestionId&)>& path_of)
        : quiz_(quiz), key_(key), path_of_(path_of), entered_(quiz.sections.size()) {}

    std::string write() {
        pugi::xml_document document;
        pugi::xml_node root = add(document, "assessmentTest");
        root.append_attribute("xmlns") = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
        const bool named = !quiz_.sections.empty() && !quiz_.sections.front().name.empty();
        set(root, "identifier", named ? quiz_.sections.front().name : "t" + quiz_.unit.hex());
        set(root, "title", quiz_.title);
        root.append_attribute("xml:lang") = quiz_.language.c_str();
        for (const processing::Declaration& one : key_.rules.variables)
            write_declaration(root, one);
        time_limit(root, quiz_.settings.time_limit_s);
        if (quiz_.sections.empty())
            write_plain(root);
        else
            for (const SectionMember& member : quiz_.sections.front().members)
                write_section(root, member, true, 1);
        if (!key_.rules.outcomes.empty())
            write_rules(add(root, "outcomeProcessing"), key_.rules.outcomes, RulesOf::outcomes);
        write_feedback(root);
        return document_text(document);
    }

  private:
    static void time_limit(pugi::xml_node node, std::uint32_t seconds) {
        if (seconds > 0) set(add(node, "timeLimits"), "maxTime", std::to_string(seconds));
    }

    // A quiz without sections of its own: one part, one section.
    void write_plain(pugi::xml_node root) {
        const pugi::xml_node part = add(root, "testPart");
        set(part, "identifier", std::string_view("part"));
        set(part, "navigationMode",
            std::string_view(quiz_.settings.one_way ? "linear" : "nonlinear"));
        set(part, "submissionMode", std::string_view("individual"));
        const pugi::xml_node section = add(part, "assessmentSection");
        set(section, "identifier", std::string_view("section"));
        set(section, "title", quiz_.title);
        set(section, "visible", false);
        if (quiz_.settings.questions_shown > 0)
            set(add(section, "selection"), "select",
                std::to_string(quiz_.settings.questions_shown));
        if (quiz_.settings.shuffle_questions) set(add(section, "ordering"), "shuffle", true);
        for (const QuestionPublic& question : quiz_.questions) {
            SectionMember member;
            member.question = question.id;
            write_item(section, member);
        }
    }

    void write_section(pugi::xml_node parent, const SectionMember& member, bool part,
                       std::size_t depth) {
        if (!member.is_section() || member.section >= quiz_.sections.size() ||
            entered_[member.section] || depth >= QuizSection::nesting_max)
            return;
        entered_[member.section] = true;
        const QuizSection& section = quiz_.sections[member.section];
        const pugi::xml_node node = add(parent, part ? "testPart" : "assessmentSection");
        set(node, "identifier", section.name);
        if (part) {
            set(node, "navigationMode", std::string_view(section.one_way ? "linear" : "nonlinear"));
            set(node, "submissionMode", std::string_view("individual"));
        } else {
            set(node, "title", section.title);
            set(node, "visible", !section.title.empty());
            set(node, "required", member.required);
            set(node, "fixed", member.fixed);
            set(node, "keepTogether", section.kept_together);
        }
        write_role(node, role_of(section.name, QuestionId{}));
        time_limit(node, section.time_limit_s);
        if (section.drawn > 0) set(add(node, "selection"), "select", std::to_string(section.drawn));
        if (section.shuffled) set(add(node, "ordering"), "shuffle", true);
        if (!section.introduction.empty()) {
            const pugi::xml_node rubric = add(node, "rubricBlock");
            set(rubric, "view", std::string_view("candidate"));
            add_html(add(rubric, "contentBody"), section.introduction.html);
        }
        for (const SectionMember& one : section.members) {
            if (one.is_section())
                write_section(node, one, false, depth + 1);
            else
                write_item(node, one);
        }
    }

    void write_item(pugi::xml_node parent, const SectionMember& member) {
        const QuestionRole* const role = role_of({}, member.question);
        const pugi::xml_node node = add(parent, "assessmentItemRef");
        set(node, "identifier", role != nullptr ? role->name : "q" + member.question.hex());
        set(node, "href", path_of_(member.question));
        if (member.required) set(node, "required", true);
        if (member.fixed) set(node, "fixed", true);
        std::string categories;
        if (role != nullptr) {
            for (const std::string& one : role->categories)
                categories += (categories.empty() ? "" : " ") + one;
        }
        if (!categories.empty()) set(node, "category", categories);
        write_role(node, role);
        if (member.attempts_max > 0)
            set(add(node, "itemSessionControl"), "maxAttempts",
                std::to_string(member.attempts_max));
        time_limit(node, member.time_limit_s);
        if (role == nullptr) return;
        for (const QuestionRole::Weight& weight : role->weights) {
            const pugi::xml_node one = add(node, "weight");
            set(one, "identifier", weight.name);
            set_number(one, "value", weight.value);
        }
    }

    const QuestionRole* role_of(const std::string& section, const QuestionId& question) const {
        for (const QuestionRole& role : key_.rules.roles) {
            if (role.question == question && (question != QuestionId{} || role.name == section))
                return &role;
        }
        return nullptr;
    }
    static void write_role(pugi::xml_node node, const QuestionRole* role) {
        if (role == nullptr) return;
        for (const processing::Expression& one : role->conditions)
            write_expression(add(node, "preCondition"), one);
        for (const QuestionRole::Branch& branch : role->branches) {
            const pugi::xml_node one = add(node, "branchRule");
            set(one, "target", branch.target);
            write_expression(one, branch.condition);
        }
    }

    void write_feedback(pugi::xml_node root) {
        for (const processing::ShownFeedback& one : key_.rules.feedback) {
            const auto text =
                std::find_if(key_.rules.feedback_texts.begin(), key_.rules.feedback_texts.end(),
                             [&](const Feedback& feedback) { return feedback.id == one.feedback; });
            if (text == key_.rules.feedback_texts.end()) continue;
            const pugi::xml_node node = add(root, "testFeedback");
            set(node, "access", std::string_view("atEnd"));
            set(node, "outcomeIdentifier", one.outcome);
            set(node, "identifier", one.value);
            set(node, "showHide", std::string_view(one.when_equal ? "show" : "hide"));
            const RichText* const words = text->text.in(quiz_.language);
            add_html(add(node, "contentBody"), words == nullptr ? "" : words->html);
        }
    }

    const QuizPublic& quiz_;
    const QuizKey& key_;
    const std::function<std::string(const QuestionId&)>& path_of_;
    std::vector<bool> entered_;
};

}  // namespace

std::string write_test(const QuizPublic& quiz, const QuizKey& key,
                       const std::function<std::string(const QuestionId&)>& path_of) {
    return TestWriter(quiz, key, path_of).write();
}

}  // namespace approdo::content_export::qti
