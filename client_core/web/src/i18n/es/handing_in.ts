import type { handingIn as italian } from "../it/handing_in.ts";
import type { Catalogue } from "../message.ts";

export const handingIn: Catalogue<"es", typeof italian> = {
  fileLabel: "Archivos para entregar",
  fileLimits: {
    one: "Como máximo {n} archivo, de hasta {size}.",
    other: "Como máximo {n} archivos, de hasta {size} cada uno.",
  },
  fileTypes: "Tipos: {types}.",
  fileFull:
    "Has elegido todos los archivos que se pueden entregar aquí. Para cambiarlos, quita uno.",
  fileTooLarge: "«{name}» supera {size}: hazlo más pequeño y elígelo de nuevo.",
  fileAdded: "{name}: añadido",
  fileRemoved: "{name}: quitado",
  fileRemove: "Quitar",
  fileRemoveOf: "Quitar {name}",
  fileSave: "Guardar una copia",
  fileSaveOf: "Guardar una copia de {name}",
  fileOnItsWay: "Aún no ha llegado todo",
  assignmentTitle: "Tu entrega",
  assignmentText: "Tu texto",
  assignmentFiles: "Archivos entregados",
  assignmentLast: "Tu última entrega",
  assignmentWaits: "Espera un comentario",
  assignmentSaid: "Qué se dijo de tu trabajo",
  assignmentAgain: "Entregar de nuevo",
  assignmentSaved: "Entregado y guardado.",
  markCompletes: "Cuenta como completado",
  markSaidBy: "Comentario de {name}, {when}",
  markHandedIn: "entrega {number}, {when}",
};
