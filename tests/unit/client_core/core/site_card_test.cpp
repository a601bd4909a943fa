#include "client_core/core/site_card.hpp"

#include "content/package/site_words.hpp"
#include "sync/exchange/join.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::client;

namespace {

struct Made {
    test::SeededRandom random{5};
    crypto::SigningKey root = crypto::SigningKey::random(random);
    log::SiteDescriptor site;

    Made() {
        site.root = root.public_key();
        site.enrol = site.publish = site.receipt = crypto::SigningKey::random(random).public_key();
        site.box = crypto::BoxKey::random(random).public_key();
        site.name = "Comune di Prova";
    }
    Bytes signed_by(const crypto::SigningKey& key) const {
        return log::SignedSite::make(site, crypto::domain::site_descriptor,
                                     crypto::site_id_of(site.root), key)
            .bytes();
    }
};

}  // namespace

TEST_CASE("site card: its link pins the root that the words are of, and invites nobody", "[unit]") {
    const Made made;
    const SiteCard card = read_site_card(made.signed_by(made.root), {}, "https://corsi/").value();
    CHECK(card.name == "Comune di Prova");
    CHECK(card.words == package::site_words(made.site.root));
    const auto link = exchange::parse_link(card.link).value();
    CHECK(link.address == "https://corsi");
    CHECK(link.invitation.root == made.site.root);
    CHECK(link.invitation.box == made.site.box);
    CHECK(link.invitation.code.is_zero());
}

TEST_CASE("site card: what its root did not sign, or is cut or altered, is refused", "[unit]") {
    Made made;
    const auto stranger = crypto::SigningKey::random(made.random);
    CHECK(read_site_card(made.signed_by(stranger), {}, "https://corsi").error().code ==
          ErrorCode::unauthentic);
    const Bytes good = made.signed_by(made.root);
    for (std::size_t length = 0; length < good.size(); ++length) {
        CHECK_FALSE(read_site_card(ByteView(good).first(length), {}, "https://corsi").ok());
    }
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes altered = good;
        altered[i] ^= 0x10;
        CHECK_FALSE(read_site_card(altered, {}, "https://corsi").ok());
    }
}

TEST_CASE("site card: a root that was changed is proved from the first one, or refused", "[unit]") {
    Made made;
    const SiteId id = crypto::site_id_of(made.site.root);
    const auto fresh = crypto::SigningKey::random(made.random);
    const log::RootRotation change{id, 1, made.site.root, fresh.public_key(), UtcMs{5}, {}};
    const Bytes record = log::SignedRotation::make(change, made.root, fresh).bytes();
    made.site.root = fresh.public_key();
    const Bytes described =
        log::SignedSite::make(made.site, crypto::domain::site_descriptor, id, fresh).bytes();
    const SiteCard card =
        read_site_card(described, std::vector<Bytes>{record}, "https://corsi").value();
    CHECK(card.site == id);
    CHECK(card.words == package::site_words(fresh.public_key()));
    const auto link = exchange::parse_link(card.link).value().invitation;
    CHECK(link.root == fresh.public_key());
    CHECK(link.site() == id);
    // Without the record it would be a site of its own, in whose name nothing was signed here.
    CHECK(read_site_card(described, {}, "https://corsi").error().code == ErrorCode::unauthentic);
    Bytes altered = record;
    altered.back() ^= 1;
    CHECK_FALSE(read_site_card(described, std::vector<Bytes>{altered}, "https://corsi").ok());
}
