#include "client_core/core/json.hpp"

namespace approdo::client {
namespace {

// How many bytes the UTF-8 character at the front has; 0: none is there.
std::size_t character_size(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t size = first >= 0xf0 && first < 0xf5   ? 4
                             : first >= 0xe0 && first < 0xf0 ? 3
                             : first >= 0xc2 && first < 0xe0 ? 2
                                                             : 0;
    if (size == 0 || text.size() < size) return 0;
    for (std::size_t at = 1; at < size; ++at) {
        if ((byte(at) & 0xc0) != 0x80) return 0;
    }
    if (first == 0xe0 && byte(1) < 0xa0) return 0;  // longer than it needs to be
    if (first == 0xed && byte(1) > 0x9f) return 0;  // surrogates
    if (first == 0xf0 && byte(1) < 0x90) return 0;
    if (first == 0xf4 && byte(1) > 0x8f) return 0;
    return size;
}

void append_escaped(std::string& out, char letter) {
    constexpr char digits[] = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
        out += '\\';
        out += letter;
    } else if (letter == '\n') {
        out += "\\n";
    } else if (code < 0x20 || code == 0x7f) {
        out += "\\u00";
        out += digits[code >> 4];
        out += digits[code & 15];
    } else {
        out += letter;
    }
}

}  // namespace

void JsonWriter::separate() {
    if (comma_) out_ += ',';
    if (!after_name_ && depth_ > 0) break_line();
    comma_ = true;
    after_name_ = false;
}

void JsonWriter::break_line() {
    if (layout_ == Layout::one_line) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
}

JsonWriter& JsonWriter::begin(char bracket) {
    separate();
    out_ += bracket;
    ++depth_;
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
    --depth_;
    if (comma_) break_line();  // there was something in it
    out_ += bracket;
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin_object() {
    return begin('{');
}

JsonWriter& JsonWriter::end_object() {
    return end('}');
}

JsonWriter& JsonWriter::begin_list() {
    return begin('[');
}

JsonWriter& JsonWriter::end_list() {
    return end(']');
}

JsonWriter& JsonWriter::name(std::string_view key) {
    text(key);
    out_ += layout_ == Layout::one_line ? ":" : ": ";
    comma_ = false;
    after_name_ = true;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    out_ += '"';
    while (!value.empty()) {
        const std::size_t size = character_size(value);
        if (size == 0) {
            out_ += "\xef\xbf\xbd";
        } else if (size == 1) {
            append_escaped(out_, value.front());
        } else {
            out_ += value.substr(0, size);
        }
        value.remove_prefix(size == 0 ? 1 : size);
    }
    out_ += '"';
    return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
}

JsonWriter& JsonWriter::number_signed(std::int64_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
}

JsonWriter& JsonWriter::flag(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::null() {
    return whole("null");
}

JsonWriter& JsonWriter::whole(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

}  // namespace approdo::client
