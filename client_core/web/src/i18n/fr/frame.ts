import type { frame as italian } from "../it/frame.ts";
import type { Catalogue } from "../message.ts";

export const frame: Catalogue<"fr", typeof italian> = {
  skipToContent: "Aller au contenu",
  navLabel: "Pages principales",
  navMenu: "Menu",
  navHome: "Ma page",
  navCourses: "Cours",
  navRecord: "Mon parcours",
  navClasses: "Mes classes",
  help: "Aide",
  account: "Profil",
  language: "Langue",
  display: "Affichage",
  displayNormal: "Affichage normal",
  displayContrast: "Contraste élevé",
  displayLarge: "Grands caractères",
  displaySpacing: "Espacement large",
  displayStill: "Moins d’animations",
  lockNow: "Verrouiller",
  footerClaim: "apprendre aussi là où le réseau n’arrive pas.",
  loading: "Chargement…",
  tryAgain: "Réessayer",
  reload: "Recharger la page",
  cancel: "Annuler",
  next: "Suivant",
  previous: "Précédent",
  never: "jamais",
  wentWrong: "Cela n’a pas marché",
  wentWrongUnknown:
    "Quelque chose n’a pas fonctionné. Ce qui était enregistré est en sûreté : réessayez.",
  partMissing:
    "Une partie de l’application n’est pas sur cet appareil. Connectez-vous au réseau et rechargez la page.",
  updateReady: "Une nouvelle version de l’application est prête.",
  updateWaits: {
    one: "{n} élément reste à envoyer : il reste enregistré.",
    other: "{n} éléments restent à envoyer : ils restent enregistrés.",
  },
  updateNow: "Mettre à jour",
  storageFull:
    "Il n’y a plus de place sur cet appareil : les nouvelles réponses ne peuvent pas être enregistrées.",
  makeRoom: "Faire de la place",
  nowhereTitle: "Cette page n’existe pas",
  nowhereLead: "L’adresse est fausse, ou la page a été retirée.",
  brokenTitle: "L’application ne peut pas démarrer",
  brokenWhy: "Le navigateur n’accorde pas de place pour enregistrer votre travail.",
  brokenHow:
    "Cela arrive dans les fenêtres privées et les navigateurs très anciens. Ouvrez cette page dans une fenêtre normale et réessayez.",

  reachSite: "En ligne",
  reachAway: "Hors ligne",
  reachOther: "Réseau sans le site",
  reachNone: "Recherche du réseau…",
  reachBusy: "Synchronisation en cours",
  toSend: { one: "{n} à envoyer", other: "{n} à envoyer" },
  nothingToSend: "tout est envoyé",
  toReceive: "{size} à recevoir",
  lastAt: "dernière synchronisation {when}",

  joinTitle: "Vous êtes invité",
  joinLead: "Choisissez une phrase secrète, et cet appareil est prêt pour vos cours.",
  joinInto:
    "« {site} » vous invite. Choisissez une phrase secrète, et cet appareil est prêt pour vos cours.",
  joinNameSummary: "Choisir votre nom d’utilisateur (facultatif)",
  joinName: "Nom d’utilisateur",
  joinNameHint: "Il sert sur un autre ordinateur. Si vous le laissez vide, le site le choisit.",
  joinDo: "Entrer",
  joinBusy: "Préparation de l’appareil…",
  joinAlready: "Cet appareil est déjà le vôtre.",
  joinNoCode: "Le code de l’invitation manque",
  joinNoCodeWhy: "Ouvrez le lien entier que vous avez reçu, avec ce qui suit le signe #.",
  joinPending: "La demande attend le réseau",
  joinPendingWhy:
    "Elle est enregistrée. Dès que le site peut être joint, l’inscription se termine.",
  passphrase: "Phrase secrète",
  passphraseChoose: "Choisissez une phrase secrète",
  passphraseHint: "Au moins 8 caractères ; mieux, quatre mots dont vous seul vous souvenez.",
  passphraseRepeat: "Répétez la phrase secrète",
  passphraseShort: "Elle est trop courte : il faut au moins {least} caractères.",
  passphraseDiffers: "Les deux phrases ne sont pas égales : écrivez-la de nouveau.",
  passphraseNeeded: "Écrivez la phrase secrète que vous utilisez maintenant.",
  passphraseNow: "Phrase secrète actuelle",
  passphraseChange: "Changer la phrase secrète",
  passphraseChanged:
    "C’est fait. La nouvelle phrase compte désormais, sur vos autres appareils aussi.",
  userName: "Nom d’utilisateur",
  welcomeTitle: "Bienvenue dans Approdo",
  welcomeLead: "Vos cours restent sur cet appareil et fonctionnent aussi sans réseau.",
  welcomeInvited: "Vous avez reçu une invitation ?",
  welcomeInvitedHow: "Ouvrez le lien de l’invitation, ou scannez son code QR.",
  welcomeAgain: "Vous avez déjà un profil ?",
  welcomeAgainHow:
    "Entrez avec le nom d’utilisateur et la phrase secrète : votre parcours arrive ici aussi.",
  wordsTitle: "Les mots de « {site} »",
  wordsWhy: "Avant d’écrire la phrase secrète, vérifiez que ce sont ceux de la feuille du bureau.",
  signInDo: "Entrer",
  signInBusy: "Vérification…",
  unlockTitle: "Bon retour",
  unlockLead: "Les données de cet appareil sont chiffrées : votre phrase secrète les ouvre.",
  unlockWho: "Qui êtes-vous ?",
  unlockNameless: "Sans nom",
  unlockDo: "Ouvrir",
  unlockBusy: "Ouverture…",

  // In a page that `approdo serve` served
  programTitle: "Cette fenêtre n’est pas reliée",
  programOutside:
    "Le programme approdo de cet ordinateur ne reconnaît pas cette page : elle a été rechargée, ou le programme a été relancé.",
  programHow:
    "Dans la fenêtre où tourne « approdo serve », appuyez sur Entrée, ou relancez-le, puis ouvrez l’adresse qu’il affiche. Ce qui était enregistré est en sécurité.",
  programLink: "Lien de l’invitation",
  programLinkHint: "Copiez-le en entier depuis le message, y compris ce qui suit le signe #.",
  programAddress: "Adresse du site",
  programAddressHint: "Comme sur la feuille du bureau : https://… et un nom.",

  helpLead: "Les questions les plus fréquentes, en peu de mots.",
  helpOffline: "Puis-je étudier sans réseau ?",
  helpOfflineAnswer:
    "Oui. Téléchargez le cours une fois, en ligne. Ensuite vous lisez, écoutez et faites les quiz partout, même ceux qui sont minutés.",
  helpSaved: "Quand une réponse est-elle enregistrée ?",
  helpSavedAnswer:
    "Quand vous lisez « Réponse enregistrée ». Elle reste alors, même si l’ordinateur s’éteint d’un coup.",
  helpWaiting: "Que veut dire « à envoyer » ?",
  helpWaitingAnswer:
    "C’est du travail enregistré ici que le site n’a pas encore. Il part tout seul dès qu’il y a du réseau. Le signe en haut dit combien il en reste.",
  helpNoNetwork: "Et s’il n’y a jamais de réseau ?",
  helpNoNetworkAnswer:
    "Depuis la page de l’appareil, enregistrez le travail dans un fichier et portez-le au bureau sur une clé. Personne ne peut le lire en chemin.",
  helpOther: "Puis-je continuer sur un autre ordinateur ?",
  helpOtherAnswer:
    "Oui : ouvrez l’adresse du site et entrez avec le nom d’utilisateur et la phrase secrète. Avant de l’écrire, vérifiez les huit mots de la feuille du bureau.",
  helpForgot: "J’ai oublié la phrase secrète.",
  helpForgotAnswer:
    "Sans elle, les données de cet appareil ne s’ouvrent pas : même le site ne peut pas les lire. Demandez une nouvelle invitation à votre bureau ; ce qui était envoyé revient.",
  helpPrivacy: "Qui voit ce que je fais ?",
  helpPrivacyAnswer:
    "Vos formateurs voient où vous en êtes, quand vos appareils se sont synchronisés et les réponses à corriger. Qui transporte les données ne voit rien.",
  helpKeyboard: "Tout s’utilise-t-il au clavier ?",
  helpKeyboardAnswer:
    "Oui. Tab passe d’une commande à l’autre, Entrée et Espace les actionnent, Échap ferme les menus. Le premier Tab mène au contenu.",
  accessibilityTitle: "Accessibilité",
  accessibilityLead:
    "Ces pages sont faites pour toutes les personnes qui travaillent et apprennent.",
  accessibilityHow: "Comment elles sont faites",
  accessibilityHowText:
    "Elles suivent les WCAG 2.2, niveau AA : au clavier et avec un lecteur d’écran, à partir de 320 pixels, avec contraste élevé, grands caractères et espacement large dans le menu « Affichage ». La déclaration d’accessibilité est publiée par l’organisme qui gère le site.",
  feedbackTitle: "Signaler un problème",
  feedbackText:
    "Si quelque chose est inutilisable, dites-le à l’organisme qui gère le site : indiquez la page, l’appareil, le navigateur et ce que vous vouliez faire.",
  feedbackNext:
    "L’organisme répond dans les 30 jours. Sinon, vous pouvez vous adresser au défenseur civique pour le numérique.",
};
