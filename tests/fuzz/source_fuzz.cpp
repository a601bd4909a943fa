// What authors write: course.toml, front matter and Markdown, HTML, GIFT. Whatever it is, it is
// read or reported; nothing that runs survives the cleaner, and cleaning twice changes nothing.
#include "content/import/folder/course_toml.hpp"
#include "content/import/gift/gift.hpp"
#include "content/import/source/html.hpp"
#include "content/import/source/markdown.hpp"
#include "tests/fuzz/entry.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

// Everything that is named is there.
class AllLinks : public Links {
  public:
    std::optional<Asset> asset(std::string_view address) override {
        return Asset{std::string(address), std::nullopt};
    }
    std::optional<std::string> link(std::string_view address) override {
        return std::string(address);
    }
};

void clean(std::string_view html) {
    AllLinks links;
    const CleanHtml once = clean_html(html, links, {});
    FUZZ_PROMISE(once.html.find("<script") == std::string::npos);
    FUZZ_PROMISE(once.html.find("<iframe") == std::string::npos);
}

void toml(std::string_view text) {
    Report report;
    const auto course = parse_course_toml(text, "course.toml", report);
    FUZZ_PROMISE(course.has_value() || report.has_errors());
}
void markdown(std::string_view text) {
    clean(markdown_to_html(split_front_matter(text).body));
}
void gift(std::string_view text) {
    Report report;
    const GiftFile file = parse_gift(text, "quiz.gift", report);
    for (const GiftItem& item : file.items) {
        FUZZ_PROMISE(item.texts.size() == item.blocks.size() + 1 ||
                     item.kind == GiftItemKind::category);
        (void)item.stem();
    }
}

}  // namespace

// The first byte chooses the kind.
std::vector<Bytes> approdo_fuzz_seeds() {
    std::vector<Bytes> seeds;
    const auto add = [&](char kind, std::string_view text) {
        Bytes seed{static_cast<std::uint8_t>(kind)};
        append(seed, bytes_of(text));
        seeds.push_back(std::move(seed));
    };
    add(0,
        "id = \"a\"\nslug = \"b\"\nlanguages = [\"it\"]\ntitle = \"T\"\n[[modules]]\nid = \"c\"\n"
        "title = \"M\"\n[[modules.units]]\nfile = \"a.md\"\n");
    add(1, "---\ntitle: T\n---\n# A\n\n- b **c** [d](e.md)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    add(2,
        "<h1>A</h1><p onclick=x>b<script>c</script><a href='javascript:d'>e</a>"
        "<img src=f.png alt=g><table><tr><td>h</table>");
    add(3,
        "// id: x\n::Q:: Text {=right ~wrong#no ~%50%half}\n\n$CATEGORY: a\n\n"
        "Match {=a -> b =c -> d}\n\nNumber {#3:0.1}\n\nTrue {T}\n\nEssay {}\n");
    return seeds;
}

void approdo_fuzz_one(ByteView input) {
    if (input.empty()) return;
    const std::string_view text = text_of(input.subspan(1));
    switch (input[0] % 4) {
        case 0:
            return toml(text);
        case 1:
            return markdown(text);
        case 2:
            return clean(text);
        default:
            return gift(text);
    }
}
