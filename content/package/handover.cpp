#include "content/package/handover.hpp"

namespace approdo::package {

Result<Bytes> seal_handover(const Handover& handover, const crypto::BoxPublicKey& site_box,
                            Random& random) {
    return crypto::seal_box(site_box, wire::encode(handover), random);
}

Result<Handover> open_handover(ByteView sealed, const crypto::BoxKey& site_box) {
    APPRODO_TRY(const auto plain, site_box.open(sealed));
    APPRODO_TRY(auto handover, wire::decode<Handover>(plain.view()));
    for (const Bytes* key :
         {&handover.package_key, &handover.library_secret, &handover.channel_key}) {
        if (key->size() != crypto::SymmetricKey::size) {
            return fail(ErrorCode::malformed, "a key that was handed over has the wrong length");
        }
    }
    return handover;
}

}  // namespace approdo::package
