#include "client_core/cli/course_source.hpp"

#include <stdlib.h>

#include <cerrno>
#include <system_error>

namespace approdo::cli {
namespace {

namespace fs = std::filesystem;

fs::path new_scratch() {
    std::string name = (fs::temp_directory_path() / "approdo-import-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw fs::filesystem_error("no folder for what is unpacked", name,
                                   std::error_code(errno, std::generic_category()));
    return name;
}

}  // namespace

CourseSource::CourseSource(const std::string& path, const std::string& ids_for)
    : scratch_(new_scratch()) {
    try {
        file_ = import::import_file(path, scratch_.string(), ids_for);
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(scratch_, ignored);
        throw;
    }
}

CourseSource::~CourseSource() {
    std::error_code ignored;
    fs::remove_all(scratch_, ignored);
}

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
