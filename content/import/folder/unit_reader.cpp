#include "content/import/folder/course_reader.hpp"

#include <algorithm>

#include "content/import/gift/quiz_settings.hpp"
#include "content/import/source/markdown.hpp"

// The part of CourseReader that reads a unit's own files: pages, media, quizzes.
namespace approdo::import {

using namespace content;

namespace {

constexpr std::size_t page_words_long = 3000;

}  // namespace

// Addresses as seen from one file of one unit.
class UnitLinks : public Links {
  public:
    UnitLinks(CourseReader& reader, const CourseReader::UnitJob& job, std::string from,
              std::string language)
        : reader_(reader), job_(job), from_(std::move(from)), language_(std::move(language)) {}

    std::optional<Asset> asset(std::string_view address) override {
        const auto path = resolve(from_, address);
        if (!path || !reader_.files_.exists(*path)) return std::nullopt;
        Asset result;
        if (type_of(*path).part == PartType::picture)
            result.size = image_size(reader_.files_.beginning(*path, 256 * 1024));
        result.path = reader_.add_file(*path, job_.module, "");
        return result;
    }

    std::optional<std::string> link(std::string_view address) override {
        if (address.starts_with("unit:")) return unit_link(address);
        const auto path = resolve(from_, address);
        if (!path) return std::nullopt;
        const std::size_t hash = address.find('#');
        const std::string anchor(hash == std::string_view::npos ? "" : address.substr(hash));
        if (const auto page = reader_.pages_.find(*path); page != reader_.pages_.end()) {
            if (!anchor.empty())
                reader_.anchor_links_.push_back(
                    {from_, 0, std::string(address), *path, anchor.substr(1)});
            return "unit:" + page->second.unit.hex() + anchor;
        }
        if (const auto unit = unit_with_file(*path)) return "unit:" + *unit + anchor;
        if (!reader_.files_.exists(*path)) return std::nullopt;
        const std::string extension = extension_of(*path);
        if (extension == ".md" || extension == ".gift" || extension == ".toml") return std::nullopt;
        return reader_.add_file(*path, job_.module, language_);
    }

  private:
    std::optional<std::string> unit_link(std::string_view address) {
        const auto id = UnitId::from_hex(address.substr(5, 32));
        if (!id || reader_.result_.course.course.unit(*id) == nullptr) return std::nullopt;
        return std::string(address);
    }

    // Quizzes and media are linked by their file, too.
    std::optional<std::string> unit_with_file(const std::string& path) {
        for (const auto& job : reader_.jobs_) {
            for (const UnitFile& file : job.files) {
                if (file.path == path) return reader_.unit_of(job).id.hex();
            }
        }
        return std::nullopt;
    }

    CourseReader& reader_;
    const CourseReader::UnitJob& job_;
    std::string from_;
    std::string language_;
};

namespace {

void report_html(Report& report, const std::string& file, std::string_view source,
                 std::size_t first_line, const std::vector<HtmlFinding>& findings) {
    for (const HtmlFinding& one : findings)
        report.findings.push_back({one.severity, file, line_of_text(source, one.needle, first_line),
                                   one.message, one.mend});
}

}  // namespace

void CourseReader::read_pages(const UnitJob& job) {
    for (std::size_t i = 0; i < job.files.size(); ++i)
        read_page(job, job.files[i], unit_of(job).variants[i]);
}

void CourseReader::read_page(const UnitJob& job, const UnitFile& file, Variant& variant) {
    Report& report = result_.report;
    const std::string text = read_text(file.path);
    const bool is_html = extension_of(file.path) == ".html";
    const FrontMatter front = split_front_matter(text);
    if (!front.language.empty() &&
        primary_language(front.language) != primary_language(file.language))
        report.warning(file.path, 1,
                       "the page says that it is in «" + front.language + "», the course in «" +
                           file.language + "»",
                       "correct one of them: readers pronounce by it");
    UnitLinks links(*this, job, file.path, file.language);
    HtmlOptions options;
    options.direction = direction_of(file.language);
    const std::size_t links_before = anchor_links_.size();
    CleanHtml clean = clean_html(is_html ? std::string(front.body) : markdown_to_html(front.body),
                                 links, options);
    report_html(report, file.path, front.body, front.body_line, clean.findings);
    for (std::size_t i = links_before; i < anchor_links_.size(); ++i)
        anchor_links_[i].line = line_of_text(front.body, anchor_links_[i].address, front.body_line);
    anchors_[file.path].insert(clean.anchors.begin(), clean.anchors.end());
    AuthoredPage& page = add_page(file.path, job, file.language);
    variant.path = page.path;
    variant.media_type = "text/html";
    variant.words = clean.words;
    if (variant.title.empty()) variant.title = front.title;
    if (variant.title.empty()) variant.title = clean.title;
    if (variant.title.empty()) {
        variant.title = stem_of(file.path);
        report.advice(file.path, front.body_line, "this page has no title",
                      "begin it with a heading: # Title");
    }
    page.page.title = clean.title.empty() ? variant.title : clean.title;
    page.page.html = std::move(clean.html);
    page.page.blocks = clean.blocks;
    page.page.pictures = std::move(clean.assets);
    if (unit_of(job).kind == UnitKind::page) read_narration(job, variant, page);
    if (clean.words == 0)
        report.warning(file.path, 0, "this page is empty",
                       "write it, or take it out of course.toml");
    if (clean.words > page_words_long)
        report.advice(file.path, 0,
                      "this page has " + std::to_string(clean.words) + " words: about " +
                          std::to_string(clean.words / 200) + " minutes",
                      "divide it: short pages are easier to come back to");
}

void CourseReader::read_media(const UnitJob& job) {
    Unit& unit = unit_of(job);
    for (std::size_t i = 0; i < job.files.size(); ++i) {
        const UnitFile& file = job.files[i];
        Variant& variant = unit.variants[i];
        variant.path = add_file(file.path, job.module, file.language);
        variant.media_type = type_of(file.path).media_type;
        if (variant.title.empty()) variant.title = stem_of(file.path);
        const std::string duration = value_for(job.source->duration, file.language, original());
        if (const auto seconds = seconds_from(duration)) {
            variant.duration_ms = *seconds * 1000;
        } else if (!duration.empty()) {
            result_.report.error(course_file, job.source->line,
                                 "duration = \"" + duration + "\" is not a time",
                                 "write duration = \"3:20\"");
        }
        if (variant.duration_ms == 0 && unit.completion.kind == CompletionKind::watched)
            result_.report.warning(course_file, job.source->line,
                                   "without its length, «watched» cannot be worked out",
                                   "add duration = \"3:20\"");
        read_tracks(job, file.language, variant);
        read_transcript(job, file.language, variant);
        const bool captions =
            std::any_of(variant.tracks.begin(), variant.tracks.end(), [](const Track& one) {
                return one.kind == TrackKind::captions || one.kind == TrackKind::subtitles;
            });
        if (!captions && variant.transcript_path.empty())
            result_.report.warning(
                file.path, 0, "sound without captions and without a transcript",
                "add captions = \"….vtt\" or transcript = \"….md\": not everybody can hear it");
        else if (!captions && type_of(file.path).part == PartType::video)
            result_.report.advice(file.path, 0, "a film without captions",
                                  "add captions = \"….vtt\"");
    }
}

void CourseReader::read_tracks(const UnitJob& job, const std::string& language, Variant& variant) {
    struct Named {
        const char* name;
        TrackKind kind;
    };
    static constexpr Named kinds[] = {{"captions", TrackKind::captions},
                                      {"subtitles", TrackKind::subtitles},
                                      {"descriptions", TrackKind::descriptions},
                                      {"chapters", TrackKind::chapters}};
    for (const Named& kind : kinds) {
        const auto found = job.source->tracks.find(kind.name);
        if (found == job.source->tracks.end()) continue;
        for (const auto& [written, path] : found->second) {
            // Subtitles are for those who read another language: each variant offers all of them.
            const std::string track_language = written.empty() ? original() : written;
            if (kind.kind != TrackKind::subtitles && track_language != language) continue;
            const auto inside = resolve("", path);
            const auto text = inside ? files_.read(*inside) : std::nullopt;
            if (!text) {
                result_.report.error(course_file, job.source->line,
                                     "the file «" + path + "» is not in the course",
                                     "put it there, or correct its name");
                continue;
            }
            if (!text->starts_with("WEBVTT") && !text->starts_with("\xEF\xBB\xBFWEBVTT"))
                result_.report.error(*inside, 1, "this is not WebVTT",
                                     "its first line has to say WEBVTT");
            variant.tracks.push_back(
                {kind.kind, track_language, add_file(*inside, job.module, track_language)});
        }
    }
}

void CourseReader::read_transcript(const UnitJob& job, const std::string& language,
                                   Variant& variant) {
    const std::string path = value_for(job.source->transcript, language, original());
    if (path.empty()) return;
    const auto inside = resolve("", path);
    if (!inside || !files_.exists(*inside)) {
        result_.report.error(course_file, job.source->line,
                             "the transcript «" + path + "» is not in the course",
                             "put it there, or correct its name");
        return;
    }
    used_.insert(*inside);
    const std::string extension = extension_of(*inside);
    if (extension != ".md" && extension != ".html") {
        variant.transcript_path = add_file(*inside, job.module, language);
        return;
    }
    variant.transcript_path = published(*inside, ".page");
    // It may be a unit of its own as well; then that page serves.
    if (pages_.contains(*inside)) return;
    Variant page;
    pages_[*inside] = {unit_of(job).id, language};
    read_page(job, {language, *inside}, page);
}

void CourseReader::read_quiz(const UnitJob& job) {
    Report& report = result_.report;
    Unit& unit = unit_of(job);
    AuthoredQuiz quiz;
    quiz.unit = unit.id;
    quiz.module = result_.course.course.modules[job.module].id;
    quiz.key.unit = unit.id;
    for (std::size_t i = 0; i < job.files.size(); ++i) {
        const UnitFile& file = job.files[i];
        const GiftFile gift = parse_gift(read_text(file.path), file.path, report);
        UnitLinks links(*this, job, file.path, file.language);
        QuizSource source = read_quiz_source(unit, gift, file, links);
        AuthoredQuiz::InLanguage shown;
        shown.path = published(file.path, ".quiz");
        Variant& variant = unit.variants[i];
        variant.path = shown.path;
        variant.media_type = "application/vnd.approdo.quiz";
        if (variant.title.empty())
            variant.title = source.title.empty() ? stem_of(file.path) : source.title;
        shown.shown.unit = unit.id;
        shown.shown.language = file.language;
        shown.shown.direction = variant.direction;
        shown.shown.title = variant.title;
        shown.shown.introduction = std::move(source.introduction);
        shown.shown.sections = std::move(source.sections);
        if (i == 0) quiz.key.rules = std::move(source.rules);
        shown.shown.settings = i == 0 ? source.settings : quiz.languages.front().shown.settings;
        if (i > 0 && !(source.settings == shown.shown.settings))
            report.warning(
                file.path, 1,
                "the settings differ from those of the original, which hold for all languages",
                "copy its approdo: lines");
        add_questions(quiz, shown.shown, source, file);
        quiz.languages.push_back(std::move(shown));
    }
    if (quiz.key.questions.empty()) {
        // Nobody can do it: what nobody has to do may stay unfinished.
        const std::string& path = job.files.front().path;
        if (unit.required) {
            report.error(path, 0, "this quiz has no questions", "add one");
        } else {
            report.warning(path, 0, "this quiz has no questions",
                           "add one, or take it out of course.toml");
        }
    }
    const QuizSettings& settings = quiz.settings();
    if (settings.pass_mark.parts > 0 && job.source->completion.empty() &&
        unit.kind == UnitKind::quiz)
        unit.completion.kind = CompletionKind::passed;
    if (settings.questions_shown > quiz.languages.front().shown.questions.size())
        report.error(job.files.front().path, 1, "pick asks for more questions than there are",
                     "lower it");
    result_.course.quizzes.push_back(std::move(quiz));
}

QuizSource CourseReader::read_quiz_source(const Unit& unit, const GiftFile& gift,
                                          const UnitFile& file, Links& links) {
    const QuizReading reading{file.language,  file.path, links,
                              result_.report, true,      unit.kind == UnitKind::questionnaire};
    return import::read_quiz(gift, reading);
}

void CourseReader::add_questions(AuthoredQuiz& quiz, QuizPublic& shown, QuizSource& source,
                                 const UnitFile& file) {
    Report& report = result_.report;
    const bool practice = source.settings.mode == QuizMode::practice;
    for (std::size_t i = 0; i < source.questions.size(); ++i) {
        auto halves = split(std::move(source.questions[i]));
        if (!halves) continue;  // reported where the question was read
        const QuestionId id = halves->shown.id;
        if (shown.question(id) != nullptr) {
            report.error(file.path, source.lines[i], "two questions have the same id",
                         "take the [id:…] line out of the copy and run `approdo check`");
            continue;
        }
        if (quiz.languages.empty()) {
            if (!halves->shown.parts.empty())
                question_uses_[id].push_back({practice, file.path, source.lines[i]});
            quiz.key.questions.push_back(std::move(halves->key));
        } else {
            const auto original_key =
                std::find_if(quiz.key.questions.begin(), quiz.key.questions.end(),
                             [&](const QuestionKey& key) { return key.id == id; });
            std::string why;
            if (original_key == quiz.key.questions.end()) {
                report.error(file.path, source.lines[i],
                             "the original has no question with this id",
                             "translate the original's questions, with their [id:…] lines");
                continue;
            }
            if (!merge_language(*original_key, halves->key, why)) {
                report.error(file.path, source.lines[i],
                             "this question differs from the original: " + why,
                             "one key marks all languages");
                continue;
            }
        }
        shown.questions.push_back(std::move(halves->shown));
    }
    if (!quiz.languages.empty() &&
        shown.questions.size() != quiz.languages.front().shown.questions.size())
        report.error(file.path, 0, "not all questions of the original are here",
                     "translate each of them");
}

void CourseReader::check_links() {
    for (const AnchorLink& one : anchor_links_) {
        if (!anchors_[one.target].contains(one.anchor))
            result_.report.warning(
                one.file, one.line,
                "«" + one.address + "» leads to a page, but not to a place in it",
                "the place is the heading in lower case, with dashes for blanks");
    }
}

void CourseReader::check_questions() {
    for (const auto& [id, uses] : question_uses_) {
        const bool practice = std::any_of(uses.begin(), uses.end(),
                                          [](const QuestionUse& one) { return one.practice; });
        const bool graded = std::any_of(uses.begin(), uses.end(),
                                        [](const QuestionUse& one) { return !one.practice; });
        if (!practice || !graded) continue;
        for (const QuestionUse& one : uses) {
            result_.report.warning(one.file, one.line,
                                   "this question is used in practice and in a graded quiz: its "
                                   "key travels with the course",
                                   "write another one for the graded quiz");
        }
    }
}

}  // namespace approdo::import
