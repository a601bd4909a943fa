#include "content/export/addresses.hpp"

#include <string_view>

namespace approdo::content_export {

namespace {

// Characters of a path that mean something else in an address.
std::string address_of(std::string_view path) {
    std::string out = "/";
    for (const char c : path) {
        if (c == '%') {
            out += "%25";
        } else if (c == '#') {
            out += "%23";
        } else if (c == '?') {
            out += "%3F";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

// In clean HTML a quotation mark within a value is always written as &quot;, so that this reads
// attributes only.
std::string with_addresses(const std::string& html) {
    std::string out;
    std::size_t at = 0;
    while (at < html.size()) {
        std::size_t next = std::string::npos;
        std::size_t size = 0;
        for (const std::string_view name : {" src=\"", " href=\"", " poster=\""}) {
            const std::size_t found = html.find(name, at);
            if (found >= next) continue;
            next = found;
            size = name.size();
        }
        if (next == std::string::npos) break;
        const std::size_t value = next + size;
        const std::size_t end = html.find('"', value);
        const std::string_view address = std::string_view(html).substr(value, end - value);
        const bool elsewhere = address.starts_with("#") || address.starts_with("//") ||
                               address.starts_with("unit:") || address.starts_with("http") ||
                               address.starts_with("mailto:") || address.starts_with("tel:") ||
                               address.starts_with("data:");
        out +=
            html.substr(at, value - at) + (elsewhere ? std::string(address) : address_of(address));
        at = end;
    }
    return out + html.substr(at);
}

}  // namespace approdo::content_export
