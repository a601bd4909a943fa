// The files that a learner handed in, put together from the pieces in that learner's logs. Only
// looked for when somebody asks: no fold keeps them.
#pragma once

#include "content/package/file_pieces.hpp"
#include "server/app/teaching_rows.hpp"
#include "server/store/store.hpp"

namespace approdo::app {

// Whether all of each has arrived, in their order. Holds no bytes: there may be many.
std::vector<HandedFile> arrivals_of(store::Session& session, const AccountId& learner,
                                    const std::vector<content::FileValue>& files);
// missing, unauthentic: see package::FileAssembly.
Result<Bytes> bytes_of_file(store::Session& session, const AccountId& learner,
                            const content::FileValue& file);

}  // namespace approdo::app
