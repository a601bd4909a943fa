// A site's keys and an attestato that it signed, for tests of whatever reads one.
#pragma once

#include "content/attestation/proof.hpp"
#include "tests/support/seeded_random.hpp"

namespace approdo::test {

inline attestation::Attestation full_attestation() {
    attestation::Attestation said;
    said.enrolment = EnrolmentId{{5}};
    said.number = {1, 12};
    said.holder = "Maria Cristina D’Angelo";
    said.course = "Accogliere allo sportello: ascolto, pratiche e tutela delle persone";
    said.version = {2};
    said.edition = "Autunno 2026";
    said.organisation = "Sportello unico";
    said.area = "Competenze relazionali";
    said.minutes = 240;
    said.has_score = true;
    said.score_percent = 87;
    said.from = 20260901;
    said.until = 20261220;
    said.completed = {1'795'000'000'000};
    said.issued = {1'795'100'000'000};
    return said;
}

struct AttestingSite {
    explicit AttestingSite(std::uint64_t seed = 1)
        : random(seed),
          root(crypto::SigningKey::random(random)),
          receipt(crypto::SigningKey::random(random)),
          id(crypto::site_id_of(root.public_key())),
          roots(id) {
        describe();
    }

    void describe() {
        log::SiteDescriptor site;
        site.root = root.public_key();
        site.enrol = site.publish = site.receipt = receipt.public_key();
        site.box = crypto::BoxPublicKey{{1}};
        site.name = "Comune di Esempio";
        described = log::SignedSite::make(site, crypto::domain::site_descriptor, id, root);
    }
    void change_root() {
        auto fresh = crypto::SigningKey::random(random);
        log::RootRotation change;
        change.site = id;
        change.number = roots.length() + 1;
        change.old_root = root.public_key();
        change.new_root = fresh.public_key();
        (void)roots.take(log::SignedRotation::make(change, root, fresh)).value();
        root = std::move(fresh);
        describe();
    }
    Bytes proof(const attestation::Attestation& said = full_attestation()) const {
        const auto made =
            attestation::SignedAttestation::make(said, attestation::signing_domain, id, receipt);
        return attestation::make_proof(described, roots, made.bytes());
    }

    SeededRandom random;
    crypto::SigningKey root;
    crypto::SigningKey receipt;
    SiteId id;
    log::RootChain roots;
    log::SignedSite described;
};

}  // namespace approdo::test
