#include "server/app/written_text.hpp"

#include <algorithm>

#include "content/import/source/html.hpp"
#include "content/import/source/markdown.hpp"
#include "sync/base/limits.hpp"
#include "sync/base/text_encoding.hpp"

namespace approdo::app {
namespace {

constexpr std::size_t written_bytes_max = 20 * limits::kib;
constexpr std::size_t html_bytes_max = 36 * limits::kib;
// As typed and as HTML: both go into one event.
static_assert(written_bytes_max + html_bytes_max + 4 * limits::kib < limits::event_payload_max);

class NoFiles final : public import::Links {
  public:
    std::optional<Asset> asset(std::string_view) override { return std::nullopt; }
    std::optional<std::string> link(std::string_view) override { return std::nullopt; }
};

}  // namespace

Result<std::string> html_of_written(std::string_view markdown) {
    if (markdown.size() > written_bytes_max) {
        return fail(ErrorCode::too_large,
                    "The text is too long: write at most 20,000 characters, or put the rest into "
                    "the course.");
    }
    if (!is_utf8(markdown) || markdown.find('\0') != std::string_view::npos) {
        return fail(ErrorCode::invalid_input,
                    "The text has characters that are none: type it anew.");
    }
    const bool is_blank = std::all_of(markdown.begin(), markdown.end(), [](unsigned char letter) {
        return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    });
    if (is_blank) return std::string();
    NoFiles nothing;
    import::HtmlOptions options;
    options.is_page = false;
    auto html = import::clean_html(import::markdown_to_html(markdown), nothing, options).html;
    if (html.size() > html_bytes_max) {
        return fail(ErrorCode::too_large,
                    "The text has too much formatting for its length: make it simpler.");
    }
    return html;
}

}  // namespace approdo::app
