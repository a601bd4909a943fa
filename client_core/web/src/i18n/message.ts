// The form of a catalogue, checked by the compiler: the Italian one says which messages there are
// and which values stand in them as {name}; another language that lacks one, or a plural form that
// its grammar has, does not build. build/catalogues.ts compares the values.
import type { it } from "./it.ts";

// The forms that Intl.PluralRules names for whole numbers; `n` is the value that decides.
type Forms = {
  it: "one" | "other";
  en: "one" | "other";
  fr: "one" | "other";
  es: "one" | "other";
  ar: "zero" | "one" | "two" | "few" | "many" | "other";
};

export type Key = keyof typeof it;

// What a language says of an area, whose messages are those of the Italian one.
export type Catalogue<L extends keyof Forms, Italian> = {
  [K in keyof Italian]: Italian[K] extends string ? string : Record<Forms[L], string>;
};

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type TextOf<K extends Key> = (typeof it)[K] extends string
  ? (typeof it)[K]
  : (typeof it)[K][keyof (typeof it)[K]] & string;

// The values that a message needs; a plural one needs its number `n` besides.
export type Values<K extends Key> = (typeof it)[K] extends string
  ? Record<Names<TextOf<K>>, string | number>
  : Record<Names<TextOf<K>> | "n", string | number> & { n: number };
export type Given<K extends Key> = keyof Values<K> extends never ? [] : [Values<K>];
// Messages that need no values: those that may be named in tables.
export type PlainKey = { [K in Key]: keyof Values<K> extends never ? K : never }[Key];
