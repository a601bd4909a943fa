// Takes packages in: a parcel with the handover of keys, the channel's descriptor, chunks and the
// head. Chunks are stored as they come and checked against their ids; the head moves last, by
// compare-and-set, and only when everything it names is there. Participants of every edition are
// told by an event.
#pragma once

#include <filesystem>

#include "content/package/handover.hpp"
#include "server/app/enrolling.hpp"
#include "server/app/package_shelf.hpp"
#include "server/app/site_rows.hpp"

namespace approdo::app {

// Who publishes, and where a new course would belong.
struct Publisher {
    AccountId account;  // zero: the machine's operator
    OrganisationId organisation;
};

class Publishing {
  public:
    Publishing(const SiteKeys& keys, Clock& clock, Scribe& scribe, Enrolling& enrolling,
               PackageShelf& packages)
        : keys_(keys), clock_(clock), scribe_(scribe), enrolling_(enrolling), packages_(packages) {}

    // Reads the file piece by piece and puts its chunks into the chunk store; what moves the site's
    // state waits in the result.
    struct Received {
        std::optional<package::Handover> handover;
        std::optional<package::SignedDescriptor> descriptor;
        std::optional<package::SignedHead> head;
        PublishedPackage report;
    };
    Result<Received> receive(const std::filesystem::path& parcel_file);
    // The same for frames of a parcel that is in memory already.
    Result<void> receive_frame(const exchange::Frame& frame, Received& received);

    // `may_publish` says whether the publisher may publish to this organisation's courses.
    Result<PublishedPackage> publish(store::Session& session, const Received& received,
                                     const Publisher& publisher,
                                     const std::function<bool(const OrganisationId&)>& may_publish);

  private:
    Result<store::CourseLine> course_for(store::Session& session, const Received& received,
                                         const package::ChannelDescriptor& descriptor,
                                         const Publisher& publisher);
    void keep_keys(store::Session& session, const package::Handover& handover,
                   const Publisher& publisher);
    void tell_participants(store::Session& session, const store::CourseLine& course);

    const SiteKeys& keys_;
    Clock& clock_;
    Scribe& scribe_;
    Enrolling& enrolling_;
    PackageShelf& packages_;
};

}  // namespace approdo::app
