#include "content/package/download.hpp"

#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;
using test::Fetched;
using test::TestPublisher;

namespace {

void correct_typo(content::AuthoredCourse& course, std::size_t page, std::size_t at) {
    course.pages[page].page.html.replace(at, 3, "xyz");
}

// A learner who has `from` and updates to `to`.
Fetched update(TestPublisher& publisher, const ChannelHead& from, const ChannelHead& to,
               MemoryChunks& store, PartChoice choice = {}) {
    Download first(from, publisher.channel, publisher.package_key, store, choice);
    REQUIRE(test::fetch(first, publisher.store, store)->is_complete);
    const auto earlier = publisher.open(from, store);
    REQUIRE(earlier.ok());
    Download second(to, publisher.channel, publisher.package_key, store, choice, &*earlier);
    const auto fetched = test::fetch(second, publisher.store, store);
    REQUIRE(fetched.ok());
    CHECK(fetched->is_complete);
    const auto reader = publisher.open(to, store);
    REQUIRE(reader.ok());
    if (choice.types.empty()) CHECK(reader->verify_all().ok());
    return *fetched;
}

}  // namespace

TEST_CASE("download: from nothing it takes few requests and ends complete") {
    TestPublisher publisher;
    auto course = test::small_course();
    course.files.push_back(test::held_file("m1/film.mp4", 1, content::PartType::video,
                                           test::random_bytes(60, 3 * limits::mib)));
    const auto published = publisher.publish(course, 1);
    MemoryChunks store;
    Download download(published.head, publisher.channel, publisher.package_key, store, {});
    const auto fetched = test::fetch(download, publisher.store, store);
    REQUIRE(fetched.ok());
    CHECK(fetched->is_complete);
    CHECK(fetched->requests <= 5);
    const auto reader = publisher.open(published.head, store);
    REQUIRE(reader.ok());
    CHECK(reader->verify_all().ok());
    CHECK(reader->page(course.pages[4].path).value() == course.pages[4].page);
}

TEST_CASE("download: interrupted anywhere, it goes on with what is missing") {
    TestPublisher publisher;
    const auto published = publisher.publish(test::small_course(), 1);
    MemoryChunks store;
    std::set<ChunkId> fetched;
    bool is_complete = false;
    for (int round = 0; round < 200 && !is_complete; ++round) {
        // A new object each time: nothing but the store survives.
        Download download(published.head, publisher.channel, publisher.package_key, store, {});
        const auto step = download.next();
        REQUIRE(step.ok());
        is_complete = step->is_complete;
        if (step->wants.empty()) break;
        const ChunkId id = step->wants.front().id;
        CHECK(fetched.insert(id).second);
        REQUIRE(store.put(id, *publisher.store.get(id)).ok());
    }
    CHECK(is_complete);
    CHECK(publisher.open(published.head, store)->verify_all().ok());
}

TEST_CASE("download: parts that were not chosen cost nothing") {
    TestPublisher publisher;
    auto course = test::small_course();
    course.files.push_back(test::held_file("m1/film.mp4", 1, content::PartType::video,
                                           test::random_bytes(60, 3 * limits::mib)));
    auto french = test::page(2, 30, test::prose(61, 200'000));
    french.page.language = "fr";
    course.pages.push_back(french);
    const auto published = publisher.publish(course, 1);
    MemoryChunks store;
    PartChoice choice;
    choice.types = {content::PartType::text};
    choice.languages = {"it"};
    Download download(published.head, publisher.channel, publisher.package_key, store, choice);
    const auto fetched = test::fetch(download, publisher.store, store);
    REQUIRE(fetched.ok());
    CHECK(fetched->is_complete);
    CHECK(fetched->bytes < 120'000);
    const auto reader = publisher.open(published.head, store).value();
    CHECK(reader.page(course.pages[0].path).ok());
    CHECK(reader.page(french.path).error().code == ErrorCode::missing);
}

TEST_CASE("download: one edited page moves a patch, in one request") {
    TestPublisher publisher;
    auto course = test::small_course(20, 25'000);
    course.files.push_back(test::held_file("m2/film.mp4", 2, content::PartType::video,
                                           test::random_bytes(62, 2 * limits::mib)));
    const auto first = publisher.publish(course, 1);
    correct_typo(course, 25, 12'000);
    course.pages[25].page.html.insert(15'000, "Un capoverso riscritto con parole del tutto nuove.");
    const auto second = publisher.publish(course, 2, {first.head});
    MemoryChunks store;
    const Fetched fetched = update(publisher, first.head, second.head, store);
    CAPTURE(fetched.bytes, fetched.requests);
    CHECK(fetched.bytes <= 2'000);
    CHECK(fetched.requests == 1);
    CHECK(publisher.open(second.head, store)->page(course.pages[25].path).value() ==
          course.pages[25].page);
}

TEST_CASE("download: twenty typing errors in twenty pages move little more") {
    TestPublisher publisher;
    auto course = test::small_course(20, 25'000);
    const auto first = publisher.publish(course, 1);
    for (std::size_t i = 0; i < 20; ++i) correct_typo(course, 20 + i, 900 * i + 50);
    const auto second = publisher.publish(course, 2, {first.head});
    MemoryChunks store;
    const Fetched fetched = update(publisher, first.head, second.head, store);
    CAPTURE(fetched.bytes, fetched.requests);
    CHECK(fetched.bytes <= 8'000);
    CHECK(fetched.requests == 1);
}

TEST_CASE("download: an insertion into a film moves about what was inserted") {
    TestPublisher publisher;
    auto course = test::small_course(2);
    course.files.push_back(test::held_file("m2/film.mp4", 2, content::PartType::video,
                                           test::random_bytes(63, 4 * limits::mib)));
    const auto first = publisher.publish(course, 1);
    const Bytes inserted = test::random_bytes(64, 10 * limits::kib);
    Bytes& film = course.files[0].bytes;
    film.insert(film.begin() + 2'000'000, inserted.begin(), inserted.end());
    const auto second = publisher.publish(course, 2, {first.head});
    MemoryChunks store;
    const Fetched fetched = update(publisher, first.head, second.head, store);
    CAPTURE(fetched.bytes, fetched.requests);
    CHECK(fetched.bytes <= 10 * limits::kib + 6'000);
    CHECK(fetched.requests <= 3);

    MemoryChunks reading_only;
    PartChoice text_only;
    text_only.types = {content::PartType::text};
    const Fetched text = update(publisher, first.head, second.head, reading_only, text_only);
    CAPTURE(text.bytes);
    CHECK(text.bytes <= 3'000);
}

TEST_CASE("download: who looked at the new version's list first still updates by patches") {
    TestPublisher publisher;
    auto course = test::small_course(10, 25'000);
    const auto first = publisher.publish(course, 1);
    correct_typo(course, 3, 100);
    correct_typo(course, 15, 100);
    const auto second = publisher.publish(course, 2, {first.head});
    MemoryChunks store;
    Download before(first.head, publisher.channel, publisher.package_key, store, {});
    REQUIRE(test::fetch(before, publisher.store, store)->is_complete);
    // Only the manifest and the course tree, to show what there is.
    PartChoice description;
    description.types = {static_cast<content::PartType>(0)};
    Download look(second.head, publisher.channel, publisher.package_key, store, description);
    REQUIRE(test::fetch(look, publisher.store, store)->is_complete);
    const auto earlier = publisher.open(first.head, store).value();
    Download after(second.head, publisher.channel, publisher.package_key, store, {}, &earlier);
    const auto fetched = test::fetch(after, publisher.store, store);
    REQUIRE(fetched.ok());
    CHECK(fetched->is_complete);
    CAPTURE(fetched->bytes);
    CHECK(fetched->bytes <= 3'000);
    CHECK(publisher.open(second.head, store)->verify_all().ok());
}

TEST_CASE("download: each of the last versions has its patch") {
    TestPublisher publisher;
    auto course = test::small_course(10, 25'000);
    const auto first = publisher.publish(course, 1);
    correct_typo(course, 3, 100);
    const auto second = publisher.publish(course, 2, {first.head});
    correct_typo(course, 14, 100);
    const auto third = publisher.publish(course, 3, {second.head, first.head});
    CHECK(third.head.patches.size() == 2);
    for (const ChannelHead& from : {first.head, second.head}) {
        MemoryChunks store;
        const Fetched fetched = update(publisher, from, third.head, store);
        CAPTURE(from.version.value, fetched.bytes);
        CHECK(fetched.bytes <= 3'000);
    }
}

TEST_CASE("download: a version without a patch from here is fetched chunk by chunk") {
    TestPublisher publisher;
    auto course = test::small_course(10, 25'000);
    const auto first = publisher.publish(course, 1);
    correct_typo(course, 3, 100);
    const auto second = publisher.publish(course, 2);
    CHECK(second.head.patches.empty());
    MemoryChunks store;
    const Fetched fetched = update(publisher, first.head, second.head, store);
    CHECK(fetched.bytes > 4'000);
    CHECK(fetched.bytes < 120'000);
}

TEST_CASE("download: a patch that is lost, damaged or lacks its base is done without") {
    TestPublisher publisher;
    auto course = test::small_course(10, 25'000);
    const auto first = publisher.publish(course, 1);
    correct_typo(course, 3, 100);
    correct_typo(course, 15, 100);
    const auto second = publisher.publish(course, 2, {first.head});
    REQUIRE(second.head.patches.size() == 1);
    const ChunkId index = second.head.patches[0].index;

    SECTION("lost") {
        publisher.store.erase(index);
        MemoryChunks store;
        CHECK(update(publisher, first.head, second.head, store).bytes > 4'000);
    }
    SECTION("damaged in the learner's store") {
        MemoryChunks store;
        REQUIRE(store.put(index, Bytes(500, 7)).ok());
        CHECK(update(publisher, first.head, second.head, store).bytes > 4'000);
    }
    SECTION("the base was evicted") {
        MemoryChunks store;
        Download before(first.head, publisher.channel, publisher.package_key, store, {});
        REQUIRE(test::fetch(before, publisher.store, store)->is_complete);
        const auto earlier = publisher.open(first.head, store).value();
        const auto page = earlier.file(course.pages[3].path).value();
        store.erase(page.chunks.chunks[0].id);
        Download after(second.head, publisher.channel, publisher.package_key, store, {}, &earlier);
        const auto fetched = test::fetch(after, publisher.store, store);
        REQUIRE(fetched.ok());
        CHECK(fetched->is_complete);
        CHECK(publisher.open(second.head, store)->verify_all().ok());
    }
}

TEST_CASE("download: every flipped byte of a patch index is refused") {
    TestPublisher publisher;
    auto course = test::small_course(3, 25'000);
    const auto first = publisher.publish(course, 1);
    correct_typo(course, 3, 100);
    const auto second = publisher.publish(course, 2, {first.head});
    const PatchOffer& offer = second.head.patches.at(0);
    Bytes sealed = *publisher.store.get(offer.index);
    CHECK(open_patch_index(sealed, offer, second.head, publisher.package_key).ok());
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        sealed[i] ^= 2;
        CHECK_FALSE(open_patch_index(sealed, offer, second.head, publisher.package_key).ok());
        sealed[i] ^= 2;
    }
}
