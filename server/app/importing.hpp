// Reading a trainer's file, which may be hostile, in a process of its own: this program once more,
// with a bound on its memory, time and files, that can write nowhere but in the draft's folder and
// read neither keys nor database (Landlock, where the kernel has it). Whatever becomes of it, the
// folder holds a report afterwards, and the server goes on. DraftFolder calls ImportRunner;
// `approdo-server import-draft` is the other side.
#pragma once

#include <filesystem>
#include <string>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"

namespace approdo::app {

// The work itself, where it runs: reads `file`, which lies in the folder, and writes what came of
// it there (imported_course.hpp). `owner`: whose draft it is, so that what has no id gets one of
// theirs.
Result<void> import_draft(const std::filesystem::path& folder, const std::string& file,
                          const AccountId& owner);

// Called by the process of its own, before it opens anything.
void confine_import(const std::filesystem::path& folder);

class ImportRunner {
  public:
    ImportRunner();
    ImportRunner(const ImportRunner&) = delete;
    ImportRunner& operator=(const ImportRunner&) = delete;
    ~ImportRunner();

    // Waits until the process has ended. From one thread at a time.
    void run(const std::filesystem::path& folder, const std::string& file, const AccountId& owner);
    // Ends the process under way, and every later one at once; what they had to do stays undone.
    void stop();

  private:
    enum class Ending { done, stopped, late, failed };
    Ending run_process(const std::filesystem::path& folder, const std::string& file,
                       const AccountId& owner) const;

    int stopped_ = -1;  // an eventfd: readable from stop() on
};

}  // namespace approdo::app
