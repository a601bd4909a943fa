#include "content/import/source/derived_ids.hpp"

#include "sync/crypto/hash.hpp"

namespace approdo::import {
namespace {

// Beside those of sync/crypto/domains.hpp: nothing that is sent or kept is ever checked by it.
constexpr crypto::HashDomain imported_id{"approdo/imported"};

void append_with_length(Bytes& bytes, std::string_view part) {
    for (int shift = 0; shift < 64; shift += 8)
        bytes.push_back(static_cast<std::uint8_t>(part.size() >> shift));
    append(bytes, bytes_of(part));
}

}  // namespace

Bytes derived_id_bytes(std::string_view format, std::initializer_list<std::string_view> path,
                       std::size_t size) {
    std::size_t input_size = 8 + format.size();
    for (const std::string_view part : path) input_size += 8 + part.size();
    Bytes input;
    input.reserve(input_size);
    append_with_length(input, format);
    for (const std::string_view part : path) append_with_length(input, part);
    Bytes bytes = copy_of(crypto::hash(imported_id, {input}).view());
    APPRODO_ASSERT(size <= bytes.size());
    bytes.resize(size);
    return bytes;
}

}  // namespace approdo::import
