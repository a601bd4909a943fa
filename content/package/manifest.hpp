// The manifest: what one version of a course consists of. It is a tree (root → module → list of
// files → list of chunks) whose nodes are sealed chunks of about a hundred entries, so that an
// edited page changes one path of small nodes. The root is signed by the channel's key and sealed
// under the package key of its epoch; nodes are sealed like content, each named by its parent.
// The publisher writes it, PackageReader and Download read it.
#pragma once

#include "content/model/course.hpp"
#include "content/package/channel.hpp"
#include "sync/crypto/aead.hpp"

namespace approdo::package {

using PackageKey = crypto::SymmetricKey;  // one for each epoch of a channel; comes by keyring

// What lies at the path of a unit's variant.
inline constexpr std::string_view page_media_type = "application/vnd.approdo.page";
inline constexpr std::string_view quiz_media_type = "application/vnd.approdo.quiz";
inline constexpr std::string_view paper_media_type = "application/vnd.approdo.paper";
inline constexpr std::string_view foreign_media_type = "application/vnd.approdo.foreign";
inline constexpr std::string_view quiz_key_media_type = "application/vnd.approdo.quiz-key";
// Where the key of a practice quiz lies; no authored path may begin with this folder.
inline constexpr std::string_view quiz_key_folder = "quiz-keys/";
std::string quiz_key_path(const UnitId& unit);
// The structure of a foreign package, by its unit.
inline constexpr std::string_view foreign_folder = "foreign-structures/";
std::string foreign_path(const UnitId& unit);

// A run of chunks in a list node, with the bytes it covers, so that a range is found from above.
struct ListRef {
    ChunkRef node;
    std::uint64_t bytes = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(node, bytes);
    }
    bool operator==(const ListRef&) const = default;
};

// The chunks of one stream of bytes: named here when they are few, else in list nodes.
struct ChunkList {
    static constexpr std::size_t inline_max = 8;
    std::uint64_t bytes = 0;
    std::vector<ChunkRef> chunks;
    std::vector<ListRef> lists;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(bytes, chunks, lists);
    }
    bool operator==(const ChunkList&) const = default;
};

struct ListNode {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<ChunkRef> chunks;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(chunks);
    }
    bool operator==(const ListNode&) const = default;
};

struct FileEntry {
    static constexpr std::uint32_t wire_version = 1;
    std::string path;  // inside the package, with '/'
    std::string media_type;
    content::ContentPart part;
    std::uint64_t size = 0;
    // Small texts lie in their module's stream of the same part, one after another in the order of
    // the module's lists; only their sizes are written down, so that an edit moves no other number.
    bool is_grouped = false;
    ChunkList chunks;  // empty when grouped
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(path, media_type, part.type, part.language, size, is_grouped);
        if (!is_grouped) archive(chunks);
    }
    bool operator==(const FileEntry&) const = default;
};

struct FilesNode {
    static constexpr std::uint32_t wire_version = 1;
    std::vector<FileEntry> files;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(files);
    }
    bool operator==(const FilesNode&) const = default;
};

// What a part weighs, so that a person can choose before anything is downloaded.
struct PartSize {
    content::ContentPart part;
    std::uint64_t files = 0;
    std::uint64_t plain_bytes = 0;
    std::uint64_t sealed_bytes = 0;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(part.type, part.language, files, plain_bytes, sealed_bytes);
    }
    bool operator==(const PartSize&) const = default;
};

struct GroupStream {
    content::ContentPart part;
    ChunkList chunks;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(part.type, part.language, chunks);
    }
    bool operator==(const GroupStream&) const = default;
};

struct ModuleNode {
    static constexpr std::uint32_t wire_version = 1;
    ModuleId module;  // zero: what several modules share
    std::vector<ChunkRef> file_lists;
    std::vector<GroupStream> groups;
    std::vector<PartSize> sizes;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(module, file_lists, groups, sizes);
    }
    bool operator==(const ModuleNode&) const = default;
};

struct ModuleRef {
    ModuleId module;
    ChunkRef node;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(module, node);
    }
    bool operator==(const ModuleRef&) const = default;
};

struct Manifest {
    static constexpr std::uint32_t wire_version = 1;
    static constexpr std::size_t modules_max = 1500;  // a root is one chunk
    ChannelId channel;
    ContentVersion version;
    std::uint32_t minimum_reader = 1;
    CourseId course;
    UtcMs published_at;
    ChunkList course_tree;  // content::encode(Course)
    std::vector<ModuleRef> modules;
    std::vector<PartSize> sizes;  // of all modules together
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(channel, version, minimum_reader, course, published_at, course_tree, modules,
                sizes);
    }
    bool operator==(const Manifest&) const = default;
};

void add_size(std::vector<PartSize>& sizes, const PartSize& size);

// The signed root as bytes, before sealing; patches are made between these.
Bytes sign_manifest(const Manifest& manifest, const SiteId& site, const ChannelKey& key);
Result<Manifest> verify_manifest(ByteView signed_manifest, const ChannelDescriptor& channel);

// Random nonce: the one chunk of a version that is not named by its content alone.
Result<Bytes> seal_manifest(ByteView signed_manifest, const ChannelId& channel,
                            ContentVersion version, const PackageKey& key, Random& random);
// The same with a given nonce, for a reader that knows all of a root but its sealing.
Bytes seal_manifest_with(ByteView signed_manifest, const ChannelId& channel, ContentVersion version,
                         const PackageKey& key, const crypto::Nonce& nonce);
Result<Bytes> open_manifest(ByteView sealed, const ChannelHead& head, const PackageKey& key);

}  // namespace approdo::package
