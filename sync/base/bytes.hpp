// Bytes that we own (Bytes) and bytes that we look at (ByteView), with the text forms in which they
// are shown to people and put into links: lower-case hex, and base64url without padding (RFC 4648
// §5). Secrets never live in these types: see sync/crypto/secret.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace approdo {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using MutableByteView = std::span<std::uint8_t>;

// The bytes of a text as they stand, UTF-8 unless said otherwise.
ByteView bytes_of(std::string_view text);
std::string_view text_of(ByteView bytes);
Bytes copy_of(ByteView bytes);

void append(Bytes& to, ByteView bytes);

std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);

std::string to_base64url(ByteView bytes);
Result<Bytes> from_base64url(std::string_view text);

}  // namespace approdo
