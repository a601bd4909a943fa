#include "sync/log/fork.hpp"

#include "sync/crypto/hash.hpp"

namespace approdo::log {

LogId branch_id(const LogId& log, Seq fork_seq, const Hash& first_diverging) {
    std::array<std::uint8_t, 8> seq{};
    for (std::size_t i = 0; i < seq.size(); ++i) {
        seq[i] = static_cast<std::uint8_t>(fork_seq.value >> (8 * i));
    }
    return LogId{
        crypto::hash16(crypto::domain::branch_id, {log.view(), seq, first_diverging.view()}).bytes};
}

}  // namespace approdo::log
