#include "content/import/h5p/h5p.hpp"

#include <algorithm>
#include <boost/json/array.hpp>

#include "content/import/foreign/package_address.hpp"
#include "content/import/foreign/whole_package.hpp"
#include "content/import/h5p/json.hpp"
#include "content/import/h5p/libraries.hpp"
#include "content/import/h5p/parameters.hpp"

namespace approdo::import {

using namespace content;
namespace json = boost::json;

namespace {

constexpr const char* definition = "h5p.json";
constexpr const char* parameters_file = "content/content.json";

bool recognises(const Source& source) {
    return source.file.empty() && source.files.exists(definition) &&
           beginning_of(source, definition).find("\"mainLibrary\"") != std::string::npos;
}

// What h5p.json says of the package as a whole.
class DefinitionReader {
  public:
    DefinitionReader(const Source& source, Report& report) : source_(source), report_(report) {}

    std::optional<WholePackage> run() {
        const auto value = read_json(source_.files, definition, Severity::error, report_);
        if (!value) return std::nullopt;
        const auto parameters = read_json(source_.files, parameters_file, Severity::error, report_);
        if (!parameters) return std::nullopt;
        WholePackage whole;
        whole.package.format = "h5p";
        H5pPackage package;
        package.parameters_path = parameters_file;
        const std::vector<std::string> paths = package_files(source_, "");
        package.libraries = read_libraries(source_.files, paths, report_);
        package.in_content = libraries_in(*parameters);
        read_dependencies(*value, package);
        read_words(*value, whole);
        if (report_.has_errors()) return std::nullopt;
        check_libraries(package);
        check_files(*parameters);
        check_parameters(source_.files, package, *parameters, report_);
        // The same content, reworded, is the same content.
        whole.id = source_.name.empty() ? text_member(*value, "title") : source_.name;
        whole.package.shape = std::move(package);
        return whole;
    }

  private:
    void read_dependencies(const json::value& value, H5pPackage& package) {
        const std::string main = text_member(value, "mainLibrary");
        if (const json::array* const list = member(value, "preloadedDependencies").if_array()) {
            for (const json::value& one : *list) {
                const auto version = version_member(one);
                if (!version) {
                    report_.warning(definition, 0, "a dependency does not say its name and version",
                                    "export the package again");
                    continue;
                }
                if (version->name == main) package.main_library = *version;
                package.needs.push_back(*version);
            }
        }
        if (const json::array* const list = member(value, "embedTypes").if_array()) {
            for (const json::value& one : *list) {
                if (one.is_string()) package.embed_types.emplace_back(one.get_string());
            }
        }
        if (main.empty())
            report_.error(definition, 0, "the package does not name its main library",
                          "export it again from an H5P editor");
        else if (package.main_library.name.empty())
            report_.error(definition, 0,
                          "the main library «" + main + "» is not among the dependencies",
                          "export the package again from an H5P editor");
    }

    void read_words(const json::value& value, WholePackage& whole) {
        ForeignMetadata& metadata = whole.package.metadata;
        const std::string title = text_member(value, "title");
        if (title.empty())
            report_.warning(definition, 0, "the package has no title", "its file's name serves");
        std::string language = text_member(value, "language");
        if (language == "und") language = text_member(value, "defaultLanguage");
        if (!is_language_tag(language)) language.clear();
        if (!language.empty()) metadata.languages = {language};
        whole.title = LocalText(language, title.empty() ? source_.name : title);
        metadata.title = whole.title;
        metadata.licence = text_member(value, "license");
        if (metadata.licence == "U") metadata.licence.clear();  // undisclosed
        if (const json::array* const authors = member(value, "authors").if_array()) {
            for (const json::value& one : *authors) {
                std::string name = text_member(one, "name");
                if (!name.empty()) metadata.authors.push_back(std::move(name));
            }
        }
    }

    void check_libraries(const H5pPackage& package) {
        std::vector<H5pVersion> wanted = package.needs;
        wanted.insert(wanted.end(), package.in_content.begin(), package.in_content.end());
        for (const H5pLibrary& one : package.libraries)
            wanted.insert(wanted.end(), one.needs.begin(), one.needs.end());
        std::sort(wanted.begin(), wanted.end());
        wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
        for (const H5pVersion& one : wanted) {
            if (library_of(package.libraries, one) == nullptr)
                report_.warning(definition, 0,
                                "the package does not bring the library «" + name_of(one) + "»",
                                "it plays where that library is installed; or export the package "
                                "with its libraries");
        }
        const H5pLibrary* const main = library_of(package.libraries, package.main_library);
        if (main != nullptr && !main->runnable)
            report_.warning(main->folder + "/library.json", 0,
                            "the main library is not one that can be run by itself",
                            "choose a content type in an H5P editor");
    }

    void check_files(const json::value& parameters) {
        for (const std::string& path : files_in(parameters)) {
            const auto inside = resolve(parameters_file, path);
            if (!inside || !source_.files.exists(*inside))
                report_.warning(parameters_file, 0, "the content lacks its file «" + path + "»",
                                "put it there, or take it out of the content");
        }
    }

    const Source& source_;
    Report& report_;
};

void leave_out_forbidden(const std::string& folder, AuthoredCourse& course, Report& report) {
    std::erase_if(course.files, [&](const AuthoredFile& file) {
        const std::string path = file.path.substr(folder.size() + 1);
        if (is_allowed_file(path)) return false;
        report.warning(path, 0, "H5P allows no file of this kind here; it was left out",
                       "content holds pictures, sound, film and documents, never programs");
        return true;
    });
}

Import read(const Source& source) {
    Import result;
    auto whole = DefinitionReader(source, result.report).run();
    if (!whole) return result;
    result = course_of(source, std::move(*whole), std::move(result.report));
    leave_out_forbidden(result.course.course.slug, result.course, result.report);
    result.report.settle();
    return result;
}

}  // namespace

constinit const Format h5p_format{"h5p", "H5P", recognises, read};

}  // namespace approdo::import
