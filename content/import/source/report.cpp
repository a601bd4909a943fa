#include "content/import/source/report.hpp"

#include <algorithm>
#include <tuple>

namespace approdo::import {

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::advice:
            return "advice";
    }
    return "finding";
}

void Report::error(std::string file, std::size_t line, std::string message, std::string mend) {
    findings.push_back(
        {Severity::error, std::move(file), line, std::move(message), std::move(mend)});
}

void Report::warning(std::string file, std::size_t line, std::string message, std::string mend) {
    findings.push_back(
        {Severity::warning, std::move(file), line, std::move(message), std::move(mend)});
}

void Report::advice(std::string file, std::size_t line, std::string message, std::string mend) {
    findings.push_back(
        {Severity::advice, std::move(file), line, std::move(message), std::move(mend)});
}

std::size_t Report::count(Severity severity) const {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding& one) { return one.severity == severity; }));
}

void Report::settle() {
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tie(a.file, a.line, a.severity) < std::tie(b.file, b.line, b.severity);
    });
    findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
}

std::string place_of(const Finding& finding) {
    if (finding.line == 0) return finding.file;
    return finding.file + ":" + std::to_string(finding.line);
}

std::string line_of(const Finding& finding, std::string_view severity) {
    std::string text = place_of(finding);
    text.append(": ").append(severity).append(": ").append(finding.message);
    if (!finding.mend.empty()) text += " (" + finding.mend + ")";
    return text;
}

}  // namespace approdo::import
