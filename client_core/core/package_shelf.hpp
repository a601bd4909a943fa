// Courses on this device: takes heads that the site announced (never one that goes back), says
// which chunks are missing, switches to a version once all of it is here, and opens versions for
// reading. A version stays readable while it is the one in use or attempts that began on it are
// open. Client is its caller.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "client_core/core/cache_store.hpp"
#include "client_core/core/folding.hpp"
#include "client_core/core/package_store.hpp"
#include "content/model/record_view.hpp"
#include "content/package/download.hpp"
#include "content/package/wish.hpp"

namespace approdo::client {

struct OpenPackage {
    package::ChannelDescriptor channel;
    std::optional<package::PackageReader> reader;
    content::Course course;
    std::vector<content::QuizTerms> quizzes;  // of those that are here
    PackageState state = PackageState::announced;

    const content::QuizSettings* rules_of(const UnitId& unit) const;
};

class PackageShelf {
  public:
    PackageShelf(ProgressStore& progress, CacheStore& cache);

    // Errors: heads that were refused, in words.
    std::vector<Error> take_heads(const std::vector<content::ContentHead>& heads);

    ContentVersion newest(const ChannelId& channel) { return store_.newest(channel); }
    ContentVersion installed(const ChannelId& channel);
    // The version that is being downloaded; 0: none.
    ContentVersion coming(const ChannelId& channel);

    // missing: not (wholly) here. locked: the package key has not come yet.
    Result<const OpenPackage*> open(const ChannelId& channel, ContentVersion version);
    // The version in use, else the newest whose description is here; null: none.
    const OpenPackage* described(const ChannelId& channel);

    Result<DownloadPlan> plan(const ChannelId& channel, const package::PartChoice& choice);
    Result<void> begin(const ChannelId& channel, const package::PartChoice& choice);

    // Of every channel that is known here, for a site that only couriers reach.
    package::PackageWishes wishes();

    // `is_pinned`: attempts on that version are open. Returns how many versions were switched to.
    using Pinned = std::function<bool(const ChannelId&, ContentVersion)>;
    Result<std::size_t> advance(const Pinned& is_pinned);

    // Wants no more of what is on its way; what is in use stays as far as it is here.
    void cancel(const ChannelId& channel);
    // Takes every version off this device, down to what describes the newest one.
    Result<void> remove(const ChannelId& channel, const Pinned& is_pinned);

  private:
    struct Opened {
        package::ChannelHead head;
        package::ChannelDescriptor channel;
        const package::PackageKey* key = nullptr;
    };
    Result<Opened> keys_of(const PackageRow& row);
    Result<void> take_head(const content::ContentHead& head);
    Result<bool> advance_one(const PackageRow& row);
    Result<void> switch_to(const PackageRow& row, const Opened& opened, const Pinned& is_pinned);
    Result<void> note_needs(const PackageRow& row, const package::PackageReader& reader);
    void load_quizzes(OpenPackage& package) const;
    void release(const Pinned& is_pinned);
    bool has_whole_tree(const PackageRow& row);
    void drop_content(const PackageRow& row);
    // Of the version in use; of none, everything.
    package::PartChoice choice_in_use(const ChannelId& channel);
    // The parts of which every chunk is here.
    Result<package::PartChoice> parts_here(const PackageRow& row);

    ProgressStore& progress_;
    CacheStore& cache_;
    PackageStore store_;
    std::map<std::pair<ChannelId, ContentVersion>, std::unique_ptr<OpenPackage>> open_;
};

}  // namespace approdo::client
