#include "client_core/cli/course_source.hpp"

namespace approdo::cli {

CourseSource::CourseSource(const std::string& path, const std::string& ids_for)
    : file_(import::import_file(path, scratch_.path(), ids_for)) {}

Result<void> CourseSource::usable() const {
    for (const import::Finding& one : file_.import.report.findings) {
        if (one.severity != import::Severity::error) continue;
        std::string reason = import::place_of(one) + ": " + one.message;
        if (!one.mend.empty()) reason += " (" + one.mend + ")";
        return Error{ErrorCode::invalid_input, std::move(reason)};
    }
    return {};
}

}  // namespace approdo::cli
