// Announcements of a trainer to a class, at the site: listed, published, corrected, withdrawn.
#include "client_core/cli/called.hpp"
#include "client_core/cli/commands.hpp"
#include "client_core/cli/site_api.hpp"
#include "client_core/cli/texts.hpp"

namespace approdo::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t text_bytes_max = 64 * 1024;

constexpr Text none_yet{"Nessun annuncio in questa classe.", "No announcements in this class."};
constexpr Text published{"Pubblicato. Arriva a ciascuno con il prossimo allineamento.",
                         "Published. It reaches each one with their next synchronisation."};
constexpr Text withdrawn{"Ritirato. Sparisce a ciascuno con il prossimo allineamento.",
                         "Withdrawn. It goes from each one with their next synchronisation."};

Result<std::string> words_of(const AnnounceOptions& options) {
    if (options.file.empty()) return options.text;
    APPRODO_TRY(const Bytes bytes, read_file(options.file, text_bytes_max));
    return std::string(text_of(bytes));
}

Result<json::value> announcement_called(const json::value& list, const std::string& id) {
    return called(
        items_of(list, "items"), id, [](const json::value& row) { return text_at(row, "id"); },
        fail(ErrorCode::invalid_input,
             "several announcements begin with " + id + ": give more digits"),
        fail(ErrorCode::not_found,
             "there is no such announcement: the same command with the class alone lists them"));
}

Result<json::value> changed(SiteApi& api, const std::string& address, const json::value& list,
                            const AnnounceOptions& options) {
    if (!options.withdraw.empty()) {
        APPRODO_TRY(const auto row, announcement_called(list, options.withdraw));
        return api.post(address + "/" + text_at(row, "id") + "/withdraw",
                        json::object{{"state", text_at(row, "state")}});
    }
    APPRODO_TRY(std::string words, words_of(options));
    if (options.correct.empty()) {
        return api.post(address, json::object{{"title", options.title},
                                              {"text", words},
                                              {"language", options.language}});
    }
    APPRODO_TRY(const auto row, announcement_called(list, options.correct));
    if (words.empty()) words = text_at(row, "source");
    const std::string title = options.title.empty() ? text_at(row, "title") : options.title;
    return api.post(address + "/" + text_at(row, "id"),
                    json::object{{"title", title},
                                 {"text", words},
                                 {"language", text_at(row, "language")},
                                 {"state", text_at(row, "state")}});
}

}  // namespace

Result<int> announce(Context& context, const AnnounceOptions& options) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto classes, open.client->classes(options.edition));
    if (classes.size() > 1) {
        return fail(ErrorCode::invalid_input,
                    "there are several classes of «" + options.edition +
                        "»: name one by its edition, as in approdo class");
    }
    APPRODO_TRY(auto api, signed_in(context, *open.client, options.user));
    const std::string address =
        "/api/v1/editions/" + classes.front().edition.hex() + "/announcements";
    APPRODO_TRY(const auto list, api.get(address));
    const Console& console = context.console;
    if (options.title.empty() && options.correct.empty() && options.withdraw.empty()) {
        for (const json::value& row : items_of(list, "items")) {
            console.line(text_at(row, "id").substr(0, 12) + "  " +
                         time_text(number_at(row, "published")) + "  " + text_at(row, "title"));
        }
        if (items_of(list, "items").empty()) console.note(say(none_yet));
        console.object(with_schema(list));
        return exit_code::ok;
    }
    APPRODO_TRY(const auto after, changed(api, address, list, options));
    console.note(say(options.withdraw.empty() ? published : withdrawn));
    console.object(with_schema(after));
    return exit_code::ok;
}

}  // namespace approdo::cli
