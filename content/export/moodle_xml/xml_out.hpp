// XML as it is written: elements, their text, what XML cannot hold left out.
#pragma once

#include <string>
#include <string_view>

#include "content/model/number.hpp"
#include "sync/base/bytes.hpp"

namespace approdo::content_export::moodle {

class XmlOut {
  public:
    void open(std::string_view element);  // with its attributes: "answer fraction=\"100\""
    void close(std::string_view element);
    void leaf(std::string_view element, std::string_view text);
    void empty(std::string_view element);
    void raw(std::string_view text) { out_ += text; }
    // For text and for attributes alike.
    static std::string escaped(std::string_view text);
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

std::string base64(ByteView bytes);
// "0.3333333", as Moodle writes a part of one.
std::string fraction_text(content::Share share);

}  // namespace approdo::content_export::moodle
