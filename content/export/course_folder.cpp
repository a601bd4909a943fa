#include "content/export/course_folder.hpp"

#include <algorithm>

#include "content/export/addresses.hpp"
#include "content/export/gift_writer.hpp"
#include "content/model/encoding.hpp"

namespace approdo::content_export {

using namespace content;

namespace {

std::string quoted(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += std::string("\\u00") + digits[(c >> 4) & 15] + digits[c & 15];
        } else {
            out += c;
        }
    }
    return out + "\"";
}

// "x", or { it = "x", en = "y" }.
std::string table_text(const LocalText& text) {
    if (text.texts.size() == 1) return quoted(text.texts[0].text);
    std::string out = "{ ";
    for (std::size_t i = 0; i < text.texts.size(); ++i)
        out += (i > 0 ? ", " : "") + quoted(text.texts[i].language) + " = " +
               quoted(text.texts[i].text);
    return out + " }";
}

std::string list_text(const std::vector<std::string>& list) {
    std::string out = "[";
    for (std::size_t i = 0; i < list.size(); ++i) out += (i > 0 ? ", " : "") + quoted(list[i]);
    return out + "]";
}

std::string replaced_end(const std::string& path, std::string_view end, std::string_view with) {
    if (!path.ends_with(end)) return path + std::string(with);
    return path.substr(0, path.size() - end.size()) + std::string(with);
}

// What a variant's published file is called in the folder.
std::string source_path(const Unit& unit, const std::string& path) {
    if (unit.kind == UnitKind::quiz || unit.kind == UnitKind::questionnaire)
        return replaced_end(path, ".quiz", ".gift");
    if (unit.kind == UnitKind::page || unit.kind == UnitKind::assignment)
        return replaced_end(path, ".page", ".html");
    return path;
}

// What was read of a foreign package's manifest, for programs.
std::string structure_path(const UnitId& unit) {
    return unit.hex() + ".structure";
}

const char* name_of(CompletionKind kind) {
    static constexpr const char* names[] = {"",         "opened",     "read",
                                            "watched",  "submitted",  "passed",
                                            "declared", "by_trainer", "by_package"};
    return names[static_cast<std::size_t>(kind) % 9];
}
const char* name_of(UnitKind kind) {
    static constexpr const char* names[] = {
        "", "page", "media", "quiz", "questionnaire", "assignment", "foreign"};
    return names[static_cast<std::size_t>(kind) % 7];
}
const char* name_of(TrackKind kind) {
    static constexpr const char* names[] = {"",         "captions",  "subtitles", "descriptions",
                                            "chapters", "narration", "sentences"};
    return names[static_cast<std::size_t>(kind) % 7];
}

class TomlWriter {
  public:
    explicit TomlWriter(const AuthoredCourse& authored) : course_(authored.course) {}

    std::string run() {
        line("id", quoted(course_.id.hex()));
        line("slug", quoted(course_.slug));
        line("title", table_text(course_.title));
        if (!course_.summary.empty()) line("summary", table_text(course_.summary));
        line("languages", list_text(course_.languages));
        if (course_.minutes_recognised > 0) line("hours", hours());
        text("competence_area", course_.competence_area);
        text("licence", course_.licence);
        if (!course_.authors.empty()) line("authors", list_text(course_.authors));
        text("time_zone", zone());
        dates(course_.availability);
        rules();
        for (const Module& module : course_.modules) write_module(module);
        return std::move(out_);
    }

  private:
    void line(const std::string& key, const std::string& value) {
        out_ += key + " = " + value + "\n";
    }
    void text(const std::string& key, const std::string& value) {
        if (!value.empty()) line(key, quoted(value));
    }
    void number(const std::string& key, std::uint64_t value) {
        if (value > 0) line(key, std::to_string(value));
    }
    void dates(const Availability& availability) {
        if (availability.from.is_set()) line("available_from", local_date_text(availability.from));
        if (availability.until.is_set())
            line("available_until", local_date_text(availability.until));
    }

    // Hours with as many decimals as minutes need.
    std::string hours() const {
        const std::uint32_t minutes = course_.minutes_recognised;
        std::string decimals = std::to_string(minutes % 60 * 10'000 / 60 + 10'000).substr(1);
        while (decimals.size() > 1 && decimals.back() == '0') decimals.pop_back();
        return std::to_string(minutes / 60) + "." + decimals;
    }

    // One for the course; its modules and units have the same.
    std::string zone() const {
        if (!course_.availability.zone.empty()) return course_.availability.zone;
        for (const Module& module : course_.modules) {
            if (!module.availability.zone.empty()) return module.availability.zone;
            for (const Unit& unit : module.units) {
                if (!unit.availability.zone.empty()) return unit.availability.zone;
            }
        }
        return {};
    }

    void rules() {
        const CourseRules& rules = course_.rules;
        out_ += "\n[rules]\n";
        line("units_completed", percent_text(rules.units_completed));
        line("pass_mark", percent_text(rules.pass_mark));
        line("every_quiz_passed", rules.every_quiz_passed ? "true" : "false");
        number("minutes_min", rules.seconds_min / 60);
        number("attended_minutes_min", rules.attended_minutes_min);
    }

    std::vector<std::string> names_of(const std::vector<Prerequisite>& prerequisites) const {
        std::vector<std::string> names;
        for (const Prerequisite& one : prerequisites) {
            for (const Module& module : course_.modules) {
                if (module.id == one.module) names.push_back(module.slug);
                for (const Unit& unit : module.units) {
                    if (unit.id == one.unit) names.push_back(module.slug + "/" + unit.slug);
                }
            }
        }
        return names;
    }

    void write_module(const Module& module) {
        out_ += "\n[[modules]]\n";
        line("id", quoted(module.id.hex()));
        line("slug", quoted(module.slug));
        line("title", table_text(module.title));
        if (!module.summary.empty()) line("summary", table_text(module.summary));
        if (!module.prerequisites.empty()) line("after", list_text(names_of(module.prerequisites)));
        dates(module.availability);
        for (const Unit& unit : module.units) write_unit(unit);
    }

    template <class Value>
    void by_language(const std::string& key, const Unit& unit, const Value& value_of) {
        std::string table;
        for (const Variant& variant : unit.variants) {
            const std::string value = value_of(variant);
            if (!value.empty())
                table +=
                    (table.empty() ? "" : ", ") + quoted(variant.language) + " = " + quoted(value);
        }
        if (!table.empty()) line(key, "{ " + table + " }");
    }

    void write_unit(const Unit& unit) {
        out_ += "\n[[modules.units]]\n";
        line("id", quoted(unit.id.hex()));
        line("slug", quoted(unit.slug));
        line("kind", quoted(name_of(unit.kind)));
        by_language("title", unit, [](const Variant& one) { return one.title; });
        by_language("file", unit, [&](const Variant& one) { return source_path(unit, one.path); });
        number("minutes", unit.minutes);
        if (!unit.required) line("required", "false");
        number("to_be_done_again", unit.to_be_done_again);
        line("completion", quoted(name_of(unit.completion.kind)));
        if (unit.completion.kind == CompletionKind::watched)
            line("completion_share", percent_text(unit.completion.share));
        number("minutes_min", unit.completion.seconds_min / 60);
        if (!unit.prerequisites.empty()) line("after", list_text(names_of(unit.prerequisites)));
        dates(unit.availability);
        write_media(unit);
        if (unit.kind != UnitKind::foreign) return;
        text("format", unit.foreign_format);
        by_language("start", unit, [](const Variant& one) { return one.start; });
        line("structure", quoted(structure_path(unit.id)));
    }

    void write_media(const Unit& unit) {
        // A page read aloud needs no line: its files are called as the page is.
        if (unit.kind == UnitKind::page) return;
        for (const TrackKind kind : {TrackKind::captions, TrackKind::subtitles,
                                     TrackKind::descriptions, TrackKind::chapters}) {
            LocalText files;
            for (const Variant& variant : unit.variants) {
                for (const Track& track : variant.tracks) {
                    if (track.kind == kind) files.set(track.language, track.path);
                }
            }
            std::string table;
            for (const LanguageText& one : files.texts)
                table +=
                    (table.empty() ? "" : ", ") + quoted(one.language) + " = " + quoted(one.text);
            if (!table.empty()) line(name_of(kind), "{ " + table + " }");
        }
        by_language("transcript", unit, [](const Variant& one) {
            return one.transcript_path.empty() || !one.transcript_path.ends_with(".page")
                       ? one.transcript_path
                       : replaced_end(one.transcript_path, ".page", ".html");
        });
        by_language("duration", unit, [](const Variant& one) {
            const std::uint32_t seconds = one.duration_ms / 1000;
            if (seconds == 0) return std::string{};
            return std::to_string(seconds / 60) + ":" +
                   std::to_string(100 + seconds % 60).substr(1);
        });
    }

    const Course& course_;
    std::string out_;
};

std::string escaped_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    }
    return out;
}

}  // namespace

std::string course_toml(const AuthoredCourse& authored) {
    return TomlWriter(authored).run();
}

Result<void> put(FolderSink& sink, const AuthoredFile& file) {
    return file.source.empty() ? sink.write(file.path, file.bytes) : sink.copy(file.path, file);
}

Result<FolderExport> write_folder(const AuthoredCourse& authored, FolderSink& sink) {
    FolderExport result;
    APPRODO_CHECK(sink.write("course.toml", bytes_of(course_toml(authored))));
    for (const AuthoredPage& page : authored.pages) {
        const std::string html =
            "<h1>" + escaped_html(page.page.title) + "</h1>\n" + with_addresses(page.page.html);
        APPRODO_CHECK(sink.write(replaced_end(page.path, ".page", ".html"), bytes_of(html)));
    }
    for (const AuthoredQuiz& listed : authored.quizzes) {
        const WholeQuiz quiz(listed);
        for (const AuthoredQuiz::InLanguage& one : quiz->languages) {
            for (const QuestionPublic& question : one.shown.questions) {
                if (quiz->key.question(question.id) == nullptr)
                    result.dropped.push_back(one.path +
                                             ": a question without its key: " + question.id.hex());
            }
            const GiftExport gift = write_gift(one.shown, quiz->key);
            const std::string path = replaced_end(one.path, ".quiz", ".gift");
            APPRODO_CHECK(sink.write(path, bytes_of(gift.text)));
        }
    }
    for (const AuthoredFile& file : authored.files) APPRODO_CHECK(put(sink, file));
    for (const AuthoredForeign& one : authored.foreign)
        APPRODO_CHECK(sink.write(structure_path(one.package.unit), encode(one.package)));
    return result;
}

}  // namespace approdo::content_export
