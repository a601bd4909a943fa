// Published versions as the site reads them: the course tree and quiz rules for reports, the graded
// keys for marking. Reading a version costs some dozens of chunks, so what was read is kept. Safe
// for several threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "content/model/record_view.hpp"
#include "content/package/graded.hpp"
#include "content/package/reader.hpp"
#include "server/app/site_keys.hpp"
#include "server/store/chunk_store.hpp"
#include "server/store/store.hpp"

namespace approdo::app {

struct PublishedVersion {
    package::ChannelHead head;
    content::Course course;
    std::vector<content::QuizTerms> rules;  // of all quizzes
    std::vector<UnitId> quizzes;
    struct Graded {
        content::QuizMode mode;
        content::QuizPublic shown;  // in one language: marking does not depend on it
        content::QuizKey key;
        package::SittingId sitting;
        Bytes paper_key;
        bool invigilated = false;
    };
    std::map<UnitId, Graded> graded;
    // Exercises that the device cannot mark alone, because a person has to.
    std::map<UnitId, Graded> practice_by_hand;
    std::map<UnitId, std::string> assignments;  // what each asks for, HTML
};

class PackageShelf {
  public:
    PackageShelf(const SiteKeys& keys, store::ChunkStore& chunks) : keys_(keys), chunks_(chunks) {}

    // Checks the whole head and everything it needs; the error names what is missing.
    Result<std::shared_ptr<const PublishedVersion>> version(store::Session& session,
                                                            const store::CourseLine& course);
    // An earlier version of the course: attempts that were begun on it are marked by it.
    Result<std::shared_ptr<const PublishedVersion>> version_at(store::Session& session,
                                                               const store::CourseLine& course,
                                                               ContentVersion version);
    // The course's line as it was at that version.
    static std::optional<store::CourseLine> line_at(store::Session& session,
                                                    const store::CourseLine& course,
                                                    ContentVersion version);
    // The chunks that a reader of these parts needs of a version, its tree first, then text and
    // pictures, sound and moving pictures last.
    Result<std::vector<ChunkId>> chunks_of(store::Session& session, const store::CourseLine& course,
                                           const package::PartChoice& choice);
    store::ChunkStore& chunks() { return chunks_; }

  private:
    struct Opened {
        package::ChannelHead head;
        package::ChannelDescriptor descriptor;
        std::unique_ptr<package::ChunkSource> source;
        std::optional<package::PackageReader> reader;
    };
    Result<std::unique_ptr<Opened>> open(store::Session& session, const store::CourseLine& course);
    Result<PublishedVersion> read(store::Session& session, const store::CourseLine& course);
    Result<void> read_graded(const package::PackageReader& reader, PublishedVersion& version);
    static Result<void> read_unit(const package::PackageReader& reader, const content::Unit& unit,
                                  PublishedVersion& version);

    const SiteKeys& keys_;
    store::ChunkStore& chunks_;
    std::mutex mutex_;
    std::map<std::pair<ChannelId, ContentVersion>, std::shared_ptr<const PublishedVersion>> kept_;
};

// The head and descriptor as stored, verified.
Result<package::ChannelDescriptor> descriptor_of(const store::CourseLine& course);

}  // namespace approdo::app
