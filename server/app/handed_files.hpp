// The files that a learner handed in, put together from the pieces in that learner's logs. Only
// looked for when somebody asks: no fold keeps them.
#pragma once

#include "content/package/file_pieces.hpp"
#include "server/app/teaching_rows.hpp"
#include "server/store/store.hpp"

namespace approdo::app {

// What has arrived of each, in their order.
std::vector<package::FileAssembly> handed_files(store::Session& session, const AccountId& learner,
                                                const std::vector<content::FileValue>& files);
std::vector<HandedFile> file_rows(const std::vector<package::FileAssembly>& files);

}  // namespace approdo::app
