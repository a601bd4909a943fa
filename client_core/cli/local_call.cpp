#include "client_core/cli/local_call.hpp"

#include "sync/base/ids.hpp"

namespace approdo::cli {
namespace {

// What a pointer without a size leads to: the name of a chunk.
constexpr std::size_t pointed_bytes = sizeof(ChunkId);

}  // namespace

ByteView LocalCall::cut(std::size_t size) {
    if (size > rest_.size()) {
        fits_ = false;
        rest_ = {};
        return {};
    }
    const ByteView piece = rest_.first(size);
    rest_ = rest_.subspan(size);
    return piece;
}

std::uint64_t LocalCall::little_endian(std::size_t size) {
    std::uint64_t value = 0;
    const ByteView piece = cut(size);
    for (std::size_t i = piece.size(); i > 0; --i) value = value << 8 | piece[i - 1];
    return value;
}

ByteView LocalCall::bytes() {
    if (has_size_) fits_ = false;
    const std::uint64_t tag = little_endian(1);
    const ByteView piece = cut(static_cast<std::size_t>(little_endian(4)));
    if (tag == 'b') {
        size_ = piece.size();
        has_size_ = true;
    } else if (tag != 'p' || piece.size() != pointed_bytes) {
        fits_ = false;
    }
    return piece;
}

std::uint64_t LocalCall::number() {
    if (little_endian(1) != 'n') fits_ = false;
    return little_endian(8);
}

approdo_client* LocalCall::take(std::type_identity<approdo_client*>) {
    approdo_client* client = clients_(number());
    if (client == nullptr) {
        lacks_client_ = true;
        fits_ = false;
    }
    return client;
}

const char* LocalCall::take(std::type_identity<const char*>) {
    const std::string_view text = text_of(bytes());
    if (!folders_ || !wants_folder_) return text.data();
    wants_folder_ = false;
    folder_ = fits_ ? folders_(text) : std::string();
    if (folder_.empty()) fits_ = false;
    size_ = folder_.size();
    return folder_.data();
}

const std::uint8_t* LocalCall::take(std::type_identity<const std::uint8_t*>) {
    return bytes().data();
}

std::uint64_t LocalCall::take(std::type_identity<std::uint64_t>) {
    if (!has_size_) return number();
    has_size_ = false;
    return size_;
}

std::uint32_t LocalCall::take(std::type_identity<std::uint32_t>) {
    const std::uint64_t value = number();
    if (has_size_ || value > UINT32_MAX) fits_ = false;
    return static_cast<std::uint32_t>(value);
}

std::int32_t LocalCall::take(std::type_identity<std::int32_t>) {
    const std::uint64_t value = number();
    if (has_size_ || value > INT32_MAX) fits_ = false;
    return static_cast<std::int32_t>(value);
}

Bytes LocalCall::take_result() {
    return out_ == nullptr
               ? Bytes{}
               : copy_of(ByteView(approdo_buffer_data(out_), approdo_buffer_size(out_)));
}

}  // namespace approdo::cli
