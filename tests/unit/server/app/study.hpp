// Learning in the town: a course as its publisher has it, and a pupil's laptop, which joined by the
// protocol, keeps its logs in memory and says in events what its person did. Everything goes to the
// site as it goes there in life: packages as files, events as sealed segments in exchanges.
#pragma once

#include <fstream>

#include "content/package/handover.hpp"
#include "sync/exchange/client_session.hpp"
#include "tests/support/memory_logs.hpp"
#include "tests/unit/content/package/course_fixture.hpp"
#include "tests/unit/server/app/town.hpp"

namespace approdo::app {

class TownCourse {
  public:
    explicit TownCourse(Town& town, std::uint64_t seed = 1)
        : course(test::small_course(1, 200)),
          town_(town),
          random_(seed),
          secret_(crypto::SymmetricKey::from(test::random_bytes(seed, 32)).value()),
          library_(secret_),
          channel_key_(package::ChannelKey::random(random_)),
          package_key_(package::PackageKey::random(random_)),
          memory_(library_) {
        package::ChannelDescriptor fields;
        fields.site = town.site->id();
        fields.course = course.course.id;
        descriptor_ = package::describe_channel(fields, channel_key_);
        channel_ = package::verify_descriptor(descriptor_, nullptr).value();
    }

    content::AuthoredQuiz& add_quiz(std::uint8_t unit, content::QuizMode mode, int questions = 3) {
        course.quizzes.push_back(test::quiz(unit, mode, questions));
        content::Unit in_tree;
        in_tree.id = test::id_of<UnitId>(unit);
        in_tree.kind = content::UnitKind::quiz;
        in_tree.slug = "quiz" + std::to_string(unit);
        content::Variant variant;
        variant.language = "it";
        variant.path = course.quizzes.back().languages.front().path;
        in_tree.variants.push_back(variant);
        course.course.modules.front().units.push_back(in_tree);
        return course.quizzes.back();
    }

    // A whole version as the trainer's laptop sends it: keys, descriptor, chunks, then the head.
    Bytes parcel(std::uint64_t version) {
        package::PublishOptions options;
        options.version = {version};
        options.published_at = town_.clock.now().wall;
        package::Publisher publisher(
            channel_, {library_, channel_key_, package_key_, Epoch{1}, town_.site_box}, memory_,
            chunks_, random_);
        const auto report = publisher.publish(course, files_, options).value();
        exchange::ParcelWriter start({town_.site->id(), exchange::Route::to_site()});
        start.add(exchange::FrameType::handover,
                  package::seal_handover(handover(), town_.site_box, random_).value());
        start.add(exchange::FrameType::channel, wire::encode(descriptor_));
        Bytes bytes = start.take();
        for (const auto& [id, sealed] : chunks_.all()) {
            Bytes body = copy_of(id.view());
            append(body, sealed);
            append(bytes, exchange::encode_frame(exchange::FrameType::chunk, body));
        }
        head_bytes =
            exchange::encode_frame(exchange::FrameType::channel_head, wire::encode(report.head));
        append(bytes, head_bytes);
        return bytes;
    }
    Result<PublishedPackage> take(const Bytes& parcel,
                                  const Actor& actor = Actor::machine_operator()) {
        const std::string path = town_.dir.file("package.approdo");
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file.write(reinterpret_cast<const char*>(parcel.data()),
                   static_cast<std::streamsize>(parcel.size()));
        file.close();
        auto taken = town_.site->take_package(actor, path);
        town_.run();
        return taken;
    }
    PublishedPackage publish(std::uint64_t version) { return take(parcel(version)).value(); }

    content::AuthoredCourse course;
    Bytes head_bytes;  // the last frame of the parcel made last

  private:
    package::Handover handover() {
        package::Handover handover;
        handover.channel = channel_.channel;
        handover.course = course.course.id;
        handover.slug = course.course.slug;
        handover.title = "Accoglienza";
        handover.package_epoch = Epoch{1};
        handover.package_key = copy_of(package_key_.view());
        handover.library_secret = copy_of(secret_.view());
        handover.channel_key = copy_of(channel_key_.seed().view());
        return handover;
    }

    Town& town_;
    crypto::SeededRandom random_;
    crypto::SymmetricKey secret_;
    package::Library library_;
    package::ChannelKey channel_key_;
    package::PackageKey package_key_;
    package::PublishMemoryTable memory_;
    package::MemoryChunks chunks_;
    test::MemoryFiles files_;
    package::SignedDescriptor descriptor_;
    package::ChannelDescriptor channel_;
};

class Pupil {
  public:
    Pupil(Town& town, const std::string& name) : Pupil(town, name, Role::learner, town.town) {}
    Pupil(Town& town, const std::string& name, Role role) : Pupil(town, name, role, town.town) {}
    // Whoever teaches learns the same way.
    Pupil(Town& town, const std::string& name, Role role, const OrganisationId& at)
        : account(town.add_person(name, role, at)),
          town_(town),
          laptop_(town.random),
          log_key_(crypto::SigningKey::random(town.random)) {
        laptop_.knows("segreto", town.random).request.code = town.invite(account);
        const auto answer = town.join(laptop_);
        REQUIRE(answer.refused == 0);
        const auto certificate = log::SignedDevice::read(answer.device).value();
        store_.self = certificate.value.device;
        store_.known_roots.emplace(town.site->id());
        store_.put_device(certificate);
        log::LogCertificate log;
        log.device = store_.self;
        log.key = log_key_.public_key();
        log_ = log::log_id_of(log.key);
        store_.put_log(log::SignedLog::make(log, crypto::domain::log_certificate, town.site->id(),
                                            laptop_.signing),
                       log_);
        session_ = std::make_unique<exchange::ClientSession>(
            exchange::ClientIdentity{town.site->id(),
                                     log::SignedSite::read(answer.site).value().value, store_.self,
                                     &laptop_.box, &laptop_.account},
            store_, town.random);
        sync();
    }

    Bytes output() { return session_->output(); }
    DeviceId device() const { return store_.self; }
    // As after it was told that it was copied.
    void ask_for_keys(Random& random) {
        store_.asks_for = exchange::DeviceRenewal{crypto::SigningKey::random(random).public_key(),
                                                  crypto::BoxKey::random(random).public_key(),
                                                  {}};
    }

    // Exchanges, and lets the site fold what that brought, until nothing is new on either side.
    void sync() {
        for (int round = 0; round < 3; ++round) {
            (void)session_->receive(town_.post(output()).value()).value();
            for (const auto& [hash, event] : store_.events) {
                auto given = log::read_key_given(event.payload);
                if (given.ok()) store_.keys.add(given->name, std::move(given->key));
            }
            town_.run();
        }
    }

    template <class Payload>
    log::Event event(const Payload& payload, const EnrolmentId& enrolment, std::uint8_t unit,
                     std::uint64_t version = 1) {
        log::Event made;
        made.header.type = Payload::type;
        made.header.enrolment = enrolment;
        made.header.unit = test::id_of<UnitId>(unit);
        made.header.content_version = ContentVersion{version};
        made.header.lamport = Lamport{++lamport_};
        made.header.time.wall = town_.clock.now().wall;
        made.payload = content::make_payload(payload);
        return made;
    }

    // As one sealed segment of the record log.
    void write(const std::vector<log::Event>& events) {
        const ScopeId scope = learner_scope(account);
        const exchange::Stream stream = store_.find_log(log_)->streams.front();
        const log::SegmentDraft draft{scope,       Epoch{1}, log_,  stream.last.next(),
                                      stream.head, 0,        events};
        const auto* key = store_.keys.find(log::scope_key_name(scope, Epoch{1}));
        REQUIRE(key != nullptr);
        const auto segment = log::seal_segment(draft, log::Blind::random(town_.random), *key,
                                               log_key_, town_.site->id(), town_.random)
                                 .value();
        store_.append_segment(log_, segment, nullptr, exchange::Held::no);
    }

    // All that the site has said to this person in events of the kind.
    template <class Payload>
    std::vector<Payload> told() {
        std::vector<Payload> found;
        for (const auto& [stream, segments] : store_.segments) {
            if (stream == log_) continue;
            for (const log::Segment& segment : segments) {
                const log::SegmentHeader& header = segment.header;
                const auto* key = store_.keys.find(log::scope_key_name(header.scope, header.epoch));
                if (header.suite == log::Suite::box || key == nullptr) continue;
                const auto opened = log::open_segment(segment, *key).value();
                for (const log::Event& event : opened.events) {
                    if (event.header.type != Payload::type) continue;
                    found.push_back(content::read_payload<Payload>(event.payload).value());
                }
            }
        }
        return found;
    }
    // Told to begin new logs: there may be a copy of this laptop.
    bool rotated() const { return store_.rotated; }
    Bytes exchange(const Bytes& parcel) {
        Bytes answer = town_.post(parcel).value();
        (void)session_->receive(answer).value();
        return answer;
    }
    void ask_names(std::vector<AccountId> accounts) { store_.names_wanted = std::move(accounts); }
    const std::map<AccountId, std::string>& names() const { return store_.names; }
    bool holds(const log::KeyName& name) const { return store_.keys.find(name) != nullptr; }

    const AccountId account;

  private:
    Town& town_;
    Newcomer laptop_;
    crypto::SigningKey log_key_;
    LogId log_;
    test::MemoryClient store_;
    std::unique_ptr<exchange::ClientSession> session_;
    std::uint64_t lamport_ = 100;
};

// The town with a published course, an edition of it, and a pupil in it.
struct School {
    explicit School(StoreKind kind = StoreKind::memory) : town(kind) {}

    // After the course was given its quizzes.
    void open() {
        id = course.publish(1).course;
        edition = town.add_edition(id, town.town);
        enrolment = enrol(ada);
    }
    EnrolmentId enrol(Pupil& pupil) {
        const auto made =
            town.site->enrol(Actor::machine_operator(), edition, pupil.account).value();
        pupil.sync();
        return made.id;
    }
    ProgressLine line() {
        return town.site->progress(Actor::machine_operator(), id, std::nullopt).value().front();
    }
    std::vector<store::QuarantineLine> quarantined() {
        return store::read_from<std::vector<store::QuarantineLine>>(
            *town.store, [](store::Session& s) { return s.projections().quarantined(100); });
    }
    Hash digest() {
        return store::read_from<Hash>(*town.store,
                                      [](store::Session& s) { return Folding::digest(s); });
    }

    Town town;
    TownCourse course{town};
    Pupil ada{town, "ada"};
    CourseId id;
    EditionId edition;
    EnrolmentId enrolment;
};

}  // namespace approdo::app
