#include "server/net/address.hpp"

#include <boost/asio/io_context.hpp>
#include <charconv>

namespace approdo::net {

namespace asio = boost::asio;

Result<asio::ip::tcp::endpoint> resolve_listen_address(const std::string& text) {
    const std::string advice = "Give the address as HOST:PORT, for example 127.0.0.1:8080.";
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return fail(ErrorCode::invalid_input, advice);
    std::string host = text.substr(0, colon);
    const std::string port_text = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, failure] =
        std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
    if (failure != std::errc{} || end != port_text.data() + port_text.size())
        return fail(ErrorCode::invalid_input, "«" + port_text + "» is not a port. " + advice);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (host.empty()) host = "127.0.0.1";

    boost::system::error_code ec;
    if (const auto address = asio::ip::make_address(host, ec); !ec)
        return asio::ip::tcp::endpoint(address, port);
    asio::io_context context;
    asio::ip::tcp::resolver resolver(context);
    const auto found = resolver.resolve(host, port_text, ec);
    if (ec || found.empty())
        return fail(ErrorCode::invalid_input, "The host «" + host + "» is not known. " + advice);
    return found.begin()->endpoint();
}

}  // namespace approdo::net
