// Files that are handed in, and assignments, as JSON.
#pragma once

#include "client_core/core/json.hpp"
#include "client_core/core/views.hpp"
#include "content/model/handed_work.hpp"

namespace approdo::client {

// "files" and "limits", as members of an object that was begun.
void write_files(JsonWriter& json, const std::vector<content::FileValue>& files);
void write_limits(JsonWriter& json, const content::FileLimits& limits);
void write_assignment(JsonWriter& json, const AssignmentView& view);

}  // namespace approdo::client
