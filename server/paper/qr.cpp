#include "server/paper/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace approdo::paper {

namespace {

constexpr int quiet_zone = 2;
// Readers want dark on light; a terminal is mostly the other way round, so both are set.
constexpr std::string_view dark_on_light = "\x1b[30;107m";
constexpr std::string_view as_before = "\x1b[0m";

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

std::string_view block(bool upper, bool lower) {
    if (upper && lower) return "█";
    if (upper) return "▀";
    return lower ? "▄" : " ";
}

}  // namespace

Result<QrCode> QrCode::of(std::string_view text) {
    const Code code(QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_L, QR_MODE_8, 1));
    if (!code) return fail(ErrorCode::too_large, "The link is too long for a QR code.");
    QrCode made;
    made.width_ = code->width;
    const auto count =
        static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    made.dark_.resize(count);
    for (std::size_t i = 0; i < count; ++i) made.dark_[i] = (code->data[i] & 1) != 0;
    return made;
}

bool QrCode::is_dark(int row, int column) const {
    if (row < 0 || column < 0 || row >= width_ || column >= width_) return false;
    return dark_[static_cast<std::size_t>(row * width_ + column)];
}

Result<std::string> qr_picture(std::string_view text) {
    APPRODO_TRY(const QrCode code, QrCode::of(text));
    std::string picture;
    for (int row = -quiet_zone; row < code.width() + quiet_zone; row += 2) {
        picture += dark_on_light;
        for (int column = -quiet_zone; column < code.width() + quiet_zone; ++column)
            picture += block(code.is_dark(row, column), code.is_dark(row + 1, column));
        picture.append(as_before).append("\n");
    }
    return picture;
}

}  // namespace approdo::paper
