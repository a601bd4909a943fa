// What holds a process that reads strangers' files.
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "content/import/source/limits.hpp"
#include "server/app/importing.hpp"

namespace approdo::app {

namespace {

constexpr rlim_t memory_bytes_max = 2048 * limits::mib;
constexpr rlim_t cpu_seconds_max = 15 * 60;
constexpr rlim_t files_max = 128;

void limit(int what, rlim_t most) {
    const rlimit bound{most, most};
    ::setrlimit(static_cast<__rlimit_resource_t>(what), &bound);
}

void allow(int rules, const char* path, std::uint64_t rights) {
    landlock_path_beneath_attr below{};
    below.parent_fd = ::open(path, O_PATH | O_CLOEXEC);
    below.allowed_access = rights;
    if (below.parent_fd < 0) return;
    ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
    ::close(below.parent_fd);
}

// On a kernel without it nothing is lost but the second line: the importers themselves write
// nowhere but where they are told to.
void stay_in(const char* folder) {
    constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    constexpr std::uint64_t writing =
        LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
        LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG;
    // All that the first version of Landlock knows: links, devices, sockets and running programs
    // are for nobody.
    landlock_ruleset_attr handled{};
    handled.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    const auto rules =
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
    if (rules < 0) return;
    allow(rules, folder, reading | writing);
    for (const char* shared : {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/proc/self"})
        allow(rules, shared, reading);
    ::syscall(SYS_landlock_restrict_self, rules, 0);
    ::close(rules);
}

}  // namespace

void confine_import(const std::filesystem::path& folder) {
    // Without the server nobody waits for the report.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, cpu_seconds_max);
    limit(RLIMIT_NOFILE, files_max);
    limit(RLIMIT_FSIZE, limits::archive_bytes_max);
#ifndef __SANITIZE_ADDRESS__
    // The address sanitizer reserves terabytes that it never uses.
    limit(RLIMIT_AS, memory_bytes_max);
#endif
    stay_in(folder.c_str());
}

}  // namespace approdo::app
