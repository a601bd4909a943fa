import type { device as italian } from "../it/device.ts";
import type { Catalogue } from "../message.ts";

export const device: Catalogue<"fr", typeof italian> = {
  deviceTitle: "Appareil et synchronisation",
  deviceLead: "Ce qui attend de partir, ce qui attend d’arriver, et ce que le site a confirmé.",
  exchangeTitle: "Synchronisation",
  syncNow: "Synchroniser maintenant",
  outboxTitle: "À envoyer",
  outboxCount: { one: "{n} fait", other: "{n} faits" },
  outboxEmpty: "rien : le site a tout",
  inboxTitle: "À recevoir",
  inboxEmpty: "rien",
  lastExchange: "Dernière synchronisation",
  lastReceipt: "Dernier reçu écrit du site",
  waitingTitle: "Où est votre travail",
  outboxEvents: {
    one: "{n} chose que vous avez faite (réponses, lectures, remises) est enregistrée ici et pas encore au site.",
    other:
      "{n} choses que vous avez faites (réponses, lectures, remises) sont enregistrées ici et pas encore au site.",
  },
  outboxSince: "La plus ancienne est du {when}.",
  outboxCarried: {
    one: "{n} est en chemin par un relais ; le site ne l’a pas encore confirmée.",
    other: "{n} sont en chemin par un relais ; le site ne les a pas encore confirmées.",
  },
  outboxOthers: {
    one: "{n} pli d’autres personnes attend un passage : il ne peut pas être lu.",
    other: "{n} plis d’autres personnes attendent un passage : ils ne peuvent pas être lus.",
  },
  inboxHeld: {
    one: "{n} morceau arrivé attend une partie qui manque.",
    other: "{n} morceaux arrivés attendent une partie qui manque.",
  },
  inboxQuarantined: {
    one: "{n} fait vient d’une version plus récente : il reste ici et sera compris après la mise à jour.",
    other:
      "{n} faits viennent d’une version plus récente : ils restent ici et seront compris après la mise à jour.",
  },
  outboxSafeNone: "Le site n’a encore rien confirmé par écrit.",
  outboxSafe: {
    one: "{n} chose est en sûreté : le site l’a confirmée par écrit.",
    other: "{n} choses sont en sûreté : le site les a confirmées par écrit.",
  },
  deviceRevokedHere:
    "Le site a exclu cet appareil. Votre travail reste ici ; demandez à votre bureau.",
  needsNewer: "Le site utilise une version plus récente : mettez l’application à jour.",
  byFileTitle: "Sans réseau : par fichier",
  byFileWhy:
    "Enregistrez le travail non envoyé dans un fichier .approdo et portez-le au site sur une clé ou par courriel : il est scellé, qui le porte ne peut pas le lire. La réponse arrive de la même façon.",
  saveWork: "Enregistrer le travail dans un fichier",
  fileSaved: "Le fichier est dans vos téléchargements.",
  bringIn: "Ouvrir un fichier arrivé",
  brought: "Pris. Ce qui était pour vous est ici.",
  broughtReceipt: "Pris : le site a confirmé votre travail.",
  devicesTitle: "Vos appareils",
  deviceSince: "depuis {when}",
  deviceThis: "celui-ci",
  deviceRevoked: "exclu",

  spaceTitle: "Espace",
  spaceLead: "Combien l’application occupe sur cet appareil, et ce que vous pouvez retirer.",
  spaceUsed: "Espace utilisé",
  spaceOf: "{used} sur {quota}",
  spaceContent: "Contenu des cours",
  spaceProgress: "Votre parcours",
  persisted: "Le navigateur conserve vos données",
  persistedWhy: "Il a promis de ne pas les effacer de lui-même quand la place manque.",
  notPersisted: "Le navigateur pourrait effacer les données",
  notPersistedWhy:
    "Quand la place manque, il peut retirer du travail non envoyé. Demandez-lui de le conserver, ou installez l’application.",
  persistAsk: "Demander de les conserver",
  persistRefused:
    "Le navigateur a refusé. Installez l’application depuis son menu, puis réessayez.",
  spaceCourses: "Cours téléchargés",
  spaceCoursesWhy:
    "Si vous retirez un cours, votre parcours reste : vous pouvez le télécharger de nouveau.",
  spaceNone: "Aucun cours n’est sur cet appareil.",
  remove: "Retirer",
  removeCourse: "Retirer « {title} » de l’appareil",
  removeSure: "Oui, retirer",

  profileTitle: "Mon profil",
  profileLead: "Qui vous êtes pour le site, et ce qui protège vos données.",
  profileName: "Nom",
  profileSite: "Site",
  forgetTitle: "Retirer le profil de cet appareil",
  forgetWhy:
    "Pour un ordinateur que vous n’utilisez plus. Ce que le site a confirmé n’est pas perdu.",
  forgetSure: "Tout ce qui est à vous sur cet appareil est effacé.",
  forgetLoses: {
    one: "{n} chose pas encore envoyée serait perdue pour toujours.",
    other: "{n} choses pas encore envoyées seraient perdues pour toujours.",
  },
  forgetFirst: "Envoyez-les d’abord, ou enregistrez-les dans un fichier.",
  forgetDo: "Effacer d’ici",
};
