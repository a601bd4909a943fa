// Addresses within a package of QTI 1.2 or a cartridge: to files that come along into the course,
// each once, and to what became a unit of it. The placeholders of the standard and of Canvas are
// resolved here.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "content/import/source/format.hpp"
#include "content/import/source/html.hpp"

namespace approdo::import {

// The files that texts use, as files of the course.
class PackageFiles {
  public:
    explicit PackageFiles(const Source& source) : source_(source) {}

    bool has(const std::string& path) const { return source_.files.exists(path); }
    // Its path in the course. One that several modules or languages use belongs to all of them.
    std::string add(const std::string& path, const ModuleId& module,
                    const std::string& language = {});
    bool uses(const std::string& path) const { return files_.contains(path); }
    std::vector<content::AuthoredFile> take();
    const Source& source() const { return source_; }

  private:
    const Source& source_;
    std::map<std::string, content::AuthoredFile> files_;  // by their path in the source
};

struct LinkTargets {
    std::map<std::string, UnitId, std::less<>> by_path;
    std::map<std::string, UnitId, std::less<>> by_resource;
};

class PackageLinks : public Links {
  public:
    // `from`: the file that the addresses stand in, in `language`: what it links to is in that
    // language, what it shows may be in any. Files and targets outlive the links.
    PackageLinks(PackageFiles& files, const LinkTargets& targets, std::string from,
                 const ModuleId& module, std::string language)
        : files_(files),
          targets_(targets),
          from_(std::move(from)),
          module_(module),
          language_(std::move(language)) {}

    std::optional<Asset> asset(std::string_view address) override;
    std::optional<std::string> link(std::string_view address) override;

  private:
    std::optional<std::string> path_of(std::string_view address) const;

    PackageFiles& files_;
    const LinkTargets& targets_;
    std::string from_;
    ModuleId module_;
    std::string language_;
};

}  // namespace approdo::import
