#include "content/import/cartridge/manifest.hpp"

#include <algorithm>
#include <set>

#include "content/import/foreign/lom.hpp"
#include "content/import/foreign/package_address.hpp"
#include "content/import/source/trimmed.hpp"
#include "content/import/source/xml.hpp"

namespace approdo::import::cartridge {

namespace {

std::string value_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(attribute(node, name)));
}
bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

ResourceType type_from(std::string_view name) {
    if (name == "webcontent") return ResourceType::web_content;
    if (name.starts_with("associatedcontent/")) return ResourceType::associated;
    if (contains(name, "imsqti_xmlv1p2"))
        return contains(name, "question-bank") ? ResourceType::question_bank
                                               : ResourceType::assessment;
    if (name.starts_with("imsdt_")) return ResourceType::discussion;
    if (name.starts_with("imswl_")) return ResourceType::web_link;
    if (name.starts_with("imsbasiclti_")) return ResourceType::tool_link;
    if (name.starts_with("assignment_xml")) return ResourceType::assignment;
    return ResourceType::other;
}

// Roles that are named exclude the others.
bool is_for_instructors(pugi::xml_node part) {
    bool instructors = false;
    bool learners = false;
    const pugi::xml_node lom = child(child(part, "metadata"), "lom");
    for (const pugi::xml_node role : children(child(lom, "educational"), "intendedEndUserRole")) {
        const std::string who(trimmed(text_within(child(role, "value"))));
        instructors |= who == "Instructor" || who == "Mentor" || who == "Administrator";
        learners |= who == "Learner";
    }
    return instructors && !learners;
}

class ManifestReader {
  public:
    ManifestReader(const Source& source, const std::string& path, const XmlDocument& document,
                   Report& report)
        : source_(source), document_(document), report_(report) {
        result_.path = path;
        folder_ = source.file.empty() ? folder_of(path) : std::string();
    }

    std::optional<Manifest> run() {
        const pugi::xml_node manifest = document_.root();
        result_.id = value_of(manifest, "identifier");
        const pugi::xml_node metadata = child(manifest, "metadata");
        result_.version = trimmed(text_within(child(metadata, "schemaversion")));
        result_.thin = contains(text_within(child(metadata, "schema")), "Thin");
        result_.metadata = read_lom(child(metadata, "lom"));
        if (!result_.version.starts_with("1.")) {
            report_.error(result_.path, document_.line_of(metadata),
                          "Common Cartridge " + result_.version + " is not read",
                          "export it as Common Cartridge 1.1, 1.2 or 1.3");
            return std::nullopt;
        }
        const pugi::xml_node resources = child(manifest, "resources");
        const std::string base = folder_with_base(
            folder_with_base(folder_, attribute(manifest, "base")), attribute(resources, "base"));
        for (const pugi::xml_node one : children(resources, "resource")) read_resource(one, base);
        for (const pugi::xml_node one : children(child(manifest, "organizations"), "organization"))
            read_items(one, 1);
        check_references();
        return std::move(result_);
    }

  private:
    void warn(std::size_t line, std::string message, std::string mend) {
        report_.warning(result_.path, line, std::move(message), std::move(mend));
    }

    void read_resource(pugi::xml_node node, const std::string& folder) {
        const std::string base = folder_with_base(folder, attribute(node, "base"));
        Resource resource;
        resource.id = value_of(node, "identifier");
        resource.type_name = value_of(node, "type");
        resource.type = type_from(resource.type_name);
        resource.line = document_.line_of(node);
        resource.intended_use = value_of(node, "intendeduse");
        resource.instructors_only = is_for_instructors(node);
        if (const pugi::xml_node variant = child(node, "variant"))
            resource.stands_in_for = value_of(variant, "identifierref");
        for (const pugi::xml_node file : children(node, "file")) {
            const std::string path = there(file, base);
            if (!path.empty()) resource.files.push_back(path);
        }
        if (!value_of(node, "href").empty()) resource.path = there(node, base);
        if (resource.path.empty() && !resource.files.empty())
            resource.path = resource.files.front();
        for (const pugi::xml_node one : children(node, "dependency"))
            resource.dependencies.push_back(value_of(one, "identifierref"));
        if (!ids_.insert(resource.id).second)
            warn(resource.line, "two resources are called «" + resource.id + "»",
                 "what refers to it means the first; give the other a name of its own");
        result_.resources.push_back(std::move(resource));
    }

    // The file that an element names; empty, and reported once, when it is not there.
    std::string there(pugi::xml_node node, const std::string& folder) {
        const std::string href(attribute(node, "href"));
        const PackageAddress address = package_address(folder_, folder, href);
        if (!address.outside && !address.path.empty() && source_.files.exists(address.path))
            return address.path;
        if (missing_.insert(href).second)
            warn(document_.line_of(node), "the cartridge lacks the file «" + href + "»",
                 "put it there, or take it out of the manifest");
        return {};
    }

    void read_items(pugi::xml_node parent, std::uint32_t level) {
        for (const pugi::xml_node node : children(parent, "item")) {
            Item item;
            item.level = level;
            item.id = value_of(node, "identifier");
            item.title = trimmed(text_within(child(node, "title")));
            item.resource = value_of(node, "identifierref");
            item.instructors_only = is_for_instructors(node);
            item.line = document_.line_of(node);
            result_.items.push_back(std::move(item));
            read_items(node, level + 1);
        }
    }

    void check_references() {
        for (const Item& item : result_.items) {
            if (!item.resource.empty() && !ids_.contains(item.resource))
                warn(item.line,
                     "«" + item.title + "» refers to «" + item.resource + "», which is not there",
                     "it is left out; export the cartridge again with that content");
        }
        for (const Resource& resource : result_.resources) {
            for (const std::string& id : resource.dependencies) {
                if (!ids_.contains(id))
                    warn(resource.line,
                         "«" + resource.id + "» depends on «" + id + "», which is not there",
                         "export the cartridge again");
            }
        }
    }

    const Source& source_;
    const XmlDocument& document_;
    Report& report_;
    Manifest result_;
    std::string folder_;
    std::set<std::string> ids_;
    std::set<std::string> missing_;
};

}  // namespace

const Resource* Manifest::resource(std::string_view wanted) const {
    const auto found = std::find_if(resources.begin(), resources.end(),
                                    [&](const Resource& one) { return one.id == wanted; });
    return found == resources.end() ? nullptr : &*found;
}

bool is_cartridge_manifest(std::string_view beginning) {
    return contains(beginning, "manifest") && contains(beginning, "Common Cartridge");
}

std::optional<Manifest> read_manifest(const Source& source, const std::string& path,
                                      Report& report) {
    const auto document = read_xml(source.files, path, report);
    if (!document) return std::nullopt;
    return ManifestReader(source, path, *document, report).run();
}

}  // namespace approdo::import::cartridge
