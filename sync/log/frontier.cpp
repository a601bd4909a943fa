#include "sync/log/frontier.hpp"

#include "sync/base/defects.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::log {

Digest16 short_head(const Hash& head) {
    Digest16 half;
    std::copy_n(head.bytes.begin(), Digest16::size, half.bytes.begin());
    return half;
}

std::optional<FrontierEntry> Frontier::find(const LogId& log) const {
    const auto found = entries_.find(log);
    if (found == entries_.end()) return std::nullopt;
    return found->second;
}

Digest16 Frontier::digest() const {
    if (defect(Defect::frontier_digest_of_a_part)) {
        return crypto::hash16(crypto::domain::frontier, {wire::encode(entries_.size())});
    }
    return crypto::hash16(crypto::domain::frontier, {wire::encode(*this)});
}

}  // namespace approdo::log
