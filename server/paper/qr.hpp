// A text as a QR code: as a square of dark and light modules for whatever draws it, and as a
// picture of half-height block characters, to be scanned off a terminal. Invitations and papers
// use it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace approdo::paper {

class QrCode {
  public:
    // too_large: the text does not fit a QR code.
    static Result<QrCode> of(std::string_view text);

    int width() const { return width_; }
    // Outside of the square everything is light.
    bool is_dark(int row, int column) const;

  private:
    int width_ = 0;
    std::vector<bool> dark_;  // row by row
};

// Two rows of modules a line, dark on light whatever the terminal's colours, with its quiet zone.
Result<std::string> qr_picture(std::string_view text);

}  // namespace approdo::paper
