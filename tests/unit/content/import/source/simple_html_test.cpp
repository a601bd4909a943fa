#include "content/import/source/simple_html.hpp"

#include "content/import/source/html.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

class NoLinks final : public Links {
  public:
    std::optional<Asset> asset(std::string_view) override { return std::nullopt; }
    std::optional<std::string> link(std::string_view) override { return std::nullopt; }
};

std::string cleaned(const std::string& html) {
    NoLinks links;
    HtmlOptions options;
    options.is_page = false;
    return clean_html(html, links, options).html;
}

// The same by way of the parser: a comment is not simple, and leaves nothing behind.
std::string parsed(const std::string& html) {
    return cleaned(html + "<!-- -->");
}

}  // namespace

TEST_CASE("simple html: what it takes comes out as the cleaner writes it") {
    static constexpr const char* pieces[] = {
        "<p>",      "</p>",      "<b>",          "</b>",          "<em>",   "</em>",
        "<ul>",     "</ul>",     "<ol>",         "</ol>",         "<li>",   "</li>",
        "<br>",     "<br />",    "<span>",       "</span>",       "<sub>",  "</sub>",
        "<code>",   "</code>",   "<blockquote>", "</blockquote>", " ",      "\n",
        "perché ",  "a > b",     "&amp;",        "&lt;",          "&nbsp;", "&quot;x",
        "<strong>", "</strong>", "&egrave;",     "<i>",           "</i>",   "x",
        "</a>",     "<div>",     "\t",           "<u>y</u>"};
    const std::uint64_t seed = test::seed_of_run(3);
    INFO("APPRODO_SEED=" << seed);
    test::SeededRandom random(seed);
    std::size_t taken = 0;
    for (int round = 0; round < 60'000; ++round) {
        std::string html;
        for (std::uint64_t i = 1 + random.below(9); i > 0; --i)
            html += pieces[random.below(std::size(pieces))];
        const auto simple = simple_html(html);
        if (!simple) continue;
        ++taken;
        INFO(html);
        CHECK(*simple == parsed(html));
    }
    CHECK(taken > 1000);
}

TEST_CASE("simple html: texts as teachers write them are taken") {
    for (const char* const html :
         {"Entro quanti giorni?", "a > b, \"perché\"\n", " uno ",
          "<p>Entro <strong>venti</strong> giorni?</p><p>Di <em>che</em> cosa &amp; quando</p>",
          "<p>Uno</p>\n<ul>\n<li>due</li>\n<li><p>tre</p></li>\n</ul>", "uno<br>due<br />tre",
          "<ol><li>a<ul><li>b</li></ul></li></ol>", "<blockquote><p>x&nbsp;y</p></blockquote>"}) {
        INFO(html);
        REQUIRE(simple_html(html).has_value());
        CHECK(*simple_html(html) == parsed(html));
        CHECK(cleaned(html) == parsed(html));
    }
}

TEST_CASE("simple html: what a parser would mend, or must look at, is left to it") {
    for (const char* const html :
         {"<p>a", "<b>a<p>b</p></b>", "<p><ul></ul></p>", "<li>a</li>", "</p>",
          "<p class=\"x\">a</p>", "<script>x</script>", "a &copy; b", "a < b", "<b><i></b></i>",
          "<P>a</P>", "a\rb",
          "a\x7f"
          "b",
          "\xFF", "<ul><p>x</p></ul>", "<a href=\"x\">y</a>", "<!-- x -->"}) {
        INFO(html);
        CHECK_FALSE(simple_html(html).has_value());
    }
}
