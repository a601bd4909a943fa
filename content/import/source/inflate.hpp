// zlib's inflate in pieces, for the deflated entries of zip files and for gzip, whose length and
// checksum it verifies.
#pragma once

#include <zlib.h>

#include "sync/base/bytes.hpp"

namespace approdo::import {

class Inflate {
  public:
    enum class Form : int { raw = -MAX_WBITS, gzip = MAX_WBITS + 16 };

    explicit Inflate(Form form);
    Inflate(const Inflate&) = delete;
    Inflate& operator=(const Inflate&) = delete;
    ~Inflate();

    // The next packed bytes, which stay where they are until they are used up.
    void give(ByteView packed);
    // Fills `out` as far as it goes; 0: more has to be given, or it has ended, or it is broken.
    std::size_t take(MutableByteView out);
    // After the end of a gzip file another may follow.
    void restart();

    bool ended() const { return ended_; }
    bool broken() const { return broken_; }
    std::size_t left() const { return stream_.avail_in; }  // of what was given

  private:
    z_stream stream_{};
    bool ended_ = false;
    bool broken_ = false;
};

}  // namespace approdo::import
