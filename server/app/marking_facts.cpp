#include "server/app/marking_facts.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"
#include "server/app/scribe.hpp"

namespace approdo::app {

std::string person_name(store::Session& session, const AccountId& account) {
    const auto person = session.people().find(account);
    return person ? person->display_name : std::string();
}

std::optional<content::LearnerRecord> folded_record(store::Session& session,
                                                    const AccountId& account) {
    const auto bytes = session.projections().record(learner_scope(account));
    if (!bytes) return std::nullopt;
    auto record = content::decode_learner_record(*bytes);
    if (!record.ok()) return std::nullopt;
    return std::move(*record);
}

MarkingLine line_of_enrolment(store::Session& session, const store::Enrolment& enrolment) {
    MarkingLine line;
    line.enrolment = enrolment.id;
    line.edition = enrolment.edition;
    line.account = enrolment.account;
    line.display_name = person_name(session, enrolment.account);
    if (const auto edition = session.catalogue().edition(enrolment.edition)) {
        line.edition_name = edition->title;
        const auto course = session.catalogue().course(edition->course);
        if (course) line.course_title = course->title;
    }
    return line;
}

void leave_out_name(MarkingLine& line) {
    line.account = {};
    line.display_name.clear();
}

bool waits_for_mark(store::Session& session, const EnrolmentId& enrolment) {
    const auto status = session.projections().status(enrolment);
    return status && std::any_of(status->units.begin(), status->units.end(),
                                 [](const auto& unit) { return unit.waits_for_mark; });
}

}  // namespace approdo::app
