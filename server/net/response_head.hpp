// The first lines of an answer as text. Only what HTTP requires and what protects the reader stands
// in it, since an exchange with nothing new has 400 bytes in all.
#pragma once

#include <string>
#include <string_view>

#include "server/app/http.hpp"

namespace approdo::net {

struct HeadOptions {
    std::string_view date_line;
    std::string_view request_id;
    bool close = false;
    bool http_1_0 = false;
};

// Status line, date, id, connection: everything that differs from one asker to the next. A prepared
// answer brings the rest; for others write_head() goes on.
std::string start_head(const app::Response& response, const HeadOptions& options);
std::string whole_head(const app::Response& response, const HeadOptions& options);

}  // namespace approdo::net
