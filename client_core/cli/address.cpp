#include "client_core/cli/http_client.hpp"

namespace approdo::cli {

Result<Address> parse_address(std::string_view text) {
    const Error wrong =
        fail(ErrorCode::invalid_input, "«" + std::string(text) +
                                           "» is no address: it has to begin with http:// or "
                                           "https:// and name a machine");
    Address address;
    if (text.starts_with("https://")) {
        address.is_tls = true;
        text.remove_prefix(8);
    } else if (text.starts_with("http://")) {
        text.remove_prefix(7);
    } else {
        return wrong;
    }
    const auto slash = std::min(text.find('/'), text.size());
    std::string_view authority = text.substr(0, slash);
    std::string_view path = text.substr(slash);
    while (path.ends_with('/')) path.remove_suffix(1);
    address.path = path;
    if (authority.starts_with('[')) {  // an IPv6 address
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return wrong;
        address.host = authority.substr(1, end - 1);
        authority.remove_prefix(end + 1);
    } else {
        const auto colon = std::min(authority.find(':'), authority.size());
        address.host = authority.substr(0, colon);
        authority.remove_prefix(colon);
    }
    if (authority.starts_with(':')) authority.remove_prefix(1);
    address.port = authority.empty() ? (address.is_tls ? "443" : "80") : std::string(authority);
    const bool digits = address.port.find_first_not_of("0123456789") == std::string::npos;
    if (address.host.empty() || !digits || address.port.size() > 5) return wrong;
    return address;
}

}  // namespace approdo::cli
