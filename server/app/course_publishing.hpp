// The site as a publisher, on behalf of a trainer who has a browser and no program: the very
// Publisher that runs on laptops, with the channel's keys that the site holds, or makes for a new
// course. What comes of it goes the way of every package: Publishing checks it and moves the head.
// Whoever calls does so in two transactions, because making a package takes its time.
#pragma once

#include "content/package/publisher.hpp"
#include "server/app/course_changes.hpp"
#include "server/app/publishing.hpp"

namespace approdo::app {

// What is needed to make the next version of a course, as the site stood at one moment.
struct PublicationPlan {
    store::CourseLine line;  // version 0: a new course, or none was published yet
    package::SignedDescriptor signed_descriptor;
    package::ChannelDescriptor descriptor;
    package::LibraryId library;
    std::optional<crypto::SymmetricKey> library_secret;
    std::optional<package::ChannelKey> channel;
    std::optional<crypto::SymmetricKey> package;
    Epoch package_epoch;
    std::optional<package::ChannelHead> head;        // of `line.version`
    std::shared_ptr<const PublishedVersion> before;  // likewise
    Bytes memory;                                    // of the library, as it was saved
};

class CoursePublishing {
  public:
    CoursePublishing(const SiteKeys& keys, Clock& clock, Random& random, PackageShelf& packages)
        : keys_(keys), clock_(clock), random_(random), packages_(packages) {}

    // `publisher` says where a new course belongs. locked: this site has no keys for its channel.
    Result<PublicationPlan> plan(store::Session& session, const content::Course& course,
                                 const Publisher& publisher);
    // The course as it will be: its name on this site, and how often its units were to be done
    // again. `again`: those that have to be once more.
    static void adopt(content::Course& course, const PublicationPlan& plan,
                      const std::vector<UnitId>& again);

    struct Made {
        Publishing::Received received;
        package::PublishReport report;
        Bytes memory;
    };
    Result<Made> make(const PublicationPlan& plan, const content::AuthoredCourse& course,
                      package::FileSource& files, package::ChunkSink& sink);
    // Behind the head that moved.
    void remember(store::Session& session, const PublicationPlan& plan, const Made& made);

    // What a device that has the version before, and all of it, fetches of the new one.
    static Result<std::uint64_t> update_bytes(const PublicationPlan& plan,
                                              const package::PublishReport& report,
                                              package::ChunkSource& chunks);
    // The version before, to be compared with; needs plan.head.
    static Result<package::PackageReader> reader_before(const PublicationPlan& plan,
                                                        package::ChunkSource& chunks);

  private:
    Result<void> find_keys(store::Session& session, PublicationPlan& plan) const;
    void make_keys(store::Session& session, const content::Course& course, PublicationPlan& plan);
    std::optional<package::LibraryId> library_of(store::Session& session,
                                                 const OrganisationId& owner) const;

    const SiteKeys& keys_;
    Clock& clock_;
    Random& random_;
    PackageShelf& packages_;
};

// Into the site's own chunks.
class SiteChunks final : public package::ChunkSink {
  public:
    explicit SiteChunks(store::ChunkStore& chunks) : chunks_(chunks) {}
    bool has(const ChunkId& id) override { return chunks_.has(id); }
    std::optional<Bytes> get(const ChunkId& id) override { return chunks_.get(id); }
    Result<void> put(const ChunkId& id, ByteView sealed) override {
        chunks_.put(id, sealed);
        return {};
    }

  private:
    store::ChunkStore& chunks_;
};

// Reads the site's chunks as well, and writes beside them: for a version that is made to be
// measured.
class TrialChunks final : public package::ChunkSink {
  public:
    TrialChunks(store::ChunkStore& chunks, store::ChunkStore& fresh)
        : chunks_(chunks), fresh_(fresh) {}
    bool has(const ChunkId& id) override { return chunks_.has(id) || fresh_.has(id); }
    std::optional<Bytes> get(const ChunkId& id) override {
        auto sealed = chunks_.get(id);
        return sealed ? std::move(sealed) : fresh_.get(id);
    }
    Result<void> put(const ChunkId& id, ByteView sealed) override {
        if (!chunks_.has(id)) fresh_.put(id, sealed);
        return {};
    }

  private:
    store::ChunkStore& chunks_;
    store::ChunkStore& fresh_;
};

}  // namespace approdo::app
