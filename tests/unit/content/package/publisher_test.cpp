#include "content/package/publisher.hpp"

#include "sync/crypto/aead.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;
using test::TestPublisher;

namespace {

std::set<ChunkId> chunks_of(const PackageReader& reader) {
    std::set<ChunkId> ids;
    const auto add = [&](const ChunkRef& ref) -> Result<void> {
        ids.insert(ref.id);
        return {};
    };
    CHECK(reader.visit_nodes(add).ok());
    CHECK(reader.visit_content({}, add).ok());
    return ids;
}

std::size_t differing(const std::set<ChunkId>& before, const std::set<ChunkId>& after) {
    std::size_t count = 0;
    for (const ChunkId& id : after) count += before.contains(id) ? 0 : 1;
    return count;
}

}  // namespace

TEST_CASE("publisher: what was published is read back, to the last byte") {
    TestPublisher publisher;
    auto course = test::small_course();
    course.quizzes.push_back(test::quiz(50, content::QuizMode::practice, 4));
    course.files.push_back(test::held_file("m1/empty.bin", 1, content::PartType::picture, {}));
    course.files.push_back(test::held_file("m2/photo.jpg", 2, content::PartType::picture,
                                           test::random_bytes(40, 90'000)));
    content::AuthoredFile video;
    video.path = "m2/video.webm";
    video.source = "video on disk";
    video.size = 3 * limits::mib;
    video.part = {content::PartType::video, "it"};
    video.module = test::id_of<ModuleId>(2);
    course.files.push_back(video);
    content::AuthoredFile shared =
        test::held_file("logo.svg", 1, content::PartType::text, copy_of(bytes_of("<svg/>")));
    shared.module = {};
    course.files.push_back(shared);
    publisher.files.files["video on disk"] = test::random_bytes(41, 3 * limits::mib);

    const auto published = publisher.publish(course, 1);
    const auto reader = publisher.open(published.head, publisher.store);
    REQUIRE(reader.ok());
    CHECK(reader->course().value() == course.course);
    for (const auto& page : course.pages) CHECK(reader->page(page.path).value() == page.page);
    CHECK(reader->quiz("m1/quiz50").value() == course.quizzes[0].languages[0].shown);
    CHECK(reader->practice_key(course.quizzes[0].unit).value() == course.quizzes[0].key);

    const auto files = reader->files();
    REQUIRE(files.ok());
    CHECK(files->size() == course.pages.size() + course.files.size() + 2);
    for (const auto& file : course.files) {
        const Bytes& bytes = file.source.empty() ? file.bytes : publisher.files.files[file.source];
        const auto info = reader->file(file.path);
        REQUIRE(info.ok());
        CHECK(info->part == file.part);
        CHECK(reader->read_all(*info, 4 * limits::mib).value() == bytes);
    }
    const auto info = reader->file("m2/video.webm").value();
    CHECK(reader->read(info, 1'234'567, 10).value() ==
          copy_of(ByteView(publisher.files.files["video on disk"]).subspan(1'234'567, 10)));
    CHECK(reader->read(info, info.size - 3, 10).value().size() == 3);
    CHECK_FALSE(reader->read(info, info.size + 1, 1).ok());
    CHECK(published.report.plain_bytes > 3 * limits::mib);
    CHECK(published.head.package_bytes > 3 * limits::mib);
}

TEST_CASE("publisher: an insertion in the middle of a large file re-uses its other chunks") {
    TestPublisher publisher;
    auto course = test::small_course(1);
    course.files.push_back(test::held_file("m1/film.mp4", 1, content::PartType::video,
                                           test::random_bytes(42, 3 * limits::mib)));
    const auto first = publisher.publish(course, 1);
    const Bytes inserted = test::random_bytes(43, 10 * limits::kib);
    Bytes& film = course.files[0].bytes;
    film.insert(film.begin() + 1'500'000, inserted.begin(), inserted.end());
    const auto second = publisher.publish(course, 2);
    const auto before = chunks_of(publisher.open(first.head, publisher.store).value());
    const auto after = chunks_of(publisher.open(second.head, publisher.store).value());
    CHECK(after.size() > 20);
    // At most four of content and the path of nodes above them.
    CHECK(differing(before, after) <= 4 + 3);
}

TEST_CASE("publisher: only what differs is stored for a second version, language or copy") {
    TestPublisher publisher;
    auto course = test::small_course();
    course.files.push_back(test::held_file("m3/film.mp4", 3, content::PartType::video,
                                           test::random_bytes(44, limits::mib)));
    publisher.publish(course, 1);
    const auto again = publisher.publish(course, 2);
    CHECK(again.report.chunks_new == 0);

    auto renamed = course;
    renamed.files[0].path = "m3/opening.mp4";
    const auto third = publisher.publish(renamed, 3);
    CHECK(third.report.sealed_bytes_new < 4'000);

    // Another channel of the same library, with another package key.
    TestPublisher sibling(2, 1);
    sibling.store.all() = publisher.store.all();
    const auto copy = sibling.publish(course, 1);
    CHECK(copy.report.chunks_new == 0);
    TestPublisher stranger(1, 2);
    stranger.store.all() = publisher.store.all();
    CHECK(stranger.publish(course, 1).report.chunks_new > 10);

    for (const auto& page : test::small_course().pages) {
        auto translated = page;
        translated.path += ".fr";
        translated.page.language = "fr";
        translated.page.html = test::prose(99'000U + page.page.unit.bytes[0], 9'000);
        course.pages.push_back(translated);
    }
    const auto fourth = publisher.publish(course, 4);
    CHECK(fourth.report.sealed_bytes_new < 18 * 9'000);
}

TEST_CASE("publisher: what it remembers outlives a new encoder, and is bound to its library") {
    TestPublisher publisher;
    auto course = test::small_course(1);
    course.files.push_back(test::held_file("m1/notes.pdf", 1, content::PartType::document,
                                           copy_of(bytes_of(test::prose(45, 20'000)))));
    // As if an older program had chosen not to compress this file.
    const Bytes& plain = course.files[0].bytes;
    const auto key = crypto::SymmetricKey::random(publisher.random);
    ChunkRef older;
    older.key.bytes = ChunkKey::from(key.view()).value().bytes;
    const Bytes sealed = crypto::aead_seal(key, {}, {}, plain);
    older.id = chunk_id_of(sealed);
    older.plain_size = static_cast<std::uint32_t>(plain.size());
    older.sealed_size = static_cast<std::uint32_t>(sealed.size());
    REQUIRE(publisher.store.put(older.id, sealed).ok());
    publisher.memory.remember(Library::content_hash(plain), older);

    const Bytes saved = publisher.memory.save();
    auto loaded = PublishMemoryTable::load(saved, publisher.library);
    REQUIRE(loaded.ok());
    CHECK(loaded->save() == saved);
    publisher.memory = std::move(*loaded);
    const auto published = publisher.publish(course, 1);
    const auto reader = publisher.open(published.head, publisher.store).value();
    CHECK(chunks_of(reader).contains(older.id));
    CHECK(reader.read_all(reader.file("m1/notes.pdf").value(), 100'000).value() == plain);

    const TestPublisher stranger(1, 2);
    CHECK(PublishMemoryTable::load(saved, stranger.library).error().code ==
          ErrorCode::invalid_input);
    for (std::size_t i = 0; i < saved.size(); ++i) {
        CHECK_FALSE(PublishMemoryTable::load(ByteView(saved).first(i), publisher.library).ok());
    }
}

TEST_CASE("publisher: a damaged store is found before a head is signed") {
    TestPublisher publisher;
    const auto course = test::small_course(2);
    publisher.publish(course, 1);
    auto& first = publisher.store.all().begin()->second;
    bool found = false;
    for (auto& [id, bytes] : publisher.store.all()) {
        if (bytes.size() < 5'000) continue;
        bytes[100] ^= 1;
        found = true;
        break;
    }
    REQUIRE(found);
    CHECK_FALSE(first.empty());
    CHECK_FALSE(publisher.try_publish(course, 2).ok());
}

TEST_CASE("publisher: it refuses what would not be readable, and says which file") {
    TestPublisher publisher;
    const auto refused = [&](const content::AuthoredCourse& course) {
        const auto result = publisher.try_publish(course, 1);
        REQUIRE_FALSE(result.ok());
        return result.error();
    };
    for (const char* path :
         {"", "/abs", "a//b", "a/../b", ".", "dir/", "a\\b", "quiz-keys/x", "line\nbreak"}) {
        auto course = test::small_course(1);
        course.files.push_back(test::held_file(path, 1, content::PartType::picture, {1}));
        CHECK(refused(course).code == ErrorCode::invalid_input);
    }
    auto twice = test::small_course(1);
    twice.files.push_back(test::held_file("x.png", 1, content::PartType::picture, {1}));
    twice.files.push_back(test::held_file("x.png", 2, content::PartType::picture, {2}));
    CHECK(refused(twice).message.find("x.png") != std::string::npos);
    auto astray = test::small_course(1);
    astray.files.push_back(test::held_file("x.png", 8, content::PartType::picture, {1}));
    CHECK(refused(astray).code == ErrorCode::invalid_input);

    auto shrinking = test::small_course(1);
    content::AuthoredFile file = test::held_file("f.bin", 1, content::PartType::video, {});
    file.source = "f";
    file.size = 100;
    publisher.files.files["f"] = Bytes(99);
    shrinking.files.push_back(file);
    CHECK(refused(shrinking).code == ErrorCode::conflict);
}

TEST_CASE("publisher: versions only grow and only the channel's key makes them") {
    TestPublisher publisher;
    const auto course = test::small_course(1);
    const auto first = publisher.publish(course, 5);
    CHECK(publisher.try_publish(course, 5, {first.head}).error().code == ErrorCode::conflict);
    CHECK(publisher.try_publish(course, 0).error().code == ErrorCode::conflict);
    publisher.channel_key = ChannelKey::random(publisher.random);
    CHECK(publisher.try_publish(course, 6).error().code == ErrorCode::forbidden);
}

TEST_CASE("publisher: a file so long that its chunks need lists of their own") {
    TestPublisher publisher;
    auto course = test::small_course(1);
    content::AuthoredFile file = test::held_file("long.mp4", 1, content::PartType::video, {});
    file.source = "long";
    file.size = 14 * limits::mib;
    publisher.files.files["long"] = test::random_bytes(46, 14 * limits::mib);
    course.files.push_back(file);
    const auto published = publisher.publish(course, 1);
    const auto reader = publisher.open(published.head, publisher.store).value();
    const auto info = reader.file("long.mp4").value();
    CHECK(info.chunks.chunks.empty());
    CHECK(info.chunks.lists.size() >= 1);
    std::uint64_t at = 0;
    bool same = true;
    REQUIRE(reader
                .read_through(info,
                              [&](ByteView bytes) -> Result<void> {
                                  const Bytes& whole = publisher.files.files["long"];
                                  same = same && std::equal(bytes.begin(), bytes.end(),
                                                            whole.begin() +
                                                                static_cast<std::ptrdiff_t>(at));
                                  at += bytes.size();
                                  return {};
                              })
                .ok());
    CHECK(same);
    CHECK(at == info.size);
    const auto middle = reader.read(info, 9'000'000, 5'000);
    CHECK(middle.value() ==
          copy_of(ByteView(publisher.files.files["long"]).subspan(9'000'000, 5'000)));
}
