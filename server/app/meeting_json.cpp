#include "server/app/meeting_json.hpp"

namespace approdo::app {

using boost::json::object;

object to_json(const MeetingRow& row) {
    return {{"id", row.id.hex()},           {"edition", row.edition.hex()},
            {"title", row.title},           {"starts", row.starts.value},
            {"minutes", row.minutes},       {"zone", row.zone},
            {"place", row.place},           {"link", row.link},
            {"notes", row.notes},           {"language", row.language},
            {"by", row.by.hex()},           {"name", row.name},
            {"written", row.written.value}, {"change", row.change},
            {"cancelled", row.cancelled},   {"reason", row.reason},
            {"state", row.state.hex()}};
}

object to_json(const AttendanceRow& row) {
    return {{"enrolment", row.enrolment.hex()},
            {"account", row.account.hex()},
            {"name", row.name},
            {"active", row.active},
            {"marked", row.marked},
            {"minutes", row.minutes},
            {"marked_by", row.marked_by},
            {"claimed", row.claimed},
            {"state", row.state.hex()}};
}

}  // namespace approdo::app
