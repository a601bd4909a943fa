// Sentences of the layers below, said in the language of the person.
#include "client_core/core/words.hpp"

#include "sync/exchange/join.hpp"
#include "tests/support/test.hpp"

using namespace approdo;
using client::in_language;

TEST_CASE("words: an Italian reads what happened in Italian, with the values in their places") {
    CHECK(in_language("it", "«zz» is none of the lines 1 to 4") ==
          "«zz» non è una delle righe da 1 a 4");
    CHECK(in_language("it_IT", "all 3 attempts were used: ask your trainer if you need another") ==
          "i 3 tentativi sono finiti: se te ne serve un altro, chiedi a chi ti forma");
    const auto link = exchange::parse_link("nothing");
    CHECK(in_language("it", link.error().message).starts_with("questo non è un link d’invito"));
}

TEST_CASE("words: everybody else reads them as they were written") {
    const std::string text = "a chunk is cut";
    CHECK(in_language("en", text) == text);
    CHECK(in_language("de", text) == text);
    CHECK(in_language("", text) == text);
}

TEST_CASE("words: a sentence within a sentence is translated, a stranger's is left as it is") {
    CHECK(in_language("it", "question 2 (ab): «q» is no pair: write them like 1-b 2-a") ==
          "domanda 2 (ab): «q» non è un abbinamento: scrivili come 1-b 2-a");
    CHECK(in_language("it", "nobody has written this one") == "nobody has written this one");
    CHECK(in_language("it", "") == "");
}

TEST_CASE("words: what a check finds is said in Italian, what is expected included") {
    CHECK(in_language("it", "«title» cannot be used") == "«title» non si può usare");
    CHECK(in_language("it", "write a whole number") == "scrivi un numero intero");
    CHECK(in_language("it", "write {#5} or {#4..6}") == "scrivi {#5} o {#4..6}");
    CHECK(in_language("it", "the course has no title") == "il corso non ha un titolo");
}

TEST_CASE("words: of sentences that begin alike the whole one is meant") {
    CHECK(in_language("it", "the course is not downloaded yet: run `approdo get x`") ==
          "il corso non è ancora stato scaricato: esegui `approdo get x`");
    CHECK(in_language("it", "the course is not downloaded yet") ==
          "il corso non è ancora stato scaricato");
    CHECK(in_language("it",
                      "the disk is full: free some space and try again; what was saved "
                      "before is still there (database or disk is full)") ==
          "il disco è pieno: libera spazio e riprova; ciò che era stato salvato c’è ancora "
          "(database or disk is full)");
}
