// The same events brought to the same kind of place by a peer of another make: PouchDB replicating
// to express-pouchdb, both of npm, installed beside this file by tests/bench/run. Each event is a
// document there, with an id of its own and the fields that our events have. One client, one server
// of each kind, one after the other, behind the proxy that counts bytes.
#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"
#include "tests/bench/counting_proxy.hpp"
#include "tests/bench/programs.hpp"
#include "tests/support/source_dir.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t events = 10'000;
constexpr std::size_t events_a_segment = 125;
constexpr std::uint64_t seed = 31;
constexpr std::size_t rounds = 3;

struct Brought {
    double events_per_s = 0;
    double bytes = 0;
};

std::filesystem::path peer_folder() {
    return test::source_dir() / "tests" / "bench" / "peer";
}

// As somebody would write it down who thinks in documents.
std::string document_of(const log::Event& event, std::size_t number) {
    boost::json::object document;
    const log::EventHeader& header = event.header;
    document["_id"] = header.enrolment.hex() + std::to_string(100'000 + number);
    document["type"] = static_cast<int>(header.type);
    document["unit"] = header.unit.hex();
    document["version"] = header.content_version.value;
    document["lamport"] = header.lamport.value;
    document["wall"] = header.time.wall.value;
    document["boot"] = header.time.boot.value;
    document["session"] = header.time.session.hex();
    boost::json::array values;
    const log::Fields fields = log::decode_fields(event.payload).value();
    for (const log::Field& field : fields) {
        values.emplace_back(std::get<std::uint64_t>(field));
    }
    document["values"] = std::move(values);
    return boost::json::serialize(document);
}

void write_documents(const std::string& file) {
    std::ofstream lines(file);
    std::size_t number = 0;
    for (const log::Event& event : test::LearningEvents(seed).take(events)) {
        lines << document_of(event, number++) << "\n";
    }
}

Brought by_peer() {
    const std::string node = tool("node", "nodejs");
    if (!std::filesystem::exists(peer_folder() / "node_modules" / "pouchdb"))
        throw Absent("PouchDB is not here: start tests/bench/run");
    const test::TempDir folder;
    for (const char* part : {"db", "own"}) {
        std::filesystem::create_directory(folder.path() / part);
    }
    write_documents(folder.file("documents"));
    test::Process server(node, {(peer_folder() / "server.js").string(), folder.path().string()});
    const auto line = server.wait_for_line("port");
    if (!line) throw std::runtime_error("the peer did not start: " + server.wait().err);
    CountingProxy proxy(boost::json::parse(*line).at("port").to_number<std::uint16_t>());
    const std::string said =
        run(node, {(peer_folder() / "replicate.js").string(), folder.path().string(),
                   folder.file("documents"), proxy.address()})
            .out;
    const auto result = boost::json::parse(said.substr(0, said.find('\n')));
    APPRODO_ASSERT(result.at("written").to_number<std::size_t>() == events);
    return {static_cast<double>(events) / result.at("seconds").to_number<double>(),
            static_cast<double>(proxy.take_count())};
}

// Sealing counted in: the peer's documents are in its database before it starts.
Brought by_us() {
    BenchSite site;
    BenchDevice device(way_into(site), "lucia", seed);
    CountingProxy proxy(site.port());
    Connection connection(proxy.port());
    const double seconds = seconds_of([&] {
        for (std::size_t i = 0; i < events; i += events_a_segment) device.write(events_a_segment);
        while (!device.store().outgoing(SIZE_MAX).segments.empty()) {
            device.take(connection.post("/sync/v1", device.output()));
        }
    });
    return {static_cast<double>(events) / seconds, static_cast<double>(proxy.take_count())};
}

struct Ratios {
    double events = 0;
    double bytes = 0;
};

const Ratios& compared() {
    static const Ratios medians = [] {
        std::vector<double> by_events;
        std::vector<double> by_bytes;
        for (std::size_t i = 0; i < rounds; ++i) {
            const Brought them = by_peer();
            const Brought us = by_us();
            by_events.push_back(us.events_per_s / them.events_per_s);
            by_bytes.push_back(us.bytes / them.bytes);
            std::fprintf(stderr, "# %.0f events/s, %.1f B each; PouchDB %.0f/s, %.1f B each\n",
                         us.events_per_s, us.bytes / events, them.events_per_s,
                         them.bytes / events);
        }
        std::sort(by_events.begin(), by_events.end());
        std::sort(by_bytes.begin(), by_bytes.end());
        return Ratios{by_events[rounds / 2], by_bytes[rounds / 2]};
    }();
    return medians;
}

}  // namespace

void add_peer(std::vector<Metric>& metrics) {
    metrics.push_back({"peer.pouchdb_events_ratio", "ratio", 20, Better::higher,
                       [] { return compared().events; }, 1});
    metrics.push_back({"peer.pouchdb_bytes_ratio", "ratio", 0.05, Better::lower,
                       [] { return compared().bytes; }, 1});
}

}  // namespace approdo::bench
