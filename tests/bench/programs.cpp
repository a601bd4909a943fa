#include "tests/bench/programs.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/bench/bench.hpp"

extern char** environ;

namespace approdo::bench {
namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(const Arguments& words) {
    std::vector<char*> result;
    for (const std::string& word : words) result.push_back(const_cast<char*>(word.c_str()));
    result.push_back(nullptr);
    return result;
}

std::string text_of_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// "VmHWM:     1234 kB" of /proc/PID/status, in bytes.
std::uint64_t status_bytes(pid_t process, const std::string& name) {
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(name + ":")) return std::stoull(line.substr(name.size() + 1)) * 1024;
    }
    return 0;
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

pid_t start(const Arguments& words, const Arguments& environment, const std::string& out) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    std::vector<char*> settings = pointers(environment);
    settings.pop_back();
    for (char** entry = environ; *entry != nullptr; ++entry) settings.push_back(*entry);
    settings.push_back(nullptr);
    pid_t id = -1;
    const int failure = posix_spawn(&id, words.front().c_str(), &actions, nullptr,
                                    pointers(words).data(), settings.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::runtime_error("cannot start " + words.front());
    return id;
}

}  // namespace

Ran run(const std::string& program, const Arguments& arguments, const Arguments& environment,
        WatchMemory watch) {
    const test::TempDir folder;
    Arguments words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    Ran ran;
    int status = 0;
    rusage used{};
    ran.wall_s = seconds_of([&] {
        const pid_t id = start(words, environment, folder.file("out"));
        // The kernel's own record of the peak would count what this process held when it forked.
        while (watch == WatchMemory::yes && ::wait4(id, &status, WNOHANG, &used) == 0) {
            ran.rss_peak_bytes = std::max(ran.rss_peak_bytes, status_bytes(id, "VmHWM"));
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        if (watch == WatchMemory::no) ::wait4(id, &status, 0, &used);
    });
    ran.cpu_s = seconds(used.ru_utime) + seconds(used.ru_stime);
    ran.out = text_of_file(folder.file("out"));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::string line;
        for (const std::string& word : words) line += word + " ";
        throw std::runtime_error(line + "failed: " + ran.out);
    }
    return ran;
}

std::string tool(const std::string& name, const std::string& package) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        const std::string candidate = folder + "/" + name;
        if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    throw Absent(name + " is not here: install " + package + ", or start tests/bench/run");
}

double cpu_seconds_of(pid_t process) {
    const std::string line = text_of_file("/proc/" + std::to_string(process) + "/stat");
    std::istringstream rest(line.substr(line.rfind(')') + 1));
    std::string word;
    double ticks = 0;
    // The state is field 3; user and system time are fields 14 and 15.
    for (int field = 3; rest >> word && field <= 15; ++field) {
        if (field >= 14) ticks += std::stod(word);
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::uint64_t own_memory_of(pid_t process) {
    return status_bytes(process, "RssAnon");
}

int connect_to(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket >= 0 &&
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    if (socket >= 0) ::close(socket);
    throw std::runtime_error("nobody listens on port " + std::to_string(port));
}

std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound =
        ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(socket);
    if (!bound) throw std::runtime_error("no free port on loopback");
    return ntohs(address.sin_port);
}

void wait_until_listening(std::uint16_t port) {
    for (int tries = 0;; ++tries) {
        try {
            ::close(connect_to(port));
            return;
        } catch (const std::runtime_error&) {
            if (tries == 500) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
}

Nginx::Nginx(const std::string& folder) : port_(free_port()) {
    const std::string program = tool("nginx", "nginx-light");
    std::ofstream(own_.file("nginx.conf"))
        << "daemon off;\nmaster_process off;\nworker_processes 1;\npid " << own_.file("pid")
        << ";\nerror_log " << own_.file("error.log")
        << " crit;\nevents { worker_connections 4096; }\nhttp {\n"
        << "  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  tcp_nodelay on;\n"
        << "  keepalive_timeout 300s;\n  keepalive_requests 100000000;\n"
        << "  open_file_cache max=10000 inactive=300s;\n  open_file_cache_valid 300s;\n"
        << "  client_body_temp_path " << own_.file("body") << ";\n  proxy_temp_path "
        << own_.file("proxy") << ";\n  fastcgi_temp_path " << own_.file("fastcgi")
        << ";\n  uwsgi_temp_path " << own_.file("uwsgi") << ";\n  scgi_temp_path "
        << own_.file("scgi") << ";\n  server { listen 127.0.0.1:" << port_ << "; root " << folder
        << "; }\n}\n";
    fs::permissions(own_.path(), fs::perms::owner_all);
    process_ = std::make_unique<test::Process>(
        program, Arguments{"-p", own_.path().string(), "-c", own_.file("nginx.conf"), "-e",
                           own_.file("error.log")});
    wait_until_listening(port_);
}

}  // namespace approdo::bench
