// How a new device becomes a device of an account. The request is sealed to the site's box key, the
// answer to the new device's, so both also travel by stick. Three ways: with an invitation's
// one-time code (a new account, or an account invited again), by asking for an account's salt, and
// by signing in with the passphrase.
#pragma once

#include "sync/crypto/password.hpp"
#include "sync/exchange/parcel.hpp"
#include "sync/log/root_chain.hpp"

namespace approdo::exchange {

using InvitationCode = FixedBytes<struct InvitationCodeTag, 16>;
using JoinId = FixedBytes<struct JoinIdTag, 16>;

// What an invitation link carries behind the address: base64url of these bytes. The root is pinned
// by it. Once the root was changed, version 2 says which site it is the root of; the join answer
// proves that.
struct Invitation {
    static constexpr std::uint32_t wire_version = 1;
    crypto::SigningPublicKey root;
    crypto::BoxPublicKey box;
    InvitationCode code;  // zero in a link that only names the site
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(root, box, code);
    }

    void name_site(const SiteId& site);
    SiteId site() const;
};

// The address (http://host:port), then the invitation: ADDRESS/join#BASE64URL
std::string link_of(std::string_view address, const Invitation& invitation);
struct ParsedLink {
    std::string address;
    Invitation invitation;
};
Result<ParsedLink> parse_link(std::string_view link);

enum class JoinKind : std::uint8_t { invitation = 1, salt = 2, sign_in = 3 };

// What the site keeps of an account so that a new laptop can get everything back.
struct AccountSecrets {
    crypto::Salt salt;
    std::uint32_t cost_passes = 0;
    std::uint32_t cost_memory_kib = 0;
    Hash auth_hash;            // hash(domain secret_check, auth secret)
    crypto::BoxPublicKey box;  // of the account
    Bytes sealed_box_key;      // seal_blob under the wrap key, associated: the account's public key

    crypto::PasswordCost cost() const { return {cost_passes, cost_memory_kib}; }

    template <class Archive>
    void serialize(Archive& archive) {
        archive(salt, cost_passes, cost_memory_kib, auth_hash, box, sealed_box_key);
    }
};

// `stretched`: of the passphrase, with this salt and cost.
AccountSecrets make_account_secrets(const crypto::BoxKey& account,
                                    const crypto::SymmetricKey& stretched, const crypto::Salt& salt,
                                    crypto::PasswordCost cost, Random& random);

struct JoinRequest {
    static constexpr std::uint32_t wire_version = 1;
    JoinKind kind = JoinKind::invitation;
    JoinId id;
    crypto::SigningPublicKey device_signing;
    crypto::BoxPublicKey device_box;
    InvitationCode code;                    // kind invitation
    std::string user_name;                  // kinds salt and sign_in; a wish with an invitation
    std::optional<AccountSecrets> account;  // kind invitation
    Bytes auth_secret;                      // kind sign_in: 32 bytes
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(kind, id, device_signing, device_box, code, user_name, account, auth_secret);
    }
};

struct JoinAnswer {
    static constexpr std::uint32_t wire_version = 1;
    JoinId id;
    std::uint8_t refused = 0;  // an ErrorCode, 0: welcome
    std::string message;       // for the person, when refused
    // kind salt: only these two
    std::optional<AccountSecrets> account;  // kind salt: salt and cost; kind sign_in: all of it
    Bytes site;                             // log::SignedSite
    Bytes device;                           // log::SignedDevice; empty for kind salt
    ServerEpoch server_epoch;
    // Of the person, for the device's own screen: who was invited need not know it from elsewhere.
    std::string display_name;
    std::string user_name;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(id, refused, message, account, site, device, server_epoch, display_name, user_name);
    }
};

// Parcels with one frame each; behind the answer stand the changes of the site's root, for whoever
// pinned an earlier or later one than the first. The answer is sealed to the device and signed by
// the enrol key.
Result<Bytes> seal_join_request(const JoinRequest& request, const SiteId& site,
                                const crypto::BoxPublicKey& site_box, Random& random);
Result<JoinRequest> open_join_request(ByteView frame, const crypto::BoxKey& site_box);
Result<Bytes> seal_join_answer(const JoinAnswer& answer, const crypto::BoxPublicKey& device_box,
                               const log::RootChain& roots, const crypto::SigningKey& enrol,
                               Random& random);
// The changes of the root that a parcel brings, in their order: one that does not fit ends them.
log::RootChain roots_in(const WholeParcel& parcel);
// Checks that the site's descriptor is of its present root and the answer signed by its enrol key.
Result<JoinAnswer> open_join_answer(ByteView frame, const crypto::BoxKey& device_box,
                                    const log::RootChain& roots);

}  // namespace approdo::exchange
