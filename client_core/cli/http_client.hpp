// HTTP to a site: one connection that is kept between requests, every step with a deadline, answers
// with a size limit. unavailable: no way to the site, or it did not answer in time; everything else
// is the site's own answer. With local_listener the only file of the client that knows Beast.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sync/base/bytes.hpp"

namespace approdo::cli {

struct HttpAnswer {
    unsigned status = 0;
    std::string content_type;
    Bytes body;
};

struct HttpRequest {
    std::string method = "GET";
    std::string target = "/";
    std::string content_type;
    std::string bearer;  // of a session; empty: none
    Bytes body;
    std::size_t answer_bytes_max = 16 * 1024 * 1024;
};

class HttpClient {
  public:
    // http://host[:port] or https://host[:port]; a path behind it is kept in front of each target.
    // `ca_file`: the only authorities to trust, in PEM form; empty: the system's.
    static Result<std::unique_ptr<HttpClient>> open(std::string_view address,
                                                    const std::string& ca_file);
    virtual ~HttpClient() = default;

    virtual Result<HttpAnswer> send(const HttpRequest& request) = 0;
    // From any thread: breaks off what is being sent; everything later fails at once.
    virtual void end() = 0;
};

struct Address {
    bool is_tls = false;
    std::string host;
    std::string port;
    std::string path;
};
Result<Address> parse_address(std::string_view text);

}  // namespace approdo::cli
