#include "content/package/reader.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"
#include "content/package/paper.hpp"

namespace approdo::package {
namespace {

// A page, quiz or course tree larger than this is a fault, not a lesson.
constexpr std::size_t value_size_max = 64 * limits::mib;

template <class Node>
Result<Node> decode_node(const Bytes& plain) {
    auto node = wire::decode<Node>(plain);
    if (!node.ok()) return fail(ErrorCode::malformed, "a part of the course's list is damaged");
    return node;
}

FileInfo place(const ModuleNode& module, const FileEntry& entry,
               std::vector<std::uint64_t>& group_offsets) {
    FileInfo info{module.module, entry.path, entry.media_type, entry.part,
                  entry.size,    0,          entry.chunks};
    if (!entry.is_grouped) return info;
    for (std::size_t i = 0; i < module.groups.size(); ++i) {
        if (module.groups[i].part != entry.part) continue;
        info.offset = group_offsets[i];
        info.chunks = module.groups[i].chunks;
        group_offsets[i] += entry.size;
    }
    return info;
}

}  // namespace

bool PartChoice::includes(const content::ContentPart& part) const {
    const bool type_fits =
        types.empty() || std::find(types.begin(), types.end(), part.type) != types.end();
    const bool language_fits =
        languages.empty() || part.language.empty() ||
        std::find(languages.begin(), languages.end(), part.language) != languages.end();
    return type_fits && language_fits;
}

Result<PackageReader> PackageReader::open(const ChannelHead& head, const ChannelDescriptor& channel,
                                          const PackageKey& key, ChunkSource& source) {
    if (head.minimum_reader > reader_version) {
        return fail(ErrorCode::unsupported,
                    "this course needs a newer Approdo: update the program, your work stays");
    }
    const auto sealed = source.get(head.manifest);
    if (!sealed) return fail(ErrorCode::missing, "the course's list has not been downloaded yet");
    PackageReader reader(head, source);
    APPRODO_TRY(reader.signed_manifest_, open_manifest(*sealed, head, key));
    APPRODO_TRY(reader.manifest_, verify_manifest(reader.signed_manifest_, channel));
    if (reader.manifest_.version != head.version || reader.manifest_.channel != head.channel) {
        return fail(ErrorCode::unauthentic, "the course's list is of another version");
    }
    if (reader.manifest_.minimum_reader > reader_version) {
        return fail(ErrorCode::unsupported,
                    "this course needs a newer Approdo: update the program, your work stays");
    }
    return reader;
}

Result<Bytes> PackageReader::open_chunk_at(const ChunkRef& ref) const {
    const auto sealed = source_.get(ref.id);
    if (!sealed) return fail(ErrorCode::missing, "this part of the course is not downloaded");
    return open_chunk(ref, *sealed);
}

Result<ModuleNode> PackageReader::module(const ModuleRef& ref) const {
    APPRODO_TRY(const Bytes plain, open_chunk_at(ref.node));
    APPRODO_TRY(ModuleNode node, decode_node<ModuleNode>(plain));
    if (node.module != ref.module) {
        return fail(ErrorCode::malformed, "a module's list is of another module");
    }
    return node;
}

Result<FilesNode> PackageReader::file_list(const ChunkRef& ref) const {
    APPRODO_TRY(const Bytes plain, open_chunk_at(ref));
    return decode_node<FilesNode>(plain);
}

Result<void> PackageReader::visit_list(const ChunkList& list, const ChunkVisitor& visit) const {
    for (const ChunkRef& ref : list.chunks) APPRODO_CHECK(visit(ref));
    for (const ListRef& ref : list.lists) {
        APPRODO_TRY(const Bytes plain, open_chunk_at(ref.node));
        APPRODO_TRY(const ListNode node, decode_node<ListNode>(plain));
        for (const ChunkRef& chunk : node.chunks) APPRODO_CHECK(visit(chunk));
    }
    return {};
}

Result<std::vector<FileInfo>> PackageReader::files() const {
    std::vector<FileInfo> result;
    for (const ModuleRef& ref : manifest_.modules) {
        APPRODO_TRY(const ModuleNode node, module(ref));
        std::vector<std::uint64_t> group_offsets(node.groups.size());
        for (const ChunkRef& list : node.file_lists) {
            APPRODO_TRY(const FilesNode files, file_list(list));
            for (const FileEntry& entry : files.files) {
                result.push_back(place(node, entry, group_offsets));
            }
        }
    }
    return result;
}

Result<FileInfo> PackageReader::file(std::string_view path) const {
    for (const ModuleRef& ref : manifest_.modules) {
        APPRODO_TRY(const ModuleNode node, module(ref));
        std::vector<std::uint64_t> group_offsets(node.groups.size());
        for (const ChunkRef& list : node.file_lists) {
            APPRODO_TRY(const FilesNode files, file_list(list));
            for (const FileEntry& entry : files.files) {
                FileInfo info = place(node, entry, group_offsets);
                if (info.path == path) return info;
            }
        }
    }
    return fail(ErrorCode::not_found, "the course has no file " + std::string(path));
}

Result<void> PackageReader::read_through(const FileInfo& file,
                                         const std::function<Result<void>(ByteView)>& use) const {
    return read_range(file, 0, file.size, use);
}

// Skips whole list nodes and chunks in front of the range without opening them.
Result<void> PackageReader::read_range(const FileInfo& file, std::uint64_t offset,
                                       std::uint64_t size,
                                       const std::function<Result<void>(ByteView)>& use) const {
    if (offset > file.size) return fail(ErrorCode::invalid_input, "reading behind a file's end");
    std::uint64_t left = std::min(size, file.size - offset);
    std::uint64_t skip = file.offset + offset;

    const auto read_chunk = [&](const ChunkRef& ref) -> Result<void> {
        if (left == 0) return {};
        if (skip >= ref.plain_size) {
            skip -= ref.plain_size;
            return {};
        }
        APPRODO_TRY(const Bytes plain, open_chunk_at(ref));
        const std::size_t start = static_cast<std::size_t>(skip);
        const std::size_t count =
            static_cast<std::size_t>(std::min<std::uint64_t>(left, plain.size() - start));
        skip = 0;
        left -= count;
        return use(ByteView(plain).subspan(start, count));
    };

    for (const ChunkRef& ref : file.chunks.chunks) APPRODO_CHECK(read_chunk(ref));
    for (const ListRef& list : file.chunks.lists) {
        if (left == 0) break;
        if (skip >= list.bytes) {
            skip -= list.bytes;
            continue;
        }
        APPRODO_TRY(const Bytes plain, open_chunk_at(list.node));
        APPRODO_TRY(const ListNode node, decode_node<ListNode>(plain));
        for (const ChunkRef& ref : node.chunks) APPRODO_CHECK(read_chunk(ref));
    }
    if (left != 0) return fail(ErrorCode::malformed, "a file is shorter than its list says");
    return {};
}

Result<Bytes> PackageReader::read(const FileInfo& file, std::uint64_t offset,
                                  std::size_t size) const {
    Bytes result;
    APPRODO_CHECK(read_range(file, offset, size, [&](ByteView bytes) -> Result<void> {
        append(result, bytes);
        return {};
    }));
    return result;
}

Result<Bytes> PackageReader::read_all(const FileInfo& file, std::size_t size_max) const {
    if (file.size > size_max) {
        return fail(ErrorCode::too_large, file.path + " is too large to be read at once");
    }
    return read(file, 0, static_cast<std::size_t>(file.size));
}

Result<Bytes> PackageReader::value_at(std::string_view path, std::string_view media_type) const {
    APPRODO_TRY(const FileInfo info, file(path));
    if (info.media_type != media_type) {
        if (info.media_type == paper_media_type) {
            return fail(ErrorCode::locked, "this test opens with the key of its sitting");
        }
        return fail(ErrorCode::invalid_input, info.path + " is of another kind");
    }
    return read_all(info, value_size_max);
}

Result<content::Course> PackageReader::course() const {
    if (manifest_.course_tree.bytes > value_size_max) {
        return fail(ErrorCode::too_large, "the course's tree is too large");
    }
    Bytes bytes;
    APPRODO_CHECK(visit_list(manifest_.course_tree, [&](const ChunkRef& ref) -> Result<void> {
        APPRODO_TRY(const Bytes plain, open_chunk_at(ref));
        append(bytes, plain);
        return {};
    }));
    return content::decode<content::Course>(bytes);
}

Result<content::Page> PackageReader::page(std::string_view path) const {
    APPRODO_TRY(const Bytes bytes, value_at(path, page_media_type));
    return content::decode<content::Page>(bytes);
}

Result<content::QuizPublic> PackageReader::quiz(std::string_view path) const {
    APPRODO_TRY(const Bytes bytes, value_at(path, quiz_media_type));
    return content::decode<content::QuizPublic>(bytes);
}

Result<content::QuizKey> PackageReader::practice_key(const UnitId& unit) const {
    auto bytes = value_at(quiz_key_path(unit), quiz_key_media_type);
    if (!bytes.ok() && bytes.error().code == ErrorCode::not_found) {
        return fail(ErrorCode::forbidden, "this quiz is marked by the site: hand it in");
    }
    APPRODO_TRY(const Bytes key, std::move(bytes));
    return content::decode<content::QuizKey>(key);
}

Result<content::ForeignPackage> PackageReader::foreign(const UnitId& unit) const {
    APPRODO_TRY(const Bytes bytes, value_at(foreign_path(unit), foreign_media_type));
    return content::decode<content::ForeignPackage>(bytes);
}

Result<PaperSeal> PackageReader::paper(std::string_view path) const {
    APPRODO_TRY(const Bytes bytes, value_at(path, paper_media_type));
    return wire::decode<PaperSeal>(bytes);
}

Result<void> PackageReader::visit_nodes(const ChunkVisitor& visit) const {
    const auto visit_list_nodes = [&](const ChunkList& list) -> Result<void> {
        for (const ListRef& ref : list.lists) APPRODO_CHECK(visit(ref.node));
        return {};
    };
    APPRODO_CHECK(visit_list_nodes(manifest_.course_tree));
    APPRODO_CHECK(visit_list(manifest_.course_tree, visit));
    for (const ModuleRef& ref : manifest_.modules) {
        APPRODO_CHECK(visit(ref.node));
        APPRODO_TRY(const ModuleNode node, module(ref));
        for (const GroupStream& group : node.groups) APPRODO_CHECK(visit_list_nodes(group.chunks));
        for (const ChunkRef& list : node.file_lists) {
            APPRODO_CHECK(visit(list));
            APPRODO_TRY(const FilesNode files, file_list(list));
            for (const FileEntry& entry : files.files) {
                APPRODO_CHECK(visit_list_nodes(entry.chunks));
            }
        }
    }
    return {};
}

Result<void> PackageReader::visit_content(const PartChoice& choice,
                                          const ChunkVisitor& visit) const {
    for (const ModuleRef& ref : manifest_.modules) {
        APPRODO_TRY(const ModuleNode node, module(ref));
        for (const GroupStream& group : node.groups) {
            if (choice.includes(group.part)) APPRODO_CHECK(visit_list(group.chunks, visit));
        }
        for (const ChunkRef& list : node.file_lists) {
            APPRODO_TRY(const FilesNode files, file_list(list));
            for (const FileEntry& entry : files.files) {
                if (choice.includes(entry.part)) APPRODO_CHECK(visit_list(entry.chunks, visit));
            }
        }
    }
    return {};
}

Result<void> PackageReader::verify_all() const {
    const auto check = [&](const ChunkRef& ref) -> Result<void> {
        const auto sealed = source_.get(ref.id);
        if (!sealed) {
            return fail(ErrorCode::missing, "chunk " + ref.id.hex() + " is not in the store");
        }
        return check_chunk(ref.id, *sealed);
    };
    APPRODO_CHECK(visit_nodes(check));
    return visit_content({}, check);
}

}  // namespace approdo::package
