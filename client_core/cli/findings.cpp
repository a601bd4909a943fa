#include "client_core/cli/findings.hpp"

#include "client_core/cli/texts.hpp"
#include "client_core/core/words.hpp"

namespace approdo::cli {
namespace {

// As the person reads it; its severity stays a word for programs.
approdo::import::Finding in_words(import::Finding finding) {
    finding.message = client::in_language(spoken_language(), finding.message);
    finding.mend = client::in_language(spoken_language(), finding.mend);
    return finding;
}

std::string severity_word(import::Severity severity) {
    switch (severity) {
        case import::Severity::error:
            return say({"errore", "error"});
        case import::Severity::warning:
            return say({"avviso", "warning"});
        case import::Severity::advice:
            return say({"consiglio", "advice"});
    }
    return "";
}

}  // namespace

void show_findings(const Console& console, const import::Report& report) {
    for (const import::Finding& finding : report.findings)
        console.line(import::line_of(in_words(finding), severity_word(finding.severity)));
}

void write_findings(client::JsonWriter& json, const import::Report& report) {
    json.name("findings").begin_list();
    for (const import::Finding& found : report.findings) {
        const import::Finding finding = in_words(found);
        json.begin_object()
            .member("severity", import::name_of(finding.severity))
            .member("file", finding.file)
            .member("line", finding.line)
            .member("message", finding.message)
            .member("mend", finding.mend)
            .end_object();
    }
    json.end_list();
}

}  // namespace approdo::cli
