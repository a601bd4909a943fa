// The site's signed word that something was erased for good. It is kept in the site's database and
// beside it, goes along with backups, and is carried out again wherever what it names turns up: a
// restored backup, a segment that somebody sends once more.
#pragma once

#include "sync/log/signed.hpp"

namespace approdo::log {

enum class ErasedKind : std::uint8_t {
    payload = 1,  // of one event
    person = 2,   // and all that was kept of it
};

struct Erasure {
    static constexpr std::uint32_t wire_version = 1;
    ErasedKind kind = ErasedKind::payload;
    AccountId account;  // kind person; else zero
    LogId log;          // kind payload: where the event stands
    Seq seq;
    Hash event;
    UtcMs at;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(kind, account, log, seq, event, at);
    }
};
using SignedErasure = Signed<Erasure>;

}  // namespace approdo::log
