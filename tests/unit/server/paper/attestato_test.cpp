#include "server/paper/attestato.hpp"

#include <qpdf/QPDF.hh>

#include "tests/support/attestation_fixture.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

Bytes pdf_of(const attestation::Attestation& said) {
    test::AttestingSite site;
    const Bytes proof = site.proof(said);
    return paper::attestato_pdf(attestation::check_proof(proof).value(), proof, "http://here")
        .value();
}

}  // namespace

TEST_CASE("attestato: one page, tagged, with title, language and words for the code", "[unit]") {
    const Bytes pdf = pdf_of(test::full_attestation());
    QPDF document;
    document.processMemoryFile("t", reinterpret_cast<const char*>(pdf.data()), pdf.size());
    CHECK(document.getAllPages().size() == 1);
    auto root = document.getRoot();
    CHECK(root.getKey("/Lang").getUTF8Value() == "it");
    CHECK(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
    CHECK(root.hasKey("/StructTreeRoot"));
    CHECK(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
    const std::string title = document.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value();
    CHECK(title.find("D’Angelo") != std::string::npos);
    bool has_words = false;
    for (auto object : document.getAllObjects())
        has_words = has_words || (object.isDictionary() && object.hasKey("/Alt"));
    CHECK(has_words);
}

TEST_CASE("attestato: the same statement gives the same bytes", "[unit]") {
    CHECK(pdf_of(test::full_attestation()) == pdf_of(test::full_attestation()));
}

TEST_CASE("attestato: long names in any script fit the page", "[unit]") {
    attestation::Attestation said = test::full_attestation();
    said.holder = "محمد عبد الرحمن بن يوسف الطرابلسي";
    said.course = attestation::fitting(std::string(150, 'm') + " e altre parole ancora");
    said.edition = attestation::fitting(std::string(155, 'e'));
    CHECK(pdf_of(said).size() > 10'000);
    said.from = said.until = 0;
    said.has_score = false;
    CHECK(pdf_of(said).size() > 10'000);
}
