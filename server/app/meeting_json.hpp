// Meetings and attendance as JSON: the same for the HTTP interface and the commands' --json.
#pragma once

#include <boost/json/object.hpp>

#include "server/app/meeting_rows.hpp"

namespace approdo::app {

boost::json::object to_json(const MeetingRow& row);
boost::json::object to_json(const AttendanceRow& row);

}  // namespace approdo::app
