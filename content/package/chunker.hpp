// Content-defined cutting: FastCDC with normalised sizes (Xia et al., USENIX ATC 2016), so that an
// insertion moves no cut but those beside it. The gear table comes from the library's secret; that
// hides cut positions from a casual look only and nothing rests on it (eprint 2025/532).
#pragma once

#include <array>

#include "sync/base/limits.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::package {

using GearTable = std::array<std::uint64_t, 256>;

GearTable gear_table(const crypto::SymmetricKey& library_secret);

// Powers of two; fixed for ever, since a change would cut all content anew.
struct CutBounds {
    std::size_t min = 0;
    std::size_t average = 0;
    std::size_t max = 0;
};
inline constexpr CutBounds text_bounds{16 * limits::kib, 64 * limits::kib, 256 * limits::kib};
inline constexpr CutBounds media_bounds{32 * limits::kib, 128 * limits::kib, 256 * limits::kib};

static_assert(text_bounds.max <= limits::chunk_plain_max);
static_assert(media_bounds.max <= limits::chunk_plain_max);

class Chunker {
  public:
    Chunker(const GearTable& gear, CutBounds bounds);

    // How long the first piece of `data` is; 0 when that needs more bytes than these. It depends on
    // the piece's own bytes alone. `ends_here`: nothing follows `data`.
    std::size_t first_piece(ByteView data, bool ends_here) const;

  private:
    const GearTable& gear_;
    CutBounds bounds_;
    std::uint64_t mask_before_average_ = 0;
    std::uint64_t mask_after_average_ = 0;
};

}  // namespace approdo::package
