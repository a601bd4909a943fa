// Shapes of JSON values, written once: the type that the compiler knows follows from the check that
// runs. views.ts describes with them what the core answers; tests hold real answers against them.
// Pages import only the types, so nothing of this file reaches them.

export interface Shape<Value> {
  // Where and how `value` is otherwise than described, in words; nothing if it fits.
  faults(value: unknown, at: string): string[];
  readonly as?: Value; // for the compiler alone
}
export type Shaped<S> = S extends Shape<infer Value> ? Value : never;

type Fields = Record<string, Shape<unknown>>;
// Members that may be missing are those whose shape says so.
export type Optional<Value> = Shape<Value> & { readonly optional: true };
type Needed<F extends Fields> = {
  [K in keyof F as F[K] extends { optional: true } ? never : K]: Shaped<F[K]>;
};
type Spare<F extends Fields> = {
  [K in keyof F as F[K] extends { optional: true } ? K : never]?: Shaped<F[K]>;
};

function plain<Value>(name: string, fits: (value: unknown) => boolean): Shape<Value> {
  return {
    faults: (value, at) => (fits(value) ? [] : [`${at} is ${brief(value)}, not ${name}`]),
  };
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export const text = plain<string>("a text", (value) => typeof value === "string");
export const flag = plain<boolean>("true or false", (value) => typeof value === "boolean");
export const count = plain<number>(
  "a whole number",
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);
export const moment = plain<number>("milliseconds since 1970", (value) =>
  Number.isSafeInteger(value),
);
export const id = plain<string>(
  "an id in hex",
  (value) => typeof value === "string" && /^([0-9a-f]{2})+$/.test(value),
);

export function one<const Name extends string>(...names: Name[]): Shape<Name> {
  return plain<Name>(`one of ${names.join(", ")}`, (value) => names.includes(value as Name));
}

export function list<Item>(item: Shape<Item>): Shape<Item[]> {
  return {
    faults: (value, at) =>
      Array.isArray(value)
        ? value.flatMap((each, index) => item.faults(each, `${at}[${index}]`))
        : [`${at} is ${brief(value)}, not a list`],
  };
}

export function nullable<Value>(shape: Shape<Value>): Shape<Value | null> {
  return { faults: (value, at) => (value === null ? [] : shape.faults(value, at)) };
}

export function optional<Value>(shape: Shape<Value>): Optional<Value> {
  return {
    optional: true,
    faults: (value, at) => (value === undefined ? [] : shape.faults(value, at)),
  };
}

// A member that is not described is a fault, too: then the description is behind the core.
export function record<F extends Fields>(fields: F): Shape<Needed<F> & Spare<F>> {
  return {
    faults(value, at) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return [`${at} is ${brief(value)}, not an object`];
      }
      const unknown = Object.keys(value)
        .filter((key) => !(key in fields))
        .map((key) => `${at}.${key} is described nowhere`);
      const members = value as Record<string, unknown>;
      const wrong = Object.entries(fields).flatMap(([key, shape]) =>
        shape.faults(members[key], `${at}.${key}`),
      );
      return [...unknown, ...wrong];
    },
  };
}
