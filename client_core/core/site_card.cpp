#include "client_core/core/site_card.hpp"

#include "content/package/site_words.hpp"
#include "sync/exchange/join.hpp"

namespace approdo::client {

Result<SiteCard> read_site_card(ByteView descriptor, std::string_view address) {
    APPRODO_TRY(const auto site, log::SignedSite::read(descriptor));
    const crypto::SigningPublicKey& root = site.value.root;
    APPRODO_CHECK(log::check_site(site, crypto::site_id_of(root)));
    exchange::Invitation nobody;
    nobody.root = root;
    nobody.box = site.value.box;
    while (address.ends_with('/')) address.remove_suffix(1);
    return SiteCard{root, site.value.name, package::site_words(root),
                    exchange::link_of(address, nobody)};
}

}  // namespace approdo::client
