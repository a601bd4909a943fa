// What the worker itself has to say, in Italian and English; what the core says comes translated.
import type { Failure, Language } from "./protocol.ts";

type Said = (...values: string[]) => string;
const both = (it: Said, en: Said) => ({ it, en });

const sentences = {
  locked: both(
    () => "questo profilo è chiuso: aprilo con la frase segreta o con la chiave di accesso",
    () => "this profile is locked: open it with its passphrase or passkey",
  ),
  not_joined: both(
    () => "questo dispositivo non è ancora di nessuno: entra con il link dell’invito",
    () => "this device belongs to nobody yet: join with the link of your invitation",
  ),
  no_profile: both(
    () => "questo profilo non c’è su questo dispositivo: entra con il link dell’invito",
    () => "this profile is not on this device: join with the link of your invitation",
  ),
  other_open: both(
    () => "su questo dispositivo è aperto il profilo di un’altra persona: chiudilo prima",
    () => "somebody else’s profile is open on this device: lock it first",
  ),
  no_storage: both(
    () =>
      "questo browser non dà spazio per lavorare senza rete: esci dalla finestra privata, o " +
      "aggiorna il browser",
    () =>
      "this browser gives no room to work offline: leave the private window, or update the " +
      "browser",
  ),
  storage_busy: both(
    () => "un’altra finestra sta ancora chiudendo i dati: riprova fra un momento",
    () => "another window is still closing the data: try again in a moment",
  ),
  storage_full: both(
    () =>
      "lo spazio è finito: quello che era salvato resta; togli un corso che non usi da «Spazio», " +
      "poi riprova",
    () =>
      "there is no room left: what was saved stays; remove a course you do not use under " +
      "«Space», then try again",
  ),
  stopped: both(
    () => "il programma si è fermato: ricarica la pagina; quello che era salvato resta",
    () => "the program stopped: load the page again; what was saved stays",
  ),
  away: both(
    () => "il sito non si raggiunge: il tuo lavoro è al sicuro qui e parte appena c’è rete",
    () => "the site cannot be reached: your work is safe here and goes off once there is a network",
  ),
  late: both(
    () => "il sito non ha risposto in tempo: non si è perso nulla, si riprova da qui",
    () => "the site did not answer in time: nothing was lost, it goes on from here",
  ),
  other: both(
    () =>
      "a questo indirizzo risponde qualcosa che non è il sito: controlla la rete (serve un " +
      "accesso alla wifi?)",
    () => "what answers is not the site: check the network (does the wifi want you to sign in?)",
  ),
  status: both(
    (status) => `il sito ha risposto con lo stato ${status}: riprova più tardi`,
    (status) => `the site answered with status ${status}: try again later`,
  ),
  lacking: both(
    () => "al sito mancano per ora delle parti di questo contenuto: riprova più tardi",
    () => "the site lacks parts of this content at present: try again later",
  ),
  endless: both(
    () => "lo scambio non arriva alla fine: riprova più tardi",
    () => "the exchange does not come to an end: try again later",
  ),
  not_pending: both(
    () => "non c’è nessuna richiesta in attesa: usa il link dell’invito",
    () => "no request is waiting: use the link of your invitation",
  ),
  program_gone: both(
    () =>
      "il programma approdo non risponde più: avvialo di nuovo con «approdo serve» e apri " +
      "l’indirizzo che mostra; quello che era salvato resta",
    () =>
      "the program approdo does not answer any more: start it again with «approdo serve» and " +
      "open the address that it shows; what was saved stays",
  ),
  elsewhere: both(
    () =>
      "l’app è stata aperta in un’altra finestra del browser: continua lì; quello che era " +
      "salvato resta",
    () => "the app was opened in another window: go on there; what was saved stays",
  ),
  no_address: both(
    () => "scrivi l’indirizzo del sito, come sul foglio dell’ufficio",
    () => "write the address of the site, as on the office’s paper",
  ),
  another_site: both(
    (address) => `questo invito è per ${address}: aprilo a quell’indirizzo`,
    (address) => `this invitation is for ${address}: open it at that address`,
  ),
} satisfies Record<string, { it: Said; en: Said }>;

export type Sentence = keyof typeof sentences;

let spoken: "it" | "en" = "it";

export function speak(language: Language): "it" | "en" {
  spoken = language === "it" ? "it" : "en";
  return spoken;
}

// Sentences of the site come in English; the core's catalogue has them in other languages.
let translate = (sentence: string): string => sentence;

export function translateWith(translator: (sentence: string) => string): void {
  translate = translator;
}

export function translated(sentence: string): string {
  return translate(sentence);
}

// A failure on its way to whoever asked.
export class Failed extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  get failure(): Failure {
    return { code: this.code, message: this.message };
  }
}

export function failed(code: string, sentence: Sentence, ...values: string[]): Failed {
  return new Failed(code, sentences[sentence][spoken](...values));
}
