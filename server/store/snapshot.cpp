#include "server/store/snapshot.hpp"

#include "content/model/brief.hpp"

namespace approdo::store {

std::optional<exchange::FoldedScope> folded_scope(Session& session, const DeviceId& device) {
    const auto known = session.find_device(device);
    if (!known || known->revoked) return std::nullopt;
    const AccountId account = known->certificate.value.account;
    const ScopeId scope{account.bytes};
    const auto opened = session.site_logs().scope(scope);
    const auto bytes = session.projections().record(scope);
    if (!opened || !bytes) return std::nullopt;
    const auto record = content::decode_learner_record(*bytes);
    // Of a newer program, or damaged: the events say it all the same.
    if (!record.ok()) return std::nullopt;

    exchange::FoldedScope folded;
    folded.scope = scope;
    folded.epoch = opened->epoch;
    folded.format = content::LearnerRecord::format_version;
    folded.lamport = session.site_logs().lamport();
    // At least what was folded, perhaps more: who holds all of it needs no snapshot.
    const auto cover = [&](const std::vector<StreamEnd>& ends) {
        for (const StreamEnd& end : ends) {
            if (end.device != device) folded.covers.set({end.stream, end.last, end.head});
        }
    };
    cover(session.segments().of_scope(log::LogKind::site, scope));
    cover(session.segments().of_account(account));
    for (const content::LearnerRecord& piece :
         content::brief_of(*record, limits::snapshot_piece_bytes, limits::snapshot_bytes_max)) {
        folded.records.push_back(content::encode(piece));
    }
    return folded;
}

}  // namespace approdo::store
