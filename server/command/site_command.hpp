// The common course of commands that work on a site: open it, do one thing, show rows or say what
// is wrong. Where a running server has the data folder, the command is done by that server (see
// control.hpp), so that people need not stop it to look at it.
#pragma once

#include "server/app/open_site.hpp"
#include "server/app/site_json.hpp"
#include "server/command/command.hpp"

namespace approdo::server {

using SiteWork = std::function<Result<void>(app::Site&)>;

// The setting --data; an error when it is not there.
Result<std::filesystem::path> data_folder(const Context& context);

ExitCode with_site(Context& context, const SiteWork& work);

// What a JSON-minded and a human reader get of one row.
std::string text_of(const app::Organisation& row);
std::string text_of(const app::Account& row);
std::string text_of(const app::Device& row);
std::string text_of(const app::EventLine& row);
std::string text_of(const app::ErasureRequest& row);
std::string text_of(const app::Course& row);
std::string text_of(const app::Edition& row);
std::string text_of(const app::Enrolment& row);
std::string text_of(const app::ProgressLine& row);
std::string text_of(const app::AttestationState& row);
std::string text_of(const app::CheckedAttestato& row);
std::string text_of(const app::AuditLine& row);
std::string utc_text(UtcMs time);

template <class Row>
void show(Context& context, const Row& row) {
    context.out.row(app::to_json(row), text_of(row));
}
template <class Row>
void show_all(Context& context, const std::vector<Row>& rows) {
    for (const Row& row : rows) show(context, row);
}

// Link as a row, and as a QR code for people.
void show_link(Context& context, const app::InvitationLink& link);

}  // namespace approdo::server
