// A printed attestato is shown for decades: what its code held when it was made has to be read, and
// found sound, by every later program.
#include "content/attestation/proof.hpp"
#include "tests/golden/kept.hpp"
#include "tests/support/attestation_fixture.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::attestation;

namespace {

void check_kept(const std::string& name, test::AttestingSite& site) {
    INFO(name);
    const Bytes made = site.proof();
    const Bytes kept = golden::kept_bytes("content/v1", name, [&] { return made; });
    CHECK(kept == made);
    const auto checked = check_proof(kept);
    REQUIRE(checked.ok());
    CHECK(checked->site == site.id);
    CHECK(checked->site_name == "Comune di Esempio");
    CHECK(wire::encode(checked->attestation) == wire::encode(test::full_attestation()));
}

}  // namespace

TEST_CASE(
    "golden: an attestato's code is read and found sound, after its site's root changed too") {
    test::AttestingSite site;
    check_kept("attestation-proof", site);
    site.change_root();
    check_kept("attestation-proof-new-root", site);
}
