// Attestati: the own ones out of the record, with what is missing for one, and those of others out
// of a code. Nothing here asks the network.
#include <algorithm>

#include "client_core/core/client_parts.hpp"
#include "content/attestation/proof.hpp"
#include "content/package/site_words.hpp"

namespace approdo::client {
namespace {

AttestationView view_of(const attestation::Attestation& said) {
    AttestationView view;
    view.enrolment = said.enrolment;
    view.number = attestation::number_text(said.number);
    view.holder = said.holder;
    view.course = said.course;
    view.version = said.version;
    view.edition = said.edition;
    view.organisation = said.organisation;
    view.area = said.area;
    view.minutes = said.minutes;
    if (said.has_score) view.score_percent = said.score_percent;
    view.from = attestation::day_text(said.from);
    view.until = attestation::day_text(said.until);
    view.completed = said.completed;
    view.issued = said.issued;
    return view;
}

AttestationView view_of(const attestation::Checked& checked, ByteView proof) {
    AttestationView view = view_of(checked.attestation);
    view.site = checked.site;
    view.site_name = checked.site_name;
    view.words = checked.words;
    view.code = attestation::code_of(proof);
    return view;
}

// One that the own record has. The site's word came sealed and signed; what does not fit together
// is not shown as an attestato.
std::optional<AttestationView> own_view(const log::SignedSite& site, const log::RootChain& roots,
                                        std::string_view address,
                                        const content::AttestationLine& line) {
    const Bytes proof = attestation::make_proof(site, roots, line.issued.statement);
    const auto checked = attestation::check_proof(proof);
    if (!checked.ok()) return std::nullopt;
    AttestationView view = view_of(*checked, proof);
    view.address = attestation::address_of(address, proof);
    view.is_known = true;
    view.is_revoked = line.revoked != nullptr;
    if (line.revoked != nullptr) {
        view.reason = line.revoked->reason;
        view.revoked = line.revoked_at;
    }
    return view;
}

void add_own(Client::Parts& parts, const content::EnrolmentRecord& record, RecordCourse& to) {
    // As stored: the site may have changed its root since this program started.
    const auto identity = parts.progress.identity().load();
    if (!identity || !identity->site) return;
    for (const content::AttestationLine& line : content::attestations_of(record)) {
        auto view = own_view(*identity->site, parts.progress.roots(), identity->address, line);
        if (view) to.attestations.push_back(std::move(*view));
    }
}

std::string title_of(const OpenPackage& package, const UnitId& id, std::string_view language) {
    const content::Unit* const unit = package.course.unit(id);
    if (unit == nullptr) return {};
    const content::Variant* const variant = unit->variant(language);
    return variant == nullptr ? unit->slug : variant->title;
}

}  // namespace

void add_attestations(Client::Parts& parts, const EnrolledCourse& course, RecordCourse& record) {
    if (!course.record->attestations.empty()) add_own(parts, *course.record, record);
    const OpenPackage* package = parts.shelf.described(course.enrolled().channel);
    if (package == nullptr) return;
    const auto view =
        content::view_of(course.record, package->course, package->quizzes, course.frozen);
    const auto earning = content::earning_of(view, package->course, package->quizzes);
    record.attestation_offered = earning.offered;
    for (const content::Missing& one : earning.missing)
        record.attestation_missing.push_back(
            {one.what, title_of(*package, one.unit, parts.host.language), one.have, one.need});
}

Result<AttestationView> Client::attestation(std::string_view name) {
    APPRODO_CHECK(parts_->need_joined());
    APPRODO_TRY(const auto course, parts_->find_course(name));
    RecordCourse record;
    add_attestations(*parts_, course, record);
    for (AttestationView& view : record.attestations)
        if (!view.is_revoked) return std::move(view);
    return fail(ErrorCode::missing,
                "there is no attestato of this course yet: approdo record says what is missing; "
                "when nothing is, it comes with the next exchange");
}

Result<AttestationView> Client::verify_for_anybody(std::string_view code) {
    APPRODO_TRY(const Bytes proof, attestation::proof_in(code));
    APPRODO_TRY(const auto checked, attestation::check_proof(proof));
    return view_of(checked, proof);
}

Result<AttestationView> Client::verify(std::string_view code) {
    APPRODO_TRY(const Bytes proof, attestation::proof_in(code));
    APPRODO_TRY(const auto checked, attestation::check_proof(proof));
    AttestationView view = view_of(checked, proof);
    if (!parts_->need_joined().ok() || checked.site != parts_->identity->site_id) return view;
    // A root that this site never had signs in its name with a key that was taken from it.
    if (!parts_->progress.roots().passes(checked.root)) {
        return fail(ErrorCode::unauthentic,
                    "This attestato bears the name of your site and a key that the site does not "
                    "have: ask the office. If it changed its keys lately, synchronise first.");
    }
    view.is_known = true;
    for (const EnrolledCourse& course : parts_->enrolled_courses()) {
        if (course.id != checked.attestation.enrolment) continue;
        for (const content::AttestationLine& line : content::attestations_of(*course.record)) {
            if (line.revoked == nullptr || line.issued.number != checked.attestation.number)
                continue;
            view.is_revoked = true;
            view.revoked = line.revoked_at;
            view.reason = line.revoked->reason;
        }
    }
    return view;
}

}  // namespace approdo::client
