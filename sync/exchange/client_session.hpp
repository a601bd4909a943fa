// The client's side of an exchange, without I/O: ask output() for a parcel, carry it to the site by
// any courier, and give what comes back to receive(). No socket, thread, clock or random read
// inside; retries follow from tick(). The cursor moves only when a receipt is held. One failed
// segment never blocks the others.
#pragma once

#include "sync/exchange/client_store.hpp"
#include "sync/exchange/intake.hpp"

namespace approdo::exchange {

struct ClientIdentity {
    SiteId site;
    log::SiteDescriptor descriptor;
    DeviceId device;
    const crypto::BoxKey* device_box = nullptr;   // authenticates exchanges
    const crypto::BoxKey* account_box = nullptr;  // opens keyrings
};

struct ReceiveReport {
    std::size_t segments_taken = 0;
    std::size_t segments_known = 0;
    std::size_t segments_parked = 0;
    std::size_t snapshots_taken = 0;
    std::size_t chunks_taken = 0;
    std::optional<Receipt> receipt;
    std::vector<Control> controls;
    std::optional<log::RootRotation> root_changed;  // the last of what was followed
    bool root_disputed = false;                     // a record that contradicts what was followed
    std::vector<Error> faults;                      // frames that could not be taken, in words
    std::vector<Bytes> for_others;   // whole parcels that are not for this device: carry them on
    std::optional<Carried> carried;  // a hub has what we sent; the cursor stays where it is
    bool answered = false;           // an answer to one of our hellos was in it
    bool again = false;              // another exchange is due at once
    bool renewed = false;            // the device has keys of its own: begin another session
};

class ClientSession {
  public:
    ClientSession(ClientIdentity identity, ClientStore& store, Random& random);

    // A parcel to the site with what waits, up to `bytes_max`. Makes a new hello each time.
    Bytes output(std::size_t bytes_max = limits::exchange_reply_segments);
    // One or more parcels: an HTTP answer or a file.
    Result<ReceiveReport> receive(ByteView parcels);

    // When to try again on a link: at once after an exchange that says so, else after a jittered,
    // growing pause while anything waits. The courier reports how it went.
    void link_failed(BootMs now);
    void link_worked(BootMs now, bool again);
    bool due(BootMs now) const { return now >= next_try_; }
    BootMs next_try() const { return next_try_; }

  private:
    void take_roots(const WholeParcel& parcel, ReceiveReport& report);
    Result<void> take_site(ByteView frame);
    void receive_frame(const Frame& frame, Intake& intake, ReceiveReport& report);
    Result<void> receive_parcel(const WholeParcel& parcel, ReceiveReport& report);
    void obey(const Control& control, ClientState& state, ReceiveReport& report);
    Result<void> take_receipt(ByteView frame, ReceiveReport& report);
    Result<void> take_snapshot(ByteView frame, ReceiveReport& report);
    Result<void> take_beacon(ByteView frame);
    Result<void> take_names(ByteView frame);
    Result<void> take_erasure(ByteView frame);
    Result<void> take_carried(ByteView frame, ReceiveReport& report);
    Result<void> take_chunk(ByteView frame, ReceiveReport& report);
    bool take_answer(const WholeParcel& parcel, ReceiveReport& report);
    void stay_outside(const Control& why, ReceiveReport& report);
    void say_who(ByteView frame, ReceiveReport& report);
    void add_account_return(std::vector<Frame>& frames);
    std::vector<Frame> frames_to_send(ClientState& state, std::size_t bytes_max);

    ClientIdentity identity_;
    ClientStore& store_;
    Random& random_;
    crypto::SymmetricKey exchange_key_;
    BootMs next_try_{};
    bool more_outgoing_ = false;  // the last output() had to leave something out
    bool sent_back_ = false;      // the last output() gave the site its own words back
    std::uint32_t failures_ = 0;
};

}  // namespace approdo::exchange
