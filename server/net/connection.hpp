// One HTTP/1.1 connection as a state machine without a socket: it is fed bytes, asks for more,
// writes, and closes through four functions that a transport supplies (plain or TLS). Requests are
// answered one after the other in the order of arrival. Between two requests it holds no buffer at
// all: what a request needs lives in an Exchange that is made at its first byte and dropped after
// its last. Runs on the network thread only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "server/net/connection_host.hpp"

namespace approdo::net {

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(ConnectionHost& host, std::string peer);
    virtual ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The transport is ready (after a TLS handshake): ask for the first request.
    void open();
    // What the transport reports. writable(): `bytes` more went out, the rest may be offered again.
    void received(ByteView bytes);
    void received_end();
    void writable(std::size_t bytes);
    void failed();

    // Called now and then by the server: cuts whoever is over time.
    void check_deadline(std::uint64_t now_us);
    // Finishes what is under way, then closes. Where no whole head of a request has come, nothing
    // is: such a connection closes at once.
    void drain();
    void abort();

    // Its place in the server's list.
    std::size_t list_index = 0;

  protected:
    struct Written {
        std::size_t bytes = 0;
        bool failed = false;
    };

    // Asks the transport for bytes, once; it answers with received(), received_end() or failed().
    virtual void read_more() = 0;
    // Writes what fits now and says how much. Unless that was all, writable() follows, exactly
    // once. With `more` the rest of the answer is offered at once.
    virtual Written write_some(std::span<const ByteView> views, bool more) = 0;
    // The same for what is left of a file, from `offset` on.
    virtual Written write_file(const app::FileBody& file, std::size_t offset) = 0;
    virtual void shutdown_send() = 0;
    virtual void close() = 0;

    ConnectionHost& host_;

  private:
    enum class State : std::uint8_t {
        fresh,
        idle,
        reading,
        handling,
        writing,
        pulling,
        lingering,
        closed
    };
    struct Exchange;

    void pump();
    bool step();
    bool wait_for_bytes();
    void ask_for_bytes();

    bool begin_exchange();
    bool parse();
    bool judge_head();
    bool take_body_in(app::RouteMatch match);
    bool set_aside_for_body();
    void release_body();
    bool refuse(app::Response response);
    bool handle();
    void take_reply(app::Response response, std::uint32_t serial);

    bool start_writing();
    bool start_continue();
    bool write_on();
    bool after_write();
    bool ask_for_piece();
    void take_piece(Result<Bytes> piece, std::uint32_t serial);

    bool finish_exchange();
    void record(bool cut);
    bool close_for_good();

    ByteView pending() const;
    void consume(std::size_t bytes);
    void keep_rest();
    std::string peer_of(const app::RequestHead& head) const;
    bool head_is_on_its_way() const;
    std::uint64_t patience_ms() const;
    void set_deadline_ms(std::uint64_t from_now_ms);
    void begin_transfer();
    void note_transferred(std::size_t bytes);

    std::string peer_;
    std::unique_ptr<Exchange> exchange_;
    ByteView window_;  // what just arrived, valid during received() only
    std::uint64_t deadline_us_ = 0;
    std::uint32_t serial_ = 0;  // tells a reply that comes too late from one that is awaited
    std::uint32_t lingered_bytes_ = 0;
    State state_ = State::fresh;
    bool pumping_ = false;
    bool close_after_ = false;
    bool read_asked_ = false;
};

}  // namespace approdo::net
