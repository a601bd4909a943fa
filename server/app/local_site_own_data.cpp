// What the site keeps of a person beside the record that the person's own devices hold: for the
// export of one's own data.
#include "server/app/local_site.hpp"

namespace approdo::app {

Result<OwnData> LocalSite::own_data(const Caller& caller) {
    return store::read_from<Result<OwnData>>(
        *store_, [&](store::Session& session) -> Result<OwnData> {
            const auto person = session.people().find(caller.account);
            if (!person) return fail(ErrorCode::not_found, "This account is not here any more.");
            OwnData data{account_row(session, *person), {}, {}};
            for (const store::DeviceLine& line : session.people().devices_of(person->account)) {
                data.devices.push_back({line.device, person->account, line.issued,
                                        line.last_contact, line.revoked, line.before, 0});
            }
            for (const auto& enrolment : session.catalogue().enrolments_of(person->account)) {
                const auto status = session.projections().status(enrolment.id);
                const auto edition = session.catalogue().edition(enrolment.edition);
                if (!status || !edition) continue;
                data.reports.push_back({enrolment.id, edition->title, status->required_completed,
                                        status->required, status->passed, status->seconds,
                                        status->answers, status->last_activity});
            }
            return data;
        });
}

}  // namespace approdo::app
