#include "sync/exchange/parcel.hpp"

#include "sync/crypto/random.hpp"
#include "sync/exchange/join.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::exchange;

namespace {

Bytes two_parcels() {
    SiteId site;
    site.bytes.fill(1);
    DeviceId device;
    device.bytes.fill(2);
    ParcelWriter first({site, Route::to_site()});
    first.add(FrameType::hello, Bytes{1, 2, 3});
    first.add(static_cast<FrameType>(9999), Bytes(300, 7));
    ParcelWriter second({site, Route::to_device(device)});
    second.add(FrameType::chunk, Bytes{});
    Bytes all = first.take();
    append(all, second.take());
    return all;
}

}  // namespace

TEST_CASE("parcel: comes back whole whatever the pieces it is fed in, unknown frames included") {
    const Bytes all = two_parcels();
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, all.size()}) {
        ParcelReader reader;
        std::vector<ParcelReader::Item> items;
        for (std::size_t at = 0; at < all.size(); at += piece) {
            reader.feed(ByteView(all).subspan(at, std::min(piece, all.size() - at)));
            while (true) {
                auto item = reader.next();
                REQUIRE(item.ok());
                if (!item->has_value()) break;
                items.push_back(std::move(**item));
            }
        }
        REQUIRE(items.size() == 5);
        CHECK(items[2].frame.body == Bytes(300, 7));
        CHECK(items[3].starts_parcel);
        CHECK(items[3].parcel.route.kind == RouteKind::device);
        CHECK(reader.unfinished() == 0);
    }
    const auto whole = split_parcels(all).value();
    Bytes again = whole[0].bytes();
    append(again, whole[1].bytes());
    CHECK(again == all);
}

TEST_CASE("parcel: a cut parcel is as good as its whole frames") {
    const Bytes all = two_parcels();
    for (std::size_t size = 0; size < all.size(); ++size) {
        const auto parcels = split_parcels(ByteView(all).first(size));
        REQUIRE(parcels.ok());
        CHECK(parcels->size() <= 2);
    }
}

TEST_CASE("parcel: what is no parcel, and a frame past its bound, are said so") {
    CHECK(split_parcels(bytes_of("GET / HTTP/1.1")).error().code == ErrorCode::malformed);
    ParcelReader reader;
    reader.feed(two_parcels());
    reader.feed(Bytes{2, 0xff, 0xff, 0xff, 0xff, 0x7f});
    Result<std::optional<ParcelReader::Item>> item = reader.next();
    while (item.ok() && item->has_value()) item = reader.next();
    CHECK_FALSE(item.ok());
    CHECK_FALSE(reader.next().ok());
}

TEST_CASE("join: the link carries the invitation, and a mistyped one is told") {
    crypto::SeededRandom random(5);
    Invitation invitation;
    invitation.root = random.id<crypto::SigningPublicKey>();
    invitation.box = random.id<crypto::BoxPublicKey>();
    invitation.code = random.id<InvitationCode>();
    const std::string link = link_of("http://127.0.0.1:8080", invitation);
    const auto parsed = parse_link(link).value();
    CHECK(parsed.address == "http://127.0.0.1:8080");
    CHECK(parsed.invitation.code == invitation.code);
    CHECK(parse_link(link.substr(0, link.size() - 3)).error().code == ErrorCode::invalid_input);
    CHECK(parse_link("http://example.org/").error().code == ErrorCode::invalid_input);
}
