#include "content/import/cartridge/canvas_losses.hpp"

#include <algorithm>
#include <set>

#include "content/import/source/trimmed.hpp"

namespace approdo::import::cartridge {

namespace {

constexpr const char* modules_file = "course_settings/module_meta.xml";
constexpr std::size_t beginning_max = 4096;
constexpr const char* take_out = "take it out if it is not for learners";

std::string text_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(text_within(child(node, name))));
}

// The assignment in Canvas's words, within the standard's or by itself.
pugi::xml_node canvas_assignment(pugi::xml_node root) {
    if (const pugi::xml_node extension = child(child(root, "extensions"), "assignment"))
        return extension;
    return root;
}

std::string listed(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

// As the standard says it, else as Canvas does.
std::pair<pugi::xml_node, std::string> ways_to_hand_in(pugi::xml_node root) {
    std::vector<std::string> ways;
    const pugi::xml_node formats = child(root, "submission_formats");
    for (const pugi::xml_node one : children(formats, "format"))
        ways.emplace_back(trimmed(attribute(one, "type")));
    if (!ways.empty()) return {formats, listed(ways)};
    const pugi::xml_node types = child(canvas_assignment(root), "submission_types");
    return {types, std::string(trimmed(text_within(types)))};
}

std::pair<pugi::xml_node, std::string> points_of(pugi::xml_node root) {
    const pugi::xml_node gradable = child(root, "gradable");
    const std::string_view points = trimmed(attribute(gradable, "points_possible"));
    if (!points.empty()) return {gradable, std::string(points)};
    const pugi::xml_node node = child(canvas_assignment(root), "points_possible");
    return {node, std::string(trimmed(text_within(node)))};
}

bool is_unpublished(pugi::xml_node node) {
    const std::string state = text_of(node, "workflow_state");
    return state == "unpublished" || state == "post_delayed";
}

// By what its own files say: an assignment, a quiz, a discussion.
bool says_unpublished(pugi::xml_node root) {
    const std::string_view name = local_name(root);
    if (name == "assignment") return is_unpublished(canvas_assignment(root));
    if (name == "topicMeta") return is_unpublished(root);
    if (name != "quiz") return false;
    return text_of(root, "available") == "false" || is_unpublished(child(root, "assignment"));
}

// <meta name="workflow_state" content="unpublished"/>, as Canvas writes it.
bool page_says_unpublished(std::string_view html) {
    const std::size_t at = html.find("name=\"workflow_state\"");
    if (at == std::string_view::npos) return false;
    return html.substr(at, html.find('>', at) - at).find("\"unpublished\"") !=
           std::string_view::npos;
}

std::vector<std::string> files_about(const Resource& resource, const Manifest& manifest) {
    std::vector<std::string> files = resource.files;
    for (const std::string& id : resource.dependencies) {
        if (const Resource* const other = manifest.resource(id))
            files.insert(files.end(), other->files.begin(), other->files.end());
    }
    return files;
}

// By its beginning: a file of questions is large, and says nothing of it.
bool holds_questions(const SourceFiles& files, const std::string& path) {
    const Bytes bytes = files.beginning(path, beginning_max);
    return approdo::text_of(bytes).find("questestinterop") != std::string_view::npos;
}

// The file that says so; empty: none does.
std::string file_that_hides(const Source& source, const Manifest& manifest,
                            const Resource& resource) {
    for (const std::string& path : files_about(resource, manifest)) {
        if (is_page(path)) {
            if (page_says_unpublished(
                    approdo::text_of(source.files.beginning(path, beginning_max))))
                return path;
        } else if (extension_of(path) == ".xml" && !holds_questions(source.files, path)) {
            Report unused;  // what cannot be read is reported where it is needed
            const auto document = read_xml(source.files, path, unused);
            if (document && says_unpublished(document->root())) return path;
        }
    }
    return {};
}

void report_module(pugi::xml_node module, const XmlDocument& document,
                   const std::set<std::string>& reported, Report& report) {
    if (is_unpublished(module))
        report.warning(modules_file, document.line_of(module),
                       "the module «" + text_of(module, "title") +
                           "» was not published in Canvas: here it shows like the others",
                       take_out);
    for (const pugi::xml_node item : children(child(module, "items"), "item")) {
        if (is_unpublished(item) && !reported.contains(text_of(item, "identifierref")))
            report.warning(modules_file, document.line_of(item),
                           "«" + text_of(item, "title") +
                               "» was not published in Canvas: here it shows like the others",
                           take_out);
    }
}

}  // namespace

void report_assignment(const XmlDocument& document, const std::string& file, Report& report) {
    const pugi::xml_node root = document.root();
    const auto lost = [&](pugi::xml_node node, std::string message, std::string mend) {
        report.warning(file, document.line_of(node), std::move(message), std::move(mend));
    };
    if (const auto [node, points] = points_of(root);
        points.find_first_of("123456789") != std::string::npos)
        lost(node, "the assignment's " + points + " points are not kept",
             "who marks it gives a grade instead");
    if (const auto [node, ways] = ways_to_hand_in(root); !ways.empty() && ways != "none")
        lost(node, "how the assignment is to be handed in («" + ways + "») is not kept",
             "say it in its text");
    if (const pugi::xml_node words = child(root, "instructor_text");
        !trimmed(text_within(words)).empty())
        lost(words, "what the assignment tells its instructors is left out",
             "hand it to them another way");
    for (const char* const name : {"due_at", "unlock_at", "lock_at"}) {
        const pugi::xml_node date = child(canvas_assignment(root), name);
        if (!trimmed(text_within(date)).empty())
            lost(date,
                 "the date " + std::string(trimmed(text_within(date))) + " of the assignment (" +
                     name + ") is not kept",
                 "set the dates of the edition");
    }
}

void report_unpublished(const Source& source, const Manifest& manifest, const CoursePlan& plan,
                        Report& report) {
    std::set<std::string> reported;
    for (const PlannedUnit& one : plan.units) {
        const std::string file = file_that_hides(source, manifest, *one.resource);
        if (file.empty() || !reported.insert(one.resource->id).second) continue;
        report.warning(
            file, 0,
            "«" + one.title + "» was not published in Canvas: here it shows like the others",
            take_out);
    }
    if (!source.files.exists(modules_file)) return;
    Report problems;
    const auto document = read_xml(source.files, modules_file, problems);
    for (Finding& finding : problems.findings) {
        finding.severity = Severity::warning;
        report.findings.push_back(std::move(finding));
    }
    if (!document) return;
    for (const pugi::xml_node module : children(document->root(), "module"))
        report_module(module, *document, reported, report);
}

}  // namespace approdo::import::cartridge
