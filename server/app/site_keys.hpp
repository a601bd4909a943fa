// The site's own keys, one file each in DIR/keys, readable by their owner alone: loading refuses a
// file that others may read. The root key signs the descriptor and is not needed to serve: it may
// be moved away from the machine (root_keys.hpp). Made by init, loaded by everything else.
#pragma once

#include <filesystem>

#include "server/app/root_keys.hpp"
#include "sync/exchange/join.hpp"

namespace approdo::app {

struct SiteKeys {
    SiteId site;
    SiteRoots roots;
    crypto::SigningKey enrol;
    crypto::SigningKey publish;
    crypto::SigningKey receipt;
    crypto::BoxKey box;
    crypto::SymmetricKey cover;  // makes salts for names that do not exist

    const log::SiteDescriptor& description() const { return roots.descriptor.value; }
    // What a link says of this site; without a code it invites nobody.
    exchange::Invitation invitation(const exchange::InvitationCode& code) const;
};

Result<SiteKeys> make_site_keys(const std::filesystem::path& folder, std::string_view name,
                                Random& random);
Result<SiteKeys> load_site_keys(const std::filesystem::path& folder);

}  // namespace approdo::app
