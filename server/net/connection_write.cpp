// The sending half of Connection: heads, prepared answers, streams of pieces.
#include "server/net/connection.hpp"
#include "server/net/exchange.hpp"
#include "server/net/response_head.hpp"

namespace approdo::net {

namespace {

constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view line_end = "\r\n";
constexpr std::string_view last_chunk = "0\r\n\r\n";

std::string hex_size(std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    do {
        text.insert(text.begin(), digits[size % 16]);
        size /= 16;
    } while (size > 0);
    return text;
}

}  // namespace

void Connection::Exchange::advance(std::size_t bytes) {
    bytes_out += bytes;
    std::size_t gone = 0;
    while (gone < view_count && bytes >= views[gone].size()) bytes -= views[gone++].size();
    for (std::size_t i = gone; i < view_count; ++i) views[i - gone] = views[i];
    view_count -= gone;
    if (view_count > 0)
        views[0] = views[0].subspan(bytes);
    else
        file_at += bytes;
}

bool Connection::start_continue() {
    exchange_->interim = true;
    exchange_->show({bytes_of(continue_line)});
    state_ = State::writing;
    return write_on();
}

bool Connection::start_writing() {
    // Whoever handled the request is done with its body.
    release_body();
    Exchange& exchange = *exchange_;
    app::Response& response = *exchange.response;
    const bool streams = std::holds_alternative<std::shared_ptr<app::BodySource>>(response.body);
    if (host_.draining() || (streams && exchange.http_1_0)) close_after_ = true;
    const HeadOptions options{host_.date_line(), exchange.request_id, close_after_,
                              exchange.http_1_0};
    const auto* prepared = std::get_if<std::shared_ptr<const app::PreparedAnswer>>(&response.body);
    exchange.head_text = prepared ? start_head(response, options) : whole_head(response, options);

    ByteView body;
    if (prepared && exchange.head_only)
        body = (*prepared)->head();
    else if (prepared) {
        body = (*prepared)->in_memory();
        exchange.file = (*prepared)->file();
    } else if (const auto* bytes = std::get_if<Bytes>(&response.body); bytes && !exchange.head_only)
        body = *bytes;
    else if (streams && !exchange.head_only)
        exchange.source = std::get<std::shared_ptr<app::BodySource>>(response.body);
    exchange.show({bytes_of(exchange.head_text), body});
    begin_transfer();
    state_ = State::writing;
    return write_on();
}

bool Connection::write_on() {
    Exchange& exchange = *exchange_;
    while (exchange.view_count > 0 || exchange.sends_file()) {
        std::size_t offered = 0;
        Written written;
        if (exchange.view_count > 0) {
            for (const ByteView view : exchange.unsent()) offered += view.size();
            written = write_some(exchange.unsent(), exchange.sends_file());
        } else {
            offered = exchange.file->size() - exchange.file_at;
            written = write_file(*exchange.file, exchange.file_at);
        }
        if (written.failed) {
            failed();
            return false;
        }
        exchange.advance(written.bytes);
        note_transferred(written.bytes);
        if (written.bytes < offered) return false;
    }
    return after_write();
}

bool Connection::after_write() {
    if (exchange_->interim) {
        exchange_->interim = false;
        exchange_->bytes_out = 0;
        state_ = State::reading;
        return true;
    }
    return exchange_->source ? ask_for_piece() : finish_exchange();
}

bool Connection::ask_for_piece() {
    state_ = State::pulling;
    set_deadline_ms(host_.limits().handling_ms_max);
    const std::uint32_t serial = ++serial_;
    host_.dispatcher().pull(
        exchange_->source, exchange_->request_id,
        [self = shared_from_this(), serial](Result<Bytes> piece) {
            self->host_.post([self, serial, piece = std::move(piece)]() mutable {
                self->take_piece(std::move(piece), serial);
            });
        });
    return false;
}

void Connection::take_piece(Result<Bytes> piece, std::uint32_t serial) {
    if (state_ != State::pulling || serial != serial_) return;
    if (!piece.ok()) {
        abort();
        return;
    }
    Exchange& exchange = *exchange_;
    exchange.piece = std::move(piece).value();
    if (exchange.piece.empty()) {
        exchange.source.reset();
        exchange.show({exchange.http_1_0 ? ByteView{} : bytes_of(last_chunk)});
    } else if (exchange.http_1_0) {
        exchange.show({exchange.piece});
    } else {
        exchange.head_text = hex_size(exchange.piece.size()).append(line_end);
        exchange.show({bytes_of(exchange.head_text), exchange.piece, bytes_of(line_end)});
    }
    // How long the piece was in the making is not the reader's fault.
    begin_transfer();
    state_ = State::writing;
    if (write_on()) pump();
}

}  // namespace approdo::net
