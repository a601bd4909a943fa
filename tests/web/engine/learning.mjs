// What a learner does in these tests, through the engine: answers of every kind of question, and a
// memory of what was shown as saved.
import assert from "node:assert/strict";

import { call } from "./browser.mjs";

// Some answer to a question, right or wrong; null: it asks nothing.
export function answerTo(question) {
  if (question.parts.length === 0) return null;
  return question.parts
    .map(({ kind, options = [], left = [] }) => {
      if (kind === "choice" || kind === "hotspot") return options[0].id;
      if (kind === "order") return options.map(({ id }) => id).join(",");
      if (kind === "match" || kind === "drag") {
        return left.map(({ id }, i) => `${id}-${options[i % options.length].id}`).join(" ");
      }
      return kind === "number" ? "7" : "parole mie";
    })
    .join(" | ");
}

// Answers the next questions of the attempt that have no answer; gives those that were saved.
export async function answerSome(page, attempt, count) {
  const saved = [];
  for (const question of attempt.questions) {
    const answer = answerTo(question);
    if (saved.length === count) break;
    if (answer === null || question.answer !== null) continue;
    const { attempt: id } = attempt;
    const ask = { attempt: id, question: question.question, answer, durationMs: 1000 };
    const after = await call(page, "quizAnswer", ask);
    assert.ok(after.answer, "what was answered is shown");
    saved.push(question.question);
  }
  return saved;
}
