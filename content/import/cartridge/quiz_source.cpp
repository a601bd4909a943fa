#include "content/import/cartridge/quiz_source.hpp"

#include "content/import/foreign/package_address.hpp"
#include "content/import/qti1/canvas_settings.hpp"

namespace approdo::import::cartridge {

namespace {

bool has_questions(const Source& source, const std::string& path) {
    return source.files.exists(path) &&
           beginning_of(source, path).find("questestinterop") != std::string::npos;
}

std::string canvas_form(const Source& source, const std::string& id) {
    const std::string path = "non_cc_assessments/" + id + ".xml.qti";
    return has_questions(source, path) ? path : std::string();
}

}  // namespace

QuizFiles quiz_files(const Source& source, const Manifest& manifest, const Resource& resource) {
    QuizFiles result;
    result.questions = canvas_form(source, resource.id);
    for (const std::string& id : resource.dependencies) {
        const Resource* const other = manifest.resource(id);
        if (other == nullptr) continue;
        for (const std::string& path : other->files) {
            if (path.ends_with("/assessment_meta.xml")) result.settings = path;
        }
    }
    for (const std::string& path : resource.files) {
        if (result.questions.empty() && has_questions(source, path)) result.questions = path;
    }
    return result;
}

bool is_canvas_bank(const Source& source, const Manifest& manifest, const Resource& resource) {
    if (resource.type != ResourceType::associated || !resource.path.ends_with(".xml.qti"))
        return false;
    const std::string quiz = stem_of(stem_of(resource.path));
    const Resource* const other = manifest.resource(quiz);
    const bool is_quiz = other != nullptr && other->type == ResourceType::assessment;
    return !is_quiz && has_questions(source, resource.path);
}

std::optional<qti1::Assessment> read_quiz(const Source& source, const QuizFiles& files,
                                          const std::string& id, const qti1::Reading& reading) {
    auto assessments = qti1::read_assessments(source.files, files.questions, id, reading);
    if (assessments.empty()) return std::nullopt;
    qti1::Assessment quiz = std::move(assessments.front());
    if (files.settings.empty()) return quiz;
    Report report;
    if (const auto document = read_xml(source.files, files.settings, report))
        qti1::read_canvas_quiz(document->root(), quiz);
    for (Finding& one : report.findings) {
        one.severity = Severity::warning;
        reading.report.findings.push_back(std::move(one));
    }
    return quiz;
}

}  // namespace approdo::import::cartridge
