// The rows of those who teach as JSON, like site_json.hpp. Points are decimal text, as people
// write them: "3.5".
#pragma once

#include <boost/json/object.hpp>

#include "server/app/teaching_rows.hpp"

namespace approdo::app {

boost::json::object to_json(const MarkingLine& row);
boost::json::object to_json(const MarkingList& list);
boost::json::object to_json(const MarkingSheet& sheet);
boost::json::object to_json(const AnnouncementRow& row);

}  // namespace approdo::app
