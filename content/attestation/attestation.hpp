// What an attestato states, as the site signs it: who did which course, for how many hours, with
// which result, and when. Times are UTC. The signature is of the site's receipt key; whoever has
// the bytes can show them, and nothing can be changed in them. The site makes it, the record of the
// learner carries it, proof.hpp puts it into a code.
#pragma once

#include "content/model/course.hpp"
#include "content/model/learning.hpp"
#include "sync/log/signed.hpp"

namespace approdo::attestation {

struct Attestation {
    static constexpr std::uint32_t wire_version = 1;
    EnrolmentId enrolment;
    content::AttestationNumber number;
    std::string holder;
    std::string course;
    ContentVersion version;  // of the course that it was earned by
    std::string edition;
    std::string organisation;  // that held the edition
    std::string area;          // of competence; may be empty
    std::uint32_t minutes = 0;
    bool has_score = false;
    std::uint32_t score_percent = 0;
    std::uint32_t from = 0;   // the edition's first day, yyyymmdd; 0: none
    std::uint32_t until = 0;  // and its last
    UtcMs completed;          // what the person did last
    UtcMs issued;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(enrolment, number.series, number.number, holder, course, version, edition,
                organisation, area, minutes, has_score, score_percent, from, until, completed,
                issued);
    }
};
inline constexpr crypto::SignDomain signing_domain{"approdo/sign/attest"};
using SignedAttestation = log::Signed<Attestation>;

// «12», and of a site that was restored once «2-12».
std::string number_text(const content::AttestationNumber& number);

std::uint32_t day_number(const content::LocalDate& date);
// 2026-11-27; empty for none.
std::string day_text(std::uint32_t day);
std::string day_text(UtcMs time);

// Shortened to what fits a code, between two characters; titles this long are none.
std::string fitting(std::string_view text);

}  // namespace approdo::attestation
