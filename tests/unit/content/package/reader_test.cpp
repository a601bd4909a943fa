#include "content/package/reader.hpp"

#include "tests/support/test.hpp"
#include "tests/unit/content/package/course_fixture.hpp"

using namespace approdo;
using namespace approdo::package;
using test::TestPublisher;

namespace {

content::AuthoredCourse sample() {
    auto course = test::small_course(3);
    course.quizzes.push_back(test::quiz(50, content::QuizMode::practice, 2));
    course.files.push_back(test::held_file("m2/photo.jpg", 2, content::PartType::picture,
                                           test::random_bytes(40, 50'000)));
    return course;
}

}  // namespace

TEST_CASE("reader: without the package key nothing can be read") {
    TestPublisher publisher;
    const auto published = publisher.publish(sample(), 1);
    const auto other_key = PackageKey::random(publisher.random);
    const auto reader =
        PackageReader::open(published.head, publisher.channel, other_key, publisher.store);
    REQUIRE_FALSE(reader.ok());
    CHECK(reader.error().code == ErrorCode::locked);

    // Nor does the cache folder hold a word of a page.
    const std::string page = sample().pages[0].page.html.substr(100, 24);
    for (const auto& [id, bytes] : publisher.store.all()) {
        CHECK(text_of(bytes).find(page) == std::string_view::npos);
    }
}

TEST_CASE("reader: every altered, cut or exchanged chunk is found") {
    TestPublisher publisher;
    const auto published = publisher.publish(sample(), 1);
    REQUIRE(publisher.open(published.head, publisher.store)->verify_all().ok());
    const std::uint64_t seed = 51;
    CAPTURE(seed);
    crypto::SeededRandom random(seed);
    Bytes previous = {1, 2, 3};
    for (auto& [id, bytes] : publisher.store.all()) {
        const Bytes whole = bytes;
        const auto is_found = [&] {
            const auto reader = publisher.open(published.head, publisher.store);
            return !reader.ok() || !reader->verify_all().ok();
        };
        for (int round = 0; round < 4; ++round) {
            std::array<std::uint8_t, 4> draw{};
            random.fill(draw);
            const std::size_t at = (draw[0] | draw[1] << 8U | draw[2] << 16U) % bytes.size();
            bytes[at] ^= static_cast<std::uint8_t>(1U << (draw[3] % 8));
            CHECK(is_found());
            bytes = whole;
        }
        bytes.pop_back();
        CHECK(is_found());
        bytes = previous;
        CHECK(is_found());
        bytes = whole;
        previous = whole;
    }
    CHECK(publisher.open(published.head, publisher.store)->verify_all().ok());
}

TEST_CASE("reader: a manifest of another version or channel is refused") {
    TestPublisher publisher;
    const auto first = publisher.publish(sample(), 1);
    const auto second = publisher.publish(sample(), 2);
    ChannelHead mixed = second.head;
    mixed.manifest = first.head.manifest;
    CHECK(publisher.open(mixed, publisher.store).error().code == ErrorCode::locked);

    // Sealed for the right place, but signed for another version.
    const auto reader = publisher.open(first.head, publisher.store).value();
    const auto sealed = seal_manifest(reader.signed_manifest(), publisher.channel.channel,
                                      second.head.version, publisher.package_key, publisher.random);
    REQUIRE(sealed.ok());
    mixed.manifest = chunk_id_of(*sealed);
    REQUIRE(publisher.store.put(mixed.manifest, *sealed).ok());
    CHECK(publisher.open(mixed, publisher.store).error().code == ErrorCode::unauthentic);

    // A member of the class, who has the package key but not the channel's, forges a manifest.
    Manifest forged = reader.manifest();
    const Bytes root = sign_manifest(forged, publisher.site, ChannelKey::random(publisher.random));
    CHECK(verify_manifest(root, publisher.channel).error().code == ErrorCode::unauthentic);
}

TEST_CASE("reader: a course from the future asks for an update of the program") {
    TestPublisher publisher;
    const auto published = publisher.publish(sample(), 1);
    ChannelHead future = published.head;
    future.minimum_reader = reader_version + 1;
    const auto reader = publisher.open(future, publisher.store);
    REQUIRE_FALSE(reader.ok());
    CHECK(reader.error().code == ErrorCode::unsupported);
    CHECK(reader.error().message.find("update") != std::string::npos);
}

TEST_CASE("reader: what a newer publisher adds to a manifest is kept and does no harm") {
    TestPublisher publisher;
    const auto published = publisher.publish(sample(), 1);
    Manifest newer = publisher.open(published.head, publisher.store)->manifest();
    newer.tail = {Manifest::wire_version + 1, {9, 8, 7}};
    const Bytes root = sign_manifest(newer, publisher.site, publisher.channel_key);
    const auto read = verify_manifest(root, publisher.channel);
    REQUIRE(read.ok());
    CHECK(*read == newer);
}

TEST_CASE("reader: a part that was not downloaded is missing, the rest opens") {
    TestPublisher publisher;
    const auto published = publisher.publish(sample(), 1);
    MemoryChunks store;
    PartChoice text_only;
    text_only.types = {content::PartType::text};
    Download download(published.head, publisher.channel, publisher.package_key, store, text_only);
    const auto fetched = test::fetch(download, publisher.store, store);
    REQUIRE(fetched.ok());
    CHECK(fetched->is_complete);
    const auto reader = publisher.open(published.head, store).value();
    CHECK(reader.page("m1/p100.html").ok());
    const auto photo = reader.file("m2/photo.jpg").value();
    CHECK(reader.read_all(photo, 100'000).error().code == ErrorCode::missing);
    CHECK(reader.file("m2/nothing").error().code == ErrorCode::not_found);
    CHECK_FALSE(reader.page("m2/photo.jpg").ok());
    CHECK(reader.read_all(photo, 1'000).error().code == ErrorCode::too_large);
}

TEST_CASE("reader: sizes by part and language are known before anything else is fetched") {
    TestPublisher publisher;
    const auto published = publisher.publish(sample(), 1);
    MemoryChunks store;
    REQUIRE(store.put(published.head.manifest, *publisher.store.get(published.head.manifest)).ok());
    const auto reader = publisher.open(published.head, store).value();
    std::uint64_t sealed = 0;
    bool has_picture = false;
    for (const PartSize& size : reader.manifest().sizes) {
        sealed += size.sealed_bytes;
        if (size.part.type != content::PartType::picture) continue;
        has_picture = true;
        CHECK(size.files == 1);
        CHECK(size.plain_bytes == 50'000);
    }
    CHECK(has_picture);
    CHECK(sealed == published.head.package_bytes);
}

TEST_CASE("reader: no damaged node makes it do anything but say so") {
    TestPublisher publisher;
    const auto published = publisher.publish(sample(), 1);
    const auto reader = publisher.open(published.head, publisher.store).value();
    std::vector<Bytes> nodes;
    REQUIRE(reader
                .visit_nodes([&](const ChunkRef& ref) -> Result<void> {
                    nodes.push_back(reader.open_chunk_at(ref).value());
                    return {};
                })
                .ok());
    const std::uint64_t seed = 52;
    CAPTURE(seed);
    crypto::SeededRandom random(seed);
    std::size_t refused = 0;
    for (int round = 0; round < 3'000; ++round) {
        std::array<std::uint8_t, 4> draw{};
        random.fill(draw);
        Bytes node = nodes[draw[0] % nodes.size()];
        node[(draw[1] | draw[2] << 8U) % node.size()] = draw[3];
        refused += !wire::decode<ModuleNode>(node).ok();
        refused += !wire::decode<FilesNode>(node).ok();
        refused += !wire::decode<ListNode>(node).ok();
        refused += !wire::decode<PatchIndex>(node).ok();
        refused += !wire::decode<ChannelHead>(node).ok();
        refused += !verify_manifest(node, publisher.channel).ok();
    }
    CHECK(refused > 3'000);
}

TEST_CASE("reader: the structure of a foreign package travels beside its files") {
    auto course = sample();
    content::ForeignPackage package;
    package.unit = test::id_of<UnitId>(77);
    package.format = "h5p";
    content::H5pPackage h5p;
    h5p.main_library = {"H5P.TrueFalse", 1, 6};
    package.shape = h5p;
    course.foreign.push_back({test::id_of<ModuleId>(2), package});
    course.files.push_back(test::held_file("m2/pacchetto/h5p.json", 2, content::PartType::archive,
                                           test::random_bytes(41, 500)));
    TestPublisher publisher;
    const auto published = publisher.publish(course, 1);
    const auto reader = publisher.open(published.head, publisher.store);
    REQUIRE(reader.ok());
    CHECK(reader->foreign(package.unit).value() == package);
    CHECK(reader->foreign(test::id_of<UnitId>(78)).error().code == ErrorCode::not_found);
    CHECK(reader->file("m2/pacchetto/h5p.json").ok());

    course.files.push_back(
        test::held_file("foreign-structures/x", 2, content::PartType::text, {1}));
    CHECK_FALSE(publisher.try_publish(course, 2).ok());
}
