// The site's root key on the disk, and how it is changed. DIR/keys holds root.key, the descriptor
// that it signed (site), the records of every change (roots) and, if a device ever showed one that
// this site does not know, that record (other-root). A change goes through these files in an order
// in which any end of the program leaves a folder that opens: with the old root until the record
// is on the disk, with the new one from then on. The old private key goes last. LocalSite and
// load_site_keys() are the callers.
#pragma once

#include <filesystem>
#include <optional>

#include "sync/log/root_chain.hpp"

namespace approdo::app {

struct SiteRoots {
    log::RootChain chain;
    log::SignedSite descriptor;
    // Leads on from a root of this site and is not in its chain: the keys are of an older backup,
    // or a root that was once the site's is in other hands. Nothing is signed by the root then.
    std::optional<log::SignedRotation> disputed;
};

// Also ends a change that a crash interrupted.
Result<SiteRoots> load_roots(const std::filesystem::path& keys);
// A new root key, vouched for by the present one. conflict: `disputed` is set. not_found: the
// private key is not on this machine.
Result<void> change_root(const std::filesystem::path& keys, SiteRoots& roots, UtcMs now,
                         Random& random);
// What a device showed; true: it says something new to this site.
bool note_shown_roots(const std::filesystem::path& keys, SiteRoots& roots,
                      const std::vector<log::SignedRotation>& shown);
// What to do about a disputed root, for whoever runs the machine.
std::string advice_on(const log::SignedRotation& disputed, const log::RootChain& chain);

}  // namespace approdo::app
