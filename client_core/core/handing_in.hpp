// How files get into the log with the answer that names them, for quizzes and assignments alike. A
// program names a file by its hash alone; what it is called and how large it is was said when it
// was chosen, or stands in an earlier answer.
#pragma once

#include <span>

#include "client_core/core/client_parts.hpp"

namespace approdo::client {

// The files of these hashes. not_found: one was neither chosen nor handed in here before.
Result<std::vector<content::FileValue>> files_called(Client::Parts& parts,
                                                     std::span<const content::FileValue> named,
                                                     std::span<const content::FileValue> earlier);
// The files of an answer in full, as far as the question takes them.
Result<content::Response> with_files(Client::Parts& parts, const content::QuestionPublic& question,
                                     std::span<const content::Response> earlier,
                                     content::Response response);
// The pieces of those files that are in no log yet. too_large: the site keeps no more of a person.
Result<std::vector<NewEvent>> pieces_for(Client::Parts& parts, const Place& place,
                                         std::span<const content::FileValue> files);
// In one transaction: what the answer names is there if the answer is.
void append_with_files(Client::Parts& parts, std::span<const NewEvent> events,
                       std::span<const content::FileValue> files);

}  // namespace approdo::client
