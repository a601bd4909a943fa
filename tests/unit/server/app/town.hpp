// A whole site over either store, with a small territory and people in it, as tests of services
// need it: the root, a municipality, an office in it, and another municipality. Nothing happens in
// the background: the town turns the site's queue itself.
#pragma once

#include "server/app/local_site.hpp"
#include "server/store/memory.hpp"
#include "server/store/sqlite.hpp"
#include "sync/exchange/join.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

namespace approdo::app {

enum class StoreKind { memory, sqlite };

// A laptop that asks to join; the answer is for it alone.
struct Newcomer {
    explicit Newcomer(Random& random)
        : signing(crypto::SigningKey::random(random)),
          box(crypto::BoxKey::random(random)),
          account(crypto::BoxKey::random(random)) {
        request.id = random.id<exchange::JoinId>();
        request.device_signing = signing.public_key();
        request.device_box = box.public_key();
    }
    // With a passphrase, or rather with what follows from it.
    Newcomer& knows(std::string_view secret, Random& random) {
        exchange::AccountSecrets secrets;
        secrets.salt = random.id<crypto::Salt>();
        secrets.cost_passes = 3;
        secrets.cost_memory_kib = 64 * 1024;
        secrets.auth_hash = crypto::hash(crypto::domain::secret_check, {bytes_of(secret)});
        secrets.box = account.public_key();
        secrets.sealed_box_key = Bytes(48, 7);
        request.account = secrets;
        return *this;
    }

    crypto::SigningKey signing;
    crypto::BoxKey box;
    crypto::BoxKey account;
    exchange::JoinRequest request;
};

struct Town {
    explicit Town(StoreKind kind) { open(kind); }

    void open(StoreKind kind) {
        auto folder = DataFolder::make(dir.path() / "site").value();
        auto keys = make_site_keys(folder.keys(), "Provincia di prova", random).value();
        auto chunks = std::make_unique<store::MemoryChunks>();
        store::SqliteOptions database;
        database.path = folder.database().string();
        auto made = kind == StoreKind::memory ? store::make_memory_store(*chunks)
                                              : store::open_sqlite(database, *chunks).value();
        store = made.get();
        SiteOptions options{dir.path() / "site", clock, random, {}, Turning::by_owner};
        site_box = keys.description().box;
        site = std::make_unique<LocalSite>(options, std::move(folder), std::move(keys),
                                           std::move(chunks), std::move(made));
        root = site->found("Provincia di prova").value();
        town = add_organisation("Comune", root);
        office = add_organisation("Sportello", town);
        other = add_organisation("Altro comune", root);
    }

    OrganisationId add_organisation(const std::string& name, const OrganisationId& parent) {
        return site->add_organisation(Actor::machine_operator(), {name, parent}).value().id;
    }
    AccountId add_person(const std::string& name, Role role, const OrganisationId& at) {
        NewAccount wish;
        wish.user_name = name;
        wish.role = role;
        wish.organisation = at;
        return site->add_account(Actor::machine_operator(), wish).value().id;
    }
    exchange::InvitationCode invite(NewInvitation wish) {
        wish.address = "http://here";
        if (wish.organisation.is_zero()) wish.organisation = town;
        return code_in(site->invite(Actor::machine_operator(), wish).value().link);
    }
    exchange::InvitationCode invite(const AccountId& account, Role role = Role::learner) {
        NewInvitation wish;
        wish.account = account;
        wish.role = role;
        return invite(wish);
    }
    static exchange::InvitationCode code_in(const std::string& link) {
        return exchange::parse_link(link).value().invitation.code;
    }

    // The body of an exchange, and what comes back.
    Result<Bytes> post(const Bytes& body, const std::string& peer = "10.0.0.1") {
        std::optional<Result<Bytes>> answer;
        site->exchange(body, peer, [&](Result<Bytes> given) { answer = std::move(given); });
        while (!answer && site->turn()) {
        }
        REQUIRE(answer);
        return std::move(*answer);
    }
    // Commits and folds until nothing is left to do.
    void run() {
        while (site->turn()) {
        }
    }
    Bytes sealed(const Newcomer& who) {
        return exchange::seal_join_request(who.request, site->id(), site_box, random).value();
    }
    exchange::JoinAnswer open(const Newcomer& who, const Bytes& parcel) {
        const auto parcels = exchange::split_parcels(parcel).value();
        return exchange::open_join_answer(
                   parcels.front().find(exchange::FrameType::join_answer)->body, who.box,
                   exchange::roots_in(parcels.front()))
            .value();
    }
    exchange::JoinAnswer join(const Newcomer& who, const std::string& peer = "10.0.0.1") {
        return open(who, post(sealed(who), peer).value());
    }
    // A person who joined, with this secret.
    AccountId settle(const std::string& name, Role role, const OrganisationId& at,
                     const std::string& secret = "segreto") {
        const AccountId account = add_person(name, role, at);
        NewInvitation wish;
        wish.account = account;
        wish.role = role;
        wish.organisation = at;
        Newcomer laptop(random);
        laptop.knows(secret, random).request.code = invite(wish);
        REQUIRE(join(laptop).refused == 0);
        return account;
    }
    exchange::JoinAnswer sign_in(const std::string& name, std::string_view secret,
                                 const std::string& peer = "10.0.0.1") {
        Newcomer laptop(random);
        laptop.request.kind = exchange::JoinKind::sign_in;
        laptop.request.user_name = name;
        laptop.request.auth_secret = copy_of(bytes_of(secret));
        return join(laptop, peer);
    }
    CourseId add_course(const std::string& slug, const OrganisationId& owner) {
        store::CourseLine line;
        line.course = random.id<CourseId>();
        line.channel = random.id<ChannelId>();
        line.owner = owner;
        line.slug = slug;
        line.title = slug;
        store->write([&](store::Session& session) { (void)session.catalogue().put_course(line); });
        return line.course;
    }
    EditionId add_edition(const CourseId& course, const OrganisationId& at) {
        NewEdition wish;
        wish.course = course;
        wish.organisation = at;
        wish.name = "Edizione " + at.hex().substr(0, 6);
        return site->add_edition(Actor::machine_operator(), wish).value().id;
    }

    test::TempDir dir;
    test::ManualClock clock;
    test::SeededRandom random{5};
    store::Store* store = nullptr;
    crypto::BoxPublicKey site_box;
    std::unique_ptr<LocalSite> site;
    OrganisationId root, town, office, other;
};

}  // namespace approdo::app
