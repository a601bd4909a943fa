// How a site's root key changed. Each change is a record signed by the root before and by the root
// after it; the records make a chain that begins at the first root, whose hash is the site's id. So
// whoever knows the id can check any later root, and the id itself never changes. The chain only
// grows by a record that fits its end: what is forged, repeated or out of turn changes nothing, and
// of two records for one place the first one seen stays. Devices, the site and those who join are
// the callers.
#pragma once

#include <optional>
#include <span>

#include "sync/log/certificate.hpp"

namespace approdo::log {

struct RootRotation {
    static constexpr std::uint32_t wire_version = 1;
    SiteId site;
    std::uint64_t number = 1;  // its place in the chain
    crypto::SigningPublicKey old_root;
    crypto::SigningPublicKey new_root;
    UtcMs at;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(site, number, old_root, new_root, at);
    }
};

// The message, then the signature of either root over the same bytes.
struct SignedRotation {
    RootRotation value;
    Bytes encoded;
    crypto::Signature by_old;
    crypto::Signature by_new;

    static SignedRotation make(const RootRotation& value, const crypto::SigningKey& old_root,
                               const crypto::SigningKey& new_root);
    static Result<SignedRotation> read(ByteView bytes);
    bool verify() const;
    Bytes bytes() const;
};

// Which root somebody goes by: how many changes it knows, and how the newest root's key begins.
// Two that followed different records differ in it.
struct RootMark {
    using Beginning = FixedBytes<struct RootBeginningTag, 8>;
    std::uint64_t number = 0;
    Beginning root;  // zero while the number is

    template <class Archive>
    void serialize(Archive& archive) {
        archive(number, root);
    }
    bool operator==(const RootMark&) const = default;
};

class RootChain {
  public:
    explicit RootChain(const SiteId& site) : site_(site) {}
    // What bytes() gave; every record is checked again.
    static Result<RootChain> read(const SiteId& site, ByteView bytes);
    Bytes bytes() const;

    const SiteId& site() const { return site_; }
    std::size_t length() const { return records_.size(); }
    std::span<const SignedRotation> records() const { return records_; }
    bool is_current(const crypto::SigningPublicKey& root) const;
    // Whether it is or was the site's root.
    bool passes(const crypto::SigningPublicKey& root) const;
    RootMark mark() const;
    // Whether whoever shows this mark followed the same records, as far as it came.
    bool leads_through(const RootMark& mark) const;

    enum class Step : std::uint8_t {
        followed,  // the root is another one now
        known,     // the change was followed before
        disputed,  // sound, but another record stands in its place: an old root is in other hands
    };
    // missing: one before it did not come yet.
    Result<Step> take(const SignedRotation& record);

  private:
    bool is_root_at(std::size_t number, const crypto::SigningPublicKey& root) const;

    SiteId site_;
    std::vector<SignedRotation> records_;
};

// The descriptor is of the site's present root. An earlier root's word counts no more.
Result<void> check_site(const SignedSite& site, const RootChain& roots);

}  // namespace approdo::log
