#include "content/export/addresses.hpp"

namespace approdo::content_export {

// In clean HTML a quotation mark within a value is always written as &quot;, so that this reads
// attributes only.
std::string with_each_address(const std::string& html,
                              const std::function<std::string(std::string_view)>& change) {
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
        out +=
            html.substr(at, value - at) + change(std::string_view(html).substr(value, end - value));
        at = end;
    }
    return at < html.size() ? out + html.substr(at) : out;
}

bool is_elsewhere(std::string_view address) {
    return address.starts_with("#") || address.starts_with("//") || address.starts_with("http") ||
           address.starts_with("mailto:") || address.starts_with("tel:") ||
           address.starts_with("data:");
}

std::string encoded_path(std::string_view path) {
    std::string out;
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

std::string with_addresses(const std::string& html) {
    return with_each_address(html, [](std::string_view address) {
        const bool stays = is_elsewhere(address) || address.starts_with("unit:");
        return stays ? std::string(address) : "/" + encoded_path(address);
    });
}

}  // namespace approdo::content_export
