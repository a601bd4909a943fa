// The catalogue of words.hpp: sentences about files that are handed in, and assignments.
#include "client_core/core/words.hpp"

namespace approdo::client {
namespace {

constexpr Sentence sentences[] = {
    {"this file is not in memory any more: choose it again",
     "questo file non è più in memoria: sceglilo di nuovo"},
    {"«{0}» is no file that was chosen: choose it again",
     "«{0}» non è un file che è stato scelto: sceglilo di nuovo"},
    {"hand in at most {0} files here: take some away",
     "qui si consegnano al massimo {0} file: togline qualcuno"},
    {"the file's name is too long or has no letters: give it another name",
     "il nome del file è troppo lungo o non ha lettere: dagliene un altro"},
    {"«{0}» is empty: choose the file that has your work in it",
     "«{0}» è vuoto: scegli il file che contiene il tuo lavoro"},
    {"«{0}» is larger than {1}: make it smaller, then choose it again",
     "«{0}» supera {1}: rendilo più piccolo, poi sceglilo di nuovo"},
    {"«{0}» is of a kind that is not asked for here: hand in one of {1}",
     "«{0}» è di un tipo che qui non è richiesto: consegna uno di questi: {1}"},
    {"a piece of a file has sizes that cannot be", "un pezzo di un file ha misure impossibili"},
    {"not all of this file has arrived yet: it comes when the device on which it was handed in "
     "syncs",
     "questo file non è ancora arrivato tutto: arriva quando si sincronizza il dispositivo da cui "
     "è stato consegnato"},
    {"this file is not the one that was handed in: ask for it to be handed in again",
     "questo file non è quello che è stato consegnato: chiedi di consegnarlo di nuovo"},
    {"the site keeps at most 256 MB of one person, and this file does not fit any more: hand in a "
     "smaller one, or bring it to your trainer",
     "il sito conserva al massimo 256 MB di una persona, e questo file non ci sta più: consegnane "
     "uno più piccolo, o portalo a chi ti forma"},
    {"nothing is handed in at this unit: see its page, or its quiz",
     "in questa unità non si consegna nulla: guarda la sua pagina, o il suo quiz"},
    {"there is nothing to hand in yet: write some words or choose a file",
     "non c’è ancora nulla da consegnare: scrivi qualche parola o scegli un file"},
    {"the text is longer than 32 KB: hand it in as a file instead",
     "il testo supera 32 KB: consegnalo come file"},
    {"you handed in no such file", "non hai consegnato un file così"},
    {"there is no file {0}: give the path of what you hand in",
     "non c’è il file {0}: indica il percorso di ciò che consegni"},
    {"{0} holds too many files of this name: choose another folder",
     "{0} contiene troppi file con questo nome: scegli un’altra cartella"},
    {"say how many points: add --points", "di’ quanti punti: aggiungi --points"},
    {"Write what you think of this work.", "Scrivi che cosa pensi di questo lavoro."},
    {"This was handed in again meanwhile: look at what is new.",
     "Nel frattempo è stato consegnato di nuovo: guarda che cosa c’è di nuovo."},
    {"Somebody looked at this work meanwhile: read what they said, then go on.",
     "Nel frattempo qualcuno ha guardato questo lavoro: leggi che cosa ha scritto, poi continua."},
    {"No answer of this attempt names such a file.",
     "Nessuna risposta di questo tentativo nomina un file così."},
    {"An assignment is one answer: mark it once.",
     "Un compito è una sola risposta: correggilo una volta."},
    {"«completes» has to be true or false.", "«completes» deve essere true o false."},
};

}  // namespace

extern const std::span<const Sentence> italian_of_files;
const std::span<const Sentence> italian_of_files(sentences);

}  // namespace approdo::client
