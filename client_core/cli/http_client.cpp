#include "client_core/cli/http_client.hpp"

#include <atomic>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <optional>

namespace approdo::cli {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr auto connect_deadline = std::chrono::seconds(10);
constexpr auto exchange_deadline = std::chrono::seconds(60);

using Request = http::request<http::vector_body<std::uint8_t>>;
using Parser = http::response_parser<http::vector_body<std::uint8_t>>;

class Connection final : public HttpClient {
  public:
    explicit Connection(Address address) : address_(std::move(address)) {}

    Result<void> trust(const std::string& ca_file) {
        if (!address_.is_tls) return {};
        error_code failure;
        if (ca_file.empty()) {
            tls_.set_default_verify_paths(failure);
        } else {
            tls_.load_verify_file(ca_file, failure);
        }
        if (!failure) return {};
        return fail(ErrorCode::invalid_input,
                    "the file of trusted authorities " + ca_file +
                        " cannot be used: it has to hold certificates in PEM form");
    }

    Result<HttpAnswer> send(const HttpRequest& request) override {
        // A kept connection may have been closed meanwhile: then one try on a fresh one. A request
        // that is repeated changes nothing twice; the exchange is made so.
        const bool was_open = is_open();
        auto answer = attempt(request);
        if (!answer.ok() && was_open && !ended_) {
            close();
            answer = attempt(request);
        }
        if (!answer.ok()) close();
        return answer;
    }

    void end() override {
        ended_ = true;
        asio::post(context_, [this] {
            if (is_open()) tcp().cancel();
        });
    }

  private:
    bool is_open() const { return plain_.has_value() || secure_.has_value(); }
    void close() {
        plain_.reset();
        secure_.reset();
        buffer_.clear();
        is_fresh_ = true;
    }
    beast::tcp_stream& tcp() {
        return address_.is_tls ? beast::get_lowest_layer(*secure_) : *plain_;
    }

    // Runs one asynchronous step to its end; its deadline is the stream's.
    template <class Start>
    error_code run(std::chrono::seconds deadline, const Start& start) {
        error_code result = asio::error::operation_aborted;
        if (ended_) return result;
        if (is_open()) tcp().expires_after(deadline);
        start(result);
        context_.restart();
        context_.run();
        return result;
    }

    static std::string reason_of(const error_code& error) {
        return error == beast::error::timeout ? "no answer in time" : error.message();
    }

    Error unknown_name() const {
        return fail(ErrorCode::unavailable,
                    "the name " + address_.host +
                        " is not known here: check the address and the network; your work is safe "
                        "on this computer, and a file on a stick carries it, too");
    }

    Error no_way(const error_code& error) const {
        return fail(ErrorCode::unavailable,
                    "the site at " + address_.host + ":" + address_.port + " cannot be reached (" +
                        reason_of(error) +
                        "): your work is safe on this computer; try again when there is a network, "
                        "or carry it with: approdo parcel export FILE");
    }

    Error broken_off(const error_code& error) const {
        return fail(ErrorCode::unavailable,
                    "the connection to " + address_.host + ":" + address_.port + " broke off (" +
                        reason_of(error) +
                        "): nothing was lost; repeat the command and it goes on from there");
    }

    // A server that speaks TLS hangs up on who does not.
    Error silent() const {
        return fail(ErrorCode::unavailable,
                    "what is at " + address_.host + ":" + address_.port +
                        " hangs up without a word: perhaps it wants https; check how the address "
                        "of the site begins");
    }

    Error no_tls() const {
        return fail(ErrorCode::unavailable,
                    "what is at " + address_.host + ":" + address_.port +
                        " does not speak https: check how the address of the site begins; nothing "
                        "was sent");
    }

    Error not_private(const error_code& error) {
        if (error.category() != asio::error::get_ssl_category()) return no_way(error);
        if (ERR_GET_REASON(static_cast<unsigned long>(error.value())) !=
            SSL_R_CERTIFICATE_VERIFY_FAILED) {
            return no_tls();
        }
        const long verdict = SSL_get_verify_result(secure_->native_handle());
        // The chain was in order, and then the check of the name said no without a reason.
        const bool wrong_name = verdict == X509_V_OK || verdict == X509_V_ERR_UNSPECIFIED;
        const std::string reason = wrong_name ? std::string("it is for another name")
                                              : X509_verify_cert_error_string(verdict);
        return fail(ErrorCode::unauthentic,
                    "the certificate of " + address_.host + " cannot be trusted (" + reason +
                        "): somebody may be listening in between, nothing was sent; if the site "
                        "has an authority of its own, name its file with --ca-file");
    }

    Result<void> connect() {
        error_code failure;
        asio::ip::tcp::resolver resolver(context_);
        const auto places = resolver.resolve(address_.host, address_.port, failure);
        if (failure) return unknown_name();
        if (address_.is_tls) {
            secure_.emplace(context_, tls_);
            SSL_set_tlsext_host_name(secure_->native_handle(), address_.host.c_str());
            secure_->set_verify_mode(asio::ssl::verify_peer);
            secure_->set_verify_callback(asio::ssl::host_name_verification(address_.host));
        } else {
            plain_.emplace(context_);
        }
        failure = run(connect_deadline, [&](error_code& out) {
            tcp().async_connect(places, [&out](error_code error, const auto&) { out = error; });
        });
        if (failure) return no_way(failure);
        tcp().socket().set_option(asio::ip::tcp::no_delay(true), failure);
        if (!address_.is_tls) return {};
        failure = run(connect_deadline, [&](error_code& out) {
            secure_->async_handshake(asio::ssl::stream_base::client,
                                     [&out](error_code error) { out = error; });
        });
        if (failure) return not_private(failure);
        return {};
    }

    template <class Stream>
    Result<HttpAnswer> exchange(Stream& stream, const Request& request, std::size_t bytes_max) {
        error_code failure = run(exchange_deadline, [&](error_code& out) {
            http::async_write(stream, request,
                              [&out](error_code error, std::size_t) { out = error; });
        });
        if (failure) return broken_off(failure);
        Parser parser;
        parser.body_limit(bytes_max);
        failure = run(exchange_deadline, [&](error_code& out) {
            http::async_read(stream, buffer_, parser,
                             [&out](error_code error, std::size_t) { out = error; });
        });
        if (failure == http::error::body_limit) {
            return fail(ErrorCode::too_large, "the site's answer is larger than it may be");
        }
        const bool no_word = failure == http::error::end_of_stream;
        if (no_word && is_fresh_ && !address_.is_tls) return silent();
        if (failure) return broken_off(failure);
        is_fresh_ = false;
        auto message = parser.release();
        if (!message.keep_alive()) close();
        HttpAnswer answer;
        answer.status = message.result_int();
        answer.content_type = std::string(message[http::field::content_type]);
        answer.body = std::move(message.body());
        return answer;
    }

    Result<HttpAnswer> attempt(const HttpRequest& wish) {
        if (!is_open()) APPRODO_CHECK(connect());
        Request request{http::string_to_verb(wish.method), address_.path + wish.target, 11};
        const bool usual_port = address_.port == (address_.is_tls ? "443" : "80");
        request.set(http::field::host,
                    usual_port ? address_.host : address_.host + ":" + address_.port);
        if (!wish.content_type.empty()) request.set(http::field::content_type, wish.content_type);
        if (!wish.bearer.empty()) request.set(http::field::authorization, "Bearer " + wish.bearer);
        request.body() = wish.body;
        request.prepare_payload();
        return address_.is_tls ? exchange(*secure_, request, wish.answer_bytes_max)
                               : exchange(*plain_, request, wish.answer_bytes_max);
    }

    std::atomic<bool> ended_ = false;
    Address address_;
    asio::io_context context_;
    asio::ssl::context tls_{asio::ssl::context::tls_client};
    std::optional<beast::tcp_stream> plain_;
    std::optional<TlsStream> secure_;
    beast::flat_buffer buffer_;
    bool is_fresh_ = true;  // nothing was answered on this connection yet
};

}  // namespace

Result<std::unique_ptr<HttpClient>> HttpClient::open(std::string_view text,
                                                     const std::string& ca_file) {
    APPRODO_TRY(Address address, parse_address(text));
    auto connection = std::make_unique<Connection>(std::move(address));
    APPRODO_CHECK(connection->trust(ca_file));
    return std::unique_ptr<HttpClient>(std::move(connection));
}

}  // namespace approdo::cli
