#include "client_core/cli/html_text.hpp"

#include "tests/support/test.hpp"

using namespace approdo::cli;

TEST_CASE("html text: paragraphs wrap at the width and headings are underlined") {
    const auto text = text_of_html("<h2>Titolo</h2><p>uno due tre quattro cinque sei</p>", 14);
    CHECK(text == "Titolo\n------\n\nuno due tre\nquattro cinque\nsei");
}

TEST_CASE("html text: lists keep their marks, also one in another") {
    const auto text = text_of_html("<ol><li>uno<ul><li>dentro</li></ul></li><li>due</li></ol>", 40);
    CHECK(text == "1. uno\n  - dentro\n2. due");
}

TEST_CASE("html text: what goes on in an item stands under its first word") {
    CHECK(text_of_html("<ol><li>one two three</li></ol>", 10) == "1. one two\n   three");
    CHECK(text_of_html("<ul><li>one two three</li></ul>", 10) == "- one two\n  three");
}

TEST_CASE("html text: entities, pictures and links say what they stand for") {
    CHECK(line_of_html("<p>1 &lt; 2 &amp; 3&#232;</p>") == "1 < 2 & 3è");
    CHECK(line_of_html("<img src=\"a.png\" alt=\"La sala\">") == "[La sala]");
    CHECK(line_of_html("<a href=\"https://example.org\">qui</a>") == "qui <https://example.org>");
}

TEST_CASE("html text: scripts never show and broken markup ends quietly") {
    CHECK(line_of_html("<script>alert(1)</script>fine") == "fine");
    CHECK(line_of_html("testo <b") == "testo");
    CHECK(line_of_html("&nosuch; &") == "&nosuch; &");
}
