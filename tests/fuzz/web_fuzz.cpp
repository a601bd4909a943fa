// Pages from outside, as HTML and as Markdown: a course of pages in which nothing runs.
#include <fstream>

#include "content/import/web/web_formats.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/support/temp_dir.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

void check(const Import& read) {
    FUZZ_PROMISE(read.report.has_errors() == read.course.pages.empty());
    for (const content::AuthoredPage& page : read.course.pages) {
        FUZZ_PROMISE(page.page.html.find("<script") == std::string::npos);
        FUZZ_PROMISE(page.page.html.find("<iframe") == std::string::npos);
    }
}

}  // namespace

std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const std::string_view text :
         {"<!DOCTYPE html><html lang=\"it\"><head><title>T</title></head><body><h1>A</h1>"
          "<p><a href=\"b.html#c\">d</a><script>e</script></body></html>",
          "---\ntitle: T\nlang: it\norder: 2\n---\n# A\n\n[b](c.md) ![d](e.png)\n"})
        seeds.push_back(copy_of(bytes_of(text)));
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    const test::TempDir folder;
    for (const char* name : {"index.html", "b.html", "c.md"})
        std::ofstream(folder.file(name), std::ios::binary) << text_of(input);
    const SourceFiles files(folder.path().string());
    const Source source{files, "", "site"};
    check(html_format.read(source));
    check(markdown_format.read(source));
}
