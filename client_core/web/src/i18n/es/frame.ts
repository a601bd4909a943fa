import type { frame as italian } from "../it/frame.ts";
import type { Catalogue } from "../message.ts";

export const frame: Catalogue<"es", typeof italian> = {
  skipToContent: "Ir al contenido",
  navLabel: "Páginas principales",
  navMenu: "Menú",
  navHome: "Mi página",
  navCourses: "Cursos",
  navRecord: "Mi recorrido",
  navClasses: "Mis clases",
  help: "Ayuda",
  account: "Perfil",
  language: "Idioma",
  display: "Aspecto",
  displayNormal: "Visualización normal",
  displayContrast: "Alto contraste",
  displayLarge: "Texto grande",
  displaySpacing: "Espaciado amplio",
  displayStill: "Menos movimiento",
  lockNow: "Bloquear",
  footerClaim: "aprende también donde la red no llega.",
  loading: "Cargando…",
  tryAgain: "Reintentar",
  reload: "Recargar la página",
  cancel: "Cancelar",
  next: "Siguiente",
  previous: "Anterior",
  never: "nunca",
  wentWrong: "No ha funcionado",
  wentWrongUnknown: "Algo ha fallado. Lo que estaba guardado está a salvo: inténtalo otra vez.",
  partMissing:
    "Una parte de la aplicación no está en este dispositivo. Conéctate a la red y recarga la página.",
  updateReady: "Hay una nueva versión de la aplicación lista.",
  updateWaits: {
    one: "Queda {n} cosa por enviar: sigue guardada.",
    other: "Quedan {n} cosas por enviar: siguen guardadas.",
  },
  updateNow: "Actualizar ahora",
  storageFull: "No queda espacio en este dispositivo: no se pueden guardar respuestas nuevas.",
  makeRoom: "Hacer espacio",
  nowhereTitle: "Esta página no existe",
  nowhereLead: "La dirección es errónea, o la página se ha quitado.",
  brokenTitle: "La aplicación no puede arrancar",
  brokenWhy: "El navegador no da espacio para guardar tu trabajo.",
  brokenHow:
    "Pasa en ventanas privadas y en navegadores muy antiguos. Abre esta página en una ventana normal e inténtalo otra vez.",

  reachSite: "En línea",
  reachAway: "Sin conexión",
  reachOther: "Red sin el sitio",
  reachNone: "Buscando la red…",
  reachBusy: "Sincronizando",
  toSend: { one: "{n} por enviar", other: "{n} por enviar" },
  nothingToSend: "todo enviado",
  toReceive: "{size} por recibir",
  lastAt: "última sincronización {when}",

  joinTitle: "Tienes una invitación",
  joinLead: "Elige una frase secreta y este dispositivo queda listo para tus cursos.",
  joinInto:
    "«{site}» te invita. Elige una frase secreta y este dispositivo queda listo para tus cursos.",
  joinNameSummary: "Elegir tu nombre de usuario (opcional)",
  joinName: "Nombre de usuario",
  joinNameHint: "Hace falta en otro ordenador. Si lo dejas vacío, lo elige el sitio.",
  joinDo: "Entrar",
  joinBusy: "Preparando el dispositivo…",
  joinAlready: "Este dispositivo ya es tuyo.",
  joinNoCode: "Falta el código de la invitación",
  joinNoCodeWhy: "Abre el enlace completo que recibiste, con lo que sigue al signo #.",
  joinPending: "La solicitud espera la red",
  joinPendingWhy: "Está guardada. En cuanto se pueda llegar al sitio, la inscripción se completa.",
  passphrase: "Frase secreta",
  passphraseChoose: "Elige una frase secreta",
  passphraseHint: "Al menos 8 caracteres; mejor cuatro palabras que solo tú recuerdes.",
  passphraseRepeat: "Repite la frase secreta",
  passphraseShort: "Es demasiado corta: hacen falta al menos {least} caracteres.",
  passphraseDiffers: "Las dos frases no son iguales: escríbela de nuevo.",
  passphraseNeeded: "Escribe la frase secreta que usas ahora.",
  passphraseNow: "Frase secreta actual",
  passphraseChange: "Cambiar la frase secreta",
  passphraseChanged: "Hecho. Desde ahora vale la nueva, también en tus otros dispositivos.",
  userName: "Nombre de usuario",
  welcomeTitle: "Te damos la bienvenida a Approdo",
  welcomeLead: "Tus cursos quedan en este dispositivo y funcionan también sin red.",
  welcomeInvited: "¿Has recibido una invitación?",
  welcomeInvitedHow: "Abre el enlace de la invitación, o escanea su código QR.",
  welcomeAgain: "¿Ya tienes un perfil?",
  welcomeAgainHow:
    "Entra con el nombre de usuario y la frase secreta: tu recorrido llega también aquí.",
  wordsTitle: "Las palabras de «{site}»",
  wordsWhy:
    "Antes de escribir la frase secreta comprueba que son las mismas de la hoja de la oficina.",
  signInDo: "Entrar",
  signInBusy: "Comprobando…",
  unlockTitle: "Hola de nuevo",
  unlockLead: "Los datos de este dispositivo están cifrados: los abre tu frase secreta.",
  unlockWho: "¿Quién eres?",
  unlockNameless: "Sin nombre",
  unlockDo: "Abrir",
  unlockBusy: "Abriendo…",

  // In a page that `approdo serve` served
  programTitle: "Esta ventana no está conectada",
  programOutside:
    "El programa approdo de este ordenador no reconoce esta página: se ha recargado, o el programa se ha iniciado de nuevo.",
  programHow:
    "En la ventana donde se ejecuta «approdo serve» pulsa Intro, o inícialo de nuevo, y abre la dirección que muestra. Lo que estaba guardado está a salvo.",
  programLink: "Enlace de la invitación",
  programLinkHint: "Cópialo entero del mensaje, con lo que sigue al signo #.",
  programAddress: "Dirección del sitio",
  programAddressHint: "Como en la hoja de la oficina: https://… y un nombre.",

  helpLead: "Las preguntas más comunes, en pocas palabras.",
  helpOffline: "¿Puedo estudiar sin red?",
  helpOfflineAnswer:
    "Sí. Descarga el curso una vez, con red. Después lees, escuchas y haces los cuestionarios en cualquier lugar, también los que tienen tiempo.",
  helpSaved: "¿Cuándo está guardada una respuesta?",
  helpSavedAnswer:
    "Cuando lees «Respuesta guardada». Desde entonces queda, aunque el ordenador se apague de golpe.",
  helpWaiting: "¿Qué significa «por enviar»?",
  helpWaitingAnswer:
    "Es trabajo guardado aquí que el sitio aún no tiene. Sale solo en cuanto hay red. La señal de arriba dice cuánto queda.",
  helpNoNetwork: "¿Y si nunca hay red?",
  helpNoNetworkAnswer:
    "Desde la página del dispositivo guarda el trabajo en un archivo y llévalo a la oficina en una memoria. Nadie puede leerlo por el camino.",
  helpOther: "¿Puedo seguir en otro ordenador?",
  helpOtherAnswer:
    "Sí: abre la dirección del sitio y entra con el nombre de usuario y la frase secreta. Antes de escribirla comprueba las ocho palabras de la hoja de la oficina.",
  helpForgot: "He olvidado la frase secreta.",
  helpForgotAnswer:
    "Sin ella, los datos de este dispositivo no se abren: ni el sitio puede leerlos. Pide una nueva invitación a tu oficina; lo ya enviado vuelve.",
  helpPrivacy: "¿Quién ve lo que hago?",
  helpPrivacyAnswer:
    "Tus formadores ven por dónde vas, cuándo se sincronizaron tus dispositivos y las respuestas que deben corregir. Quien transporta los datos no ve nada.",
  helpKeyboard: "¿Se usa todo con el teclado?",
  helpKeyboardAnswer:
    "Sí. Tab pasa de un control a otro, Intro y Espacio los accionan, Esc cierra los menús. El primer Tab lleva al contenido.",
  accessibilityTitle: "Accesibilidad",
  accessibilityLead: "Estas páginas están hechas para todas las personas que trabajan y aprenden.",
  accessibilityHow: "Cómo están hechas",
  accessibilityHowText:
    "Siguen las WCAG 2.2, nivel AA: se usan con teclado y con lectores de pantalla, desde 320 píxeles, con alto contraste, texto grande y espaciado amplio en el menú «Aspecto». La declaración de accesibilidad la publica la entidad que gestiona el sitio.",
  feedbackTitle: "Informar de un problema",
  feedbackText:
    "Si algo no se puede usar, dilo a la entidad que gestiona el sitio: indica la página, el dispositivo, el navegador y qué querías hacer.",
  feedbackNext:
    "La entidad responde en 30 días. Si no, puedes dirigirte al defensor cívico de lo digital.",
};
