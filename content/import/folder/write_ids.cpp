#include "content/import/folder/write_ids.hpp"

#include <algorithm>
#include <map>

#include "content/import/folder/unit_files.hpp"
#include "content/import/gift/gift.hpp"
#include "content/import/gift/gift_lines.hpp"
#include "content/import/gift/option_ids.hpp"

namespace approdo::import {

namespace {

// A text as lines that can be added before others, with the line ends it came with.
class LineEditor {
  public:
    explicit LineEditor(const std::string& text)
        : end_(text.find("\r\n") == std::string::npos ? "\n" : "\r\n") {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t stop = std::min(text.find('\n', at), text.size());
            std::string line = text.substr(at, stop - at);
            if (line.ends_with('\r')) line.pop_back();
            lines_.push_back(std::move(line));
            at = stop + 1;
        }
    }

    std::string& line(std::size_t number) { return lines_[number - 1]; }
    std::size_t size() const { return lines_.size(); }
    void add_before(std::size_t number, std::string text) {
        added_[number].push_back(std::move(text));
    }

    std::string text() const {
        std::string result;
        for (std::size_t number = 1; number <= lines_.size() + 1; ++number) {
            if (const auto found = added_.find(number); found != added_.end()) {
                for (const std::string& one : found->second) result += one + end_;
            }
            if (number <= lines_.size()) result += lines_[number - 1] + end_;
        }
        return result;
    }

    // Their numbers in the text as it is now.
    std::vector<std::size_t> added_lines() const {
        std::vector<std::size_t> numbers;
        for (const auto& [before, texts] : added_) {
            for (std::size_t i = 0; i < texts.size(); ++i)
                numbers.push_back(before + numbers.size());
        }
        return numbers;
    }

  private:
    std::string end_;
    std::vector<std::string> lines_;
    std::map<std::size_t, std::vector<std::string>> added_;
};

// What names a thing in its course: what its author called it, in the course's first language.
std::string name_of(const SourceCourse& course, const std::string& slug, const ByLanguage& words) {
    const std::string original = course.languages.empty() ? "" : course.languages.front();
    return slug.empty() ? value_for(words, original, original) : slug;
}

std::string name_of(const SourceCourse& course, const SourceUnit& unit) {
    return name_of(course, unit.slug, unit.file.empty() ? unit.title : unit.file);
}

class IdWriter {
  public:
    IdWriter(const SourceFiles& files, NewIds& new_ids, Report& report, std::string_view owner)
        : files_(files), new_ids_(new_ids), report_(report), owner_(owner) {}

    WrittenIds run() {
        const auto text = files_.read(course_file);
        Report unread;  // what is wrong is reported by whoever reads the course afterwards
        auto course = text ? parse_course_toml(*text, course_file, unread) : std::nullopt;
        if (!course) return {};
        write_course_ids(*text, *course);
        for (const SourceModule& module : course->modules) {
            for (const SourceUnit& unit : module.units) write_unit_ids(unit, *course);
        }
        return std::move(written_);
    }

  private:
    void write_course_ids(const std::string& text, SourceCourse& course) {
        keep_ids_of(course);
        LineEditor editor(text);
        const std::size_t before = written_.count;
        if (course.id.empty()) {
            const std::string name = name_of(course, course.slug, course.title);
            course.id = new_ids_.make<CourseId>({"course", owner_, name}).hex();
            editor.add_before(1, "id = \"" + course.id + "\"");
            ++written_.count;
        }
        for (SourceModule& module : course.modules) {
            if (module.id.empty()) {
                const std::string name = name_of(course, module.slug, module.title);
                module.id = new_ids_.make<ModuleId>({"module", course.id, name}).hex();
                add_table_id(editor, module.line, module.id);
            }
            for (SourceUnit& unit : module.units) {
                if (!unit.id.empty()) continue;
                unit.id = new_ids_.make<UnitId>({"unit", course.id, name_of(course, unit)}).hex();
                add_table_id(editor, unit.line, unit.id);
            }
        }
        if (written_.count > before) save(course_file, editor);
    }

    void keep_ids_of(const SourceCourse& course) {
        new_ids_.keep(course.id);
        for (const SourceModule& module : course.modules) {
            new_ids_.keep(module.id);
            for (const SourceUnit& unit : module.units) new_ids_.keep(unit.id);
        }
    }

    void save(const std::string& path, const LineEditor& editor) {
        files_.write(path, editor.text());
        written_.lines[path] = editor.added_lines();
    }

    void add_table_id(LineEditor& editor, std::size_t line, const std::string& id) {
        const bool header =
            line >= 1 && line <= editor.size() && trimmed(editor.line(line)).starts_with("[[");
        if (!header) {
            report_.error(
                course_file, line, "no id can be written here",
                "write modules and units as [[modules]] and [[modules.units]], or add id = \"" +
                    id + "\" by hand");
            return;
        }
        editor.add_before(line + 1, "id = \"" + id + "\"");
        ++written_.count;
    }

    // The questions of a translation are those of the original, in the same order.
    void write_unit_ids(const SourceUnit& unit, const SourceCourse& course) {
        Report unread;
        std::vector<GiftItem> original;
        for (const UnitFile& file : files_of(unit, course, files_, unread)) {
            if (extension_of(file.path) != ".gift") continue;
            std::vector<GiftItem> items = write_gift_ids(file.path, unit.id, original);
            if (original.empty()) original = std::move(items);
        }
    }

    static std::string directive_of(const GiftItem& item) {
        for (const Directive& one : item.directives) {
            if (one.key == "options") return one.value;
        }
        return {};
    }

    std::vector<GiftItem> write_gift_ids(const std::string& path, const std::string& unit,
                                         const std::vector<GiftItem>& original) {
        Report unread;
        const auto text = files_.read(path);
        if (!text) return {};
        GiftFile gift = parse_gift(*text, path, unread);
        std::erase_if(gift.items,
                      [](const GiftItem& item) { return item.kind == GiftItemKind::category; });
        for (const GiftItem& item : gift.items) {
            if (item.id) new_ids_.keep(*item.id);
        }
        LineEditor editor(*text);
        const std::size_t before = written_.count;
        const bool parallel = original.size() == gift.items.size();
        for (std::size_t i = 0; i < gift.items.size(); ++i)
            add_item_ids(editor, gift.items[i], unit, parallel ? &original[i] : nullptr);
        if (written_.count > before) save(path, editor);
        return std::move(gift.items);
    }

    QuestionId id_of(const GiftItem& item, const std::string& unit) {
        const std::string name = item.title ? *item.title : item.stem().text;
        return new_ids_.make<QuestionId>({"question", unit, name});
    }

    void add_item_ids(LineEditor& editor, GiftItem& item, const std::string& unit,
                      const GiftItem* original) {
        const bool translated = original != nullptr && original->id && !item.id;
        if (!item.id) {
            item.id = translated ? *original->id : id_of(item, unit).hex();
            editor.add_before(item.line, "// [id:" + *item.id + "]");
            ++written_.count;
        }
        const std::vector<std::string> words = option_words(item);
        if (words.empty()) return;
        const std::string old = directive_of(item);
        std::string ids_of = old;
        // A translation's options take the ids of the original's, place by place.
        if (old.empty() && original != nullptr && option_words(*original).size() == words.size())
            ids_of = without_marks(directive_of(*original));
        OptionIds options = match_option_ids(ids_of, words);
        for (std::size_t i = 0; i < words.size(); ++i) {
            OptionId& id = options.ids[i];
            if (id.is_zero()) id = new_ids_.make<OptionId>({"option", *item.id, words[i]});
        }
        const std::string wanted = options_directive(options.ids, words);
        if (wanted == old) return;
        ++written_.count;
        if (old.empty()) {
            editor.add_before(item.line, "// approdo: options=" + wanted);
        } else {
            replace_directive(editor, item, old, wanted);
        }
        std::erase_if(item.directives, [](const Directive& one) { return one.key == "options"; });
        item.directives.push_back({"options", wanted, item.line});
    }

    static std::string without_marks(const std::string& directive) {
        std::string result;
        bool mark = false;
        for (const char c : directive) {
            if (c == '-') mark = true;
            if (c == ',') mark = false;
            if (!mark) result.push_back(c);
        }
        return result;
    }

    static void replace_directive(LineEditor& editor, const GiftItem& item, const std::string& old,
                                  const std::string& next) {
        for (const Directive& one : item.directives) {
            if (one.key != "options") continue;
            std::string& line = editor.line(one.line);
            if (const std::size_t at = line.find(old); at != std::string::npos)
                line.replace(at, old.size(), next);
        }
    }

    const SourceFiles& files_;
    NewIds& new_ids_;
    Report& report_;
    const std::string_view owner_;
    WrittenIds written_;
};

}  // namespace

void WrittenIds::forget_in(Report& report) const {
    for (Finding& one : report.findings) {
        const auto found = lines.find(one.file);
        if (found == lines.end()) continue;
        const auto before = std::lower_bound(found->second.begin(), found->second.end(), one.line);
        one.line -= static_cast<std::size_t>(before - found->second.begin());
    }
}

WrittenIds write_missing_ids(const SourceFiles& files, NewIds& new_ids, Report& report,
                             std::string_view owner) {
    return IdWriter(files, new_ids, report, owner).run();
}

}  // namespace approdo::import
