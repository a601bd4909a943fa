// The manifest of a cartridge: the organisation's items, the resources with their files. What is
// named and not there is reported.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/import/source/format.hpp"
#include "content/model/foreign.hpp"

namespace approdo::import::cartridge {

enum class ResourceType {
    web_content,
    associated,
    assessment,
    question_bank,
    discussion,
    web_link,
    tool_link,
    assignment,
    other,
};

struct Resource {
    std::string id;
    ResourceType type = ResourceType::other;
    std::string type_name;
    std::string path;                // its href, or its first file; empty: none that is there
    std::vector<std::string> files;  // those that are there
    std::vector<std::string> dependencies;
    std::string intended_use;
    std::string stands_in_for;  // the resource that it is a simpler form of
    bool instructors_only = false;
    std::size_t line = 0;
};

struct Item {
    std::uint32_t level = 1;  // 1 below the organisation; an item's children follow it
    std::string id;
    std::string title;
    std::string resource;
    bool instructors_only = false;
    std::size_t line = 0;
};

struct Manifest {
    std::string id;
    std::string version;  // "1.3.0"
    bool thin = false;
    content::ForeignMetadata metadata;
    std::vector<Item> items;
    std::vector<Resource> resources;
    std::string path;

    const Resource* resource(std::string_view id) const;
};

// By the first bytes of a manifest.
bool is_cartridge_manifest(std::string_view beginning);
// Nothing when the report has an error.
std::optional<Manifest> read_manifest(const Source& source, const std::string& path,
                                      Report& report);

}  // namespace approdo::import::cartridge
