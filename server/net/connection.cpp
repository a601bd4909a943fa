#include "server/net/connection.hpp"

#include <algorithm>

#include "server/app/peer.hpp"
#include "server/net/exchange.hpp"
#include "server/net/response_head.hpp"

namespace approdo::net {

namespace {

constexpr std::size_t unconsumed_bytes_max = 128 * 1024;
// That any body counts for, however little of it has come.
constexpr std::size_t body_bytes_min = 4 * 1024;

}  // namespace

Connection::Connection(ConnectionHost& host, std::string peer)
    : host_(host), peer_(std::move(peer)) {
    set_deadline_ms(host_.limits().head_ms_max);
}
Connection::~Connection() = default;

void Connection::open() {
    // A stop or a deadline may have closed it while hands were shaken.
    if (state_ != State::fresh) return;
    state_ = State::idle;
    pump();
}

void Connection::received(ByteView bytes) {
    read_asked_ = false;
    if (state_ == State::lingering) {
        lingered_bytes_ += static_cast<std::uint32_t>(bytes.size());
        if (lingered_bytes_ > host_.limits().linger_bytes_max)
            close_for_good();
        else
            ask_for_bytes();
        return;
    }
    if (state_ == State::closed) return;
    const auto self = shared_from_this();
    if (exchange_ && !exchange_->input.empty())
        append(exchange_->input, bytes);
    else
        window_ = bytes;
    pump();
    keep_rest();
}

void Connection::received_end() {
    if (exchange_ && exchange_->head_judged) record(true);
    close_for_good();
}

void Connection::failed() {
    if (state_ == State::closed) return;
    if (exchange_ && exchange_->head_judged) record(true);
    close_for_good();
}

void Connection::writable(std::size_t bytes) {
    if (state_ != State::writing) return;
    exchange_->advance(bytes);
    note_transferred(bytes);
    const auto self = shared_from_this();
    if (write_on()) pump();
}

// Nothing here calls itself: a peer that sends a thousand requests at once is answered in a loop.
void Connection::pump() {
    if (pumping_) return;
    const auto self = shared_from_this();
    pumping_ = true;
    while (step()) {
    }
    pumping_ = false;
}

// True when something was done that makes a further step possible without waiting.
bool Connection::step() {
    switch (state_) {
        case State::idle:
            return pending().empty() ? wait_for_bytes() : begin_exchange();
        case State::reading:
            return parse();
        case State::handling:
            return exchange_->response.has_value() && start_writing();
        case State::fresh:
        case State::writing:
        case State::pulling:
        case State::lingering:
        case State::closed:
            return false;
    }
    return false;
}

bool Connection::wait_for_bytes() {
    if (state_ == State::idle) {
        if (close_after_) return close_for_good();
        exchange_.reset();
        set_deadline_ms(host_.limits().idle_ms_max);
    }
    ask_for_bytes();
    return false;
}

// A question that is still open is not asked twice: it may be from before a deadline passed.
void Connection::ask_for_bytes() {
    if (read_asked_) return;
    read_asked_ = true;
    read_more();
}

ByteView Connection::pending() const {
    if (!window_.empty()) return window_;
    return exchange_ ? ByteView(exchange_->input).subspan(exchange_->input_used) : ByteView{};
}

void Connection::consume(std::size_t bytes) {
    if (!window_.empty()) {
        window_ = window_.subspan(bytes);
        return;
    }
    exchange_->input_used += bytes;
    if (exchange_->input_used < exchange_->input.size()) return;
    exchange_->input.clear();
    exchange_->input_used = 0;
}

// The transport's buffer is everybody's: what is left of it is copied before the next one reads.
void Connection::keep_rest() {
    if (!window_.empty() && exchange_ && state_ != State::closed) append(exchange_->input, window_);
    window_ = {};
}

bool Connection::begin_exchange() {
    auto next = std::make_unique<Exchange>(host_.limits().header_bytes_max);
    if (exchange_) {
        next->input = std::move(exchange_->input);
        next->input_used = exchange_->input_used;
    }
    exchange_ = std::move(next);
    exchange_->started_us = host_.now_us();
    state_ = State::reading;
    set_deadline_ms(host_.limits().head_ms_max);
    return true;
}

bool Connection::parse() {
    Exchange& exchange = *exchange_;
    const std::size_t body_before = exchange.parser.body_bytes_received();
    const RequestParser::Progress progress = exchange.parser.feed(pending());
    if (progress.consumed > 0) consume(progress.consumed);
    exchange.bytes_in += progress.consumed;
    switch (progress.step) {
        case RequestParser::Step::head_done:
            return judge_head();
        case RequestParser::Step::whole:
            return set_aside_for_body() ? handle() : refuse(app::busy_response(5));
        case RequestParser::Step::failed:
            exchange.body_unread = true;
            return refuse(app::error_response(exchange.parser.failure_status(), "malformed",
                                              exchange.parser.failure_message()));
        case RequestParser::Step::need_more:
            break;
    }
    if (pending().size() > unconsumed_bytes_max) {
        exchange.body_unread = true;
        return refuse(app::error_response(400, "malformed", "This is not a proper HTTP request."));
    }
    if (exchange.head_judged) {
        note_transferred(exchange.parser.body_bytes_received() - body_before);
        if (!set_aside_for_body()) return refuse(app::busy_response(5));
    }
    keep_rest();
    return wait_for_bytes();
}

std::string Connection::peer_of(const app::RequestHead& head) const {
    if (!host_.behind_proxy()) return peer_;
    std::string_view forwarded = head.header("x-forwarded-for");
    // Only the last entry is our proxy's word; those before it are whatever the sender wrote.
    forwarded = forwarded.substr(forwarded.rfind(',') + 1);
    while (forwarded.starts_with(' ')) forwarded.remove_prefix(1);
    return forwarded.empty() ? peer_ : std::string(forwarded);
}

bool Connection::judge_head() {
    Exchange& exchange = *exchange_;
    app::RequestHead& head = exchange.parser.head();
    exchange.head_judged = true;
    exchange.request_id = head.request_id = host_.next_request_id();
    exchange.peer = head.peer = peer_of(head);
    exchange.method = app::name_of(head.method);
    exchange.head_only = head.method == app::Method::head;
    exchange.http_1_0 = exchange.parser.is_http_1_0();
    exchange.body_unread = exchange.parser.has_body();
    if (!head.keep_alive || host_.draining() || host_.crowded()) close_after_ = true;

    auto admitted = host_.dispatcher().admit(head, exchange.parser.body_bytes_announced());
    if (auto* refusal = std::get_if<app::Response>(&admitted)) return refuse(std::move(*refusal));
    return take_body_in(std::get<app::RouteMatch>(std::move(admitted)));
}

bool Connection::take_body_in(app::RouteMatch match) {
    Exchange& exchange = *exchange_;
    exchange.pattern = match.route->pattern;
    exchange.match = std::move(match);
    if (exchange.parser.has_body()) {
        exchange.who = app::who_is(exchange.peer);
        if (!set_aside_for_body()) return refuse(app::busy_response(5));
    }
    exchange.parser.accept_body(exchange.match.route->body_bytes_max);
    begin_transfer();
    if (exchange.parser.has_body() && exchange.parser.expects_continue() && pending().empty())
        return start_continue();
    return true;
}

// Memory counts for what has come and not for what was announced: who announces much and sends
// little holds little. Twice as much, since that is how what holds it grows.
bool Connection::set_aside_for_body() {
    Exchange& exchange = *exchange_;
    const std::size_t wanted = std::max(body_bytes_min, 2 * exchange.parser.body_bytes_received());
    if (!exchange.parser.has_body() || wanted <= exchange.body_reserved) return true;
    if (!host_.reserve_body(exchange.who, wanted - exchange.body_reserved)) return false;
    exchange.body_reserved = wanted;
    return true;
}

void Connection::release_body() {
    if (!exchange_ || exchange_->body_reserved == 0) return;
    host_.release_body(exchange_->who, exchange_->body_reserved);
    exchange_->body_reserved = 0;
}

// Answers without the handler. A body that was not read makes what follows on this connection
// meaningless, so it ends here.
bool Connection::refuse(app::Response response) {
    if (exchange_->body_unread) close_after_ = true;
    if (exchange_->request_id.empty()) exchange_->request_id = host_.next_request_id();
    state_ = State::handling;
    ++serial_;
    exchange_->response = std::move(response);
    return true;
}

bool Connection::handle() {
    Exchange& exchange = *exchange_;
    exchange.body_unread = false;
    app::Request request;
    static_cast<app::RequestHead&>(request) = std::move(exchange.parser.head());
    request.body = exchange.parser.take_body();
    request.path_values = std::move(exchange.match.path_values);
    state_ = State::handling;
    set_deadline_ms(host_.limits().handling_ms_max);
    const std::uint32_t serial = ++serial_;
    auto reply = [self = shared_from_this(), serial](app::Response response) {
        if (self->host_.on_network_thread()) {
            self->take_reply(std::move(response), serial);
            return;
        }
        self->host_.post([self, serial, response = std::move(response)]() mutable {
            self->take_reply(std::move(response), serial);
        });
    };
    host_.dispatcher().handle(*exchange.match.route, std::move(request), std::move(reply));
    return true;
}

void Connection::take_reply(app::Response response, std::uint32_t serial) {
    if (state_ != State::handling || serial != serial_ || exchange_->response) return;
    exchange_->response = std::move(response);
    pump();
}

bool Connection::finish_exchange() {
    record(false);
    const bool unread = exchange_->body_unread;
    state_ = State::idle;
    if (!close_after_) return true;
    exchange_.reset();
    window_ = {};
    // With hardly a place left, places matter more than that a refused sender reads why.
    if (!unread || host_.crowded()) return close_for_good();
    // Closing with unread bytes would reset the line, and the sender would never see the answer.
    shutdown_send();
    state_ = State::lingering;
    set_deadline_ms(host_.limits().linger_ms_max);
    ask_for_bytes();
    return false;
}

void Connection::record(bool cut) {
    Exchange& exchange = *exchange_;
    AccessRecord record;
    record.request_id = std::move(exchange.request_id);
    record.peer = exchange.peer.empty() ? peer_ : std::move(exchange.peer);
    record.method = std::move(exchange.method);
    record.route = std::move(exchange.pattern);
    record.status = exchange.response ? exchange.response->status : 0;
    record.bytes_in = exchange.bytes_in;
    record.bytes_out = exchange.bytes_out;
    record.duration_us = host_.now_us() - exchange.started_us;
    record.cut = cut;
    host_.answered(record);
}

bool Connection::close_for_good() {
    if (state_ == State::closed) return false;
    state_ = State::closed;
    release_body();
    exchange_.reset();
    window_ = {};
    close();
    return false;
}

void Connection::drain() {
    close_after_ = true;
    // Half a head is nobody's work yet, and its rest may never come.
    if (state_ == State::idle || state_ == State::fresh || head_is_on_its_way()) close_for_good();
}

bool Connection::head_is_on_its_way() const {
    return state_ == State::reading && !exchange_->head_judged;
}

void Connection::abort() {
    failed();
}

void Connection::set_deadline_ms(std::uint64_t from_now_ms) {
    deadline_us_ = host_.now_us() + from_now_ms * 1000;
}

// A transfer may take as long as it needs, but not at a trickle that only holds the place, nor may
// it stand still for as long as it was quick before.
void Connection::begin_transfer() {
    exchange_->transfer_due_us = host_.now_us() + host_.limits().transfer_grace_ms * 1000;
    deadline_us_ = exchange_->transfer_due_us;
}

void Connection::note_transferred(std::size_t bytes) {
    const ConnectionLimits& limits = host_.limits();
    exchange_->transfer_due_us =
        std::min(host_.now_us() + limits.transfer_grace_ms * 1000,
                 exchange_->transfer_due_us + bytes * 1'000'000 / limits.transfer_bytes_per_s_min);
    deadline_us_ = exchange_->transfer_due_us;
}

// How long it may keep its place while it is the other side's turn; 0: it is not.
std::uint64_t Connection::patience_ms() const {
    const ConnectionLimits& limits = host_.limits();
    if (state_ == State::idle) return limits.idle_ms_max;
    if (head_is_on_its_way()) return limits.head_ms_max;
    const bool transfers = state_ == State::reading || state_ == State::writing;
    return transfers ? limits.transfer_grace_ms : 0;
}

void Connection::check_deadline(std::uint64_t now_us) {
    if (const std::uint64_t given_ms = patience_ms(); host_.crowded() && given_ms > 0) {
        const std::uint64_t left_ms = std::min(host_.limits().crowded_ms_max, given_ms);
        if (now_us + (given_ms - left_ms) * 1000 >= deadline_us_) failed();
        return;
    }
    if (state_ == State::closed || deadline_us_ == 0 || now_us < deadline_us_) return;
    if (state_ == State::reading) {
        exchange_->body_unread = true;
        refuse(app::error_response(408, "busy", "The request took too long to arrive."));
        pump();
    } else if (state_ == State::handling && !exchange_->response) {
        close_after_ = true;
        refuse(app::busy_response(30));
        pump();
    } else {
        abort();
    }
}

}  // namespace approdo::net
