#include "server/net/upstream.hpp"

#include <netdb.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "server/net/answer_parser.hpp"

namespace approdo::net {

namespace {

constexpr std::size_t read_bytes = 64 * 1024;
constexpr std::size_t unused_bytes_max = 256 * 1024;

Error no_way(const std::string& why) {
    return fail(ErrorCode::unavailable, why);
}

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
};

// A connected socket, with TLS on it when the address asks for it.
class Line {
  public:
    explicit Line(int socket) : socket_(socket) {}
    ~Line() {
        tls_.reset();
        ::close(socket_);
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    Result<void> secure(const std::string& host) {
        context_.reset(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_default_verify_paths(context_.get());
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
        tls_.reset(SSL_new(context_.get()));
        SSL_set_tlsext_host_name(tls_.get(), host.c_str());
        SSL_set1_host(tls_.get(), host.c_str());
        SSL_set_fd(tls_.get(), socket_);
        if (SSL_connect(tls_.get()) == 1) return {};
        return no_way("The certificate of " + host + " is not accepted here.");
    }

    bool write(std::string_view text) {
        while (!text.empty()) {
            const auto sent =
                tls_ ? static_cast<ssize_t>(
                           SSL_write(tls_.get(), text.data(),
                                     static_cast<int>(std::min<std::size_t>(text.size(), 1 << 20))))
                     : ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // 0 at the end; less on failure.
    ssize_t read(MutableByteView out) {
        if (tls_)
            return static_cast<ssize_t>(
                SSL_read(tls_.get(), out.data(), static_cast<int>(out.size())));
        return ::recv(socket_, out.data(), out.size(), 0);
    }

  private:
    int socket_;
    std::unique_ptr<SSL_CTX, FreeContext> context_;
    std::unique_ptr<SSL, FreeTls> tls_;
};

void limit_silence(int socket, std::uint64_t ms) {
    timeval limit{};
    limit.tv_sec = static_cast<time_t>(ms / 1000);
    limit.tv_usec = static_cast<suseconds_t>(ms % 1000 * 1000);
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

Result<int> connect_to(const std::string& host, const std::string& port, std::uint64_t ms) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
        return no_way("The host " + host + " is not known at present.");
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);
    for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
        const int socket = ::socket(entry->ai_family, entry->ai_socktype | SOCK_CLOEXEC, 0);
        if (socket < 0) continue;
        limit_silence(socket, ms);
        if (::connect(socket, entry->ai_addr, entry->ai_addrlen) == 0) return socket;
        ::close(socket);
    }
    return no_way("There is no way to " + host + ":" + port + " at present.");
}

Result<UpstreamAnswer> read_answer(Line& line, std::size_t bytes_max) {
    AnswerParser parser(bytes_max);
    Bytes buffer(read_bytes);
    Bytes unused;
    while (!parser.is_whole()) {
        const ssize_t size = line.read(buffer);
        if (size < 0) return no_way("The other side fell silent.");
        if (size == 0) {
            parser.end();
            if (!parser.is_whole()) return no_way("The other side broke off.");
            break;
        }
        append(unused, ByteView(buffer).first(static_cast<std::size_t>(size)));
        for (;;) {
            APPRODO_TRY(const std::size_t used, parser.feed(unused));
            unused.erase(unused.begin(), unused.begin() + static_cast<std::ptrdiff_t>(used));
            if (used == 0 || unused.empty()) break;
        }
        if (unused.size() > unused_bytes_max) return no_way("The answer is not proper HTTP.");
    }
    return UpstreamAnswer{parser.status(), parser.take_body()};
}

}  // namespace

Result<Upstream> Upstream::from(const std::string& address, Limits limits) {
    Upstream upstream;
    upstream.limits_ = limits;
    std::string_view rest = address;
    if (rest.starts_with("https://")) {
        upstream.tls_ = true;
        rest.remove_prefix(8);
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else {
        return fail(ErrorCode::invalid_input,
                    "Give the upstream's address as http://HOST:PORT or https://HOST.");
    }
    while (rest.ends_with('/')) rest.remove_suffix(1);
    const std::size_t bracket = rest.rfind(']');
    std::size_t colon = rest.rfind(':');
    if (bracket != std::string_view::npos && colon != std::string_view::npos && colon < bracket)
        colon = std::string_view::npos;
    upstream.host_ = rest.substr(0, colon);
    const std::string standard_port = upstream.tls_ ? "443" : "80";
    upstream.port_ =
        colon == std::string_view::npos ? standard_port : std::string(rest.substr(colon + 1));
    if (upstream.host_.starts_with('[') && upstream.host_.ends_with(']'))
        upstream.host_ = upstream.host_.substr(1, upstream.host_.size() - 2);
    if (upstream.host_.empty() || upstream.host_.find('/') != std::string::npos)
        return fail(ErrorCode::invalid_input, "«" + address + "» is not the address of a server.");
    return upstream;
}

Result<UpstreamAnswer> Upstream::send(const UpstreamRequest& request) const {
    APPRODO_TRY(const int socket, connect_to(host_, port_, limits_.silence_ms_max));
    Line line(socket);
    if (tls_) APPRODO_CHECK(line.secure(host_));
    std::string head = request.method + " " + request.target + " HTTP/1.1\r\nhost: " + host_ + ":" +
                       port_ + "\r\nconnection: close\r\n";
    if (!request.content_type.empty()) head += "content-type: " + request.content_type + "\r\n";
    if (request.method != "GET")
        head += "content-length: " + std::to_string(request.body.size()) + "\r\n";
    head += "\r\n";
    if (!line.write(head) || !line.write(text_of(request.body)))
        return no_way("The line to " + host_ + " broke.");
    return read_answer(line, limits_.answer_bytes_max);
}

}  // namespace approdo::net
