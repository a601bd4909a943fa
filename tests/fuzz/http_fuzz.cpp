// Requests and answers of HTTP as they arrive: however the bytes are cut, the same comes out, and
// never more body than was allowed.
#include "server/net/answer_parser.hpp"
#include "server/net/request_parser.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;

namespace {

constexpr std::size_t header_max = 4096;
constexpr std::size_t body_max = 1000;

struct Outcome {
    int status = 0;
    std::string path;
    Bytes body;
    bool whole = false;
    bool operator==(const Outcome&) const = default;
};

Outcome request_in(ByteView input, std::size_t piece) {
    net::RequestParser parser(header_max);
    Outcome outcome;
    Bytes held;
    for (std::size_t at = 0; at < input.size(); at += piece) {
        append(held, input.subspan(at, std::min(piece, input.size() - at)));
        for (bool moved = true; moved;) {
            const auto progress = parser.feed(held);
            FUZZ_PROMISE(progress.consumed <= held.size());
            held.erase(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(progress.consumed));
            moved = progress.step == net::RequestParser::Step::head_done;
            if (moved) {
                outcome.path = parser.head().path;
                (void)parser.head().query_value("offset");
                (void)app::percent_decode(outcome.path, false);
                parser.accept_body(body_max);
            } else if (progress.step == net::RequestParser::Step::failed) {
                outcome.status = parser.failure_status();
                FUZZ_PROMISE(outcome.status >= 400);
                return outcome;
            } else if (progress.step == net::RequestParser::Step::whole) {
                outcome.whole = true;
                outcome.body = parser.take_body();
                FUZZ_PROMISE(outcome.body.size() <= body_max);
                return outcome;
            }
        }
        if (parser.body_bytes_received() > body_max) FUZZ_PROMISE(false);
    }
    return outcome;
}

void answer_in(ByteView input, std::size_t piece) {
    net::AnswerParser parser(body_max);
    Bytes held;
    for (std::size_t at = 0; at < input.size() && !parser.is_whole(); at += piece) {
        append(held, input.subspan(at, std::min(piece, input.size() - at)));
        const auto used = parser.feed(held);
        if (!used.ok()) return;
        FUZZ_PROMISE(*used <= held.size());
        held.erase(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(*used));
    }
    parser.end();
    if (!parser.is_whole()) return;
    (void)parser.status();
    FUZZ_PROMISE(parser.take_body().size() <= body_max);
}

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const char* text :
         {"GET /api/v1/salt?user=a%20b HTTP/1.1\r\nHost: here\r\nCookie: a=b; c=d\r\n\r\n",
          "POST /sync/v1 HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello",
          "PUT /u?offset=3 HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
          "3\r\nabc\r\n0\r\n\r\n",
          "POST /x HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2000\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
          "HTTP/1.0 404 No\r\n\r\nuntil the end"})
        seeds.push_back(copy_of(bytes_of(text)));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    const Outcome whole = request_in(input, input.size() + 1);
    const Outcome cut = request_in(input, 7);
    FUZZ_PROMISE(whole.whole == cut.whole);
    if (whole.whole) FUZZ_PROMISE(whole == cut);
    answer_in(input, input.size() + 1);
    answer_in(input, 3);
}
