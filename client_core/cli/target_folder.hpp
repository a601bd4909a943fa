// The folder that a course is written to: new or empty before, whole afterwards or gone again.
#pragma once

#include <filesystem>
#include <string>

#include "client_core/cli/console.hpp"
#include "content/export/course_folder.hpp"

namespace approdo::cli {

class TargetFolder final : public content_export::FolderSink {
  public:
    TargetFolder(std::filesystem::path folder, const content::AuthoredCourse& course,
                 const Console& console);
    TargetFolder(const TargetFolder&) = delete;
    TargetFolder& operator=(const TargetFolder&) = delete;
    // Takes back what was written, unless it is finished.
    ~TargetFolder() override;

    // Fails when something is in it.
    Result<void> begin();
    void finish() { whole_ = true; }

    Result<void> write(const std::string& path, ByteView bytes) override;
    Result<void> copy(const std::string& path, const content::AuthoredFile& file) override;

  private:
    std::filesystem::path place_of(const std::string& path) const;

    std::filesystem::path folder_;
    std::uint64_t bytes_ = 0;
    ProgressBar bar_;
    std::uint64_t done_ = 0;
    bool made_ = false;
    bool begun_ = false;
    bool whole_ = false;
};

}  // namespace approdo::cli
