#include "content/package/file_pieces.hpp"

#include <algorithm>

#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::package;
using content::FilePiece;

namespace {

Bytes some_bytes(std::size_t size) {
    test::SeededRandom random{size + 1};
    Bytes bytes(size);
    random.fill(bytes);
    return bytes;
}

content::FileValue named(ByteView bytes) {
    return {file_hash(bytes), "tesi.pdf", "application/pdf", bytes.size()};
}

}  // namespace

TEST_CASE("files: pieces in any order, repeated and among others, give the file again") {
    for (const std::size_t size : {std::size_t{1}, FilePiece::bytes_max, FilePiece::bytes_max + 1,
                                   5 * FilePiece::bytes_max - 7}) {
        const Bytes bytes = some_bytes(size);
        auto pieces = pieces_of(bytes);
        CHECK(pieces.size() == (size - 1) / FilePiece::bytes_max + 1);
        std::reverse(pieces.begin(), pieces.end());
        FileAssembly assembly(named(bytes));
        FileAssembly arrival(named(bytes), FileAssembly::Holds::nothing);
        for (const FilePiece& piece : pieces_of(some_bytes(100))) assembly.take(piece);
        for (const FilePiece& piece : pieces) {
            CHECK_FALSE(assembly.is_complete());
            const auto read = content::read_piece(content::make_payload(piece));
            REQUIRE(read.ok());
            assembly.take(*read);
            assembly.take(*read);
            arrival.take(*read);
            CHECK(arrival.is_complete() == assembly.is_complete());
        }
        CHECK(assembly.bytes().value() == bytes);
    }
}

TEST_CASE("files: what lacks a piece is missing, and other bytes are not taken for it") {
    const Bytes bytes = some_bytes(150'000);
    auto pieces = pieces_of(bytes);
    FileAssembly lacking(named(bytes));
    lacking.take(pieces[0]);
    lacking.take(pieces[2]);
    CHECK(lacking.bytes().error().code == ErrorCode::missing);
    FileAssembly wrong(named(bytes));
    pieces[1].bytes[0] ^= 1;
    for (const FilePiece& piece : pieces) wrong.take(piece);
    CHECK(wrong.bytes().error().code == ErrorCode::unauthentic);
    // More bytes than the answer says are no part of it.
    FileAssembly small({file_hash(bytes), "a", "b/c", 10});
    for (const FilePiece& piece : pieces_of(bytes)) small.take(piece);
    CHECK(small.bytes().error().code == ErrorCode::missing);
}

TEST_CASE("files: a piece of sizes that no program writes is malformed") {
    const auto is_sound = [](FilePiece piece) {
        return content::read_piece(content::make_payload(piece)).ok();
    };
    const FilePiece sound{Hash{{1}}, 0, 1, Bytes(10, 1), {}};
    CHECK(is_sound(sound));
    FilePiece piece = sound;
    piece.number = 1;
    CHECK_FALSE(is_sound(piece));
    piece = sound;
    piece.pieces = 1'000'000;
    CHECK_FALSE(is_sound(piece));
    piece = sound;
    piece.bytes = {};
    CHECK_FALSE(is_sound(piece));
    piece.bytes = Bytes(FilePiece::bytes_max + 1, 1);
    CHECK_FALSE(is_sound(piece));
    const Bytes payload = content::make_payload(sound);
    for (std::size_t size = 0; size < payload.size(); ++size) {
        CHECK_FALSE(content::read_piece(ByteView(payload).first(size)).ok());
    }
}
