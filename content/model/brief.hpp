// A learner's record in short, for a device that starts anew: where every course, unit and attempt
// stands, without the single answers of attempts that were handed in. It is made of parts of the
// record only, and records grow by union, so whoever folds the events onto it, all or some, in any
// order, ends with the record that the events alone give. The site makes snapshots of it, the
// client begins with them.
#pragma once

#include "content/model/folds.hpp"

namespace approdo::content {

// In pieces of about `piece_bytes_max` (canonical bytes), each of use without the others, the most
// recent learning first; what would exceed `bytes_max` in all is left out.
std::vector<LearnerRecord> brief_of(const LearnerRecord& record, std::size_t piece_bytes_max,
                                    std::size_t bytes_max);

// Puts a piece to others of the same record.
void join(LearnerRecord& record, LearnerRecord piece);

}  // namespace approdo::content
