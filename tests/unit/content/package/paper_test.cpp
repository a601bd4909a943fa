#include "content/package/paper.hpp"

#include "content/package/code_words.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;

namespace {

content::QuizPublic timed_quiz() {
    return test::quiz(40, content::QuizMode::timed, 3).languages.front().shown;
}

PaperKey key_of(std::uint8_t value) {
    return PaperKey::from(Bytes(32, value)).value();
}

}  // namespace

TEST_CASE("paper: it opens with its sitting's key and with no other") {
    const auto sitting = test::id_of<SittingId>(5);
    const PaperSeal paper = seal_paper(timed_quiz(), sitting, key_of(1));
    CHECK(paper.questions == 3);
    CHECK(paper.sealed.size() % 4096 == 40);  // nonce and tag around whole steps
    const auto opened = open_paper(paper, key_of(1));
    REQUIRE(opened.ok());
    CHECK(*opened == timed_quiz());
    CHECK(open_paper(paper, key_of(2)).error().code == ErrorCode::locked);

    PaperSeal moved = paper;
    moved.sitting = test::id_of<SittingId>(6);
    CHECK_FALSE(open_paper(moved, key_of(1)).ok());
    for (std::size_t i = 0; i < paper.sealed.size(); i += 7) {
        PaperSeal altered = paper;
        altered.sealed[i] ^= 1;
        CHECK_FALSE(open_paper(altered, key_of(1)).ok());
    }
}

TEST_CASE("paper: an unchanged paper of one sitting is the same bytes, another sitting's is not") {
    const auto sitting = test::id_of<SittingId>(5);
    CHECK(seal_paper(timed_quiz(), sitting, key_of(1)) ==
          seal_paper(timed_quiz(), sitting, key_of(1)));
    const Library library(key_of(3));
    const Hash content = Library::content_hash({});
    const PaperKey first = paper_key_of(library, sitting, content);
    const PaperKey second = paper_key_of(library, test::id_of<SittingId>(6), content);
    CHECK_FALSE(crypto::same(first.view(), second.view()));
}

TEST_CASE("paper: its words are many, sorted, and no two a letter apart") {
    const auto& words = code_words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        CHECK(words[i].size() >= 3);
        CHECK(words[i].size() <= 9);
        if (i > 0) CHECK(words[i - 1] < words[i]);
    }
    const auto is_near = [](std::string_view a, std::string_view b) {
        if (a.size() != b.size()) return false;
        int differing = 0;
        for (std::size_t i = 0; i < a.size(); ++i) differing += a[i] != b[i];
        return differing == 1;
    };
    std::size_t near = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) near += is_near(words[i], words[j]);
    }
    CHECK(near == 0);
}

TEST_CASE("paper: a code survives being written down and typed in") {
    crypto::SeededRandom random(31);
    for (int round = 0; round < 50; ++round) {
        const SpokenCode code = draw_code(random);
        std::string text = code_text(code);
        const auto read = code_from_text(text);
        REQUIRE(read.ok());
        CHECK(read->indices == code.indices);
        for (char& c : text) c = c == ' ' ? '-' : static_cast<char>(std::toupper(c));
        const auto shouted = code_from_text("  " + text + "\n");
        REQUIRE(shouted.ok());
        CHECK(shouted->indices == code.indices);
    }
    const std::string eight = "acqua acqua acqua acqua acqua acqua acqua acqua";
    CHECK(code_from_text(eight).ok());
    CHECK_FALSE(code_from_text(eight + " acqua").ok());
    CHECK_FALSE(code_from_text("acqua").ok());
    CHECK_FALSE(code_from_text("").ok());
    const auto misspelt = code_from_text("acquaz" + eight.substr(5));
    REQUIRE_FALSE(misspelt.ok());
    CHECK(misspelt.error().message.find("acquaz") != std::string::npos);
    CHECK_FALSE(code_from_text("acqua1 acqua").ok());
}

TEST_CASE("paper: a typed code opens the key it was made for") {
    crypto::SeededRandom random(32);
    const auto sitting = test::id_of<SittingId>(5);
    const SpokenCode code = draw_code(random);
    const CodeWrap wrap =
        wrap_with_code(key_of(1), sitting, code, crypto::lowest_accepted_cost(), random);
    const auto key = unwrap_with_code(wrap, code);
    REQUIRE(key.ok());
    CHECK(crypto::same(key->view(), key_of(1).view()));
    CHECK(unwrap_with_code(wrap, draw_code(random)).error().code == ErrorCode::locked);

    CodeWrap greedy = wrap;
    greedy.memory_kib = 1U << 30;
    CHECK(unwrap_with_code(greedy, code).error().code == ErrorCode::malformed);
    CodeWrap elsewhere = wrap;
    elsewhere.sitting = test::id_of<SittingId>(6);
    CHECK_FALSE(unwrap_with_code(elsewhere, code).ok());
    const auto again = wire::decode<CodeWrap>(wire::encode(wrap));
    REQUIRE(again.ok());
    CHECK(unwrap_with_code(*again, code).ok());
}

TEST_CASE("paper: a hash is spoken as eight words that follow from it") {
    const Hash hash = Library::content_hash(bytes_of("attempt"));
    CHECK(spoken(hash) == spoken(hash));
    CHECK(code_from_text(spoken(hash)).ok());
    Hash other = hash;
    other.bytes[0] ^= 0x80;
    CHECK(spoken(hash) != spoken(other));
}
