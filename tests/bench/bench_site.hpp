// A real site in a temporary folder behind the real HTTP server on a free loopback port, and
// devices that joined it by the protocol and keep their logs in memory, so that what is measured is
// the server.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "server/app/draft_folder.hpp"
#include "server/app/local_site.hpp"
#include "server/net/server.hpp"
#include "server/site_routes.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"
#include "sync/exchange/client_session.hpp"
#include "tests/bench/course_events.hpp"
#include "tests/support/learning_events.hpp"
#include "tests/support/memory_logs.hpp"
#include "tests/support/temp_dir.hpp"

namespace approdo::bench {

class BenchSite {
  public:
    // `prepare` is given the site's folder before it is opened.
    explicit BenchSite(const std::function<void(const std::filesystem::path&)>& prepare = {});
    ~BenchSite();

    // As when the program starts again; the port is another. Returns the seconds until it listens.
    double restart();

    std::uint16_t port() const { return server_->port(); }
    app::Site& site() { return *site_; }
    // Without HTTP, waiting for the commit.
    Bytes exchange(ByteView parcel);
    std::string invitation();
    Random& random() { return random_; }

  private:
    void start();
    void stop();

    test::TempDir folder_;
    crypto::SystemRandom random_;
    server::SystemClock clock_{random_};
    std::unique_ptr<app::Site> site_;
    std::unique_ptr<app::UploadFolder> uploads_;
    std::unique_ptr<app::DraftFolder> drafts_;
    std::unique_ptr<app::ChunkCache> chunks_;
    std::unique_ptr<app::WorkerPool> workers_;
    std::unique_ptr<app::Dispatcher> dispatcher_;
    std::unique_ptr<net::Server> server_;
    std::thread thread_;
};

// Of everybody.
inline constexpr std::string_view passphrase = "quattro parole per provare";

// How a device reaches a site: an invitation, and a way for parcels and their answers.
struct WayIn {
    std::string link;
    std::function<Bytes(ByteView)> exchange;
};
WayIn way_into(BenchSite& site);

// What a device writes: events as any coder meets them, whose information content is known, or
// those of content/model, which the site folds.
enum class Writes : bool { learning, course };

// One device of a person of its own.
class BenchDevice {
  public:
    BenchDevice(const WayIn& site, const std::string& name, std::uint64_t seed,
                Writes writes = Writes::learning);

    // Seals the next `count` realistic events as one segment.
    void write(std::size_t count);
    Bytes output() { return session_->output(); }
    void take(ByteView answer) { (void)session_->receive(answer).value(); }
    test::MemoryClient& store() { return store_; }
    const log::SiteDescriptor& descriptor() const { return descriptor_; }
    SiteId site_id() const { return site_id_; }
    AccountId account() const { return AccountId{scope_.bytes}; }
    double information_bits() const { return events_.information_bits(); }

  private:
    crypto::SystemRandom random_;
    crypto::SigningKey signing_, log_key_;
    crypto::BoxKey box_, account_;
    SiteId site_id_;
    log::SiteDescriptor descriptor_;
    LogId log_;
    ScopeId scope_;
    test::MemoryClient store_;
    test::LearningEvents events_;
    CourseEvents course_events_;
    const Writes writes_;
    std::unique_ptr<exchange::ClientSession> session_;
};

// A connection that is kept, speaking just enough HTTP.
class Connection {
  public:
    explicit Connection(std::uint16_t port);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    // The body of the answer; counts every byte of both directions.
    Bytes post(std::string_view path, ByteView body);
    // What is sent goes no faster than this; 0: as fast as it can.
    std::size_t bytes_per_s_max = 0;

    std::size_t bytes_up = 0;
    std::size_t bytes_down = 0;

  private:
    void send_all(std::string_view bytes);

    int socket_;
    std::uint16_t port_;
};

}  // namespace approdo::bench
