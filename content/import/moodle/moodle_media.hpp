// The files that questions and pages of Moodle come with, on their way into the course: each is
// taken once, whatever refers to it, under a path that its content decides, so that the same import
// gives the same paths. What no text refers to is left out, and listed in the end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/moodle/moodle_question.hpp"
#include "content/import/source/html.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/authored.hpp"

namespace approdo::import {

class MoodleMedia {
  public:
    MoodleMedia() = default;
    virtual ~MoodleMedia() = default;

    // A file that belongs to a text, by its path behind @@PLUGINFILE@@/, percent signs decoded.
    virtual std::optional<Links::Asset> find(const MoodleText& text, std::string_view path) = 0;
    // Where a link of Moodle's own leads ("$@PAGEVIEWBYID*12@$"): nothing when out of the course.
    virtual std::optional<std::string> link(std::string_view) { return std::nullopt; }

    // Which modules what is used from now on is used in.
    void use_in(std::set<ModuleId> modules) { modules_ = std::move(modules); }
    // That a file is shown, whatever the language, or linked from a text in one. What several
    // modules or languages use belongs to all of them.
    void use(const std::string& path, const std::string& language = {});
    std::vector<content::AuthoredFile> take_files();

  protected:
    static std::string content_id(ByteView bytes);
    Links::Asset keep(std::string_view name, Bytes bytes);
    // The bytes stay on the disk.
    Links::Asset keep_on_disk(std::string_view name, std::string_view content_id,
                              const std::string& source, std::uint64_t size, ByteView beginning);

  private:
    Links::Asset entered(std::string_view name, std::string_view content_id,
                         content::AuthoredFile file, ByteView beginning);

    struct Uses {
        std::set<ModuleId> modules;
        std::set<std::string> languages;
    };
    std::set<ModuleId> modules_;
    std::map<std::string, Uses> uses_;                    // by path
    std::map<std::string, content::AuthoredFile> files_;  // the same
};

// Files in the XML itself, as base64. They go to the scratch folder, where there is one: a question
// file may hold more of them than fits into memory.
class EmbeddedMedia final : public MoodleMedia {
  public:
    explicit EmbeddedMedia(const std::string& scratch)
        : scratch_(scratch), has_scratch_(!scratch.empty()) {}
    std::optional<Links::Asset> find(const MoodleText& text, std::string_view path) override;

  private:
    Links::Asset put(std::string_view name, Bytes bytes);

    SourceFiles scratch_;
    bool has_scratch_;
};

// Blanks and line breaks within are skipped; nothing when there is anything else.
std::optional<Bytes> bytes_from_base64(std::string_view text);
std::string percent_decoded(std::string_view text);

}  // namespace approdo::import
