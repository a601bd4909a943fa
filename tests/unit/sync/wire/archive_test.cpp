#include "sync/wire/archive.hpp"

#include "sync/wire/compress.hpp"
#include "sync/wire/message.hpp"
#include "tests/support/test.hpp"

using namespace approdo;

namespace {

struct Inner {
    std::string name;
    std::optional<Seq> seq;
    template <class Archive>
    void serialize(Archive& archive) {
        archive(name, seq);
    }
    bool operator==(const Inner&) const = default;
};

struct Outer {
    static constexpr std::uint32_t wire_version = 1;
    LogId log;
    std::int32_t offset = 0;
    bool flag = false;
    std::vector<Inner> inners;
    Bytes blob;
    wire::Tail tail;
    template <class Archive>
    void fields(Archive& archive) {
        archive(log, offset, flag, inners, blob);
    }
    bool operator==(const Outer&) const = default;
};

struct OuterLater {
    static constexpr std::uint32_t wire_version = 2;
    LogId log;
    std::int32_t offset = 0;
    bool flag = false;
    std::vector<Inner> inners;
    Bytes blob;
    std::string added;
    wire::Tail tail;
    template <class Archive>
    void fields(Archive& archive) {
        archive(log, offset, flag, inners, blob, added);
    }
};

Outer sample() {
    Outer outer;
    outer.log.bytes.fill(7);
    outer.offset = -300;
    outer.flag = true;
    outer.inners = {{"uno", Seq{1}}, {"due", std::nullopt}};
    outer.blob = {1, 2, 3};
    return outer;
}

}  // namespace

TEST_CASE("archive: a message comes back as it was, and no cut of it is accepted") {
    const Bytes bytes = wire::encode(sample());
    CHECK(wire::decode<Outer>(bytes).value() == sample());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_FALSE(wire::decode<Outer>(ByteView(bytes).first(size)).ok());
    }
}

TEST_CASE("archive: a flipped byte is refused or is another value with its own one encoding") {
    const Bytes bytes = wire::encode(sample());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const int bit : {1, 4, 64, 128}) {
            Bytes flipped = bytes;
            flipped[i] = static_cast<std::uint8_t>(flipped[i] ^ bit);
            const auto decoded = wire::decode<Outer>(flipped);
            if (decoded.ok()) CHECK(wire::encode(*decoded) == flipped);
        }
    }
}

TEST_CASE("archive: numbers in a longer form than needed are refused") {
    CHECK(wire::decode<std::uint32_t>(Bytes{0x05}).value() == 5);
    CHECK_FALSE(wire::decode<std::uint32_t>(Bytes{0x85, 0x00}).ok());
    CHECK_FALSE(wire::decode<std::uint8_t>(Bytes{0x80, 0x02}).ok());
    CHECK(wire::decode<std::uint64_t>(wire::encode(~std::uint64_t{0})).value() ==
          ~std::uint64_t{0});
    CHECK(wire::decode<std::int64_t>(wire::encode(std::int64_t{-1})).value() == -1);
}

TEST_CASE("archive: a count larger than the bytes left allocates nothing and is refused") {
    CHECK_FALSE(wire::decode<std::vector<Inner>>(Bytes{0xff, 0xff, 0xff, 0xff, 0x0f}).ok());
    CHECK_FALSE(wire::decode<Bytes>(Bytes{0xff, 0xff, 0xff, 0xff, 0x0f, 1}).ok());
}

TEST_CASE("message: an older reader keeps what a newer version added and writes it back") {
    OuterLater later;
    later.inners = {{"uno", std::nullopt}};
    later.added = "nuovo";
    const Bytes bytes = wire::encode(later);
    const auto old = wire::decode<Outer>(bytes);
    REQUIRE(old.ok());
    CHECK(old->inners.size() == 1);
    CHECK(wire::encode(*old) == bytes);
}

TEST_CASE("compress: gives back what it got, alone and against old bytes, within its bound") {
    Bytes old_bytes, new_bytes;
    for (int i = 0; i < 20000; ++i) old_bytes.push_back(static_cast<std::uint8_t>((i * i) >> 3));
    new_bytes = old_bytes;
    new_bytes.insert(new_bytes.begin() + 1000, {9, 9, 9});
    CHECK(wire::decompress(wire::compress(new_bytes, 3), new_bytes.size()).value() == new_bytes);
    const Bytes patch = wire::compress_against(old_bytes, new_bytes, 3);
    CHECK(patch.size() < 100);
    CHECK(wire::decompress_against(old_bytes, patch, new_bytes.size()).value() == new_bytes);
    CHECK(wire::decompress(wire::compress(new_bytes, 3), 100).error().code == ErrorCode::too_large);
    CHECK_FALSE(wire::decompress(Bytes{1, 2, 3}, 100).ok());
}
