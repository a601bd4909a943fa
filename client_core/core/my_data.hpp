// The export of one's own data: everything that this device holds of its person, as one JSON
// document for people and programs, described in docs/my-data.md. What is about others (statuses of
// a class, parcels that are carried) is not in it, and neither are keys. Each file here writes one
// part; Client::my_data() is the caller.
#pragma once

#include "client_core/core/client_parts.hpp"
#include "client_core/core/json.hpp"

namespace approdo::client {

// A member; null: that moment is not known.
void write_time(JsonWriter& json, std::string_view name, UtcMs time);

// The members of an enrolment that tell what was done in it, unit by unit. A member that is not
// there has nothing to tell.
void write_facts(JsonWriter& json, Client::Parts& parts, const EnrolledCourse& course);
// The member `attempts`.
void write_attempts(JsonWriter& json, Client::Parts& parts, const content::UnitRecord& unit);
// The member `response`: what was answered, part by part; `question`: null where its text is not
// here, and then options are ids alone.
void write_response(JsonWriter& json, ByteView response, const content::QuestionPublic* question);

template <class Item, class Write>
void write_list(JsonWriter& json, std::string_view name, const Item& items, const Write& write) {
    if (items.empty()) return;
    json.name(name).begin_list();
    for (const auto& item : items) write(item);
    json.end_list();
}

}  // namespace approdo::client
