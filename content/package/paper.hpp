// Papers: the questions of a timed quiz, sealed under a key of their own for one sitting, not under
// the package key. They travel with the package ahead of time; the key comes as a keyring wrap,
// from the invigilator, or as a typed code of eight words (80 random bits) through Argon2id. The
// publisher seals, the site makes further sittings, the client opens.
#pragma once

#include "content/model/quiz.hpp"
#include "content/package/chunk.hpp"
#include "sync/crypto/password.hpp"
#include "sync/wire/message.hpp"

namespace approdo::package {

using SittingId = FixedBytes<struct SittingTag, 16>;
using PaperKey = crypto::SymmetricKey;

// What is in the clear of a timed quiz, within the package: enough to plan the day, not a question.
struct PaperSeal {
    static constexpr std::uint32_t wire_version = 1;
    SittingId sitting;
    UnitId unit;
    std::string language;
    std::string title;
    std::uint32_t time_limit_s = 0;
    std::uint32_t questions = 0;  // that the learner will be shown
    Bytes sealed;                 // padded content::encode(QuizPublic)
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(sitting, unit, language, title, time_limit_s, questions, sealed);
    }
    bool operator==(const PaperSeal&) const = default;
};

// The key of a sitting as the publisher makes it: bound to the sitting and to the paper's content
// (of all its languages), so that it seals each language's text once and for ever alike.
PaperKey paper_key_of(const Library& library, const SittingId& sitting, const Hash& content);
// The nonce follows from key and text alone: the same paper is the same bytes in every version.
PaperSeal seal_paper(const content::QuizPublic& quiz, const SittingId& sitting,
                     const PaperKey& key);
// `locked` when the key is not this sitting's.
Result<content::QuizPublic> open_paper(const PaperSeal& paper, const PaperKey& key);

// Eight words of a list of 1,024: 80 random bits.
struct SpokenCode {
    static constexpr std::size_t words = 8;
    std::array<std::uint16_t, words> indices{};
};
SpokenCode draw_code(Random& random);
std::string code_text(const SpokenCode& code);
// Any case, any spaces, commas or hyphens between the words; says which word is unknown.
Result<SpokenCode> code_from_text(std::string_view text);
// Eight words for a value of 32 bytes, to compare aloud (of a sealed attempt's head hash).
std::string spoken(const Hash& hash);

// A paper key behind a typed code.
struct CodeWrap {
    static constexpr std::uint32_t wire_version = 1;
    SittingId sitting;
    crypto::Salt salt;
    std::uint32_t passes = 0;
    std::uint32_t memory_kib = 0;
    Bytes sealed;
    wire::Tail tail;

    template <class Archive>
    void fields(Archive& archive) {
        archive(sitting, salt, passes, memory_kib, sealed);
    }
    bool operator==(const CodeWrap&) const = default;
};
CodeWrap wrap_with_code(const PaperKey& key, const SittingId& sitting, const SpokenCode& code,
                        crypto::PasswordCost cost, Random& random);
// `locked`: the code is another one.
Result<PaperKey> unwrap_with_code(const CodeWrap& wrap, const SpokenCode& code);

}  // namespace approdo::package
