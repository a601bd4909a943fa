#include "content/import/moodle/mbz.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "content/import/moodle/backup_activities.hpp"
#include "content/import/moodle/backup_quizzes.hpp"
#include "content/import/moodle/backup_xml.hpp"
#include "content/import/source/language_guess.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

using namespace content;

namespace {

constexpr const char* format = "moodle-mbz";
constexpr std::size_t beginning_max = 4096;

struct CourseWords {
    std::string title;
    std::string summary;
    std::string language;
};

CourseWords words_of_course(const SourceFiles& files, const BackupInventory& inventory,
                            Report& report) {
    CourseWords words;
    words.title = inventory.course_title;
    const std::string file = inventory.course_folder + "/course.xml";
    if (inventory.course_folder.empty() || !files.exists(file)) return words;
    const auto document = read_xml(files, file, report);
    if (!document) return words;
    const pugi::xml_node node = document->root();
    words.title = with_references_replaced(backup_value(node, "fullname"));
    words.summary = words_of_html(backup_value(node.child("summary")));
    std::string language(backup_value(node, "lang"));
    std::replace(language.begin(), language.end(), '_', '-');
    if (is_language_tag(language)) words.language = language;
    return words;
}

// Most courses leave it to the site in which language they are.
std::string guessed_language(const BackupInventory& inventory, const CourseWords& words) {
    std::string sample = words.title + " " + words.summary;
    for (const BackupActivity& one : inventory.activities) sample += " " + one.title;
    for (const BackupSection& one : inventory.sections) sample += " " + one.title;
    return guess_language(sample);
}

struct SectionWords {
    std::uint32_t number = 0;
    std::string title;
    MoodleText summary;
    std::vector<std::string> order;  // of its activities
    bool visible = true;
};

class BackupReader {
  public:
    BackupReader(const Source& source, BackupInventory inventory, CourseWords words)
        : source_(source),
          inventory_(std::move(inventory)),
          words_(std::move(words)),
          course_(format, inventory_.site + "/" + inventory_.course_id, words_.language),
          media_(source.files, [this](const std::string& module) { return unit_of(module); }),
          reading_{format, "moodle_backup.xml", words_.language, media_, import_.report},
          quizzes_(source, bank_, course_, reading_),
          activities_(source.files, media_, course_, reading_) {}

    Import run(Report so_far) {
        import_.report = std::move(so_far);
        const bool one_activity =
            inventory_.kind == "activity" && inventory_.activities.size() == 1;
        course_.set_title(one_activity ? inventory_.activities.front().title : words_.title);
        if (!words_.summary.empty())
            course_.course().summary = LocalText(words_.language, words_.summary);
        media_.read(import_.report);
        if (!bank_.index(source_.files, import_.report)) return std::move(import_);
        add_sections();
        quizzes_.add_rest_of_bank(words_.language.starts_with("it") ? "Raccolta di domande"
                                                                    : "Question bank");
        if (course_.modules() == 0)
            import_.report.error("moodle_backup.xml", 0, "there is nothing in this backup",
                                 "make the backup again, with activities");
        AuthoredCourse course = course_.finish({});
        quizzes_.fill(course);
        for (AuthoredFile& file : media_.take_files()) course.files.push_back(std::move(file));
        report_rest();
        if (!import_.report.has_errors()) import_.course = std::move(course);
        return std::move(import_);
    }

  private:
    std::optional<std::string> unit_of(const std::string& module) const {
        const bool known = std::any_of(inventory_.activities.begin(), inventory_.activities.end(),
                                       [&](const auto& one) { return one.module == module; });
        if (!known) return std::nullopt;
        return "unit:" + course_.unit_id(module).hex();
    }

    void add_sections() {
        std::map<std::string, std::vector<const BackupActivity*>> by_section;
        for (const BackupActivity& one : inventory_.activities)
            by_section[one.section].push_back(&one);
        for (const BackupSection& section : inventory_.sections) {
            add_section(section, by_section[section.id]);
            by_section.erase(section.id);
        }
        // What stands in no section that is in the backup: a backup of one activity.
        std::vector<const BackupActivity*> rest;
        for (auto& [section, list] : by_section) rest.insert(rest.end(), list.begin(), list.end());
        if (rest.empty()) return;
        const std::string title(course_.course().title.in(words_.language));
        media_.use_in({course_.add_module("rest", title).id});
        add_activities(rest);
    }

    void add_section(const BackupSection& section, std::vector<const BackupActivity*> activities) {
        const std::string file = section.folder + "/section.xml";
        std::string title = section.title;
        std::optional<XmlDocument> document;
        if (source_.files.exists(file)) document = read_xml(source_.files, file, import_.report);
        const pugi::xml_node node = document ? document->root() : pugi::xml_node();
        const std::string name = with_references_replaced(backup_value(node, "name"));
        const std::string number(backup_value(node, "number"));
        if (!name.empty()) {
            title = name;
        } else if (!number.empty()) {
            title = number == "0" ? words_.title : number;
        }
        Module& module = course_.add_module(section.id, title);
        media_.use_in({module.id});
        settle_order(backup_value(node, "sequence"), activities);
        add_summary(section, node, module, title);
        add_activities(activities);
    }

    // Moodle says in one place which activities a section has, and in another in which order.
    static void settle_order(std::string_view sequence, std::vector<const BackupActivity*>& list) {
        const std::string all = "," + std::string(sequence) + ",";
        std::stable_sort(list.begin(), list.end(), [&](const auto* a, const auto* b) {
            return all.find("," + a->module + ",") < all.find("," + b->module + ",");
        });
    }

    // Plain words are the module's summary; more than that is a page of its own.
    void add_summary(const BackupSection& section, pugi::xml_node node, Module& module,
                     const std::string& title) {
        const MoodleText summary =
            backup_text(node, "summary", "course/section/" + inventory_.context + "/" + section.id);
        const std::string words = words_of_html(summary.text);
        if (words.empty()) return;
        const bool rich = summary.text.find("<img") != std::string_view::npos ||
                          summary.text.find("<a ") != std::string_view::npos ||
                          summary.text.find("<table") != std::string_view::npos;
        if (!rich) {
            module.summary = LocalText(words_.language, words);
            return;
        }
        course_.add_unit(UnitKind::page, "section/" + section.id, title);
        course_.set_page(page_html(summary, reading_, title));
    }

    void add_activities(const std::vector<const BackupActivity*>& list) {
        for (const BackupActivity* const one : list) {
            if (one->type == "quiz") {
                quizzes_.add(*one);
            } else {
                activities_.add(*one);
            }
        }
    }

    void report_rest() {
        media_.report_unused(import_.report);
        const std::string& shape = inventory_.course_format;
        if (!shape.empty() && shape != "topics" && shape != "weeks")
            import_.report.warning("moodle_backup.xml", 0,
                                   "the course has the format «" + shape +
                                       "», which is not known here: its sections follow each other",
                                   "look whether their order makes sense");
        if (inventory_.with_users || source_.files.exists("users.xml"))
            import_.report.advice(
                "users.xml", 0,
                "people, what they handed in and their grades were left out: they belong to nobody "
                "here",
                "enrol people on the site");
    }

    const Source& source_;
    BackupInventory inventory_;
    CourseWords words_;
    Import import_;
    MoodleCourse course_;
    BackupFiles media_;
    MoodleReading reading_;
    QuestionBank bank_;
    BackupQuizzes quizzes_;
    BackupActivities activities_;
};

}  // namespace

bool is_mbz(const Source& source) {
    if (!source.files.exists("moodle_backup.xml")) return false;
    const Bytes beginning = source.files.beginning("moodle_backup.xml", beginning_max);
    return text_of(beginning).find("<moodle_backup") != std::string_view::npos;
}

Import read_mbz(const Source& source) {
    Report report;
    auto inventory = read_inventory(source.files, report);
    if (!inventory) return {{}, std::move(report)};
    CourseWords words = words_of_course(source.files, *inventory, report);
    if (words.language.empty()) words.language = guessed_language(*inventory, words);
    return BackupReader(source, std::move(*inventory), std::move(words)).run(std::move(report));
}

}  // namespace approdo::import
