// Times by the clocks of another place: what a trainer types is the time where people meet, and a
// learner elsewhere has to see both that and the time of the device.

// Milliseconds that clocks of the zone are ahead of UTC at this moment. A zone that this browser
// does not know is taken for that of the device.
export function aheadOfUtc(zone: string, at: number): number {
  const shown: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  };
  const whole = Math.floor(at / 1000) * 1000;
  const format = formatIn(zone, shown);
  const of: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(whole)) of[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = of;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

function formatIn(zone: string, shown: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { ...shown, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", shown);
  }
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone }).format();
    return zone !== "";
  } catch {
    return false;
  }
}

// Whether clocks there show another time than this device's.
export const differsHere = (zone: string, at: number): boolean =>
  isZone(zone) && aheadOfUtc(zone, at) !== -new Date(at).getTimezoneOffset() * 60_000;

// As a field for date and time has it: 2026-12-03T14:30.
export const typedIn = (zone: string, at: number): string =>
  new Date(at + aheadOfUtc(zone, at)).toISOString().slice(0, 16);

// NaN: it is no time. Of an hour that clocks show twice the first one, and of one that they leave
// out what they show in its place.
export function momentOf(typed: string, zone: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed)) return NaN;
  const asUtc = Date.parse(`${typed.slice(0, 16)}:00Z`);
  if (Number.isNaN(asUtc)) return NaN;
  const day = 86_400_000;
  const [before, after] = [asUtc - day, asUtc + day].map((at) => asUtc - aheadOfUtc(zone, at));
  const fitting = [before, after].filter(
    (at): at is number => at !== undefined && at + aheadOfUtc(zone, at) === asUtc,
  );
  return fitting.length > 0 ? Math.min(...fitting) : (before ?? NaN);
}
