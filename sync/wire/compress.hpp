// zstd (RFC 8878) over whole values in memory, with bounds: what says it is larger than allowed is
// refused before a byte of it is written.
#pragma once

#include "sync/base/bytes.hpp"

namespace approdo::wire {

Bytes compress(ByteView plain, int level);
Result<Bytes> decompress(ByteView compressed, std::size_t plain_bytes_max);

// The same against bytes that both sides have (the old version of what `plain` replaces).
Bytes compress_against(ByteView reference, ByteView plain, int level);
Result<Bytes> decompress_against(ByteView reference, ByteView compressed,
                                 std::size_t plain_bytes_max);

}  // namespace approdo::wire
