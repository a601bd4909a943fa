// What of views_json.hpp is about attestati.
#pragma once

#include "client_core/core/json.hpp"
#include "client_core/core/views.hpp"

namespace approdo::client {

// The members of a record's course that are about its attestato.
void write_attestations(JsonWriter& json, const RecordCourse& course);

}  // namespace approdo::client
