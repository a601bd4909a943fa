// What all events on this device add up to, kept in step with the store: each new event is folded
// once, everything anew when events changed their place. An event that does not fold goes to the
// quarantine, visibly, and is tried again after an upgrade. Client asks it before each view.
#pragma once

#include "client_core/core/progress_store.hpp"
#include "content/model/folds.hpp"

namespace approdo::client {

class Folding {
  public:
    explicit Folding(ProgressStore& store) : store_(store) {}

    void refresh();
    const content::LearnerRecord& learner() const { return learner_; }
    const content::EditionRecord& edition() const { return edition_; }
    // Equal wherever equal events were folded.
    Hash digest() const;

    // Signed heads of channels, as content_head events brought them since the last call.
    std::vector<content::ContentHead> take_new_heads();

  private:
    void fold_new();
    void take(const StoredEvent& stored);

    struct Doubt {
        exchange::StreamId stream;
        Seq seq;
        std::string reason;
    };

    ProgressStore& store_;
    content::LearnerRecord learner_;
    content::EditionRecord edition_;
    std::vector<content::ContentHead> heads_;
    std::vector<Doubt> doubts_;
    std::vector<content::Revocation> revocations_;
    std::int64_t last_ = 0;
    std::uint64_t generation_ = 0;
};

}  // namespace approdo::client
