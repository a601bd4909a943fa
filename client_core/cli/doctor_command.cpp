// `doctor`: looks at everything that work on this computer rests on, and says of each thing whether
// it is in order or what to do. What is only worth knowing (no network, little space) is advice and
// no failure.
#include <algorithm>

#include "client_core/cli/commands.hpp"
#include "client_core/cli/site_address.hpp"
#include "client_core/cli/texts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "client_core/core/words.hpp"

namespace approdo::cli {
namespace {

constexpr std::int64_t clock_slack_ms = 5 * 60'000;
constexpr std::int64_t unsent_ms_max = 7LL * 24 * 3600 * 1000;
constexpr std::uint64_t space_bytes_min = 200 * limits::mib;

constexpr Text all_well{"Tutto in ordine.", "All is well."};
constexpr Text version_line{"Programma: approdo {0}", "Program: approdo {0}"};

struct Check {
    std::string_view name;  // for programs
    Text subject;           // for people
    std::vector<std::string> problems{};
    std::vector<std::string> advice{};

    bool is_well() const { return problems.empty() && advice.empty(); }
};

Check look_at_stores(client::Client& client, const client::Status& now) {
    Check check{"stores", {"Banche dati", "Databases"}};
    check.problems = client.check();
    check.problems.insert(check.problems.end(), now.notices.begin(), now.notices.end());
    return check;
}

Check look_at_files(const Profile& profile) {
    Check check{"files", {"File", "Files"}};
    for (const auto& entry : std::filesystem::directory_iterator(profile.folder())) {
        using std::filesystem::perms;
        const auto mode = entry.status().permissions();
        if ((mode & (perms::group_all | perms::others_all)) == perms::none) continue;
        check.problems.push_back(
            client::notice(entry.path().string() + " can be read by others: run chmod 600 on it"));
    }
    return check;
}

Check look_at_slots(const Profile& profile) {
    Check check{"slots", {"Frase segreta", "Passphrase"}};
    const auto slots = client::KeySlots::read(profile.slots().value_or(Bytes{}));
    if (!slots.ok()) {
        check.problems.push_back(slots.error().message);
        return check;
    }
    const auto passphrases = std::count_if(
        slots->all().begin(), slots->all().end(),
        [](const client::KeySlot& slot) { return slot.kind == client::SlotKind::passphrase; });
    if (passphrases == 0) {
        check.problems.push_back(client::notice(
            "no passphrase opens this profile any more: join again as on a new laptop, with "
            "--profile NAME"));
    }
    if (passphrases > 1) {
        check.advice.push_back(client::notice(
            "a change of the passphrase was begun and not ended, so both open: repeat approdo "
            "passphrase"));
    }
    return check;
}

Check look_at_clock(Clock& clock, const client::Status& now) {
    Check check{"clock", {"Orologio", "Clock"}};
    if (now.last_receipt && clock.now().wall.value + clock_slack_ms < now.last_receipt->value) {
        check.problems.push_back(client::notice(
            "the clock of this computer is behind what the site said last: set it; nothing is "
            "refused, but dates are wrong"));
    }
    return check;
}

Check look_at_space(const Profile& profile) {
    Check check{"space", {"Spazio", "Space"}};
    const auto space = std::filesystem::space(profile.folder());
    if (space.available < space_bytes_min) {
        check.advice.push_back(client::notice("only " + size_text(space.available) +
                                              " are free on this disk: make room before "
                                              "downloading more"));
    }
    return check;
}

Check look_at_unsent(Clock& clock, const client::Status& now) {
    Check check{"unsent", {"Da inviare", "To be sent"}};
    const bool old =
        now.oldest_unsent && clock.now().wall.value - now.oldest_unsent->value > unsent_ms_max;
    if (now.events_unsent > 0 && old) {
        check.advice.push_back(
            client::notice("work has been waiting since " + time_text(now.oldest_unsent->value) +
                           ": sync, or carry it with approdo parcel export FILE"));
    }
    return check;
}

Check look_at_site(const Context& context, const client::Person& person) {
    Check check{"site", {"Sito", "Site"}};
    if (person.address.empty()) {
        check.advice.push_back(
            client::notice("this profile belongs to no site yet: join with your invitation"));
        return check;
    }
    const auto card = ask_who_answers(context, person.address);
    if (!card.ok()) {
        const bool silent = card.error().code == ErrorCode::unavailable ||
                            card.error().code == ErrorCode::busy ||
                            card.error().code == ErrorCode::not_found;
        (silent ? check.advice : check.problems).push_back(card.error().message);
    } else if (card->site != person.site) {
        check.problems.push_back(
            client::notice("another site answers at " + person.address +
                           ": nothing is sent to it; ask the office for the address"));
    }
    return check;
}

void print(const Console& console, const Check& check) {
    const std::string subject = say(check.subject) + ": ";
    if (check.is_well()) console.line("✓ " + subject + say({"in ordine", "in order"}));
    for (const std::string& text : check.problems) {
        console.line("✗ " + subject + client::in_language(spoken_language(), text));
    }
    for (const std::string& text : check.advice) {
        console.line("! " + subject + client::in_language(spoken_language(), text));
    }
}

std::string json_of(const std::vector<Check>& checks) {
    client::JsonWriter json;
    json.begin_object().member("schema", client::json_schema).member("version", version);
    json.name("checks").begin_list();
    for (const Check& check : checks) {
        json.begin_object().member("name", check.name).member("ok", check.problems.empty());
        json.name("problems").begin_list();
        for (const std::string& text : check.problems) json.text(text);
        json.end_list().name("advice").begin_list();
        for (const std::string& text : check.advice) json.text(text);
        json.end_list().end_object();
    }
    json.end_list().end_object();
    return json.take();
}

}  // namespace

Result<int> doctor(Context& context) {
    APPRODO_TRY(auto open, open_profile(context));
    APPRODO_TRY(const auto now, open.client->status());
    const std::vector<Check> checks{
        look_at_stores(*open.client, now), look_at_files(open.profile),
        look_at_slots(open.profile),       look_at_clock(context.clock, now),
        look_at_space(open.profile),       look_at_unsent(context.clock, now),
        look_at_site(context, now.person),
    };
    for (const Check& check : checks) print(context.console, check);
    context.console.line("  " + say(version_line, {std::string(version)}));
    context.console.object(json_of(checks));
    const bool fails = std::any_of(checks.begin(), checks.end(),
                                   [](const Check& check) { return !check.problems.empty(); });
    if (!fails) context.console.note(say(all_well));
    return fails ? exit_code::failure : exit_code::ok;
}

}  // namespace approdo::cli
