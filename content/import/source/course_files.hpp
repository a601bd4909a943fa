// The files of a source that a course uses, gathered as its texts are read: pictures, media,
// documents, each once, named where they lie and never held. SourceLinks is how the HTML cleaner
// asks for them; importers of single files, pages and question banks share it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "content/import/source/html.hpp"
#include "content/import/source/source_files.hpp"
#include "content/model/authored.hpp"

namespace approdo::import {

class CourseFiles {
  public:
    explicit CourseFiles(const SourceFiles& source) : source_(source) {}

    // Its path in the package. What two modules or languages use belongs to all of them.
    std::string add(const std::string& path, const ModuleId& module,
                    const std::string& language = {});
    // By path.
    std::vector<content::AuthoredFile> take();
    const SourceFiles& source() const { return source_; }

  private:
    const SourceFiles& source_;
    std::map<std::string, content::AuthoredFile> files_;
};

class SourceLinks : public Links {
  public:
    // What a link to another page of the source becomes; nothing when that is no page.
    using PageLink = std::function<std::optional<std::string>(const std::string& path)>;

    // `from` is the file that the addresses stand in, in `language`: what it links to is in that
    // language, what it shows may be in any.
    SourceLinks(CourseFiles& files, std::string from, const ModuleId& module, std::string language,
                PageLink page = {})
        : files_(files),
          from_(std::move(from)),
          module_(module),
          language_(std::move(language)),
          page_(std::move(page)) {}

    std::optional<Asset> asset(std::string_view address) override;
    std::optional<std::string> link(std::string_view address) override;

  private:
    CourseFiles& files_;
    std::string from_;
    ModuleId module_;
    std::string language_;
    PageLink page_;
};

}  // namespace approdo::import
