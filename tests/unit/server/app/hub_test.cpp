#include "server/app/hub.hpp"

#include "content/package/chunk.hpp"
#include "sync/exchange/hello.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

const SiteId site{{7}};

// A device's parcel as a courier sees it: the hello tells whose it is, the rest is sealed bytes.
Bytes parcel_of(std::uint8_t device, std::uint64_t counter, std::size_t bytes = 10) {
    exchange::Hello hello;
    hello.device = DeviceId{{device}};
    hello.counter = counter;
    exchange::ParcelWriter parcel({site, exchange::Route::to_site()});
    parcel.add(exchange::FrameType::hello,
               exchange::authenticate(hello, site, Hash{}.view(), crypto::SymmetricKey{}));
    parcel.add(exchange::FrameType::segment, Bytes(bytes, device));
    return parcel.take();
}

struct Fixture {
    test::TempDir dir;
    std::uint64_t bytes_max = 100'000;
    std::unique_ptr<HubFolder> folder = HubFolder::open(dir.path() / "hub", bytes_max).value();
    store::FolderChunks chunks{dir.path() / "hub" / "chunks"};
    bool is_up = false;
    int status = 200;
    std::vector<Bytes> arrived;
    Bytes chunk;
    std::unique_ptr<Hub> hub = make();

    std::unique_ptr<Hub> make() {
        return std::make_unique<Hub>(
            *folder, chunks,
            [this](std::string_view method, std::string_view, ByteView body) -> Result<HubAnswer> {
                if (!is_up) return fail(ErrorCode::unavailable, "no way");
                if (method == "GET") return HubAnswer{chunk.empty() ? 404 : 200, chunk};
                arrived.push_back(copy_of(body));
                return HubAnswer{status,
                                 copy_of(bytes_of("answer " + std::to_string(arrived.size())))};
            });
    }
    void restart() {
        hub.reset();
        folder.reset();
        folder = HubFolder::open(dir.path() / "hub", bytes_max).value();
        hub = make();
    }
    Response post(const Bytes& body) {
        Request request;
        request.body = body;
        return hub->exchange(request);
    }
};

std::string body_of(const Response& response) {
    return std::string(text_of(std::get<Bytes>(response.body)));
}

}  // namespace

TEST_CASE("hub: while the site can be reached it only passes on", "[unit]") {
    Fixture f;
    f.is_up = true;
    const Response response = f.post(parcel_of(1, 1));
    CHECK(response.status == 200);
    CHECK(body_of(response) == "answer 1");
    CHECK(f.arrived == std::vector<Bytes>{parcel_of(1, 1)});
    CHECK(f.folder->counts().outgoing == 0);
}

TEST_CASE("hub: without a way it keeps the very bytes, through a restart, and passes them on later",
          "[unit]") {
    Fixture f;
    CHECK(f.post(parcel_of(1, 1)).status == 202);
    CHECK(f.post(parcel_of(1, 1)).status == 202);
    CHECK(f.post(parcel_of(2, 1)).status == 202);
    CHECK(f.folder->counts().outgoing == 2);
    f.restart();
    CHECK(f.hub->pass_on() == 0);
    f.is_up = true;
    CHECK(f.hub->pass_on() == 2);
    CHECK(f.arrived == std::vector<Bytes>{parcel_of(1, 1), parcel_of(2, 1)});
    CHECK(f.folder->counts().outgoing == 0);

    f.is_up = false;
    CHECK(body_of(f.post(parcel_of(2, 2))) == "answer 2");
    CHECK(f.post(parcel_of(2, 3)).status == 202);
}

TEST_CASE("hub: a join has its answer when the same request comes again", "[unit]") {
    Fixture f;
    exchange::ParcelWriter writer({site, exchange::Route::to_site()});
    writer.add(exchange::FrameType::join_request, Bytes(40, 1));
    const Bytes request = writer.take();
    CHECK(f.post(request).status == 202);
    f.is_up = true;
    CHECK(f.hub->pass_on() == 1);
    f.is_up = false;
    CHECK(body_of(f.post(request)) == "answer 1");
}

TEST_CASE("hub: what the site refuses is not sent for ever, what it is too busy for is", "[unit]") {
    Fixture f;
    f.post(parcel_of(1, 1));
    f.is_up = true;
    f.status = 503;
    CHECK(f.hub->pass_on() == 0);
    CHECK(f.folder->counts().outgoing == 1);
    f.status = 401;
    CHECK(f.hub->pass_on() == 1);
    CHECK(f.folder->counts().outgoing == 0);
    CHECK(f.folder->counts().mail == 0);
}

TEST_CASE("hub: the disk is bounded: newest of each sender, then mail goes, then it says full",
          "[unit]") {
    Fixture f;
    for (std::uint64_t n = 1; n <= 12; ++n) f.post(parcel_of(1, n));
    CHECK(f.folder->counts().outgoing == HubFolder::parcels_per_sender_max);
    f.folder->put_mail(SenderKey{{9}}, Bytes(90'000, 1));
    CHECK(f.post(parcel_of(2, 1, 90'000)).status == 202);
    CHECK(f.folder->counts().mail == 0);
    CHECK(f.post(parcel_of(3, 1, 90'000)).status == 507);
    CHECK(f.folder->counts().bytes <= f.bytes_max);
}

TEST_CASE("hub: a chunk comes from the site once, is checked, and then from here", "[unit]") {
    Fixture f;
    f.chunk = copy_of(bytes_of("sealed"));
    const ChunkId id = package::chunk_id_of(f.chunk);
    CHECK_FALSE(f.hub->chunk(id).has_value());
    f.is_up = true;
    CHECK_FALSE(f.hub->chunk(ChunkId{{1}}).has_value());
    CHECK(f.hub->chunk(id) == f.chunk);
    f.is_up = false;
    CHECK(f.hub->chunk(id) == f.chunk);
}

TEST_CASE("hub: a folder has one hub at a time", "[unit]") {
    Fixture f;
    CHECK(HubFolder::open(f.dir.path() / "hub", 1).error().code == ErrorCode::locked);
}

TEST_CASE("hub: what is no parcel is refused", "[unit]") {
    Fixture f;
    CHECK(f.post(copy_of(bytes_of("hello"))).status == 400);
}
