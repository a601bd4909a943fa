// `init`, `rebuild`, `doctor`, `audit`.
#include "server/command/site_command.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::server {

namespace {

ExitCode init(Context& context, const std::string& name) {
    const auto folder = data_folder(context);
    if (!folder.ok()) return context.out.error(folder.error());
    crypto::SystemRandom random;
    SystemClock clock(random);
    const auto first = context.around.door.init({folder.value(), clock, random, nullptr}, name,
                                                context.public_address());
    if (!first.ok()) return context.out.error(first.error());
    context.out.row({{"site", first.value().site.hex()}, {"link", first.value().link}},
                    "site " + first.value().site.hex() + "\nThe first administrator joins with:\n" +
                        first.value().link);
    context.out.note("Keep a copy of " + folder.value().string() +
                     "/keys apart from the backups: without it nobody can read them.");
    return ExitCode::ok;
}

Result<void> rebuild(Context& context, app::Site& site) {
    APPRODO_TRY(const app::RebuildReport report, site.rebuild());
    const bool same = report.digest_before == report.digest_after;
    context.out.row(app::to_json(report),
                    std::to_string(report.events) + " events of " +
                        std::to_string(report.segments) + " segments folded anew, " +
                        std::to_string(report.quarantined) + " in quarantine; the records are " +
                        (same ? "the same as before" : "different from before"));
    if (same) return {};
    return fail(ErrorCode::conflict, "The records were not what the segments say; they are now.");
}

Result<void> doctor(Context& context, app::Site& site) {
    std::size_t errors = 0;
    for (const app::Finding& finding : site.examine()) {
        if (finding.is_error) ++errors;
        context.out.row(app::to_json(finding), (finding.is_error ? "ERROR  " : "advice ") +
                                                   finding.subject + ": " + finding.text);
    }
    if (errors > 0)
        return fail(ErrorCode::corrupt,
                    "Found " + std::to_string(errors) + " errors; the lines above say what to do.");
    context.out.note("Nothing is wrong.");
    return {};
}

Result<void> audit(Context& context, app::Site& site) {
    return site.read_audit([&](const app::AuditLine& line) { show(context, line); });
}

template <class Function>
Run on_site(Function function) {
    return [function](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site); });
    };
}

}  // namespace

void add_site_commands(CommandTree& tree) {
    auto name = std::make_shared<std::string>();
    Command command = tree.leaf(tree.root(), "init", "make a site in an empty folder",
                                [name](Context& context) { return init(context, *name); });
    command.required("--name", *name, "what people see, e.g. «Comune di Esempio»");
    tree.setting(command, "public-url");
    tree.setting(command, "listen");
    tree.leaf(tree.root(), "rebuild", "fold all records anew from the segments", on_site(rebuild));
    tree.leaf(tree.root(), "doctor", "look for what is wrong and say what to do", on_site(doctor));
    tree.leaf(tree.root(), "audit", "who changed what, newest first", on_site(audit));
}

}  // namespace approdo::server
