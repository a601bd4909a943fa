#include "server/app/course_publishing.hpp"

#include <algorithm>
#include <unordered_set>

#include "content/package/download.hpp"

namespace approdo::app {

namespace {

constexpr Epoch first_epoch{1};

std::string memory_setting(const package::LibraryId& library) {
    return "publish-memory/" + library.hex();
}
log::KeyName library_key_name(const package::LibraryId& library) {
    return {log::KeyKind::library, log::KeyId{library.bytes}, first_epoch};
}
log::KeyName channel_key_name(const ChannelId& channel) {
    return {log::KeyKind::channel, log::KeyId{channel.bytes}, first_epoch};
}

std::string title_of(const content::Course& course) {
    return course.title.empty() ? course.slug : course.title.texts.front().text;
}

// A learner's device that has these chunks, and takes others from where they are.
class Laptop final : public package::ChunkSink {
  public:
    Laptop(package::ChunkSource& chunks, std::unordered_set<ChunkId> held)
        : chunks_(chunks), held_(std::move(held)) {}
    bool has(const ChunkId& id) override { return held_.contains(id) || made_.has(id); }
    std::optional<Bytes> get(const ChunkId& id) override {
        if (held_.contains(id)) return chunks_.get(id);
        return made_.get(id);
    }
    Result<void> put(const ChunkId& id, ByteView sealed) override {
        // What it made itself by a patch is what lies there already.
        if (chunks_.has(id)) {
            held_.insert(id);
            return {};
        }
        return made_.put(id, sealed);
    }
    bool fetch(const ChunkId& id) { return chunks_.has(id) && (held_.insert(id), true); }

  private:
    package::ChunkSource& chunks_;
    std::unordered_set<ChunkId> held_;
    package::MemoryChunks made_;
};

}  // namespace

// The publishing organisation's library, if a course of it has brought one.
std::optional<package::LibraryId> CoursePublishing::library_of(store::Session& session,
                                                               const OrganisationId& owner) const {
    for (const store::CourseLine& line : session.catalogue().courses()) {
        if (line.owner != owner || line.descriptor.empty()) continue;
        const auto descriptor = descriptor_of(line);
        if (descriptor.ok() &&
            session.keyring().find(library_key_name(descriptor->library)) != nullptr)
            return descriptor->library;
    }
    return std::nullopt;
}

void CoursePublishing::make_keys(store::Session& session, const content::Course& course,
                                 PublicationPlan& plan) {
    const auto library = library_of(session, plan.line.owner);
    plan.library = library.value_or(random_.id<package::LibraryId>());
    plan.library_secret = library ? session.keyring().find(library_key_name(*library))->duplicate()
                                  : crypto::SymmetricKey::random(random_);
    plan.channel = package::ChannelKey::random(random_);
    plan.package = crypto::SymmetricKey::random(random_);
    plan.package_epoch = first_epoch;
    package::ChannelDescriptor fields;
    fields.site = keys_.site;
    fields.library = plan.library;
    fields.course = course.id;
    plan.signed_descriptor = package::describe_channel(fields, *plan.channel);
    plan.line.channel = package::channel_id_of(plan.channel->public_key());
}

Result<void> CoursePublishing::find_keys(store::Session& session, PublicationPlan& plan) const {
    APPRODO_TRY(plan.signed_descriptor,
                wire::decode<package::SignedDescriptor>(plan.line.descriptor));
    APPRODO_TRY(const auto descriptor, package::verify_descriptor(plan.signed_descriptor, nullptr));
    plan.library = descriptor.library;
    const log::Keyring& ring = session.keyring();
    plan.package_epoch = ring.newest(log::KeyKind::package, log::KeyId{plan.line.channel.bytes})
                             .value_or(first_epoch);
    const auto* library = ring.find(library_key_name(plan.library));
    const auto* channel = ring.find(channel_key_name(plan.line.channel));
    const auto* package = ring.find(log::package_key_name(plan.line.channel, plan.package_epoch));
    if (library == nullptr || channel == nullptr || package == nullptr)
        return fail(ErrorCode::locked, "The keys of the course «" + plan.line.slug +
                                           "» were not handed over to the site: publish it from "
                                           "the laptop that published it before.");
    plan.library_secret = library->duplicate();
    plan.package = package->duplicate();
    APPRODO_TRY(const auto seed, package::ChannelKey::Seed::from(channel->view()));
    plan.channel = package::ChannelKey::from_seed(seed);
    return {};
}

Result<PublicationPlan> CoursePublishing::plan(store::Session& session,
                                               const content::Course& course,
                                               const Publisher& publisher) {
    PublicationPlan plan;
    if (auto known = session.catalogue().course(course.id)) {
        plan.line = std::move(*known);
    } else {
        plan.line.course = course.id;
        plan.line.owner = publisher.organisation;
        plan.line.title = title_of(course);
        plan.line.slug = course.slug;
        // Two courses of one name are two courses.
        for (int n = 2; session.catalogue().course_named(plan.line.slug); ++n)
            plan.line.slug = course.slug + "-" + std::to_string(n);
    }
    if (plan.line.version.value == 0) {
        make_keys(session, course, plan);
    } else {
        APPRODO_CHECK(find_keys(session, plan));
        APPRODO_TRY(plan.before, packages_.version(session, plan.line));
        plan.head = plan.before->head;
    }
    APPRODO_TRY(plan.descriptor, package::verify_descriptor(plan.signed_descriptor, nullptr));
    plan.memory = session.site_logs().setting(memory_setting(plan.library)).value_or(Bytes{});
    return plan;
}

void CoursePublishing::adopt(content::Course& course, const PublicationPlan& plan,
                             const std::vector<UnitId>& again) {
    course.slug = plan.line.slug;
    for (content::Module& module : course.modules) {
        for (content::Unit& unit : module.units) {
            const content::Unit* before =
                plan.before == nullptr ? nullptr : plan.before->course.unit(unit.id);
            if (before == nullptr) continue;
            // It never goes back: who has done the unit again has done it again.
            const bool chosen = std::find(again.begin(), again.end(), unit.id) != again.end();
            unit.to_be_done_again =
                std::max(unit.to_be_done_again, before->to_be_done_again + (chosen ? 1 : 0));
        }
    }
}

Result<CoursePublishing::Made> CoursePublishing::make(const PublicationPlan& plan,
                                                      const content::AuthoredCourse& course,
                                                      package::FileSource& files,
                                                      package::ChunkSink& sink) {
    const package::Library library(*plan.library_secret);
    package::PublishMemoryTable memory(library);
    if (!plan.memory.empty()) {
        auto saved = package::PublishMemoryTable::load(plan.memory, library);
        if (saved.ok()) memory = std::move(*saved);
    }
    package::PublishOptions options;
    options.version = plan.line.version.next();
    options.published_at = clock_.now().wall;
    if (plan.head) options.earlier.push_back({*plan.head, plan.package->duplicate()});
    package::Publisher publisher(
        plan.descriptor,
        {library, *plan.channel, *plan.package, plan.package_epoch, keys_.description().box},
        memory, sink, random_);
    Made made;
    APPRODO_TRY(made.report, publisher.publish(course, files, options));
    made.memory = memory.save();
    Publishing::Received& received = made.received;
    received.descriptor = plan.signed_descriptor;
    received.head = made.report.head;
    received.report.chunks_new = made.report.chunks_new;
    received.report.chunks_known = made.report.chunks - made.report.chunks_new;
    package::Handover handover;
    handover.channel = plan.line.channel;
    handover.course = course.course.id;
    handover.slug = plan.line.slug;
    handover.title = title_of(course.course);
    handover.package_epoch = plan.package_epoch;
    handover.package_key = copy_of(plan.package->view());
    handover.library = plan.library;
    handover.library_secret = copy_of(plan.library_secret->view());
    handover.channel_key = copy_of(plan.channel->seed().view());
    received.handover = std::move(handover);
    return made;
}

void CoursePublishing::remember(store::Session& session, const PublicationPlan& plan,
                                const Made& made) {
    session.site_logs().put_setting(memory_setting(plan.library), made.memory);
}

Result<package::PackageReader> CoursePublishing::reader_before(const PublicationPlan& plan,
                                                               package::ChunkSource& chunks) {
    return package::PackageReader::open(*plan.head, plan.descriptor, *plan.package, chunks);
}

Result<std::uint64_t> CoursePublishing::update_bytes(const PublicationPlan& plan,
                                                     const package::PublishReport& report,
                                                     package::ChunkSource& chunks) {
    if (!plan.head) return report.head_fields.package_bytes;
    APPRODO_TRY(const auto before, reader_before(plan, chunks));
    std::unordered_set<ChunkId> held{plan.head->manifest};
    const auto hold = [&held](const package::ChunkRef& ref) -> Result<void> {
        held.insert(ref.id);
        return {};
    };
    APPRODO_CHECK(before.visit_nodes(hold));
    APPRODO_CHECK(before.visit_content({}, hold));
    Laptop laptop(chunks, std::move(held));
    package::Download download(report.head_fields, plan.descriptor, *plan.package, laptop, {},
                               &before);
    std::uint64_t bytes = 0;
    while (true) {
        APPRODO_TRY(const auto step, download.next());
        if (step.is_complete) return bytes;
        for (const package::Want& want : step.wants) {
            if (laptop.fetch(want.id)) {
                bytes += want.sealed_size;
            } else {
                download.give_up_on(want.id);
            }
        }
    }
}

}  // namespace approdo::app
