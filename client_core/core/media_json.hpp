// The parts of views that are about pictures, sound and moving pictures, and a quiz before it is
// opened, as JSON: see views_json.hpp.
#pragma once

#include "client_core/core/json.hpp"
#include "client_core/core/views.hpp"

namespace approdo::client {

void write_picture(JsonWriter& json, const content::Picture& picture);
void write_media(JsonWriter& json, const MediaView& media);
void write_narration(JsonWriter& json, const NarrationView& narration);

}  // namespace approdo::client
