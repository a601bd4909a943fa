// The site's rows as JSON, the same in the HTTP interface and in the commands' --json. Ids are
// lower case hex, times UTC milliseconds; a field that does not apply is left out.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "server/app/site_rows.hpp"

namespace approdo::app {

boost::json::object to_json(const Organisation& row);
boost::json::object to_json(const Account& row);
boost::json::object to_json(const Device& row);
boost::json::object to_json(const OwnData& row);
boost::json::object to_json(const EventLine& row);
boost::json::object to_json(const ErasureRequest& row);
boost::json::object to_json(const InvitationLink& row);
boost::json::object to_json(const SaltAnswer& row);
boost::json::object to_json(const Session& row);
boost::json::object to_json(const Course& row);
boost::json::object to_json(const PublishedPackage& row);
boost::json::object to_json(const Edition& row);
boost::json::object to_json(const Enrolment& row);
boost::json::object to_json(const ProgressLine& row);
boost::json::object to_json(const AttestationState& row);
boost::json::object to_json(const CheckedAttestato& row);
boost::json::object to_json(const ImportReport& row);
boost::json::object to_json(const ExportReport& row);
boost::json::object to_json(const RebuildReport& row);
boost::json::object to_json(const Finding& row);
boost::json::object to_json(const BackupReport& row);
boost::json::object to_json(const AuditLine& row);

// {"items":[…]}: an object, so that a list can grow a cursor later without breaking readers.
template <class Row>
boost::json::value list_json(const std::vector<Row>& rows) {
    boost::json::array items;
    items.reserve(rows.size());
    for (const Row& row : rows) items.push_back(to_json(row));
    return boost::json::object{{"items", std::move(items)}};
}

}  // namespace approdo::app
