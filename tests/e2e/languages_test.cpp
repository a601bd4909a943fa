// A real course of a dozen long pages in four languages, one of them written from right to left,
// goes from a folder to a learner's laptop and is read there without a network in each of them.
// Its pictures and some of the pages that it links to are not part of it: the test brings pictures
// and mends links as its trainer would have to.
#include <algorithm>
#include <filesystem>

#include "tests/e2e/site.hpp"
#include "tests/support/corpus.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/test.hpp"

namespace approdo::e2e {
namespace {

namespace fs = std::filesystem;

constexpr const char* languages[] = {"it", "en", "ar", "ja"};

std::vector<std::string> pages_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

void write_course_toml(const fs::path& folder, const std::vector<std::string>& pages) {
    std::string toml = R"(title = "Open source"
slug = "guida"
languages = ["it", "en", "ar", "ja"]

[[modules]]
title = "Guida"
slug = "guida"
)";
    for (const std::string& page : pages) {
        toml += "\n[[modules.units]]\nslug = \"" + page + "\"\nfile = \"{lang}/" + page + ".md\"\n";
    }
    write_text((folder / "course.toml").string(), toml);
}

void bring_picture(const fs::path& folder, const std::string& address) {
    const fs::path target = folder / address.substr(1);
    fs::create_directories(target.parent_path());
    fs::copy_file(test::source_dir() / "content/samples/accoglienza/01-la-persona/img/sala.png",
                  target, fs::copy_options::overwrite_existing);
}

// What stands in the place of the address of a link or picture.
std::string mended(const fs::path& folder, const std::string& address) {
    if (address.rfind("/assets/images/", 0) == 0) bring_picture(folder, address);
    if (address.rfind("/notices/", 0) == 0) return "https://opensource.guide" + address;
    if (address.rfind("../", 0) != 0) return address;
    return address.substr(3, address.find_first_of("/#", 3) - 3) + ".md";
}

// Links between pages of the source's own web site become links between files.
void mend_page(const fs::path& folder, const fs::path& file) {
    const std::string text = read_text(file.string());
    std::string result;
    std::size_t at = 0;
    while (at < text.size()) {
        const bool begins = at > 0 && (text[at - 1] == '(' || text[at - 1] == '"');
        const std::size_t end = begins ? text.find_first_of(")\" \n", at) : at;
        if (!begins || end == std::string::npos || end == at) {
            result += text[at++];
            continue;
        }
        result += mended(folder, text.substr(at, end - at));
        at = end;
    }
    write_text(file.string(), result);
}

std::vector<std::string> prepare_course(const fs::path& source, const fs::path& folder) {
    fs::copy(source, folder, fs::copy_options::recursive);
    const auto pages = pages_in(folder / "it");
    for (const char* language : languages) {
        for (const auto& entry : fs::directory_iterator(folder / language)) {
            fs::permissions(entry.path(), fs::perms::owner_all);
            mend_page(folder, entry.path());
        }
    }
    write_course_toml(folder, pages);
    return pages;
}

TEST_CASE("languages: a real course in four languages is published, fetched and read offline") {
    const auto corpus = test::corpus();
    if (!corpus) return;
    Site site;
    const auto pages =
        prepare_course(*corpus / "markdown-course/opensource-guide", site.file("course"));
    REQUIRE(pages.size() == 12);
    site.start();
    site.publish_course(site.file("course"));
    const Person learner = join_and_get(site, "bruno", "guida");
    site.stop();
    for (const char* language : languages) {
        std::size_t bytes = 0;
        for (const std::string& page : pages) {
            const value shown = learner.run({"--content-lang", language, "read", "guida/" + page});
            INFO(language << " " << page);
            CHECK(text_at(shown, "language") == language);
            CHECK(text_at(shown, "html").find("<script") == std::string::npos);
            bytes += text_at(shown, "html").size();
        }
        CHECK(bytes > 150'000);
    }
}

}  // namespace
}  // namespace approdo::e2e
