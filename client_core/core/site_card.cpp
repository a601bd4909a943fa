#include "client_core/core/site_card.hpp"

#include "content/package/site_words.hpp"
#include "sync/exchange/join.hpp"

namespace approdo::client {

namespace {

Result<log::RootChain> chain_of(const log::SignedSite& site, std::span<const Bytes> roots) {
    if (roots.empty()) return log::RootChain(crypto::site_id_of(site.value.root));
    APPRODO_TRY(const auto first, log::SignedRotation::read(roots.front()));
    return log::RootChain::read(first.value.site,
                                wire::encode(std::vector<Bytes>(roots.begin(), roots.end())));
}

}  // namespace

Result<SiteCard> read_site_card(ByteView descriptor, std::span<const Bytes> roots,
                                std::string_view address) {
    APPRODO_TRY(const auto site, log::SignedSite::read(descriptor));
    const crypto::SigningPublicKey& root = site.value.root;
    APPRODO_TRY(auto chain, chain_of(site, roots));
    APPRODO_CHECK(log::check_site(site, chain));
    exchange::Invitation nobody;
    nobody.root = root;
    nobody.box = site.value.box;
    nobody.name_site(chain.site());
    while (address.ends_with('/')) address.remove_suffix(1);
    const SiteId id = chain.site();
    return SiteCard{id,
                    std::move(chain),
                    root,
                    site.value.name,
                    package::site_words(root),
                    exchange::link_of(address, nobody)};
}

}  // namespace approdo::client
