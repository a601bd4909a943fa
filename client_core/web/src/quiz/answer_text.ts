// Answers between the fields of a page and the core's words for them
// (client_core/core/answers.hpp): options by id, pairs «left-right», parts apart by «|». What comes
// back from the core has letters.
import type { HandedFile, Question, QuestionPart } from "../worker/protocol.ts";

// One part's answer while it is being made: chosen options or the order of items, pairs by the left
// one, or words.
export interface Draft {
  chosen: string[];
  pairs: Record<string, string>;
  words: string;
  files: HandedFile[];
}
export type Drafts = Record<number, Draft>;

const nothing: Draft = { chosen: [], pairs: {}, words: "", files: [] };

export const draftOf = (drafts: Drafts, part: QuestionPart): Draft =>
  drafts[part.number] ?? nothing;

function letterOf(index: number): string {
  if (index < 26) return String.fromCharCode(97 + index);
  return letterOf(Math.floor(index / 26) - 1) + letterOf(index % 26);
}

function optionCalled(part: QuestionPart, name: string): string {
  const options = part.options ?? [];
  const at = options.findIndex((option, index) => letterOf(index) === name || option.id === name);
  return options[at]?.id ?? "";
}

function leftCalled(part: QuestionPart, name: string): string {
  const left = part.left ?? [];
  return left[Number(name) - 1]?.id ?? left.find((option) => option.id === name)?.id ?? "";
}

function readPart(part: QuestionPart, text: string): Draft {
  switch (part.kind) {
    case "choice":
    case "order":
    case "hotspot":
      return {
        ...nothing,
        chosen: text
          .split(",")
          .map((name) => optionCalled(part, name.trim()))
          .filter(Boolean),
      };
    case "match":
    case "drag": {
      const pairs: Record<string, string> = {};
      for (const pair of text.split(",")) {
        const [from = "", to = ""] = pair.trim().split("-");
        const left = leftCalled(part, from);
        if (left) pairs[left] = optionCalled(part, to);
      }
      return { ...nothing, pairs };
    }
    case "file":
      return { ...nothing, files: part.files ?? [] };
    default:
      return { ...nothing, words: text };
  }
}

export function readAnswer(question: Question): Drafts {
  const pieces =
    question.parts.length > 1 ? (question.answer ?? "").split("|") : [question.answer ?? ""];
  const drafts: Drafts = {};
  for (const [index, part] of question.parts.entries()) {
    const text = pieces[index]?.trim() ?? "";
    if (text) drafts[part.number] = readPart(part, text);
  }
  return drafts;
}

function writePart(part: QuestionPart, draft: Draft): string {
  switch (part.kind) {
    case "choice":
    case "order":
    case "hotspot":
      return draft.chosen.join(",");
    case "match":
    case "drag":
      return Object.entries(draft.pairs)
        .filter(([, to]) => to)
        .map(([from, to]) => `${from}-${to}`)
        .join(" ");
    case "file":
      return draft.files.map((each) => each.file).join(", ");
    default:
      return draft.words.trim();
  }
}

export function writeAnswer(question: Question, drafts: Drafts): string {
  const pieces = question.parts.map((part) => writePart(part, draftOf(drafts, part)));
  return pieces.every((piece) => piece === "") ? "" : pieces.join(" | ");
}

// What the fields show, though nobody touched them yet: an ordering as it stands is an answer, too.
export function asShown(question: Question, drafts: Drafts): Drafts {
  const shown: Drafts = { ...drafts };
  for (const part of question.parts) {
    if (part.kind !== "order") continue;
    const draft = draftOf(drafts, part);
    shown[part.number] = { ...draft, chosen: orderOf(part, draft) };
  }
  return shown;
}

// Items of an ordering that nobody has moved yet stand as they were shown.
export const orderOf = (part: QuestionPart, draft: Draft): string[] =>
  draft.chosen.length > 0 ? draft.chosen : (part.options ?? []).map((option) => option.id);
