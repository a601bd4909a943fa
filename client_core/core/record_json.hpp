// What of views_json.hpp is about the record of a course: hours and scores, where its attestato
// stands, and its units one by one. views_json.cpp writes the rest of the record around it.
#pragma once

#include "client_core/core/json.hpp"
#include "client_core/core/views.hpp"

namespace approdo::client {

// The members of a record's course behind its card.
void write_study(JsonWriter& json, const RecordCourse& course);
// An object.
void write_attestation(JsonWriter& json, const AttestationView& view);

}  // namespace approdo::client
