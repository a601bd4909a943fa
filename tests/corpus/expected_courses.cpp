// Cartridges and folders of Markdown, compared with the counts of expected.json.
#include <algorithm>

#include "content/import/cartridge/manifest.hpp"
#include "tests/corpus/expected.hpp"

namespace approdo::test {

using namespace content;

namespace {

approdo::import::cartridge::Manifest manifest_of(const ExpectedRow& row) {
    const import::SourceFiles files(row.unpacked.string());
    import::Report unused;
    return import::cartridge::read_manifest({files, "", "source"}, "imsmanifest.xml", unused)
        .value();
}
std::size_t missing_in(const ExpectedRow& row) {
    return findings_with(row.report(), "the cartridge lacks the file «");
}

void version(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(manifest_of(row).version == value.GetString());
}
void title(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(row.course().course.title.texts.front().text == value.GetString());
}
void items(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(manifest_of(row).items.size() == value.GetUint());
}
// Each becomes a unit, or is named as what cannot.
void items_with_content(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t count = 0;
    for (const auto& item : manifest_of(row).items) count += item.resource.empty() ? 0 : 1;
    CHECK(count == value.GetUint());
}
void resource_types(const ExpectedRow& row, const std::string&, const Json& value) {
    std::map<std::string, std::size_t> counts;
    for (const auto& resource : manifest_of(row).resources) ++counts[resource.type_name];
    CHECK(counts.size() == value.MemberCount());
    for (const auto& one : value.GetObject()) {
        INFO(one.name.GetString());
        CHECK(counts[one.name.GetString()] == one.value.GetUint());
    }
}
void declared_files(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t files = 0;
    for (const auto& resource : manifest_of(row).resources) files += resource.files.size();
    CHECK(files + missing_in(row) == value.GetUint());
}
void declared_missing(const ExpectedRow& row, const std::string&, const Json& value) {
    for (const Json& one : value.GetArray()) {
        INFO(one.GetString());
        CHECK(findings_with(row.report(),
                            "lacks the file «" + std::string(one.GetString()) + "»") == 1);
    }
    CHECK(missing_in(row) == value.Size());
}
void questions(const ExpectedRow& row, const std::string&, const Json& value) {
    compare_canvas_types(row, value);
}
constexpr ExpectedField cartridge[] = {{"kind", compare_kind, true},
                                       {"files", compare_files, true},
                                       {"version", version, true},
                                       {"title", title, false},
                                       {"items", items, true},
                                       {"items_with_ref", items_with_content, true},
                                       {"resource_types", resource_types, true},
                                       {"declared_files", declared_files, true},
                                       {"declared_missing", declared_missing, true},
                                       {"questions", questions, false}};

// A row is one language of a course; its source is the folder of all.
std::string language_of(const ExpectedRow& row) {
    return row.path.substr(row.path.rfind('/') + 1);
}
std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + 1))
        ++count;
    return count;
}
std::size_t in_pages(const ExpectedRow& row, std::string_view what) {
    std::size_t count = 0;
    for (const AuthoredPage& one : row.course().pages) {
        if (one.page.language == language_of(row)) count += count_of(one.page.html, what);
    }
    return count;
}
std::size_t lost_in(const ExpectedRow& row, std::string_view words) {
    const auto& findings = row.report().findings;
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const import::Finding& one) {
            return one.file.starts_with(language_of(row) + "/") &&
                   one.message.find(words) != std::string::npos;
        }));
}
void pages(const ExpectedRow& row, const std::string&, const Json& value) {
    const auto& list = row.course().pages;
    CHECK(static_cast<std::size_t>(
              std::count_if(list.begin(), list.end(), [&](const AuthoredPage& one) {
                  return one.page.language == language_of(row);
              })) == value.GetUint());
}
// The table counts what blanks part, addresses and marks included; readers see fewer.
void words(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t seen = 0;
    for (const Module& module : row.course().course.modules) {
        for (const Unit& unit : module.units) {
            for (const Variant& one : unit.variants)
                seen += one.language == language_of(row) ? one.words : 0;
        }
    }
    INFO(seen);
    CHECK(seen > value.GetUint() * 7 / 10);
}
template <class Use>
void each_source(const ExpectedRow& row, const Use& use) {
    for (const auto& one : std::filesystem::directory_iterator(row.on_disk)) {
        if (one.path().extension() == ".md") use(text_of_file(one.path()));
    }
}
// A page's first heading of the first level is its title.
void headings(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t shown = 0;
    for (const char* const level : {"<h2", "<h3", "<h4", "<h5", "<h6"})
        shown += in_pages(row, level);
    std::size_t titles = 0;
    each_source(row, [&](const std::string& text) { titles += text.starts_with("# ") ? 1 : 0; });
    CHECK(shown + titles == value.GetUint());
}
// Shown, or named as missing; one picture stands twice in its page, and is named once.
void pictures(const ExpectedRow& row, const std::string&, const Json&) {
    const std::size_t all = row.fields["images_md"].GetUint() + row.fields["images_html"].GetUint();
    const std::size_t here = in_pages(row, "<img") + lost_in(row, "the picture «");
    INFO(here);
    CHECK((here == all || here + 1 == all));
}
void links(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(in_pages(row, "<a ") + lost_in(row, "the link to «") >= value.GetUint());
}
void asides(const ExpectedRow& row, const std::string&, const Json& value) {
    CHECK(in_pages(row, "<aside") == value.GetUint());
}
// The table counts fences only: marks «--- code ---» and indented lines are programs, too.
void code(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t marks = 0;
    each_source(row, [&](const std::string& text) {
        for (std::size_t at = 0; (at = text.find("--- code ---", at)) != std::string::npos; ++at)
            ++marks;
    });
    CHECK(in_pages(row, "<pre") >= value.GetUint() + marks);
}
// It is read as what it is: no page shows it.
void front_matter(const ExpectedRow& row, const std::string&, const Json& value) {
    std::size_t count = 0;
    each_source(row, [&](const std::string& text) { count += text.starts_with("---\n") ? 1 : 0; });
    CHECK(count == value.GetUint());
    CHECK(in_pages(row, "lang: ") == 0);
}
constexpr ExpectedField markdown[] = {{"files", pages, false},
                                      {"words", words, false},
                                      {"headings", headings, false},
                                      {"images_md", pictures, false},
                                      {"images_html", pictures, false},
                                      {"links_md", links, false},
                                      {"aside_html", asides, false},
                                      {"code_fences", code, false},
                                      {"front_matter", front_matter, false}};

}  // namespace

std::span<const ExpectedField> course_fields(std::string_view group) {
    if (group == "common-cartridge") return cartridge;
    if (group == "markdown-course") return markdown;
    return {};
}

}  // namespace approdo::test
