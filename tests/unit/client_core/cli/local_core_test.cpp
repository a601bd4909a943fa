#include "client_core/cli/local_core.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/source_dir.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::cli;

namespace {

// Arguments as the page's engine writes them.
struct Arguments {
    Bytes bytes;

    Arguments& number(std::uint64_t value) {
        bytes.push_back('n');
        for (int shift = 0; shift < 64; shift += 8) {
            bytes.push_back(static_cast<std::uint8_t>(value >> shift));
        }
        return *this;
    }
    Arguments& text(std::string_view value, char kind = 'b') {
        bytes.push_back(static_cast<std::uint8_t>(kind));
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.push_back(static_cast<std::uint8_t>(value.size() >> shift));
        }
        append(bytes, bytes_of(value));
        return *this;
    }
};

struct Said {
    std::uint32_t code = 0;
    std::uint32_t handle = 0;
    std::string result;
};

std::uint32_t word_at(const Bytes& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i > 0; --i) value = value << 8 | bytes[at + i - 1];
    return value;
}

Said said(LocalCore& core, std::string_view function, const Arguments& arguments) {
    const auto answer = core.call(function, arguments.bytes);
    REQUIRE(answer.ok());
    REQUIRE(answer->size() >= 8);
    return {word_at(*answer, 0), word_at(*answer, 4),
            std::string(text_of(ByteView(*answer).subspan(8)))};
}

// Every function of the header that a page can mean: those that answer with a code.
std::set<std::string> functions_of_header() {
    std::ifstream in(test::source_dir() / "client_core/core/approdo.h");
    std::set<std::string> names;
    for (std::string line; std::getline(in, line);) {
        constexpr std::string_view start = "approdo_code approdo_";
        if (!line.starts_with(start)) continue;
        names.insert(line.substr(13, line.find('(') - 13));
    }
    return names;
}

struct Laptop {
    test::TempDir folder;
    LocalCore core{folder.path()};

    Laptop() { Profile(folder.path(), "anna").make_folder(); }
    Said create() {
        return said(core, "approdo_create", Arguments().text("anna").text("tre barche all'alba"));
    }
};

}  // namespace

TEST_CASE("local core: every function of the C interface can be called, and no other") {
    std::set<std::string> table;
    for (const std::string_view name : LocalCore::functions()) table.emplace(name);
    const std::set<std::string> header = functions_of_header();
    CHECK(header.size() > 50);
    CHECK(table == header);
    CHECK(table.contains("approdo_notes"));
    CHECK(table.contains("approdo_note"));
    Laptop laptop;
    for (const char* name : {"", "approdo_set_host", "approdo_free", "system"}) {
        CHECK(laptop.core.call(name, {}).error().code == ErrorCode::not_found);
    }
}

TEST_CASE("local core: a profile is made, used, closed and opened again") {
    Laptop laptop;
    const Said made = laptop.create();
    INFO(made.result);
    REQUIRE(made.code == 0);
    CHECK(laptop.core.has_open("anna"));
    const Said status = said(laptop.core, "approdo_status", Arguments().number(made.handle));
    CHECK(status.code == 0);
    CHECK(status.result.starts_with("{\"schema\":1"));

    CHECK(said(laptop.core, "approdo_close", Arguments().number(made.handle)).code == 0);
    CHECK_FALSE(laptop.core.has_open("anna"));
    const Said wrong = said(laptop.core, "approdo_unlock",
                            Arguments().text("anna").text(made.result).text("un'altra"));
    CHECK(wrong.code == static_cast<std::uint32_t>(ErrorCode::locked));
    CHECK_FALSE(laptop.core.has_open("anna"));
    const Said opened =
        said(laptop.core, "approdo_unlock",
             Arguments().text("anna").text(made.result).text("tre barche all'alba"));
    CHECK(opened.code == 0);
    CHECK(opened.handle != made.handle);
}

TEST_CASE("local core: a handle of what was closed is of nothing, whoever got another since") {
    Laptop laptop;
    const Said made = laptop.create();
    REQUIRE(made.code == 0);
    laptop.core.close_all();
    CHECK(said(laptop.core, "approdo_status", Arguments().number(made.handle)).code ==
          LocalCore::code_closed);
    CHECK(said(laptop.core, "approdo_status", Arguments().number(1ULL << 32)).code ==
          LocalCore::code_closed);
    CHECK(said(laptop.core, "approdo_status", Arguments().number(0)).code ==
          LocalCore::code_closed);
}

TEST_CASE("local core: an open profile is locked for other programs, and theirs for it") {
    Laptop laptop;
    const Profile profile(laptop.folder.path(), "anna");
    {
        const auto other = ProfileLock::take(profile);
        REQUIRE(other.ok());
        const Said refused = laptop.create();
        CHECK(refused.code == static_cast<std::uint32_t>(ErrorCode::busy));
        CHECK(refused.result.find("another approdo is working on this profile") !=
              std::string::npos);
    }
    REQUIRE(laptop.create().code == 0);
    CHECK(ProfileLock::take(profile).error().code == ErrorCode::busy);
    laptop.core.close_all();
    CHECK(ProfileLock::take(profile).ok());
}

TEST_CASE("local core: no name leads out of the folder of profiles") {
    Laptop laptop;
    for (const char* name : {"", "..", "../anna", "/tmp", "anna/..", ".anna", "bruno"}) {
        CAPTURE(name);
        const Said refused =
            said(laptop.core, "approdo_create", Arguments().text(name).text("tre barche"));
        CHECK(refused.code != 0);
        CHECK(refused.handle == 0);
    }
}

TEST_CASE("local core: arguments that do not fit are refused before anything is called") {
    Laptop laptop;
    const Said made = laptop.create();
    REQUIRE(made.code == 0);
    const std::uint32_t handle = made.handle;
    const std::vector<std::pair<std::string, Arguments>> wrong{
        {"approdo_status", Arguments().number(handle).number(1)},
        {"approdo_status", Arguments().number(handle).text("more")},
        {"approdo_course", Arguments().number(handle)},
        {"approdo_course", Arguments().number(handle).number(4)},
        {"approdo_course", Arguments().number(handle).text("slug", 'p')},
        {"approdo_page_turn", Arguments().number(handle).text("a/b").number(1ULL << 33).number(1)},
        {"approdo_passphrase_end", Arguments().text("slots").number(1ULL << 31)},
        {"approdo_chunk_put", Arguments().number(handle).text("short", 'p').text("sealed")},
        {"approdo_chunk_put", Arguments().number(handle).text(std::string(32, 'x')).text("sealed")},
    };
    for (const auto& [name, arguments] : wrong) {
        CAPTURE(name);
        CHECK(laptop.core.call(name, arguments.bytes).error().code == ErrorCode::malformed);
    }
    // Every beginning of a call that fits is one that does not.
    const Arguments whole =
        Arguments().number(handle).text(std::string(32, 'x'), 'p').text("sealed");
    for (std::size_t size = 9; size < whole.bytes.size(); ++size) {
        const Bytes cut(whole.bytes.begin(), whole.bytes.begin() + static_cast<long>(size));
        CHECK(laptop.core.call("approdo_chunk_put", cut).error().code == ErrorCode::malformed);
    }
}
