// What the raw segments add up to: kept so that reports are fast, and always possible to make again
// from the segments. Nothing here is a source of truth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/number.hpp"
#include "content/model/record_view.hpp"
#include "server/store/segments.hpp"

namespace approdo::store {

struct UnitStatus {
    UnitId unit;
    content::Progress progress = content::Progress::not_started;
    std::uint64_t seconds = 0;
    std::uint32_t attempts = 0;
    bool waits_for_mark = false;
    bool has_score = false;
    content::Share score;
    bool passed = false;
    bool operator==(const UnitStatus&) const = default;
};

struct EnrolmentStatus {
    EnrolmentId enrolment;
    EditionId edition;
    AccountId account;
    OrganisationId organisation;
    ContentVersion version;  // of the course that it was counted by
    std::uint32_t required = 0;
    std::uint32_t required_completed = 0;
    content::Progress progress = content::Progress::not_started;
    bool has_score = false;
    content::Share score;
    bool passed = false;
    std::uint64_t seconds = 0;
    std::uint32_t minutes_attended = 0;
    std::uint32_t minutes_declared = 0;
    std::uint32_t minutes_recognised = 0;
    std::uint32_t answers = 0;  // how many answers are held, for people who compare with devices
    bool to_review = false;     // forked or late: a person should look
    UtcMs last_activity;        // wall time of the newest event on a unit; zero: none
    std::vector<UnitStatus> units;
    bool operator==(const EnrolmentStatus&) const = default;
};

struct QuarantineLine {
    exchange::StreamId stream;
    Seq seq;
    Hash event;
    std::string reason;
    bool operator==(const QuarantineLine&) const = default;
};

class Projections {
  public:
    virtual ~Projections() = default;

    // Up to which arrival the projections go.
    virtual Position position() = 0;
    virtual void set_position(Position position) = 0;

    // Encoded records of content/model, by the scope they are folded from.
    virtual std::optional<Bytes> record(const ScopeId& scope) = 0;
    virtual void put_record(const ScopeId& scope, ByteView record) = 0;
    virtual std::vector<ScopeId> records() = 0;

    virtual std::optional<EnrolmentStatus> status(const EnrolmentId& enrolment) = 0;
    virtual void put_status(const EnrolmentStatus& status) = 0;
    // Without their units.
    virtual std::vector<EnrolmentStatus> statuses_in(const EditionId& edition) = 0;

    // Whose record holds a wish to be erased that waits for a decision.
    virtual bool asks_erasure(const AccountId& account) = 0;
    virtual void put_asks_erasure(const AccountId& account, bool asks) = 0;
    virtual std::vector<AccountId> asking_erasure() = 0;

    // In order; a repetition changes nothing.
    virtual void quarantine(const QuarantineLine& line) = 0;
    virtual std::vector<QuarantineLine> quarantined(std::size_t count_max) = 0;

    // Back to nothing, before everything is folded again.
    virtual void clear() = 0;
};

}  // namespace approdo::store
