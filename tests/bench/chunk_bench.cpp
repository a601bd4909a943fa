// Chunks from our server and the same files from nginx, side by side: one process each on one
// processor, the load on another, round by round, so that what disturbs the machine disturbs both.
// The 8 MiB file stands for a long answer; no chunk of a course is as large.
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "server/store/chunk_store.hpp"
#include "sync/crypto/random.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/program_site.hpp"

namespace approdo::bench {
namespace {

constexpr int rounds = 5;
constexpr const char* server_cpu = "0";
constexpr const char* load_cpu = "1";

struct Load {
    double per_s = 0;
    double cpu_s_each = 0;
};

struct Compared {
    double rate = 0;  // ours to nginx's, median of the rounds
    double cpu = 0;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

class ServingLab {
  public:
    ServingLab() : wrk_(tool("wrk", "wrk")), site_({"--connections-max", "20000"}) {
        store::FolderChunks chunks(site_.chunk_folder());
        crypto::SystemRandom random;
        for (const std::size_t size : {1024UL, 65'536UL, 8'388'608UL}) {
            const ChunkId id = random.id<ChunkId>();
            Bytes bytes(size);
            random.fill(bytes);
            chunks.put(id, bytes);
            names_.push_back(id.hex());
        }
        nginx_.emplace(site_.chunk_folder());
        for (const pid_t server : {site_.id(), nginx_->id()}) {
            run(tool("taskset", "util-linux"),
                {"-a", "-p", "-c", server_cpu, std::to_string(server)});
        }
    }

    Compared compare(std::size_t file) {
        const std::string& name = names_.at(file);
        const std::string ours = site_.address() + "/chunk/" + name;
        const std::string theirs = nginx_->address() + "/" + name.substr(0, 2) + "/" + name;
        std::vector<double> rates;
        std::vector<double> cpus;
        for (int round = 0; round < rounds; ++round) {
            const Load us = load(ours, site_.id());
            const Load them = load(theirs, nginx_->id());
            rates.push_back(us.per_s / them.per_s);
            cpus.push_back(us.cpu_s_each / them.cpu_s_each);
            std::fprintf(stderr, "# %7.0f/s %.2f us each; nginx %7.0f/s %.2f us each\n", us.per_s,
                         us.cpu_s_each * 1e6, them.per_s, them.cpu_s_each * 1e6);
        }
        return {median(rates), median(cpus)};
    }

  private:
    Load load(const std::string& address, pid_t server) const {
        const double before = cpu_seconds_of(server);
        const std::string said = run(tool("taskset", "util-linux"),
                                     {"-c", load_cpu, wrk_, "-t1", "-c64", "-d2s", address})
                                     .out;
        const double used = cpu_seconds_of(server) - before;
        if (said.find("Non-2xx") != std::string::npos) throw std::runtime_error(said);
        // "  12345 requests in 2.00s, …" and "Requests/sec:  6172.50"
        const std::size_t count_end = said.find(" requests in ");
        const std::size_t count_at = said.rfind('\n', count_end) + 1;
        const std::size_t rate_at = said.find("Requests/sec:");
        if (count_end == std::string::npos || rate_at == std::string::npos)
            throw std::runtime_error("wrk said: " + said);
        return {std::stod(said.substr(rate_at + 13)), used / std::stod(said.substr(count_at))};
    }

    std::string wrk_;
    ProgramSite site_;
    std::optional<Nginx> nginx_;
    std::vector<std::string> names_;
};

enum File : std::size_t { small, middle, large };

const Compared& compared(File file) {
    static ServingLab lab;
    static std::optional<Compared> known[3];
    if (!known[file]) known[file] = lab.compare(file);
    return *known[file];
}

constexpr std::size_t idle_connections = 10'000;

// Sends one request and reads the whole answer.
void get_once(int socket, const std::string& request) {
    char answer[4096];
    if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size()))
        throw std::runtime_error("the server hung up");
    if (::recv(socket, answer, sizeof answer, 0) <= 0)
        throw std::runtime_error("the server did not answer");
}

// Two sockets a connection are too many for one process: the server is another.
double idle_bytes_per_connection() {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < idle_connections + 100)
        throw Absent("10,000 open files are not allowed here: raise ulimit -n");
    const ProgramSite site({"--connections-max", "20000"});
    const std::string request = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    std::vector<int> sockets;
    const auto open_one = [&] {
        sockets.push_back(connect_to(site.port()));
        get_once(sockets.back(), request);
    };
    for (int i = 0; i < 100; ++i) open_one();
    const auto before = static_cast<double>(own_memory_of(site.id()));
    for (std::size_t i = 0; i < idle_connections; ++i) open_one();
    const auto after = static_cast<double>(own_memory_of(site.id()));
    for (const int socket : sockets) ::close(socket);
    return (after - before) / static_cast<double>(idle_connections);
}

}  // namespace

void add_chunks(std::vector<Metric>& metrics) {
    metrics.push_back({"chunk.rps_vs_nginx_1k", "ratio", 1.15, Better::higher,
                       [] { return compared(small).rate; }, 1});
    metrics.push_back({"chunk.rps_vs_nginx_64k", "ratio", 1.2, Better::higher,
                       [] { return compared(middle).rate; }, 1});
    metrics.push_back({"chunk.mbs_vs_nginx_8m", "ratio", 2.0, Better::higher,
                       [] { return compared(large).rate; }, 1});
    metrics.push_back({"chunk.cpu_vs_nginx_64k", "ratio", 1.0, Better::lower,
                       [] { return compared(middle).cpu; }, 1});
    metrics.push_back({"server.idle_bytes_per_connection", "B", 2048, Better::lower,
                       idle_bytes_per_connection, 3});
}

}  // namespace approdo::bench
