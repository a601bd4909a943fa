#include "client_core/cli/local_message.hpp"

#include "client_core/core/views_json.hpp"

namespace approdo::cli {

std::string_view LocalHead::header(std::string_view name) const {
    std::string_view found;
    bool is_there = false;
    for (const auto& [key, value] : headers) {
        if (key != name) continue;
        if (is_there) return {};
        is_there = true;
        found = value;
    }
    return found;
}

std::string_view LocalHead::path() const {
    return std::string_view(target).substr(0, target.find('?'));
}

LocalAnswer refusal_answer(unsigned status, const Error& error) {
    LocalAnswer answer;
    answer.status = status;
    answer.type = "application/json";
    answer.body = copy_of(bytes_of(client::to_json(error)));
    answer.headers.emplace_back("cache-control", "no-store");
    return answer;
}

}  // namespace approdo::cli
