#include "sync/exchange/snapshot.hpp"

#include "sync/log/sealing.hpp"
#include "sync/wire/compress.hpp"

namespace approdo::exchange {
namespace {

constexpr int compression_level = 3;

// What the body is bound to besides its key.
Bytes associated(const Snapshot& snapshot) {
    Bytes bytes;
    wire::Writer writer(bytes);
    writer(snapshot.scope, snapshot.epoch, snapshot.format, snapshot.at, snapshot.lamport,
           snapshot.covers);
    return bytes;
}

}  // namespace

std::optional<SignedSnapshot> make_snapshot(const FoldedScope& folded, ByteView record, UtcMs at,
                                            const crypto::SymmetricKey& scope_key,
                                            const crypto::SigningKey& receipt_key,
                                            const SiteId& site, Random& random) {
    if (record.size() > limits::snapshot_plain_max) return std::nullopt;
    Snapshot snapshot;
    snapshot.scope = folded.scope;
    snapshot.epoch = folded.epoch;
    snapshot.format = folded.format;
    snapshot.at = at;
    snapshot.lamport = folded.lamport;
    snapshot.covers = folded.covers;
    Bytes compressed = wire::compress(record, compression_level);
    const auto key = log::seal_key_of(scope_key, snapshot.scope, snapshot.epoch);
    snapshot.nonce = crypto::hedged_nonce(key, compressed, random);
    snapshot.sealed = log::seal_body(key, snapshot.nonce, associated(snapshot), compressed);
    crypto::wipe(compressed);
    if (snapshot.sealed.size() > limits::snapshot_sealed_max) return std::nullopt;
    return SignedSnapshot::make(std::move(snapshot), crypto::domain::snapshot, site, receipt_key);
}

Result<Bytes> open_snapshot(const SignedSnapshot& snapshot, const crypto::SymmetricKey& scope_key,
                            const crypto::SigningPublicKey& receipt_key, const SiteId& site) {
    if (!snapshot.verify(crypto::domain::snapshot, site, receipt_key)) {
        return fail(ErrorCode::unauthentic, "a snapshot is not signed by the site");
    }
    const Snapshot& value = snapshot.value;
    const auto key = log::seal_key_of(scope_key, value.scope, value.epoch);
    APPRODO_TRY(Bytes compressed,
                log::open_body(key, value.nonce, associated(value), value.sealed));
    auto record = wire::decompress(compressed, limits::snapshot_plain_max);
    crypto::wipe(compressed);
    return record;
}

}  // namespace approdo::exchange
