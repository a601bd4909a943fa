#include "server/app/publishing.hpp"

#include <fstream>

namespace approdo::app {

using namespace exchange;

namespace {

constexpr std::size_t piece_bytes = 256 * limits::kib;

Result<crypto::SymmetricKey> key_of(const Bytes& bytes) {
    return crypto::SymmetricKey::from(bytes);
}

}  // namespace

Result<Publishing::Received> Publishing::receive(const std::filesystem::path& parcel_file) {
    std::ifstream stream(parcel_file, std::ios::binary);
    if (!stream) {
        return fail(ErrorCode::not_found, "The file " + parcel_file.string() + " cannot be read.");
    }
    Received received;
    ParcelReader reader;
    Bytes piece(piece_bytes);
    while (stream) {
        stream.read(reinterpret_cast<char*>(piece.data()),
                    static_cast<std::streamsize>(piece.size()));
        reader.feed(ByteView(piece).first(static_cast<std::size_t>(stream.gcount())));
        while (true) {
            APPRODO_TRY(auto item, reader.next());
            if (!item) break;
            if (item->parcel.site != keys_.site) {
                return fail(ErrorCode::not_found, "The package is for another site.");
            }
            if (!item->starts_parcel) APPRODO_CHECK(receive_frame(item->frame, received));
        }
    }
    if (reader.unfinished() > 0) {
        return fail(ErrorCode::incomplete, "The package file is cut: send it once more.");
    }
    packages_.chunks().flush();
    return received;
}

Result<void> Publishing::receive_frame(const Frame& frame, Received& received) {
    if (frame.type == FrameType::handover) {
        APPRODO_TRY(received.handover, package::open_handover(frame.body, keys_.box));
    } else if (frame.type == FrameType::channel) {
        APPRODO_TRY(received.descriptor, wire::decode<package::SignedDescriptor>(frame.body));
    } else if (frame.type == FrameType::channel_head) {
        APPRODO_TRY(received.head, wire::decode<package::SignedHead>(frame.body));
    } else if (frame.type == FrameType::chunk && frame.body.size() > ChunkId::size) {
        const ByteView body = frame.body;
        APPRODO_TRY(const auto id, ChunkId::from(body.first(ChunkId::size)));
        const ByteView sealed = body.subspan(ChunkId::size);
        APPRODO_CHECK(package::check_chunk(id, sealed));
        if (packages_.chunks().has(id)) {
            ++received.report.chunks_known;
        } else {
            packages_.chunks().put(id, sealed);
            ++received.report.chunks_new;
        }
    }
    return {};
}

Result<PublishedPackage> Publishing::publish(
    store::Session& session, const Received& received, const Publisher& publisher,
    const std::function<bool(const OrganisationId&)>& may_publish) {
    if (!received.descriptor || !received.head) {
        return fail(
            ErrorCode::incomplete,
            "The package brings no head: it was not published to the end. Publish it again.");
    }
    APPRODO_TRY(const auto descriptor, package::verify_descriptor(*received.descriptor, nullptr));
    if (descriptor.site != keys_.site) {
        return fail(ErrorCode::not_found, "The package was made for another site.");
    }
    APPRODO_TRY(const auto head, package::verify_head(*received.head, descriptor));
    APPRODO_TRY(store::CourseLine course, course_for(session, received, descriptor, publisher));
    if (!may_publish(course.owner)) {
        return fail(ErrorCode::forbidden,
                    "Publishing to this course needs the role of trainer at its "
                    "organisation or above.");
    }
    if (course.version.value > 0) {
        APPRODO_TRY(const auto known_head, wire::decode<package::SignedHead>(course.head));
        APPRODO_TRY(const auto known, package::verify_head(known_head, descriptor));
        if (known == head) {
            PublishedPackage again = received.report;
            again.course = course.course;
            again.channel = course.channel;
            again.version = head.version;
            return again;
        }
        APPRODO_CHECK(package::check_advance(known, head));
    }
    if (received.handover) keep_keys(session, *received.handover, publisher);
    const ContentVersion expected = course.version;
    course.descriptor = wire::encode(*received.descriptor);
    course.head = wire::encode(*received.head);
    course.version = head.version;
    course.published = clock_.now().wall;
    // Reading it here proves that manifest, course tree and graded keys are all there, before
    // anybody is told.
    APPRODO_CHECK(packages_.version(session, course));
    store::CourseLine line = course;
    line.version = expected;
    APPRODO_CHECK(session.catalogue().put_course(line));
    APPRODO_CHECK(session.catalogue().move_head(course.channel, expected, head.version, course.head,
                                                course.published));
    tell_participants(session, course);
    PublishedPackage report = received.report;
    report.course = course.course;
    report.channel = course.channel;
    report.version = head.version;
    return report;
}

Result<store::CourseLine> Publishing::course_for(store::Session& session, const Received& received,
                                                 const package::ChannelDescriptor& descriptor,
                                                 const Publisher& publisher) {
    if (auto known = session.catalogue().course_of(descriptor.channel)) return *known;
    if (!received.handover || received.handover->channel != descriptor.channel) {
        return fail(
            ErrorCode::missing,
            "The first package of a course has to bring its keys along: publish it from the "
            "laptop that made the channel.");
    }
    store::CourseLine course;
    course.course = descriptor.course;
    course.channel = descriptor.channel;
    // On whatever channel, a known course stays its owner's, whose trainers alone may change it.
    const auto known = session.catalogue().course(descriptor.course);
    course.owner = known ? known->owner : publisher.organisation;
    course.slug = received.handover->slug;
    course.title = received.handover->title;
    APPRODO_CHECK(session.catalogue().put_course(course));
    return course;
}

void Publishing::keep_keys(store::Session& session, const package::Handover& handover,
                           const Publisher& publisher) {
    const log::KeyName names[] = {
        log::package_key_name(handover.channel, handover.package_epoch),
        {log::KeyKind::library, log::KeyId{handover.library.bytes}, Epoch{1}},
        {log::KeyKind::channel, log::KeyId{handover.channel.bytes}, Epoch{1}}};
    const Bytes* values[] = {&handover.package_key, &handover.library_secret,
                             &handover.channel_key};
    for (std::size_t i = 0; i < std::size(names); ++i) {
        const auto key = key_of(*values[i]);
        if (!key.ok()) continue;  // open_handover() checked the lengths
        session.site_logs().put_key(names[i], *key);
        // The trainer's other laptops publish as well.
        if (!publisher.account.is_zero())
            scribe_.give_key(session, publisher.account, names[i], *key);
    }
}

void Publishing::tell_participants(store::Session& session, const store::CourseLine& course) {
    for (const store::Edition& edition : session.catalogue().editions()) {
        if (edition.course != course.course) continue;
        enrolling_.announce(session, edition, course);
        for (const store::Enrolment& enrolment : session.catalogue().enrolments_in(edition.id)) {
            if (enrolment.active) enrolling_.provide(session, enrolment);
        }
    }
}

}  // namespace approdo::app
