#include "server/app/upload_folder.hpp"

#include <fstream>
#include <iterator>

#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

const AccountId owner{{1}};
const AccountId stranger{{2}};

struct Fixture {
    test::TempDir dir;
    test::SeededRandom random{1};
    UploadFolder::Limits limits{100, 150, 3};
    UploadFolder folder{dir.path() / "uploads", random, limits};
};

std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("uploads: parts in order become the file", "[unit]") {
    Fixture f;
    const UploadId id = f.folder.begin(owner, 10).value().id;
    CHECK(f.folder.append(owner, id, 0, bytes_of("hello")).value().bytes_received == 5);
    CHECK(f.folder.finished(owner, id).error().code == ErrorCode::incomplete);
    CHECK(f.folder.append(owner, id, 5, bytes_of("world")).value().complete());
    CHECK(content_of(f.folder.finished(owner, id).value()) == "helloworld");
}

TEST_CASE("uploads: a repeated or skipping part changes nothing and says where it stands",
          "[unit]") {
    Fixture f;
    const UploadId id = f.folder.begin(owner, 10).value().id;
    REQUIRE(f.folder.append(owner, id, 0, bytes_of("hello")).ok());
    CHECK(f.folder.append(owner, id, 0, bytes_of("hello")).error().code == ErrorCode::conflict);
    CHECK(f.folder.append(owner, id, 7, bytes_of("x")).error().code == ErrorCode::conflict);
    CHECK(f.folder.append(owner, id, 5, bytes_of("worlds")).error().code == ErrorCode::too_large);
    CHECK(f.folder.find(owner, id).value().bytes_received == 5);
}

TEST_CASE("uploads: they go on after a restart", "[unit]") {
    Fixture f;
    const UploadId id = f.folder.begin(owner, 10).value().id;
    REQUIRE(f.folder.append(owner, id, 0, bytes_of("hello")).ok());
    UploadFolder again(f.dir.path() / "uploads", f.random, f.limits);
    CHECK(again.append(owner, id, 5, bytes_of("world")).value().complete());
}

TEST_CASE("uploads: nobody else's can be seen, filled or finished", "[unit]") {
    Fixture f;
    const UploadId id = f.folder.begin(owner, 1).value().id;
    CHECK(f.folder.find(stranger, id).error().code == ErrorCode::not_found);
    CHECK(f.folder.append(stranger, id, 0, bytes_of("x")).error().code == ErrorCode::not_found);
    f.folder.remove(stranger, id);
    CHECK(f.folder.find(owner, id).ok());
    f.folder.remove(owner, id);
    CHECK_FALSE(f.folder.find(owner, id).ok());
}

TEST_CASE("uploads: sizes and numbers are bounded", "[unit]") {
    Fixture f;
    CHECK(f.folder.begin(owner, 0).error().code == ErrorCode::invalid_input);
    CHECK(f.folder.begin(owner, 101).error().code == ErrorCode::too_large);
    CHECK(f.folder.begin(owner, 100).ok());
    CHECK(f.folder.begin(stranger, 51).error().code == ErrorCode::exhausted);
    CHECK(f.folder.begin(owner, 1).ok());
    CHECK(f.folder.begin(owner, 1).ok());
    CHECK(f.folder.begin(owner, 1).error().code == ErrorCode::busy);
}
