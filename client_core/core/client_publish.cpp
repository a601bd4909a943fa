#include <algorithm>

#include "client_core/core/client_parts.hpp"
#include "client_core/core/json.hpp"
#include "client_core/core/views_json.hpp"
#include "content/package/handover.hpp"
#include "sync/sql/transaction.hpp"

namespace approdo::client {
namespace {

constexpr Epoch first_epoch{1};

// What this device remembers of a course that it publishes.
struct PublishedCourse {
    static constexpr std::uint32_t wire_version = 1;
    ChannelId channel;
    package::LibraryId library;
    ContentVersion version;    // 0: made here, not published yet
    package::SignedHead head;  // of that version
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(channel, library, version, head);
    }
};

std::string course_setting(const CourseId& course) {
    return "publish/" + course.hex();
}
std::string memory_setting(const package::LibraryId& library) {
    return "publish-memory/" + library.hex();
}
log::KeyName library_key_name(const package::LibraryId& library) {
    return {log::KeyKind::library, log::KeyId{library.bytes}, first_epoch};
}
log::KeyName channel_key_name(const ChannelId& channel) {
    return {log::KeyKind::channel, log::KeyId{channel.bytes}, first_epoch};
}

// Remembers which chunks are new with this package: the others went with an earlier one.
class FreshChunks final : public package::ChunkSink {
  public:
    explicit FreshChunks(CacheStore& cache) : cache_(cache) {}

    bool has(const ChunkId& id) override { return cache_.has(id); }
    std::optional<Bytes> get(const ChunkId& id) override { return cache_.get(id); }
    Result<void> put(const ChunkId& id, ByteView sealed) override {
        if (cache_.has(id)) return {};
        fresh.push_back(id);
        cache_.put_own(id, sealed);
        return {};
    }

    std::vector<ChunkId> fresh;

  private:
    CacheStore& cache_;
};

struct Keys {
    package::Library library;
    package::ChannelKey channel;
    const crypto::SymmetricKey& library_secret;
    const crypto::SymmetricKey& package;
};

class Publication {
  public:
    Publication(Client::Parts& parts, const content::AuthoredCourse& course)
        : parts_(parts), course_(course), sink_(parts.cache) {}

    Result<PublishView> run(package::FileSource& files, const PublishWish& wish,
                            const WriteOut& write) {
        find_course(wish);
        APPRODO_TRY(const Keys keys, keys_of());
        const package::SignedDescriptor descriptor = describe(keys);
        APPRODO_TRY(const auto channel, package::verify_descriptor(descriptor, nullptr));
        package::PublishOptions options;
        options.version = std::max(wish.site_version, known_.version).next();
        options.published_at = parts_.host.clock->now().wall;
        if (known_.version.value > 0) {
            if (auto head = package::verify_head(known_.head, channel);
                head.ok() && parts_.cache.has(head->manifest)) {
                options.earlier.push_back({std::move(*head), keys.package.duplicate()});
            }
        }
        APPRODO_TRY(const auto report, make(channel, keys, files, options));
        return send(descriptor, keys, report, wish, write);
    }

  private:
    void find_course(const PublishWish& wish) {
        if (const auto stored = parts_.progress.setting(course_setting(course_.course.id))) {
            if (auto read = wire::decode<PublishedCourse>(*stored); read.ok()) {
                known_ = std::move(*read);
            }
        }
        if (wish.channel && known_.channel != *wish.channel) {
            known_ = {};
            known_.channel = *wish.channel;
        }
    }

    package::LibraryId any_library() {
        const auto known = parts_.progress.held().first_of(log::KeyKind::library);
        return known ? package::LibraryId{known->bytes} : package::LibraryId{};
    }

    void add_key(const log::KeyName& name, const crypto::SymmetricKey& key) {
        parts_.progress.held().add_key(name, key);
    }

    // Makes what is not there yet; on the disk before anything is sealed under it.
    void make_keys() {
        Random& random = *parts_.host.random;
        parts_.progress.transact([&] {
            if (known_.library.is_zero()) known_.library = any_library();
            if (known_.library.is_zero()) {
                known_.library = random.id<package::LibraryId>();
                add_key(library_key_name(known_.library), crypto::SymmetricKey::random(random));
            }
            if (known_.channel.is_zero()) {
                const auto key = package::ChannelKey::random(random);
                known_.channel = package::channel_id_of(key.public_key());
                add_key(channel_key_name(known_.channel),
                        *crypto::SymmetricKey::from(key.seed().view()));
                add_key(log::package_key_name(known_.channel, first_epoch),
                        crypto::SymmetricKey::random(random));
            }
            remember();
        });
    }

    void remember() {
        parts_.progress.put_setting(course_setting(course_.course.id), wire::encode(known_));
    }

    Result<Keys> keys_of() {
        make_keys();
        const auto& ring = parts_.progress.keyring();
        const auto* library = ring.find(library_key_name(known_.library));
        const auto* channel = ring.find(channel_key_name(known_.channel));
        const auto* package = ring.find(log::package_key_name(known_.channel, first_epoch));
        if (library == nullptr || channel == nullptr || package == nullptr) {
            return fail(ErrorCode::forbidden,
                        "this device has no keys to publish this course: sync, or ask whoever "
                        "published it to make you a co-publisher");
        }
        APPRODO_TRY(const auto seed, crypto::SigningKey::Seed::from(channel->view()));
        return Keys{package::Library(*library), package::ChannelKey::from_seed(seed), *library,
                    *package};
    }

    package::SignedDescriptor describe(const Keys& keys) const {
        package::ChannelDescriptor descriptor;
        descriptor.site = parts_.identity->site_id;
        descriptor.library = known_.library;
        descriptor.course = course_.course.id;
        return package::describe_channel(descriptor, keys.channel);
    }

    Result<package::PublishReport> make(const package::ChannelDescriptor& channel, const Keys& keys,
                                        package::FileSource& files,
                                        const package::PublishOptions& options) {
        package::PublishMemoryTable memory(keys.library);
        if (const auto saved = parts_.progress.setting(memory_setting(known_.library))) {
            if (auto loaded = package::PublishMemoryTable::load(*saved, keys.library);
                loaded.ok()) {
                memory = std::move(*loaded);
            }
        }
        sql::Transaction transaction(parts_.cache.database());
        package::Publisher publisher(channel,
                                     {keys.library, keys.channel, keys.package, first_epoch,
                                      parts_.identity->site->value.box},
                                     memory, sink_, *parts_.host.random);
        APPRODO_TRY(auto report, publisher.publish(course_, files, options));
        transaction.commit();
        parts_.progress.put_setting(memory_setting(known_.library), memory.save());
        return report;
    }

    Result<PublishView> send(const package::SignedDescriptor& descriptor, const Keys& keys,
                             const package::PublishReport& report, const PublishWish& wish,
                             const WriteOut& write) {
        PublishView view;
        view.course = course_.course.id;
        view.channel = known_.channel;
        view.version = report.head_fields.version;
        view.chunks = report.chunks;
        std::vector<ChunkId> chunks = sink_.fresh;
        if (wish.everything) {
            APPRODO_TRY(chunks, all_chunks(descriptor, keys, report));
        }
        exchange::ParcelWriter start({parts_.identity->site_id, exchange::Route::to_site()});
        APPRODO_TRY(const Bytes handover, handover_of(keys));
        start.add(exchange::FrameType::handover, handover);
        start.add(exchange::FrameType::channel, wire::encode(descriptor));
        put(view, write, start.take());
        for (const ChunkId& id : chunks) {
            const auto sealed = parts_.cache.get(id);
            if (!sealed) return fail(ErrorCode::corrupt, "a chunk that was just made is gone");
            Bytes body = copy_of(id.view());
            append(body, *sealed);
            put(view, write, exchange::encode_frame(exchange::FrameType::chunk, body));
            ++view.chunks_sent;
        }
        put(view, write,
            exchange::encode_frame(exchange::FrameType::channel_head, wire::encode(report.head)));
        known_.version = report.head_fields.version;
        known_.head = report.head;
        parts_.progress.transact([this] { remember(); });
        return view;
    }

    Result<std::vector<ChunkId>> all_chunks(const package::SignedDescriptor& descriptor,
                                            const Keys& keys,
                                            const package::PublishReport& report) {
        APPRODO_TRY(const auto channel, package::verify_descriptor(descriptor, nullptr));
        APPRODO_TRY(const auto reader, package::PackageReader::open(report.head_fields, channel,
                                                                    keys.package, parts_.cache));
        std::vector<ChunkId> ids = report.head_fields.site_part;
        ids.push_back(report.head_fields.manifest);
        for (const auto& patch : report.head_fields.patches) ids.push_back(patch.index);
        const auto add = [&ids](const package::ChunkRef& ref) -> Result<void> {
            ids.push_back(ref.id);
            return {};
        };
        APPRODO_CHECK(reader.visit_nodes(add));
        APPRODO_CHECK(reader.visit_content(package::PartChoice{}, add));
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    }

    Result<Bytes> handover_of(const Keys& keys) {
        package::Handover handover;
        handover.channel = known_.channel;
        handover.course = course_.course.id;
        handover.slug = course_.course.slug;
        if (!course_.course.title.texts.empty()) {
            handover.title = course_.course.title.texts.front().text;
        }
        handover.package_epoch = first_epoch;
        handover.package_key = copy_of(keys.package.view());
        handover.library = known_.library;
        handover.library_secret = copy_of(keys.library_secret.view());
        handover.channel_key = copy_of(keys.channel.seed().view());
        auto sealed =
            package::seal_handover(handover, parts_.identity->site->value.box, *parts_.host.random);
        crypto::wipe(handover.package_key);
        crypto::wipe(handover.library_secret);
        crypto::wipe(handover.channel_key);
        return sealed;
    }

    static void put(PublishView& view, const WriteOut& write, ByteView bytes) {
        view.bytes_sent += bytes.size();
        write(bytes);
    }

    Client::Parts& parts_;
    const content::AuthoredCourse& course_;
    PublishedCourse known_;
    FreshChunks sink_;
};

}  // namespace

Result<PublishView> Client::publish(const content::AuthoredCourse& course,
                                    package::FileSource& files, const PublishWish& wish,
                                    const WriteOut& write) {
    APPRODO_CHECK(parts_->need_joined());
    return Publication(*parts_, course).run(files, wish, write);
}

std::string to_json(const PublishView& view) {
    JsonWriter json;
    json.begin_object()
        .member("schema", json_schema)
        .member("course", view.course)
        .member("channel", view.channel)
        .member("version", view.version.value)
        .member("chunks", view.chunks)
        .member("chunks_sent", view.chunks_sent)
        .member("bytes_sent", view.bytes_sent)
        .end_object();
    return json.take();
}

}  // namespace approdo::client
