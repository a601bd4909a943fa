// A page of A4 that is drawn from top to bottom as a tagged PDF: texts in any script, shaped and
// wrapped, each within the structure that a screen reader goes by. Lengths are points (1/72 inch).
// Fonts are those of the machine. Papers such as the attestato are drawn on it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/paper/qr.hpp"
#include "sync/base/bytes.hpp"
#include "sync/base/clock.hpp"

namespace approdo::paper {

enum class Align : std::uint8_t { start, middle };

struct Type {
    double size = 11;
    bool bold = false;
    Align align = Align::start;
};

class Sheet {
  public:
    static constexpr double width = 595.28;
    static constexpr double height = 841.89;
    static constexpr double margin = 62;

    Sheet(const std::string& title, UtcMs made);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    // Opens and closes a structure element of PDF (Document, H1, P, Table, TR, TH, TD, Figure).
    void begin(const char* tag);
    void end(const char* tag);

    // How high the text is when it stands in lines of this width.
    double height_of(std::string_view text, const Type& type, double line_width);
    void write(std::string_view text, const Type& type, double x, double y, double line_width);
    void rule(double x, double y, double line_width);
    void draw(const QrCode& code, double x, double y, double side);

    // The file; nothing is drawn after it.
    Bytes finish();

  private:
    struct Surface;
    std::unique_ptr<Surface> surface_;
};

}  // namespace approdo::paper
