// Spaced repetition: what comes today, the questions, what comes when.
import type { review as italian } from "../it/review.ts";
import type { Catalogue } from "../message.ts";

export const review: Catalogue<"en", typeof italian> = {
  navReview: "Review",
  reviewTitle: "Review",
  reviewLead: "The questions of your exercises come back when you are about to forget them.",
  reviewToday: { one: "Today: {n} question", other: "Today: {n} questions" },
  reviewTodayNew: { one: "{n} is new", other: "{n} are new" },
  reviewBegin: "Begin the review",
  reviewGoOn: "Go on with the review",
  reviewNoneToday: "There is nothing to review today",
  reviewNothing: "A review begins with an exercise",
  reviewNothingWhy:
    "Do an exercise of a course: its questions will come back here, at the right time to remember them.",
  reviewLeft: { one: "{n} more question", other: "{n} more questions" },
  reviewReturns: "It comes again: the answer was not right before.",
  reviewUnknown: "I do not know",
  reviewNext: "Go on",
  reviewRight: "The right answer",
  reviewSavedAgain: "Answer saved. The question comes again later today.",
  reviewSavedIn: "Answer saved. The question comes back {when}.",
  reviewHow: "How was it?",
  reviewHard: "Hard",
  reviewGood: "All right",
  reviewEasy: "Easy",
  whenToday: "today",
  whenTomorrow: "tomorrow",
  whenDays: { one: "in {n} day", other: "in {n} days" },
  reviewDone: "You are done for today",
  reviewDoneCount: { one: "You reviewed {n} question.", other: "You reviewed {n} questions." },
  reviewAhead: "What comes back, and when",
  reviewAheadWhen: "When",
  reviewAheadCount: "Questions",
  reviewMoreNew: {
    one: "{n} new question comes in the next days.",
    other: "{n} new questions come in the next days, a few at a time.",
  },
};
