// The activities of an organisation, in the order of the manifest, each followed by those below it.
// An item that names a submanifest takes the place of that manifest's organisation.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content/import/scorm/sequencing_reader.hpp"

namespace approdo::import {

struct ManifestTree {
    std::map<std::string, pugi::xml_node, std::less<>> submanifests;  // by identifier
};

// Metadata of a part of the manifest, that of a file which it names included.
class MetadataSource {
  public:
    virtual ~MetadataSource() = default;
    virtual content::ForeignMetadata metadata_of(pugi::xml_node part) = 0;
};

content::ScormOrganization read_organization(pugi::xml_node organization, const ManifestTree& tree,
                                             const ManifestPlace& place, MetadataSource& metadata);
// The organisation that a manifest names as its default, else its first; none: an empty node.
pugi::xml_node default_organization(pugi::xml_node manifest);

}  // namespace approdo::import
