#include "content/package/site_words.hpp"

#include "content/package/paper.hpp"
#include "sync/crypto/hash.hpp"

namespace approdo::package {

std::string site_words(const crypto::SigningPublicKey& root) {
    // The site's id is the short digest of the same domain; of this one nobody but people reads.
    return spoken(crypto::hash(crypto::domain::site_id, {root.view()}));
}

Result<void> check_site_words(const crypto::SigningPublicKey& root, std::string_view typed) {
    APPRODO_TRY(const SpokenCode code, code_from_text(typed));
    if (code_text(code) == site_words(root)) return {};
    return fail(ErrorCode::unauthentic,
                "these are not the words of the site that answers: check the address and the "
                "words; if both are right, somebody stands in between, and nothing was sent");
}

}  // namespace approdo::package
