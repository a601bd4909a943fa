// The record: what a person did in each course, and where that course stands by it.
#include "client_core/core/client_parts.hpp"

namespace approdo::client {
namespace {

RecordUnit record_unit(const content::UnitView& view, const content::Unit& unit,
                       std::string_view language) {
    const auto* variant = unit.variant(language);
    RecordUnit record;
    record.title = variant != nullptr ? variant->title : unit.slug;
    record.kind = unit.kind;
    record.completed = view.progress == content::Progress::completed;
    record.seconds = view.seconds;
    record.attempts = view.attempts;
    if (view.has_score) record.score = view.score;
    record.waits_for_marking = view.waits_for_mark;
    return record;
}

}  // namespace

RecordCourse record_of(Client::Parts& parts, const EnrolledCourse& enrolled) {
    RecordCourse course;
    course.card = parts.card_of(enrolled);
    const OpenPackage* package = parts.shelf.described(enrolled.enrolled().channel);
    if (package != nullptr) {
        const auto view =
            content::view_of(enrolled.record, package->course, package->quizzes, enrolled.frozen);
        course.seconds = view.seconds;
        course.minutes_earned = view.minutes_recognised;
        course.minutes_attended = view.minutes_attended;
        course.minutes_declared = view.minutes_declared;
        if (view.has_score) course.score = view.score;
        for (const content::UnitView& unit : view.units) {
            course.units.push_back(
                record_unit(unit, *package->course.unit(unit.unit), parts.host.language));
        }
    }
    add_attestations(parts, enrolled, course);
    return course;
}

Result<Record> Client::record() {
    APPRODO_CHECK(parts_->need_joined());
    parts_->flush_activity();
    Record record;
    record.display_name = parts_->identity->display_name;
    record.digest = parts_->folding.digest().hex();
    for (const EnrolledCourse& enrolled : parts_->enrolled_courses()) {
        RecordCourse course = record_of(*parts_, enrolled);
        record.seconds += course.seconds;
        record.courses.push_back(std::move(course));
    }
    return record;
}

}  // namespace approdo::client
