#include "server/net/tls_files.hpp"

#include <sys/stat.h>

namespace approdo::net {

namespace ssl = boost::asio::ssl;

Result<std::unique_ptr<ssl::context>> load_tls(const std::string& certificate_file,
                                               const std::string& key_file) {
    if (key_file.empty())
        return fail(ErrorCode::invalid_input, "Give --tls-key together with --tls-cert.");
    struct stat status {};
    if (::stat(key_file.c_str(), &status) != 0)
        return fail(ErrorCode::not_found, "The TLS key " + key_file + " cannot be read.");
    if ((status.st_mode & S_IRWXO) != 0)
        return fail(ErrorCode::forbidden, "Everybody on this machine may read the TLS key " +
                                              key_file + ". Run: chmod o= " + key_file);
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    boost::system::error_code ec;
    context->set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                             ssl::context::no_tlsv1_1 | ssl::context::no_compression,
                         ec);
    if (!ec) context->use_certificate_chain_file(certificate_file, ec);
    if (ec)
        return fail(ErrorCode::invalid_input, "The TLS certificate " + certificate_file +
                                                  " cannot be used: " + ec.message() + ".");
    context->use_private_key_file(key_file, ssl::context::pem, ec);
    if (ec || SSL_CTX_check_private_key(context->native_handle()) != 1)
        return fail(ErrorCode::invalid_input,
                    "The TLS key " + key_file + " does not belong to " + certificate_file + ".");
    return context;
}

}  // namespace approdo::net
