#include "server/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace approdo::server {

namespace {

constexpr int quiet_zone = 2;
// Readers want dark on light; a terminal is mostly the other way round, so both are set.
constexpr std::string_view dark_on_light = "\x1b[30;107m";
constexpr std::string_view as_before = "\x1b[0m";

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

bool is_dark(const QRcode& code, int row, int column) {
    if (row < 0 || column < 0 || row >= code.width || column >= code.width) return false;
    return (code.data[row * code.width + column] & 1) != 0;
}

std::string_view block(bool upper, bool lower) {
    if (upper && lower) return "█";
    if (upper) return "▀";
    return lower ? "▄" : " ";
}

}  // namespace

Result<std::string> qr_picture(std::string_view text) {
    const Code code(QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_L, QR_MODE_8, 1));
    if (!code) return fail(ErrorCode::too_large, "The link is too long for a QR code.");
    std::string picture;
    for (int row = -quiet_zone; row < code->width + quiet_zone; row += 2) {
        picture += dark_on_light;
        for (int column = -quiet_zone; column < code->width + quiet_zone; ++column)
            picture += block(is_dark(*code, row, column), is_dark(*code, row + 1, column));
        picture.append(as_before).append("\n");
    }
    return picture;
}

}  // namespace approdo::server
