#include "server/app/site_keys.hpp"

#include "server/app/key_files.hpp"

namespace approdo::app {

namespace fs = std::filesystem;

exchange::Invitation SiteKeys::invitation(const exchange::InvitationCode& code) const {
    exchange::Invitation link;
    link.root = description().root;
    link.box = description().box;
    link.code = code;
    link.name_site(site);
    return link;
}

Result<SiteKeys> make_site_keys(const fs::path& folder, std::string_view name, Random& random) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    const auto root = crypto::SigningKey::random(random);
    auto enrol = crypto::SigningKey::random(random);
    auto publish = crypto::SigningKey::random(random);
    auto receipt = crypto::SigningKey::random(random);
    auto box = crypto::BoxKey::random(random);
    auto cover = crypto::SymmetricKey::random(random);

    log::SiteDescriptor description;
    description.root = root.public_key();
    description.enrol = enrol.public_key();
    description.publish = publish.public_key();
    description.receipt = receipt.public_key();
    description.box = box.public_key();
    description.name = name;
    const SiteId site = crypto::site_id_of(root.public_key());
    auto descriptor =
        log::SignedSite::make(description, crypto::domain::site_descriptor, site, root);

    write_signing_key(folder / "root.key", root);
    write_signing_key(folder / "enrol.key", enrol);
    write_signing_key(folder / "publish.key", publish);
    write_signing_key(folder / "receipt.key", receipt);
    const auto stored_box = box.stored();
    write_key_file(folder / "box.key", stored_box.view());
    write_key_file(folder / "cover.key", cover.view());
    write_key_file(folder / "site", descriptor.bytes());
    return SiteKeys{site,
                    SiteRoots{log::RootChain(site), std::move(descriptor), std::nullopt},
                    std::move(enrol),
                    std::move(publish),
                    std::move(receipt),
                    std::move(box),
                    std::move(cover)};
}

Result<SiteKeys> load_site_keys(const fs::path& folder) {
    APPRODO_TRY(auto roots, load_roots(folder));
    const SiteId site = roots.chain.site();
    APPRODO_TRY(auto enrol, read_signing_key(folder / "enrol.key"));
    APPRODO_TRY(auto publish, read_signing_key(folder / "publish.key"));
    APPRODO_TRY(auto receipt, read_signing_key(folder / "receipt.key"));
    APPRODO_TRY(const Bytes box, read_key_file(folder / "box.key"));
    APPRODO_TRY(auto stored_box, crypto::BoxKey::Stored::from(box));
    APPRODO_TRY(const Bytes cover, read_key_file(folder / "cover.key"));
    APPRODO_TRY(auto cover_key, crypto::SymmetricKey::from(cover));
    return SiteKeys{site,
                    std::move(roots),
                    std::move(enrol),
                    std::move(publish),
                    std::move(receipt),
                    crypto::BoxKey::from_stored(std::move(stored_box)),
                    std::move(cover_key)};
}

}  // namespace approdo::app
