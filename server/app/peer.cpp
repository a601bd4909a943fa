#include "server/app/peer.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace approdo::app {

namespace {

constexpr std::size_t network_bytes = 8;
constexpr std::array<unsigned char, 12> ipv4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

std::string who_is(std::string_view peer) {
    std::string text(peer);
    in6_addr address{};
    if (peer.find(':') == std::string_view::npos) return text;
    if (::inet_pton(AF_INET6, text.c_str(), &address) != 1) return text;
    const unsigned char* const bytes = address.s6_addr;
    if (std::equal(ipv4_prefix.begin(), ipv4_prefix.end(), bytes)) {
        text.clear();
        for (std::size_t i = ipv4_prefix.size(); i < sizeof address.s6_addr; ++i)
            text += (text.empty() ? "" : ".") + std::to_string(bytes[i]);
        return text;
    }
    std::fill(address.s6_addr + network_bytes, address.s6_addr + sizeof address.s6_addr, 0);
    std::array<char, INET6_ADDRSTRLEN> shown{};
    ::inet_ntop(AF_INET6, &address, shown.data(), shown.size());
    return std::string(shown.data()) + "/64";
}

}  // namespace approdo::app
