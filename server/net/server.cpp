#include "server/net/server.hpp"

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/net/address.hpp"
#include "server/net/plain_connection.hpp"
#include "server/net/request_names.hpp"
#include "server/net/tls_connection.hpp"
#include "server/net/tls_files.hpp"

namespace approdo::net {

namespace {

constexpr auto sweep_interval = std::chrono::milliseconds(100);
constexpr auto accept_pause = std::chrono::milliseconds(100);
constexpr std::size_t receive_bytes = 64 * 1024;
// No peer's bodies take more than a half, so that a stranger leaves something to the others.
constexpr std::size_t peer_share = 2;

}  // namespace

class Server::Impl final : public SocketHost {
  public:
    Impl(ServerOptions options, const app::Dispatcher& dispatcher, Answered answered)
        : options_(std::move(options)),
          dispatcher_(dispatcher),
          answered_(std::move(answered)),
          acceptor_(context_),
          sweeper_(context_),
          accept_timer_(context_),
          buffer_(receive_bytes) {}

    Result<void> listen();
    void run();
    void begin_stop();

    std::uint64_t now_us() const override;
    bool on_network_thread() const override { return std::this_thread::get_id() == thread_; }
    void post(std::function<void()> task) override { asio::post(context_, std::move(task)); }
    const app::Dispatcher& dispatcher() const override { return dispatcher_; }
    const ConnectionLimits& limits() const override { return options_.limits; }
    std::string next_request_id() override { return names_.next(); }
    std::string_view date_line() override { return date_.line(); }
    bool reserve_body(const std::string& who, std::size_t bytes) override;
    void release_body(const std::string& who, std::size_t bytes) override;
    bool crowded() const override {
        return connections_.size() * 10 >= options_.connections_max * 9;
    }
    bool draining() const override { return draining_; }
    bool behind_proxy() const override { return options_.behind_proxy; }
    void answered(const AccessRecord& record) override { answered_(record); }
    MutableByteView receive_buffer() override { return buffer_; }
    void closed(Connection& connection) override;

    ServerOptions options_;
    std::atomic<std::uint16_t> port_ = 0;
    std::atomic<std::size_t> open_count_ = 0;
    std::atomic<std::uint64_t> accepted_count_ = 0;
    std::atomic<std::size_t> body_bytes_ = 0;

  private:
    void accept();
    void accept_later();
    void take(Socket socket);
    void sweep();
    void finish_if_empty();

    const app::Dispatcher& dispatcher_;
    Answered answered_;
    asio::io_context context_{1};
    std::unique_ptr<asio::ssl::context> tls_;
    Acceptor acceptor_;
    asio::steady_timer sweeper_;
    asio::steady_timer accept_timer_;
    Bytes buffer_;
    std::vector<std::shared_ptr<Connection>> connections_;
    std::unordered_map<std::string, std::size_t> body_bytes_of_;
    RequestNames names_;
    DateLine date_;
    std::thread::id thread_;
    bool accepting_ = false;
    bool draining_ = false;
    std::uint64_t drain_deadline_us_ = 0;
};

std::uint64_t Server::Impl::now_us() const {
    const auto since_boot = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(since_boot).count());
}

Result<void> Server::Impl::listen() {
    APPRODO_TRY(const asio::ip::tcp::endpoint endpoint, resolve_listen_address(options_.listen));
    const bool tls = !options_.tls_certificate_file.empty();
    if (!tls && !options_.behind_proxy && !endpoint.address().is_loopback())
        return fail(
            ErrorCode::invalid_input,
            "Without TLS the server listens on loopback only. Give --tls-cert and --tls-key, "
            "or --behind-proxy when a proxy in front of it ends TLS.");
    if (tls) {
        APPRODO_TRY(tls_, load_tls(options_.tls_certificate_file, options_.tls_key_file));
    }
    error_code ec;
    acceptor_.open(endpoint.protocol(), ec);
    if (!ec) acceptor_.set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec) acceptor_.bind(endpoint, ec);
    if (!ec) acceptor_.listen(asio::socket_base::max_listen_connections, ec);
    if (ec)
        return fail(ErrorCode::unavailable,
                    "Cannot listen on " + options_.listen + ": " + ec.message() + ".");
    port_ = acceptor_.local_endpoint().port();
    return {};
}

void Server::Impl::run() {
    thread_ = std::this_thread::get_id();
    accept();
    sweep();
    context_.run();
}

void Server::Impl::accept() {
    if (draining_ || accepting_ || !acceptor_.is_open()) return;
    if (connections_.size() >= options_.connections_max) return;  // closed() goes on
    accepting_ = true;
    acceptor_.async_accept([this](const error_code& failure, Socket socket) {
        accepting_ = false;
        if (failure == asio::error::operation_aborted) return;
        if (failure) {
            accept_later();
            return;
        }
        take(std::move(socket));
        accept();
    });
}

// The machine is out of file descriptors or memory: some connection has to end first.
void Server::Impl::accept_later() {
    accept_timer_.expires_after(accept_pause);
    accept_timer_.async_wait([this](const error_code& failure) {
        if (!failure) accept();
    });
}

void Server::Impl::take(Socket socket) {
    error_code ec;
    const auto remote = socket.remote_endpoint(ec);
    if (ec) return;
    ++accepted_count_;
    std::string peer = remote.address().to_string();
    std::shared_ptr<Connection> connection;
    std::shared_ptr<TlsConnection> secure;
    if (tls_)
        connection = secure =
            std::make_shared<TlsConnection>(*this, std::move(socket), *tls_, std::move(peer));
    else
        connection = std::make_shared<PlainConnection>(*this, std::move(socket), std::move(peer));
    connection->list_index = connections_.size();
    connections_.push_back(connection);
    open_count_ = connections_.size();
    if (secure)
        secure->shake_hands();
    else
        connection->open();
}

void Server::Impl::closed(Connection& connection) {
    const std::size_t index = connection.list_index;
    connections_[index].swap(connections_.back());
    connections_[index]->list_index = index;
    connections_.pop_back();
    open_count_ = connections_.size();
    if (draining_)
        finish_if_empty();
    else
        accept();
}

bool Server::Impl::reserve_body(const std::string& who, std::size_t bytes) {
    if (body_bytes_ + bytes > options_.body_bytes_max) return false;
    const auto held = body_bytes_of_.find(who);
    const std::size_t of_peer = held == body_bytes_of_.end() ? 0 : held->second;
    if (of_peer + bytes > options_.body_bytes_max / peer_share) return false;
    body_bytes_ += bytes;
    body_bytes_of_[who] += bytes;
    return true;
}

void Server::Impl::release_body(const std::string& who, std::size_t bytes) {
    body_bytes_ -= bytes;
    const auto held = body_bytes_of_.find(who);
    held->second -= bytes;
    if (held->second == 0) body_bytes_of_.erase(held);
}

// One timer for all connections: a timer each would cost more memory than the rest of an idle one.
void Server::Impl::sweep() {
    const std::uint64_t now = now_us();
    const bool over = draining_ && now >= drain_deadline_us_;
    for (std::size_t i = connections_.size(); i-- > 0;) {
        if (i >= connections_.size()) continue;
        const std::shared_ptr<Connection> connection = connections_[i];
        if (over)
            connection->abort();
        else
            connection->check_deadline(now);
    }
    if (draining_ && connections_.empty()) return;
    sweeper_.expires_after(sweep_interval);
    sweeper_.async_wait([this](const error_code& failure) {
        if (!failure) sweep();
    });
}

void Server::Impl::begin_stop() {
    if (draining_) return;
    draining_ = true;
    drain_deadline_us_ = now_us() + options_.drain_ms_max * 1000;
    error_code ignored;
    acceptor_.close(ignored);
    accept_timer_.cancel();
    const std::vector<std::shared_ptr<Connection>> open = connections_;
    for (const auto& connection : open) connection->drain();
    finish_if_empty();
}

// With no connection left and no timer armed, run() returns by itself.
void Server::Impl::finish_if_empty() {
    if (connections_.empty()) sweeper_.cancel();
}

Server::Server(ServerOptions options, const app::Dispatcher& dispatcher, Answered answered)
    : impl_(std::make_unique<Impl>(std::move(options), dispatcher, std::move(answered))) {}
Server::~Server() = default;

Result<void> Server::listen() {
    return impl_->listen();
}
std::uint16_t Server::port() const {
    return impl_->port_;
}
bool Server::uses_tls() const {
    return !impl_->options_.tls_certificate_file.empty();
}
void Server::run() {
    impl_->run();
}
void Server::stop() {
    impl_->post([impl = impl_.get()] { impl->begin_stop(); });
}
ServerCounts Server::counts() const {
    return {impl_->open_count_, impl_->accepted_count_, impl_->body_bytes_};
}

}  // namespace approdo::net
