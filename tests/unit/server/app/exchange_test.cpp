#include "tests/unit/server/app/study.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

std::uintmax_t written(Town& town) {
    return std::filesystem::file_size(town.dir.path() / "site" / "site.db-wal");
}

}  // namespace

TEST_CASE("exchange: one that has nothing to say writes nothing", "[unit]") {
    School school(StoreKind::sqlite);
    school.open();
    school.ada.sync();
    const auto before = written(school.town);
    for (int i = 0; i < 5; ++i) school.ada.sync();
    CHECK(written(school.town) == before);
    // When the person was last seen is kept to the minute.
    school.town.clock.advance_ms(61'000);
    school.ada.sync();
    CHECK(written(school.town) > before);
    const auto devices =
        school.town.site->devices(Actor::machine_operator(), school.ada.account).value();
    CHECK(devices.front().last_contact == school.town.clock.now().wall);
}

TEST_CASE("exchange: mail for somebody known waits here, mail for invented addresses does not",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    Town& town = school.town;
    const auto mail_for = [&](const exchange::Route& route) {
        exchange::ParcelWriter parcel({town.site->id(), route});
        parcel.add(exchange::FrameType::chunk, Bytes(1000, 1));
        return town.post(parcel.take());
    };
    const auto unknown = exchange::Route::to_device(DeviceId{{9}});
    CHECK(mail_for(unknown).error().code == ErrorCode::not_found);
    CHECK_FALSE(mail_for({exchange::RouteKind::any, {}}).ok());
    CHECK_FALSE(mail_for({exchange::RouteKind::edition, exchange::RouteId{{9}}}).ok());
    CHECK_FALSE(mail_for({exchange::RouteKind::join, exchange::RouteId{{9}}}).ok());
    const auto known = exchange::Route::to_device(
        town.site->devices(Actor::machine_operator(), school.ada.account).value().front().id);
    CHECK(mail_for(known).ok());
    town.store->read([&](store::Session& session) {
        CHECK(session.mailbox().waiting(unknown).empty());
        CHECK(session.mailbox().waiting(known).size() == 1);
    });
}

TEST_CASE("exchange: an older hello shows a copied laptop, though its newer ones said nothing",
          "[unit]") {
    School school(GENERATE(StoreKind::memory, StoreKind::sqlite));
    school.open();
    school.ada.sync();
    const Bytes older = school.ada.output();
    school.ada.exchange(school.ada.output());
    CHECK_FALSE(school.ada.rotated());
    school.ada.exchange(older);
    CHECK(school.ada.rotated());
}

TEST_CASE("exchange: what was said meanwhile is kept with the next change, and through an end",
          "[unit]") {
    const DeviceId device{{4}};
    const test::TempDir dir;
    store::MemoryChunks chunks;
    store::SqliteOptions options;
    options.path = dir.file("site.db");
    const auto counter = [&](store::Store& store) {
        return store::read_from<std::uint64_t>(
            store, [&](store::Session& s) { return s.contact(device).value().counter; });
    };
    {
        const auto store = store::open_sqlite(options, chunks).value();
        store->write([&](store::Session& s) { s.put_contact(device, {}); });
        store->write([&](store::Session& s) { s.note_hello(device, 7, {}); });
        CHECK(counter(*store) == 0);  // readers see what is on the disk
        store->write([&](store::Session& s) {
            CHECK(s.contact(device).value().counter == 7);
            s.put_contact(DeviceId{{5}}, {});
        });
        CHECK(counter(*store) == 7);
        store->write([&](store::Session& s) { s.note_hello(device, 9, {}); });
    }
    CHECK(counter(*store::open_sqlite(options, chunks).value()) == 9);
}
