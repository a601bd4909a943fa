// What every kind of work that a person marks is listed with: whose it is, of which edition and
// course, and the folded record that it stands in.
#pragma once

#include "content/model/folds.hpp"
#include "server/app/teaching_rows.hpp"
#include "server/store/store.hpp"

namespace approdo::app {

std::string person_name(store::Session& session, const AccountId& account);
std::optional<content::LearnerRecord> folded_record(store::Session& session,
                                                    const AccountId& account);
// A line that says whose work it is and of which edition.
MarkingLine line_of_enrolment(store::Session& session, const store::Enrolment& enrolment);
void leave_out_name(MarkingLine& line);
// A unit of the edition waits for somebody's mark, as the status says.
bool waits_for_mark(store::Session& session, const EnrolmentId& enrolment);

}  // namespace approdo::app
