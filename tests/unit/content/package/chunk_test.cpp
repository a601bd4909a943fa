#include "content/package/chunk.hpp"

#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;

namespace {

Library library_of(std::uint8_t secret) {
    return Library(crypto::SymmetricKey::from(Bytes(32, secret)).value());
}

Bytes text_bytes(std::size_t size) {
    return copy_of(bytes_of(test::prose(21, size)));
}

}  // namespace

TEST_CASE("chunk: what is sealed opens again, whatever its kind and size") {
    const Library library = library_of(1);
    for (const std::size_t size : {0, 1, 100, 20'000, 262'144}) {
        for (const Bytes& plain : {text_bytes(size), test::random_bytes(22, size)}) {
            const SealedChunk chunk = library.seal(plain);
            CHECK(chunk.ref.plain_size == size);
            CHECK(chunk.ref.sealed_size == chunk.bytes.size());
            CHECK(chunk.bytes.size() <= limits::chunk_sealed_max);
            CHECK(check_chunk(chunk.ref.id, chunk.bytes).ok());
            const auto opened = open_chunk(chunk.ref, chunk.bytes);
            REQUIRE(opened.ok());
            CHECK(*opened == plain);
            const auto resealed = reseal_chunk(chunk.ref, plain);
            REQUIRE(resealed.ok());
            CHECK(*resealed == chunk.bytes);
        }
    }
}

TEST_CASE("chunk: prose is compressed, noise is left as it is") {
    const Library library = library_of(1);
    const SealedChunk text = library.seal(text_bytes(60'000));
    CHECK(text.ref.encoding == Encoding::zstd);
    CHECK(text.bytes.size() < 30'000);
    const SealedChunk noise = library.seal(test::random_bytes(23, 60'000));
    CHECK(noise.ref.encoding == Encoding::raw);
    CHECK(noise.bytes.size() == 60'016);
}

TEST_CASE("chunk: equal content is one chunk in a library and another in the next") {
    const Bytes plain = text_bytes(5'000);
    const SealedChunk first = library_of(1).seal(plain);
    CHECK(first.ref == library_of(1).seal(plain).ref);
    CHECK(first.ref.id != library_of(2).seal(plain).ref.id);
    CHECK(first.ref.key != library_of(2).seal(plain).ref.key);
}

TEST_CASE("chunk: every altered, cut or lengthened copy is found") {
    const SealedChunk chunk = library_of(1).seal(text_bytes(400));
    for (std::size_t i = 0; i < chunk.bytes.size(); ++i) {
        Bytes altered = chunk.bytes;
        altered[i] ^= static_cast<std::uint8_t>(1 << (i % 8));
        CHECK_FALSE(check_chunk(chunk.ref.id, altered).ok());
        CHECK_FALSE(open_chunk(chunk.ref, altered).ok());
        const ByteView cut = ByteView(chunk.bytes).first(i);
        CHECK_FALSE(open_chunk(chunk.ref, cut).ok());
    }
    Bytes longer = chunk.bytes;
    longer.push_back(0);
    CHECK_FALSE(open_chunk(chunk.ref, longer).ok());
}

TEST_CASE("chunk: a list that lies about a chunk is found") {
    const SealedChunk chunk = library_of(1).seal(text_bytes(4'000));
    ChunkRef wrong = chunk.ref;
    wrong.key.bytes[0] ^= 1;
    CHECK(open_chunk(wrong, chunk.bytes).error().code == ErrorCode::unauthentic);
    wrong = chunk.ref;
    wrong.plain_size -= 1;
    CHECK_FALSE(open_chunk(wrong, chunk.bytes).ok());
    wrong = chunk.ref;
    wrong.encoding = Encoding::raw;
    CHECK_FALSE(open_chunk(wrong, chunk.bytes).ok());
    wrong.encoding = static_cast<Encoding>(9);
    CHECK(open_chunk(wrong, chunk.bytes).error().code == ErrorCode::unsupported);
    wrong = chunk.ref;
    wrong.plain_size = 0xffffffff;
    CHECK(open_chunk(wrong, chunk.bytes).error().code == ErrorCode::too_large);
}

TEST_CASE("chunk: another encoder's chunk is not passed off as the one that was asked for") {
    const Library library = library_of(1);
    const Bytes plain = text_bytes(4'000);
    ChunkRef other = library.seal(plain).ref;
    other.encoding = Encoding::raw;
    CHECK_FALSE(reseal_chunk(other, plain).ok());
}
