#include "content/attestation/proof.hpp"

#include "content/package/site_words.hpp"
#include "sync/wire/archive.hpp"

namespace approdo::attestation {

namespace {

constexpr std::uint8_t format = 1;
constexpr std::size_t proof_bytes_max = 8 * limits::kib;
constexpr std::size_t rotations_max = 32;
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648 §6

// No message: nothing of it may be changed without being found out, its version included.
struct ProofBytes {
    std::uint8_t form = format;
    Bytes site;
    std::vector<Bytes> roots;
    Bytes statement;

    template <class Archive>
    void serialize(Archive& archive) {
        archive(form, site, roots, statement);
    }
};

Error no_code() {
    return fail(ErrorCode::malformed,
                "This is no code of an attestato, or a part of it is missing: scan it anew, or "
                "copy all of it.");
}

Error not_genuine() {
    return fail(ErrorCode::unauthentic,
                "This attestato is not genuine: what it says is not what a site signed.");
}

// The id of the site that the code speaks of: the first root's.
SiteId site_of(const log::SignedSite& site, const std::vector<log::SignedRotation>& rotations) {
    return crypto::site_id_of(rotations.empty() ? site.value.root
                                                : rotations.front().value.old_root);
}

Result<log::RootChain> chain_of(const SiteId& site,
                                const std::vector<log::SignedRotation>& rotations) {
    log::RootChain chain(site);
    for (const log::SignedRotation& one : rotations) {
        const auto step = chain.take(one);
        if (!step.ok() || *step != log::RootChain::Step::followed) return not_genuine();
    }
    return chain;
}

}  // namespace

Bytes make_proof(const log::SignedSite& site, const log::RootChain& roots, ByteView statement) {
    ProofBytes proof;
    proof.site = site.bytes();
    for (const log::SignedRotation& one : roots.records()) proof.roots.push_back(one.bytes());
    proof.statement = copy_of(statement);
    return wire::encode(proof);
}

Result<Checked> check_proof(ByteView bytes) {
    if (bytes.size() > proof_bytes_max) return no_code();
    const auto proof = wire::decode<ProofBytes>(bytes);
    if (!proof.ok() || proof->form != format || proof->roots.size() > rotations_max) {
        return no_code();
    }
    const auto site = log::SignedSite::read(proof->site);
    const auto statement = SignedAttestation::read(proof->statement);
    if (!site.ok() || !statement.ok()) return no_code();
    std::vector<log::SignedRotation> rotations;
    for (const Bytes& one : proof->roots) {
        const auto rotation = log::SignedRotation::read(one);
        if (!rotation.ok()) return no_code();
        rotations.push_back(*rotation);
    }
    const SiteId id = site_of(*site, rotations);
    APPRODO_TRY(const log::RootChain chain, chain_of(id, rotations));
    if (!log::check_site(*site, chain).ok()) return not_genuine();
    if (!statement->verify(signing_domain, id, site->value.receipt)) {
        return not_genuine();
    }
    return Checked{statement->value, id, site->value.name, package::site_words(site->value.root),
                   site->value.root};
}

std::string code_of(ByteView proof) {
    std::string code;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : proof) {
        held = (held << 8U) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            code.push_back(letters[(held >> bits) & 31U]);
        }
    }
    if (bits > 0) code.push_back(letters[(held << (5 - bits)) & 31U]);
    return code;
}

Result<Bytes> proof_in(std::string_view text) {
    if (const auto mark = text.rfind('#'); mark != std::string_view::npos) {
        text.remove_prefix(mark + 1);
    }
    Bytes bytes;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (char c : text) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        const auto value = letters.find(c);
        if (value == std::string_view::npos || bytes.size() > proof_bytes_max) return no_code();
        held = (held << 5U) | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::uint8_t>(held >> bits));
        held &= (1U << bits) - 1;
    }
    // What is left over are the zeros that fill the last letter.
    if (bytes.empty() || bits >= 5 || held != 0) return no_code();
    return bytes;
}

std::string address_of(std::string_view site_address, ByteView proof) {
    return std::string(site_address) + "/app/verify#" + code_of(proof);
}

}  // namespace approdo::attestation
