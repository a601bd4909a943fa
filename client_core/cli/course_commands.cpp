#include <algorithm>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/courier.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/views_json.hpp"

namespace approdo::cli {
namespace {

using client::CourseCard;
using client::CourseState;

constexpr Text no_courses{"Nessun corso: chiedi un’iscrizione, poi approdo sync",
                          "No courses: ask to be enrolled, then approdo sync"};
constexpr Text rests{"in attesa di un aggiornamento del programma",
                     "waits for an update of the program"};
constexpr Text progress_line{"{0} di {1} unità", "{0} of {1} units"};
constexpr Text downloading{"Scarico", "Downloading"};
constexpr Text download_done{"Pronto: {0}, versione {1}. Si può leggere senza rete.",
                             "Ready: {0}, version {1}. It can be read without a network."};
constexpr Text download_waits{
    "Mancano ancora {0} ({1} pezzi): ripeti approdo get quando c’è rete.",
    "{0} are still missing ({1} pieces): repeat approdo get when there is a network."};
constexpr Text part_line{"  {0}{1}: {2}{3}", "  {0}{1}: {2}{3}"};
constexpr Text part_left_out{" (escluso)", " (left out)"};
constexpr Text total_line{"Totale: {0}, qui già {1}", "Total: {0}, here already {1}"};

Text state_word(CourseState state) {
    switch (state) {
        case CourseState::announced:
            return {"annunciato", "announced"};
        case CourseState::available:
            return {"da scaricare", "to be downloaded"};
        case CourseState::downloading:
            return {"in scaricamento", "downloading"};
        case CourseState::ready:
            return {"pronto", "ready"};
        case CourseState::update:
            return {"pronto, c’è un aggiornamento", "ready, an update is there"};
    }
    return {"", ""};
}

std::string name_of_course(const CourseCard& card) {
    return card.slug.empty() ? card.course.hex().substr(0, 12) : card.slug;
}

void print_card(const Console& console, const CourseCard& card) {
    console.line(console.strong(name_of_course(card)) + "  " + card.title);
    std::string line = "  " + say(state_word(card.state));
    if (card.units_required > 0) {
        line += " · " + say(progress_line, {std::to_string(card.units_completed),
                                            std::to_string(card.units_required)});
    }
    if (card.minutes_recognised > 0) {
        line += " · " + duration_text(std::uint64_t{card.minutes_recognised} * 60);
    }
    if (card.frozen) line += " · " + say(rests);
    if (card.until.is_set()) line += " · → " + content::local_date_text(card.until);
    console.line(line);
}

void print_units(const Console& console, const client::CourseView& view) {
    std::string module;
    for (const client::UnitCard& unit : view.units) {
        if (unit.module_slug != module) {
            module = unit.module_slug;
            console.line("");
            console.line(console.strong(unit.module_title));
        }
        const char* mark = unit.completed ? "✓" : unit.opened ? "·" : " ";
        std::string line =
            std::string(" ") + mark + " " + unit.module_slug + "/" + unit.slug + "  " + unit.title;
        if (unit.score) line += "  " + shown_score(*unit.score);
        if (unit.waits_for_marking) line += "  …";
        if (unit.frozen) line += "  " + say(rests);
        console.line(line);
    }
}

Result<std::uint64_t> bytes_from(const std::string& text) {
    std::size_t end = 0;
    std::uint64_t bytes = 0;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end < 15) {
        bytes = bytes * 10 + static_cast<std::uint64_t>(text[end++] - '0');
    }
    std::string unit = text.substr(end);
    std::transform(unit.begin(), unit.end(), unit.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    if (end > 0 && (unit.empty() || unit == "b")) return bytes;
    if (end > 0 && (unit == "k" || unit == "kb")) return bytes * 1000;
    if (end > 0 && (unit == "m" || unit == "mb")) return bytes * 1'000'000;
    if (end > 0 && (unit == "g" || unit == "gb")) return bytes * 1'000'000'000;
    return fail(ErrorCode::invalid_input, "«" + text + "» is no size: write it like 500MB or 2GB");
}

Result<std::vector<content::ContentPart>> parts_from(std::string_view text) {
    std::vector<content::ContentPart> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view piece = text.substr(0, comma);
        const auto colon = std::min(piece.find(':'), piece.size());
        content::ContentPart part;
        APPRODO_TRY(part.type, client::part_from(piece.substr(0, colon)));
        if (colon < piece.size()) part.language = piece.substr(colon + 1);
        parts.push_back(part);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

void print_plan(const Console& console, const client::DownloadPlan& plan) {
    for (const client::DownloadPart& part : plan.parts) {
        const std::string language = part.part.language.empty() ? "" : ":" + part.part.language;
        console.note(
            say(part_line, {std::string(client::name_of(part.part.type)), language,
                            size_text(part.bytes), part.chosen ? "" : say(part_left_out)}));
    }
    console.note(say(total_line, {size_text(plan.bytes), size_text(plan.bytes_here)}));
}

}  // namespace

Result<int> courses(Context& context, const std::string& course) {
    APPRODO_TRY(const auto open, open_profile(context));
    if (!course.empty()) {
        APPRODO_TRY(const auto view, open.client->course(course));
        print_card(context.console, view.card);
        print_units(context.console, view);
        context.console.object(client::to_json(view));
        return exit_code::ok;
    }
    APPRODO_TRY(const auto cards, open.client->courses());
    if (cards.empty()) context.console.note(say(no_courses));
    for (const CourseCard& card : cards) print_card(context.console, card);
    context.console.object(client::to_json(cards));
    return exit_code::ok;
}

Result<int> get(Context& context, const GetOptions& options) {
    APPRODO_TRY(const auto parts, parts_from(options.parts));
    APPRODO_TRY(auto open, open_profile(context));
    if (!options.budget.empty()) {
        APPRODO_TRY(const std::uint64_t bytes, bytes_from(options.budget));
        open.client->set_cache_budget(bytes);
    }
    APPRODO_TRY(const auto http, site_of(context, *open.client));
    Courier courier(*open.client, *http);
    SyncTotals totals;
    // Without a network what is here already may still be enough.
    auto reached = courier.exchange_all(totals);
    if (reached.ok()) {
        APPRODO_CHECK(courier.fetch_chunks(totals, [](std::uint64_t, std::uint64_t) {}));
    }
    if (options.plan_only) {
        APPRODO_TRY(const auto plan, open.client->plan_download(options.course, parts));
        print_plan(context.console, plan);
        context.console.object(client::to_json(plan));
        return exit_code::ok;
    }
    APPRODO_TRY(const auto plan, open.client->begin_download(options.course, parts));
    print_plan(context.console, plan);
    {
        ProgressBar bar(context.console, say(downloading));
        auto fetched = courier.fetch_chunks(
            totals, [&bar](std::uint64_t done, std::uint64_t total) { bar.show(done, total); });
        if (!fetched.ok() && reached.ok()) reached = fetched.error();
    }
    APPRODO_TRY(const auto view, open.client->course(options.course));
    context.console.object(client::to_json(view));
    if (view.card.state == CourseState::ready) {
        context.console.note(
            say(download_done, {view.card.title, std::to_string(view.card.installed.value)}));
        return exit_code::ok;
    }
    APPRODO_TRY(const auto status, open.client->status());
    context.console.warn(say(
        download_waits, {size_text(status.bytes_wanted), std::to_string(status.chunks_wanted)}));
    if (!reached.ok()) context.console.warn(reached.error().message);
    return exit_code::partly;
}

}  // namespace approdo::cli
