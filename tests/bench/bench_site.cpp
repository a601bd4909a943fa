#include "tests/bench/bench_site.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <future>

#include "tests/bench/bench.hpp"

namespace approdo::bench {

using namespace exchange;

BenchSite::BenchSite(const std::function<void(const std::filesystem::path&)>& prepare) {
    const app::SiteOptions options{folder_.path() / "site", clock_, random_, nullptr};
    (void)app::init_site(options, "Comune di prova", "http://127.0.0.1").value();
    if (prepare) prepare(options.folder);
    start();
}

BenchSite::~BenchSite() {
    stop();
}

void BenchSite::start() {
    const app::SiteOptions options{folder_.path() / "site", clock_, random_, nullptr};
    site_ = app::open_site(options).value();
    uploads_ = std::make_unique<app::UploadFolder>(folder_.path() / "uploads", random_,
                                                   app::UploadFolder::Limits{});
    // Nobody brings a file here to be read.
    drafts_ = std::make_unique<app::DraftFolder>(
        folder_.path() / "drafts", random_, clock_,
        [](const std::filesystem::path&, const std::string&, const AccountId&) {},
        app::DraftFolder::Limits{});
    chunks_ = std::make_unique<app::ChunkCache>(64 * limits::mib);
    workers_ = std::make_unique<app::WorkerPool>(2, 1000);
    const server::SiteRouteParts parts{*site_,    *uploads_,          *drafts_, *chunks_,
                                       *workers_, "http://127.0.0.1", false};
    dispatcher_ = std::make_unique<app::Dispatcher>(
        server::site_routes(parts), *workers_,
        [this](std::string_view token) { return site_->authenticate(token); },
        [](const std::string&, const std::string&) {});
    net::ServerOptions listen;
    listen.listen = "127.0.0.1:0";
    server_ = std::make_unique<net::Server>(listen, *dispatcher_, [](const net::AccessRecord&) {});
    server_->listen().value();
    thread_ = std::thread([this] { server_->run(); });
}

void BenchSite::stop() {
    server_->stop();
    thread_.join();
    workers_->stop();
    site_->close();
}

double BenchSite::restart() {
    stop();
    server_.reset();
    dispatcher_.reset();
    workers_.reset();
    site_.reset();
    return seconds_of([&] { start(); });
}

Bytes BenchSite::exchange(ByteView parcel) {
    std::promise<Result<Bytes>> promise;
    site_->exchange(copy_of(parcel), "127.0.0.1",
                    [&](Result<Bytes> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get().value();
}

std::string BenchSite::invitation() {
    app::NewInvitation wish;
    wish.role = app::Role::learner;
    wish.organisation = site_->organisations(app::Actor::machine_operator()).value().front().id;
    wish.address = "http://127.0.0.1";
    return site_->invite(app::Actor::machine_operator(), wish).value().link;
}

namespace {

// The passphrase is stretched once for all.
AccountSecrets secrets_of(const crypto::BoxKey& account, Random& random) {
    static const crypto::Salt salt = random.id<crypto::Salt>();
    static const auto cost = crypto::lowest_accepted_cost();
    static const auto stretched = crypto::stretch(bytes_of(passphrase), salt, cost);
    return make_account_secrets(account, stretched, salt, cost, random);
}

}  // namespace

WayIn way_into(BenchSite& site) {
    return {site.invitation(), [&site](ByteView parcel) { return site.exchange(parcel); }};
}

BenchDevice::BenchDevice(const WayIn& site, const std::string& name, std::uint64_t seed,
                         Writes writes)
    : signing_(crypto::SigningKey::random(random_)),
      log_key_(crypto::SigningKey::random(random_)),
      box_(crypto::BoxKey::random(random_)),
      account_(crypto::BoxKey::random(random_)),
      events_(seed),
      course_events_(seed),
      writes_(writes) {
    const auto link = parse_link(site.link).value();
    site_id_ = crypto::site_id_of(link.invitation.root);
    JoinRequest request;
    request.id = random_.id<JoinId>();
    request.device_signing = signing_.public_key();
    request.device_box = box_.public_key();
    request.code = link.invitation.code;
    request.user_name = name;
    request.account = secrets_of(account_, random_);
    const Bytes parcel = seal_join_request(request, site_id_, link.invitation.box, random_).value();
    const auto parcels = split_parcels(site.exchange(parcel)).value();
    const auto answer =
        open_join_answer(parcels.front().frames.front().body, box_, log::RootChain(site_id_))
            .value();
    descriptor_ = log::SignedSite::read(answer.site).value().value;
    const auto certificate = log::SignedDevice::read(answer.device).value();
    store_.self = certificate.value.device;
    store_.known_roots.emplace(site_id_);
    store_.put_device(certificate);
    scope_ = ScopeId{certificate.value.account.bytes};

    log::LogCertificate log;
    log.device = store_.self;
    log.key = log_key_.public_key();
    log_ = log::log_id_of(log.key);
    store_.put_log(log::SignedLog::make(log, crypto::domain::log_certificate, site_id_, signing_),
                   log_);
    session_ = std::make_unique<ClientSession>(
        ClientIdentity{site_id_, descriptor_, store_.self, &box_, &account_}, store_, random_);
    take(site.exchange(output()));
    for (const auto& [hash, event] : store_.events) {
        auto given = log::read_key_given(event.payload);
        if (given.ok()) store_.keys.add(given->name, std::move(given->key));
    }
    take(site.exchange(output()));
}

void BenchDevice::write(std::size_t count) {
    const std::vector<log::Event> events =
        writes_ == Writes::course ? course_events_.take(count) : events_.take(count);
    const Stream stream = store_.find_log(log_)->streams.front();
    const log::SegmentDraft draft{scope_,      Epoch{1}, log_,  stream.last.next(),
                                  stream.head, 1,        events};
    const auto* key = store_.keys.find(log::scope_key_name(scope_, Epoch{1}));
    const auto segment =
        log::seal_segment(draft, log::Blind::random(random_), *key, log_key_, site_id_, random_)
            .value();
    store_.append_segment(log_, segment, nullptr, Held::no);
}

Connection::Connection(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM, 0)), port_(port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    APPRODO_ASSERT(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
}

Connection::~Connection() {
    ::close(socket_);
}

void Connection::send_all(std::string_view bytes) {
    constexpr int pieces_per_s = 100;
    const std::size_t piece = bytes_per_s_max == 0 ? bytes.size() : bytes_per_s_max / pieces_per_s;
    auto due = std::chrono::steady_clock::now();
    while (!bytes.empty()) {
        const auto now = bytes.substr(0, piece);
        APPRODO_ASSERT(::send(socket_, now.data(), now.size(), 0) ==
                       static_cast<ssize_t>(now.size()));
        bytes.remove_prefix(now.size());
        if (bytes_per_s_max == 0) continue;
        // The line is busy until then, for the last piece too.
        due += std::chrono::microseconds(now.size() * 1'000'000 / bytes_per_s_max);
        std::this_thread::sleep_until(due);
    }
}

Bytes Connection::post(std::string_view path, ByteView body) {
    std::string request = "POST " + std::string(path) +
                          " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                          "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    request.append(text_of(body));
    bytes_up += request.size();
    send_all(request);
    std::string answer;
    std::size_t wanted = 0;
    std::size_t start = 0;
    while (wanted == 0 || answer.size() < wanted) {
        char piece[65536];
        const ssize_t got = ::recv(socket_, piece, sizeof piece, 0);
        APPRODO_ASSERT(got > 0);
        answer.append(piece, static_cast<std::size_t>(got));
        const auto end = answer.find("\r\n\r\n");
        if (wanted != 0 || end == std::string::npos) continue;
        start = end + 4;
        const auto length = answer.find("ontent-Length: ");
        const auto lower = answer.find("ontent-length: ");
        const auto at = std::min(length, lower) + std::strlen("ontent-length: ");
        wanted = start + std::stoul(answer.substr(at));
    }
    bytes_down += answer.size();
    return copy_of(bytes_of(std::string_view(answer).substr(start)));
}

}  // namespace approdo::bench
