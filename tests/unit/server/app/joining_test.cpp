#include "server/app/peer.hpp"
#include "tests/unit/server/app/town.hpp"

using namespace approdo;
using namespace approdo::app;
using exchange::JoinKind;

namespace {

constexpr std::uint64_t quarter_ms = 15 * 60'000;
constexpr auto forbidden = static_cast<std::uint8_t>(ErrorCode::forbidden);
constexpr auto busy = static_cast<std::uint8_t>(ErrorCode::busy);

exchange::JoinAnswer ask_salt(Town& town, const std::string& name) {
    Newcomer laptop(town.random);
    laptop.request.kind = JoinKind::salt;
    laptop.request.user_name = name;
    return town.join(laptop);
}

}  // namespace

TEST_CASE("joining: an invitation makes a device of an account, and opens once", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.add_person("ada", Role::learner, town.town);
    const auto code = town.invite(ada);
    Newcomer laptop(town.random);
    laptop.knows("segreto", town.random).request.code = code;
    const auto welcome = town.join(laptop);
    CHECK(welcome.refused == 0);
    CHECK(welcome.user_name == "ada");
    CHECK(log::SignedDevice::read(welcome.device).value().value.account == ada);

    Newcomer second(town.random);
    second.knows("altro", town.random).request.code = code;
    const auto refused = town.join(second);
    CHECK(refused.refused == forbidden);
    CHECK(refused.message.find("new one") != std::string::npos);
    CHECK(town.sign_in("ada", "segreto").refused == 0);
    CHECK(town.sign_in("ada", "altro").refused == forbidden);
}

TEST_CASE("joining: the same request twice has the same answer and makes one device", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.add_person("ada", Role::learner, town.town);
    Newcomer laptop(town.random);
    laptop.knows("segreto", town.random).request.code = town.invite(ada);
    const Bytes request = town.sealed(laptop);
    const Bytes first = town.post(request).value();
    CHECK(town.post(request).value() == first);
    CHECK(town.site->who({ada, Access::signed_in, ""}).value().devices == 1);
}

TEST_CASE("joining: whoever comes with an open invitation becomes a person of that name",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    NewInvitation wish;
    wish.role = Role::learner;
    wish.organisation = town.office;
    const auto code = town.invite(wish);
    Newcomer laptop(town.random);
    laptop.knows("segreto", town.random).request.code = code;
    const auto nobody = town.join(laptop);
    CHECK(nobody.refused == static_cast<std::uint8_t>(ErrorCode::missing));
    CHECK(nobody.message.find("--name NAME") != std::string::npos);
    for (const char* name : {"due parole", "nicol\xf2", "a\nb"}) {
        laptop.request.user_name = name;
        const auto refused = town.join(laptop);
        CHECK(refused.refused == static_cast<std::uint8_t>(ErrorCode::invalid_input));
    }
    // What was refused changed nothing: the same laptop mends the name and asks again.
    laptop.request.user_name = "bea";
    const auto welcome = town.join(laptop);
    CHECK(welcome.refused == 0);
    CHECK(welcome.user_name == "bea");
    const AccountId bea = town.site->find_account("bea").value();
    CHECK(town.site->who({bea, Access::signed_in, ""}).value().roles.front().organisation ==
          town.office);

    Newcomer other(town.random);
    other.knows("segreto", town.random).request.code = town.invite(wish);
    other.request.user_name = "bea";
    CHECK(town.join(other).refused == static_cast<std::uint8_t>(ErrorCode::conflict));
}

TEST_CASE("joining: a wrong, an expired code and one without account keys are refused", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.add_person("ada", Role::learner, town.town);
    const auto code = town.invite(ada);
    Newcomer laptop(town.random);
    laptop.knows("segreto", town.random).request.code = exchange::InvitationCode{{1}};
    CHECK(town.join(laptop).refused == forbidden);
    Newcomer bare(town.random);
    bare.request.code = code;
    CHECK(town.join(bare).refused == static_cast<std::uint8_t>(ErrorCode::malformed));
    town.clock.advance_ms(15ULL * 24 * 3600 * 1000);
    laptop.request.code = code;
    const auto expired = town.join(laptop);
    CHECK(expired.refused == forbidden);
    CHECK(expired.message.find("expired") != std::string::npos);
}

TEST_CASE("joining: signing in gives the account's sealed key and a new device", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.settle("ada", Role::learner, town.town);
    const auto welcome = town.sign_in("ada", "segreto");
    REQUIRE(welcome.refused == 0);
    CHECK(welcome.account->sealed_box_key == Bytes(48, 7));
    CHECK(log::SignedDevice::read(welcome.device).value().value.account == ada);
    CHECK(town.site->who({ada, Access::signed_in, ""}).value().devices == 2);

    const auto wrong = town.sign_in("ada", "sbagliato");
    CHECK(wrong.refused == forbidden);
    CHECK_FALSE(wrong.account);
    CHECK(wrong.device.empty());
    // Neither answer tells whether the name is known here.
    CHECK(town.sign_in("nessuno", "segreto").message == wrong.message);
}

TEST_CASE("joining: the salt of an unknown name looks like any other and stays the same",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    town.settle("ada", Role::learner, town.town);
    const auto known = ask_salt(town, "ada");
    const auto unknown = ask_salt(town, "nessuno");
    REQUIRE(known.account);
    REQUIRE(unknown.account);
    CHECK(known.account->sealed_box_key.empty());
    CHECK(known.account->cost_passes == unknown.account->cost_passes);
    CHECK(known.account->cost_memory_kib == unknown.account->cost_memory_kib);
    CHECK(known.account->auth_hash == unknown.account->auth_hash);
    CHECK(wire::encode(known).size() == wire::encode(unknown).size());
    CHECK(ask_salt(town, "nessuno").account->salt == unknown.account->salt);
    CHECK(ask_salt(town, "nessuna").account->salt != unknown.account->salt);
    CHECK(town.site->salt("nessuno", "x").value().salt == copy_of(unknown.account->salt.view()));
}

TEST_CASE("joining: ten wrong passphrases end it for their place, and not for the person",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    town.settle("ada", Role::learner, town.town);
    for (int i = 0; i < 10; ++i) CHECK(town.sign_in("ada", "no", "10.0.0.66").refused == forbidden);
    CHECK(town.sign_in("ada", "segreto", "10.0.0.66").refused == busy);
    CHECK(town.sign_in("ada", "segreto", "10.0.0.67").refused == 0);
    CHECK(town.sign_in("ada", "segreto", "10.0.0.66").refused == busy);
    // By stick nobody knows the place: all of them are one.
    for (int i = 0; i < 10; ++i) CHECK(town.sign_in("ada", "no", "").refused == forbidden);
    CHECK(town.sign_in("ada", "segreto", "").refused == busy);
}

TEST_CASE("joining: a network of IPv6 is one place, however many addresses it has", "[unit]") {
    Town town(StoreKind::memory);
    town.settle("ada", Role::learner, town.town);
    for (int i = 0; i < 10; ++i)
        CHECK(town.sign_in("ada", "no", "2001:db8:1:2::" + std::to_string(i)).refused == forbidden);
    CHECK(town.sign_in("ada", "segreto", "2001:db8:1:2:ffff::9").refused == busy);
    CHECK(town.sign_in("ada", "segreto", "2001:db8:1:3::9").refused == 0);
    CHECK(who_is("::ffff:10.0.0.7") == "10.0.0.7");
    CHECK(who_is("10.0.0.7") == "10.0.0.7");
    CHECK(who_is("an:unknown") == "an:unknown");
}

TEST_CASE("joining: wrong passphrases from everywhere are limited by name, and others go on",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    town.settle("ada", Role::learner, town.town);
    town.settle("bea", Role::learner, town.town);
    for (int i = 0; i < 100; ++i)
        CHECK(town.sign_in("ada", "no", "10.0.1." + std::to_string(i)).refused == forbidden);
    CHECK(town.sign_in("ada", "segreto").refused == busy);
    CHECK(town.site->sign_in("ada", bytes_of("segreto"), "10.9.9.9").error().code ==
          ErrorCode::busy);
    CHECK(town.sign_in("bea", "segreto").refused == 0);
    town.clock.advance_ms(quarter_ms);
    CHECK(town.sign_in("ada", "segreto").refused == 0);
}

TEST_CASE("joining: wrong passphrases are limited by address, whatever the names", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    town.settle("ada", Role::learner, town.town);
    for (int i = 0; i < 100; ++i)
        CHECK(town.sign_in("name" + std::to_string(i), "no", "10.0.0.66").refused == forbidden);
    CHECK(town.sign_in("ada", "segreto", "10.0.0.66").refused == busy);
    CHECK(town.sign_in("ada", "segreto", "10.0.0.67").refused == 0);
}

TEST_CASE("joining: invitation codes cannot be guessed at leisure", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.add_person("ada", Role::learner, town.town);
    const auto code = town.invite(ada);
    Newcomer thief(town.random);
    thief.knows("segreto", town.random);
    for (int i = 0; i < 100; ++i) {
        thief.request.code = town.random.id<exchange::InvitationCode>();
        CHECK(town.join(thief, "10.0.0.66").refused == forbidden);
    }
    thief.request.code = code;
    CHECK(town.join(thief, "10.0.0.66").refused == busy);
    Newcomer laptop(town.random);
    laptop.knows("segreto", town.random).request.code = code;
    CHECK(town.join(laptop, "10.0.0.67").refused == 0);
}

TEST_CASE("joining: a suspended person joins in no way, and is told so only with the passphrase",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.settle("ada", Role::trainer, town.town);
    const auto code = town.invite(ada);
    const auto session = town.site->sign_in("ada", bytes_of("segreto"), "").value();
    CHECK(town.site->authenticate(session.token).ok());
    const Actor console = Actor::machine_operator();
    REQUIRE(town.site->suspend(console, ada).ok());
    CHECK(town.site->suspend(console, ada).error().code == ErrorCode::conflict);
    const auto refused = town.sign_in("ada", "segreto");
    CHECK(refused.refused == forbidden);
    CHECK(refused.message.find("suspended") != std::string::npos);
    CHECK(town.sign_in("ada", "altro").message.find("suspended") == std::string::npos);
    CHECK(town.site->sign_in("ada", bytes_of("segreto"), "").error().message == refused.message);
    CHECK_FALSE(town.site->authenticate(session.token).ok());
    Newcomer laptop(town.random);
    laptop.knows("nuovo", town.random).request.code = code;
    CHECK(town.join(laptop).message == refused.message);

    REQUIRE(town.site->resume(console, ada).ok());
    CHECK(town.site->resume(console, ada).error().code == ErrorCode::conflict);
    CHECK(town.sign_in("ada", "segreto").refused == 0);
    CHECK(town.join(laptop).refused == 0);
}

TEST_CASE("joining: what was altered or is for another site is no request", "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.add_person("ada", Role::learner, town.town);
    Newcomer laptop(town.random);
    laptop.knows("segreto", town.random).request.code = town.invite(ada);
    Bytes altered = town.sealed(laptop);
    altered.back() ^= 1;
    CHECK_FALSE(town.post(altered).ok());
    const Bytes elsewhere =
        exchange::seal_join_request(laptop.request, SiteId{{9}}, town.site_box, town.random)
            .value();
    CHECK(town.post(elsewhere).error().code == ErrorCode::not_found);
    CHECK(town.join(laptop).refused == 0);
}

TEST_CASE("joining: another passphrase takes the present one and keeps the account's key",
          "[unit]") {
    Town town(GENERATE(StoreKind::memory, StoreKind::sqlite));
    const AccountId ada = town.settle("ada", Role::learner, town.town);
    const std::string token = town.site->sign_in("ada", bytes_of("segreto"), "").value().token;
    const Caller caller = town.site->authenticate(token).value();
    exchange::AccountSecrets fresh;
    town.store->write([&](store::Session& session) { fresh = *session.people().secrets(ada); });
    fresh.auth_hash = crypto::hash(crypto::domain::secret_check, {bytes_of("nuovo")});
    const auto change = [&](std::string_view present) {
        return town.site->change_secrets(caller, bytes_of(present), fresh, "10.0.0.1");
    };

    CHECK(change("altro").error().code == ErrorCode::forbidden);
    const auto same_key = fresh.box;
    fresh.box = crypto::BoxKey::random(town.random).public_key();
    CHECK(change("segreto").error().code == ErrorCode::conflict);
    fresh.box = same_key;
    fresh.cost_passes = 1'000'000;
    CHECK(change("segreto").error().code == ErrorCode::malformed);
    CHECK(town.sign_in("ada", "segreto").refused == 0);

    fresh.cost_passes = 3;
    town.store->write([&](store::Session& session) { session.people().mark_leaked(ada); });
    REQUIRE(change("segreto").ok());
    CHECK(town.sign_in("ada", "segreto").refused == forbidden);
    CHECK(town.sign_in("ada", "nuovo").refused == 0);
    CHECK_FALSE(town.site->authenticate(token).ok());
    bool leaked = false;
    town.store->write([&](store::Session& session) { leaked = session.people().is_leaked(ada); });
    CHECK(leaked);
}
