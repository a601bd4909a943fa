#include "content/package/publisher.hpp"

#include <algorithm>
#include <map>

#include "content/model/encoding.hpp"
#include "content/package/chunk_writer.hpp"
#include "content/package/gather.hpp"
#include "content/package/patch.hpp"
#include "content/package/reader.hpp"

namespace approdo::package {
namespace {

using content::AuthoredCourse;
using content::ContentPart;
using content::PartType;

// Bytes of several items one after another.
class ItemsFeed {
  public:
    ItemsFeed(std::vector<const Item*> items, FileSource& files)
        : items_(std::move(items)), files_(files) {}

    Result<std::size_t> operator()(MutableByteView out) {
        std::size_t filled = 0;
        while (filled < out.size() && at_ < items_.size()) {
            const Item& item = *items_[at_];
            const std::size_t want = static_cast<std::size_t>(
                std::min<std::uint64_t>(out.size() - filled, item.size - offset_));
            if (want > 0) APPRODO_CHECK(fill(item, out.subspan(filled, want)));
            filled += want;
            offset_ += want;
            if (offset_ < item.size) continue;
            ++at_;
            offset_ = 0;
        }
        return filled;
    }

  private:
    Result<void> fill(const Item& item, MutableByteView out) {
        if (item.source.empty()) {
            const Bytes& bytes = bytes_in_memory(item);
            const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(offset_);
            std::copy(begin, begin + static_cast<std::ptrdiff_t>(out.size()), out.begin());
            return {};
        }
        APPRODO_TRY(const std::size_t got, files_.read(item.source, offset_, out));
        if (got == out.size()) return {};
        return fail(ErrorCode::conflict, "the file \"" + item.path +
                                             "\" became shorter while it was read: publish again "
                                             "when nobody is changing it");
    }

    const Bytes& bytes_in_memory(const Item& item) {
        if (item.held != nullptr) return *item.held;
        if (!item.encoded) return item.bytes;
        if (offset_ == 0) encoded_ = item.encoded();
        return encoded_;
    }

    std::vector<const Item*> items_;
    FileSource& files_;
    Bytes encoded_;
    std::size_t at_ = 0;
    std::uint64_t offset_ = 0;
};

Result<WrittenStream> write_items(ChunkWriter& writer, std::vector<const Item*> items,
                                  FileSource& files, CutBounds bounds) {
    ItemsFeed feed(std::move(items), files);
    return writer.write_stream([&](MutableByteView out) { return feed(out); }, bounds);
}

Result<void> write_groups(ChunkWriter& writer, const std::vector<Item>& items, FileSource& files,
                          ModuleNode& node) {
    std::map<ContentPart, std::vector<const Item*>> groups;
    for (const Item& item : items) {
        if (item.is_grouped()) groups[item.part].push_back(&item);
    }
    for (auto& [part, members] : groups) {
        PartSize size{part, members.size(), 0, 0};
        APPRODO_TRY(WrittenStream stream,
                    write_items(writer, std::move(members), files, text_bounds));
        size.plain_bytes = stream.list.bytes;
        size.sealed_bytes = stream.sealed_bytes;
        add_size(node.sizes, size);
        node.groups.push_back({part, std::move(stream.list)});
    }
    return {};
}

Result<FileEntry> write_file(ChunkWriter& writer, const Item& item, FileSource& files,
                             ModuleNode& node) {
    FileEntry entry;
    entry.path = item.path;
    entry.media_type = item.media_type;
    entry.part = item.part;
    entry.size = item.size;
    entry.is_grouped = item.is_grouped();
    if (entry.is_grouped) return entry;
    const CutBounds bounds = item.part.type == PartType::text ? text_bounds : media_bounds;
    APPRODO_TRY(WrittenStream stream, write_items(writer, {&item}, files, bounds));
    add_size(node.sizes, {item.part, 1, item.size, stream.sealed_bytes});
    entry.chunks = std::move(stream.list);
    return entry;
}

Result<ModuleNode> write_module(ChunkWriter& writer, const ModuleId& module,
                                const std::vector<Item>& items, FileSource& files) {
    ModuleNode node;
    node.module = module;
    APPRODO_CHECK(write_groups(writer, items, files, node));
    FilesNode list;
    // A list has to fit a node even where many entries carry their own chunks.
    constexpr std::size_t list_bytes_max = 64 * limits::kib;
    std::size_t list_bytes = 0;
    for (const Item& item : items) {
        APPRODO_TRY(FileEntry entry, write_file(writer, item, files, node));
        list_bytes += wire::encode(entry).size();
        const Hash name = Library::content_hash(bytes_of(entry.path));
        list.files.push_back(std::move(entry));
        if (!ends_list(list.files.size(), name.bytes[0]) && list_bytes < list_bytes_max) continue;
        APPRODO_TRY(node.file_lists.emplace_back(), writer.write_node(list));
        list = {};
        list_bytes = 0;
    }
    if (!list.files.empty()) {
        APPRODO_TRY(node.file_lists.emplace_back(), writer.write_node(list));
    }
    return node;
}

Result<void> write_tree(ChunkWriter& writer, const AuthoredCourse& course, const Modules& modules,
                        FileSource& files, Manifest& manifest) {
    const Item tree = item_of_bytes("", "", {}, content::encode(course.course));
    APPRODO_TRY(WrittenStream stream, write_items(writer, {&tree}, files, text_bounds));
    manifest.course_tree = std::move(stream.list);
    if (modules.size() > Manifest::modules_max) {
        return fail(ErrorCode::too_large, "the course has too many modules for one package");
    }
    for (const auto& [module, items] : modules) {
        APPRODO_TRY(const ModuleNode node, write_module(writer, module, items, files));
        APPRODO_TRY(const ChunkRef ref, writer.write_node(node));
        manifest.modules.push_back({module, ref});
        for (const PartSize& size : node.sizes) add_size(manifest.sizes, size);
    }
    return {};
}

}  // namespace

Publisher::Publisher(const ChannelDescriptor& channel, PublishKeys keys, PublishMemory& memory,
                     ChunkSink& sink, Random& random)
    : channel_(channel), keys_(keys), memory_(memory), sink_(sink), random_(random) {}

Result<PublishReport> Publisher::publish(const AuthoredCourse& course, FileSource& files,
                                         const PublishOptions& options) {
    if (keys_.channel_key.public_key() != channel_.key) {
        return fail(ErrorCode::forbidden, "this is not the key that signs for the channel");
    }
    const bool follows =
        options.earlier.empty() || options.earlier.front().head.version < options.version;
    if (options.version.value == 0 || !follows) {
        return fail(ErrorCode::conflict, "the new version has to be above the one before");
    }
    Gatherer gatherer(keys_.library, memory_, random_);
    APPRODO_CHECK(gatherer.add_all(course));

    PublishReport report;
    Manifest manifest;
    manifest.channel = channel_.channel;
    manifest.version = options.version;
    manifest.minimum_reader = reader_version;
    manifest.course = course.course.id;
    manifest.published_at = options.published_at;
    ChunkWriter writer(keys_.library, memory_, sink_);
    APPRODO_CHECK(write_tree(writer, course, gatherer.modules, files, manifest));

    ChannelHead& head = report.head_fields;
    head.channel = channel_.channel;
    head.version = options.version;
    head.package_epoch = keys_.package_epoch;
    head.minimum_reader = reader_version;
    head.published_at = options.published_at;
    for (const PartSize& size : manifest.sizes) {
        head.package_bytes += size.sealed_bytes;
        report.plain_bytes += size.plain_bytes;
    }
    APPRODO_CHECK(put_manifest(manifest, head));
    SitePart site_part{channel_.channel, options.version, std::move(gatherer.graded), {}};
    APPRODO_TRY(head.site_part, seal_site_part(site_part, keys_.site_box, sink_, random_));
    APPRODO_CHECK(verify_and_patch(options, head));

    report.papers = std::move(gatherer.papers);
    report.chunks = writer.counts().chunks;
    report.chunks_new = writer.counts().chunks_new;
    report.sealed_bytes_new = writer.counts().sealed_bytes_new;
    report.head = sign_head(head, channel_.site, keys_.channel_key);
    return report;
}

Result<void> Publisher::put_manifest(const Manifest& manifest, ChannelHead& head) {
    const Bytes root = sign_manifest(manifest, channel_.site, keys_.channel_key);
    APPRODO_TRY(const Bytes sealed, seal_manifest(root, channel_.channel, manifest.version,
                                                  keys_.package_key, random_));
    head.manifest = chunk_id_of(sealed);
    head.manifest_size = static_cast<std::uint32_t>(sealed.size());
    return sink_.put(head.manifest, sealed);
}

// The new version is read back as a learner would read it, before anybody hears of it.
Result<void> Publisher::verify_and_patch(const PublishOptions& options, ChannelHead& head) {
    APPRODO_TRY(const PackageReader reader,
                PackageReader::open(head, channel_, keys_.package_key, sink_));
    APPRODO_CHECK(reader.verify_all());
    for (const ChunkId& id : head.site_part) {
        const auto sealed = sink_.get(id);
        if (!sealed) return fail(ErrorCode::missing, "the graded part is not in the store");
        APPRODO_CHECK(check_chunk(id, *sealed));
    }
    for (const EarlierVersion& earlier : options.earlier) {
        auto from = PackageReader::open(earlier.head, channel_, earlier.package_key, sink_);
        // A base that was cleaned up costs its readers bytes; it does not stop the new version.
        if (!from.ok()) continue;
        APPRODO_TRY(const auto offer, publish_patches(*from, reader, keys_.library,
                                                      keys_.package_key, sink_, random_));
        if (offer) head.patches.push_back(*offer);
    }
    return {};
}

}  // namespace approdo::package
