#include "content/import/qti/qti.hpp"

#include <algorithm>
#include <map>

#include "content/import/foreign/lom.hpp"
#include "content/import/foreign/package_address.hpp"
#include "content/import/qti/names.hpp"
#include "content/import/qti/test.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/slug.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;
using namespace qti;

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool is_item(std::string_view beginning) {
    return contains(beginning, "assessmentItem ") || contains(beginning, "assessmentItem\n") ||
           contains(beginning, "assessmentItem\r") || contains(beginning, "assessmentItem\t") ||
           contains(beginning, "<qti-assessment-item");
}
bool is_test(std::string_view beginning) {
    return contains(beginning, "<assessmentTest") || contains(beginning, ":assessmentTest") ||
           contains(beginning, "<qti-assessment-test");
}
bool is_ours(std::string_view manifest) {
    return contains(manifest, "imsqti_item_xmlv2") || contains(manifest, "imsqti_item_xmlv3") ||
           contains(manifest, "imsqti_test_xmlv2") || contains(manifest, "imsqti_test_xmlv3");
}

bool recognises(const Source& source) {
    if (!source.file.empty()) {
        const std::string beginning = beginning_of(source, source.file);
        return is_item(beginning) || is_test(beginning);
    }
    if (const auto manifest = find_root_file(source, "imsmanifest.xml")) {
        const std::string beginning = beginning_of(source, *manifest);
        if (contains(beginning, "Common Cartridge") || contains(beginning, "adlcp_")) return false;
        return is_ours(beginning);
    }
    const std::vector<std::string> all = source.files.all();
    return std::any_of(all.begin(), all.end(), [&](const std::string& path) {
        if (extension_of(path) != ".xml") return false;
        const std::string beginning = beginning_of(source, path);
        return is_item(beginning) || is_test(beginning);
    });
}

class PackageReader {
  public:
    explicit PackageReader(const Source& source) : source_(source), title_(source.name) {}

    Import run() {
        const auto manifest = source_.file.empty() ? find_root_file(source_, "imsmanifest.xml")
                                                   : std::optional<std::string>();
        if (manifest)
            read_manifest(*manifest);
        else
            look_around();
        if (!result_.report.has_errors()) make_course();
        if (result_.report.has_errors()) result_.course = {};
        result_.report.settle();
        return std::move(result_);
    }

  private:
    void read_manifest(const std::string& path) {
        const auto document = read_xml(source_.files, path, result_.report);
        if (!document) return;
        id_ = trimmed(attribute(document->root(), "identifier"));
        metadata_ = read_lom(child(child(document->root(), "metadata"), "lom"));
        if (!metadata_.title.empty()) title_ = metadata_.title.texts.front().text;
        if (!metadata_.languages.empty()) language_ = metadata_.languages.front();
        for (const pugi::xml_node one : children(child(document->root(), "resources"), "resource"))
            read_resource(one, path, *document);
    }
    void read_resource(pugi::xml_node resource, const std::string& manifest,
                       const XmlDocument& document) {
        const std::string type(attribute(resource, "type"));
        std::vector<std::string> hrefs{std::string(attribute(resource, "href"))};
        for (const pugi::xml_node file : children(resource, "file"))
            hrefs.emplace_back(attribute(file, "href"));
        for (const std::string& href : hrefs) {
            if (href.empty()) continue;
            const auto path = resolve(manifest, href);
            if (path && source_.files.exists(*path)) continue;
            result_.report.warning(manifest, document.line_of(resource),
                                   "the package lacks the file «" + href + "»",
                                   "put it there, or take it out of the manifest");
        }
        const auto main = resolve(manifest, hrefs.front());
        if (hrefs.front().empty() || !main || !source_.files.exists(*main)) return;
        if (type.starts_with("imsqti_item_")) item_paths_.push_back(*main);
        if (type.starts_with("imsqti_test_")) test_paths_.push_back(*main);
    }

    void look_around() {
        const std::vector<std::string> all =
            source_.file.empty() ? source_.files.all() : std::vector<std::string>{source_.file};
        for (const std::string& path : all) {
            if (source_.file.empty() && extension_of(path) != ".xml") continue;
            const std::string beginning = beginning_of(source_, path);
            if (is_test(beginning))
                test_paths_.push_back(path);
            else if (is_item(beginning))
                item_paths_.push_back(path);
        }
    }

    std::string key() const { return id_.empty() ? source_.name : id_; }

    const ReadItem* item(const std::string& path) {
        const auto known = items_.find(path);
        if (known != items_.end()) return known->second ? &*known->second : nullptr;
        std::optional<ReadItem>& item = items_[path];
        Report problems;
        const auto document = read_xml(source_.files, path, problems);
        if (document) {
            const Place place{*document, path, problems, &source_.files};
            item = read_item(place, {key(), path});
        }
        // One item that cannot be read is a loss; the others are taken.
        for (Finding& finding : problems.findings) {
            if (finding.severity == Severity::error && !is_single()) {
                finding.severity = Severity::warning;
                if (finding.mend.empty()) finding.mend = "this question was left out";
            }
            result_.report.findings.push_back(std::move(finding));
        }
        if (!item) return nullptr;
        if (language_.empty()) language_ = item->language;
        assets_.insert(item->assets.begin(), item->assets.end());
        return &*item;
    }
    bool is_single() const { return item_paths_.size() + test_paths_.size() == 1; }

    void make_course() {
        begin_course();
        for (const std::string& path : test_paths_) add_test(path);
        add_rest();
        if (module_.units.empty()) {
            if (!result_.report.has_errors())
                result_.report.error(source_.file, 0, "there is no question of QTI in it",
                                     "export the questions as QTI 2.1, 2.2 or 3.0");
            return;
        }
        finish_course();
    }
    void begin_course() {
        Course& course = result_.course.course;
        std::set<std::string> slugs;
        course.id = derived_id<CourseId>("qti", {key()});
        course.slug = free_slug(title_, "quizzes", slugs);
        course.licence = metadata_.licence;
        module_.id = derived_id<ModuleId>("qti", {"module", key()});
        module_.slug = course.slug;
    }

    void add_test(const std::string& path) {
        const auto document = read_xml(source_.files, path, result_.report);
        if (!document) return;
        const Place place{*document, path, result_.report, &source_.files};
        auto test = read_test(place, [&](const std::string& href) { return item(href); });
        if (!test) return;
        if (language_.empty()) language_ = test->language;
        assets_.insert(test->assets.begin(), test->assets.end());
        AuthoredQuiz quiz;
        QuizPublic shown;
        shown.title = test->title.empty() ? title_ : test->title;
        shown.settings = test->settings;
        shown.sections = std::move(test->sections);
        quiz.key.rules = std::move(test->rules);
        add_quiz(path, std::move(shown), std::move(quiz), test->items);
    }
    void add_rest() {
        std::vector<std::string> rest;
        for (const std::string& path : item_paths_) {
            if (!asked_.contains(path) && item(path) != nullptr) rest.push_back(path);
        }
        if (rest.empty()) return;
        QuizPublic shown;
        shown.title = title_;
        if (source_.file == rest.front() && !item(rest.front())->question.shown.title.empty())
            shown.title = item(rest.front())->question.shown.title;
        add_quiz("", std::move(shown), {}, rest);
    }

    void add_quiz(const std::string& name, QuizPublic shown, AuthoredQuiz quiz,
                  const std::vector<std::string>& items) {
        if (items.empty()) return;
        Unit unit;
        unit.id = derived_id<UnitId>("qti", {"quiz", key(), name});
        unit.kind = UnitKind::quiz;
        unit.slug = free_slug(shown.title, "quiz", unit_slugs_);
        unit.completion.kind = CompletionKind::submitted;
        Variant variant;
        variant.path = module_.slug + "/" + unit.slug + ".quiz";
        variant.title = shown.title;
        variant.media_type = "application/vnd.approdo.quiz";
        for (const std::string& path : items) {
            asked_.insert(path);
            auto halves = split(item(path)->question);
            if (!halves) {
                result_.report.warning(path, 0, halves.error().message,
                                       "this question was left out");
                continue;
            }
            shown.questions.push_back(std::move(halves->shown));
            quiz.key.questions.push_back(std::move(halves->key));
        }
        shown.unit = quiz.unit = quiz.key.unit = unit.id;
        quiz.module = module_.id;
        quiz.languages.push_back({variant.path, std::move(shown)});
        unit.variants.push_back(std::move(variant));
        module_.units.push_back(std::move(unit));
        result_.course.quizzes.push_back(std::move(quiz));
    }

    // What all share is known in the end only: the language of the first who says one.
    void finish_course() {
        if (language_.empty()) language_ = "und";
        Course& course = result_.course.course;
        course.languages = {language_};
        course.title = LocalText(language_, title_);
        module_.title = course.title;
        for (Unit& unit : module_.units) {
            unit.variants.front().language = language_;
            unit.variants.front().direction = direction_of(language_);
        }
        for (AuthoredQuiz& quiz : result_.course.quizzes) {
            quiz.languages.front().shown.language = language_;
            quiz.languages.front().shown.direction = direction_of(language_);
            // What is in the quiz's own language need not say so.
            for (QuestionPublic& question : quiz.languages.front().shown.questions) {
                if (question.text.language == language_) question.text.language.clear();
            }
        }
        const ModuleId module = module_.id;
        course.modules.push_back(std::move(module_));
        for (const std::string& path : assets_) {
            AuthoredFile file;
            const FileType type = type_of(path);
            file.path = path;
            file.source = source_.files.on_disk(path);
            file.size = source_.files.size(path);
            file.media_type = type.media_type;
            file.part.type = type.part;
            file.module = module;
            result_.course.files.push_back(std::move(file));
        }
    }

    const Source& source_;
    Import result_;
    ForeignMetadata metadata_;
    std::string id_;
    std::string title_;
    std::string language_;
    Module module_;
    std::vector<std::string> item_paths_;
    std::vector<std::string> test_paths_;
    std::map<std::string, std::optional<ReadItem>> items_;
    std::set<std::string> asked_;
    std::set<std::string> assets_;
    std::set<std::string> unit_slugs_;
};

Import read(const Source& source) {
    return PackageReader(source).run();
}

}  // namespace

constinit const Format qti_format{"qti", "QTI 2.1, 2.2, 3.0", recognises, read};

}  // namespace approdo::import
