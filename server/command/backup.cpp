// `backup create/verify/restore`.
#include "server/app/backup.hpp"
#include "server/command/site_command.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::server {

namespace {

ExitCode show_report(Context& context, const Result<app::BackupReport>& report,
                     const std::string& what) {
    if (!report.ok()) return context.out.error(report.error());
    context.out.row(app::to_json(report.value()),
                    what + ": " + std::to_string(report.value().files) + " files, " +
                        std::to_string(report.value().bytes) + " bytes, digest " +
                        report.value().digest);
    return ExitCode::ok;
}

ExitCode create(Context& context, const std::string& folder) {
    return with_site(context, [&](app::Site& site) -> Result<void> {
        const auto report = site.back_up(context.path(folder));
        if (!report.ok()) return report.error();
        show_report(context, report, "backed up to " + folder);
        return {};
    });
}

// What is in a copy beside the site is lost with it.
Result<void> need_away(const Context& context, const std::string& folder) {
    // A running server is handed what was looked at by the command that it comes from.
    if (context.around.running != nullptr) return {};
    APPRODO_TRY(const auto data, data_folder(context));
    if (!app::lies_beside(context.path(folder), data)) return {};
    return fail(ErrorCode::conflict,
                "This copy lies on the disk of the site: bring it to another machine or disk "
                "first, and name it there.");
}

ExitCode archive(Context& context, const std::string& folder) {
    const auto away = need_away(context, folder);
    if (!away.ok()) return context.out.error(away.error());
    return with_site(context, [&](app::Site& site) -> Result<void> {
        const auto report = site.archive(context.path(folder));
        if (!report.ok()) return report.error();
        show_report(context, report, "every digest is right; devices are told that it is archived");
        return {};
    });
}

ExitCode verify(Context& context, const std::string& folder) {
    return show_report(context, context.around.door.verify_backup(context.path(folder)),
                       "every digest is right");
}

ExitCode restore(Context& context, const std::string& folder, const std::string& erased) {
    const auto data = data_folder(context);
    if (!data.ok()) return context.out.error(data.error());
    crypto::SystemRandom random;
    SystemClock clock(random);
    app::SiteOptions options{data.value(), clock, random, nullptr};
    if (!erased.empty()) options.erased_list = context.path(erased);
    return show_report(context, context.around.door.restore_backup(options, context.path(folder)),
                       "restored; clients bring back what this backup lacks");
}

}  // namespace

void add_backup_commands(CommandTree& tree) {
    const auto folder = std::make_shared<std::string>();
    Command backup = tree.family("backup", "copies of the whole site");
    const auto is_away = std::make_shared<bool>(false);
    const auto add = [&](const char* name, const char* help,
                         ExitCode (*run)(Context&, const std::string&)) {
        tree.leaf(backup, name, help,
                  [run, folder](Context& context) { return run(context, *folder); })
            .required("folder", *folder, "folder of the backup");
    };
    add("create", "copy the site while it runs", create);
    tree.leaf(backup, "verify", "read a backup wholly and compare every digest",
              [folder, is_away](Context& context) {
                  return *is_away ? archive(context, *folder) : verify(context, *folder);
              })
        .required("folder", *folder, "folder of the backup")
        .flag("--archived", *is_away,
              "it lies off this machine: tell devices that what is in it is archived");
    const auto erased = std::make_shared<std::string>();
    Command command = tree.leaf(
        backup, "restore", "make an empty --data folder from a backup",
        [folder, erased](Context& context) { return restore(context, *folder, *erased); });
    command.required("folder", *folder, "folder of the backup");
    command.option("--erased", *erased,
                   "a newer list of what was erased (the file erased of a data folder or backup)");
}

}  // namespace approdo::server
