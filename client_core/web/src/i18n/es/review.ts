// Spaced repetition: what comes today, the questions, what comes when.
import type { review as italian } from "../it/review.ts";
import type { Catalogue } from "../message.ts";

export const review: Catalogue<"es", typeof italian> = {
  navReview: "Repaso",
  reviewTitle: "Repaso",
  reviewLead: "Las preguntas de tus ejercicios vuelven cuando estás a punto de olvidarlas.",
  reviewToday: { one: "Hoy: {n} pregunta", other: "Hoy: {n} preguntas" },
  reviewTodayNew: { one: "{n} es nueva", other: "{n} son nuevas" },
  reviewBegin: "Empezar el repaso",
  reviewGoOn: "Seguir con el repaso",
  reviewNoneToday: "Hoy no hay nada que repasar",
  reviewNothing: "El repaso empieza con un ejercicio",
  reviewNothingWhy:
    "Haz un ejercicio de un curso: sus preguntas volverán aquí, en el momento justo para recordarlas.",
  reviewLeft: { one: "Queda {n} pregunta", other: "Quedan {n} preguntas" },
  reviewReturns: "Vuelve: antes la respuesta no era correcta.",
  reviewUnknown: "No lo sé",
  reviewNext: "Continuar",
  reviewRight: "La respuesta correcta",
  reviewSavedAgain: "Respuesta guardada. La pregunta vuelve hoy, más tarde.",
  reviewSavedIn: "Respuesta guardada. La pregunta vuelve {when}.",
  reviewHow: "¿Cómo fue?",
  reviewHard: "Difícil",
  reviewGood: "Bien",
  reviewEasy: "Fácil",
  whenToday: "hoy",
  whenTomorrow: "mañana",
  whenDays: { one: "dentro de {n} día", other: "dentro de {n} días" },
  reviewDone: "Has terminado por hoy",
  reviewDoneCount: { one: "Has repasado {n} pregunta.", other: "Has repasado {n} preguntas." },
  reviewAhead: "Qué vuelve y cuándo",
  reviewAheadWhen: "Cuándo",
  reviewAheadCount: "Preguntas",
  reviewMoreNew: {
    one: "{n} pregunta nueva llega en los próximos días.",
    other: "{n} preguntas nuevas llegan en los próximos días, pocas cada vez.",
  },
};
