// Reads one course folder into an AuthoredCourse: the tree from course.toml, then each unit's
// files. Used by folder.cpp only.
#pragma once

#include <map>
#include <set>

#include "content/import/folder/course_toml.hpp"
#include "content/import/folder/folder.hpp"
#include "content/import/folder/unit_files.hpp"
#include "content/import/gift/gift_questions.hpp"
#include "content/import/source/html.hpp"

namespace approdo::import {

// A page's place in the course, by the path of its source.
struct PagePlace {
    UnitId unit;
    std::string language;
};

class CourseReader {
  public:
    CourseReader(const SourceFiles& files, FolderReading& result)
        : files_(files), result_(result) {}
    void run();

  private:
    friend class UnitLinks;

    struct UnitJob {
        const SourceUnit* source = nullptr;
        std::vector<UnitFile> files;
        std::size_t module = 0;
        std::size_t unit = 0;  // places in the tree
    };

    void read_course(const SourceCourse& source);
    content::Module read_module(const SourceModule& source, std::size_t index);
    content::Unit read_unit(const SourceUnit& source, std::size_t module, std::size_t index);
    void set_completion(content::Unit& unit, const SourceUnit& source);
    void set_prerequisites();

    void read_pages(const UnitJob& job);
    void read_page(const UnitJob& job, const UnitFile& file, content::Variant& variant);
    // The page read aloud, where files beside it do that.
    void read_narration(const UnitJob& job, content::Variant& variant,
                        const content::AuthoredPage& page);
    bool check_narration(const std::string& marks_path, content::Variant& variant,
                         const content::Page& page);
    void add_narration(const std::string& path, content::TrackKind kind, const UnitJob& job,
                       content::Variant& variant);
    void read_media(const UnitJob& job);
    void read_tracks(const UnitJob& job, const std::string& language, content::Variant& variant);
    void read_transcript(const UnitJob& job, const std::string& language,
                         content::Variant& variant);
    void read_quiz(const UnitJob& job);
    void read_foreign(const UnitJob& job);
    QuizSource read_quiz_source(const content::Unit& unit, const GiftFile& gift,
                                const UnitFile& file, Links& links);
    void add_questions(content::AuthoredQuiz& quiz, content::QuizPublic& shown, QuizSource& source,
                       const UnitFile& file);

    std::string add_file(const std::string& path, std::size_t module, const std::string& language);
    // Where the published form of a source file lies: `a/page.md` becomes `a/page.page`.
    std::string published(const std::string& path, const char* extension);
    content::AuthoredPage& add_page(const std::string& path, const UnitJob& job,
                                    const std::string& language);

    // The text of a source as UTF-8; another encoding is reported and converted.
    std::string read_text(const std::string& path);
    void check_links();
    void check_questions();
    void check_unused();

    content::LocalText local(const ByLanguage& values) const;
    template <class Id>
    Id id_of(const std::string& text, std::size_t line, const char* what);

    const std::string& original() const { return source_->languages.front(); }
    content::Unit& unit_of(const UnitJob& job) {
        return result_.course.course.modules[job.module].units[job.unit];
    }

    struct AnchorLink {
        std::string file;
        std::size_t line;
        std::string address;
        std::string target;  // source path
        std::string anchor;
    };

    const SourceFiles& files_;
    FolderReading& result_;
    const SourceCourse* source_ = nullptr;
    std::vector<UnitJob> jobs_;
    std::map<std::string, PagePlace> pages_;  // by source path
    std::map<std::string, std::set<std::string>> anchors_;
    std::vector<AnchorLink> anchor_links_;
    std::set<std::string> ids_;
    std::set<std::string> used_;  // source paths
    std::set<std::string> added_;
    std::map<std::string, std::string> published_;  // package path → source path
    struct QuestionUse {
        bool practice = false;
        std::string file;
        std::size_t line = 0;
    };
    std::map<QuestionId, std::vector<QuestionUse>> question_uses_;
};

// The line of the first occurrence of `needle`, from `first_line`; 0 when it is not there.
std::size_t line_of_text(std::string_view text, std::string_view needle,
                         std::size_t first_line = 1);

}  // namespace approdo::import
