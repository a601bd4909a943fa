#include "content/package/paper.hpp"

#include <algorithm>

#include "content/model/encoding.hpp"
#include "content/package/code_words.hpp"
#include "sync/crypto/aead.hpp"

namespace approdo::package {
namespace {

// A paper's size tells how long its questions are; in steps it tells little.
constexpr std::size_t padding_step = 4 * limits::kib;

constexpr std::size_t bits_per_word = 10;

Bytes padded(ByteView bytes) {
    Bytes result;
    wire::Writer writer(result);
    writer.counted(bytes);
    result.resize((result.size() + padding_step - 1) / padding_step * padding_step);
    return result;
}

Result<Bytes> unpadded(ByteView bytes) {
    wire::Reader reader(bytes);
    const ByteView inside = reader.counted(bytes.size());
    if (reader.failed()) return fail(ErrorCode::malformed, "a paper is damaged");
    return copy_of(inside);
}

// A paper stands for its sitting, unit and language only.
Bytes place_of(const PaperSeal& paper) {
    Bytes place;
    wire::Writer writer(place);
    writer(paper.sitting, paper.unit, paper.language);
    return place;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

std::uint16_t ten_bits(ByteView bytes, std::size_t word) {
    std::uint16_t value = 0;
    for (std::size_t bit = word * bits_per_word; bit < (word + 1) * bits_per_word; ++bit) {
        const int is_set = (bytes[bit / 8] >> (7 - bit % 8)) & 1;
        value = static_cast<std::uint16_t>(value << 1 | is_set);
    }
    return value;
}

SpokenCode code_from_bits(ByteView bytes) {
    SpokenCode code;
    for (std::size_t i = 0; i < SpokenCode::words; ++i) code.indices[i] = ten_bits(bytes, i);
    return code;
}

crypto::SymmetricKey key_from_code(const SpokenCode& code, const CodeWrap& wrap) {
    std::string text = code_text(code);
    const crypto::PasswordCost cost{wrap.passes, wrap.memory_kib};
    const crypto::SymmetricKey stretched = crypto::stretch(bytes_of(text), wrap.salt, cost);
    crypto::wipe(MutableByteView(reinterpret_cast<std::uint8_t*>(text.data()), text.size()));
    return crypto::derive_key(crypto::domain::code_word_key, stretched, {wrap.sitting.view()});
}

}  // namespace

PaperKey paper_key_of(const Library& library, const SittingId& sitting, const Hash& content) {
    return library.derive(crypto::domain::sitting, {sitting.view(), content.view()});
}

PaperSeal seal_paper(const content::QuizPublic& quiz, const SittingId& sitting,
                     const PaperKey& key) {
    PaperSeal paper;
    paper.sitting = sitting;
    paper.unit = quiz.unit;
    paper.language = quiz.language;
    paper.title = quiz.title;
    paper.time_limit_s = quiz.settings.time_limit_s;
    const auto all = static_cast<std::uint32_t>(quiz.questions.size());
    const std::uint32_t shown = quiz.settings.questions_shown;
    paper.questions = shown == 0 ? all : std::min(shown, all);
    const Bytes plain = padded(content::encode(quiz));
    const Bytes place = place_of(paper);
    const Hash hash =
        crypto::keyed_hash(crypto::domain::nonce_hedge, key.view(), {paper.unit.view(), plain});
    crypto::Nonce nonce;
    std::copy_n(hash.bytes.begin(), crypto::Nonce::size, nonce.bytes.begin());
    paper.sealed = copy_of(nonce.view());
    append(paper.sealed, crypto::aead_seal(key, nonce, place, plain));
    return paper;
}

Result<content::QuizPublic> open_paper(const PaperSeal& paper, const PaperKey& key) {
    auto plain = crypto::open_blob(key, place_of(paper), paper.sealed);
    if (!plain.ok()) {
        return fail(ErrorCode::locked,
                    "this key does not open the test: ask for the key of this sitting");
    }
    APPRODO_TRY(const Bytes bytes, unpadded(plain->view()));
    return content::decode<content::QuizPublic>(bytes);
}

SpokenCode draw_code(Random& random) {
    std::array<std::uint8_t, SpokenCode::words * bits_per_word / 8> bits{};
    random.fill(bits);
    const SpokenCode code = code_from_bits(bits);
    crypto::wipe(bits);
    return code;
}

std::string code_text(const SpokenCode& code) {
    std::string text;
    for (const std::uint16_t index : code.indices) {
        if (!text.empty()) text += ' ';
        text += code_words()[index % code_word_count];
    }
    return text;
}

Result<SpokenCode> code_from_text(std::string_view text) {
    SpokenCode code;
    std::size_t count = 0;
    std::string word;
    const auto take_word = [&]() -> Result<void> {
        if (word.empty()) return {};
        const auto found = std::lower_bound(code_words().begin(), code_words().end(), word);
        if (found == code_words().end() || *found != word) {
            return fail(ErrorCode::invalid_input,
                        "\"" + word + "\" is not one of the code's words: check its spelling");
        }
        if (count < SpokenCode::words) {
            code.indices[count] = static_cast<std::uint16_t>(found - code_words().begin());
        }
        ++count;
        word.clear();
        return {};
    };
    for (const char c : text) {
        if (is_letter(c)) {
            word += lower(c);
        } else if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r' || c == ',') {
            APPRODO_CHECK(take_word());
        } else {
            return fail(ErrorCode::invalid_input, "a code has only letters, spaces and hyphens");
        }
    }
    APPRODO_CHECK(take_word());
    if (count != SpokenCode::words) {
        return fail(ErrorCode::invalid_input,
                    "a code has 8 words, this has " + std::to_string(count));
    }
    return code;
}

std::string spoken(const Hash& hash) {
    return code_text(code_from_bits(hash.view()));
}

CodeWrap wrap_with_code(const PaperKey& key, const SittingId& sitting, const SpokenCode& code,
                        crypto::PasswordCost cost, Random& random) {
    CodeWrap wrap;
    wrap.sitting = sitting;
    wrap.salt = random.id<crypto::Salt>();
    wrap.passes = cost.passes;
    wrap.memory_kib = cost.memory_kib;
    wrap.sealed = crypto::seal_blob(key_from_code(code, wrap), sitting.view(), key.view(), random);
    return wrap;
}

Result<PaperKey> unwrap_with_code(const CodeWrap& wrap, const SpokenCode& code) {
    // Bounds on what a forged wrap could make this machine do.
    const auto lowest = crypto::lowest_accepted_cost();
    const auto release = crypto::release_cost();
    if (wrap.passes < lowest.passes || wrap.passes > 4 * release.passes ||
        wrap.memory_kib < lowest.memory_kib || wrap.memory_kib > 4 * release.memory_kib) {
        return fail(ErrorCode::malformed, "a sitting's code asks for an unusable amount of work");
    }
    auto key = crypto::open_blob(key_from_code(code, wrap), wrap.sitting.view(), wrap.sealed);
    if (!key.ok()) return fail(ErrorCode::locked, "this is not the code of this sitting");
    return PaperKey::from(key->view());
}

}  // namespace approdo::package
