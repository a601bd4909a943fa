#include "server/net/examine.hpp"

#include <time.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "server/net/address.hpp"
#include "server/net/asio_types.hpp"
#include "server/net/tls_files.hpp"

namespace approdo::net {

Result<bool> somebody_listens(const std::string& listen) {
    APPRODO_TRY(const asio::ip::tcp::endpoint endpoint, resolve_listen_address(listen));
    if (endpoint.port() == 0) return false;
    asio::io_context context;
    asio::ip::tcp::socket socket(context);
    error_code ec;
    socket.connect(endpoint, ec);
    return !ec;
}

Result<UtcMs> certificate_end(const std::string& certificate_file, const std::string& key_file) {
    APPRODO_TRY(const auto context, load_tls(certificate_file, key_file));
    const X509* certificate = SSL_CTX_get0_certificate(context->native_handle());
    tm end{};
    if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1) {
        return fail(ErrorCode::invalid_input, "The TLS certificate " + certificate_file +
                                                  " does not say until when it is "
                                                  "good: ask for another one.");
    }
    return UtcMs{std::int64_t{::timegm(&end)} * 1000};
}

}  // namespace approdo::net
