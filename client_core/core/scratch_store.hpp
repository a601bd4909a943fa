// Page turns and time on task, gathered before they become events: what would be hundreds of events
// of the `activity` log becomes two or three a unit and exchange. What stands here is on the disk,
// so a crash loses none of it. Rows of progress.db.
#pragma once

#include "client_core/core/own_logs_store.hpp"

namespace approdo::client {

struct UnitActivity {
    EnrolmentId enrolment;
    UnitId unit;
    ContentVersion version;
    std::uint32_t furthest_block = 0;
    std::uint32_t blocks = 0;
    std::uint64_t seconds = 0;
    std::string language;
    Instant time;
};

class ScratchStore {
  public:
    explicit ScratchStore(sql::Database& database) : database_(database) {}

    // Adds seconds, keeps the furthest block; within one transaction. What was gathered in an
    // earlier clock session becomes events first.
    void gather(const UnitActivity& activity, OwnLogsStore& logs);
    // Seconds of the unit that no event tells of yet.
    std::uint64_t seconds(const EnrolmentId& enrolment, const UnitId& unit);
    // Turns all of it into events of the log and empties the table; within one transaction.
    void flush(OwnLogsStore& logs);

  private:
    bool is_of_other_session(const UnitActivity& activity);
    std::uint64_t state_total(const LogId& log, const UnitActivity& activity);

    sql::Database& database_;
};

}  // namespace approdo::client
