#include "content/import/folder/course_toml.hpp"

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

#include <set>

#include "content/import/gift/quiz_settings.hpp"

namespace approdo::import {

using namespace content;

namespace {

// Reads a table key by key; what nobody asked for is reported in the end.
class TableReader {
  public:
    TableReader(const toml::table& table, const std::string& file, Report& report)
        : table_(table), file_(file), report_(report) {}

    std::size_t line() const { return table_.source().begin.line; }

    const toml::node* find(std::string_view key) {
        used_.emplace(key);
        return table_.get(key);
    }

    std::string text(std::string_view key) {
        const toml::node* const node = find(key);
        if (node == nullptr) return {};
        if (const auto value = node->value_exact<std::string>()) return *value;
        wrong(*node, key, "a text in quotes");
        return {};
    }

    bool yes(std::string_view key, bool otherwise) {
        const toml::node* const node = find(key);
        if (node == nullptr) return otherwise;
        if (const auto value = node->value_exact<bool>()) return *value;
        wrong(*node, key, "true or false");
        return otherwise;
    }

    std::uint32_t number(std::string_view key) {
        const toml::node* const node = find(key);
        if (node == nullptr) return 0;
        const auto value = node->value_exact<std::int64_t>();
        if (value && *value >= 0 && *value <= 1'000'000) return static_cast<std::uint32_t>(*value);
        wrong(*node, key, "a whole number");
        return 0;
    }

    std::optional<Share> percent(std::string_view key) {
        const toml::node* const node = find(key);
        if (node == nullptr) return std::nullopt;
        const auto value = node->value<double>();
        if (value && *value >= 0 && *value <= 100)
            return Share::of(static_cast<std::int64_t>(*value * 100'000.0 + 0.5), 10'000'000);
        wrong(*node, key, "a number from 0 to 100");
        return std::nullopt;
    }

    // Hours with at most two decimals, as minutes.
    std::uint32_t hours(std::string_view key) {
        const toml::node* const node = find(key);
        if (node == nullptr) return 0;
        const auto value = node->value<double>();
        if (value && *value >= 0 && *value <= 10'000)
            return static_cast<std::uint32_t>(*value * 60.0 + 0.5);
        wrong(*node, key, "a number of hours, as 8 or 1.5");
        return 0;
    }

    LocalDate date(std::string_view key) {
        const toml::node* const node = find(key);
        if (node == nullptr) return {};
        if (const auto value = node->value_exact<toml::date>())
            return {value->year, value->month, value->day};
        wrong(*node, key, "a date without quotes, as 2026-09-01");
        return {};
    }

    std::vector<std::string> list(std::string_view key) {
        const toml::node* const node = find(key);
        std::vector<std::string> result;
        if (node == nullptr) return result;
        const toml::array* const array = node->as_array();
        bool sound = array != nullptr;
        for (std::size_t i = 0; sound && i < array->size(); ++i) {
            const auto value = (*array)[i].value_exact<std::string>();
            sound = value.has_value();
            if (sound) result.push_back(*value);
        }
        if (!sound) wrong(*node, key, "a list of texts, as [\"one\", \"two\"]");
        return result;
    }

    ByLanguage by_language(std::string_view key) {
        const toml::node* const node = find(key);
        if (node == nullptr) return {};
        if (const auto value = node->value_exact<std::string>()) return {{"", *value}};
        ByLanguage result;
        const toml::table* const table = node->as_table();
        bool sound = table != nullptr;
        for (auto one = table ? table->begin() : toml::const_table_iterator{};
             sound && one != table->end(); ++one) {
            const auto value = one->second.value_exact<std::string>();
            sound = value.has_value() && is_language_tag(one->first.str());
            if (sound) result.emplace(std::string(one->first.str()), *value);
        }
        if (!sound)
            wrong(*node, key, "a text, or one for each language: { it = \"…\", en = \"…\" }");
        return result;
    }

    Availability availability(const std::string& zone) {
        Availability result{date("available_from"), date("available_until"), ""};
        if (result.is_limited()) result.zone = zone;
        if (result.from.is_set() && result.until.is_set() && result.until < result.from)
            report_.error(file_, line(), "available_until is before available_from",
                          "exchange the two dates");
        return result;
    }

    // The tables of an array of tables.
    std::vector<const toml::table*> tables(std::string_view key) {
        const toml::node* const node = find(key);
        std::vector<const toml::table*> result;
        if (node == nullptr) return result;
        const toml::array* const array = node->as_array();
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            if (const toml::table* const table = (*array)[i].as_table()) result.push_back(table);
        }
        if (array == nullptr || result.size() != array->size())
            wrong(*node, key, "tables: [[" + std::string(key) + "]]");
        return result;
    }

    const toml::table* table(std::string_view key) {
        const toml::node* const node = find(key);
        if (node == nullptr) return nullptr;
        if (node->as_table() == nullptr) wrong(*node, key, "a table: [" + std::string(key) + "]");
        return node->as_table();
    }

    void report_unused() {
        for (const auto& [key, node] : table_) {
            if (!used_.contains(std::string(key.str())))
                report_.warning(file_, key.source().begin.line,
                                "«" + std::string(key.str()) + "» means nothing here",
                                "docs/authoring.md lists what may stand in course.toml");
        }
    }

  private:
    void wrong(const toml::node& node, std::string_view key, const std::string& expected) {
        report_.error(file_, node.source().begin.line, "«" + std::string(key) + "» cannot be used",
                      "write " + expected);
    }

    const toml::table& table_;
    const std::string& file_;
    Report& report_;
    std::set<std::string> used_;
};

SourceUnit read_unit(TableReader reader, const std::string& zone) {
    SourceUnit unit;
    unit.line = reader.line();
    unit.id = reader.text("id");
    unit.slug = reader.text("slug");
    unit.kind = reader.text("kind");
    unit.title = reader.by_language("title");
    unit.file = reader.by_language("file");
    unit.minutes = reader.number("minutes");
    unit.required = reader.yes("required", true);
    unit.to_be_done_again = reader.number("to_be_done_again");
    unit.completion = reader.text("completion");
    unit.completion_share = reader.percent("completion_share");
    unit.minutes_min = reader.number("minutes_min");
    unit.after = reader.list("after");
    unit.availability = reader.availability(zone);
    for (const char* kind : {"captions", "subtitles", "descriptions", "chapters"}) {
        if (auto files = reader.by_language(kind); !files.empty())
            unit.tracks.emplace(kind, std::move(files));
    }
    unit.transcript = reader.by_language("transcript");
    unit.duration = reader.by_language("duration");
    unit.format = reader.text("format");
    unit.start = reader.by_language("start");
    unit.structure = reader.text("structure");
    reader.report_unused();
    return unit;
}

SourceModule read_module(TableReader reader, const std::string& zone, const std::string& file,
                         Report& report) {
    SourceModule module;
    module.line = reader.line();
    module.id = reader.text("id");
    module.slug = reader.text("slug");
    module.title = reader.by_language("title");
    module.summary = reader.by_language("summary");
    module.after = reader.list("after");
    module.availability = reader.availability(zone);
    for (const toml::table* const unit : reader.tables("units"))
        module.units.push_back(read_unit(TableReader(*unit, file, report), zone));
    reader.report_unused();
    return module;
}

CourseRules read_rules(TableReader reader) {
    CourseRules rules;
    rules.units_completed = reader.percent("units_completed").value_or(Share::all());
    rules.pass_mark = reader.percent("pass_mark").value_or(Share::none());
    rules.every_quiz_passed = reader.yes("every_quiz_passed", true);
    rules.seconds_min = reader.number("minutes_min") * 60;
    rules.attended_minutes_min = reader.number("attended_minutes_min");
    reader.report_unused();
    return rules;
}

SourceCourse read_course(TableReader reader, const std::string& file, Report& report) {
    SourceCourse course;
    course.id = reader.text("id");
    course.slug = reader.text("slug");
    course.languages = reader.list("languages");
    const std::string language = reader.text("language");
    if (course.languages.empty() && !language.empty()) course.languages = {language};
    if (course.languages.empty()) {
        report.error(file, 1, "the course does not say in which language it is",
                     "add language = \"it\"");
        course.languages = {"und"};
    }
    if (!language.empty() && course.languages.front() != language)
        report.error(file, 1, "«language» is not the first of «languages»",
                     "keep «languages», the original first");
    for (const std::string& one : course.languages) {
        if (!is_language_tag(one))
            report.error(file, 1, "«" + one + "» is not a language tag",
                         "write it, en, ar, pt-BR …");
    }
    course.title = reader.by_language("title");
    if (course.title.empty()) report.error(file, 1, "the course has no title", "add title = \"…\"");
    course.summary = reader.by_language("summary");
    course.minutes_recognised = reader.hours("hours");
    course.competence_area = reader.text("competence_area");
    course.licence = reader.text("licence");
    course.authors = reader.list("authors");
    const std::string zone = reader.text("time_zone");
    course.availability = reader.availability(zone);
    if (const toml::table* const rules = reader.table("rules"))
        course.rules = read_rules(TableReader(*rules, file, report));
    for (const toml::table* const module : reader.tables("modules"))
        course.modules.push_back(
            read_module(TableReader(*module, file, report), zone, file, report));
    if (course.modules.empty())
        report.error(file, 1, "the course has no modules", "add [[modules]]");
    reader.report_unused();
    return course;
}

}  // namespace

std::optional<SourceCourse> parse_course_toml(std::string_view text, const std::string& name,
                                              Report& report) {
    try {
        const toml::table table = toml::parse(text);
        return read_course(TableReader(table, name, report), name, report);
    } catch (const toml::parse_error& error) {
        report.error(name, error.source().begin.line,
                     "this is not TOML: " + std::string(error.description()),
                     "texts stand in quotes, each value on a line of its own");
        return std::nullopt;
    }
}

}  // namespace approdo::import
