// The catalogue of words.hpp: sentences of the client itself.
#include "client_core/core/words.hpp"

namespace approdo::client {
namespace {

constexpr Sentence sentences[] = {
    {"there is no attestato of this course yet: approdo record says what is missing; when nothing "
     "is, it comes with the next exchange",
     "di questo corso non c’è ancora un attestato: approdo record dice che cosa manca; se non "
     "manca nulla, arriva con la prossima sincronizzazione"},
    {"This attestato bears the name of your site and a key that the site does not have: ask the "
     "office. If it changed its keys lately, synchronise first.",
     "Questo attestato porta il nome del tuo sito e una chiave che il sito non ha: chiedi "
     "all’ufficio. Se ha cambiato chiavi da poco, prima sincronizza."},
    {"another site signed this attestato: its words are «{0}»",
     "questo attestato è firmato da un altro sito: le sue parole sono «{0}»"},
    {"there is no file {0}: pack a folder into a zip file first",
     "non c’è il file {0}: metti prima la cartella in un file zip"},
    // one's own data
    {"say why in at most 1000 bytes", "di’ perché in 1000 byte al massimo"},
    {"the site erased your data already", "il sito ha già cancellato i tuoi dati"},
    {"you asked for it already: the site decides, and you can take it back",
     "l’hai già chiesto: decide il sito, e puoi ritirare la richiesta"},
    {"there is no request that could be taken back", "non c’è una richiesta da ritirare"},
    {"nothing was asked: add --yes to ask for the erasure",
     "non è stato chiesto nulla: aggiungi --yes per chiedere la cancellazione"},
    // courses in other formats
    {"«{0}» is not an empty folder: name another with --to",
     "«{0}» non è una cartella vuota: indicane un’altra con --to"},
    {"there is no quiz in this course, and «{0}» holds nothing else: --format folder or cartridge",
     "in questo corso non c’è nessun quiz, e «{0}» non contiene altro: --format folder o "
     "cartridge"},
    {"there is no format «{0}» to export to: {1}",
     "non c’è un formato «{0}» in cui esportare: {1}"},
    {"the site decided something that this version of the program does not know, and what it is "
     "about rests: update the program; what you did is kept, everything else goes on",
     "il sito ha deciso qualcosa che questa versione del programma non conosce, e ciò che riguarda "
     "resta fermo: aggiorna il programma; quello che hai fatto è conservato, il resto va avanti"},
    {"the site decided something about this unit that this version of the program does not know: "
     "update the program; what you did is kept",
     "il sito ha deciso su questa unità qualcosa che questa versione del programma non conosce: "
     "aggiorna il programma; quello che hai fatto è conservato"},
    {"the site changed its root key, and the key before vouched for the new one: nothing is to be "
     "done; the eight words on older papers of the office are no longer its words",
     "il sito ha cambiato la sua chiave radice, e la chiave di prima ha garantito per la nuova: "
     "non c’è nulla da fare; le otto parole sui vecchi fogli dell’ufficio non sono più le sue"},
    {"somebody shows another root key of the site than the one this device goes by: it was not "
     "followed; tell the office, an old key of the site may be in other hands",
     "qualcuno mostra una chiave radice del sito diversa da quella che questo dispositivo segue: "
     "non è stata accettata; avvisa l’ufficio, una vecchia chiave del sito può essere in mani "
     "altrui"},
    {"the site does not prove that the root key of this link is its own: ask the office for a new "
     "invitation",
     "il sito non prova che la chiave radice di questo link sia la sua: chiedi all’ufficio un "
     "nuovo invito"},
    {"«{0}» is no address: it has to begin with http:// or https:// and name a machine",
     "«{0}» non è un indirizzo: deve cominciare con http:// o https:// e nominare una macchina"},
    {"there is no profile «{0}» here: join with your invitation",
     "qui non c’è il profilo «{0}»: entra con il tuo invito"},
    {"there is no profile «{0}»", "non c’è il profilo «{0}»"},
    {"the profile «{0}» is there already", "il profilo «{0}» c’è già"},
    {"this profile belongs to no site yet: join with the link of your invitation",
     "questo profilo non è ancora di nessun sito: entra con il link del tuo invito"},
    {"this names a site and invites nobody: add --user NAME if you have an account there, or use "
     "the whole link of an invitation, with what stands behind «#»",
     "questo indica un sito e non invita nessuno: aggiungi --user NOME se lì hai già un account, o "
     "usa il link intero di un invito, con ciò che segue il segno «#»"},
    {"no site of Approdo answers at {0}: check the address, or use the whole link of an invitation",
     "a {0} non risponde un sito di Approdo: controlla l’indirizzo, o usa il link intero di un "
     "invito"},
    {"an address alone does not prove which site answers there: add --fingerprint and the 8 words "
     "that the office gave you, or use a whole link",
     "un indirizzo da solo non dimostra quale sito risponde: aggiungi --fingerprint e le 8 parole "
     "che ti ha dato l’ufficio, o usa un link intero"},
    {"the words were not confirmed, so nothing was sent: ask the office for the words of its site, "
     "or for the link of an invitation",
     "le parole non sono state confermate, perciò nulla è stato inviato: chiedi all’ufficio le "
     "parole del suo sito, o il link di un invito"},
    {"what answered is not the site: check the network (a hotel's sign-in page?) and try again",
     "ha risposto qualcuno che non è il sito: controlla la rete (la pagina d’accesso di un "
     "albergo?) e riprova"},
    {"the exchange does not come to an end: try again later",
     "lo scambio non arriva alla fine: riprova più tardi"},
    {"the site lacks parts of this content at present: try again later",
     "al sito mancano per ora parti di questo contenuto: riprova più tardi"},
    {"«{0}» is no size: write it like 500MB or 2GB",
     "«{0}» non è una dimensione: scrivila come 500MB o 2GB"},
    {"cannot read {0}: {1}", "non si può leggere {0}: {1}"},
    {"cannot write {0}: {1}", "non si può scrivere {0}: {1}"},
    {"there is no file {0}", "non c’è il file {0}"},
    {"there is no language «{0}»: use it or en", "non c’è la lingua «{0}»: usa it o en"},
    {"cannot write {0}: its folder does not exist",
     "non si può scrivere {0}: la sua cartella non esiste"},
    {"a profile's name has 1 to 64 letters, digits, dots or hyphens",
     "il nome di un profilo ha da 1 a 64 lettere, cifre, punti o trattini"},
    {"another approdo is working on this profile: wait until it is done, then try again",
     "un altro approdo sta lavorando su questo profilo: aspetta che finisca, poi riprova"},
    {"{0} is too large: {1} bytes, at most {2}", "{0} è troppo grande: {1} byte, al massimo {2}"},
    {"the file of trusted authorities {0} cannot be used: it has to hold certificates in PEM form",
     "il file delle autorità fidate {0} non si può usare: deve contenere certificati in forma PEM"},
    {"the name {0} is not known here: check the address and the network; your work is safe on this "
     "computer, and a file on a stick carries it, too",
     "il nome {0} qui non è conosciuto: controlla l’indirizzo e la rete; il tuo lavoro è al sicuro "
     "su questo computer, e anche un file su una chiavetta lo porta"},
    {"the site at {0}:{1} cannot be reached ({2}): your work is safe on this computer; try again "
     "when there is a network, or carry it with: approdo parcel export FILE",
     "il sito {0}:{1} non è raggiungibile ({2}): il tuo lavoro è al sicuro su questo computer; "
     "riprova quando c’è rete, o portalo con: approdo parcel export FILE"},
    {"the connection to {0}:{1} broke off ({2}): nothing was lost; repeat the command and it goes "
     "on from there",
     "la connessione con {0}:{1} si è interrotta ({2}): nulla è andato perso; ripeti il comando e "
     "si riprende da lì"},
    {"the certificate of {0} cannot be trusted ({1}): somebody may be listening in between, "
     "nothing was sent; if the site has an authority of its own, name its file with --ca-file",
     "il certificato di {0} non è attendibile ({1}): qualcuno potrebbe ascoltare nel mezzo, nulla "
     "è stato inviato; se il sito ha una propria autorità, indica il suo file con --ca-file"},
    {"what is at {0}:{1} hangs up without a word: perhaps it wants https; check how the address of "
     "the site begins",
     "a {0}:{1} qualcosa chiude la connessione senza una parola: forse vuole https; controlla come "
     "comincia l’indirizzo del sito"},
    {"what is at {0}:{1} does not speak https: check how the address of the site begins; nothing "
     "was sent",
     "a {0}:{1} non si parla https: controlla come comincia l’indirizzo del sito; nulla è stato "
     "inviato"},
    {"the site's answer is larger than it may be",
     "la risposta del sito è più grande di quanto possa essere"},
    {"the profile «{0}» belongs to a person already: choose another with --profile NAME",
     "il profilo «{0}» è già di una persona: scegline un altro con --profile NOME"},
    {"the passphrase is needed and nobody can be asked: name a file that holds it in "
     "APPRODO_PASSPHRASE_FILE, or open the profile for a while with `approdo unlock` where that is "
     "enough",
     "serve la frase segreta e non si può chiedere a nessuno: indica in APPRODO_PASSPHRASE_FILE un "
     "file che la contiene, o apri il profilo per un po’ con `approdo unlock`, dove basta"},
    {"nobody can be asked for the new passphrase: name a file that holds it with --new-file FILE",
     "non si può chiedere a nessuno la nuova frase segreta: indica con --new-file FILE un file che "
     "la contiene"},
    {"this computer does not hold the account's key: change the passphrase on another one, or ask "
     "for a new invitation",
     "questo computer non ha la chiave dell’account: cambia la frase segreta su un altro, o chiedi "
     "un nuovo invito"},
    {"there is no command «{0}»: approdo --help lists them",
     "non c’è il comando «{0}»: approdo --help li elenca"},
    {"there is no command «{0}»: did you mean «{1}»? approdo --help lists them",
     "non c’è il comando «{0}»: volevi dire «{1}»? approdo --help li elenca"},
    {"no passphrase opens this profile any more: join again as on a new laptop, with --profile "
     "NAME",
     "nessuna frase segreta apre più questo profilo: entra di nuovo come su un portatile nuovo, "
     "con "
     "--profile NOME"},
    {"a change of the passphrase was begun and not ended, so both open: repeat approdo passphrase",
     "un cambio della frase segreta è cominciato e non finito, perciò aprono tutte e due: ripeti "
     "approdo passphrase"},
    {"the clock of this computer is behind what the site said last: set it; nothing is refused, "
     "but "
     "dates are wrong",
     "l’orologio di questo computer è indietro rispetto all’ultima parola del sito: regolalo; "
     "nulla "
     "è rifiutato, ma le date sono sbagliate"},
    {"only {0} are free on this disk: make room before downloading more",
     "su questo disco sono liberi solo {0}: fai spazio prima di scaricare altro"},
    {"work has been waiting since {0}: sync, or carry it with approdo parcel export FILE",
     "c’è lavoro che aspetta dal {0}: sincronizza, o portalo con approdo parcel export FILE"},
    {"this profile belongs to no site yet: join with your invitation",
     "questo profilo non è ancora di nessun sito: entra con il tuo invito"},
    {"another site answers at {0}: nothing is sent to it; ask the office for the address",
     "a {0} risponde un altro sito: non gli si invia nulla; chiedi l’indirizzo all’ufficio"},
    {"the two passphrases differ: try again", "le due frasi segrete sono diverse: riprova"},
    {"not enough memory: close other programs", "la memoria non basta: chiudi altri programmi"},
    {"this profile has {0} facts that were not sent yet: sync first, or add --yes to lose them",
     "questo profilo ha {0} fatti non ancora inviati: prima sincronizza, o aggiungi --yes per "
     "perderli"},
    {"add --yes to delete a profile", "aggiungi --yes per cancellare un profilo"},
    {"the site answered something that this program does not understand: update it",
     "il sito ha risposto qualcosa che questo programma non comprende: aggiornalo"},
    {"cannot read {0}", "non si può leggere {0}"},
    {"{0} is no JSON: {1}", "{0} non è JSON: {1}"},
    {"question {0} ({1}): {2}", "domanda {0} ({1}): {2}"},
    {"cannot write {0}: check the space on the disk",
     "non si può scrivere {0}: controlla lo spazio sul disco"},
    {"the site did not take the package", "il sito non ha preso il pacchetto"},
    {"«{0}» is none of the answers: give a letter, a to {1}",
     "«{0}» non è una delle risposte: scrivi una lettera, da a a {1}"},
    {"there is no class of «{0}» here: see `approdo class`, or sync first",
     "qui non c’è una classe di «{0}»: vedi `approdo class`, o sincronizza prima"},
    {"«{0}» is no rating: again, hard, good or easy",
     "«{0}» non è un giudizio: again (di nuovo), hard (difficile), good (bene) o easy (facile)"},
    {"this question is not among those to be repeated: look at the list again",
     "questa domanda non è tra quelle da ripassare: guarda di nuovo l’elenco"},
    {"this question was repeated meanwhile: go on with the next one",
     "questa domanda è stata ripassata nel frattempo: vai avanti con la prossima"},
    {"this question is not in the course any more", "questa domanda non è più nel corso"},
    {"there is no such review on this device", "su questo dispositivo non c’è questo ripasso"},
    {"this answer was wrong: the question comes again today",
     "questa risposta era sbagliata: la domanda torna oggi"},
    {"«{0}» is none of the lines 1 to {1}", "«{0}» non è una delle righe da 1 a {1}"},
    {"«{0}» is no pair: write them like 1-b 2-a",
     "«{0}» non è un abbinamento: scrivili come 1-b 2-a"},
    {"choose at most {0}: give fewer letters", "scegline al massimo {0}: scrivi meno lettere"},
    {"give all {0} letters, in the right order", "scrivi tutte le {0} lettere, nell’ordine giusto"},
    {"this question has {0} parts: give that many answers, apart by |",
     "questa domanda ha {0} parti: scrivi altrettante risposte, separate da |"},
    {"call approdo_set_host first", "chiama prima approdo_set_host"},
    {"a list of pieces is cut", "un elenco di pezzi è tagliato"},
    {"a quiz of this course is open on this device: hand it in first, then remove the course",
     "su questo dispositivo è aperto un quiz di questo corso: prima consegnalo, poi togli il "
     "corso"},
    {"this question is not in this attempt", "questa domanda non è in questo tentativo"},
    {"the quiz has no questions", "il quiz non ha domande"},
    {"the paper of this test is still sealed: sync, or ask the invigilator",
     "il testo di questa prova è ancora sigillato: sincronizza, o chiedi a chi vigila"},
    {"the quiz is not in its version of the course",
     "il quiz non c’è nella sua versione del corso"},
    {"there is no such attempt on this device: sync first",
     "questo tentativo non è su questo dispositivo: prima sincronizza"},
    {"a piece of content was altered on its way",
     "un pezzo di contenuto è stato alterato per strada"},
    {"the course is not downloaded yet", "il corso non è ancora stato scaricato"},
    {"the passphrase is too short: use at least 8 characters, better four words",
     "la frase segreta è troppo corta: usa almeno 8 caratteri, meglio quattro parole"},
    {"there is no answer to this device's request to join in here: check the file, or ask again",
     "qui non c’è la risposta alla richiesta di questo dispositivo: controlla il file, o chiedi di "
     "nuovo"},
    {"the site's answer lacks the account's key: ask again",
     "alla risposta del sito manca la chiave dell’account: chiedi di nuovo"},
    {"the account's key does not open with this passphrase",
     "la chiave dell’account non si apre con questa frase segreta"},
    {"the site certified another device: ask again",
     "il sito ha certificato un altro dispositivo: chiedi di nuovo"},
    {"this link names a site and invites nobody: ask for an invitation, or sign in with --user "
     "NAME",
     "questo link nomina un sito e non invita nessuno: chiedi un invito, o entra con --user NOME"},
    {"say who you are: --user NAME", "di’ chi sei: --user NOME"},
    {"ask the site for the account first: join SITE --user NAME",
     "chiedi prima al sito l’account: join SITO --user NOME"},
    {"nothing was asked of a site yet: join with a link first",
     "non è ancora stato chiesto nulla a un sito: prima entra con un link"},
    {"this profile belongs to a person already: choose another with --profile NAME",
     "questo profilo è già di una persona: scegline un altro con --profile NOME"},
    {"the site refused: ask your administrator for a new invitation",
     "il sito ha rifiutato: chiedi un nuovo invito a chi lo amministra"},
    {"the site's answer makes no sense: ask again",
     "la risposta del sito non ha senso: chiedi di nuovo"},
    {"this answer is to an earlier question: ask again",
     "questa è la risposta a una domanda precedente: chiedi di nuovo"},
    {"this device belongs to no site yet: join with the link of your invitation",
     "questo dispositivo non è ancora di nessun sito: entra con il link del tuo invito"},
    {"there is no course «{0}» here: see `approdo courses`, or sync first",
     "qui non c’è il corso «{0}»: vedi `approdo courses`, o prima sincronizza"},
    {"write the unit as COURSE/UNIT", "scrivi l’unità come CORSO/UNITÀ"},
    {"the course is not downloaded yet: run `approdo get {0}`",
     "il corso non è ancora stato scaricato: esegui `approdo get {0}`"},
    {"the course has no unit «{0}»: see `approdo courses {1}`",
     "il corso non ha l’unità «{0}»: vedi `approdo courses {1}`"},
    {"this device has no keys to publish this course: sync, or ask whoever published it to make "
     "you a co-publisher",
     "questo dispositivo non ha le chiavi per pubblicare questo corso: sincronizza, o chiedi a chi "
     "lo ha pubblicato di associarti"},
    {"a chunk that was just made is gone", "un pezzo appena fatto è sparito"},
    {"this unit has no content", "questa unità non ha contenuto"},
    {"this unit is a quiz: run `approdo quiz {0}`",
     "questa unità è un quiz: esegui `approdo quiz {0}`"},
    {"this unit counts as completed by what is done in it, not by saying so",
     "questa unità vale come completata per ciò che vi si fa, non perché lo si dice"},
    {"this unit is neither sound nor moving pictures", "questa unità non è un audio né un video"},
    {"a part of media ends after it begins",
     "un tratto di audio o video finisce dopo il suo inizio"},
    {"this unit is no quiz: run `approdo read {0}`",
     "questa unità non è un quiz: esegui `approdo read {0}`"},
    {"all {0} attempts were used: ask your trainer if you need another",
     "i {0} tentativi sono finiti: se te ne serve un altro, chiedi a chi ti forma"},
    {"this question takes no more answers: go on to the next one",
     "questa domanda non accetta altre risposte: passa alla prossima"},
    {"this attempt was handed in already: what was answered before counts",
     "questo tentativo è già stato consegnato: vale ciò che era stato risposto prima"},
    {"a key file has to hold at least 32 random bytes",
     "un file-chiave deve contenere almeno 32 byte casuali"},
    {"the file of key slots is damaged: restore it from a copy, or join again as on a new laptop",
     "il file delle chiavi è danneggiato: ripristinane una copia, o entra di nuovo come su un "
     "nuovo portatile"},
    {"this is not the passphrase: check capitals and try again",
     "questa non è la frase segreta: controlla le maiuscole e riprova"},
    {"no slot opens with this key: use the passphrase",
     "nessuna serratura si apre con questa chiave: usa la frase segreta"},
    {"a course's description is of another site or channel",
     "la descrizione di un corso è di un altro sito o canale"},
    {"a course's version is not the one announced",
     "la versione di un corso non è quella annunciata"},
    {"the course's channel is not known yet: sync",
     "il canale del corso non è ancora noto: sincronizza"},
    {"the key of this course has not come yet: sync again",
     "la chiave di questo corso non è ancora arrivata: sincronizza di nuovo"},
    {"this version of the course is not on this device",
     "questa versione del corso non è su questo dispositivo"},
    {"nothing is known of this course's content yet: sync",
     "del contenuto di questo corso non si sa ancora nulla: sincronizza"},
    {"the course's description is not here yet: sync",
     "la descrizione del corso non è ancora qui: sincronizza"},
    {"«{0}» is no part of a course: choose among text, picture, audio, video, document, archive",
     "«{0}» non è una parte di un corso: scegli fra text, picture, audio, video, document, "
     "archive"},
    {"this device was revoked by the site: ask your administrator; what you do is kept here",
     "questo dispositivo è stato revocato dal sito: parlane con chi lo amministra; ciò che fai "
     "resta conservato qui"},
    {"your account is suspended: go on learning, what you do is kept here and sent once the office "
     "opens the account again",
     "il tuo account è sospeso: puoi continuare a imparare, ciò che fai resta conservato qui e "
     "sarà inviato quando l’ufficio riaprirà l’account"},
    {"the office erased your account and what the site had of you: nothing is sent any more; what "
     "is on this device stays yours until you remove it",
     "l’ufficio ha cancellato il tuo account e ciò che il sito aveva di te: non si invia più "
     "nulla; "
     "ciò che è su questo dispositivo resta tuo finché non lo rimuovi"},
    {"the site speaks a newer protocol: update this program; your work stays here",
     "il sito parla un protocollo più nuovo: aggiorna questo programma; il tuo lavoro resta qui"},
    {"the site could not take part of your work yet ({0}): it stays here and is sent again",
     "il sito non ha ancora potuto prendere una parte del tuo lavoro ({0}): resta qui e sarà "
     "inviata di nuovo"},
    {"the site asks for something that this program does not know: update it",
     "il sito chiede qualcosa che questo programma non conosce: aggiornalo"},
    {"progress.db: {0}", "i tuoi progressi (progress.db): {0}"},
    {"cache.db: {0} (it only holds what can be downloaded again: delete it and sync)",
     "i contenuti scaricati (cache.db): {0} (qui c’è solo ciò che si può scaricare di nuovo: "
     "cancella il file e sincronizza)"},
    {"{0} can be read by others: run chmod 600 on it",
     "{0} può essere letto da altri: esegui chmod 600 su quel file"},
    {"the site answered with status {0}: try again later",
     "il sito ha risposto con lo stato {0}: riprova più tardi"},
    {"a note has at most 10000 bytes: make two of it",
     "una nota ha al massimo 10000 byte: fanne due"},
    {"there is no note of this number: the same command without --instead lists them",
     "non c’è una nota con questo numero: lo stesso comando senza --instead le elenca"},
    {"a note needs some words", "una nota ha bisogno di qualche parola"},
    {"this note is not on this unit any more: look at the notes again",
     "questa nota non c’è più in questa unità: guarda di nuovo le note"},
    {"there is no such announcement on this device: it may have been withdrawn",
     "questo annuncio non c’è su questo dispositivo: forse è stato ritirato"},
    {"several attempts begin with {0}: give more digits",
     "più tentativi cominciano con {0}: scrivi più cifre"},
    {"there is no such attempt to mark: see approdo mark list --marked",
     "questo tentativo da correggere non c’è: vedi approdo mark list --marked"},
    {"there is no answer of this number: see approdo mark show",
     "non c’è una risposta con questo numero: vedi approdo mark show"},
    {"the answer is not as you saw it any more: look at it again with approdo mark show",
     "la risposta non è più come l’hai vista: riguardala con approdo mark show"},
    {"this answer has a mark of {0} already: to change it, look at it with approdo mark show and "
     "add --seen with its state",
     "questa risposta ha già una correzione di {0}: per cambiarla, guardala con approdo mark show "
     "e "
     "aggiungi --seen con il suo stato"},
    {"several meetings begin with {0}: give more digits",
     "più appuntamenti cominciano con {0}: scrivi più cifre"},
    {"there is no such meeting: the same command with the class alone lists them",
     "questo appuntamento non c’è: lo stesso comando con la sola classe li elenca"},
    {"there is no such meeting on this device: see `approdo meetings`, or sync first",
     "questo appuntamento non è su questo dispositivo: vedi `approdo meetings`, o sincronizza"},
    {"this meeting has not begun, was cancelled, or it is said already who was there",
     "questo appuntamento non è cominciato, è annullato, o le presenze sono già segnate"},
    {"the meeting lasts {0} minutes: say how many you were there",
     "l’appuntamento dura {0} minuti: di’ per quanti c’eri"},
    {"write the beginning like 2026-12-03T14:30", "scrivi l’inizio come 2026-12-03T14:30"},
    {"minutes have to be a whole number", "i minuti devono essere un numero intero"},
    {"say when it begins and how long it lasts: --start, --minutes",
     "di’ quando comincia e quanto dura: --start, --minutes"},
    {"several people are called {0}: give the enrolment's id",
     "più persone si chiamano {0}: scrivi l’id dell’iscrizione"},
    {"nobody of this class is called {0}", "nessuno di questa classe si chiama {0}"},
    {"several announcements begin with {0}: give more digits",
     "più annunci cominciano con {0}: scrivi più cifre"},
    {"there is no such announcement: the same command with the class alone lists them",
     "questo annuncio non c’è: lo stesso comando con la sola classe li elenca"},
    {"there are several classes of «{0}»: name one by its edition, as in approdo class",
     "ci sono più classi di «{0}»: indicane una con la sua edizione, come in approdo class"},
    {"say what to do: approdo --help lists it", "di’ che cosa fare: approdo --help lo elenca"},
    {"the command line lacks {0}: see the same command with --help",
     "alla riga di comando manca {0}: vedi lo stesso comando con --help"},
    {"the command line lacks the value of {0}: see the same command with --help",
     "alla riga di comando manca il valore di {0}: vedi lo stesso comando con --help"},
    {"this value cannot be used: {0}; see the same command with --help",
     "questo valore non si può usare: {0}; vedi lo stesso comando con --help"},
    {"the command line has something unknown: {0}; see approdo --help",
     "la riga di comando contiene qualcosa di sconosciuto: {0}; vedi approdo --help"},
    {"the command line cannot be used ({0}): see approdo --help",
     "la riga di comando non si può usare ({0}): vedi approdo --help"},
    {"the disk is full: free some space and try again; what was saved before is still there",
     "il disco è pieno: libera spazio e riprova; ciò che era stato salvato c’è ancora"},
    {"a file or folder cannot be used ({0}): check who owns it and the disk",
     "un file o una cartella non si può usare ({0}): controlla di chi è, e il disco"},
    // the app on this computer
    {"this is no site: approdo serves the person at this computer, at http://{0} and no other "
     "address",
     "questo non è un sito: approdo serve la persona che sta a questo computer, a http://{0} e a "
     "nessun altro indirizzo"},
    {"another page asked for this: only the pages of approdo itself may",
     "lo ha chiesto un’altra pagina: possono farlo soltanto le pagine di approdo"},
    {"nothing here can be asked for in this way", "qui non si può chiedere nulla in questo modo"},
    {"this address opens once and was used: press Enter where approdo serve runs to get a new one",
     "questo indirizzo si apre una volta sola ed è stato usato: premi Invio dove gira approdo "
     "serve per averne uno nuovo"},
    {"this page does not belong to the approdo that runs now: open the address that approdo serve "
     "shows",
     "questa pagina non appartiene all’approdo che gira ora: apri l’indirizzo che mostra approdo "
     "serve"},
    {"the core has no function of this name", "il nucleo non ha una funzione con questo nome"},
    {"this function of the core takes other arguments",
     "questa funzione del nucleo vuole altri argomenti"},
    {"there are too many profiles here: remove some",
     "qui ci sono troppi profili: cancellane qualcuno"},
    {"nothing of this name can be done with a profile",
     "con un profilo non si può fare nulla con questo nome"},
    {"these settings are larger than settings can be",
     "queste impostazioni sono più grandi del possibile"},
    {"this is nothing that a page asks a site for",
     "questo non è nulla che una pagina chieda a un sito"},
    {"approdo is being stopped: start it again", "approdo si sta fermando: avvialo di nuovo"},
    {"the web app is not of this version of the program: install both anew",
     "l’app web non è di questa versione del programma: installa di nuovo tutti e due"},
    {"there is no such page here", "qui non c’è questa pagina"},
    {"this is larger than what can be brought in at once",
     "è più grande di quanto si può portare dentro in una volta"},
    {"«{0}» is not an address of this computer alone: approdo serve listens on 127.0.0.1:PORT and "
     "nowhere else, because what it shows is one person's",
     "«{0}» non è un indirizzo di questo solo computer: approdo serve ascolta su 127.0.0.1:PORTA e "
     "in nessun altro posto, perché ciò che mostra è di una persona sola"},
    {"cannot listen on {0} ({1}): another program may have this port, choose one with --listen "
     "127.0.0.1:PORT",
     "non si può ascoltare su {0} ({1}): forse un altro programma ha questa porta, scegline una "
     "con --listen 127.0.0.1:PORTA"},
    {"the web app is not beside this program: install it, or name its folder with --web FOLDER",
     "l’app web non è accanto a questo programma: installala, o indica la sua cartella con --web "
     "CARTELLA"},
};

}  // namespace

extern const std::span<const Sentence> italian_of_client;
const std::span<const Sentence> italian_of_client(sentences);

}  // namespace approdo::client
