// What all events on this device add up to, kept in step with the store: each new event is folded
// once, everything anew when events changed their place. It begins with what was folded and kept
// before, or with the site's snapshots. An event that does not fold goes to the quarantine,
// visibly, and is tried again after an upgrade. Client asks it before each view.
#pragma once

#include "client_core/core/progress_store.hpp"
#include "content/model/folds.hpp"

namespace approdo::client {

class Folding {
  public:
    Folding(ProgressStore& store, std::int64_t kept_every)
        : store_(store), kept_every_(kept_every) {}

    void refresh();
    const content::LearnerRecord& learner() const { return learner_; }
    const content::EditionRecord& edition() const { return edition_; }
    const content::StaffRecord& staff() const { return staff_; }
    // Subjects about which this program concludes nothing, in all records.
    std::size_t frozen_count() const;
    // Equal wherever equal events were folded.
    Hash digest() const;

    // Signed heads of channels, as content_head events brought them since the last call.
    std::vector<content::ContentHead> take_new_heads();

  private:
    void begin();
    bool begin_with_folded();
    void fold_new();
    void take(const StoredEvent& stored);
    Result<content::Folded> apply(const content::Fact& fact, log::LogKind kind);
    void settle();
    void keep();

    struct Doubt {
        exchange::StreamId stream;
        Seq seq;
        std::string reason;
    };

    ProgressStore& store_;
    const std::int64_t kept_every_;
    content::LearnerRecord learner_;
    content::EditionRecord edition_;
    content::StaffRecord staff_;
    std::vector<content::ContentHead> heads_;
    std::vector<Doubt> doubts_;
    std::vector<content::Revocation> revocations_;
    std::vector<content::Erased> erasures_;
    std::int64_t last_ = 0;                    // number of the last event that was folded
    std::int64_t kept_ = 0;                    // likewise, of what is kept in the store
    std::optional<std::uint64_t> generation_;  // nothing: not begun
};

}  // namespace approdo::client
