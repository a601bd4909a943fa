// Marks that persons give, and announcements.
#include <algorithm>
#include <tuple>

#include "server/app/handed_files.hpp"
#include "server/app/local_site.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t marking_lines_max = 500;

Error not_a_trainer() {
    return fail(ErrorCode::forbidden,
                "This needs the role of trainer at that organisation or above it.");
}

}  // namespace

Result<void> LocalSite::may_teach(store::Session& session, const Actor& actor,
                                  const EditionId& id) {
    const auto edition = session.catalogue().edition(id);
    if (!edition) return fail(ErrorCode::not_found, "There is no such edition: see edition list.");
    if (!may(session, actor, Role::trainer, edition->organisation)) return not_a_trainer();
    return {};
}

Result<store::Enrolment> LocalSite::enrolment_to_mark(store::Session& session, const Actor& actor,
                                                      const EnrolmentId& id) {
    const auto enrolment = session.catalogue().enrolment(id);
    if (!enrolment) {
        return fail(ErrorCode::not_found,
                    "There is no such enrolment: see the list of what waits.");
    }
    APPRODO_CHECK(may_teach(session, actor, enrolment->edition));
    return *enrolment;
}

Result<MarkingList> LocalSite::marking(const Actor& actor, const MarkingWish& wish) {
    return store::read_from<Result<MarkingList>>(
        *store_, [&](store::Session& session) -> Result<MarkingList> {
            if (wish.edition) {
                APPRODO_CHECK(may_teach(session, actor, *wish.edition));
            }
            MarkingList list;
            for (const store::Edition& edition : session.catalogue().editions()) {
                if (wish.edition && edition.id != *wish.edition) continue;
                if (!may(session, actor, Role::trainer, edition.organisation)) continue;
                desk_.add_lines(session, edition, wish, list.lines);
                assignments_.add_lines(session, edition, wish, list.lines);
            }
            std::sort(list.lines.begin(), list.lines.end(), [&](const auto& a, const auto& b) {
                // An attempt's id is random: its order says nothing of the person.
                if (wish.nameless) return a.attempt < b.attempt;
                return std::tie(a.handed_in, a.attempt) < std::tie(b.handed_in, b.attempt);
            });
            list.more = list.lines.size() > marking_lines_max;
            if (list.more) list.lines.resize(marking_lines_max);
            return list;
        });
}

Result<MarkingSheet> LocalSite::marking_sheet(const Actor& actor, const EnrolmentId& id,
                                              const content::AttemptId& attempt, bool nameless) {
    return store::read_from<Result<MarkingSheet>>(
        *store_, [&](store::Session& session) -> Result<MarkingSheet> {
            APPRODO_TRY(const auto enrolment, enrolment_to_mark(session, actor, id));
            if (AssignmentDesk::has(session, enrolment, attempt)) {
                return assignments_.sheet(session, enrolment, attempt, nameless);
            }
            return desk_.sheet(session, enrolment, attempt, nameless);
        });
}

Result<HandedBytes> LocalSite::handed_file(const Actor& actor, const EnrolmentId& id,
                                           const content::AttemptId& attempt, const Hash& file) {
    return store::read_from<Result<HandedBytes>>(
        *store_, [&](store::Session& session) -> Result<HandedBytes> {
            APPRODO_TRY(const auto enrolment, enrolment_to_mark(session, actor, id));
            auto files = AssignmentDesk::files_of(session, enrolment, attempt);
            if (files.empty()) files = desk_.files_of(session, enrolment, attempt);
            const auto named = std::find_if(files.begin(), files.end(),
                                            [&](const auto& one) { return one.content == file; });
            if (named == files.end()) {
                return fail(ErrorCode::not_found, "No answer of this attempt names such a file.");
            }
            APPRODO_TRY(auto bytes, bytes_of_file(session, enrolment.account, *named));
            return HandedBytes{named->name, std::move(bytes)};
        });
}

Result<MarkingSheet> LocalSite::give_marks(const Actor& actor, const EnrolmentId& id,
                                           const content::AttemptId& attempt,
                                           const std::vector<NewMark>& marks) {
    return queue_->write<MarkingSheet>([&](store::Session& session) -> Result<MarkingSheet> {
        APPRODO_TRY(const auto enrolment, enrolment_to_mark(session, actor, id));
        if (actor.is_operator) {
            return fail(ErrorCode::forbidden,
                        "A mark is a person's: give it as a trainer, with approdo mark give.");
        }
        if (enrolment.account == actor.account) {
            return fail(ErrorCode::forbidden,
                        "This is your own work: somebody else has to mark it.");
        }
        if (marks.empty()) {
            return fail(ErrorCode::invalid_input, "Say which answer you mark, and its points.");
        }
        const bool is_assignment = AssignmentDesk::has(session, enrolment, attempt);
        if (is_assignment && marks.size() > 1) {
            return fail(ErrorCode::invalid_input, "An assignment is one answer: mark it once.");
        }
        APPRODO_TRY(auto sheet,
                    is_assignment ? assignments_.give(session, enrolment, attempt, actor.account,
                                                      marks.front())
                                  : desk_.give(session, enrolment, attempt, actor.account, marks));
        note(session, actor, "mark", attempt.hex());
        return sheet;
    });
}

Result<std::vector<AnnouncementRow>> LocalSite::announcements(const Actor& actor,
                                                              const EditionId& edition) {
    return store::read_from<Result<std::vector<AnnouncementRow>>>(
        *store_, [&](store::Session& session) -> Result<std::vector<AnnouncementRow>> {
            APPRODO_CHECK(may_teach(session, actor, edition));
            return announcing_.list(session, edition);
        });
}

Result<AnnouncementRow> LocalSite::announce(const Actor& actor, const EditionId& edition,
                                            const NewAnnouncement& wish) {
    return queue_->write<AnnouncementRow>([&](store::Session& session) -> Result<AnnouncementRow> {
        APPRODO_CHECK(may_teach(session, actor, edition));
        APPRODO_TRY(auto row, announcing_.announce(session, edition, actor.account, wish));
        note(session, actor, "announce", row.id.hex());
        return row;
    });
}

Result<AnnouncementRow> LocalSite::correct_announcement(const Actor& actor,
                                                        const EditionId& edition,
                                                        const content::PostId& id,
                                                        const Hash& state,
                                                        const NewAnnouncement& wish) {
    return queue_->write<AnnouncementRow>([&](store::Session& session) -> Result<AnnouncementRow> {
        APPRODO_CHECK(may_teach(session, actor, edition));
        APPRODO_TRY(auto row,
                    announcing_.correct(session, edition, id, state, actor.account, wish));
        note(session, actor, "correct-announcement", id.hex());
        return row;
    });
}

Result<void> LocalSite::withdraw_announcement(const Actor& actor, const EditionId& edition,
                                              const content::PostId& id, const Hash& state) {
    auto done = queue_->write<bool>([&](store::Session& session) -> Result<bool> {
        APPRODO_CHECK(may_teach(session, actor, edition));
        APPRODO_CHECK(announcing_.withdraw(session, edition, id, state, actor.account));
        note(session, actor, "withdraw-announcement", id.hex());
        return true;
    });
    if (!done.ok()) return std::move(done).error();
    return {};
}

}  // namespace approdo::app
