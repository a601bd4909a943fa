// What stands around every page, joining and unlocking, help.
export const frame = {
  // Frame
  skipToContent: "Vai al contenuto",
  navLabel: "Pagine principali",
  navMenu: "Menu",
  navHome: "La mia pagina",
  navCourses: "Corsi",
  navRecord: "Il mio percorso",
  navClasses: "Le mie classi",
  help: "Aiuto",
  account: "Profilo",
  language: "Lingua",
  display: "Aspetto",
  displayNormal: "Visualizzazione normale",
  displayContrast: "Alto contrasto",
  displayLarge: "Testo grande",
  displaySpacing: "Spaziatura ampia",
  displayStill: "Meno movimento",
  lockNow: "Blocca",
  footerClaim: "impara anche dove la rete non arriva.",
  loading: "Sto caricando…",
  tryAgain: "Riprova",
  reload: "Ricarica la pagina",
  cancel: "Annulla",
  next: "Avanti",
  previous: "Indietro",
  never: "mai",
  wentWrong: "Non è riuscito",
  wentWrongUnknown: "Qualcosa non ha funzionato. Quello che era salvato è al sicuro: riprova.",
  partMissing:
    "Una parte dell’app non è su questo dispositivo. Collegati alla rete e ricarica la pagina.",
  updateReady: "È pronta una nuova versione dell’app.",
  updateWaits: {
    one: "C’è ancora {n} cosa da inviare: resta salvata.",
    other: "Ci sono ancora {n} cose da inviare: restano salvate.",
  },
  updateNow: "Aggiorna adesso",
  storageFull:
    "Lo spazio su questo dispositivo è finito: le nuove risposte non si possono salvare.",
  makeRoom: "Fai spazio",
  nowhereTitle: "Questa pagina non c’è",
  nowhereLead: "L’indirizzo è sbagliato, oppure la pagina è stata tolta.",
  brokenTitle: "L’app non può partire",
  brokenWhy: "Il browser non concede lo spazio in cui salvare il tuo lavoro.",
  brokenHow:
    "Succede nelle finestre private e nei browser molto vecchi. Apri questa pagina in una finestra normale, poi riprova.",

  // Exchange
  reachSite: "In linea",
  reachAway: "Non in linea",
  reachOther: "Rete senza il sito",
  reachNone: "Verifico la rete…",
  reachBusy: "Allineamento in corso",
  toSend: { one: "{n} da inviare", other: "{n} da inviare" },
  nothingToSend: "tutto inviato",
  toReceive: "{size} da ricevere",
  lastAt: "ultimo allineamento {when}",

  // Joining, signing in, unlocking
  joinTitle: "Sei stato invitato",
  joinLead: "Scegli una frase segreta e questo dispositivo è pronto per i tuoi corsi.",
  joinInto:
    "Ti invita «{site}». Scegli una frase segreta e questo dispositivo è pronto per i tuoi corsi.",
  joinNameSummary: "Scegli il tuo nome utente (facoltativo)",
  joinName: "Nome utente",
  joinNameHint: "Lo usa chi entra da un altro computer. Se lo lasci vuoto lo sceglie il sito.",
  joinDo: "Entra",
  joinBusy: "Preparo il dispositivo…",
  joinAlready: "Questo dispositivo è già tuo.",
  joinNoCode: "Manca il codice dell’invito",
  joinNoCodeWhy: "Apri il link intero che hai ricevuto, compreso ciò che segue il segno #.",
  joinPending: "La richiesta aspetta la rete",
  joinPendingWhy: "È salvata. Appena il sito si può raggiungere, l’iscrizione si completa.",
  passphrase: "Frase segreta",
  passphraseChoose: "Scegli una frase segreta",
  passphraseHint: "Almeno 8 caratteri; meglio quattro parole che ricordi solo tu.",
  passphraseRepeat: "Ripeti la frase segreta",
  passphraseShort: "È troppo corta: servono almeno {least} caratteri.",
  passphraseDiffers: "Le due frasi non sono uguali: scrivila di nuovo.",
  passphraseNeeded: "Scrivi la frase segreta che usi adesso.",
  passphraseNow: "Frase segreta attuale",
  passphraseChange: "Cambia la frase segreta",
  passphraseChanged: "Fatto. Da ora vale la frase nuova, anche sugli altri dispositivi.",
  userName: "Nome utente",
  welcomeTitle: "Benvenuto in Approdo",
  welcomeLead: "I tuoi corsi restano su questo dispositivo e funzionano anche senza rete.",
  welcomeInvited: "Hai ricevuto un invito?",
  welcomeInvitedHow:
    "Apri il link dell’invito, oppure inquadra il suo codice QR con il telefono o il portatile.",
  welcomeAgain: "Hai già un profilo?",
  welcomeAgainHow: "Entra con il nome utente e la frase segreta: il tuo percorso arriva anche qui.",
  wordsTitle: "Le parole di «{site}»",
  wordsWhy:
    "Prima di scrivere la frase segreta controlla che siano le stesse del foglio dell’ufficio.",
  signInDo: "Entra",
  signInBusy: "Controllo…",
  unlockTitle: "Bentornato",
  unlockLead: "I dati su questo dispositivo sono cifrati: si aprono con la tua frase segreta.",
  unlockWho: "Chi sei?",
  unlockNameless: "Senza nome",
  unlockDo: "Apri",
  unlockBusy: "Apro…",

  // In a page that `approdo serve` served
  programTitle: "Questa finestra non è collegata",
  programOutside:
    "Il programma approdo di questo computer non riconosce questa pagina: è stata ricaricata, oppure il programma è stato avviato di nuovo.",
  programHow:
    "Nella finestra dove gira «approdo serve» premi Invio, o avvialo di nuovo, e apri l’indirizzo che mostra. Quello che era salvato è al sicuro.",
  programLink: "Link dell’invito",
  programLinkHint: "Copialo intero dal messaggio, compreso ciò che segue il segno #.",
  programAddress: "Indirizzo del sito",
  programAddressHint: "Come sul foglio dell’ufficio: https://… e un nome.",

  // Help and accessibility
  helpLead: "Le domande più comuni, in poche parole.",
  helpOffline: "Posso studiare senza rete?",
  helpOfflineAnswer:
    "Sì. Scarica il corso una volta, mentre sei in linea. Poi leggi, ascolti e fai i quiz ovunque, anche quelli a tempo.",
  helpSaved: "Quando una risposta è salvata?",
  helpSavedAnswer:
    "Quando leggi «Risposta salvata». Da quel momento resta, anche se il computer si spegne all’improvviso.",
  helpWaiting: "Che cosa vuol dire «da inviare»?",
  helpWaitingAnswer:
    "È lavoro salvato qui che il sito non ha ancora. Parte da solo appena c’è rete. Il segno in alto dice quanto ne resta.",
  helpNoNetwork: "E se la rete non c’è mai?",
  helpNoNetworkAnswer:
    "Dalla pagina del dispositivo salva il lavoro in un file e portalo in ufficio con una chiavetta. Nessuno può leggerlo per strada.",
  helpOther: "Posso continuare su un altro computer?",
  helpOtherAnswer:
    "Sì: apri l’indirizzo del sito e entra con nome utente e frase segreta. Prima di scriverla controlla le otto parole del foglio dell’ufficio.",
  helpForgot: "Ho dimenticato la frase segreta.",
  helpForgotAnswer:
    "Senza, i dati su questo dispositivo non si aprono: nemmeno il sito li può leggere. Chiedi un nuovo invito al tuo ufficio; ciò che era già inviato torna.",
  helpPrivacy: "Chi vede quello che faccio?",
  helpPrivacyAnswer:
    "I tuoi formatori vedono a che punto sei, quando i tuoi dispositivi si sono allineati e le risposte che devono correggere. Chi trasporta i dati non vede nulla.",
  helpKeyboard: "Si usa tutto da tastiera?",
  helpKeyboardAnswer:
    "Sì. Tab passa da un comando all’altro, Invio e Spazio li azionano, Esc chiude i menu. Il primo Tab porta al contenuto.",
  accessibilityTitle: "Accessibilità",
  accessibilityLead: "Queste pagine sono fatte per tutte le persone che lavorano e imparano.",
  accessibilityHow: "Come sono fatte",
  accessibilityHowText:
    "Seguono le WCAG 2.2, livello AA: si usano da tastiera e con lettori di schermo, da 320 pixel in su, con alto contrasto, testo grande e spaziatura ampia dal menu «Aspetto». La dichiarazione di accessibilità è pubblicata dall’ente che gestisce il sito.",
  feedbackTitle: "Segnala un problema",
  feedbackText:
    "Se qualcosa non si riesce a usare, dillo all’ente che gestisce il sito: indica la pagina, il dispositivo, il browser e ciò che volevi fare.",
  feedbackNext:
    "L’ente risponde entro 30 giorni. Se non risponde, puoi rivolgerti al Difensore civico per il digitale.",
} as const;
