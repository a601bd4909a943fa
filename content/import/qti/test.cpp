#include "content/import/qti/test.hpp"

#include <algorithm>
#include <cmath>
#include <list>
#include <utility>

#include "content/import/qti/body.hpp"
#include "content/import/qti/declarations.hpp"
#include "content/import/qti/names.hpp"
#include "content/import/qti/rules.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import::qti {

namespace {

using namespace content;
using processing::Declaration;
using processing::Expression;
using processing::Operator;
using processing::Rule;
using processing::RuleKind;

constexpr std::size_t depth_max = QuizSection::nesting_max - 1;

bool sets_score(const std::vector<Rule>& rules) {
    return std::any_of(rules.begin(), rules.end(), [](const Rule& rule) {
        return (rule.kind == RuleKind::set_value && rule.name == "SCORE") ||
               std::any_of(
                   rule.branches.begin(), rule.branches.end(),
                   [](const processing::Branch& branch) { return sets_score(branch.rules); });
    });
}
// The sum of all items' SCORE: what a quiz comes to without rules as well.
bool is_plain_sum(const std::vector<Rule>& rules) {
    return std::all_of(rules.begin(), rules.end(), [](const Rule& rule) {
        if (rule.name != "SCORE") return rule.branches.empty() || !sets_score({rule});
        const Expression& sum = rule.value;
        if (sum.op != Operator::sum || sum.operands.size() != 1) return false;
        const Expression& of = sum.operands.front();
        return of.op == Operator::test_variables && of.name == "SCORE" &&
               std::all_of(of.operands.begin(), of.operands.end(),
                           [](const Expression& one) { return one.constant.is_null(); });
    });
}

class TestReader {
  public:
    TestReader(const Place& place, const FindItem& find_item)
        : place_(place), find_item_(find_item), root_(place.document.root()) {}

    ReadTest read() {
        result_.identifier = attribute_of(root_, "identifier");
        result_.title = trimmed(attribute_of(root_, "title"));
        const std::string_view language = attribute(root_, "lang");
        if (is_language_tag(language)) result_.language = language;
        result_.settings.time_limit_s = time_limit(root_);
        QuizSection& whole = result_.sections.emplace_back();
        whole.name = result_.identifier;
        for (const pugi::xml_node part : children_of(root_, "testPart"))
            add_section(part, place_, 0, 1);
        read_conditions();
        read_rules_of_test();
        read_feedback();
        return std::move(result_);
    }

  private:
    struct Condition {
        pugi::xml_node node;
        const Place* place;
        std::size_t role;
    };

    static std::uint32_t time_limit(pugi::xml_node node) {
        const auto seconds = number_of(child_of(node, "timeLimits"), "maxTime");
        constexpr double day = 86'400;
        return seconds && *seconds > 0
                   ? static_cast<std::uint32_t>(std::ceil(std::min(*seconds, day)))
                   : 0;
    }
    static void warning(const Place& place, pugi::xml_node node, std::string message,
                        std::string mend) {
        place.report.warning(place.file, place.line_of(node), std::move(message), std::move(mend));
    }

    // The quiz as a whole has a time, and attempts; said once, of the first part with its own.
    void report_session(pugi::xml_node node, const Place& place) {
        if (time_limit(node) > 0 && !std::exchange(limit_reported_, true))
            warning(place, node, "the time limits of parts of the test are kept, but not obeyed",
                    "give the test as a whole a time limit, or make quizzes of its parts");
        const bool limited = count_of(child_of(node, "itemSessionControl"), "maxAttempts") > 0;
        if (limited && !std::exchange(attempts_reported_, true))
            warning(place, node,
                    "how often questions of the test may be tried is kept, but not obeyed",
                    "choose a behaviour for the quiz: see docs/authoring.md");
    }

    // A part, a section or what refers to one; into the members of `parent`.
    void add_section(pugi::xml_node node, const Place& place, std::size_t parent,
                     std::size_t depth) {
        if (depth > depth_max) {
            warning(place, node, "the sections are nested too deep",
                    "what stands in the innermost ones was left out");
            return;
        }
        const std::size_t at = result_.sections.size();
        QuizSection section;
        section.name = attribute_of(node, "identifier");
        const bool is_part = name_of(node) == "testPart";
        if (is_yes(node, "visible", !is_part)) section.title = trimmed(attribute_of(node, "title"));
        section.one_way = attribute_of(node, "navigationMode") == "linear";
        section.kept_together = is_yes(node, "keepTogether", true);
        section.time_limit_s = time_limit(node);
        report_session(node, place);
        if (const pugi::xml_node selection = child_of(node, "selection")) {
            section.drawn = count_of(selection, "select");
            if (is_yes(selection, "withReplacement"))
                warning(place, selection, "questions may be drawn more than once",
                        "each is drawn once at most");
        }
        section.shuffled = is_yes(child_of(node, "ordering"), "shuffle");
        section.introduction = rubrics(node, place);
        if (section.one_way) result_.settings.one_way = true;
        result_.sections.push_back(std::move(section));
        SectionMember member;
        member.section = static_cast<std::uint32_t>(at);
        member.required = is_yes(node, "required");
        member.fixed = is_yes(node, "fixed");
        member.time_limit_s = time_limit(node);
        result_.sections[parent].members.push_back(member);
        add_role(node, place, {}, std::string(attribute_of(node, "identifier")));
        const std::uint32_t attempts =
            count_of(child_of(node, "itemSessionControl"), "maxAttempts");
        for (const pugi::xml_node one : elements_of(node)) {
            const std::string name = name_of(one);
            if (name == "assessmentSection") add_section(one, place, at, depth + 1);
            if (name == "assessmentSectionRef") include_section(one, place, at, depth + 1);
            if (name == "assessmentItemRef") add_item(one, place, at, attempts);
        }
    }

    void include_section(pugi::xml_node node, const Place& place, std::size_t parent,
                         std::size_t depth) {
        const auto path = resolve(place.file, attribute_of(node, "href"));
        Report report;
        auto document = path && place.files->exists(*path) && depth <= depth_max
                            ? read_xml(*place.files, *path, report)
                            : std::nullopt;
        if (!document) {
            warning(place, node,
                    "the section «" + std::string(attribute_of(node, "href")) +
                        "» is not in the package",
                    "its questions were left out");
            return;
        }
        // Places of nodes are asked for until the end.
        documents_.push_back(std::move(*document));
        places_.push_back(Place{documents_.back(), *path, place.report, place.files});
        add_section(documents_.back().root(), places_.back(), parent, depth);
    }

    void add_item(pugi::xml_node node, const Place& place, std::size_t section,
                  std::uint32_t attempts) {
        const std::string_view href = attribute_of(node, "href");
        const auto path = resolve(place.file, href);
        const ReadItem* const item = path ? find_item_(*path) : nullptr;
        if (item == nullptr) {
            warning(place, node, "the question «" + std::string(href) + "» could not be taken",
                    "see what is said about its file");
            return;
        }
        if (std::find(result_.items.begin(), result_.items.end(), *path) != result_.items.end()) {
            warning(place, node, "the question «" + std::string(href) + "» is asked more than once",
                    "it is asked at its first place only");
            return;
        }
        result_.items.push_back(*path);
        report_session(node, place);
        SectionMember member;
        member.question = item->question.shown.id;
        member.required = is_yes(node, "required");
        member.fixed = is_yes(node, "fixed");
        member.time_limit_s = time_limit(node);
        member.attempts_max =
            count_of(child_of(node, "itemSessionControl"), "maxAttempts", attempts);
        result_.sections[section].members.push_back(member);
        add_role(node, place, member.question, std::string(attribute_of(node, "identifier")));
    }

    void add_role(pugi::xml_node node, const Place& place, const QuestionId& question,
                  const std::string& name) {
        QuestionRole role;
        role.name = name;
        role.question = question;
        role.categories = words_of(attribute_of(node, "category"));
        for (const pugi::xml_node weight : children_of(node, "weight")) {
            const std::string identifier(attribute_of(weight, "identifier"));
            const double value = number_of(weight, "value").value_or(1);
            role.weights.push_back({identifier, value});
            weights_[name + "." + identifier] = value;
        }
        for (const char* kind : {"preCondition", "branchRule"}) {
            for (const pugi::xml_node one : children_of(node, kind))
                conditions_.push_back({one, &place, result_.rules.roles.size()});
        }
        result_.rules.roles.push_back(std::move(role));
    }

    // Last, when the weights of all items are known.
    void read_conditions() {
        for (const Condition& one : conditions_) {
            const auto inside = elements_of(one.node);
            if (inside.empty()) continue;
            const RuleContext context{*one.place, true, weights_};
            Expression expression = read_expression(inside.front(), context);
            QuestionRole& role = result_.rules.roles[one.role];
            if (name_of(one.node) == "preCondition")
                role.conditions.push_back(std::move(expression));
            else
                role.branches.push_back(
                    {std::move(expression), std::string(attribute_of(one.node, "target"))});
        }
    }

    void read_rules_of_test() {
        result_.rules.variables = read_declarations(root_, place_);
        const pugi::xml_node node = child_of(root_, "outcomeProcessing");
        if (!node) return;
        ReadRules read = read_rules(node, {place_, true, weights_});
        if (read.unusable) return;
        result_.rules.outcomes = std::move(read.rules);
        if (!sets_score(result_.rules.outcomes)) return;
        result_.rules.points_max = points_max();
        if (result_.rules.points_max.micro == 0 && !is_plain_sum(result_.rules.outcomes))
            warning(place_, node,
                    "the test works out a score of its own, but not how high it may be",
                    "the points of its questions are added up: give SCORE a normalMaximum");
    }
    Points points_max() const {
        for (const Declaration& one : result_.rules.variables) {
            double most = 0;
            if (one.name == "SCORE" && one.normal_maximum.is_set) most = one.normal_maximum.value;
            if (one.name == "MAXSCORE") most = processing::number_in(one.initial).value_or(0);
            if (most > 0 && most <= 1'000'000)
                return {static_cast<std::int64_t>(std::floor(most * 1'000'000 + 0.5))};
        }
        return {};
    }

    RichText cleaned(const std::string& html, const Place& place) {
        ItemLinks links(place.files, place.file);
        HtmlOptions options;
        options.is_page = false;
        CleanHtml clean = clean_html(html, links, options);
        report_losses(clean.findings, place.file, 0, place.report);
        result_.assets.insert(links.used().begin(), links.used().end());
        RichText text;
        text.html = std::move(clean.html);
        return text;
    }
    static std::string html_of(pugi::xml_node node) {
        struct Writer : pugi::xml_writer {
            std::string text;
            void write(const void* data, std::size_t size) override {
                text.append(static_cast<const char*>(data), size);
            }
        };
        Writer writer;
        for (const pugi::xml_node one : node.children())
            one.print(writer, "", pugi::format_raw | pugi::format_no_empty_element_tags);
        return writer.text;
    }
    RichText rubrics(pugi::xml_node node, const Place& place) {
        std::string html;
        for (const pugi::xml_node rubric : children_of(node, "rubricBlock")) {
            const auto views = words_of(attribute_of(rubric, "view"));
            const bool shows =
                views.empty() || std::find(views.begin(), views.end(), "candidate") != views.end();
            const pugi::xml_node body = child_of(rubric, "contentBody");
            if (shows) {
                html += html_of(body ? body : rubric);
            } else if (!trimmed(text_within(rubric)).empty()) {
                warning(place, rubric,
                        "a text of the test for «" + std::string(attribute_of(rubric, "view")) +
                            "» is left out: here candidates alone read",
                        "hand it to them another way");
            }
        }
        return html.empty() ? RichText{} : cleaned(html, place);
    }
    void read_feedback() {
        FeedbackId next = 0;
        for (const pugi::xml_node node : all_of(root_, "testFeedback")) {
            LocalRich text;
            const pugi::xml_node body = child_of(node, "contentBody");
            text.set(cleaned(html_of(body ? body : node), place_));
            result_.rules.feedback_texts.push_back({++next, std::move(text)});
            result_.rules.feedback.push_back({std::string(attribute_of(node, "outcomeIdentifier")),
                                              std::string(attribute_of(node, "identifier")),
                                              attribute_of(node, "showHide") != "hide", next});
        }
    }

    const Place& place_;
    const FindItem& find_item_;
    pugi::xml_node root_;
    ReadTest result_;
    std::list<XmlDocument> documents_;
    std::list<Place> places_;
    std::vector<Condition> conditions_;
    std::map<std::string, double> weights_;
    bool limit_reported_ = false;
    bool attempts_reported_ = false;
};

}  // namespace

std::optional<ReadTest> read_test(const Place& place, const FindItem& find_item) {
    if (name_of(place.document.root()) != "assessmentTest") {
        place.report.error(place.file, 0, "this is no test of QTI",
                           "its first element has to be assessmentTest");
        return std::nullopt;
    }
    return TestReader(place, find_item).read();
}

}  // namespace approdo::import::qti
