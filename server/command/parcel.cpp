// `parcel import/export FILE`: what comes and goes on a stick.
#include "server/command/site_command.hpp"

namespace approdo::server {

namespace {

Result<void> import_parcels(Context& context, app::Site& site, const std::string& file) {
    APPRODO_TRY(const app::ImportReport report, site.import_parcels(context.path(file)));
    std::string text = "parcels: " + std::to_string(report.parcels) +
                       ", segments taken: " + std::to_string(report.segments_taken) +
                       ", known: " + std::to_string(report.segments_known) +
                       ", waiting: " + std::to_string(report.segments_parked) +
                       ", refused: " + std::to_string(report.refused);
    for (const std::string& fault : report.faults) text += "\n  " + fault;
    context.out.row(app::to_json(report), text);
    if (report.refused == 0) return {};
    return fail(ErrorCode::incomplete,
                "Something of this file was not taken; its owner keeps it and is told.");
}

Result<void> export_parcels(Context& context, app::Site& site, const std::string& file) {
    APPRODO_TRY(const app::ExportReport report, site.export_parcels(context.path(file)));
    context.out.row(app::to_json(report), "parcels: " + std::to_string(report.parcels) +
                                              ", bytes: " + std::to_string(report.bytes) + ", in " +
                                              file);
    return {};
}

using Function = Result<void> (*)(Context&, app::Site&, const std::string&);

Run on_site(Function function, std::shared_ptr<std::string> file) {
    return [function, file](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *file); });
    };
}

}  // namespace

void add_parcel_commands(CommandTree& tree) {
    const auto file = std::make_shared<std::string>();
    Command parcel = tree.family("parcel", "parcels that travel as files");
    tree.leaf(parcel, "import", "take in what a stick brings", on_site(import_parcels, file))
        .required("file", *file, "parcel file");
    tree.leaf(parcel, "export", "what the stick takes back", on_site(export_parcels, file))
        .required("file", *file, "parcel file to write");
}

}  // namespace approdo::server
