// `backup create/verify/restore`.
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
    const auto add = [&](const char* name, const char* help,
                         ExitCode (*run)(Context&, const std::string&)) {
        tree.leaf(backup, name, help,
                  [run, folder](Context& context) { return run(context, *folder); })
            .required("folder", *folder, "folder of the backup");
    };
    add("create", "copy the site while it runs", create);
    add("verify", "read a backup wholly and compare every digest", verify);
    const auto erased = std::make_shared<std::string>();
    Command command = tree.leaf(
        backup, "restore", "make an empty --data folder from a backup",
        [folder, erased](Context& context) { return restore(context, *folder, *erased); });
    command.required("folder", *folder, "folder of the backup");
    command.option("--erased", *erased,
                   "a newer list of what was erased (the file erased of a data folder or backup)");
}

}  // namespace approdo::server
