// TLS with a certificate made on the spot, spoken by OpenSSL's own blocking client.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <signal.h>
#include <sys/stat.h>

#include <cstdio>

#include "server/net/server.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/server/net/fixture.hpp"

using namespace approdo;
using namespace approdo::net;

namespace {

template <auto Function>
struct Free {
    template <class T>
    void operator()(T* pointer) const {
        Function(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using TlsContext = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using Tls = std::unique_ptr<SSL, Free<SSL_free>>;

struct Pair {
    test::TempDir dir;
    std::string certificate = dir.file("cert.pem");
    std::string key = dir.file("key.pem");

    Pair() {
        const Key secret(EVP_EC_gen("P-256"));
        const Certificate cert(X509_new());
        X509_gmtime_adj(X509_getm_notBefore(cert.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(cert.get()), 3600);
        X509_set_pubkey(cert.get(), secret.get());
        X509_sign(cert.get(), secret.get(), EVP_sha256());
        std::FILE* file = std::fopen(certificate.c_str(), "w");
        PEM_write_X509(file, cert.get());
        std::fclose(file);
        file = std::fopen(key.c_str(), "w");
        PEM_write_PrivateKey(file, secret.get(), nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
        ::chmod(key.c_str(), 0600);
    }
};

app::Router routes() {
    app::Router router;
    router.post(
        "/echo", app::Access::open,
        [](const app::Request& request) {
            return app::bytes_response(request.body, "application/octet-stream");
        },
        4'000'000);
    return router;
}

ServerOptions with(const Pair& pair) {
    ServerOptions options;
    options.tls_certificate_file = pair.certificate;
    options.tls_key_file = pair.key;
    return options;
}

class TlsClient {
  public:
    explicit TlsClient(std::uint16_t port) : context_(SSL_CTX_new(TLS_client_method())) {
        // OpenSSL writes without asking that a broken line be an error and no signal.
        ::signal(SIGPIPE, SIG_IGN);
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        tls_.reset(SSL_new(context_.get()));
        SSL_set_fd(tls_.get(), socket_);
        connected_ = SSL_connect(tls_.get()) == 1;
    }
    ~TlsClient() { ::close(socket_); }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool connected() const { return connected_; }
    void send(std::string_view text) {
        while (!text.empty()) {
            const int sent = SSL_write(tls_.get(), text.data(), static_cast<int>(text.size()));
            if (sent <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    std::string read(std::size_t size) {
        std::string text;
        char buffer[16384];
        while (text.size() < size) {
            const int got = SSL_read(tls_.get(), buffer, sizeof buffer);
            if (got <= 0) break;
            text.append(buffer, static_cast<std::size_t>(got));
        }
        return text;
    }

  private:
    TlsContext context_;
    Tls tls_;
    int socket_ = -1;
    bool connected_ = false;
};

}  // namespace

TEST_CASE("tls: bodies of many records go both ways, several on one line", "[unit]") {
    const Pair pair;
    TestServer server(routes(), with(pair));
    TlsClient client(server.port());
    REQUIRE(client.connected());
    for (const std::size_t size : {std::size_t{1}, std::size_t{100'000}, std::size_t{3'000'000}}) {
        const std::string body(size, 'x');
        std::thread sender([&] { client.send(post("/echo", body)); });
        sender.join();
        const std::string answer = client.read(size + 1);
        const std::size_t head = answer.find("\r\n\r\n") + 4;
        CHECK(status_in(answer) == 200);
        const std::string rest = client.read(size - (answer.size() - head));
        CHECK(answer.size() - head + rest.size() == size);
    }
}

TEST_CASE("tls: a body in a file comes whole", "[unit]") {
    const Pair pair;
    const std::string text = long_text(100'001);
    app::Router router;
    router.get("/file", app::Access::open,
               [&](const app::Request&) { return file_response(text); });
    TestServer server(std::move(router), with(pair));
    TlsClient client(server.port());
    REQUIRE(client.connected());
    client.send(get("/file", "Connection: close\r\n"));
    CHECK(body_in(client.read(2 * text.size())) == text);
}

TEST_CASE("tls: who speaks plainly to it is dropped and the next is served", "[unit]") {
    const Pair pair;
    TestServer server(routes(), with(pair));
    TestClient plain(server.port());
    plain.send(post("/echo", "x"));
    plain.finish_sending();
    CHECK(plain.read_to_end().find("HTTP/1.1 200") == std::string::npos);
    TlsClient client(server.port());
    CHECK(client.connected());
}

TEST_CASE("tls: a stop in the middle of handshakes ends them all", "[unit]") {
    const Pair pair;
    for (int round = 0; round < 20; ++round) {
        TestServer server(routes(), with(pair));
        std::vector<std::thread> clients;
        for (int i = 0; i < 4; ++i)
            clients.emplace_back([port = server.port()] { TlsClient client(port); });
        server.stop();
        for (std::thread& client : clients) client.join();
        CHECK(server.server().counts().connections == 0);
    }
}

TEST_CASE("tls: a key that others may read, or of another certificate, is refused", "[unit]") {
    const Pair pair;
    const Pair other;
    app::WorkerPool workers(1, 1);
    const app::Dispatcher dispatcher(routes(), workers, nullptr, nullptr);
    ServerOptions options = with(pair);
    options.listen = "0.0.0.0:0";
    CHECK(Server(options, dispatcher, nullptr).listen().ok());
    options.tls_key_file = other.key;
    CHECK_FALSE(Server(options, dispatcher, nullptr).listen().ok());
    options.tls_key_file = pair.key;
    ::chmod(pair.key.c_str(), 0604);
    CHECK(Server(options, dispatcher, nullptr).listen().error().code == ErrorCode::forbidden);
}
