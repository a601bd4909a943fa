// What a check or an import found, as a person reads it and as programs do. Used by every command
// that reads a course.
#pragma once

#include "client_core/cli/console.hpp"
#include "client_core/core/json.hpp"
#include "content/import/source/report.hpp"

namespace approdo::cli {

// One line each, in the language of the person.
void show_findings(const Console& console, const import::Report& report);
// "findings": a list, as a member of the object that is open.
void write_findings(client::JsonWriter& json, const import::Report& report);

}  // namespace approdo::cli
