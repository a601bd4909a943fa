#include "client_core/core/scratch_store.hpp"

#include "content/model/folds.hpp"
#include "sync/base/defects.hpp"

namespace approdo::client {
namespace {

NewEvent event_of(const UnitActivity& activity, log::EventType type, Bytes payload) {
    NewEvent event;
    event.type = type;
    event.enrolment = activity.enrolment;
    event.unit = activity.unit;
    event.content_version = activity.version;
    event.payload = std::move(payload);
    event.time = activity.time;
    return event;
}

}  // namespace

void ScratchStore::gather(const UnitActivity& activity, OwnLogsStore& logs) {
    if (is_of_other_session(activity)) flush(logs);
    database_.run(
        "INSERT INTO scratch (enrolment, unit, content_version, opened, furthest_block, blocks,"
        " seconds, language, wall_ms, boot_ms, session)"
        " VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
        " ON CONFLICT (enrolment, unit, content_version) DO UPDATE SET"
        " furthest_block = max(furthest_block, excluded.furthest_block),"
        " blocks = max(blocks, excluded.blocks), seconds = seconds + excluded.seconds",
        activity.enrolment, activity.unit, activity.version, activity.furthest_block,
        activity.blocks, activity.seconds, activity.language, activity.time.wall,
        activity.time.boot, activity.time.session);
}

bool ScratchStore::is_of_other_session(const UnitActivity& activity) {
    return database_
        .one<int>("SELECT 1 FROM scratch WHERE session <> ?1 LIMIT 1", activity.time.session)
        .has_value();
}

std::uint64_t ScratchStore::seconds(const EnrolmentId& enrolment, const UnitId& unit) {
    return database_
        .one<std::uint64_t>(
            "SELECT coalesce(sum(seconds), 0) FROM scratch WHERE enrolment = ?1 AND unit = ?2",
            enrolment, unit)
        .value_or(0);
}

void ScratchStore::flush(OwnLogsStore& logs) {
    std::vector<UnitActivity> gathered;
    {
        auto rows = database_.query(
            "SELECT enrolment, unit, content_version, furthest_block, blocks, seconds, language,"
            " wall_ms, boot_ms, session FROM scratch ORDER BY wall_ms, unit");
        while (rows.step()) {
            gathered.push_back(
                {rows.get<EnrolmentId>(0),
                 rows.get<UnitId>(1),
                 rows.get<ContentVersion>(2),
                 rows.get<std::uint32_t>(3),
                 rows.get<std::uint32_t>(4),
                 rows.get<std::uint64_t>(5),
                 rows.get<std::string>(6),
                 {rows.get<UtcMs>(7), rows.get<BootMs>(8), rows.get<ClockSessionId>(9)}});
        }
    }
    if (gathered.empty()) return;
    const LogId log = logs.current(log::LogKind::activity);
    for (const UnitActivity& activity : gathered) {
        content::Opened opened;
        opened.language = activity.language;
        logs.append(log::LogKind::activity,
                    event_of(activity, opened.type, content::make_payload(opened)));
        if (activity.blocks > 0) {
            content::PageSeen seen;
            seen.furthest_block = activity.furthest_block;
            seen.blocks = activity.blocks;
            logs.append(log::LogKind::activity,
                        event_of(activity, seen.type, content::make_payload(seen)));
        }
        if (activity.seconds > 0) {
            content::TimeOnTask time;
            time.seconds_total = state_total(log, activity);
            logs.append(log::LogKind::activity,
                        event_of(activity, time.type, content::make_payload(time)));
        }
    }
    if (!defect(Defect::scratch_counted_twice)) database_.run("DELETE FROM scratch");
}

std::uint64_t ScratchStore::state_total(const LogId& log, const UnitActivity& activity) {
    const LogId counter = content::time_counter(log, activity.time.session);
    database_.run(
        "INSERT INTO stated_time (log, enrolment, unit, seconds) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (log, enrolment, unit) DO UPDATE SET seconds = seconds + excluded.seconds",
        counter, activity.enrolment, activity.unit, activity.seconds);
    return database_
        .one<std::uint64_t>(
            "SELECT seconds FROM stated_time WHERE log = ?1 AND enrolment = ?2 AND unit = ?3",
            counter, activity.enrolment, activity.unit)
        .value_or(0);
}

}  // namespace approdo::client
