#include "client_core/cli/other_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace approdo::cli {
namespace {

constexpr int run_ms_max = 120'000;

// What it says is for nobody: where it fails, its exit code tells.
Result<pid_t> started(const OtherProgram& program, const std::vector<std::string>& arguments) {
    std::vector<char*> words{const_cast<char*>(program.name.c_str())};
    for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    pid_t child = -1;
    const int refused =
        ::posix_spawnp(&child, program.name.c_str(), &files, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (refused != 0)
        return fail(ErrorCode::unsupported, "the program " + program.name +
                                                " is needed for this and is not here: install "
                                                "Debian's package " +
                                                program.package);
    return child;
}

bool ends_in_time(pid_t child) {
    const int watched = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    if (watched < 0) return true;  // an old kernel: it is waited for
    pollfd waits{watched, POLLIN, 0};
    int ready = -1;
    do {
        ready = ::poll(&waits, 1, run_ms_max);
    } while (ready < 0 && errno == EINTR);
    ::close(watched);
    return ready != 0;
}

}  // namespace

Result<int> run_program(const OtherProgram& program, const std::vector<std::string>& arguments) {
    APPRODO_TRY(const pid_t child, started(program, arguments));
    if (!ends_in_time(child)) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status))
        return fail(ErrorCode::unavailable,
                    "the program " + program.name + " was stopped before it was done: try again");
    return WEXITSTATUS(status);
}

}  // namespace approdo::cli
