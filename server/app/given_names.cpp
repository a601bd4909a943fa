#include "server/app/given_names.hpp"

#include <algorithm>
#include <string>

#include "sync/base/text_encoding.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t name_bytes_max = 200;

bool is_short_line(std::string_view text) {
    const bool seen = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
    });
    return !text.empty() && text.size() <= name_bytes_max && seen && is_utf8(text);
}

}  // namespace

Result<void> check_user_name(std::string_view name) {
    if (is_short_line(name) && name.find(' ') == std::string_view::npos) return {};
    return fail(ErrorCode::invalid_input,
                "A user name has 1 to 200 characters and no spaces. Choose another one.");
}

Result<void> check_title(std::string_view title) {
    const bool blank = title.find_first_not_of(' ') == std::string_view::npos;
    if (is_short_line(title) && !blank) return {};
    return fail(ErrorCode::invalid_input,
                "A name has 1 to 200 characters in one line. Choose another one.");
}

}  // namespace approdo::app
