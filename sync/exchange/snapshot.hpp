// A snapshot is what a scope's events add up to, in short, as the site folded them: with it a new
// device shows five years of learning after one answer, while the events themselves follow behind.
// It only ever adds: whoever folds the events onto it, in any order, gets what the events alone
// would have given, so a snapshot that is lost, old or given twice does no harm. It comes in
// pieces, each of use without the others, signed by the site's receipt key and sealed under the
// scope's key like a segment's body.
#pragma once

#include "sync/crypto/aead.hpp"
#include "sync/log/frontier.hpp"
#include "sync/log/signed.hpp"

namespace approdo::exchange {

struct Snapshot {
    static constexpr std::uint32_t wire_version = 1;
    ScopeId scope;
    Epoch epoch;
    std::uint32_t format = 0;  // of the record: who does not know it leaves the snapshot alone
    UtcMs at;                  // pieces of one snapshot have one time
    Lamport lamport;           // what is written from now on comes after all of it
    log::Frontier covers;      // who holds all of this needs the snapshot no more
    crypto::Nonce nonce;
    Bytes sealed;  // log::seal_body() of the record, compressed (zstd)
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(scope, epoch, format, at, lamport, covers, nonce, sealed);
    }
};
using SignedSnapshot = log::Signed<Snapshot>;

// What the site's storage gives for one.
struct FoldedScope {
    ScopeId scope;
    Epoch epoch;
    std::uint32_t format = 0;
    Lamport lamport;
    log::Frontier covers;
    std::vector<Bytes> records;  // the pieces, the most recent learning first
};

// nothing: the record is too large for a piece even when compressed.
std::optional<SignedSnapshot> make_snapshot(const FoldedScope& folded, ByteView record, UtcMs at,
                                            const crypto::SymmetricKey& scope_key,
                                            const crypto::SigningKey& receipt_key,
                                            const SiteId& site, Random& random);
// unauthentic: not the site's, or not this key. What comes out is bounded and the site's own word.
Result<Bytes> open_snapshot(const SignedSnapshot& snapshot, const crypto::SymmetricKey& scope_key,
                            const crypto::SigningPublicKey& receipt_key, const SiteId& site);

}  // namespace approdo::exchange
