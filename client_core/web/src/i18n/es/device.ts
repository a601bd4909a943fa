import type { device as italian } from "../it/device.ts";
import type { Catalogue } from "../message.ts";

export const device: Catalogue<"es", typeof italian> = {
  deviceTitle: "Dispositivo y sincronización",
  deviceLead: "Qué espera salir, qué espera llegar, y qué ha confirmado el sitio.",
  exchangeTitle: "Sincronización",
  syncNow: "Sincronizar ahora",
  outboxTitle: "Por enviar",
  outboxCount: { one: "{n} hecho", other: "{n} hechos" },
  outboxEmpty: "nada: el sitio lo tiene todo",
  inboxTitle: "Por recibir",
  inboxEmpty: "nada",
  lastExchange: "Última sincronización",
  lastReceipt: "Último recibo escrito del sitio",
  waitingTitle: "Dónde está tu trabajo",
  outboxEvents: {
    one: "{n} cosa que hiciste (respuestas, lecturas, entregas) está guardada aquí y aún no en el sitio.",
    other:
      "{n} cosas que hiciste (respuestas, lecturas, entregas) están guardadas aquí y aún no en el sitio.",
  },
  outboxSince: "La más antigua es de {when}.",
  outboxCarried: {
    one: "{n} va en camino por un repetidor; el sitio aún no la ha confirmado.",
    other: "{n} van en camino por un repetidor; el sitio aún no las ha confirmado.",
  },
  outboxOthers: {
    one: "{n} paquete de otras personas espera transporte: no se puede leer.",
    other: "{n} paquetes de otras personas esperan transporte: no se pueden leer.",
  },
  inboxHeld: {
    one: "{n} pieza que llegó espera una parte que falta.",
    other: "{n} piezas que llegaron esperan una parte que falta.",
  },
  inboxQuarantined: {
    one: "{n} hecho es de una versión más nueva: se queda aquí y se entenderá tras la actualización.",
    other:
      "{n} hechos son de una versión más nueva: se quedan aquí y se entenderán tras la actualización.",
  },
  outboxSafeNone: "El sitio todavía no ha confirmado nada por escrito.",
  outboxSafe: {
    one: "{n} cosa está a salvo: el sitio la confirmó por escrito.",
    other: "{n} cosas están a salvo: el sitio las confirmó por escrito.",
  },
  deviceRevokedHere:
    "El sitio ha excluido este dispositivo. Tu trabajo sigue aquí; pregunta a tu oficina.",
  needsNewer: "El sitio usa una versión más nueva: actualiza la aplicación.",
  byFileTitle: "Sin red: con un archivo",
  byFileWhy:
    "Guarda el trabajo sin enviar en un archivo .approdo y llévalo al sitio en una memoria o por correo: va sellado, quien lo lleva no puede leerlo. La respuesta llega igual.",
  saveWork: "Guardar el trabajo en un archivo",
  fileSaved: "El archivo está en tus descargas.",
  bringIn: "Abrir un archivo recibido",
  brought: "Recibido. Lo que era para ti está aquí.",
  broughtReceipt: "Recibido: el sitio ha confirmado tu trabajo.",
  devicesTitle: "Tus dispositivos",
  deviceSince: "desde {when}",
  deviceThis: "este",
  deviceRevoked: "excluido",

  spaceTitle: "Espacio",
  spaceLead: "Cuánto ocupa la aplicación en este dispositivo, y qué puedes quitar.",
  spaceUsed: "Espacio usado",
  spaceOf: "{used} de {quota}",
  spaceContent: "Contenido de los cursos",
  spaceProgress: "Tu recorrido",
  persisted: "El navegador conserva tus datos",
  persistedWhy: "Ha prometido no borrarlos por sí solo cuando falte espacio.",
  notPersisted: "El navegador podría borrar los datos",
  notPersistedWhy:
    "Cuando falta espacio puede quitar también trabajo sin enviar. Pídele que lo conserve, o instala la aplicación.",
  persistAsk: "Pedir que los conserve",
  persistRefused:
    "El navegador ha dicho que no. Instala la aplicación desde su menú y reinténtalo.",
  spaceCourses: "Cursos descargados",
  spaceCoursesWhy: "Si quitas un curso, tu recorrido se queda: puedes descargarlo de nuevo.",
  spaceNone: "No hay ningún curso en este dispositivo.",
  remove: "Quitar",
  removeCourse: "Quitar «{title}» del dispositivo",
  removeSure: "Sí, quitar",

  profileTitle: "Mi perfil",
  profileLead: "Quién eres para el sitio, y qué protege tus datos.",
  profileName: "Nombre",
  profileSite: "Sitio",
  forgetTitle: "Quitar el perfil de este dispositivo",
  forgetWhy: "Para un ordenador que ya no usas. Lo que el sitio confirmó no se pierde.",
  forgetSure: "Todo lo tuyo en este dispositivo se borra.",
  forgetLoses: {
    one: "{n} cosa sin enviar se perdería para siempre.",
    other: "{n} cosas sin enviar se perderían para siempre.",
  },
  forgetFirst: "Envíalas antes, o guárdalas en un archivo.",
  forgetDo: "Borrar de aquí",
};
