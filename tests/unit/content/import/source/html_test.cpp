#include "content/import/source/html.hpp"

#include "content/import/source/image_size.hpp"
#include "content/import/source/markdown.hpp"
#include "tests/support/test.hpp"
#include "tests/unit/content/import/source/support.hpp"

using namespace approdo;
using namespace approdo::import;

namespace {

// Everything inside the course is there.
class AllLinks : public Links {
  public:
    std::optional<Asset> asset(std::string_view address) override {
        return Asset{std::string(address), std::nullopt};
    }
    std::optional<std::string> link(std::string_view address) override {
        return std::string(address);
    }
};

CleanHtml cleaned(std::string_view html, bool is_page = true) {
    AllLinks links;
    HtmlOptions options;
    options.is_page = is_page;
    return clean_html(html, links, options);
}

std::string in_text(std::string_view html) {
    return cleaned(html, false).html;
}

Bytes bytes(std::initializer_list<int> values) {
    Bytes result;
    for (const int value : values) result.push_back(static_cast<std::uint8_t>(value));
    result.resize(40);
    return result;
}

}  // namespace

TEST_CASE("html: nothing that runs, frames, asks or fetches comes through") {
    for (const char* hostile :
         {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
          "<svg onload=alert(1)></svg>", "<a href='javascript:alert(1)'>x</a>",
          "<a href='java\tscript:alert(1)'>x</a>", "<a href=' javascript:alert(1)'>x</a>",
          "<iframe src='https://example.org'></iframe>", "<style>p{}</style>",
          "<form action='https://example.org'><input></form>",
          "<math><mtext><script>alert(1)</script></mtext></math>",
          "<p style='background:url(x)'>x</p>",
          "<video src='https://example.org/x.mp4' onplay='alert(1)'></video>",
          "<img src='data:text/html,<script>alert(1)</script>'>",
          "<base href='https://example.org/'>",
          "<noscript><p title='</noscript><script>alert(1)</script>'>",
          "<object data='x.swf'></object>",
          "<meta http-equiv=refresh content='0;url=https://example.org'>"}) {
        for (const bool is_page : {true, false}) {
            const std::string html = cleaned(hostile, is_page).html;
            INFO(hostile << " → " << html);
            for (const char* bad : {"<script", "onerror", "onload", "onplay", "javascript",
                                    "script:", "<iframe", "<style", "style=", "<form", "<svg",
                                    "<math", "example.org", "data:", "<base", "<meta", "<object"})
                CHECK(html.find(bad) == std::string::npos);
        }
    }
}

TEST_CASE("html: text and attributes are escaped, so that quotes cannot end a value") {
    CHECK(in_text("<b title='a\"b&lt;c'>1 &lt; 2 &amp; 3</b>") ==
          "<b title=\"a&quot;b&lt;c\">1 &lt; 2 &amp; 3</b>");
    CHECK(in_text("<font color=red>x</font>") == "x");
    CHECK(in_text("<ul><li>a<li>b</ul>") == "<ul><li>a</li><li>b</li></ul>");
}

TEST_CASE("html: a page gives its first heading as title, numbers blocks and anchors headings") {
    const CleanHtml page = cleaned(
        "<h1>Uno &amp; due</h1><p>a</p><div><h2>Dove siamo?</h2><h2>Dove siamo?</h2></div>");
    CHECK(page.title == "Uno & due");
    CHECK(page.blocks == 3);
    CHECK(page.html ==
          "<p data-block=\"1\">a</p>\n<div><h2 data-block=\"2\" id=\"dove-siamo\">Dove siamo?</h2>"
          "<h2 data-block=\"3\" id=\"dove-siamo-1\">Dove siamo?</h2></div>\n");
}

TEST_CASE("html: words against the page's direction carry their own") {
    AllLinks links;
    HtmlOptions options;
    options.direction = content::Direction::right_to_left;
    const CleanHtml page = clean_html("<p>\xD9\x85\xD8\xB1\xD8\xAD</p><p>Rome</p>", links, options);
    CHECK(page.html ==
          "<p data-block=\"1\">\xD9\x85\xD8\xB1\xD8\xAD</p>\n<p data-block=\"2\" "
          "dir=\"ltr\">Rome</p>\n");
}

TEST_CASE("html: cleaning twice gives the same as cleaning once") {
    std::vector<std::string> texts{
        "<p>a<br>b</p><pre>\n\nx</pre><table><tr><td>1</table><p>\xF0\x9F\x98\x80 \xD8\xA7</p>",
        "<b><p>a</b>b</p><a href=#x><div>c</a></div>",
        "<details><summary>a</summary>b</details>text<i>x</i>"};
    if (const auto corpus = corpus_folder("markdown-course/opensource-guide")) {
        for (const char* name : {"it/legal.md", "ar/code-of-conduct.md", "ja/metrics.md"})
            texts.push_back(markdown_to_html(split_front_matter(read_whole(*corpus / name)).body));
    }
    if (const auto corpus = corpus_folder("text"))
        texts.push_back(markdown_to_html(read_whole(*corpus / "commonmark-spec.txt")));
    for (const std::string& text : texts) {
        const std::string once = cleaned(text).html;
        CHECK(cleaned(once).html == once);
    }
    texts.resize(3);
    for (const std::string& text : texts) {
        const std::string once = in_text(text);
        CHECK(in_text(once) == once);
    }
}

TEST_CASE("html: a text nested without end is refused, not followed") {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<div>";
    const CleanHtml page = cleaned(deep);
    CHECK(page.html.empty());
    REQUIRE(page.findings.size() == 1);
    CHECK(page.findings[0].severity == Severity::error);
    std::string cells = "<table>";
    for (int i = 0; i < 2'000; ++i) cells += "<tr><td>a<td>b";
    CHECK(cleaned(cells).findings.empty());
}

TEST_CASE("html: words without markup come out as the parser would make them") {
    for (const char* words :
         {"Ciao, mondo", "a > b", "due\nrighe  e\tun tab", "\"virgolette\" e 'apostrofi'",
          "in coda \n \n", "città è già", "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7", "1"}) {
        INFO(words);
        const CleanHtml plain = cleaned(words, false);
        const CleanHtml parsed = cleaned(std::string(words) + "<!-- -->", false);
        CHECK(plain.html == parsed.html);
    }
}

TEST_CASE("html: words that stand for a missing picture count for their paragraph's direction") {
    class NoLinks : public Links {
        std::optional<Asset> asset(std::string_view) override { return std::nullopt; }
        std::optional<std::string> link(std::string_view) override { return std::nullopt; }
    } links;
    HtmlOptions options;
    options.direction = content::Direction::right_to_left;
    const CleanHtml once = clean_html("<p><img src=\"a.png\" alt=\"A chart\"></p>", links, options);
    CHECK(once.html == "<p data-block=\"1\" dir=\"ltr\">A chart</p>\n");
    CHECK(clean_html(once.html, links, options).html == once.html);
}

TEST_CASE("html: front matter gives title and language and is left out") {
    const FrontMatter front =
        split_front_matter("---\r\ntitle: \"Ciao\"\r\nlang: it\r\nx: y\r\n---\r\nTesto\r\n");
    CHECK(front.title == "Ciao");
    CHECK(front.language == "it");
    CHECK(front.body == "Testo\r\n");
    CHECK(front.body_line == 6);
    CHECK(split_front_matter("---\nnot closed").body == "---\nnot closed");
}

TEST_CASE("image size: is read from the first bytes of each format") {
    CHECK(image_size(bytes({0x89, 'P', 'N', 'G', 13, 10, 26, 10,  0, 0, 0, 13,
                            'I',  'H', 'D', 'R', 0,  0,  2,  128, 0, 0, 1, 224})) ==
          ImageSize{640, 480});
    CHECK(image_size(bytes({'G', 'I', 'F', '8', '9', 'a', 16, 0, 8, 0})) == ImageSize{16, 8});
    CHECK(image_size(bytes({0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC2, 0, 17, 8, 0, 100, 0,
                            200, 3})) == ImageSize{200, 100});
    CHECK(image_size(bytes({'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8',
                            'X', 0,   0,   0,   0, 0, 0, 0, 0,   9,   0,   0,   4,   0,   0})) ==
          ImageSize{10, 5});
    const auto svg = [](std::string_view text) { return image_size(bytes_of(text)); };
    CHECK(svg("<?xml version=\"1.0\"?><svg width=\"30px\" height='20' stroke-width=\"5\">") ==
          ImageSize{30, 20});
    CHECK(svg("<svg width=\"100%\" viewBox=\"0,0 300 200\">") == ImageSize{300, 200});
    CHECK_FALSE(svg("<svg>").has_value());
    CHECK_FALSE(image_size(bytes({0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF})).has_value());
    CHECK_FALSE(image_size({}).has_value());
}
