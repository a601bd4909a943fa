#include "content/import/source/xml_encoding.hpp"

#include <algorithm>

#include "content/import/source/limits.hpp"
#include "content/import/source/xml_scan.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::import {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | (code >> 6));
        return put(0x80 | (code & 0x3F));
    }
    if (code < 0x10000) {
        put(0xE0 | (code >> 12));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
    }
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
}

Result<std::string> from_utf16(std::string_view bytes, bool big_endian) {
    const auto broken = [] { return fail(ErrorCode::malformed, "the UTF-16 text is broken"); };
    if (bytes.size() % 2 != 0) return broken();
    const auto unit = [&](std::size_t at) {
        const auto a = static_cast<unsigned char>(bytes[at]);
        const auto b = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(big_endian ? a << 8 | b : b << 8 | a);
    };
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xDC00 && code <= 0xDFFF) return broken();
        if (code >= 0xD800 && code <= 0xDBFF) {
            at += 2;
            if (at == bytes.size()) return broken();
            const std::uint32_t low = unit(at);
            if (low < 0xDC00 || low > 0xDFFF) return broken();
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        append_utf8(out, code);
    }
    return out;
}

std::string declared_encoding(std::string_view bytes) {
    if (!bytes.starts_with("<?xml")) return "utf-8";
    std::string name(raw_attribute(bytes.substr(0, bytes.find("?>")), "encoding"));
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return name.empty() ? "utf-8" : name;
}

Result<XmlText> converted(Result<std::string> text) {
    if (!text.ok()) return text.error();
    return XmlText{{}, std::move(text).value()};
}

}  // namespace

Result<XmlText> xml_as_utf8(std::string_view bytes) {
    using namespace std::string_view_literals;
    const bool little = bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0"sv);
    const bool big = bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<"sv);
    std::string encoding = little || big ? "utf-16" : declared_encoding(bytes);
    if (encoding != "utf-8" && bytes.size() > limits::xml_bytes_max)
        return fail(ErrorCode::too_large,
                    "a large XML file is not in UTF-8: save it as UTF-8 and try again");
    if (little || big) {
        const bool marked = bytes.front() != '<' && bytes.front() != '\0';
        return converted(from_utf16(bytes.substr(marked ? 2 : 0), big));
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        encoding = "utf-8";
    }
    if (encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii" || encoding == "ascii")
        return XmlText{bytes, {}};
    if (encoding == "iso-8859-1" || encoding == "latin1" || encoding == "windows-1252" ||
        encoding == "cp1252")
        return XmlText{{}, from_windows_1252(bytes)};
    return fail(ErrorCode::unsupported,
                "the encoding «" + encoding + "» is not known here: save the file as UTF-8");
}

}  // namespace approdo::import
