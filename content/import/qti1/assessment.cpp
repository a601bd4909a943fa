#include "content/import/qti1/assessment.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
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

    // The place among the groups of the innermost section that is open.
    std::optional<std::size_t> group() const {
        const std::size_t depth = sections_in(cursor_.path());
        if (depth == 0 || depth > sections_.size()) return std::nullopt;
        return sections_[depth - 1];
    }

    void take() {
        const pugi::xml_node node = cursor_.element().root();
        const std::string_view name = local_name(node);
        if (name == "item") {
            take_item(node);
        } else if (name == "qtimetadata") {
            read_metadata(node, current());
        } else if (name == "selection_ordering") {
            if (const auto place = group())
                take_selection(child(node, "selection"), current().groups[*place]);
        } else if (result_.empty() || current().questions.empty()) {
            std::string& introduction = current().introduction;
            introduction += (introduction.empty() ? "" : " ") + material_html(node);
        }
    }

    void take_item(pugi::xml_node node) {
        Assessment& assessment = current();
        Question question = read_question(cursor_.element(), node, assessment.id, reading_);
        const std::optional<std::size_t> place = group();
        if (place) question.shown.category = assessment.groups[*place].title;
        if (assessment.is_bank) question.shown.category = assessment.title;
        if (!ids_.insert(question.shown.id).second) {
            reading_.report.warning(path_, cursor_.element().line_of(node),
                                    "two items of this quiz have the same id",
                                    "the second one is left out; give it an id of its own");
            return;
        }
        if (place) ++assessment.groups[*place].questions;
        assessment.group_of.push_back(place.value_or(assessment.groups.size()));
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

namespace {

bool draws(const QuestionGroup& group) {
    return group.picked > 0 && group.picked < group.questions;
}

void take_from_bank(Assessment& assessment, std::size_t place, const Assessment& bank) {
    QuestionGroup& group = assessment.groups[place];
    for (const Question& one : bank.questions) {
        const bool known =
            std::any_of(assessment.questions.begin(), assessment.questions.end(),
                        [&](const Question& other) { return other.shown.id == one.shown.id; });
        if (known) continue;
        assessment.questions.push_back(one);
        assessment.group_of.push_back(place);
        ++group.questions;
    }
}

// The quiz as a whole, and a section in it for each group that draws, where its first question is.
void make_sections(Assessment& assessment) {
    auto& sections = assessment.sections;
    sections.emplace_back();
    std::map<std::size_t, std::size_t> section_of;
    for (std::size_t i = 0; i < assessment.questions.size(); ++i) {
        const std::size_t place = assessment.group_of[i];
        const bool drawn = place < assessment.groups.size() && draws(assessment.groups[place]);
        std::size_t section = 0;
        if (drawn) {
            const auto [found, is_new] = section_of.try_emplace(place, sections.size());
            section = found->second;
            if (is_new) {
                SectionMember member;
                member.section = static_cast<std::uint32_t>(section);
                sections.front().members.push_back(member);
                sections.emplace_back().drawn = assessment.groups[place].picked;
            }
        }
        SectionMember member;
        member.question = assessment.questions[i].shown.id;
        sections[section].members.push_back(member);
    }
}

}  // namespace

void settle_groups(Assessment& assessment, const std::vector<Assessment>& banks, Report& report) {
    for (std::size_t place = 0; place < assessment.groups.size(); ++place) {
        const QuestionGroup& group = assessment.groups[place];
        if (group.bank.empty() || group.questions > 0) continue;
        const auto bank = std::find_if(banks.begin(), banks.end(),
                                       [&](const Assessment& one) { return one.id == group.bank; });
        if (bank != banks.end()) {
            take_from_bank(assessment, place, *bank);
        } else {
            report.warning(
                assessment.file, group.line,
                "the quiz draws from the question bank «" + group.bank + "», which is not here",
                "export the bank with the quiz");
        }
    }
    const auto drawing = std::find_if(assessment.groups.begin(), assessment.groups.end(), draws);
    if (drawing == assessment.groups.end()) return;
    if (drawing->questions == assessment.questions.size()) {
        assessment.settings.questions_shown = drawing->picked;
    } else {
        make_sections(assessment);
    }
}

}  // namespace approdo::import::qti1
