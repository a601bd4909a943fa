// The structure of a package that another program plays (SCORM, cmi5, H5P), read once when it is
// imported. The package's files lie whole in the unit's folder; this travels beside them
// (content/package/manifest.hpp), so that a player works from it alone. Texts are as the package
// has them. A kind of package that this program does not know is kept as it came.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "content/model/scorm.hpp"
#include "sync/base/ids.hpp"

namespace approdo::content {

// cmi5. Numbers are encoded.
enum class MoveOn : std::uint8_t {
    not_applicable = 1,
    passed = 2,
    completed = 3,
    completed_and_passed = 4,
    completed_or_passed = 5,
};
enum class LaunchMethod : std::uint8_t { any_window = 1, own_window = 2 };
enum class Cmi5Kind : std::uint8_t { block = 1, assignable_unit = 2 };

struct Cmi5Objective {
    std::string id;
    LocalText title;
    LocalText description;
    bool operator==(const Cmi5Objective&) const = default;
};
// A block or an assignable unit; of a block the fields behind `objectives` are unused.
struct Cmi5Node {
    static constexpr std::uint32_t format_version = 1;
    std::uint32_t level = 1;  // 1 below the course. What a block holds follows it, one deeper.
    Cmi5Kind kind = Cmi5Kind::assignable_unit;
    std::string id;
    LocalText title;
    LocalText description;
    std::vector<std::string> objectives;
    std::string address;  // a path in the package with its query, or an absolute one
    LaunchMethod launch_method = LaunchMethod::any_window;
    MoveOn move_on = MoveOn::not_applicable;
    std::string mastery_score;  // 0 to 1; empty: none
    std::string launch_parameters;
    std::string entitlement_key;
    std::string activity_type;
    Tail tail;
    bool operator==(const Cmi5Node&) const = default;
};
struct Cmi5Course {
    static constexpr std::uint32_t format_version = 1;
    std::string id;
    LocalText title;
    LocalText description;
    std::vector<Cmi5Objective> objectives;
    std::vector<Cmi5Node> nodes;
    Tail tail;
    bool operator==(const Cmi5Course&) const = default;
};

// H5P. "H5P.TrueFalse 1.6" by its parts; of a dependency the patch does not count.
struct H5pVersion {
    std::string name;
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    auto operator<=>(const H5pVersion&) const = default;
};
struct H5pLibrary {
    static constexpr std::uint32_t format_version = 1;
    H5pVersion version;
    std::uint32_t patch = 0;
    std::string title;
    std::string folder;
    bool runnable = false;
    std::vector<std::string> scripts;  // inside the folder, in the order to load them
    std::vector<std::string> styles;
    std::vector<H5pVersion> needs;     // before it runs
    std::vector<H5pVersion> may_need;  // when it asks for them
    std::vector<std::string> embed_types;
    Tail tail;
    bool operator==(const H5pLibrary&) const = default;
};
struct H5pPackage {
    static constexpr std::uint32_t format_version = 1;
    H5pVersion main_library;
    std::string parameters_path;  // content/content.json
    std::vector<std::string> embed_types;
    std::vector<H5pVersion> needs;       // as the package declares them
    std::vector<H5pVersion> in_content;  // that its parameters name, each once
    std::vector<H5pLibrary> libraries;   // that it brings along
    Tail tail;
    bool operator==(const H5pPackage&) const = default;
};

struct UnknownForeign {
    std::uint64_t tag = 0;
    Bytes raw;
    bool operator==(const UnknownForeign&) const = default;
};

using ForeignShape = std::variant<ScormPackage, Cmi5Course, H5pPackage, UnknownForeign>;

struct ForeignPackage {
    static constexpr std::uint32_t format_version = 1;
    UnitId unit;
    std::string format;  // the unit's foreign_format
    ForeignMetadata metadata;
    ForeignShape shape;
    Tail tail;
    bool operator==(const ForeignPackage&) const = default;
};

}  // namespace approdo::content
