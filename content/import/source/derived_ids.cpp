#include "content/import/source/derived_ids.hpp"

#include "sync/crypto/hash.hpp"

namespace approdo::import {
namespace {

// Beside those of sync/crypto/domains.hpp: nothing that is sent or kept is ever checked by it.
constexpr crypto::HashDomain imported_id{"approdo/imported"};

void update_with_length(crypto::Hasher& hasher, std::string_view part) {
    Bytes length;
    for (int shift = 0; shift < 64; shift += 8)
        length.push_back(static_cast<std::uint8_t>(part.size() >> shift));
    hasher.update(length);
    hasher.update(bytes_of(part));
}

}  // namespace

Bytes derived_id_bytes(std::string_view format, std::initializer_list<std::string_view> path,
                       std::size_t size) {
    crypto::Hasher hasher(imported_id);
    update_with_length(hasher, format);
    for (const std::string_view part : path) update_with_length(hasher, part);
    Bytes bytes = copy_of(hasher.finish().view());
    APPRODO_ASSERT(size <= bytes.size());
    bytes.resize(size);
    return bytes;
}

}  // namespace approdo::import
