// Requests to the program's own pages and their answers, as plain values: what stands between the
// listener, which alone knows sockets, and what answers (local_app.hpp).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/bytes.hpp"

namespace approdo::cli {

// Names are lower case.
using HeaderList = std::vector<std::pair<std::string, std::string>>;

struct LocalHead {
    std::string method;
    std::string target;  // as sent
    HeaderList headers;

    // Of a name that stands there once; a name that was repeated counts as absent.
    std::string_view header(std::string_view name) const;
    // Without what follows «?».
    std::string_view path() const;
};

struct LocalRequest : LocalHead {
    Bytes body;
};

struct LocalAnswer {
    unsigned status = 200;
    std::string type;  // empty: no body
    Bytes body;
    HeaderList headers;
};

// {"schema":1,"error":{"code":…,"message":…}}, as every answer of the site's interface has it.
LocalAnswer refusal_answer(unsigned status, const Error& error);

}  // namespace approdo::cli
