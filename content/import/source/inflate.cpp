#include "content/import/source/inflate.hpp"

#include <new>

namespace approdo::import {

Inflate::Inflate(Form form) {
    if (::inflateInit2(&stream_, static_cast<int>(form)) != Z_OK) throw std::bad_alloc();
}

Inflate::~Inflate() {
    ::inflateEnd(&stream_);
}

void Inflate::give(ByteView packed) {
    stream_.next_in = const_cast<Bytef*>(packed.data());
    stream_.avail_in = static_cast<uInt>(packed.size());
}

std::size_t Inflate::take(MutableByteView out) {
    if (ended_ || broken_ || out.empty()) return 0;
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<uInt>(out.size());
    const int status = ::inflate(&stream_, Z_NO_FLUSH);
    ended_ = status == Z_STREAM_END;
    broken_ = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR;
    return out.size() - stream_.avail_out;
}

void Inflate::restart() {
    ::inflateReset(&stream_);
    ended_ = false;
}

}  // namespace approdo::import
