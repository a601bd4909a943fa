#include "sync/exchange/hello.hpp"

namespace approdo::exchange {

Hash rest_hash_of(std::span<const Frame> frames) {
    crypto::Hasher hasher(crypto::domain::hello);
    for (const Frame& frame : frames) hasher.update(encode_frame(frame.type, frame.body));
    return hasher.finish();
}

crypto::HashDomain domain_of(const Hello&) {
    return crypto::domain::hello;
}

crypto::HashDomain domain_of(const Answer&) {
    return crypto::domain::answer;
}

}  // namespace approdo::exchange
