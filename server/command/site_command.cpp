#include "server/command/site_command.hpp"

#include <fmt/core.h>

#include <iterator>

#include "server/control.hpp"
#include "server/paper/qr.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::server {

namespace {

ExitCode finish(Context& context, const Result<void>& done) {
    return done.ok() ? ExitCode::ok : context.out.error(done.error());
}

// The server that has the folder does the command; its words are ours.
ExitCode hand_on(Context& context, const std::filesystem::path& data, const Error& locked) {
    ControlRequest request;
    request.arguments = context.arguments;
    request.folder = std::filesystem::current_path().string();
    request.shows_pictures = context.out.shows_pictures;
    // Only a command that reads «-» gets the standard input: it may be a terminal.
    for (const std::string& argument : context.arguments)
        if (argument == "-") request.input.assign(std::istreambuf_iterator<char>(context.in), {});
    const auto reply = ask_running_server(data, request);
    if (!reply.ok()) return context.out.error(locked);
    context.out.repeat(reply.value().out, reply.value().err);
    return static_cast<ExitCode>(reply.value().code);
}

std::string percent_text(std::uint64_t parts) {
    return std::to_string(parts * 100 / content::Share::whole) + "%";
}

std::string text_of(const content::Missing& one) {
    switch (one.what) {
        case content::Lack::units:
            return fmt::format("{} of {} units", one.have, one.need);
        case content::Lack::quiz:
            return fmt::format("a quiz to pass ({} of {})", percent_text(one.have),
                               percent_text(one.need));
        case content::Lack::score:
            return fmt::format("score {} of {}", percent_text(one.have), percent_text(one.need));
        case content::Lack::seconds:
            return fmt::format("{} of {} min on the course", one.have / 60, one.need / 60);
        case content::Lack::mark:
            return "a mark";
        case content::Lack::attendance:
            return fmt::format("{} of {} min attended", one.have, one.need);
        case content::Lack::upgrade:
            return "an upgrade of this program";
    }
    return {};
}

}  // namespace

Result<std::filesystem::path> data_folder(const Context& context) {
    const std::string& data = context.config.text("data");
    if (data.empty())
        return fail(ErrorCode::invalid_input,
                    "Say where the site lies: --data FOLDER or APPRODO_DATA.");
    return context.path(data);
}

ExitCode with_site(Context& context, const SiteWork& work) {
    if (context.around.running != nullptr) return finish(context, work(*context.around.running));
    const auto folder = data_folder(context);
    if (!folder.ok()) return context.out.error(folder.error());
    crypto::SystemRandom random;
    SystemClock clock(random);
    const auto report = [&context](const std::string& text) { context.out.note(text); };
    auto site = context.around.door.open({folder.value(), clock, random, report});
    if (!site.ok()) {
        if (site.error().code == ErrorCode::locked)
            return hand_on(context, folder.value(), site.error());
        return context.out.error(site.error());
    }
    const Result<void> done = work(*site.value());
    site.value()->close();
    return finish(context, done);
}

std::string utc_text(UtcMs time) {
    if (time.value == 0) return "-";
    const auto second = static_cast<std::time_t>(time.value / 1000);
    std::tm parts{};
    ::gmtime_r(&second, &parts);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min);
}

std::string text_of(const app::Organisation& row) {
    return fmt::format("{:{}}{}  ({} people)  {}", "", row.depth * 2, row.name, row.people,
                       row.id.hex());
}

std::string text_of(const app::Account& row) {
    std::string roles;
    for (const app::RoleAt& role : row.roles) {
        if (!roles.empty()) roles += ", ";
        roles += name_of(role.role);
    }
    const std::string name = row.display_name == row.user_name ? "" : "  " + row.display_name;
    return fmt::format("{}{}  [{}]  devices: {}  {}{}", row.user_name, name, roles, row.devices,
                       row.id.hex(), row.is_suspended ? "  SUSPENDED" : "");
}

std::string text_of(const app::Device& row) {
    const std::string waiting =
        row.waiting == 0 ? "" : fmt::format("  {} segments wait for a ruling", row.waiting);
    const std::string before =
        row.before.is_zero() ? "" : "  goes on from " + row.before.hex().substr(0, 12);
    return fmt::format("{}  since {}  last seen {}{}{}{}", row.id.hex(), utc_text(row.issued),
                       utc_text(row.last_contact), before, row.revoked ? "  REVOKED" : "", waiting);
}

std::string text_of(const app::EventLine& row) {
    return fmt::format("{}  {}  {}{}  {}", row.id.hex().substr(0, 16), utc_text(row.at), row.kind,
                       row.by_site ? " (the site)" : "",
                       row.is_erased ? "ERASED" : fmt::format("{} bytes", row.bytes));
}

std::string text_of(const app::ErasureRequest& row) {
    const std::string name = row.display_name == row.user_name ? "" : "  " + row.display_name;
    const std::string words = row.words.empty() ? "" : "  «" + row.words + "»";
    return fmt::format("{}{}  asked {}{}  {}", row.user_name, name, utc_text(row.asked), words,
                       row.account.hex());
}

std::string text_of(const app::Course& row) {
    const std::string version =
        row.version.value == 0 ? "not published" : fmt::format("version {}", row.version.value);
    return fmt::format("{}  {}  {} bytes  {}", row.title, version, row.bytes, row.id.hex());
}

std::string text_of(const app::Edition& row) {
    return fmt::format(
        "{}  {} to {} ({})  {} enrolled  {}", row.name, row.opens.empty() ? "now" : row.opens,
        row.closes.empty() ? "open end" : row.closes, row.zone, row.enrolled, row.id.hex());
}

std::string text_of(const app::Enrolment& row) {
    return fmt::format("{}{}  {}", row.display_name, row.is_active ? "" : " (left)", row.id.hex());
}

std::string text_of(const app::ProgressLine& row) {
    return fmt::format("{}  {}/{} units  {:.1f}/{:.1f} points  {} answers  {} min  {}{}{}",
                       row.display_name, row.units_done, row.units_total, row.points_milli / 1000.0,
                       row.points_milli_max / 1000.0, row.answers, row.seconds / 60,
                       utc_text(row.last_seen), row.done ? "  done" : "",
                       row.to_check ? "  TO CHECK" : "");
}

std::string text_of(const app::AttestationState& row) {
    const std::string who = row.display_name + "  ";
    if (!row.number.empty() && row.revoked.value == 0)
        return who + fmt::format("number {}  of {}", row.number, utc_text(row.issued));
    if (!row.number.empty())
        return who + fmt::format("number {}  REVOKED {}: {}", row.number, utc_text(row.revoked),
                                 row.reason);
    if (!row.is_offered) return who + "none: the course recognises no hours";
    if (row.is_earned) return who + "earned, not issued yet";
    std::string lacks;
    for (const content::Missing& one : row.missing)
        lacks += (lacks.empty() ? "" : ", ") + text_of(one);
    return who + "missing: " + lacks;
}

std::string text_of(const app::CheckedAttestato& row) {
    const attestation::Attestation& said = row.checked.attestation;
    std::string text =
        fmt::format("{}\n{}\nnumber {} of {}, {} min recognised, signed by this site ({})",
                    said.holder, said.course, attestation::number_text(said.number),
                    utc_text(said.issued), said.minutes, row.checked.words);
    if (row.revoked.value == 0) return text + "\nIt holds.";
    return text + "\nREVOKED " + utc_text(row.revoked) + ": " + row.reason;
}

std::string text_of(const app::AuditLine& row) {
    return fmt::format("{}  {}  {}  {}", utc_text(row.at), row.actor, row.action, row.subject);
}

void show_link(Context& context, const app::InvitationLink& link) {
    context.out.row(app::to_json(link),
                    link.link + "\nvalid until " + utc_text(link.expires) + " UTC, once");
    if (const auto picture = paper::qr_picture(link.link); picture.ok())
        context.out.picture(picture.value());
}

}  // namespace approdo::server
