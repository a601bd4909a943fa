// An attestato's code, as it is scanned, typed or forged: what is no code is refused, what is one
// is read without a crash and written back as it was.
#include "tests/fuzz/entry.hpp"
#include "tests/support/attestation_fixture.hpp"

using namespace approdo;
using namespace approdo::attestation;

void approdo_fuzz_one(ByteView input) {
    if (input.empty()) return;
    const ByteView rest = input.subspan(1);
    if (input.front() % 2 == 0) {
        (void)check_proof(rest);
        return;
    }
    const auto proof = proof_in(text_of(rest));
    if (!proof.ok()) return;
    FUZZ_PROMISE(proof_in(code_of(*proof)).value() == *proof);
    (void)check_proof(*proof);
}

std::vector<Bytes> approdo_fuzz_seeds() {
    test::AttestingSite site;
    std::vector<Bytes> seeds;
    for (int changes = 0; changes < 2; ++changes) {
        Bytes plain{0};
        append(plain, site.proof());
        seeds.push_back(plain);
        Bytes typed{1};
        append(typed, bytes_of(address_of("http://here", site.proof())));
        seeds.push_back(typed);
        site.change_root();
    }
    return seeds;
}
