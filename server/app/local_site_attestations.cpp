// Attestati: who may see, issue and revoke them, and what the site says of a code.
#include "server/app/local_site.hpp"

namespace approdo::app {

namespace {

constexpr std::size_t reason_bytes_max = 300;

Error not_allowed(Role role) {
    return fail(ErrorCode::forbidden, "This needs the role of " + std::string(name_of(role)) +
                                          " at that organisation or above it.");
}

content::LearnerRecord record_of(store::Session& session, const AccountId& account) {
    const auto bytes = session.projections().record(learner_scope(account));
    if (!bytes) return {};
    auto record = content::decode_learner_record(*bytes);
    return record.ok() ? std::move(*record) : content::LearnerRecord{};
}

const content::EnrolmentRecord* enrolment_in(const content::LearnerRecord& record,
                                             const EnrolmentId& enrolment) {
    const auto found = record.enrolments.find(enrolment);
    return found == record.enrolments.end() ? nullptr : &found->second;
}

}  // namespace

Result<EnrolmentId> LocalSite::find_enrolment(const EditionId& edition, const AccountId& account) {
    return store::read_from<Result<EnrolmentId>>(
        *store_, [&](store::Session& session) -> Result<EnrolmentId> {
            if (const auto found = session.catalogue().enrolment_of(edition, account))
                return found->id;
            return fail(ErrorCode::not_found, "This person is not enrolled in that edition.");
        });
}

Result<store::Enrolment> LocalSite::enrolment_for(store::Session& session, const Actor& actor,
                                                  Role role, const EnrolmentId& id) {
    const auto enrolment = session.catalogue().enrolment(id);
    const auto edition = enrolment ? session.catalogue().edition(enrolment->edition) : std::nullopt;
    if (!edition) return fail(ErrorCode::not_found, "There is no such enrolment.");
    if (!may(session, actor, role, edition->organisation)) return not_allowed(role);
    return *enrolment;
}

AttestationState LocalSite::attestation_state(store::Session& session,
                                              const store::Enrolment& enrolment) {
    AttestationState state;
    state.enrolment = enrolment.id;
    state.account = enrolment.account;
    if (const auto person = session.people().find(enrolment.account)) {
        state.user_name = person->user_name;
        state.display_name = person->display_name;
    }
    const content::LearnerRecord record = record_of(session, enrolment.account);
    if (const auto earning = attesting_.earning(session, enrolment, record)) {
        state.is_offered = earning->offered;
        state.is_earned = earning->earned;
        state.missing = earning->missing;
    }
    const auto* learned = enrolment_in(record, enrolment.id);
    if (learned == nullptr) return state;
    for (const content::AttestationLine& line : content::attestations_of(*learned)) {
        const auto said = attestation::SignedAttestation::read(line.issued.statement);
        state.number = attestation::number_text(line.issued.number);
        state.issued = said.ok() ? said->value.issued : UtcMs{};
        state.revoked = line.revoked_at;
        state.reason = line.revoked == nullptr ? "" : line.revoked->reason;
        // One that holds is what people ask about, though another was issued after it.
        if (line.revoked == nullptr) break;
    }
    return state;
}

Result<std::vector<AttestationState>> LocalSite::attestations(const Actor& actor,
                                                              const EditionId& edition_id) {
    using States = std::vector<AttestationState>;
    return store::read_from<Result<States>>(
        *store_, [&](store::Session& session) -> Result<States> {
            const auto edition = session.catalogue().edition(edition_id);
            if (!edition) return fail(ErrorCode::not_found, "There is no such edition.");
            if (!may(session, actor, Role::trainer, edition->organisation))
                return not_allowed(Role::trainer);
            States states;
            for (const auto& enrolment : session.catalogue().enrolments_in(edition_id))
                states.push_back(attestation_state(session, enrolment));
            return states;
        });
}

Result<Attestato> LocalSite::attestation(const Actor& actor, const EnrolmentId& id) {
    auto statement =
        store::read_from<Result<Bytes>>(*store_, [&](store::Session& session) -> Result<Bytes> {
            const auto own = session.catalogue().enrolment(id);
            const bool is_holder = own && !actor.is_operator && own->account == actor.account;
            if (!is_holder) {
                APPRODO_CHECK(enrolment_for(session, actor, Role::trainer, id));
            }
            const content::LearnerRecord record = record_of(session, own->account);
            const auto* learned = enrolment_in(record, id);
            const auto issued =
                learned == nullptr ? std::nullopt : content::holding_attestation(*learned);
            if (!issued)
                return fail(ErrorCode::not_found, "There is no attestato of this enrolment.");
            return issued->statement;
        });
    if (!statement.ok()) return std::move(statement).error();
    const Described site = descriptor();
    Attestato paper{{}, attestation::make_proof(site.site, site.roots, *statement)};
    APPRODO_TRY(paper.checked, attestation::check_proof(paper.proof));
    return paper;
}

// Marks and attestati that follow from what is folded arrive as segments of their own.
void LocalSite::fold_everything(store::Session& session) {
    while (folding_.fold_next(session, SIZE_MAX).segments > 0) {
    }
}

template <class Change>
Result<AttestationState> LocalSite::change_attestation(const Actor& actor, const EnrolmentId& id,
                                                       std::string_view what,
                                                       const Change& change) {
    return queue_->write<AttestationState>(
        [&](store::Session& session) -> Result<AttestationState> {
            APPRODO_TRY(const auto enrolment, enrolment_for(session, actor, Role::coordinator, id));
            fold_everything(session);
            APPRODO_CHECK(change(session, enrolment));
            fold_everything(session);
            note(session, actor, what, id.hex());
            return attestation_state(session, enrolment);
        });
}

Result<AttestationState> LocalSite::issue_attestation(const Actor& actor, const EnrolmentId& id) {
    return change_attestation(actor, id, "issue attestato",
                              [&](store::Session& session, const store::Enrolment& enrolment) {
                                  return attesting_.issue(session, enrolment,
                                                          record_of(session, enrolment.account));
                              });
}

Result<AttestationState> LocalSite::revoke_attestation(const Actor& actor, const EnrolmentId& id,
                                                       const std::string& reason) {
    if (reason.empty() || reason.size() > reason_bytes_max) {
        return fail(ErrorCode::invalid_input,
                    "Say why, in a few words: whoever holds the attestato reads it.");
    }
    return change_attestation(actor, id, "revoke attestato",
                              [&](store::Session& session, const store::Enrolment& enrolment) {
                                  return attesting_.revoke(session, enrolment, reason);
                              });
}

Result<CheckedAttestato> LocalSite::verify_attestation(std::string_view code) {
    APPRODO_TRY(const Bytes proof, attestation::proof_in(code));
    CheckedAttestato found;
    APPRODO_TRY(found.checked, attestation::check_proof(proof));
    if (found.checked.site != keys_.site) {
        return fail(ErrorCode::unauthentic,
                    "Another site signed this attestato: its words tell which.");
    }
    store_->read([&](store::Session& session) {
        const auto enrolment = session.catalogue().enrolment(found.checked.attestation.enrolment);
        if (!enrolment) return;
        const content::LearnerRecord record = record_of(session, enrolment->account);
        const auto* learned = enrolment_in(record, enrolment->id);
        if (learned == nullptr) return;
        for (const content::AttestationLine& line : content::attestations_of(*learned)) {
            if (line.issued.number != found.checked.attestation.number || line.revoked == nullptr)
                continue;
            found.revoked = line.revoked_at;
            found.reason = line.revoked->reason;
        }
    });
    return found;
}

}  // namespace approdo::app
