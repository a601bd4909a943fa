// Spaced repetition: what comes today, the questions, what comes when.
import type { review as italian } from "../it/review.ts";
import type { Catalogue } from "../message.ts";

export const review: Catalogue<"fr", typeof italian> = {
  navReview: "Révision",
  reviewTitle: "Révision",
  reviewLead:
    "Les questions de vos exercices reviennent quand vous êtes sur le point de les oublier.",
  reviewToday: { one: "Aujourd’hui : {n} question", other: "Aujourd’hui : {n} questions" },
  reviewTodayNew: { one: "dont {n} nouvelle", other: "dont {n} nouvelles" },
  reviewBegin: "Commencer la révision",
  reviewGoOn: "Reprendre la révision",
  reviewNoneToday: "Rien à réviser aujourd’hui",
  reviewNothing: "La révision commence par un exercice",
  reviewNothingWhy:
    "Faites un exercice d’un cours : ses questions reviendront ici, au bon moment pour les retenir.",
  reviewLeft: { one: "Encore {n} question", other: "Encore {n} questions" },
  reviewReturns: "Elle revient : la réponse n’était pas juste auparavant.",
  reviewUnknown: "Je ne sais pas",
  reviewNext: "Continuer",
  reviewRight: "La bonne réponse",
  reviewSavedAgain: "Réponse enregistrée. La question revient plus tard aujourd’hui.",
  reviewSavedIn: "Réponse enregistrée. La question revient {when}.",
  reviewHow: "C’était comment ?",
  reviewHard: "Difficile",
  reviewGood: "Bien",
  reviewEasy: "Facile",
  whenToday: "aujourd’hui",
  whenTomorrow: "demain",
  whenDays: { one: "dans {n} jour", other: "dans {n} jours" },
  reviewDone: "C’est fini pour aujourd’hui",
  reviewDoneCount: {
    one: "Vous avez révisé {n} question.",
    other: "Vous avez révisé {n} questions.",
  },
  reviewAhead: "Ce qui revient, et quand",
  reviewAheadWhen: "Quand",
  reviewAheadCount: "Questions",
  reviewMoreNew: {
    one: "{n} nouvelle question arrive dans les prochains jours.",
    other: "{n} nouvelles questions arrivent dans les prochains jours, peu à la fois.",
  },
};
