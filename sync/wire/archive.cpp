#include "sync/wire/archive.hpp"

#include <array>

namespace approdo::wire {

void Writer::number(std::uint64_t value) {
    std::array<std::uint8_t, 10> digits;
    std::size_t count = 0;
    for (; value >= 0x80; value >>= 7) digits[count++] = static_cast<std::uint8_t>(value | 0x80);
    digits[count++] = static_cast<std::uint8_t>(value);
    append(out_, ByteView(digits).first(count));
}

void Writer::counted(ByteView view) {
    number(view.size());
    bytes(view);
}

std::uint64_t Reader::number() {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        if (i >= in_.size()) break;
        const std::uint8_t byte = in_[i];
        // The tenth byte holds the one bit that is left of 64.
        if (i == 9 && byte > 1) break;
        value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
        if ((byte & 0x80) == 0) {
            if (byte == 0 && i > 0) break;  // a longer form than needed
            in_ = in_.subspan(i + 1);
            return value;
        }
    }
    fail();
    return 0;
}

void Reader::bytes(MutableByteView out) {
    const ByteView view = take(out.size());
    std::copy(view.begin(), view.end(), out.begin());
}

ByteView Reader::take(std::size_t count) {
    if (count > in_.size()) {
        fail();
        return {};
    }
    const ByteView view = in_.first(count);
    in_ = in_.subspan(count);
    return view;
}

ByteView Reader::counted(std::size_t count_max) {
    const std::uint64_t count = number();
    if (count > count_max || count > in_.size()) {
        fail();
        return {};
    }
    return take(static_cast<std::size_t>(count));
}

std::size_t Reader::count(std::size_t bytes_each) {
    const std::uint64_t count = number();
    if (count > in_.size() / bytes_each) {
        fail();
        return 0;
    }
    return static_cast<std::size_t>(count);
}

bool Reader::enter() {
    if (++depth_ <= limits::wire_depth_max) return true;
    fail();
    --depth_;
    return false;
}

}  // namespace approdo::wire
