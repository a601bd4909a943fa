#include "client_core/cli/home.hpp"

#include <sys/stat.h>

#include "client_core/cli/http_client.hpp"
#include "client_core/cli/texts.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::cli;

TEST_CASE("home: a profile's files belong to their owner alone") {
    const test::TempDir folder;
    const Profile profile(folder.path(), "prova");
    profile.make_folder();
    profile.put_slots(Bytes{1, 2, 3});
    struct stat facts {};
    REQUIRE(::stat((profile.folder() / "slots").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    REQUIRE(::stat(profile.folder().c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0700);
    CHECK(profile.slots() == Bytes{1, 2, 3});
    CHECK(profiles_in(folder.path()) == std::vector<std::string>{"prova"});
}

TEST_CASE("home: a second program is told that the profile is in use") {
    const test::TempDir folder;
    const Profile profile(folder.path(), "prova");
    profile.make_folder();
    const auto first = ProfileLock::take(profile);
    REQUIRE(first.ok());
    CHECK(ProfileLock::take(profile).error().code == ErrorCode::busy);
}

TEST_CASE("home: names that lead elsewhere are refused") {
    CHECK(check_profile_name("maria-2").ok());
    for (const char* name : {"", "..", ".x", "a/b", "a b"})
        CHECK_FALSE(check_profile_name(name).ok());
}

TEST_CASE("home: a file larger than its bound is refused, an absent one not found") {
    const test::TempDir folder;
    REQUIRE(write_file(folder.file("a"), Bytes(10, 7)).ok());
    CHECK(read_file(folder.file("a"), 10)->size() == 10);
    CHECK(read_file(folder.file("a"), 9).error().code == ErrorCode::too_large);
    CHECK(read_file(folder.file("b"), 9).error().code == ErrorCode::not_found);
}

TEST_CASE("address: scheme, machine, port and path are told apart") {
    const auto plain = parse_address("http://localhost:8080/approdo/").value();
    CHECK_FALSE(plain.is_tls);
    CHECK(plain.host == "localhost");
    CHECK(plain.port == "8080");
    CHECK(plain.path == "/approdo");
    const auto secure = parse_address("https://[::1]").value();
    CHECK(secure.is_tls);
    CHECK(secure.host == "::1");
    CHECK(secure.port == "443");
    for (const char* text : {"", "localhost", "ftp://a", "http://", "http://a:b", "http://:80"}) {
        CHECK_FALSE(parse_address(text).ok());
    }
}

TEST_CASE("texts: scores are cut, never rounded up to what was not reached") {
    speak("it");
    CHECK(shown_score(content::Share::of(1, 6)) == "16,6 %");
    CHECK(shown_score(content::Share::of(5'999, 10'000)) == "59,9 %");
    CHECK(shown_score(content::Share::of(6, 10)) == "60 %");
    CHECK(shown_score(content::Share::of(6'001, 10'000)) == "60 %");
    CHECK(shown_points(content::Points{1'833'333}) == "1,83");
    CHECK(shown_points(content::Points{-4'000}) == "0");
    speak("en");
    CHECK(shown_points(content::Points{1'500'000}) == "1.5");
    speak("it");
}

TEST_CASE("texts: the same sentence in both languages, with its values") {
    const Text text{"{0} di {1}", "{0} of {1}"};
    speak("it");
    CHECK(say(text, {"1", "2"}) == "1 di 2");
    CHECK(size_text(1'500'000) == "1,5 MB");
    speak("en");
    CHECK(say(text, {"1", "2"}) == "1 of 2");
    CHECK(size_text(999) == "999 B");
    speak("it");
}
