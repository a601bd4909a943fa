// How the person wants the pages: language and display. They are kept in this browser, outside the
// profile, because they also serve whoever has not unlocked one; nothing about learning is in them.
import { effect, signal } from "@preact/signals";

export const languages = ["it", "en", "fr", "es", "ar"] as const;
export type Language = (typeof languages)[number];

export const displays = ["contrast", "large", "spacing", "still"] as const;
export type Display = (typeof displays)[number];

export interface Settings {
  language: Language;
  display: Display[];
}

const place = "approdo-settings";

function spoken(): Language {
  for (const tag of navigator.languages) {
    const found = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return "it";
}

function read(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Settings>;
    return {
      language: languages.find((language) => language === kept.language) ?? spoken(),
      display: displays.filter((display) => kept.display?.includes(display)),
    };
  } catch {
    return { language: spoken(), display: [] };
  }
}

export const settings = signal<Settings>(read());

export function change(part: Partial<Settings>): void {
  settings.value = { ...settings.value, ...part };
  try {
    localStorage.setItem(place, JSON.stringify(settings.value));
  } catch {
    // Without storage the choice holds for this visit.
  }
}

effect(() => {
  const { language, display } = settings.value;
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  for (const each of displays) root.classList.toggle(`display-${each}`, display.includes(each));
});
