#include "content/import/cmi5/structure_reader.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "content/import/foreign/package_address.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import {

using namespace content;

namespace {

// What the launch adds to an address: no address may have it already.
constexpr std::array<std::string_view, 5> launch_parameters{"endpoint", "fetch", "actor",
                                                            "registration", "activityId"};

std::string text_of(pugi::xml_node node) {
    return std::string(trimmed(text_within(node)));
}
std::string value_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(attribute(node, name)));
}

// An absolute IRI: a scheme, a colon, something behind it, no blank within.
bool is_iri(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto in_scheme = [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    const auto is_unusable = [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' ||
               c == '{' || c == '}' || c == '|' || c == '\\' || c == '^' || c == '`';
    };
    const std::string_view scheme = text.substr(0, colon);
    return is_letter(scheme.front()) && std::all_of(scheme.begin(), scheme.end(), in_scheme) &&
           std::none_of(text.begin(), text.end(), is_unusable);
}

class StructureReader {
  public:
    StructureReader(const Source& source, const std::string& path, const XmlDocument& document,
                    Report& report)
        : source_(source), path_(path), document_(document), report_(report) {}

    std::optional<Cmi5Course> run() {
        const pugi::xml_node root = document_.root();
        if (local_name(root) != "courseStructure") {
            error(root, "this is no cmi5 course structure",
                  "its outermost element has to be <courseStructure>");
            return std::nullopt;
        }
        check_order(root, {"course", "objectives", "au block"}, {"course"});
        const pugi::xml_node course = child(root, "course");
        check_order(course, {"title", "description"}, {"title", "description"});
        result_.id = id_of(course, "course", courses_);
        result_.title = words_of(child(course, "title"));
        result_.description = words_of(child(course, "description"));
        read_objectives(child(root, "objectives"));
        read_nodes(root, 1);
        const bool plays =
            std::any_of(result_.nodes.begin(), result_.nodes.end(),
                        [](const Cmi5Node& one) { return one.kind == Cmi5Kind::assignable_unit; });
        if (!plays)
            error(root, "the course has no assignable unit", "add an <au> that can be launched");
        if (report_.has_errors()) return std::nullopt;
        return std::move(result_);
    }

  private:
    void error(pugi::xml_node node, std::string message, std::string mend) {
        report_.error(path_, document_.line_of(node), std::move(message), std::move(mend));
    }

    // The schema's sequence: children stand in this order («a b» at one place: either, repeated),
    // what is required is there. Elements of other namespaces may stand behind.
    void check_order(pugi::xml_node node, std::initializer_list<std::string_view> order,
                     std::initializer_list<std::string_view> required) {
        auto place = order.begin();
        std::set<std::string_view> seen;
        for (const pugi::xml_node one : node.children()) {
            if (one.type() != pugi::node_element || is_foreign(one)) continue;
            const std::string_view name = local_name(one);
            const auto fits = [&](std::string_view names) {
                return (" " + std::string(names) + " ").find(" " + std::string(name) + " ") !=
                       std::string::npos;
            };
            const auto found = std::find_if(place, order.end(), fits);
            const bool repeated = found != order.end() &&
                                  found->find(' ') == std::string_view::npos && seen.contains(name);
            if (found == order.end() || repeated) {
                error(one,
                      "<" + std::string(name) + "> may not stand here in <" +
                          std::string(local_name(node)) + ">",
                      "keep to the order of the schema, CourseStructure.xsd");
                return;
            }
            place = found;
            seen.insert(name);
        }
        for (const std::string_view name : required) {
            if (!seen.contains(name))
                error(
                    node,
                    "<" + std::string(local_name(node)) + "> lacks its <" + std::string(name) + ">",
                    "the schema, CourseStructure.xsd, asks for it");
        }
    }

    // Extensions have a namespace of their own.
    static bool is_foreign(pugi::xml_node node) {
        const std::string_view name = node.name();
        const std::string_view root = node.root().first_child().name();
        const auto prefix = [](std::string_view full) {
            const std::size_t colon = full.find(':');
            return colon == std::string_view::npos ? std::string_view() : full.substr(0, colon);
        };
        const pugi::xml_attribute own = node.attribute("xmlns");
        const bool other =
            own && std::string_view(own.value()).find("CourseStructure") == std::string_view::npos;
        (void)root;
        return other || prefix(name) != prefix(node.parent().name());
    }

    std::string id_of(pugi::xml_node node, std::string_view what, std::set<std::string>& taken) {
        std::string id = value_of(node, "id");
        if (!is_iri(id))
            error(node, "the id «" + id + "» of this " + std::string(what) + " is no absolute IRI",
                  "write one like https://example.org/course/1");
        if (!taken.insert(id).second)
            error(node, "the id «" + id + "» is given to two of its kind",
                  "give each " + std::string(what) + " an id of its own");
        return id;
    }

    LocalText words_of(pugi::xml_node node) {
        LocalText words;
        const auto all = children(node, "langstring");
        if (node && all.empty())
            error(node, "there is no <langstring> here",
                  "write the words in at least one language");
        for (const pugi::xml_node one : all) {
            const std::string language = value_of(one, "lang");
            if (!language.empty() && !is_language_tag(language))
                error(one, "«" + language + "» is no language", "write it like «it» or «en-GB»");
            words.set(language.empty() ? "und" : language, text_of(one));
        }
        return words;
    }

    void read_objectives(pugi::xml_node node) {
        for (const pugi::xml_node one : children(node, "objective")) {
            Cmi5Objective objective;
            objective.id = id_of(one, "objective", objectives_);
            objective.title = words_of(child(one, "title"));
            objective.description = words_of(child(one, "description"));
            result_.objectives.push_back(std::move(objective));
        }
    }

    void read_nodes(pugi::xml_node parent, std::uint32_t level) {
        for (const pugi::xml_node one : parent.children()) {
            const std::string_view name = local_name(one);
            if (name == "block") {
                read_block(one, level);
            } else if (name == "au") {
                read_unit(one, level);
            }
        }
    }

    Cmi5Node node_of(pugi::xml_node node, std::uint32_t level, Cmi5Kind kind) {
        Cmi5Node result;
        result.level = level;
        result.kind = kind;
        result.title = words_of(child(node, "title"));
        result.description = words_of(child(node, "description"));
        for (const pugi::xml_node one : children(child(node, "objectives"), "objective")) {
            std::string id = value_of(one, "idref");
            if (!objectives_.contains(id))
                report_.warning(path_, document_.line_of(one),
                                "the course has no objective «" + id + "»",
                                "add it to the course's objectives");
            result.objectives.push_back(std::move(id));
        }
        return result;
    }

    void read_block(pugi::xml_node node, std::uint32_t level) {
        check_order(node, {"title", "description", "objectives", "au block"},
                    {"title", "description"});
        Cmi5Node block = node_of(node, level, Cmi5Kind::block);
        block.id = id_of(node, "block", blocks_);
        result_.nodes.push_back(std::move(block));
        const std::size_t before = result_.nodes.size();
        read_nodes(node, level + 1);
        if (result_.nodes.size() == before)
            error(node, "this block is empty", "put an <au> or a <block> into it");
    }

    void read_unit(pugi::xml_node node, std::uint32_t level) {
        check_order(
            node,
            {"title", "description", "objectives", "url", "launchParameters", "entitlementKey"},
            {"title", "description", "url"});
        Cmi5Node unit = node_of(node, level, Cmi5Kind::assignable_unit);
        unit.id = id_of(node, "au", units_);
        read_address(child(node, "url"), unit);
        read_move_on(node, unit);
        unit.launch_parameters = text_of(child(node, "launchParameters"));
        unit.entitlement_key = text_of(child(node, "entitlementKey"));
        unit.activity_type = value_of(node, "activityType");
        result_.nodes.push_back(std::move(unit));
    }

    void read_move_on(pugi::xml_node node, Cmi5Node& unit) {
        struct Word {
            std::string_view word;
            MoveOn value;
        };
        constexpr Word words[] = {{"NotApplicable", MoveOn::not_applicable},
                                  {"Passed", MoveOn::passed},
                                  {"Completed", MoveOn::completed},
                                  {"CompletedAndPassed", MoveOn::completed_and_passed},
                                  {"CompletedOrPassed", MoveOn::completed_or_passed}};
        if (const std::string move_on = value_of(node, "moveOn"); !move_on.empty()) {
            const auto found = std::find_if(std::begin(words), std::end(words),
                                            [&](const Word& one) { return one.word == move_on; });
            if (found == std::end(words)) {
                error(node, "moveOn=\"" + move_on + "\" is not known",
                      "write NotApplicable, Passed, Completed, CompletedAndPassed or "
                      "CompletedOrPassed");
            } else {
                unit.move_on = found->value;
            }
        }
        const std::string method = value_of(node, "launchMethod");
        if (method == "OwnWindow") unit.launch_method = LaunchMethod::own_window;
        if (!method.empty() && method != "OwnWindow" && method != "AnyWindow")
            error(node, "launchMethod=\"" + method + "\" is not known",
                  "write AnyWindow or OwnWindow");
        unit.mastery_score = value_of(node, "masteryScore");
        if (unit.mastery_score.empty()) return;
        const auto score = decimal_from(unit.mastery_score);
        if (!score.ok() || compare(score.value(), {0, 0}) < 0 || compare(score.value(), {1, 0}) > 0)
            error(node, "masteryScore=\"" + unit.mastery_score + "\" is not between 0 and 1",
                  "write it like 0.8");
    }

    void read_address(pugi::xml_node url, Cmi5Node& unit) {
        const std::string href = text_of(url);
        if (!url || href.empty()) {
            if (url) error(url, "this assignable unit has no address", "write its <url>");
            return;
        }
        if (href.find_first_of(" \t\r\n") != std::string::npos)
            error(url, "«" + href + "» is no address", "blanks in it are written %20");
        check_query(url, href);
        const std::string folder = source_.file.empty() ? folder_of(path_) : std::string();
        const PackageAddress address = package_address(folder, folder, href);
        unit.address = address.address;
        if (address.outside) return;
        if (address.path.empty()) {
            error_of_missing_file(url, href);
        } else if (is_out_of_its_package()) {
            report_.warning(path_, document_.line_of(url),
                            "«" + href + "» is in the package that this structure comes from",
                            "hand over the whole zip, so that it can be opened");
        } else if (!source_.file.empty()) {
            error(url, "«" + href + "» is relative, and there is no package to look in",
                  "hand over the whole zip, or write an address with https://");
        } else if (!source_.files.exists(address.path)) {
            error_of_missing_file(url, href);
        }
    }

    void error_of_missing_file(pugi::xml_node url, const std::string& href) {
        error(url, "the package lacks the file «" + href + "»",
              "put it there, or correct the <url>");
    }

    // In a package the structure is called cmi5.xml; under another name it never was in one, and
    // may not have relative addresses.
    bool is_out_of_its_package() const {
        return source_.file == "cmi5.xml" || source_.file.ends_with("/cmi5.xml") ||
               source_.file.ends_with(".cmi5.xml");
    }

    void check_query(pugi::xml_node url, std::string_view href) {
        const std::size_t question = href.find('?');
        if (question == std::string_view::npos) return;
        const std::string_view query = href.substr(question + 1, href.find('#') - question - 1);
        for (std::size_t at = 0; at <= query.size();) {
            const std::size_t end = std::min(query.find('&', at), query.size());
            const std::string_view pair = query.substr(at, end - at);
            at = end + 1;
            const std::string_view name = pair.substr(0, pair.find('='));
            if (std::find(launch_parameters.begin(), launch_parameters.end(), name) !=
                launch_parameters.end())
                error(url, "the address has a parameter «" + std::string(name) + "» already",
                      "the launch adds one of that name: call yours something else");
        }
    }

    const Source& source_;
    const std::string& path_;
    const XmlDocument& document_;
    Report& report_;
    Cmi5Course result_;
    std::set<std::string> courses_, objectives_, blocks_, units_;
};

}  // namespace

std::optional<Cmi5Course> read_course_structure(const Source& source, const std::string& path,
                                                Report& report) {
    const auto document = read_xml(source.files, path, report);
    if (!document) return std::nullopt;
    return StructureReader(source, path, *document, report).run();
}

}  // namespace approdo::import
