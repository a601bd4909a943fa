#include "content/import/qti1/qti1.hpp"

#include <algorithm>

#include "content/import/foreign/lom.hpp"
#include "content/import/foreign/package_address.hpp"
#include "content/import/qti1/canvas_settings.hpp"
#include "content/import/qti1/package_links.hpp"
#include "content/import/qti1/quiz_unit.hpp"
#include "content/import/source/derived_ids.hpp"
#include "content/import/source/slug.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;
using qti1::Assessment;

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool is_question_file(std::string_view beginning) {
    return contains(beginning, "<questestinterop") || contains(beginning, ":questestinterop");
}
bool names_questions(std::string_view manifest) {
    return contains(manifest, "imsqti_xmlv1p2") || contains(manifest, "imsqti_item_xmlv1p2") ||
           contains(manifest, "x-bb-qti");
}
// An export that says by its title alone what it is.
bool is_older_export(std::string_view manifest) {
    return contains(manifest, "<manifest") && contains(manifest, "QTI 1.1") &&
           !names_questions(manifest);
}

bool may_hold_questions(const std::string& path) {
    const std::string extension = extension_of(path);
    return extension == ".xml" || extension == ".qti" || extension == ".dat";
}

std::vector<std::string> question_files(const Source& source) {
    std::vector<std::string> paths =
        source.file.empty() ? source.files.all() : std::vector<std::string>{source.file};
    std::erase_if(paths, [&](const std::string& path) {
        return !may_hold_questions(path) || !is_question_file(beginning_of(source, path));
    });
    return paths;
}

bool recognises(const Source& source) {
    const auto manifest = find_root_file(source, "imsmanifest.xml");
    if (!manifest || !source.file.empty()) {
        if (source.file.empty()) return !question_files(source).empty();
        const std::string beginning = beginning_of(source, source.file);
        return is_question_file(beginning) || is_older_export(beginning);
    }
    const std::string beginning = beginning_of(source, *manifest);
    if (contains(beginning, "Common Cartridge") || contains(beginning, "adlcp_")) return false;
    return names_questions(beginning) || is_older_export(beginning);
}

class PackageReader {
  public:
    explicit PackageReader(const Source& source) : source_(source), files_(source) {}

    Import run() {
        read_words();
        if (!result_.report.has_errors()) read_files();
        if (result_.report.has_errors()) return refused();
        if (assessments_.empty()) {
            result_.report.error(source_.file, 0, "there is no question of QTI 1.2 in it",
                                 "export the quizzes as QTI 1.2, 2.1, 2.2 or 3.0");
            return refused();
        }
        make_course();
        result_.report.settle();
        return std::move(result_);
    }

  private:
    Import refused() {
        result_.course = {};
        result_.report.settle();
        return std::move(result_);
    }

    // The manifest names the package; without one its file does.
    void read_words() {
        title_ = source_.name;
        const auto path = find_root_file(source_, "imsmanifest.xml");
        if (!path) return;
        const std::string beginning = beginning_of(source_, *path);
        if (is_older_export(beginning)) {
            result_.report.error(*path, 0, "this is an export of QTI 1.1, which is not read",
                                 "export the quizzes as QTI 1.2, 2.1, 2.2 or 3.0");
            return;
        }
        if (!contains(beginning, "<manifest")) return;
        const auto document = read_xml(source_.files, *path, result_.report);
        if (!document) return;
        id_ = trimmed(attribute(document->root(), "identifier"));
        const pugi::xml_node lom = child(child(document->root(), "metadata"), "lom");
        metadata_ = read_lom(lom);
        if (!metadata_.title.empty()) title_ = metadata_.title.texts.front().text;
        for (const pugi::xml_node one :
             children(child(document->root(), "resources"), "resource")) {
            for (const pugi::xml_node file : children(one, "file")) {
                const std::string href(attribute(file, "href"));
                const auto inside = resolve(*path, href);
                if (!inside || !source_.files.exists(*inside))
                    result_.report.warning(*path, document->line_of(file),
                                           "the package lacks the file «" + href + "»",
                                           "put it there, or take it out of the manifest");
            }
        }
    }

    qti1::Reading reading(const std::string& path, Links& links) {
        return {path, language_, links, result_.report};
    }

    void read_files() {
        if (!metadata_.languages.empty()) language_ = metadata_.languages.front();
        module_ = derived_id<ModuleId>("qti-1.2", {key()});
        for (const std::string& path : question_files(source_)) {
            PackageLinks links(files_, targets_, path, module_, language_);
            for (Assessment& one :
                 qti1::read_assessments(source_.files, path, stem_of(path), reading(path, links))) {
                if (one.id.empty()) one.id = path;
                read_settings_beside(path, one);
                add(std::move(one));
            }
        }
    }

    // Canvas may write a quiz twice, in a profile that knows few kinds of question and in full.
    void add(Assessment assessment) {
        for (Assessment& known : assessments_) {
            if (known.id != assessment.id || known.is_bank != assessment.is_bank) continue;
            result_.report.advice(assessment.file, 0,
                                  "the quiz «" + assessment.title + "» is here twice",
                                  "the one with more questions is taken");
            if (known.questions.size() < assessment.questions.size()) known = std::move(assessment);
            return;
        }
        assessments_.push_back(std::move(assessment));
    }

    // Canvas keeps the rules of a quiz in a file of its own.
    void read_settings_beside(const std::string& path, Assessment& assessment) {
        const std::string folder = folder_of(path);
        const std::string beside = (folder.empty() ? "" : folder + "/") + "assessment_meta.xml";
        if (!source_.file.empty() || assessment.is_bank || !source_.files.exists(beside)) return;
        if (const auto document = read_xml(source_.files, beside, result_.report))
            qti1::read_canvas_quiz(document->root(), assessment);
    }

    std::string key() const { return id_.empty() ? source_.name : id_; }

    void make_course() {
        Course& course = result_.course.course;
        std::set<std::string> slugs;
        course.id = derived_id<CourseId>("qti-1.2", {key()});
        course.slug = free_slug(title_, "quizzes", slugs);
        course.languages = {language_};
        course.title = LocalText(language_, title_);
        course.licence = metadata_.licence;
        Module module;
        module.id = module_;
        module.slug = course.slug;
        module.title = course.title;
        std::vector<Assessment> banks;
        for (const Assessment& one : assessments_) {
            if (one.is_bank) banks.push_back(one);
        }
        std::set<std::string> unit_slugs;
        for (Assessment& one : assessments_) {
            qti1::settle_groups(one, banks, result_.report);
            if (one.title.empty()) one.title = title_;
            const std::string slug = free_slug(one.title, "quiz", unit_slugs);
            PackageLinks links(files_, targets_, one.file, module_, language_);
            const std::string file = one.file;
            const UnitId id = derived_id<UnitId>("qti-1.2", {key(), one.id});
            qti1::QuizUnit unit =
                qti1::quiz_unit(std::move(one), id, module_, slug,
                                course.slug + "/" + slug + ".quiz", reading(file, links));
            module.units.push_back(std::move(unit.unit));
            result_.course.quizzes.push_back(std::move(unit.quiz));
        }
        course.modules.push_back(std::move(module));
        result_.course.files = files_.take();
    }

    const Source& source_;
    PackageFiles files_;
    LinkTargets targets_;
    Import result_;
    ForeignMetadata metadata_;
    std::string id_;
    std::string title_;
    std::string language_ = "und";
    ModuleId module_;
    std::vector<Assessment> assessments_;
};

Import read(const Source& source) {
    return PackageReader(source).run();
}

}  // namespace

constinit const Format qti1_format{"qti-1.2", "QTI 1.2", recognises, read};

}  // namespace approdo::import
