#include "sync/base/result.hpp"

namespace approdo {

std::string_view name_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_input:
            return "invalid_input";
        case ErrorCode::malformed:
            return "malformed";
        case ErrorCode::unauthentic:
            return "unauthentic";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::forbidden:
            return "forbidden";
        case ErrorCode::conflict:
            return "conflict";
        case ErrorCode::too_large:
            return "too_large";
        case ErrorCode::unsupported:
            return "unsupported";
        case ErrorCode::locked:
            return "locked";
        case ErrorCode::busy:
            return "busy";
        case ErrorCode::unavailable:
            return "unavailable";
        case ErrorCode::missing:
            return "missing";
        case ErrorCode::incomplete:
            return "incomplete";
        case ErrorCode::corrupt:
            return "corrupt";
        case ErrorCode::exhausted:
            return "exhausted";
    }
    return "unknown";
}

}  // namespace approdo
