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

  private:
    std::string end_;
    std::vector<std::string> lines_;
    std::map<std::size_t, std::vector<std::string>> added_;
};

class IdWriter {
  public:
    IdWriter(const SourceFiles& files, Random& random, Report& report)
        : files_(files), random_(random), report_(report) {}

    std::size_t run() {
        const auto text = files_.read(course_file);
        Report unread;  // what is wrong is reported by whoever reads the course afterwards
        const auto course = text ? parse_course_toml(*text, course_file, unread) : std::nullopt;
        if (!course) return 0;
        write_course_ids(*text, *course);
        for (const SourceModule& module : course->modules) {
            for (const SourceUnit& unit : module.units) write_unit_ids(unit, *course);
        }
        return written_;
    }

  private:
    void write_course_ids(const std::string& text, const SourceCourse& course) {
        LineEditor editor(text);
        const std::size_t before = written_;
        if (course.id.empty()) {
            editor.add_before(1, "id = \"" + random_.id<CourseId>().hex() + "\"");
            ++written_;
        }
        for (const SourceModule& module : course.modules) {
            if (module.id.empty()) add_table_id(editor, module.line, random_.id<ModuleId>().hex());
            for (const SourceUnit& unit : module.units) {
                if (unit.id.empty()) add_table_id(editor, unit.line, random_.id<UnitId>().hex());
            }
        }
        if (written_ > before) files_.write(course_file, editor.text());
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
        ++written_;
    }

    // The questions of a translation are those of the original, in the same order.
    void write_unit_ids(const SourceUnit& unit, const SourceCourse& course) {
        Report unread;
        std::vector<GiftItem> original;
        for (const UnitFile& file : files_of(unit, course, files_, unread)) {
            if (extension_of(file.path) != ".gift") continue;
            std::vector<GiftItem> items = write_gift_ids(file.path, original);
            if (original.empty()) original = std::move(items);
        }
    }

    static std::string directive_of(const GiftItem& item) {
        for (const Directive& one : item.directives) {
            if (one.key == "options") return one.value;
        }
        return {};
    }

    std::vector<GiftItem> write_gift_ids(const std::string& path,
                                         const std::vector<GiftItem>& original) {
        Report unread;
        const std::string text = *files_.read(path);
        GiftFile gift = parse_gift(text, path, unread);
        std::erase_if(gift.items,
                      [](const GiftItem& item) { return item.kind == GiftItemKind::category; });
        LineEditor editor(text);
        const std::size_t before = written_;
        const bool parallel = original.size() == gift.items.size();
        for (std::size_t i = 0; i < gift.items.size(); ++i)
            add_item_ids(editor, gift.items[i], parallel ? &original[i] : nullptr);
        if (written_ > before) files_.write(path, editor.text());
        return std::move(gift.items);
    }

    void add_item_ids(LineEditor& editor, GiftItem& item, const GiftItem* original) {
        const bool translated = original != nullptr && original->id && !item.id;
        if (!item.id) {
            item.id = translated ? *original->id : random_.id<QuestionId>().hex();
            editor.add_before(item.line, "// [id:" + *item.id + "]");
            ++written_;
        }
        const std::vector<std::string> words = option_words(item);
        if (words.empty()) return;
        const std::string old = directive_of(item);
        std::string ids_of = old;
        // A translation's options take the ids of the original's, place by place.
        if (old.empty() && original != nullptr && option_words(*original).size() == words.size())
            ids_of = without_marks(directive_of(*original));
        const OptionIds options = match_option_ids(ids_of, words, &random_);
        const std::string wanted = options_directive(options.ids, words);
        if (wanted == old) return;
        ++written_;
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
    Random& random_;
    Report& report_;
    std::size_t written_ = 0;
};

}  // namespace

std::size_t write_missing_ids(const SourceFiles& files, Random& random, Report& report) {
    return IdWriter(files, random, report).run();
}

}  // namespace approdo::import
