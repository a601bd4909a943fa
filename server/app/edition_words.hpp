// What the site said in an edition's scope, folded when somebody asks: it is little. Announcements
// and meetings are read by it, in their transactions.
#pragma once

#include <initializer_list>

#include "content/model/folds.hpp"
#include "server/app/scribe.hpp"

namespace approdo::app {

// Of these types alone. What cannot be read is left out; devices put it into their quarantine.
content::EditionRecord edition_words(store::Session& session, const EditionId& edition,
                                     std::initializer_list<log::EventType> types);

}  // namespace approdo::app
