#include "sync/wire/compress.hpp"

#include <zstd.h>

#include <bit>
#include <memory>
#include <new>

namespace approdo::wire {
namespace {

struct FreeCompressor {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, FreeCompressor>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, FreeDecompressor>;

int window_log_for(std::size_t bytes) {
    const int log = static_cast<int>(std::bit_width(bytes));
    return log < 10 ? 10 : log > 31 ? 31 : log;
}

}  // namespace

Bytes compress(ByteView plain, int level) {
    return compress_against({}, plain, level);
}

Result<Bytes> decompress(ByteView compressed, std::size_t plain_bytes_max) {
    return decompress_against({}, compressed, plain_bytes_max);
}

Bytes compress_against(ByteView reference, ByteView plain, int level) {
    const Compressor context(ZSTD_createCCtx());
    if (!context) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
#ifdef __wasm__
    // The one way that the browser's zstd has: client_core/wasm/toolchain.sh leaves the others out.
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_strategy, ZSTD_fast);
#endif
    if (!reference.empty()) {
        // The window has to reach from the end of the new bytes back to the start of the old ones.
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog,
                               window_log_for(reference.size() + plain.size()));
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1);
        ZSTD_CCtx_refPrefix(context.get(), reference.data(), reference.size());
    }
    Bytes out(ZSTD_compressBound(plain.size()));
    const std::size_t size =
        ZSTD_compress2(context.get(), out.data(), out.size(), plain.data(), plain.size());
    if (ZSTD_isError(size))
        throw std::bad_alloc();  // with room for the bound, only memory can lack
    out.resize(size);
    return out;
}

Result<Bytes> decompress_against(ByteView reference, ByteView compressed,
                                 std::size_t plain_bytes_max) {
    const unsigned long long size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) {
        return fail(ErrorCode::malformed, "compressed bytes do not say their size");
    }
    if (size > plain_bytes_max) return fail(ErrorCode::too_large, "compressed bytes are too large");
    const Decompressor context(ZSTD_createDCtx());
    if (!context) throw std::bad_alloc();
    if (!reference.empty()) {
        ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 31);
        ZSTD_DCtx_refPrefix(context.get(), reference.data(), reference.size());
    }
    Bytes plain(static_cast<std::size_t>(size));
    const std::size_t written = ZSTD_decompressDCtx(context.get(), plain.data(), plain.size(),
                                                    compressed.data(), compressed.size());
    if (ZSTD_isError(written) || written != plain.size()) {
        return fail(ErrorCode::malformed, "compressed bytes are damaged");
    }
    return plain;
}

}  // namespace approdo::wire
