// Publisher: turns an authored course into chunks, a manifest and a signed head, in this order, and
// checks everything through the sink before it gives the head away, so that a crash leaves garbage
// and never a head that names what is not there. It holds one window of one file at a time: memory
// does not grow with the course. The trainer's laptop runs it, or the site on the trainer's behalf.
#pragma once

#include "content/model/authored.hpp"
#include "content/package/graded.hpp"
#include "content/package/manifest.hpp"
#include "content/package/publish_memory.hpp"
#include "content/package/store.hpp"

namespace approdo::package {

// Reads the authored files that are named and not held.
class FileSource {
  public:
    virtual ~FileSource() = default;
    // Fills `out` from `offset` on; the count is less than asked only at the file's end.
    virtual Result<std::size_t> read(const std::string& source, std::uint64_t offset,
                                     MutableByteView out) = 0;
};

struct PublishKeys {
    const Library& library;
    const ChannelKey& channel_key;
    const PackageKey& package_key;
    Epoch package_epoch;
    crypto::BoxPublicKey site_box;
};

// An earlier version, as base for patches; its chunks have to be in the sink.
struct EarlierVersion {
    ChannelHead head;
    crypto::SymmetricKey package_key;
};

struct PublishOptions {
    ContentVersion version;  // one above the head that the site has
    UtcMs published_at;
    std::vector<EarlierVersion> earlier;  // newest first; the last few, for whom patches are made
};

struct PublishReport {
    SignedHead head;
    ChannelHead head_fields;
    std::uint64_t plain_bytes = 0;
    std::uint64_t chunks = 0;      // named by this version
    std::uint64_t chunks_new = 0;  // that the sink did not have
    std::uint64_t sealed_bytes_new = 0;
    std::vector<PaperSeal> papers;  // the timed quizzes' sealed papers, without their keys
};

class Publisher {
  public:
    Publisher(const ChannelDescriptor& channel, PublishKeys keys, PublishMemory& memory,
              ChunkSink& sink, Random& random);

    Result<PublishReport> publish(const content::AuthoredCourse& course, FileSource& files,
                                  const PublishOptions& options);

  private:
    Result<void> put_manifest(const Manifest& manifest, ChannelHead& head);
    Result<void> verify_and_patch(const PublishOptions& options, ChannelHead& head);

    const ChannelDescriptor& channel_;
    PublishKeys keys_;
    PublishMemory& memory_;
    ChunkSink& sink_;
    Random& random_;
};

}  // namespace approdo::package
