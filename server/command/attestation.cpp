// `attestation list/issue/revoke/pdf/verify`.
#include <fstream>
#include <iterator>

#include "server/command/site_command.hpp"
#include "server/paper/attestato.hpp"

namespace approdo::server {

namespace {

namespace fs = std::filesystem;

const app::Actor console = app::Actor::machine_operator();
constexpr std::size_t code_bytes_max = 64 * 1024;

struct Wish {
    std::string edition;
    std::string user;
    std::string reason;
    std::string file;
};

Result<EnrolmentId> enrolment_of(app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const AccountId account, site.find_account(wish.user));
    return site.find_enrolment(edition, account);
}

Result<void> list(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EditionId edition, site.find_edition(wish.edition));
    APPRODO_TRY(const auto rows, site.attestations(console, edition));
    show_all(context, rows);
    return {};
}

Result<void> issue(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EnrolmentId enrolment, enrolment_of(site, wish));
    APPRODO_TRY(const auto row, site.issue_attestation(console, enrolment));
    show(context, row);
    return {};
}

Result<void> revoke(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EnrolmentId enrolment, enrolment_of(site, wish));
    APPRODO_TRY(const auto row, site.revoke_attestation(console, enrolment, wish.reason));
    show(context, row);
    context.out.note(
        "The person's devices show it with their next exchange. Whoever checks the paper away from "
        "this site cannot know: take it back, too.");
    return {};
}

Result<void> write_pdf(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const EnrolmentId enrolment, enrolment_of(site, wish));
    APPRODO_TRY(const app::Attestato made, site.attestation(console, enrolment));
    APPRODO_TRY(const Bytes pdf,
                paper::attestato_pdf(made.checked, made.proof, context.public_address()));
    const fs::path path = context.path(wish.file);
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
    file.close();
    if (!file) {
        return fail(ErrorCode::exhausted, "The file " + path.string() +
                                              " cannot be written: look at the folder and at the "
                                              "space on the disk.");
    }
    context.out.row({{"file", path.string()}, {"bytes", pdf.size()}},
                    "written to " + path.string());
    return {};
}

// A code, the address that a QR code holds, or a file with either.
Result<std::string> code_in(Context& context, const std::string& text) {
    if (text == "-") return std::string(std::istreambuf_iterator<char>(context.in), {});
    std::error_code failure;
    const fs::path path = context.path(text);
    if (text.size() > 255 || !fs::is_regular_file(path, failure)) return text;
    if (fs::file_size(path, failure) > code_bytes_max)
        return fail(ErrorCode::too_large, "The file " + text + " is too large for a code.");
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<void> verify(Context& context, app::Site& site, const Wish& wish) {
    APPRODO_TRY(const std::string code, code_in(context, wish.file));
    APPRODO_TRY(const auto row, site.verify_attestation(code));
    show(context, row);
    if (row.revoked.value == 0) return {};
    return fail(ErrorCode::conflict, "This attestato was revoked: it counts no more.");
}

using Function = Result<void> (*)(Context&, app::Site&, const Wish&);

Run on_site(Function function, std::shared_ptr<Wish> wish) {
    return [function, wish](Context& context) {
        return with_site(context, [&](app::Site& site) { return function(context, site, *wish); });
    };
}

}  // namespace

void add_attestation_commands(CommandTree& tree) {
    const auto wish = std::make_shared<Wish>();
    Command family = tree.family("attestation", "attestati: papers of who completed what");
    tree.leaf(family, "list", "what was issued in an edition, or is missing", on_site(list, wish))
        .required("edition", wish->edition, "edition, by name or id");
    const auto for_person = [&](const char* name, const char* help, Function function) {
        Command command = tree.leaf(family, name, help, on_site(function, wish));
        command.required("edition", wish->edition, "edition, by name or id");
        command.required("user", wish->user, "user name or account id");
        return command;
    };
    for_person("issue", "issue one that is earned and was revoked before", issue);
    for_person("revoke", "take one back", revoke)
        .required("--reason", wish->reason, "why, for whoever holds it");
    Command pdf = for_person("pdf", "write one as a PDF", write_pdf);
    pdf.required("file", wish->file, "where to");
    tree.setting(pdf, "public-url");
    tree.leaf(family, "verify", "whether a code is genuine and holds", on_site(verify, wish))
        .required("code", wish->file, "the code, a file that holds it, or - for stdin");
}

}  // namespace approdo::server
