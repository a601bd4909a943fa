// Messages, numbers, dates and sizes in the person's language. Italian comes with the app, so that
// there are always words; the others are parts of their own, loaded when chosen.
import { computed, effect, signal } from "@preact/signals";

import { settings } from "../state/settings.ts";
import type { Language } from "../state/settings.ts";
import { it } from "./it.ts";
import type { Given, Key } from "./message.ts";

export type { Key, PlainKey } from "./message.ts";

type Loaded = Record<Key, string | Record<string, string>>;

const loaders: Record<Language, () => Promise<Loaded>> = {
  it: () => Promise.resolve(it),
  en: () => import("./en.ts").then((module) => module.en),
  fr: () => import("./fr.ts").then((module) => module.fr),
  es: () => import("./es.ts").then((module) => module.es),
  ar: () => import("./ar.ts").then((module) => module.ar),
};

const shown = signal<{ language: Language; messages: Loaded }>({ language: "it", messages: it });

// Numbers of Arabic pages are written in the digits that its speakers in Europe use.
const tags: Record<Language, string> = {
  it: "it",
  en: "en-GB",
  fr: "fr",
  es: "es",
  ar: "ar-u-nu-latn",
};

export const tag = computed(() => tags[shown.value.language]);

effect(() => {
  const { language } = settings.value;
  loaders[language]().then(
    (messages) => {
      if (settings.value.language === language) shown.value = { language, messages };
    },
    // Not here and no network: the words on screen stay as they are.
    () => {},
  );
});

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : value;
  });
}

export function t<K extends Key>(key: K, ...given: Given<K>): string {
  const message = shown.value.messages[key];
  const values = (given[0] ?? {}) as Record<string, string | number>;
  if (typeof message === "string") return fill(message, values);
  const form = new Intl.PluralRules(tag.value).select(Number(values["n"]));
  return fill(message[form] ?? message["other"] ?? "", values);
}

export function number(value: number): string {
  return new Intl.NumberFormat(tag.value, { maximumFractionDigits: 1 }).format(value);
}

// How many times as fast: 1,25×
export const factor = (value: number): string =>
  `${new Intl.NumberFormat(tag.value, { maximumFractionDigits: 2 }).format(value)}×`;

export function share(part: number, whole: number): string {
  const ratio = whole > 0 ? Math.min(part / whole, 1) : 0;
  return new Intl.NumberFormat(tag.value, { style: "percent" }).format(ratio);
}

// A share as the core writes it, per cent with up to five decimals.
export function percent(text: string): string {
  return new Intl.NumberFormat(tag.value, { style: "percent", maximumFractionDigits: 1 }).format(
    Number(text) / 100,
  );
}

// Points as the core writes them, a decimal text.
export const points = (text: string): string =>
  new Intl.NumberFormat(tag.value, { maximumFractionDigits: 2 }).format(Number(text));

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function size(bytes: number): string {
  let index = 0;
  let value = bytes;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    ++index;
  }
  const digits = index < 2 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(tag.value, {
    style: "unit",
    unit: units[index] as string,
    unitDisplay: "short",
    maximumFractionDigits: digits,
  }).format(value);
}

export function moment(ms: number): string {
  return new Intl.DateTimeFormat(tag.value, { dateStyle: "medium", timeStyle: "short" }).format(ms);
}

export function clock(ms: number): string {
  const today = new Date().toDateString() === new Date(ms).toDateString();
  return today ? new Intl.DateTimeFormat(tag.value, { timeStyle: "short" }).format(ms) : moment(ms);
}

// How long ago, in whole units that have passed: nothing reads as longer ago than it is.
export function ago(ms: number): string {
  const minutes = Math.floor((Date.now() - ms) / 60_000);
  if (minutes < 1)
    return new Intl.RelativeTimeFormat(tag.value, { numeric: "auto" }).format(0, "second");
  const words = new Intl.RelativeTimeFormat(tag.value);
  if (minutes < 60) return words.format(-minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return words.format(-hours, "hour");
  return words.format(-Math.floor(hours / 24), "day");
}

// A day as the site writes it, YYYY-MM-DD: the same day everywhere.
export function day(text: string): string {
  const date = new Date(`${text}T12:00:00Z`);
  return new Intl.DateTimeFormat(tag.value, { dateStyle: "long", timeZone: "UTC" }).format(date);
}

// The day of a moment that a site signed: by the same clock for all who read it.
export function dayOf(ms: number): string {
  return new Intl.DateTimeFormat(tag.value, { dateStyle: "long", timeZone: "UTC" }).format(ms);
}

// From a moment until a later one, with the day of the week; `zone`: by the clocks of there.
export function span(from: number, until: number, zone?: string): string {
  const shown: Intl.DateTimeFormatOptions = {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  };
  if (zone) shown.timeZone = zone;
  return new Intl.DateTimeFormat(tag.value, shown).formatRange(from, until);
}

function unitText(value: number, unit: "hour" | "minute", display: "long" | "short"): string {
  return new Intl.NumberFormat(tag.value, {
    style: "unit",
    unit,
    unitDisplay: display,
    maximumFractionDigits: 0,
  }).format(value);
}

export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0 && rest > 0) return unitText(rest, "minute", "long");
  if (rest === 0) return unitText(hours, "hour", "long");
  return `${unitText(hours, "hour", "long")} ${unitText(rest, "minute", "short")}`;
}

// What the core says may begin small, as the rest of a line; here it stands alone.
export const sentence = (text: string): string =>
  text.charAt(0).toLocaleUpperCase(tag.value) + text.slice(1);

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(tag.value, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

const own: Record<Language, string> = {
  it: "Italiano",
  en: "English",
  fr: "Français",
  es: "Español",
  ar: "العربية",
};
export const ownName = (language: Language): string => own[language];
