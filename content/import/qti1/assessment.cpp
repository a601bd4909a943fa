#include "content/import/qti1/assessment.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "content/import/qti1/canvas_settings.hpp"
#include "content/import/qti1/presentation.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import::qti1 {

using namespace content;

namespace {

// An attribute of a start tag, its references resolved.
std::string value_in_tag(std::string_view tag, std::string_view name) {
    const std::string_view raw = raw_attribute(tag, name);
    if (raw.find('&') == std::string_view::npos) return std::string(trimmed(raw));
    std::string text = "<a v=\"" + std::string(raw) + "\"/>";
    pugi::xml_document document;
    if (!document.load_buffer(text.data(), text.size())) return std::string(raw);
    return std::string(trimmed(document.document_element().attribute("v").value()));
}

class AssessmentReader {
  public:
    AssessmentReader(const SourceFiles& files, const std::string& path,
                     const std::string& otherwise, const Reading& reading)
        : cursor_(files, path, reading.report),
          path_(path),
          otherwise_(otherwise),
          reading_(reading) {}

    std::vector<Assessment> run() {
        const auto wanted = [this](const std::vector<XmlOpen>& path) { return meets(path); };
        while (cursor_.next(wanted)) take();
        return std::move(result_);
    }

  private:
    static std::size_t sections_in(const std::vector<XmlOpen>& path) {
        return static_cast<std::size_t>(
            std::count_if(path.begin(), path.end(),
                          [](const auto& one) { return local_name(one.name) == "section"; }));
    }

    // Sees every start tag outside of what is handed out.
    bool meets(const std::vector<XmlOpen>& path) {
        const std::string_view name = local_name(path.back().name);
        if (name == "assessment" || name == "objectbank") {
            Assessment& one = result_.emplace_back();
            one.file = path_;
            one.id = value_in_tag(path.back().tag, "ident");
            one.title = value_in_tag(path.back().tag, "title");
            one.is_bank = name == "objectbank";
            sections_.clear();
            ids_.clear();
            return false;
        }
        if (name == "section") {
            const std::size_t depth = sections_in(path);
            sections_.resize(depth - 1);
            Assessment& one = current();
            sections_.push_back(one.groups.size());
            QuestionGroup& group = one.groups.emplace_back();
            if (depth > 1) group.title = value_in_tag(path.back().tag, "title");
            return false;
        }
        return name == "item" || name == "qtimetadata" || name == "selection_ordering" ||
               name == "presentation_material" || name == "rubric";
    }

    Assessment& current() {
        if (result_.empty()) {
            result_.emplace_back();
            result_.back().file = path_;
            result_.back().id = otherwise_;
            result_.back().title = otherwise_;
        }
        return result_.back();
    }

    QuestionGroup* group() {
        const std::size_t depth = sections_in(cursor_.path());
        if (depth == 0 || depth > sections_.size()) return nullptr;
        return &current().groups[sections_[depth - 1]];
    }

    void take() {
        const pugi::xml_node node = cursor_.element().root();
        const std::string_view name = local_name(node);
        if (name == "item") {
            take_item(node);
        } else if (name == "qtimetadata") {
            read_metadata(node, current());
        } else if (name == "selection_ordering") {
            if (QuestionGroup* const one = group()) take_selection(child(node, "selection"), *one);
        } else if (result_.empty() || current().questions.empty()) {
            std::string& introduction = current().introduction;
            introduction += (introduction.empty() ? "" : " ") + material_html(node);
        }
    }

    void take_item(pugi::xml_node node) {
        Assessment& assessment = current();
        Question question = read_question(cursor_.element(), node, assessment.id, reading_);
        if (QuestionGroup* const one = group()) {
            ++one->questions;
            question.shown.category = one->title;
        }
        if (assessment.is_bank) question.shown.category = assessment.title;
        if (!ids_.insert(question.shown.id).second) {
            reading_.report.warning(path_, cursor_.element().line_of(node),
                                    "two items of this quiz have the same id",
                                    "the second one is left out; give it an id of its own");
            return;
        }
        assessment.questions.push_back(std::move(question));
    }

    void take_selection(pugi::xml_node selection, QuestionGroup& group) {
        const std::string text(trimmed(text_within(child(selection, "selection_number"))));
        std::from_chars(text.data(), text.data() + text.size(), group.picked);
        group.bank = trimmed(text_within(child(selection, "sourcebank_ref")));
        group.line = cursor_.element().line_of(selection);
    }

    XmlCursor cursor_;
    const std::string& path_;
    const std::string& otherwise_;
    const Reading& reading_;
    std::vector<Assessment> result_;
    std::set<QuestionId> ids_;           // of the assessment that is being read
    std::vector<std::size_t> sections_;  // that are open: the places of their groups
};

}  // namespace

std::vector<Assessment> read_assessments(const SourceFiles& files, const std::string& path,
                                         const std::string& otherwise, const Reading& reading) {
    return AssessmentReader(files, path, otherwise, reading).run();
}

void settle_groups(Assessment& assessment, const std::vector<Assessment>& banks, Report& report) {
    std::size_t drawing = 0;
    std::size_t others = 0;
    for (QuestionGroup& group : assessment.groups) {
        const auto bank = std::find_if(banks.begin(), banks.end(), [&](const Assessment& one) {
            return !group.bank.empty() && one.id == group.bank;
        });
        if (!group.bank.empty() && group.questions == 0 && bank == banks.end()) {
            report.warning(
                assessment.file, group.line,
                "the quiz draws from the question bank «" + group.bank + "», which is not here",
                "export the bank with the quiz");
            continue;
        }
        if (group.questions == 0 && bank != banks.end()) {
            group.questions = bank->questions.size();
            assessment.questions.insert(assessment.questions.end(), bank->questions.begin(),
                                        bank->questions.end());
        }
        if (group.picked == 0 || group.picked >= group.questions) {
            others += group.questions;
            continue;
        }
        ++drawing;
        assessment.settings.questions_shown = group.picked;
    }
    if (drawing == 0) return;
    const bool whole = drawing == 1 && others == 0;
    if (whole) return;
    assessment.settings.questions_shown = 0;
    for (const QuestionGroup& group : assessment.groups) {
        if (group.picked > 0 && group.picked < group.questions)
            report.warning(
                assessment.file, group.line,
                "the quiz draws " + std::to_string(group.picked) + " of the " +
                    std::to_string(group.questions) + " questions of «" + group.title +
                    "»; here it asks all of them",
                "make each group a quiz of its own, with pick=" + std::to_string(group.picked));
    }
}

}  // namespace approdo::import::qti1
