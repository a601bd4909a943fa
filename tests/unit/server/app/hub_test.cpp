#include "tests/support/test.hpp"
#include "tests/unit/server/app/hub_fixture.hpp"

using namespace approdo;
using namespace approdo::app;
using approdo::test::SmallDevice;

namespace {

Bytes join_of(std::uint8_t fill, std::size_t bytes = 40) {
    exchange::ParcelWriter writer({SiteId{{7}}, exchange::Route::to_site()});
    writer.add(exchange::FrameType::join_request, Bytes(bytes, fill));
    return writer.take();
}

std::size_t segments_in(const Bytes& body) {
    std::size_t count = 0;
    const auto parcels = exchange::split_parcels(body).value();
    for (const auto& parcel : parcels)
        for (const auto& frame : parcel.frames)
            count += frame.type == exchange::FrameType::segment ? 1 : 0;
    return count;
}

// A parcel of a device that the site has answered, of this size on the disk or a little less.
bool keeps_of_known(HubFixture& f, std::uint8_t device, std::size_t bytes) {
    SeenParcel seen;
    seen.sender = SenderKey{{device}};
    f.folder->learn(seen.sender);
    return f.folder->put_outgoing(seen, Bytes(bytes, device)).ok();
}

std::string text_of_body(const Response& response) {
    return std::string(text_of(std::get<Bytes>(response.body)));
}

}  // namespace

TEST_CASE("hub: while the site can be reached it only passes on", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    laptop.write(2);
    f.is_up = true;
    CHECK(f.sync(laptop).receipt);
    CHECK(f.folder->counts().outgoing == 0);
    CHECK(f.site.store.events.size() == 2);
}

TEST_CASE("hub: without a way it keeps the work, says so, and the site's receipt comes later",
          "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    laptop.write(2);
    const auto told = f.sync(laptop);
    REQUIRE(told.carried);
    CHECK_FALSE(told.answered);
    CHECK(told.carried->hub == f.folder->key().public_key());
    CHECK(told.carried->at == f.clock.now().wall);
    CHECK(told.carried->heads.find(laptop.log_id)->seq == Seq{2});
    CHECK(laptop.store.outgoing(1 << 20).segments.size() == 1);

    f.restart();
    CHECK(f.hub->pass_on().parcels == 0);
    f.is_up = true;
    CHECK(f.hub->pass_on().parcels == 1);
    CHECK(f.site.store.events.size() == 2);

    f.is_up = false;
    const auto answered = f.sync(laptop);
    CHECK(answered.answered);
    CHECK(answered.receipt);
    CHECK(laptop.store.outgoing(1 << 20).segments.empty());
    CHECK_FALSE(f.sync(laptop).answered);
}

TEST_CASE("hub: what lay there for days is no mark of a copied device", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    laptop.write(1);
    f.sync(laptop);
    // Meanwhile the device reaches the site by itself, so its counter there is higher.
    auto session = laptop.session();
    CHECK(session.receive(f.site.exchange(session.output()).value()).value().answered);
    f.is_up = true;
    CHECK(f.hub->pass_on().parcels == 1);
    f.sync(laptop);
    CHECK_FALSE(laptop.store.rotated);
}

TEST_CASE("hub: it does not pass on what the site got by another way", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    laptop.write(3);
    laptop.write(2);
    f.sync(laptop);
    auto session = laptop.session();
    CHECK(session.receive(f.site.exchange(session.output()).value()).value().answered);
    SECTION("the very same state") {}
    SECTION("and more behind it") {
        laptop.write(4);
        auto next = laptop.session();
        CHECK(next.receive(f.site.exchange(next.output()).value()).value().answered);
    }
    SECTION("and another device's work that it lacks") {
        SmallDevice tablet = f.device();
        tablet.write(1);
        f.sync(tablet);
    }
    f.is_up = true;
    const std::size_t events = f.site.store.events.size();
    const auto passed = f.hub->pass_on();
    CHECK(passed.segments_spared == 2);
    CHECK(segments_in(f.arrived.front()) == 0);
    CHECK(f.site.store.events.size() == events + passed.parcels - 1);
    // Its question was passed on all the same, so its answer waits.
    f.is_up = false;
    CHECK(f.sync(laptop).answered);
}

TEST_CASE("hub: what the site has only a part of is passed on from there", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    laptop.write(3);
    auto session = laptop.session();
    (void)f.site.exchange(session.output()).value();
    laptop.write(2);
    f.sync(laptop);
    f.is_up = true;
    CHECK(f.hub->pass_on().segments_spared == 1);
    CHECK(segments_in(f.arrived.front()) == 1);
    CHECK(f.site.store.events.size() == 5);
}

TEST_CASE("hub: a site that compares nothing gets everything", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    laptop.write(3);
    f.sync(laptop);
    f.is_up = true;
    f.compares = false;
    CHECK(f.hub->pass_on().segments_spared == 0);
    CHECK(f.site.store.events.size() == 3);
}

TEST_CASE("hub: a newer parcel that holds all of an older one takes its place", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    for (int i = 0; i < 12; ++i) {
        laptop.write(1);
        f.sync(laptop);
    }
    CHECK(f.folder->counts().outgoing == 1);
    f.restart();
    CHECK(f.folder->counts().outgoing == 1);
    f.is_up = true;
    CHECK(f.hub->pass_on().parcels == 1);
    CHECK(f.site.store.events.size() == 12);
}

TEST_CASE("hub: work that it gave its word on stays when newer parcels do not hold it", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    for (std::size_t i = 0; i < HubFolder::parcels_per_sender_max; ++i) {
        laptop.write(1);
        CHECK(f.sync(laptop).carried);
        // As if a receipt had come by another way: the next parcel begins behind it.
        laptop.store.acknowledged[laptop.log_id] = Seq{i + 1};
    }
    laptop.write(1);
    auto session = laptop.session();
    const Response full = f.post(session.output());
    CHECK(full.status == 507);
    CHECK(text_of_body(full).find("keep what you have") != std::string::npos);
    CHECK(f.folder->counts().outgoing == HubFolder::parcels_per_sender_max);
    f.is_up = true;
    f.hub->pass_on();
    CHECK(f.site.store.events.size() == HubFolder::parcels_per_sender_max);
}

TEST_CASE("hub: at the cap chunks go first, then mail, then new parcels are refused", "[unit]") {
    HubFixture f(100'000);
    SmallDevice laptop = f.device();
    laptop.write(1);
    f.is_up = true;
    const Bytes chunk = f.chunk(1, 50'000);
    CHECK(f.hub->chunk(f.chunk_id(chunk)) == chunk);
    f.is_up = false;
    f.sync(laptop);
    f.folder->put_mail(SenderKey{{9}}, Bytes(20'000, 1));
    CHECK(f.folder->counts().chunk_bytes == 50'000);

    CHECK(keeps_of_known(f, 1, 60'000));
    CHECK(f.folder->counts().chunk_bytes == 0);
    CHECK(f.folder->counts().mail == 1);
    CHECK(keeps_of_known(f, 2, 30'000));
    CHECK(f.folder->counts().mail == 0);
    CHECK_FALSE(keeps_of_known(f, 3, 30'000));
    CHECK(f.post(join_of(3, 30'000)).status == 507);
    CHECK(f.folder->counts().outgoing == 3);
    CHECK(f.folder->counts().bytes <= f.cap);
    CHECK_FALSE(f.folder->heads_held(SenderKey{laptop.store.self.bytes}).entries().empty());
}

TEST_CASE("hub: invented senders leave half of it to devices that the site has answered",
          "[unit]") {
    HubFixture f(200'000);
    SmallDevice laptop = f.device();
    laptop.write(1);
    f.is_up = true;
    f.sync(laptop);
    f.is_up = false;
    int kept = 0;
    for (std::uint8_t i = 0; i < 100; ++i) kept += f.post(join_of(i, 20'000)).status == 202 ? 1 : 0;
    CHECK(kept == 4);
    // However small, each costs the disk a block.
    for (std::uint8_t i = 0; i < 100; ++i) (void)f.post(join_of(i));
    CHECK(f.folder->counts().outgoing <= 4 + 5);

    f.restart();
    CHECK(f.post(join_of(200)).status == 507);
    laptop.write(2);
    CHECK(f.sync(laptop).carried);
    CHECK_FALSE(f.folder->heads_held(SenderKey{laptop.store.self.bytes}).entries().empty());
}

TEST_CASE("hub: who is not answered by the site itself is not known", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    laptop.write(1);
    f.sync(laptop);
    const SenderKey sender{laptop.store.self.bytes};
    CHECK_FALSE(f.folder->knows(sender));
    f.is_up = true;
    f.hub->pass_on();
    CHECK(f.folder->knows(sender));
    exchange::ParcelWriter question({f.site.id, exchange::Route::to_device(DeviceId{{8}})});
    question.add(exchange::FrameType::who_are_you, Bytes(16, 1));
    CHECK_FALSE(answers_device(exchange::split_parcels(question.take()).value(), SenderKey{{8}}));
}

TEST_CASE("hub: of chunks those stay that were asked for last, through a restart", "[unit]") {
    HubFixture f(100'000);
    f.is_up = true;
    const Bytes a = f.chunk(1, 30'000);
    const Bytes b = f.chunk(2, 30'000);
    const Bytes c = f.chunk(3, 30'000);
    CHECK(f.hub->chunk(f.chunk_id(a)) == a);
    CHECK(f.hub->chunk(f.chunk_id(b)) == b);
    CHECK(f.hub->chunk(f.chunk_id(a)) == a);
    f.restart();
    CHECK(f.hub->chunk(f.chunk_id(c)) == c);
    CHECK(f.folder->counts().chunks_evicted == 1);
    f.is_up = false;
    CHECK(f.hub->chunk(f.chunk_id(a)) == a);
    CHECK(f.hub->chunk(f.chunk_id(c)) == c);
    CHECK_FALSE(f.hub->chunk(f.chunk_id(b)).has_value());
    CHECK(f.chunks_asked == 3);
}

TEST_CASE("hub: a chunk that is not what it is called is not passed on", "[unit]") {
    HubFixture f;
    f.is_up = true;
    f.site.store.chunks[ChunkId{{1}}] = Bytes(10, 1);
    CHECK_FALSE(f.hub->chunk(ChunkId{{1}}).has_value());
    CHECK(f.folder->counts().chunk_bytes == 0);
}

TEST_CASE("hub: a join has its answer when the same request comes again", "[unit]") {
    HubFixture f;
    CHECK(f.post(join_of(1)).status == 202);
    CHECK(f.post(join_of(1)).status == 202);
    CHECK(f.folder->counts().outgoing == 1);
    const auto waiting = f.folder->outgoing(1 << 20);
    f.folder->put_mail(waiting.front().seen.sender, bytes_of("the answer"));
    CHECK(text_of_body(f.post(join_of(1))) == "the answer");
}

TEST_CASE("hub: what the site refuses is not sent for ever, what it is too busy for is", "[unit]") {
    HubFixture f;
    f.post(join_of(1));
    f.is_up = true;
    f.refuses = 503;
    CHECK(f.hub->pass_on().parcels == 0);
    CHECK(f.folder->counts().outgoing == 1);
    f.refuses = 401;
    CHECK(f.hub->pass_on().parcels == 1);
    CHECK(f.folder->counts().outgoing == 0);
    CHECK(f.folder->counts().mail == 0);
}

TEST_CASE("hub: a thief of its folder reads nothing of what people did", "[unit]") {
    HubFixture f;
    SmallDevice laptop = f.device();
    const exchange::Stream stream = laptop.store.find_log(laptop.log_id)->streams.front();
    const std::string secret = "Il codice della cassaforte e 4711";
    std::vector<log::Event> events(1);
    events[0].header.type = log::EventType{1};
    events[0].payload = log::encode_fields({std::uint64_t{1}, copy_of(bytes_of(secret))});
    const log::SegmentDraft draft{f.scope,     Epoch{1}, laptop.log_id, stream.last.next(),
                                  stream.head, 0,        events};
    const auto segment = log::seal_segment(draft, log::Blind::random(f.random), f.scope_key,
                                           laptop.log_key, f.site.id, f.random)
                             .value();
    laptop.store.append_segment(laptop.log_id, segment, nullptr, exchange::Held::no);
    f.sync(laptop);
    CHECK(f.folder_contains(segment.body));
    CHECK_FALSE(f.folder_contains(bytes_of(secret)));
    CHECK_FALSE(f.folder_contains(bytes_of("cassaforte")));
    CHECK_FALSE(f.folder_contains(f.scope_key.view()));
    CHECK_FALSE(f.folder_contains(f.site.box.public_key().view()));
}

TEST_CASE("hub: a folder has one hub at a time, and a key that nobody else reads", "[unit]") {
    HubFixture f;
    const auto path = f.dir.path() / "hub";
    CHECK(HubFolder::open(path, 1, f.random).error().code == ErrorCode::locked);
    const auto key = f.folder->key().public_key();
    f.restart();
    CHECK(f.folder->key().public_key() == key);
    f.hub.reset();
    f.folder.reset();
    std::filesystem::permissions(path / "hub.key", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    CHECK(HubFolder::open(path, 1, f.random).error().code == ErrorCode::forbidden);
}

TEST_CASE("hub: what is no parcel is refused", "[unit]") {
    HubFixture f;
    CHECK(f.post(copy_of(bytes_of("hello"))).status == 400);
}
