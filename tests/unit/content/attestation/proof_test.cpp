#include "content/attestation/proof.hpp"

#include <cctype>

#include "content/package/site_words.hpp"
#include "tests/support/attestation_fixture.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::attestation;
using test::AttestingSite;

namespace {

bool is_refused(const Result<Checked>& checked) {
    return !checked.ok() && (checked.error().code == ErrorCode::malformed ||
                             checked.error().code == ErrorCode::unauthentic);
}

}  // namespace

TEST_CASE("proof: what the site signed comes back from its code, wherever it was kept", "[unit]") {
    AttestingSite site;
    const Bytes proof = site.proof();
    const std::string code = code_of(proof);
    CHECK(proof_in(code).value() == proof);
    std::string typed;
    for (const char c : code) {
        typed += static_cast<char>(std::tolower(c));
        if (typed.size() % 9 == 8) typed += "\n";
    }
    CHECK(proof_in("http://corsi.example.org/app/verify#" + typed + " ").value() == proof);
    CHECK(proof_in(address_of("http://here", proof)).value() == proof);

    const auto checked = check_proof(proof);
    REQUIRE(checked.ok());
    CHECK(checked->site == site.id);
    CHECK(checked->site_name == "Comune di Esempio");
    CHECK(checked->words == package::site_words(site.root.public_key()));
    const Attestation expected = test::full_attestation();
    CHECK(wire::encode(checked->attestation) == wire::encode(expected));
}

TEST_CASE("proof: it is small enough for a printed QR code", "[unit]") {
    AttestingSite site;
    CHECK(site.proof().size() <= 600);
    // Alphanumeric: a letter is five and a half bits, and a code of medium size holds 1,500.
    CHECK(code_of(site.proof()).size() <= 960);
    const std::string text = code_of(site.proof());
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == std::string::npos);
}

TEST_CASE("proof: no bit of it can be changed, and none left out", "[unit]") {
    AttestingSite site;
    site.change_root();
    const Bytes proof = site.proof();
    REQUIRE(check_proof(proof).ok());
    for (std::size_t bit = 0; bit < proof.size() * 8; ++bit) {
        Bytes changed = proof;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        if (!is_refused(check_proof(changed))) FAIL("bit " << bit << " may be changed");
    }
    for (std::size_t size = 0; size < proof.size(); ++size) {
        if (!is_refused(check_proof(ByteView(proof).first(size))))
            FAIL("it may be cut to " << size);
    }
    Bytes longer = proof;
    longer.push_back(0);
    CHECK(is_refused(check_proof(longer)));
}

TEST_CASE("proof: an attestato follows its site through a change of the root", "[unit]") {
    AttestingSite site;
    const Bytes before = site.proof();
    site.change_root();
    site.change_root();
    const auto after = check_proof(site.proof());
    REQUIRE(after.ok());
    CHECK(after->site == site.id);
    CHECK(after->root == site.root.public_key());
    CHECK(check_proof(before)->site == site.id);
}

TEST_CASE("proof: who signs for another site is found out", "[unit]") {
    AttestingSite site(1);
    AttestingSite liar(2);
    // Its own keys under the other's descriptor.
    const auto forged = SignedAttestation::make(test::full_attestation(),
                                                attestation::signing_domain, site.id, liar.receipt);
    CHECK(check_proof(make_proof(site.described, site.roots, forged.bytes())).error().code ==
          ErrorCode::unauthentic);
    // The other's name with its own keys: sound, and of another site.
    CHECK(check_proof(liar.proof())->site != site.id);
    CHECK(check_proof(liar.proof())->words != check_proof(site.proof())->words);
    // What the site signed for another purpose is no attestato.
    const auto other = SignedAttestation::make(test::full_attestation(), crypto::domain::erasure,
                                               site.id, site.receipt);
    CHECK(check_proof(make_proof(site.described, site.roots, other.bytes())).error().code ==
          ErrorCode::unauthentic);
}

TEST_CASE("proof: what is no code is said to be none", "[unit]") {
    for (const std::string text : {"", "#", "http://here/app/verify#", "ciao!", "A", "AB1", "AAAA"})
        CHECK(proof_in(text).ok() == (text == "AAAA"));
    CHECK(proof_in(std::string(100'000, 'A')).error().code == ErrorCode::malformed);
    CHECK(check_proof(proof_in("AAAA").value()).error().code == ErrorCode::malformed);
}

TEST_CASE("attestation: texts, numbers and days are shown as people write them", "[unit]") {
    CHECK(number_text({1, 12}) == "12");
    CHECK(number_text({2, 12}) == "2-12");
    CHECK(day_text(day_number({2026, 9, 1})) == "2026-09-01");
    CHECK(day_text(std::uint32_t{0}).empty());
    CHECK(day_text(UtcMs{1'795'100'000'000}) == "2026-11-19");
    CHECK(fitting("breve") == "breve");
    const std::string arabic = [] {
        std::string text;
        for (int i = 0; i < 200; ++i) text += "م";
        return text;
    }();
    CHECK(fitting(arabic).size() <= 160);
    CHECK(fitting(arabic).ends_with("م…"));
}
