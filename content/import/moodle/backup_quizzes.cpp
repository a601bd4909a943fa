#include "content/import/moodle/backup_quizzes.hpp"

#include <algorithm>

#include "content/import/moodle/backup_activities.hpp"
#include "content/import/moodle/build_question.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/limits.hpp"

namespace approdo::import {

using namespace content;

namespace {

// Where every place of a quiz draws from one and the same category.
bool draws_only(const std::vector<QuizSlot>& slots) {
    return !slots.empty() && std::all_of(slots.begin(), slots.end(), [&](const QuizSlot& one) {
        return !one.category.empty() && one.category == slots.front().category &&
               one.with_subcategories == slots.front().with_subcategories &&
               one.points == slots.front().points;
    });
}

}  // namespace

void BackupQuizzes::add(const BackupActivity& activity) {
    const std::string file = activity.folder + "/quiz.xml";
    BackupQuiz source = read_quiz_activity(files_, file, reading_.report);
    const std::string title =
        source.name.empty() ? activity.title : with_references_replaced(source.name);
    Unit& unit = course_.add_unit(UnitKind::quiz, activity.module, title);
    unit.availability = source.availability;
    AuthoredQuiz& quiz = course_.add_quiz();
    QuizPublic& shown = quiz.languages.front().shown;
    source.settings.pass_mark =
        pass_mark_of(files_, activity.folder + "/grades.xml", reading_.report);
    if (source.settings.pass_mark.parts > 0) unit.completion.kind = CompletionKind::passed;
    MoodleText introduction;
    introduction.text = source.introduction;
    introduction.format = source.introduction_format;
    introduction.area = "mod_quiz/intro/" + source.context + "/0";
    shown.introduction = rich_text(introduction, reading_, 0);
    places_.push_back(0);
    take_slots(std::move(source.slots), source.settings, file);
    shown.settings = source.settings;
    read_module(files_, activity, unit, reading_.report);
}

void BackupQuizzes::add_rest_of_bank(const std::string& title) {
    std::vector<const BankQuestion*> rest;
    for (const BankQuestion* const one : bank_.all()) {
        if (!wanted_.contains(one->id)) rest.push_back(one);
    }
    if (rest.empty()) return;
    course_.add_module("question bank", title);
    Unit& unit = course_.add_unit(UnitKind::quiz, "question bank", title);
    unit.required = false;
    course_.add_quiz();
    places_.push_back(0);
    for (const BankQuestion* const one : rest) want(*one, {});
    reading_.report.advice("questions.xml", 0,
                           std::to_string(rest.size()) +
                               " questions that no quiz asks for became a quiz of their own, which "
                               "nobody has to do",
                           "take from it what you need, and take it out");
}

void BackupQuizzes::fill(AuthoredCourse& course) {
    std::vector<Filled> filled(places_.size());
    std::set<std::string, std::less<>> ids;
    for (const auto& [id, place] : wanted_) ids.insert(id);
    bank_.read(
        files_, ids,
        [&](const QuestionBank::Read& read) {
            reading_.media.use_in(modules_with(read.row, course));
            take(read, filled);
        },
        reading_.report);
    for (std::size_t quiz = 0; quiz < filled.size(); ++quiz)
        finish(course.quizzes[quiz], filled[quiz]);
    report_unknown();
}

// Of a backup with few questions all are held again.
void BackupQuizzes::finish(AuthoredQuiz& quiz, const Filled& filled) const {
    std::set<QuestionId> seen;
    std::vector<QuestionSpool::Place> places;
    for (const auto& [place, read] : filled) {
        // A quiz may ask the same twice; here an answer names its question alone.
        if (seen.insert(read.id).second) places.push_back(read.at);
    }
    if (spool_->bytes() > limits::quiz_bytes_max) {
        quiz.elsewhere = store_of(spool_, std::move(places));
        return;
    }
    for (const QuestionSpool::Place& place : places)
        MoodleCourse::add_question(quiz, spool_->read(place));
}

std::set<ModuleId> BackupQuizzes::modules_with(const BankQuestion& question,
                                               const AuthoredCourse& course) const {
    std::set<ModuleId> modules;
    const auto [first, last] = wanted_.equal_range(question.id);
    for (auto place = first; place != last; ++place)
        modules.insert(course.quizzes[place->second.quiz].module);
    return modules;
}

void BackupQuizzes::take(const QuestionBank::Read& read, std::vector<Filled>& filled) {
    const BankQuestion& row = read.row;
    // The newest version has the id of its entry, through all versions to come.
    const bool by_entry = !row.entry.empty() && bank_.is_newest(row);
    const QuestionId id = derived_id<QuestionId>(
        reading_.format, {"question", course_.origin(), by_entry ? "entry" : "question",
                          by_entry ? row.entry : row.id});
    MoodleReading reading{reading_.format, "questions.xml", reading_.language, reading_.media,
                          each_};
    const BuiltQuestion built =
        build_question(read.question, id, bank_.path_of(row.category), reading);
    if (!built.known) {
        ++unknown_[row.type];
        // Named once for all of them.
        std::erase_if(each_.findings, [&](const Finding& one) {
            return one.line == read.question.line && one.severity == Severity::warning &&
                   one.message.find("«" + row.type + "»") != std::string::npos;
        });
    }
    for (Finding& one : each_.findings) reading_.report.findings.push_back(std::move(one));
    each_.findings.clear();
    if (!row.ready)
        reading_.report.warning("questions.xml", read.question.line,
                                "«" + built.question.shown.title +
                                    "» is hidden in Moodle, or a draft: here it is asked like the "
                                    "others",
                                "take it out if it is not to be asked any more");
    const auto [first, last] = wanted_.equal_range(row.id);
    for (auto place = first; place != last; ++place) {
        Question question = built.question;
        const auto points = points_from(place->second.points);
        if (points && points->micro >= 0 && !question.shown.parts.empty())
            question.key.points = *points;
        filled[place->second.quiz].emplace(place->second.place,
                                           Read{question.shown.id, spool_->add(question)});
    }
}

void BackupQuizzes::report_unknown() {
    for (const auto& [type, count] : unknown_)
        reading_.report.warning("questions.xml", 0,
                                std::to_string(count) + " questions of the type «" + type +
                                    "», which is not known here, are kept as their text, with an "
                                    "answer in words",
                                "write them anew as one of the types of docs/authoring.md");
}

void BackupQuizzes::want(const BankQuestion& question, const std::string& points) {
    const std::size_t quiz = places_.size() - 1;
    wanted_.emplace(question.id, Place{quiz, places_[quiz]++, points});
    taken_.insert(question.id);
}

void BackupQuizzes::take_slots(std::vector<QuizSlot> slots, QuizSettings& settings,
                               const std::string& file) {
    taken_.clear();
    for (QuizSlot& slot : slots) settle_random(slot);
    if (draws_only(slots)) {
        const QuizSlot& first = slots.front();
        const auto pool = bank_.in_category(first.category, first.with_subcategories);
        for (const BankQuestion* const one : pool) want(*one, first.points);
        if (pool.size() > slots.size())
            settings.questions_shown = static_cast<std::uint32_t>(slots.size());
        return;
    }
    std::size_t fixed = 0;
    std::size_t missing = 0;
    for (const QuizSlot& slot : slots) {
        const BankQuestion* question = slot.entry.empty()
                                           ? bank_.question(slot.question)
                                           : bank_.of_entry(slot.entry, slot.version);
        if (!slot.category.empty()) {
            question = one_of(slot);
            fixed += question == nullptr ? 0U : 1U;
        }
        if (question == nullptr) {
            ++missing;
            continue;
        }
        want(*question, slot.points);
    }
    if (fixed > 0)
        reading_.report.warning(
            file, 0,
            std::to_string(fixed) +
                " questions that were drawn anew for each attempt, among others "
                "that were not, are always the same here",
            "put what is drawn into a quiz of its own");
    if (missing > 0)
        reading_.report.warning(
            file, 0, std::to_string(missing) + " questions of this quiz are not in the backup",
            "make the backup again, with the question bank");
}

// Before 4.0 a question of the type «random» stands for a draw.
void BackupQuizzes::settle_random(QuizSlot& slot) const {
    const BankQuestion* const question = bank_.question(slot.question);
    if (question == nullptr || question->type != "random") return;
    if (slot.category.empty()) {
        slot.category = question->category;
        slot.with_subcategories = bank_.text_of(question->id) == "1";
    }
}

const BankQuestion* BackupQuizzes::one_of(const QuizSlot& slot) const {
    for (const BankQuestion* const one :
         bank_.in_category(slot.category, slot.with_subcategories)) {
        if (!taken_.contains(one->id)) return one;
    }
    return nullptr;
}

}  // namespace approdo::import
