// Five years of a person's learning, half a million events, on a laptop that is new: how long until
// it is of use, until it holds everything, and how fast it starts from then on. The real client,
// its database encrypted and on the disk, over HTTP.
#include "client_core/core/client.hpp"
#include "server/system_clock.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/bench_site.hpp"

namespace approdo::bench {
namespace {

constexpr std::size_t history_events = 500'000;
constexpr std::size_t events_a_segment = 500;

// The site with the history in it, written by the person's old laptop.
class HistorySite {
  public:
    HistorySite() {
        BenchDevice old(way_into(site_), "lucia", 31, Writes::course);
        std::size_t waiting = 0;
        for (std::size_t written = 0; written < history_events; written += events_a_segment) {
            old.write(events_a_segment);
            if (++waiting < 50) continue;
            send_all(old);
            waiting = 0;
        }
        send_all(old);
        wait_for_folding();
    }
    BenchSite& site() { return site_; }

  private:
    void send_all(BenchDevice& device) {
        while (!device.store().outgoing(SIZE_MAX).segments.empty()) {
            device.take(site_.exchange(device.output()));
        }
    }

    void wait_for_folding() {
        while (fold_lag() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    double fold_lag() {
        for (const app::Figure& figure : site_.site().figures()) {
            if (figure.name == "approdo_fold_lag") return figure.value;
        }
        return 0;
    }

    BenchSite site_;
};

class NewLaptop {
  public:
    explicit NewLaptop(BenchSite& site)
        : connection_(site.port()), key_(crypto::SymmetricKey::random(random_)) {
        open();
        const Bytes asked = client_->salt_request(site.invitation(), "lucia").value();
        (void)client_->join_answer(connection_.post("/sync/v1", asked)).value();
        const Bytes signed_in = client_->sign_in_request(bytes_of(passphrase)).value();
        (void)client_->join_answer(connection_.post("/sync/v1", signed_in)).value();
    }
    client::SyncReport exchange() {
        const Bytes parcel = client_->output().value();
        return client_->receive(connection_.post("/sync/v1", parcel)).value();
    }
    void start_again() {
        client_.reset();
        open();
    }
    std::string digest() { return client_->record()->digest; }

  private:
    void open() {
        client::Host host;
        host.clock = &clock_;
        host.random = &random_;
        host.cost = crypto::lowest_accepted_cost();
        host.folder = folder_.path().string();
        client_ = client::Client::open(host, key_).value();
    }

    test::TempDir folder_;
    crypto::SystemRandom random_;
    server::SystemClock clock_{random_};
    Connection connection_;
    crypto::SymmetricKey key_;
    std::unique_ptr<client::Client> client_;
};

struct Restored {
    double usable_s = 0;
    double whole_s = 0;
    double start_ms = 0;
};

const Restored& restored() {
    static const Restored measured = [] {
        HistorySite history;
        NewLaptop laptop(history.site());
        Restored result;
        bool again = true;
        result.usable_s = seconds_of([&] {
            const auto report = laptop.exchange();
            if (!report.record_came) throw Absent("no snapshot came with the first answer");
            again = report.again;
            (void)laptop.digest();
        });
        result.whole_s = result.usable_s + seconds_of([&] {
                             while (again) again = laptop.exchange().again;
                             (void)laptop.digest();
                         });
        result.start_ms = 1000 * seconds_of([&] {
                              laptop.start_again();
                              (void)laptop.digest();
                          });
        return result;
    }();
    return measured;
}

}  // namespace

void add_sync_history(std::vector<Metric>& metrics) {
    metrics.push_back({"sync.snapshot_restore_500k_s", "s", 3, Better::lower,
                       [] { return restored().usable_s; }, 1});
    metrics.push_back({"sync.history_restore_500k_s", "s", 20, Better::lower,
                       [] { return restored().whole_s; }, 1});
    metrics.push_back(
        {"client.start_500k_ms", "ms", 300, Better::lower, [] { return restored().start_ms; }, 1});
}

}  // namespace approdo::bench
