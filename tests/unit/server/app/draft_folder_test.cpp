#include "server/app/draft_folder.hpp"

#include <fstream>
#include <iterator>

#include "server/app/imported_course.hpp"
#include "server/app/importing.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::app;

namespace {

namespace fs = std::filesystem;

const AccountId owner{{1}};
const AccountId stranger{{2}};
constexpr const char* quiz = "::Colore:: Di che colore è il cielo? {=azzurro ~verde}\n";

struct Fixture {
    test::TempDir dir;
    test::SeededRandom random{1};
    test::ManualClock clock;
    DraftFolder::Limits limits{3, 10, 0};
    std::unique_ptr<DraftFolder> folder = open();

    std::unique_ptr<DraftFolder> open() {
        return std::make_unique<DraftFolder>(
            dir.path() / "drafts", random, clock,
            [](const fs::path& place, const std::string& file, const AccountId& whose) {
                CHECK(import_draft(place, file, whose).ok());
            },
            limits);
    }
    fs::path upload(std::string_view text) const {
        const fs::path path = dir.path() / "upload.part";
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    // What is being read is read to its end.
    void settle() {
        folder.reset();
        folder = open();
    }
    Draft add(std::string_view text, const std::string& name) {
        const DraftId id = folder->add(owner, name, upload(text)).value().id;
        settle();
        return folder->checked(owner, id).value();
    }
};

}  // namespace

TEST_CASE("drafts: a file becomes a course, with a report and a folder to go on with", "[unit]") {
    Fixture f;
    const Draft draft = f.add(quiz, "Cielo.gift");
    const ImportedCourse imported = read_imported(draft.folder).value();
    CHECK(imported.format == "gift");
    CHECK(imported.outcome() != import::Outcome::refused);
    CHECK(imported.course.quizzes.at(0).key.questions.size() == 1);
    CHECK(fs::file_size(draft.folder / "course.zip") > 0);
}

TEST_CASE("drafts: what is no course is refused in words, and the draft stays", "[unit]") {
    Fixture f;
    const Draft draft = f.add("PK\x03\x04 this was a zip file once", "corso.zip");
    const ImportedCourse imported = read_imported(draft.folder).value();
    CHECK(imported.outcome() == import::Outcome::refused);
    CHECK_FALSE(imported.report.findings.at(0).message.empty());
    CHECK(imported.course.course.modules.empty());
}

TEST_CASE("drafts: a corrected file takes the place of the first and is checked anew", "[unit]") {
    Fixture f;
    const Draft draft = f.add("PK\x03\x04", "corso.zip");
    REQUIRE(f.folder->replace(owner, draft.id, "Cielo.gift", f.upload(quiz)).ok());
    f.settle();
    const Draft again = f.folder->checked(owner, draft.id).value();
    CHECK(again.file == "Cielo.gift");
    CHECK(read_imported(again.folder).value().format == "gift");
}

TEST_CASE("drafts: nobody sees or touches those of somebody else", "[unit]") {
    Fixture f;
    const Draft draft = f.add(quiz, "Cielo.gift");
    CHECK(f.folder->find(stranger, draft.id).error().code == ErrorCode::not_found);
    CHECK(f.folder->discard(stranger, draft.id).error().code == ErrorCode::not_found);
    CHECK(f.folder->of(stranger).empty());
    CHECK(f.folder->of(owner).size() == 1);
}

TEST_CASE("drafts: a name leads nowhere else", "[unit]") {
    Fixture f;
    CHECK(f.add(quiz, "../../etc/Cielo.gift").file == "Cielo.gift");
    CHECK(f.add(quiz, "C:\\corsi\\..").file == "file..");
    CHECK(f.add(quiz, std::string(500, 'a') + ".gift").file.size() == 200);
}

TEST_CASE("drafts: one person has so many, and throws some away for others", "[unit]") {
    Fixture f;
    f.add(quiz, "1.gift");
    f.add(quiz, "2.gift");
    const Draft third = f.add(quiz, "3.gift");
    CHECK(f.folder->add(owner, "4.gift", f.upload(quiz)).error().code == ErrorCode::busy);
    REQUIRE(f.folder->discard(owner, third.id).ok());
    CHECK(f.folder->add(owner, "4.gift", f.upload(quiz)).ok());
}

TEST_CASE("drafts: those of a month ago go", "[unit]") {
    Fixture f;
    const Draft old = f.add(quiz, "1.gift");
    f.clock.advance_ms(31ULL * 24 * 3600 * 1000);
    f.add(quiz, "2.gift");
    CHECK(f.folder->find(owner, old.id).error().code == ErrorCode::not_found);
}

TEST_CASE("drafts: a path or link that leads out of the folder is not followed", "[unit]") {
    Fixture f;
    std::ofstream(f.dir.path() / "secret") << "key";
    const Draft draft = f.add(quiz, "Cielo.gift");
    fs::create_symlink(f.dir.path() / "secret", draft.folder / "values" / "link");
    ImportedFiles files(draft.folder);
    Bytes out(3);
    CHECK(files.read("values/0", 0, out).value() == 3);
    CHECK_FALSE(files.read("values/link", 0, out).ok());
    CHECK_FALSE(files.read("../../secret", 0, out).ok());
    CHECK_FALSE(files.read((f.dir.path() / "secret").string(), 0, out).ok());
}

TEST_CASE("drafts: damaged readings are said to be damaged", "[unit]") {
    Fixture f;
    const Draft draft = f.add(quiz, "Cielo.gift");
    const fs::path index = draft.folder / "import.json";
    std::ifstream in(index, std::ios::binary);
    const std::string whole(std::istreambuf_iterator<char>(in), {});
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        std::ofstream(index, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
        CHECK(read_imported(draft.folder).error().code == ErrorCode::corrupt);
    }
}
