// The site's side of an exchange, without I/O and without state between exchanges: one parcel in,
// one parcel out. check() only reads and costs the cryptography; apply() runs inside the store's
// transaction, which may hold many exchanges; its answer may leave only after the commit is on
// disk.
#pragma once

#include "sync/exchange/exchange_keys.hpp"
#include "sync/exchange/intake.hpp"
#include "sync/exchange/renewal.hpp"
#include "sync/exchange/site_store.hpp"
#include "sync/exchange/want_redacted.hpp"

namespace approdo::exchange {

struct SiteIdentity {
    SiteId site;
    log::SiteDescriptor descriptor;
    const crypto::SigningKey* receipt = nullptr;
    const crypto::BoxKey* box = nullptr;
    Random* random = nullptr;
    const log::RootChain* roots = nullptr;       // nothing: the root never changed
    const log::SignedSite* described = nullptr;  // by the present root
    bool root_is_disputed = false;               // a device showed one that is not known here
};

struct CheckedParcel {
    Authenticated<Hello> hello;
    AccountId account;  // that the device is of
    DeviceId before;    // that it goes on from; zero: none
    std::optional<DeviceRenewal> renewal;
    const crypto::SymmetricKey* key = nullptr;
    std::vector<CheckedSegment> segments;
    std::vector<Frame> certificates;  // not known here yet, verified when applied
    std::vector<Frame> unplaced;      // of segments whose log is not known here yet
    std::vector<Control> controls;    // what could not be checked, for the answer
    std::vector<Frame> snapshots;     // for a device that starts anew
    WantRedacted want_redacted;
    bool leaves_out = false;  // a courier left out what it knows that we have
};

// How a parcel came: over a connection that waits for the answer, or as a file.
enum class Courier : std::uint8_t { link, stick };

class SiteSession {
  public:
    SiteSession(SiteIdentity identity, SiteStore& store, ExchangeKeys& keys);

    // unauthentic: no answer is owed. missing: an unknown device that sent no certificate. The
    // answer will bring about `bytes_max`: a snapshot is made for a device that needs more.
    Result<CheckedParcel> check(const WholeParcel& parcel, UtcMs now,
                                std::size_t bytes_max = limits::exchange_reply_segments);
    // To a device that is not known here and sent no certificate: who are you?
    static std::optional<Bytes> ask_who(const WholeParcel& parcel);
    // The answer parcel, routed to the device. A parcel that came by stick may be old, and its
    // answer may not find a way back for weeks: so an old counter in it means nothing.
    Bytes apply(CheckedParcel parcel, UtcMs now, Courier courier,
                std::size_t bytes_max = limits::exchange_reply_segments);
    // Instead of apply(): nothing is taken, remembered or told but why. To the device it is as if
    // this exchange had not been, so that it begins where it stood when it is let in again. `proof`
    // is what it may show to a site that forgot why.
    Bytes turn_away(const CheckedParcel& parcel, ControlKind why,
                    const std::vector<Frame>& proof = {}) const;

  private:
    struct Reply;

    Result<log::DeviceCertificate> certificate_of(const DeviceId& device,
                                                  const WholeParcel& parcel);
    std::vector<Frame> snapshots_for(const Hello& hello, UtcMs now, std::size_t bytes_max);
    void check_frame(const Frame& frame, Intake& intake, CheckedParcel& checked);
    void remember(const Authenticated<Hello>& hello, const std::optional<Contact>& before,
                  Contact& contact);
    void take_in(CheckedParcel& parcel, Intake& intake, Reply& reply);
    void judge_state(const CheckedParcel& parcel, Courier courier, Contact& contact, Reply& reply);
    bool has_forgotten(const CheckedParcel& parcel, const Contact& contact, const Reply& reply);
    bool is_lost_in_copies(const Hello& hello, const Contact& contact, const Reply& reply);
    bool holds_last_receipt(const Hello& hello, const Contact& contact);
    void tell_root(const Hello& hello, Reply& reply);
    std::vector<DeviceId> ancestors(DeviceId before);
    void add_certificate(const CheckedParcel& parcel, Reply& reply);
    bool look_at_archive(const DeviceId& device, Contact& contact, const Reply& reply);
    void name_heads(const Hello& hello, const Contact& contact, const Reply& reply,
                    Receipt& receipt);
    void add_receipt(const Hello& hello, UtcMs now, Contact& contact, Reply& reply);
    void deliver(const CheckedParcel& parcel, Contact& contact, std::size_t bytes_max,
                 Reply& reply);
    void deliver_redacted(const CheckedParcel& parcel, std::size_t bytes_max, Reply& reply);
    void give_back(const Hello& hello, Contact& contact, std::size_t bytes_max, Reply& reply);

    SiteIdentity identity_;
    SiteStore& store_;
    ExchangeKeys& keys_;
};

}  // namespace approdo::exchange
