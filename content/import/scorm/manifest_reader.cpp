#include "content/import/scorm/manifest_reader.hpp"

#include <algorithm>
#include <set>

#include "content/import/foreign/lom.hpp"
#include "content/import/foreign/package_address.hpp"
#include "content/import/scorm/item_reader.hpp"
#include "content/import/source/trimmed.hpp"

namespace approdo::import {

using namespace content;

namespace {

std::string value_of(pugi::xml_node node, std::string_view name) {
    return std::string(trimmed(attribute(node, name)));
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// The namespaces that the manifest declares, one after another.
std::string namespaces_of(pugi::xml_node manifest) {
    std::string all;
    for (const pugi::xml_attribute one : manifest.attributes()) {
        if (std::string_view(one.name()).starts_with("xmlns"))
            all += std::string(one.value()) + " ";
    }
    return all;
}

class ManifestReader : public MetadataSource {
  public:
    ManifestReader(const Source& source, const std::string& path, const XmlDocument& document,
                   Report& report)
        : source_(source),
          path_(path),
          document_(document),
          report_(report),
          place_{document, path, report} {
        result_.folder = source.file.empty() ? folder_of(path) : std::string();
    }

    std::optional<ScormReading> run() {
        const pugi::xml_node manifest = document_.root();
        result_.scorm.id = value_of(manifest, "identifier");
        result_.scorm.version = value_of(manifest, "version");
        tell_edition(manifest);
        const std::string base = folder_with_base(result_.folder, attribute(manifest, "base"));
        collect(manifest, base, 0);
        read_organizations(manifest);
        read_shared_sequencing(manifest);
        check_references();
        read_words(manifest);
        find_start();
        if (result_.start.empty())
            report_.error(path_, 0, "the manifest names nothing that could be opened",
                          "export the package again, with its activities");
        if (report_.has_errors()) return std::nullopt;
        return std::move(result_);
    }

    // Inline, or in a file that is named.
    ForeignMetadata metadata_of(pugi::xml_node part) override {
        const pugi::xml_node metadata = child(part, "metadata");
        if (!metadata) return {};
        if (const pugi::xml_node lom = child(metadata, "lom")) return read_lom(lom);
        const pugi::xml_node location = child(metadata, "location");
        if (!location) return {};
        const std::string href = text_within(location);
        if (const auto known = metadata_files_.find(href); known != metadata_files_.end())
            return known->second;
        return metadata_files_[href] = metadata_in_file(href, location);
    }

  private:
    void warn(pugi::xml_node node, std::string message, std::string mend) {
        report_.warning(path_, document_.line_of(node), std::move(message), std::move(mend));
    }

    // What the manifest calls itself decides; where it is silent or contradicts itself, the
    // namespaces and elements of one edition alone do.
    void tell_edition(pugi::xml_node manifest) {
        const pugi::xml_node schema = child(child(manifest, "metadata"), "schemaversion");
        const std::string version(trimmed(text_within(schema)));
        const std::string namespaces = namespaces_of(manifest);
        result_.scorm.schema_version = version;
        const bool has_2004 = contains(namespaces, "adlcp_v1p3") || contains(namespaces, "adlseq");
        const bool has_12 = contains(namespaces, "adlcp_rootv1p2");
        if (contains(version, "4th")) {
            result_.format = "scorm-2004-4th";
        } else if (contains(version, "3rd")) {
            result_.format = "scorm-2004-3rd";
        } else if (contains(version, "2nd") || contains(version, "CAM 1.3") ||
                   contains(version, "2004")) {
            result_.format = "scorm-2004-2nd";
        } else if (contains(version, "1.2") || contains(version, "1.1")) {
            result_.format = "scorm-1.2";
        } else {
            result_.format = has_2004 ? "scorm-2004-3rd" : "scorm-1.2";
            warn(schema ? schema : manifest,
                 version.empty() ? "the manifest does not say which SCORM it is"
                                 : "no SCORM is called «" + version + "»",
                 "it is read as " + result_.format + ", after the namespaces that it uses");
            return;
        }
        const bool is_12 = result_.format == "scorm-1.2";
        if ((is_12 && has_2004) || (!is_12 && has_12))
            warn(schema,
                 "the manifest calls itself «" + version + "» and uses the namespaces of " +
                     (is_12 ? "SCORM 2004" : "SCORM 1.2"),
                 "it is read as " + result_.format + "; try it before learners do");
    }

    // Resources of the manifest and of those within it, each seen from its own folder.
    void collect(pugi::xml_node manifest, const std::string& folder, std::size_t depth) {
        const pugi::xml_node resources = child(manifest, "resources");
        const std::string base = folder_with_base(folder, attribute(resources, "base"));
        for (const pugi::xml_node one : children(resources, "resource")) read_resource(one, base);
        for (const pugi::xml_node one : children(manifest, "manifest")) {
            tree_.submanifests.emplace(value_of(one, "identifier"), one);
            collect(one, folder_with_base(folder, attribute(one, "base")), depth + 1);
        }
    }

    void read_resource(pugi::xml_node node, const std::string& folder) {
        const std::string base = folder_with_base(folder, attribute(node, "base"));
        ScormResource resource;
        resource.id = value_of(node, "identifier");
        resource.type = value_of(node, "type");
        std::string kind = value_of(node, "scormType");
        if (kind.empty()) kind = value_of(node, "scormtype");
        resource.kind = kind == "sco" ? ResourceKind::sco : ResourceKind::asset;
        std::string href(attribute(node, "href"));
        if (!href.empty()) resource.address = opened(node, base, href).address;
        std::set<std::string> files;
        for (const pugi::xml_node one : children(node, "file")) {
            const PackageAddress file = opened(one, base, std::string(attribute(one, "href")));
            if (!file.path.empty() && files.insert(file.path).second)
                resource.files.push_back(below_folder(file.path));
        }
        for (const pugi::xml_node one : children(node, "dependency"))
            resource.dependencies.push_back(value_of(one, "identifierref"));
        resource.metadata = metadata_of(node);
        if (!resource_nodes_.emplace(resource.id, node).second)
            warn(node, "two resources are called «" + resource.id + "»",
                 "the first is used; give the other one a name of its own");
        result_.scorm.resources.push_back(std::move(resource));
    }

    std::string below_folder(const std::string& path) const {
        return result_.folder.empty() ? path : path.substr(result_.folder.size() + 1);
    }

    // An address and whether it leads somewhere; that it does not is reported.
    PackageAddress opened(pugi::xml_node node, const std::string& folder, const std::string& href) {
        PackageAddress address = package_address(result_.folder, folder, href);
        if (address.outside) {
            warn(node, "«" + href + "» lies outside of the package",
                 "it needs a connection; put the file into the package");
        } else if (address.path.empty()) {
            warn(node, "«" + href + "» leads out of the package, or nowhere",
                 "name a file of the package");
        } else if (!source_.files.exists(address.path) && missing_.insert(address.path).second) {
            warn(node, "the package lacks the file «" + below_folder(address.path) + "»",
                 "put it there, or take it out of the manifest");
        }
        return address;
    }

    void read_organizations(pugi::xml_node manifest) {
        const pugi::xml_node organizations = child(manifest, "organizations");
        result_.scorm.default_organization = value_of(organizations, "default");
        bool found = false;
        for (const pugi::xml_node one : children(organizations, "organization")) {
            result_.scorm.organizations.push_back(read_organization(one, tree_, place_, *this));
            found |= result_.scorm.organizations.back().id == result_.scorm.default_organization;
        }
        if (!found && !result_.scorm.organizations.empty())
            warn(organizations,
                 "no organisation is called «" + result_.scorm.default_organization + "»",
                 "the first one is used; name it as the default");
    }

    void read_shared_sequencing(pugi::xml_node manifest) {
        for (const pugi::xml_node one :
             children(child(manifest, "sequencingCollection"), "sequencing"))
            result_.scorm.shared_sequencing.push_back(read_sequencing(one, place_));
        for (const pugi::xml_node one : children(manifest, "manifest")) read_shared_sequencing(one);
    }

    void check_references() {
        const ScormPackage& scorm = result_.scorm;
        for (const ScormResource& resource : scorm.resources) {
            for (const std::string& id : resource.dependencies) {
                if (!resource_nodes_.contains(id))
                    warn(resource_nodes_[resource.id],
                         "«" + resource.id + "» depends on «" + id + "», which is not there",
                         "add the resource, or take the dependency away");
            }
        }
        for (const ScormOrganization& organization : scorm.organizations) {
            check_shared(organization.sequencing, organization.id);
            std::set<std::string> ids;
            for (const ScormItem& item : organization.items) {
                check_shared(item.sequencing, item.id);
                if (!ids.insert(item.id).second)
                    report_.warning(path_, 0, "two activities are called «" + item.id + "»",
                                    "give each a name of its own: progress is kept by it");
                if (!item.resource.empty() && !resource_nodes_.contains(item.resource))
                    report_.warning(
                        path_, 0,
                        "«" + item.title + "» opens «" + item.resource + "», which is not there",
                        "add the resource, or take the activity away");
            }
        }
    }

    void check_shared(const Sequencing& sequencing, const std::string& of) {
        check_maps(result_.scorm.resolved(sequencing), of);
        const auto& shared = result_.scorm.shared_sequencing;
        const bool found = sequencing.shared.empty() ||
                           std::any_of(shared.begin(), shared.end(), [&](const Sequencing& one) {
                               return one.id == sequencing.shared;
                           });
        if (!found)
            report_.warning(path_, 0,
                            "«" + of + "» builds on the sequencing «" + sequencing.shared +
                                "», which is not there",
                            "add it to the collection; what stands at the activity holds");
    }

    void check_maps(const Sequencing& whole, const std::string& of) {
        for (const MoreMaps& more : whole.more_maps) {
            const bool found =
                std::any_of(whole.objectives.begin(), whole.objectives.end(),
                            [&](const Objective& one) { return one.id == more.objective; });
            if (!found)
                report_.warning(path_, 0, "«" + of + "» has no objective «" + more.objective + "»",
                                "what it should share is left out");
        }
    }

    ForeignMetadata metadata_in_file(const std::string& href, pugi::xml_node location) {
        const PackageAddress address = opened(location, result_.folder, href);
        if (address.path.empty() || !source_.files.exists(address.path)) return {};
        Report broken;
        const auto document = read_xml(source_.files, address.path, broken);
        if (!document) {
            for (Finding& one : broken.findings) {
                one.severity = Severity::warning;
                report_.findings.push_back(std::move(one));
            }
            return {};
        }
        return read_lom(document->root());
    }

    void read_words(pugi::xml_node manifest) {
        result_.metadata = metadata_of(manifest);
        const ScormOrganization* const organization = result_.scorm.organization();
        if (organization != nullptr) {
            result_.title = organization->title;
            if (result_.metadata == ForeignMetadata{}) result_.metadata = organization->metadata;
        }
        if (result_.title.empty() && !result_.metadata.title.empty())
            result_.title = result_.metadata.title.texts.front().text;
        const std::string stated = value_of(manifest, "lang");
        if (is_language_tag(stated)) {
            result_.language = stated;
        } else if (!result_.metadata.languages.empty()) {
            result_.language = result_.metadata.languages.front();
        }
    }

    void find_start() {
        const ScormPackage& scorm = result_.scorm;
        const std::string base = result_.folder.empty() ? "" : result_.folder + "/";
        if (const ScormOrganization* const organization = scorm.organization()) {
            for (const ScormItem& item : organization->items) {
                const ScormResource* const resource = scorm.resource(item.resource);
                if (resource == nullptr || resource->address.empty()) continue;
                result_.start = with_parameters(resource->address, item.parameters);
                if (!is_outside(result_.start)) result_.start = base + result_.start;
                return;
            }
        }
        for (const ScormResource& resource : scorm.resources) {
            if (resource.address.empty()) continue;
            result_.start =
                is_outside(resource.address) ? resource.address : base + resource.address;
            return;
        }
    }

    // As the standard joins them: one question mark, whatever either side begins or ends with.
    static std::string with_parameters(std::string address, std::string_view parameters) {
        while (parameters.starts_with('?') || parameters.starts_with('&'))
            parameters.remove_prefix(1);
        if (parameters.empty()) return address;
        if (parameters.starts_with('#'))
            return contains(address, "#") ? address : address + std::string(parameters);
        return address + (contains(address, "?") ? '&' : '?') + std::string(parameters);
    }

    const Source& source_;
    const std::string& path_;
    const XmlDocument& document_;
    Report& report_;
    ManifestPlace place_;
    ManifestTree tree_;
    ScormReading result_;
    std::map<std::string, pugi::xml_node> resource_nodes_;
    std::map<std::string, ForeignMetadata> metadata_files_;
    std::set<std::string> missing_;
};

}  // namespace

bool is_scorm_manifest(std::string_view beginning) {
    if (!contains(beginning, "manifest")) return false;
    const bool cartridge = contains(beginning, "IMS Common Cartridge") ||
                           contains(beginning, "IMS Thin Common Cartridge");
    return !cartridge && (contains(beginning, "ADL SCORM") || contains(beginning, "adlcp_"));
}

std::optional<ScormReading> read_scorm_manifest(const Source& source, const std::string& path,
                                                Report& report) {
    const auto document = read_xml(source.files, path, report);
    if (!document) return std::nullopt;
    if (local_name(document->root()) != "manifest") {
        report.error(path, document->line_of(document->root()), "this is no manifest",
                     "its outermost element has to be <manifest>");
        return std::nullopt;
    }
    return ManifestReader(source, path, *document, report).run();
}

}  // namespace approdo::import
