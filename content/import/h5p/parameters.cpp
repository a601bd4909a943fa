#include "content/import/h5p/parameters.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>

#include "content/import/h5p/json.hpp"
#include "content/import/h5p/libraries.hpp"

namespace approdo::import {

using namespace content;
namespace json = boost::json;

namespace {

constexpr std::size_t mistakes_max = 100;  // beyond it the package is wrong as a whole

template <class Visit>
void visit_objects(const json::value& value, const Visit& visit) {
    if (const json::array* const list = value.if_array()) {
        for (const json::value& one : *list) visit_objects(one, visit);
    } else if (const json::object* const members = value.if_object()) {
        visit(value);
        for (const auto& one : *members) visit_objects(one.value(), visit);
    }
}

template <class Value>
void add_once(std::vector<Value>& list, Value value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

bool is_number(const json::value& value) {
    return value.is_number();
}

class Checker {
  public:
    Checker(const SourceFiles& files, const H5pPackage& package, Report& report)
        : files_(files), package_(package), report_(report) {}

    void check_library(const H5pVersion& version, const json::value& parameters,
                       const std::string& place) {
        const json::value* const fields = semantics_of(version);
        if (fields != nullptr) check_fields(*fields, parameters, place);
    }

  private:
    // The list of fields; nothing when the library did not come along or has none.
    const json::value* semantics_of(const H5pVersion& version) {
        const H5pLibrary* const library = library_of(package_.libraries, version);
        if (library == nullptr) return nullptr;
        const std::string path = library->folder + "/semantics.json";
        const auto [found, is_new] = semantics_.try_emplace(path);
        if (is_new && files_.exists(path))
            found->second = read_json(files_, path, Severity::warning, report_);
        return found->second && found->second->is_array() ? &*found->second : nullptr;
    }

    void wrong(const std::string& place, std::string message) {
        if (++mistakes_ > mistakes_max) return;
        report_.warning(package_.parameters_path, 0, "at «" + place + "»: " + std::move(message),
                        "open the content in an H5P editor and save it again");
    }

    void check_fields(const json::value& fields, const json::value& values,
                      const std::string& place) {
        for (const json::value& field : fields.get_array()) {
            const std::string name = text_member(field, "name");
            const std::string at = place.empty() ? name : place + "." + name;
            const json::value& value = member(values, name);
            if (!value.is_null()) {
                check(field, value, at);
            } else if (is_needed(field)) {
                wrong(at, "the library asks for this, and it is not there");
            }
        }
    }

    // Texts of the interface and what has a default may be absent; a field that another one shows
    // is there only when it is shown.
    static bool is_needed(const json::value& field) {
        const std::string type = text_member(field, "type");
        const bool value = type == "text" || type == "number" || type == "select";
        return value && !truth_member(field, "optional") && !truth_member(field, "common") &&
               member(field, "default").is_null() && member(field, "showWhen").is_null();
    }

    void check(const json::value& field, const json::value& value, const std::string& at) {
        const std::string type = text_member(field, "type");
        if (type == "text") {
            if (!value.is_string()) wrong(at, "the library expects words here");
        } else if (type == "number") {
            check_number(field, value, at);
        } else if (type == "boolean") {
            if (!value.is_bool()) wrong(at, "the library expects yes or no here");
        } else if (type == "select") {
            check_choice(field, value, at);
        } else if (type == "list") {
            check_list(field, value, at);
        } else if (type == "group") {
            check_group(field, value, at);
        } else if (type == "library") {
            check_nested(field, value, at);
        } else if (type == "image" || type == "file") {
            if (!value.is_object()) wrong(at, "the library expects a file here");
        } else if (type == "audio" || type == "video") {
            if (!value.is_array()) wrong(at, "the library expects a list of files here");
        }
    }

    void check_number(const json::value& field, const json::value& value, const std::string& at) {
        if (!is_number(value)) return wrong(at, "the library expects a number here");
        const double number = value.to_number<double>();
        const json::value& low = member(field, "min");
        const json::value& high = member(field, "max");
        if ((is_number(low) && number < low.to_number<double>()) ||
            (is_number(high) && number > high.to_number<double>()))
            wrong(at, "this number is outside of what the library allows");
    }

    void check_choice(const json::value& field, const json::value& value, const std::string& at) {
        if (!value.is_string()) return wrong(at, "the library expects one of its options here");
        const json::array* const options = member(field, "options").if_array();
        if (options == nullptr) return;
        const bool known = std::any_of(options->begin(), options->end(), [&](const auto& one) {
            const json::value& option = one.is_string() ? one : member(one, "value");
            return option == value;
        });
        if (!known)
            wrong(at, "the library has no option «" + std::string(value.get_string()) + "»");
    }

    void check_list(const json::value& field, const json::value& value, const std::string& at) {
        const json::array* const entries = value.if_array();
        if (entries == nullptr) return wrong(at, "the library expects a list here");
        const std::size_t most = number_member(field, "max").value_or(0);
        if (most != 0 && entries->size() > most)
            wrong(at, "the library allows " + std::to_string(most) + " entries at most");
        if (entries->size() < number_member(field, "min").value_or(0))
            wrong(at, "the library asks for more entries");
        for (std::size_t i = 0; i < entries->size(); ++i)
            check(member(field, "field"), (*entries)[i], at + "[" + std::to_string(i + 1) + "]");
    }

    // A group of one field is written without the group around it.
    void check_group(const json::value& field, const json::value& value, const std::string& at) {
        const json::array* const fields = member(field, "fields").if_array();
        if (fields == nullptr) return;
        const bool bare = fields->size() == 1 && !truth_member(field, "isSubContent");
        if (bare) return check(fields->front(), value, at);
        if (!value.is_object()) return wrong(at, "the library expects a group of values here");
        check_fields(member(field, "fields"), value, at);
    }

    void check_nested(const json::value& field, const json::value& value, const std::string& at) {
        const std::string named = text_member(value, "library");
        if (named.empty()) {
            if (!truth_member(field, "optional")) wrong(at, "no library is chosen here");
            return;
        }
        const auto version = version_from(named);
        if (!version) return wrong(at, "«" + named + "» names no library");
        check_library(*version, member(value, "params"), at);
    }

    const SourceFiles& files_;
    const H5pPackage& package_;
    Report& report_;
    std::map<std::string, std::optional<json::value>> semantics_;
    std::size_t mistakes_ = 0;
};

}  // namespace

std::vector<H5pVersion> libraries_in(const json::value& parameters) {
    std::vector<H5pVersion> libraries;
    visit_objects(parameters, [&](const json::value& object) {
        if (const auto version = version_from(text_member(object, "library")))
            add_once(libraries, *version);
    });
    return libraries;
}

std::vector<std::string> files_in(const json::value& parameters) {
    std::vector<std::string> files;
    visit_objects(parameters, [&](const json::value& object) {
        const std::string path = text_member(object, "path");
        // Some editors mark a copied file with this.
        const std::string_view clean = std::string_view(path).substr(0, path.find("#tmp"));
        if (!clean.empty() && clean.find("://") == std::string_view::npos &&
            !member(object, "mime").is_null())
            add_once(files, std::string(clean));
    });
    return files;
}

void check_parameters(const SourceFiles& files, const H5pPackage& package,
                      const json::value& parameters, Report& report) {
    Checker(files, package, report).check_library(package.main_library, parameters, "");
}

}  // namespace approdo::import
