// files.xml of a backup: what each text's files are, and under which hash their bytes lie. Rows
// named «.» are folders. Bytes stay on the disk where they were unpacked.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/import/moodle/moodle_media.hpp"
#include "content/import/source/report.hpp"
#include "content/import/source/source_files.hpp"

namespace approdo::import {

struct BackupFile {
    std::string path;  // within what it belongs to, without a slash in front
    std::string hash;
    bool is_main = false;
    std::size_t line = 0;
};

class BackupFiles final : public MoodleMedia {
  public:
    // Where a link to an activity leads: its unit, by Moodle's number of it.
    using UnitOf = std::function<std::optional<std::string>(const std::string& module)>;

    BackupFiles(const SourceFiles& files, UnitOf unit_of)
        : files_(files), unit_of_(std::move(unit_of)) {}

    void read(Report& report);

    std::optional<Links::Asset> find(const MoodleText& text, std::string_view path) override;
    std::optional<std::string> link(std::string_view address) override;

    // Of an area ("mod_page/content/3572"), whatever their item, by path.
    std::vector<const BackupFile*> in_area(std::string_view area) const;
    std::optional<Links::Asset> take(const BackupFile& file);
    // Where the bytes lie within the backup.
    static std::string blob(const std::string& hash);
    // Of those that came with texts and activities; what people handed in is no part of a course.
    void report_unused(Report& report) const;

    std::size_t count() const { return count_; }
    std::size_t blobs() const { return blobs_.size(); }

  private:
    const SourceFiles& files_;
    UnitOf unit_of_;
    std::multimap<std::string, BackupFile, std::less<>> rows_;  // by area and item
    std::set<std::string> blobs_;
    std::set<const BackupFile*> taken_;
    std::size_t count_ = 0;
};

}  // namespace approdo::import
