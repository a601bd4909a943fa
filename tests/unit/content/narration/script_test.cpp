#include "content/narration/script.hpp"

#include "content/narration/blocks.hpp"
#include "content/narration/sentences.hpp"
#include "tests/support/test.hpp"

using namespace approdo::narration;

namespace {

std::vector<std::string> texts_of(const std::vector<Block>& blocks) {
    std::vector<std::string> texts;
    for (const Block& block : blocks) texts.push_back(block.text);
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("narration: a page's words are read block by block, without markup and pictures") {
    CHECK(texts_of(blocks_of("<p data-block=\"1\">Ciao  <strong>mondo</strong>&nbsp;&amp; tutti."
                             "<br>Sì. <img src=\"a.png\" alt=\"una sala\"></p>\n"
                             "<ul><li>uno</li><li><p>due</p></li></ul>"
                             "<table><tr><th>A</th><td>B</td></tr></table>")) ==
          Texts{"Ciao mondo & tutti. Sì.", "uno", "due", "A", "B"});
    CHECK(texts_of(blocks_of("<p>a<audio src=\"x\">senza suono</audio>b &#233; &#x20AC; "
                             "&boh; &#xD800;</p>")) == Texts{"ab é € &boh; \xEF\xBF\xBD"});
    CHECK(blocks_of("<p></p><hr>").empty());
    CHECK(texts_of(blocks_of("<p>aperto <b")) == Texts{"aperto"});
}

TEST_CASE("narration: a block in another language keeps it, words within a sentence do not") {
    const auto blocks = blocks_of(
        "<p>Si dice <span lang=\"en\">hello</span>.</p><blockquote lang=\"ar\"><p>\xD9\x85</p>"
        "</blockquote><p>poi</p>");
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[0] == Block{"Si dice hello.", ""});
    CHECK(blocks[1].language == "ar");
    CHECK(blocks[2].language.empty());
}

TEST_CASE("narration: sentences end at their stops, not at those of shortened words") {
    CHECK(sentences_in("Uno. Due! Tre? Fine") == Texts{"Uno.", "Due!", "Tre?", "Fine"});
    CHECK(sentences_in("Vedi l'art. 3 del D.P.R. 445. Il sig. Neri firma.") ==
          Texts{"Vedi l'art. 3 del D.P.R. 445.", "Il sig. Neri firma."});
    CHECK(sentences_in("Dice «buongiorno». Poi ascolta…") ==
          Texts{"Dice «buongiorno».", "Poi ascolta…"});
    CHECK(sentences_in("Costa 3.500 euro ecc. e basta.") ==
          Texts{"Costa 3.500 euro ecc. e basta."});
    CHECK(sentences_in("La risposta è no. È tutto.") == Texts{"La risposta è no.", "È tutto."});
    CHECK(sentences_in("Ha detto: «Va bene.» Poi è uscita.") ==
          Texts{"Ha detto: «Va bene.»", "Poi è uscita."});
    CHECK(sentences_in("ما اسمك؟ أنا هنا.") == Texts{"ما اسمك؟", "أنا هنا."});
    CHECK(sentences_in("Aspetta... ed entra.") == Texts{"Aspetta... ed entra."});
    CHECK(sentences_in("Es un país. Otra frase.") == Texts{"Es un país.", "Otra frase."});
    CHECK(sentences_in("Nell’art. 4 e p.es. Anna.") == Texts{"Nell’art. 4 e p.es. Anna."});
    CHECK(sentences_in("").empty());
}

TEST_CASE("narration: a script begins with the title and leaves out what cannot be spoken") {
    const Script script =
        script_of("Titolo", "<p>Uno. Due.</p><p>— * —</p><p lang=\"en\">Three</p>", "it");
    CHECK(script == Script{{"Titolo", "it", true},
                           {"Uno.", "it", false},
                           {"Due.", "it", true},
                           {"Three", "en", true}});
    CHECK(script_of("", "<p> </p>", "it").empty());
}

TEST_CASE("narration: the hash follows the words, not the markup") {
    const Script script = script_of("T", "<p>Uno. Due.</p>", "it");
    CHECK(hash_of(script).size() == 32);
    CHECK(hash_of(script) == hash_of(script_of("T", "<p>Uno. <b>Due</b>.</p>\n", "it")));
    CHECK(hash_of(script) != hash_of(script_of("T", "<p>Uno. Tre.</p>", "it")));
    CHECK(hash_of(script) != hash_of(script_of("T", "<p>Uno.</p><p>Due.</p>", "it")));
    CHECK(hash_of(script) != hash_of(script_of("T", "<p>Uno. Due.</p>", "en")));
}

TEST_CASE("narration: its files lie beside the page and are called as it is") {
    CHECK(narration_of("a/pagina.page") == "a/pagina.narration");
    CHECK(narration_of("pagina.en.page") == "pagina.en.narration");
    CHECK(narration_of("a/pagina.html.page") == "a/pagina.html.narration");
}
