#include "server/net/answer_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace approdo::net {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

class AnswerParser::Impl : public http::basic_parser<false> {
  public:
    int status = 0;
    Bytes body;

  private:
    void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
    void on_response_impl(int code, string_view, int, error_code&) override { status = code; }
    void on_field_impl(http::field, string_view, string_view, error_code&) override {}
    void on_header_impl(error_code&) override {}
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
};

AnswerParser::AnswerParser(std::size_t body_bytes_max) : impl_(std::make_unique<Impl>()) {
    impl_->eager(true);
    impl_->body_limit(body_bytes_max);
}
AnswerParser::~AnswerParser() = default;

Result<std::size_t> AnswerParser::feed(ByteView bytes) {
    if (impl_->is_done() || bytes.empty()) return std::size_t{0};
    error_code ec;
    const std::size_t used = impl_->put(boost::asio::buffer(bytes.data(), bytes.size()), ec);
    if (ec && ec != http::error::need_more)
        return fail(ErrorCode::unavailable, "The answer is not proper HTTP: " + ec.message() + ".");
    return used;
}

void AnswerParser::end() {
    if (!impl_->got_some() || impl_->is_done()) return;
    error_code ignored;
    impl_->put_eof(ignored);
}

bool AnswerParser::is_whole() const {
    return impl_->is_done();
}
int AnswerParser::status() const {
    return impl_->status;
}
Bytes AnswerParser::take_body() {
    return std::move(impl_->body);
}

}  // namespace approdo::net
