// The catalogue of words.hpp: pages read aloud, by files beside them and by the program that makes
// those.
#include "client_core/core/words.hpp"

namespace approdo::client {
namespace {

constexpr Sentence sentences[] = {
    // files beside a page
    {"this page is read aloud, but nothing says when each sentence is spoken: it was left out",
     "questa pagina è letta ad alta voce, ma nulla dice quando è detta ogni frase: la lettura è "
     "stata tralasciata"},
    {"write «{0}.vtt» beside it, one cue a sentence",
     "scrivi «{0}.vtt» accanto al suono, con una voce per ogni frase"},
    {"sentences are marked, but the sound in which they are spoken is missing: they were left out",
     "le frasi sono segnate, ma manca il suono in cui sono dette: sono state tralasciate"},
    {"put «{0}.ogg» beside it, or run `approdo narrate`",
     "metti accanto «{0}.ogg», o esegui `approdo narrate`"},
    {"no sentence is marked here", "qui non è segnata nessuna frase"},
    {"the time of a sentence cannot be read", "il tempo di una frase non si può leggere"},
    {"sentences do not follow one another in time", "le frasi non si seguono nel tempo"},
    {"correct it, or take it out and run `approdo narrate`",
     "correggilo, o toglilo ed esegui `approdo narrate`"},
    {"the words of the page changed since it was read aloud",
     "le parole della pagina sono cambiate da quando è stata letta ad alta voce"},
    {"run `approdo narrate` on the folder", "esegui `approdo narrate` sulla cartella"},
    {"«{0}» is read aloud and does not follow on the page",
     "«{0}» è letto ad alta voce, e nella pagina non segue"},
    {"correct the cue, or record the page again: each cue is one sentence of it",
     "correggi la voce, o registra di nuovo la pagina: ogni voce è una sua frase"},
    // making them
    {"the program {0} is needed for this and is not here: install Debian's package {1}",
     "per questo serve il programma {0}, che qui non c’è: installa il pacchetto {1} di Debian"},
    {"the program {0} was stopped before it was done: try again",
     "il programma {0} è stato fermato prima di finire: riprova"},
    {"the speech program wrote no sound that can be read",
     "il programma che parla non ha scritto un suono leggibile"},
    {"the voices of this page have different rates: choose one with --voice",
     "le voci di questa pagina hanno frequenze diverse: scegline una con --voice"},
    {"espeak-ng could not speak «{0}» with the voice {1}",
     "espeak-ng non ha potuto dire «{0}» con la voce {1}"},
    {"opusenc could not encode the sound of a page",
     "opusenc non ha potuto codificare il suono di una pagina"},
    {"the course has no page «{0}»: write its path in the folder",
     "il corso non ha una pagina «{0}»: scrivi il suo percorso nella cartella"},
    {"there are no pages here that could be read aloud: name a course folder, as in "
     "docs/authoring.md",
     "qui non ci sono pagine da leggere ad alta voce: indica la cartella di un corso, come in "
     "docs/authoring.md"},
    {"--kbit takes a number from {0} to {1}", "--kbit vuole un numero da {0} a {1}"},
};

}  // namespace

extern const std::span<const Sentence> italian_of_narration;
const std::span<const Sentence> italian_of_narration(sentences);

}  // namespace approdo::client
