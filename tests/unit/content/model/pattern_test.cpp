#include "content/model/processing/pattern.hpp"

#include "tests/support/test.hpp"

using namespace approdo;
using namespace approdo::content::processing;

namespace {

bool matches(std::string_view pattern, std::string_view text, bool case_matters = true) {
    const auto compiled = Pattern::compile(pattern, case_matters);
    REQUIRE(compiled.ok());
    return compiled->matches(text);
}

}  // namespace

TEST_CASE("pattern: the whole text has to match") {
    CHECK(matches("ab", "ab"));
    CHECK_FALSE(matches("ab", "xaby"));
    CHECK(matches("^ab$", "ab"));
    CHECK(matches("", ""));
    CHECK(matches("a|bc|", "bc"));
    CHECK(matches("a|bc|", ""));
    CHECK_FALSE(matches("a|bc|", "b"));
}

TEST_CASE("pattern: repetitions, groups and classes are those of XML Schema") {
    CHECK(matches("a*", "aaaa"));
    CHECK(matches("(ab)+c?", "ababc"));
    CHECK(matches("a{2,3}", "aaa"));
    CHECK_FALSE(matches("a{2,3}", "aaaa"));
    CHECK(matches("a{2,}", "aaaaa"));
    CHECK(matches("[a-c]{3}", "cab"));
    CHECK_FALSE(matches("[^a-c]+", "xay"));
    CHECK(matches("[a-z-[aeiou]]+", "xyz"));
    CHECK_FALSE(matches("[a-z-[aeiou]]+", "xaz"));
    CHECK(matches("\\d{2}/\\d{2}", "03/11"));
    CHECK(matches("\\s*-?\\d+([.,]\\d+)?\\s*", " -12,5 "));
    CHECK(matches("\\p{L}+", "città"));
    CHECK(matches("\\p{Lu}\\p{Ll}+", "Éva"));
    CHECK_FALSE(matches("\\P{L}", "a"));
    CHECK(matches("a.c", "aèc"));
    CHECK_FALSE(matches("a.c", "a\nc"));
    CHECK(matches("\\(\\.\\)", "(.)"));
    CHECK(matches("(?:a|b)c", "bc"));
}

TEST_CASE("pattern: letter case counts where the author says so") {
    CHECK_FALSE(matches("ab", "AB"));
    CHECK(matches("AB", "ab", false));
    CHECK(matches("[A-Z]+", "abc", false));
    CHECK(matches("perché", "PERCHÉ", false));
    CHECK_FALSE(matches("[^a]", "A", false));
}

TEST_CASE("pattern: what would take others for ever ends at once") {
    const std::string text(20000, 'a');
    CHECK_FALSE(matches("(a+)+b", text));
    CHECK_FALSE(matches("(a|aa)+$b", text.substr(0, 5000)));
    CHECK_FALSE(matches("(a?){500}a{500}", std::string(499, 'a')));
    CHECK(matches("(a?){500}a{500}", std::string(500, 'a')));
}

TEST_CASE("pattern: what is none, or beyond the bounds, is refused with a reason") {
    for (const char* pattern : {"(", "a)", "[a", "a{2", "a{3,2}", "*a", "\\", "\\p{Xx}", "[z-a]"}) {
        INFO(pattern);
        CHECK_FALSE(Pattern::compile(pattern, true).ok());
    }
    CHECK_FALSE(Pattern::compile("(((a{1000}){1000}){1000})", true).ok());
    CHECK_FALSE(Pattern::compile("((){9999}){9999}", true).ok());
    CHECK_FALSE(Pattern::compile(std::string(500, '(') + std::string(500, ')'), true).ok());
    CHECK_FALSE(Pattern::compile(std::string(5000, 'a'), true).ok());
}
