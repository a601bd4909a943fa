// The device page, space and profile.
export const device = {
  // Device
  deviceTitle: "Dispositivo e allineamento",
  deviceLead:
    "Che cosa aspetta di partire, che cosa di arrivare, e che cosa il sito ha confermato.",
  exchangeTitle: "Allineamento",
  syncNow: "Allinea adesso",
  outboxTitle: "Da inviare",
  outboxCount: { one: "{n} fatto", other: "{n} fatti" },
  outboxEmpty: "niente: è tutto al sito",
  inboxTitle: "Da ricevere",
  inboxEmpty: "niente",
  lastExchange: "Ultimo allineamento",
  lastReceipt: "Ultima conferma scritta del sito",
  waitingTitle: "Dov’è il tuo lavoro",
  outboxEvents: {
    one: "{n} cosa che hai fatto (risposte, letture, consegne) è salvata qui e non ancora al sito.",
    other:
      "{n} cose che hai fatto (risposte, letture, consegne) sono salvate qui e non ancora al sito.",
  },
  outboxSince: "La più vecchia è di {when}.",
  outboxCarried: {
    one: "{n} la sta portando un altro nodo; il sito non l’ha ancora confermata.",
    other: "{n} le sta portando un altro nodo; il sito non le ha ancora confermate.",
  },
  outboxOthers: {
    one: "{n} plico di altre persone aspetta un passaggio: non si può leggere.",
    other: "{n} plichi di altre persone aspettano un passaggio: non si possono leggere.",
  },
  inboxHeld: {
    one: "{n} pezzo arrivato aspetta una parte che manca.",
    other: "{n} pezzi arrivati aspettano una parte che manca.",
  },
  inboxQuarantined: {
    one: "{n} fatto è di una versione più nuova dell’app: resta qui e sarà capito dopo l’aggiornamento.",
    other:
      "{n} fatti sono di una versione più nuova dell’app: restano qui e saranno capiti dopo l’aggiornamento.",
  },
  outboxSafeNone: "Il sito non ha ancora confermato nulla per iscritto.",
  outboxSafe: {
    one: "{n} cosa è al sicuro: il sito l’ha confermata per iscritto.",
    other: "{n} cose sono al sicuro: il sito le ha confermate per iscritto.",
  },
  deviceRevokedHere:
    "Questo dispositivo è stato escluso dal sito. Il lavoro resta qui; chiedi al tuo ufficio.",
  needsNewer: "Il sito usa una versione più nuova: aggiorna l’app.",
  byFileTitle: "Senza rete: con un file",
  byFileWhy:
    "Salva il lavoro non inviato in un file .approdo e portalo al sito con una chiavetta o una mail: è sigillato, chi lo porta non può leggerlo. Allo stesso modo arriva la risposta.",
  saveWork: "Salva il lavoro in un file",
  fileSaved: "File salvato tra i download.",
  bringIn: "Apri un file arrivato",
  brought: "Preso. Ciò che era per te è qui.",
  broughtReceipt: "Preso: il sito ha confermato il tuo lavoro.",
  devicesTitle: "I tuoi dispositivi",
  deviceSince: "dal {when}",
  deviceThis: "questo",
  deviceRevoked: "escluso",

  // Space
  spaceTitle: "Spazio",
  spaceLead: "Quanto occupa l’app su questo dispositivo, e che cosa puoi togliere.",
  spaceUsed: "Spazio usato",
  spaceOf: "{used} di {quota}",
  spaceContent: "Contenuti dei corsi",
  spaceProgress: "Il tuo percorso",
  persisted: "Il browser conserva i tuoi dati",
  persistedWhy: "Ha promesso di non cancellarli da solo quando lo spazio manca.",
  notPersisted: "Il browser potrebbe cancellare i dati",
  notPersistedWhy:
    "Quando lo spazio manca può togliere anche lavoro non inviato. Chiedigli di conservarlo, o installa l’app.",
  persistAsk: "Chiedi di conservarli",
  persistRefused: "Il browser ha detto di no. Installa l’app dal suo menu, poi riprova.",
  spaceCourses: "Corsi scaricati",
  spaceCoursesWhy: "Se togli un corso, il tuo percorso resta: lo puoi scaricare di nuovo.",
  spaceNone: "Nessun corso è su questo dispositivo.",
  remove: "Togli",
  removeCourse: "Togli «{title}» dal dispositivo",
  removeSure: "Sì, togli",

  // Profile
  profileTitle: "Il mio profilo",
  profileLead: "Chi sei per il sito, e ciò che protegge i tuoi dati.",
  profileName: "Nome",
  profileSite: "Sito",
  forgetTitle: "Togli il profilo da questo dispositivo",
  forgetWhy: "Per un computer che non usi più. Ciò che il sito ha già confermato non si perde.",
  forgetSure: "Tutto ciò che è tuo su questo dispositivo viene cancellato.",
  forgetLoses: {
    one: "{n} cosa non ancora inviata andrebbe persa per sempre.",
    other: "{n} cose non ancora inviate andrebbero perse per sempre.",
  },
  forgetFirst: "Prima inviale, o salvale in un file.",
  forgetDo: "Cancella da qui",
} as const;
