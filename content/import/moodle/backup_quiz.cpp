#include "content/import/moodle/backup_quiz.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "content/import/moodle/backup_xml.hpp"
#include "content/import/moodle/moodle_text.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

using namespace content;

namespace {

using Values = std::map<std::string, std::string, std::less<>>;

// When Moodle shows something of a marked attempt.
constexpr std::uint32_t during = 0x10000;
constexpr std::uint32_t right_after = 0x01000;
constexpr std::uint32_t while_open = 0x00100;
constexpr std::uint32_t after_closing = 0x00010;

std::uint64_t number_in(std::string_view text) {
    std::uint64_t number = 0;
    for (const char c : text.substr(0, 18)) {
        if (c < '0' || c > '9') break;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

LocalDate date_of(std::string_view seconds) {
    const std::uint64_t at = number_in(seconds);
    if (at == 0 || at > 32'503'680'000) return {};
    const std::chrono::sys_days day{std::chrono::days(at / 86'400)};
    const std::chrono::year_month_day date{day};
    return {static_cast<std::uint16_t>(static_cast<int>(date.year())),
            static_cast<std::uint8_t>(static_cast<unsigned>(date.month())),
            static_cast<std::uint8_t>(static_cast<unsigned>(date.day()))};
}

// What stands behind a name in JSON: the first number, or true and false as 1 and 0.
std::string json_value(std::string_view json, std::string_view name) {
    const std::size_t at = json.find("\"" + std::string(name) + "\"");
    if (at == std::string_view::npos) return {};
    const std::string_view rest = json.substr(at + name.size() + 2);
    const std::size_t begin = rest.find_first_of("0123456789tf");
    if (begin == std::string_view::npos) return {};
    if (rest[begin] == 't') return "1";
    if (rest[begin] == 'f') return "0";
    return std::string(rest.substr(begin, rest.find_first_not_of("0123456789", begin) - begin));
}

QuizSlot slot_of(pugi::xml_node node) {
    QuizSlot slot;
    slot.points = backup_value(node, "maxmark");
    if (slot.points.empty()) slot.points = backup_value(node, "grade");
    slot.question = backup_value(node, "questionid");
    if (slot.question.empty()) slot.question = backup_value(node, "question");
    if (const pugi::xml_node reference = node.child("question_reference")) {
        slot.entry = backup_value(reference, "questionbankentryid");
        slot.version = backup_value(reference, "version");
    }
    if (const pugi::xml_node set = node.child("question_set_reference")) {
        const std::string_view filter = backup_value(set.child("filtercondition"));
        slot.category = json_value(filter, "questioncategoryid");
        // Since 4.3: {"filter":{"category":{"values":["12"], … {"includesubcategories":true}}}}
        if (slot.category.empty()) {
            const std::size_t category = std::min(filter.find("\"category\""), filter.size());
            slot.category = json_value(filter.substr(category), "values");
        }
        slot.with_subcategories = json_value(filter, "includingsubcategories") == "1" ||
                                  json_value(filter, "includesubcategories") == "1";
    }
    // From 3.1 to 3.11 a slot that draws says so itself.
    if (const std::string_view category = backup_value(node, "questioncategoryid");
        !category.empty() && slot.category.empty()) {
        slot.category = category;
        slot.with_subcategories = backup_flag(node, "includingsubcategories");
    }
    return slot;
}

class SettingsReader {
  public:
    SettingsReader(const Values& values, const std::string& file, Report& report)
        : values_(values), file_(file), report_(report) {}

    void run(QuizSettings& settings) {
        read_behaviour(settings);
        read_time(settings);
        settings.attempts_max = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(number_in(value("attempts_number")), 1000));
        settings.shuffle_options = value("shuffleanswers") != "0";
        settings.shuffle_questions = value("shufflequestions") == "1";
        settings.one_way = value("navmethod") == "sequential";
        const std::string_view method = value("grademethod");
        settings.counts = method == "2"   ? WhichAttempt::mean
                          : method == "3" ? WhichAttempt::first
                          : method == "4" ? WhichAttempt::last
                                          : WhichAttempt::best;
        read_feedback(settings);
        report_losses();
    }

  private:
    std::string_view value(std::string_view name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? std::string_view() : std::string_view(found->second);
    }

    void read_behaviour(QuizSettings& settings) {
        const std::string_view name = value("preferredbehaviour");
        settings.behaviour = name.starts_with("immediate") ? Behaviour::immediate
                             : name == "interactive"       ? Behaviour::interactive
                             : name == "adaptive"          ? Behaviour::adaptive
                             : name == "adaptivenopenalty" ? Behaviour::adaptive_no_penalty
                                                           : Behaviour::deferred;
        settings.mode =
            settings.behaviour == Behaviour::deferred ? QuizMode::graded : QuizMode::practice;
        if (name.ends_with("cbm"))
            report_.warning(file_, 0, "answers are not weighed by how certain the learner is",
                            "set the points so that they suit answers without that");
        static constexpr std::string_view known[] = {
            "",         "deferredfeedback",  "deferredcbm", "immediatefeedback", "immediatecbm",
            "adaptive", "adaptivenopenalty", "interactive", "manualgraded"};
        if (std::find(std::begin(known), std::end(known), name) == std::end(known))
            report_.warning(file_, 0,
                            "the question behaviour «" + std::string(name) +
                                "» is not known here: answers count when they are handed in",
                            "choose a behaviour in the quiz's settings");
    }

    void read_time(QuizSettings& settings) {
        const std::uint64_t seconds = number_in(value("timelimit"));
        if (seconds == 0) return;
        if (settings.mode == QuizMode::practice) {
            report_.warning(file_, 0, "a quiz that answers at once has no time limit here",
                            "make it a timed quiz if the time matters more");
            return;
        }
        settings.mode = QuizMode::timed;
        settings.time_limit_s =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(seconds, 604'800));
    }

    void read_feedback(QuizSettings& settings) {
        const auto bits = static_cast<std::uint32_t>(number_in(value("reviewspecificfeedback")));
        const auto marks = static_cast<std::uint32_t>(number_in(value("reviewmarks")));
        const auto answers = static_cast<std::uint32_t>(number_in(value("reviewrightanswer")));
        FeedbackPolicy& policy = settings.feedback;
        // Backups from before 2.0 have one number for all of it.
        if (!values_.contains("reviewspecificfeedback")) return;
        policy.show_points = (marks & (right_after | while_open | after_closing)) != 0;
        policy.show_right_answers = (answers & (right_after | while_open | after_closing)) != 0;
        const bool practice = settings.mode == QuizMode::practice;
        policy.time = practice && (bits & during) != 0           ? FeedbackTime::at_once
                      : (bits & (right_after | while_open)) != 0 ? FeedbackTime::after_submit
                      : (bits & after_closing) != 0              ? FeedbackTime::after_closing
                                                                 : FeedbackTime::never;
    }

    void report_losses() {
        if (!value("password").empty())
            report_.warning(file_, 0, "the quiz's password was left out",
                            "let an invigilator release it instead");
        if (!value("subnet").empty())
            report_.warning(file_, 0, "the quiz may be taken from every network here",
                            "let an invigilator release it instead");
        if (number_in(value("delay1")) + number_in(value("delay2")) > 0)
            report_.warning(file_, 0, "there is no waiting time between attempts here");
    }

    const Values& values_;
    const std::string& file_;
    Report& report_;
};

}  // namespace

BackupQuiz read_quiz_activity(const SourceFiles& files, const std::string& file, Report& report) {
    BackupQuiz quiz;
    Values values;
    std::size_t overall_feedback = 0;
    XmlCursor cursor(files, file, report);
    // Attempts and grades of people stand in the same file, and may be most of it.
    const auto wanted = [](const std::vector<XmlOpen>& path) {
        if (path.size() == 4) {
            const std::string_view list = path[2].name;
            return list == "question_instances" || list == "sections" || list == "feedbacks";
        }
        static constexpr std::string_view lists[] = {"question_instances", "sections", "feedbacks",
                                                     "attempts",           "grades",   "overrides"};
        return path.size() == 3 &&
               std::find(std::begin(lists), std::end(lists), path[2].name) == std::end(lists);
    };
    while (cursor.next(wanted)) {
        const pugi::xml_node node = cursor.element().root();
        const std::string_view name = node.name();
        if (quiz.context.empty()) quiz.context = raw_attribute(cursor.path()[0].tag, "contextid");
        if (name == "question_instance") {
            quiz.slots.push_back(slot_of(node));
        } else if (name == "section") {
            if (backup_flag(node, "shufflequestions")) values["shufflequestions"] = "1";
        } else if (name == "feedback") {
            if (!backup_value(node, "feedbacktext").empty()) ++overall_feedback;
        } else {
            values[std::string(name)] = backup_value(node);
        }
    }
    quiz.name = values["name"];
    quiz.introduction = values["intro"];
    quiz.introduction_format = moodle_format(values["introformat"]);
    quiz.availability.from = date_of(values["timeopen"]);
    quiz.availability.until = date_of(values["timeclose"]);
    SettingsReader(values, file, report).run(quiz.settings);
    if (overall_feedback > 0)
        report.warning(file, 0, "the feedback for the result of the whole quiz was left out",
                       "write it on a page behind the quiz");
    return quiz;
}

Share pass_mark_of(const SourceFiles& files, const std::string& file, Report& report) {
    Share mark;
    if (!files.exists(file)) return mark;
    XmlCursor cursor(files, file, report);
    const auto wanted = [](const std::vector<XmlOpen>& path) {
        return path.back().name == "grade_item";
    };
    while (cursor.next(wanted)) {
        const pugi::xml_node node = cursor.element().root();
        const auto pass = points_from(backup_value(node, "gradepass"));
        const auto most = points_from(backup_value(node, "grademax"));
        if (pass && most && pass->micro > 0 && most->micro > 0) mark = share_of(*pass, *most);
    }
    return mark;
}

}  // namespace approdo::import
