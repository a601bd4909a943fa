#include "server/app/importing.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "content/export/zip_sink.hpp"
#include "server/app/imported_course.hpp"

namespace approdo::app {

namespace fs = std::filesystem;

namespace {

// A course of many gigabytes takes minutes to unpack and to look through.
constexpr int import_ms_max = 20 * 60 * 1000;

[[noreturn]] void failed(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// The same course as a folder that a person can read and go on with.
Result<void> write_folder_of(const content::AuthoredCourse& course, const fs::path& folder,
                             const std::string& file, import::Report& report) {
    content_export::ZipSink sink((folder / "course.zip").string());
    APPRODO_TRY(const auto written, content_export::write_folder(course, sink));
    for (const std::string& what : written.dropped) report.advice(file, 0, what);
    return sink.finish();
}

}  // namespace

Result<void> import_draft(const fs::path& folder, const std::string& file, const AccountId& owner) {
    const fs::path scratch = folder / "scratch";
    fs::create_directories(scratch);
    import::ImportedFile imported =
        import::import_file((folder / "source" / file).string(), scratch.string(), owner.hex());
    import::Report& report = imported.import.report;
    if (!report.has_errors()) {
        APPRODO_CHECK(write_folder_of(imported.import.course, folder, file, report));
    }
    return write_imported(imported, folder);
}

ImportRunner::ImportRunner() : stopped_(::eventfd(0, EFD_CLOEXEC)) {
    if (stopped_ < 0) failed("eventfd");
}

ImportRunner::~ImportRunner() {
    ::close(stopped_);
}

void ImportRunner::stop() {
    const std::uint64_t one = 1;
    if (::write(stopped_, &one, sizeof one) < 0) failed("eventfd");
}

void ImportRunner::run(const fs::path& folder, const std::string& file, const AccountId& owner) {
    const Ending ending = run_process(folder, file, owner);
    if (ending == Ending::stopped || was_imported(folder)) return;
    if (ending == Ending::late) {
        write_refusal(folder, file, notice("reading this file took too long"),
                      notice("divide the course into several files"));
    } else {
        write_refusal(
            folder, file,
            notice("this file cannot be read within the memory and space that there are for one"),
            notice("look whether it opens in the program that made it, and export it once more; "
                   "or divide the course into several files"));
    }
}

ImportRunner::Ending ImportRunner::run_process(const fs::path& folder, const std::string& file,
                                               const AccountId& owner) const {
    const std::string program = fs::read_symlink("/proc/self/exe").string();
    const std::string place = fs::absolute(folder).string();
    const std::string whose = owner.hex();
    const char* arguments[] = {program.c_str(), "import-draft", "--in", place.c_str(),
                               "--for",         whose.c_str(),  "--",   file.c_str(),
                               nullptr};
    const char* environment[] = {"LC_ALL=C.UTF-8", nullptr};
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    // The server's threads block the signals that stop it; its child must not inherit that.
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t no_signals;
    ::sigemptyset(&no_signals);
    ::posix_spawnattr_setsigmask(&attributes, &no_signals);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t child = -1;
    const int refused =
        ::posix_spawn(&child, program.c_str(), &files, &attributes,
                      const_cast<char* const*>(arguments), const_cast<char* const*>(environment));
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
    if (refused != 0) return Ending::failed;

    const int watched = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    pollfd waits[] = {{watched, POLLIN, 0}, {stopped_, POLLIN, 0}};
    int ready = -1;
    do {
        ready = ::poll(waits, 2, import_ms_max);
    } while (ready < 0 && errno == EINTR);
    const bool ended = (waits[0].revents & POLLIN) != 0;
    const bool stops = (waits[1].revents & POLLIN) != 0;
    if (!ended) ::kill(child, SIGKILL);
    if (watched >= 0) ::close(watched);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!ended) return stops ? Ending::stopped : Ending::late;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Ending::done : Ending::failed;
}

}  // namespace approdo::app
