// The ledger of what people were told is saved. Each fact says what was shown and which replicas
// must hold it by now: the device that showed it, the site once the device counted nothing as
// unsent, a sibling that exchanged since. Faults strike replicas out; a fact that somebody holds
// has to be in every entitled replica in the end.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/model/folds.hpp"

namespace approdo::sim {

enum class FactKind : std::uint8_t {
    enrolled,
    attempt_opened,
    answered,
    submitted,
    marked,
    completed,
    read_to,
    seconds,
    unknown_event,
    revoked,
};

// A replica: 0 is the site, devices count from 1.
using ReplicaId = std::size_t;
inline constexpr ReplicaId the_site = 0;
// Copies of the site off its machine: what is in one is never lost again.
inline constexpr ReplicaId the_archive = SIZE_MAX;

struct Fact {
    FactKind kind{};
    AccountId learner;
    EnrolmentId enrolment;
    UnitId unit;
    content::AttemptId attempt;
    QuestionId question;
    ContentVersion version;
    std::uint64_t value = 0;  // tag of an answer, furthest block, seconds
    Bytes payload;            // of an unknown event
    DeviceId device;          // that was revoked
    ReplicaId shown_by = 0;
    std::size_t shown_at = 0;                       // step
    std::map<ReplicaId, std::size_t> held_since{};  // by step

    bool is_held() const { return !held_since.empty(); }
};

std::string text_of(const Fact& fact);
// Whether a folded record shows it. Seconds, unknown events and revocations show elsewhere.
bool is_in_record(FactKind kind);
bool shows(const content::LearnerRecord& record, const Fact& fact);

class Ledger {
  public:
    void add(Fact fact, ReplicaId shown_by, std::size_t step);
    // `to` now holds what `from` holds of this learner (none: of everybody).
    void pass(ReplicaId from, ReplicaId to, std::size_t step,
              const std::optional<AccountId>& learner);
    // A copy of the site as it was at the end of that step is safe from now on.
    void archive(std::size_t of_step, std::size_t step);
    // A replica was put back to what it was at the end of that step. 0: it is gone altogether.
    void put_back(ReplicaId replica, std::size_t to_step);

    const std::vector<Fact>& facts() const { return facts_; }

  private:
    std::vector<Fact> facts_;
};

}  // namespace approdo::sim
