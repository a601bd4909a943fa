// `doctor`: what a site says of itself, and what can be told from the settings it is served with.
// Everything is shown, in order or not; only failures change the exit code.
#include "server/command/site_command.hpp"
#include "server/net/examine.hpp"
#include "server/system_clock.hpp"
#include "sync/crypto/random.hpp"

namespace approdo::server {

namespace {

using app::Finding;
using app::Verdict;

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
constexpr std::int64_t certificate_ms_min = 21 * day_ms;

// Of a running server, what it was started with; else what this command would start one with.
const Config& served_with(const Context& context) {
    return context.around.config != nullptr ? *context.around.config : context.config;
}

Finding certificate_finding(const Config& config, UtcMs now) {
    const std::string& file = config.text("tls-cert");
    const auto end = net::certificate_end(file, config.text("tls-key"));
    if (!end.ok()) return {Verdict::failure, "certificate", file, end.error().message};
    const std::int64_t days = (end->value - now.value) / day_ms;
    if (end->value <= now.value) {
        return {Verdict::failure, "certificate", file,
                "It ended on " + utc_text(*end) +
                    ": nobody can connect. Renew it and start the "
                    "server again."};
    }
    const std::string text = "It is good for " + std::to_string(days) + " more days";
    if (end->value - now.value >= certificate_ms_min)
        return {Verdict::ok, "certificate", file, text + "."};
    return {Verdict::advice, "certificate", file,
            text + ": renew it, then start the server again."};
}

Finding listening_finding(const Context& context) {
    const bool runs = context.around.running != nullptr;
    const std::string& address = context.around.address;
    const std::string where =
        runs ? address.substr(address.find("//") + 2) : served_with(context).text("listen");
    const auto answered = net::somebody_listens(where);
    if (!answered.ok()) return {Verdict::failure, "listening", where, answered.error().message};
    if (runs && *answered) return {Verdict::ok, "listening", where, "The server answers there."};
    if (runs) {
        return {Verdict::failure, "listening", where,
                "The server runs and does not answer there: look into its log."};
    }
    if (*answered) {
        return {Verdict::advice, "listening", where,
                "Another program listens there: to serve this site, choose another address with "
                "--listen."};
    }
    return {Verdict::advice, "listening", where,
            "The site is not being served. Start it: approdo-server serve"};
}

Finding address_finding(const Context& context) {
    const Config& config = served_with(context);
    const std::string address = config.text("public-url").empty() && !context.around.address.empty()
                                    ? context.around.address
                                    : public_address_of(config);
    for (const char* here : {"//127.", "//localhost", "//[::1]", "//0.0.0.0", "//[::]"}) {
        if (address.find(here) == std::string::npos) continue;
        return {Verdict::advice, "address", address,
                "Invitations name it, and only this machine can reach it: set --public-url to the "
                "address that people use."};
    }
    return {Verdict::ok, "address", address, "Invitations name it."};
}

std::vector<Finding> all_findings(const Context& context, app::Site& site) {
    crypto::SystemRandom random;
    SystemClock clock(random);
    std::vector<Finding> findings = site.examine();
    const bool runs = context.around.running != nullptr;
    if (!runs || context.around.config != nullptr) findings.push_back(listening_finding(context));
    findings.push_back(address_finding(context));
    const Config& config = served_with(context);
    if (!config.text("tls-cert").empty())
        findings.push_back(certificate_finding(config, clock.now().wall));
    return findings;
}

std::string line_of(const Finding& finding) {
    const char* mark = finding.verdict == Verdict::ok       ? "ok      "
                       : finding.verdict == Verdict::advice ? "advice  "
                                                            : "FAILURE ";
    const bool repeats = finding.subject == finding.check;
    return mark + finding.check + ": " + (repeats ? "" : finding.subject + ": ") + finding.text;
}

Result<void> doctor(Context& context, app::Site& site) {
    std::size_t failures = 0;
    for (const Finding& finding : all_findings(context, site)) {
        if (finding.verdict == Verdict::failure) ++failures;
        context.out.row(app::to_json(finding), line_of(finding));
    }
    if (failures == 0) return {};
    return fail(ErrorCode::corrupt,
                "Found " + std::to_string(failures) + " failures; the lines above say what to do.");
}

}  // namespace

void add_doctor_command(CommandTree& tree) {
    Command command = tree.leaf(
        tree.root(), "doctor", "look for what is wrong and say what to do", [](Context& context) {
            return with_site(context,
                             [&context](app::Site& site) { return doctor(context, site); });
        });
    for (const char* name : {"listen", "public-url", "tls-cert", "tls-key"})
        tree.setting(command, name);
}

}  // namespace approdo::server
