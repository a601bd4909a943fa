import type { handingIn as italian } from "../it/handing_in.ts";
import type { Catalogue } from "../message.ts";

export const handingIn: Catalogue<"fr", typeof italian> = {
  fileLabel: "Fichiers à remettre",
  fileLimits: {
    one: "{n} fichier au plus, jusqu’à {size}.",
    other: "{n} fichiers au plus, jusqu’à {size} chacun.",
  },
  fileTypes: "Types : {types}.",
  fileFull:
    "Vous avez choisi autant de fichiers qu’on peut en remettre ici. Pour en changer, retirez-en un.",
  fileTooLarge: "« {name} » dépasse {size} : réduisez-le, puis choisissez-le de nouveau.",
  fileAdded: "{name} : ajouté",
  fileRemoved: "{name} : retiré",
  fileRemove: "Retirer",
  fileRemoveOf: "Retirer {name}",
  fileSave: "Enregistrer une copie",
  fileSaveOf: "Enregistrer une copie de {name}",
  fileOnItsWay: "Tout n’est pas encore arrivé",
  assignmentTitle: "Votre travail",
  assignmentText: "Votre texte",
  assignmentFiles: "Fichiers remis",
  assignmentLast: "Votre dernière remise",
  assignmentWaits: "Attend un commentaire",
  assignmentSaid: "Ce qu’on a dit de votre travail",
  assignmentAgain: "Remettre de nouveau",
  assignmentSaved: "Remis et enregistré.",
  markCompletes: "Compte comme terminé",
  markSaidBy: "Commentaire de {name}, {when}",
  markHandedIn: "remise {number}, {when}",
};
