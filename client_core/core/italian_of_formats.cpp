// The catalogue of words.hpp: what reading a file as a course finds, whatever its format.
#include "client_core/core/words.hpp"

namespace approdo::client {
namespace {

constexpr Sentence sentences[] = {
    // files that are no course
    {"there is no such file", "questo file non c’è"},
    {"look at its name and its folder", "guarda il nome e la cartella"},
    {"this is no file", "questo non è un file"},
    {"name a file or a folder", "indica un file o una cartella"},
    {"this file is empty", "questo file è vuoto"},
    {"get it once more", "fattelo dare di nuovo"},
    {"this file is called an archive, but is none",
     "questo file si chiama come un archivio, ma non lo è"},
    {"this is a document of Word, Excel, PowerPoint or LibreOffice, not a course",
     "questo è un documento di Word, Excel, PowerPoint o LibreOffice, non un corso"},
    {"save it as HTML or Markdown and import that, or attach it to a page",
     "salvalo in HTML o Markdown e importa quello, o allegalo a una pagina"},
    {"this is a book (EPUB), not a course", "questo è un libro (EPUB), non un corso"},
    {"unpack it and import the folder with its pages",
     "estrailo e importa la cartella con le sue pagine"},
    {"there are no files in it", "dentro non ci sono file"},
    {"pack the course once more", "comprimi di nuovo il corso"},
    {"in it is nothing that is known as a course",
     "dentro non c’è nulla che si conosca come corso"},
    {"formats that can be read: docs/formats.md", "formati che si leggono: docs/formats.md"},
    {"this is a PDF, not a course", "questo è un PDF, non un corso"},
    {"put it into a course folder and link it from a page: docs/authoring.md",
     "mettilo nella cartella di un corso e collegalo da una pagina: docs/authoring.md"},
    {"this is a picture, not a course", "questa è un’immagine, non un corso"},
    {"put it beside a page of a course folder: docs/authoring.md",
     "mettila accanto a una pagina nella cartella di un corso: docs/authoring.md"},
    {"this is a film or a sound, not a course", "questo è un filmato o un suono, non un corso"},
    {"make it a unit of a course folder: docs/authoring.md",
     "fanne un’unità nella cartella di un corso: docs/authoring.md"},
    {"this archive is of a kind that is not read here (7z, RAR)",
     "questo archivio è di un tipo che qui non si legge (7z, RAR)"},
    {"unpack it and pack it as zip", "estrailo e comprimilo come zip"},
    {"this is a program or a database, not a course",
     "questo è un programma o una base di dati, non un corso"},
    {"this text is in no format that is known as a course",
     "questo testo non è in nessun formato che si conosca come corso"},
    {"what this file is cannot be told", "non si capisce che cosa sia questo file"},
    // questions and pages
    {"the structure of this package cannot be read",
     "la struttura di questo pacchetto non si può leggere"},
    {"import the package anew, and take the unit from there",
     "importa di nuovo il pacchetto e prendi l’unità da lì"},
    {"the lines model=… of this question are damaged",
     "le righe model=… di questa domanda sono rovinate"},
    {"the lines model=… of this quiz are damaged", "le righe model=… di questo quiz sono rovinate"},
    {"take them as they were written, or take them out: then the quiz has no sections",
     "riprendile come erano scritte, o toglile: allora il quiz non ha sezioni"},
    {"the quiz «{0}» has no questions; nobody has to do it",
     "il quiz «{0}» non ha domande; nessuno lo deve fare"},
    {"write some, and take «required = false» out", "scrivine, e togli «required = false»"},
    {"take them as they were written, or write the question anew",
     "riprendile come erano scritte, o riscrivi la domanda"},
    {"there is no question in this file", "in questo file non c’è nessuna domanda"},
    {"is it the right one?", "è quello giusto?"},
    {"there is no page here", "qui non c’è nessuna pagina"},
    {"lines that are no Aiken were left out: {0}", "righe tralasciate che non sono Aiken: {0}"},
    {"a question is one line of text, options «A. …» and «ANSWER: A»",
     "una domanda è una riga di testo, opzioni «A. …» e «ANSWER: A»"},
    {"a question ends without its line «ANSWER:»",
     "una domanda finisce senza la sua riga «ANSWER:»"},
    {"the answer is not written as Aiken demands", "la risposta non è scritta come chiede Aiken"},
    {"write «ANSWER: B», one capital letter", "scrivi «ANSWER: B», una lettera maiuscola"},
    {"two options have the same letter", "due opzioni hanno la stessa lettera"},
    {"give each a letter of its own", "dai a ciascuna una lettera sua"},
    {"a question has fewer than two options", "una domanda ha meno di due opzioni"},
    {"write them as «A. …», each on its own line", "scrivile come «A. …», una per riga"},
    {"the answer names an option that is not there", "la risposta indica un’opzione che non c’è"},
    {"write the letter of one of the options", "scrivi la lettera di una delle opzioni"},
};

}  // namespace

extern const std::span<const Sentence> italian_of_formats;
const std::span<const Sentence> italian_of_formats(sentences);

}  // namespace approdo::client
