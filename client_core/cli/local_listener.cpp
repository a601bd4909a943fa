#include "client_core/cli/local_listener.hpp"

#include <fcntl.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <chrono>
#include <csignal>

namespace approdo::cli {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto idle_deadline = std::chrono::seconds(60);
constexpr auto body_deadline = std::chrono::seconds(60);
constexpr auto write_deadline = std::chrono::seconds(60);
constexpr auto accept_pause = std::chrono::milliseconds(100);
constexpr std::uint32_t head_bytes_max = 16 * 1024;
// A file with everything that was learned is brought in whole.
constexpr std::uint64_t body_bytes_max = 256ULL * 1024 * 1024;
constexpr std::uint64_t refused_bytes_max = 64 * 1024;
constexpr std::size_t connections_max = 32;
constexpr std::size_t answering_threads = 8;

using Body = http::vector_body<std::uint8_t>;

// What the connections share; lives as long as the listener.
struct Shared {
    const LocalListener::Service* service = nullptr;
    std::size_t connections = 0;  // outlives them: they go with the context
    asio::io_context context{1};
    std::optional<asio::thread_pool> pool;
};

// One connection: request after request, each answered before the next is read.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(Shared& shared, tcp::socket socket) : shared_(shared), stream_(std::move(socket)) {
        ++shared_.connections;
    }
    ~Session() { --shared_.connections; }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void read_head() {
        parser_.emplace();
        parser_->header_limit(head_bytes_max);
        parser_->body_limit(body_bytes_max);
        stream_.expires_after(idle_deadline);
        http::async_read_header(stream_, buffer_, *parser_,
                                [self = shared_from_this()](error_code failure, std::size_t) {
                                    if (!failure) self->head_was_read();
                                });
    }

  private:
    void head_was_read() {
        const auto& head = parser_->get();
        request_ = {};
        request_.method = std::string(head.method_string());
        request_.target = std::string(head.target());
        for (const auto& field : head) {
            std::string name(field.name_string());
            for (char& letter : name) {
                if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
            }
            request_.headers.emplace_back(std::move(name), std::string(field.value()));
        }
        auto refused = shared_.service->refuse(request_);
        // What comes behind a refused head is read and dropped where it is little, so that the
        // answer is seen; the rest is not waited for.
        const bool is_little =
            !parser_->chunked() && parser_->content_length().value_or(0) <= refused_bytes_max;
        if (refused && !is_little) return write(std::move(*refused), true);
        stream_.expires_after(body_deadline);
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this(), refused = std::move(refused)](
                             error_code failure, std::size_t) mutable {
                             if (failure == http::error::body_limit) {
                                 self->write(too_large(), true);
                             } else if (!failure && refused) {
                                 self->write(std::move(*refused), true);
                             } else if (!failure) {
                                 self->make_answer();
                             }
                         });
    }

    static LocalAnswer too_large() {
        return refusal_answer(
            413, fail(ErrorCode::too_large, "this is larger than what can be brought in at once"));
    }

    void make_answer() {
        stream_.expires_never();  // the service's steps have their own deadlines
        request_.body = std::move(parser_->get().body());
        const bool closes = !parser_->get().keep_alive();
        asio::post(*shared_.pool, [self = shared_from_this(), closes]() mutable {
            LocalAnswer answer = self->shared_.service->answer(self->request_);
            auto& context = self->shared_.context;
            // Moved along: the last owner of a connection is always the network's thread.
            asio::post(context,
                       [self = std::move(self), closes, answer = std::move(answer)]() mutable {
                           self->write(std::move(answer), closes);
                       });
        });
    }

    void write(LocalAnswer answer, bool closes) {
        response_ = {};
        response_.result(answer.status);
        response_.version(11);
        for (const auto& [name, value] : answer.headers) response_.insert(name, value);
        if (!answer.type.empty()) response_.set(http::field::content_type, answer.type);
        response_.keep_alive(!closes);
        const std::size_t size = answer.body.size();
        if (request_.method != "HEAD") response_.body() = std::move(answer.body);
        if (answer.status != 304) response_.content_length(size);
        stream_.expires_after(write_deadline);
        http::async_write(stream_, response_,
                          [self = shared_from_this(), closes](error_code failure, std::size_t) {
                              if (failure) return;
                              if (!closes) return self->read_head();
                              error_code ignored;
                              self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
                          });
    }

    Shared& shared_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<Body>> parser_;
    LocalRequest request_;
    http::response<Body> response_;
};

Error not_loopback(const std::string& address) {
    return fail(ErrorCode::invalid_input,
                "«" + address +
                    "» is not an address of this computer alone: approdo serve listens on "
                    "127.0.0.1:PORT and nowhere else, because what it shows is one person's");
}

Result<tcp::endpoint> endpoint_of(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return not_loopback(text);
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    std::uint16_t port = 0;
    const char* last = text.data() + text.size();
    const auto [end, wrong] = std::from_chars(text.data() + colon + 1, last, port);
    error_code failure;
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, failure);
    const bool is_good = wrong == std::errc{} && end == last && !failure && address.is_loopback();
    if (!is_good) return not_loopback(text);
    return tcp::endpoint(address, port);
}

std::string host_of(const tcp::endpoint& endpoint) {
    const std::string address = endpoint.address().to_string();
    const std::string name = endpoint.address().is_v6() ? "[" + address + "]" : address;
    return endpoint.port() == 80 ? name : name + ":" + std::to_string(endpoint.port());
}

class Listener final : public LocalListener {
  public:
    Result<void> listen(const std::string& address) {
        APPRODO_TRY(const tcp::endpoint endpoint, endpoint_of(address));
        error_code failure;
        acceptor_.open(endpoint.protocol(), failure);
        if (!failure) acceptor_.set_option(asio::socket_base::reuse_address(true), failure);
        if (!failure) acceptor_.bind(endpoint, failure);
        if (!failure) acceptor_.listen(asio::socket_base::max_listen_connections, failure);
        if (failure) {
            return fail(ErrorCode::conflict,
                        "cannot listen on " + address + " (" + failure.message() +
                            "): another program may have this port, choose one with --listen "
                            "127.0.0.1:PORT");
        }
        host_ = host_of(acceptor_.local_endpoint());
        return {};
    }

    const std::string& host() const override { return host_; }

    void run(const Service& service) override {
        shared_.service = &service;
        shared_.pool.emplace(answering_threads);
        signals_.async_wait([this](error_code failure, int) {
            if (!failure) shared_.context.stop();
        });
        if (service.line) read_line();
        accept();
        shared_.context.run();
        service.end();
        shared_.pool->join();
    }

    void stop() override { shared_.context.stop(); }

  private:
    void accept() {
        acceptor_.async_accept([this](error_code failure, tcp::socket socket) {
            if (failure == asio::error::operation_aborted) return;
            if (failure) return accept_later();
            error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            // One too many is hung up on: the page's browser tries again.
            if (shared_.connections < connections_max) {
                std::make_shared<Session>(shared_, std::move(socket))->read_head();
            }
            accept();
        });
    }

    // Out of file descriptors: some connection has to end first.
    void accept_later() {
        timer_.expires_after(accept_pause);
        timer_.async_wait([this](error_code failure) {
            if (!failure) accept();
        });
    }

    void read_line() {
        if (!terminal_.is_open()) {
            // Opened anew: reading without waiting is a setting that the shell would share.
            const int file = ::open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
            error_code failure;
            if (file >= 0) terminal_.assign(file, failure);
            if (file < 0 || failure) return;
        }
        terminal_.async_read_some(asio::buffer(typed_), [this](error_code failure, std::size_t) {
            if (failure) return;  // the terminal went: pages go on
            shared_.service->line();
            read_line();
        });
    }

    Shared shared_;
    tcp::acceptor acceptor_{shared_.context};
    asio::steady_timer timer_{shared_.context};
    asio::signal_set signals_{shared_.context, SIGINT, SIGTERM, SIGHUP};
    asio::posix::stream_descriptor terminal_{shared_.context};
    std::array<char, 1024> typed_{};
    std::string host_;
};

}  // namespace

Result<std::unique_ptr<LocalListener>> LocalListener::open(const std::string& address) {
    auto listener = std::make_unique<Listener>();
    APPRODO_CHECK(listener->listen(address));
    return std::unique_ptr<LocalListener>(std::move(listener));
}

}  // namespace approdo::cli
