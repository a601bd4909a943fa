#include "server/net/request_parser.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cctype>

namespace approdo::net {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

namespace {

std::string lower(string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

}  // namespace

class RequestParser::Impl : public http::basic_parser<true> {
  public:
    explicit Impl(std::size_t header_bytes_max) {
        header_limit(static_cast<std::uint32_t>(header_bytes_max));
        // The limit depends on the route, which only the head tells: see accept_body().
        body_limit(boost::none);
    }

    void reject(int status, std::string message) {
        failure_status = status;
        failure_message = std::move(message);
    }

    void explain(const error_code& ec);

    app::RequestHead head;
    Bytes body;
    bool http_1_0 = false;
    bool head_accepted = false;
    int hosts_seen = 0;
    int failure_status = 0;
    std::string failure_message;

  private:
    void on_request_impl(http::verb, string_view method, string_view target, int version,
                         error_code& ec) override {
        http_1_0 = version == 10;
        const auto known = app::method_from(std::string_view(method));
        if (!known) {
            reject(501, "Only GET, HEAD, POST and PUT are known here.");
            ec = http::error::bad_method;
            return;
        }
        head.method = *known;
        split_target(std::string_view(target), ec);
    }

    void split_target(std::string_view target, error_code& ec) {
        // A proxy may send the whole address; what matters begins at its path.
        if (const std::size_t scheme = target.find("://");
            scheme != std::string_view::npos && !target.starts_with('/')) {
            const std::size_t path = target.find('/', scheme + 3);
            target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
        }
        if (!target.starts_with('/')) {
            reject(400, "The address has to begin with a slash.");
            ec = http::error::bad_target;
            return;
        }
        const std::size_t question = std::min(target.find('?'), target.size());
        head.path = target.substr(0, question);
        head.query = target.substr(std::min(question + 1, target.size()));
    }

    void on_field_impl(http::field, string_view name, string_view value, error_code& ec) override {
        std::string key = lower(name);
        if (key == "host" && ++hosts_seen > 1) {
            reject(400, "The request names its host twice.");
            ec = http::error::bad_field;
            return;
        }
        head.headers.emplace_back(std::move(key), std::string(value));
    }

    void on_header_impl(error_code& ec) override {
        head.keep_alive = keep_alive();
        if (hosts_seen == 0 && !http_1_0) {
            reject(400, "The request names no host.");
            ec = http::error::bad_field;
        }
    }

    // Nothing is allocated for what was only announced.
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
    std::size_t on_body_impl(string_view bytes, error_code&) override {
        append(body, bytes_of(std::string_view(bytes)));
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& ec) override {
        return on_body_impl(bytes, ec);
    }
    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, string_view, int, error_code&) override {}
};

RequestParser::RequestParser(std::size_t header_bytes_max)
    : impl_(std::make_unique<Impl>(header_bytes_max)) {}
RequestParser::~RequestParser() = default;

RequestParser::Progress RequestParser::feed(ByteView bytes) {
    Progress progress;
    for (;;) {
        if (impl_->is_header_done() && !impl_->head_accepted) {
            progress.step = Step::head_done;
            return progress;
        }
        if (impl_->is_header_done() && impl_->is_done()) {
            progress.step = Step::whole;
            return progress;
        }
        const ByteView rest = bytes.subspan(progress.consumed);
        if (rest.empty()) return progress;
        error_code ec;
        progress.consumed += impl_->put(boost::asio::buffer(rest.data(), rest.size()), ec);
        if (ec == http::error::need_more) return progress;
        if (ec) {
            impl_->explain(ec);
            progress.step = Step::failed;
            return progress;
        }
    }
}

// A refusal of our own stands already; what Beast found wrong gets its status here.
void RequestParser::Impl::explain(const error_code& ec) {
    if (failure_status != 0) return;
    if (ec == http::error::header_limit)
        reject(431, "The head of the request is too large.");
    else if (ec == http::error::body_limit)
        reject(413, "The body is larger than this address takes.");
    else
        reject(400, "This is not a proper HTTP request: " + ec.message() + ".");
}

void RequestParser::accept_body(std::size_t bytes_max) {
    impl_->head_accepted = true;
    impl_->eager(true);
    impl_->body_limit(bytes_max);
}

std::uint64_t RequestParser::body_bytes_announced() const {
    const auto length = impl_->content_length();
    return length ? *length : 0;
}
bool RequestParser::body_is_chunked() const {
    return impl_->chunked();
}
bool RequestParser::has_body() const {
    return body_is_chunked() || body_bytes_announced() > 0;
}

bool RequestParser::expects_continue() const {
    return lower(std::string(impl_->head.header("expect"))) == "100-continue";
}
bool RequestParser::is_http_1_0() const {
    return impl_->http_1_0;
}
std::size_t RequestParser::body_bytes_received() const {
    return impl_->body.size();
}
app::RequestHead& RequestParser::head() {
    return impl_->head;
}
Bytes RequestParser::take_body() {
    return std::move(impl_->body);
}
int RequestParser::failure_status() const {
    return impl_->failure_status;
}
const std::string& RequestParser::failure_message() const {
    return impl_->failure_message;
}

}  // namespace approdo::net
