// The one policy under which this page turns text into something that a browser would run or parse:
// the two scripts of our own, and HTML on its way into an inert document, where sanitise.ts takes
// from it what may show. Everything else that is given as text stays text.
type Policy = Pick<TrustedTypePolicyFactoryLike, never> & {
  createScriptURL(text: string): unknown;
  createHTML(text: string): unknown;
};
interface TrustedTypePolicyFactoryLike {
  createPolicy(name: string, rules: Record<string, (text: string) => string>): Policy;
}

const scripts = /^\/(service-worker\.js|assets\/[\w.-]+\.js)$/;

const rules = {
  createScriptURL(text: string): string {
    const url = new URL(text, location.href);
    if (url.origin === location.origin && (import.meta.env.DEV || scripts.test(url.pathname))) {
      return url.href;
    }
    throw new TypeError("this is no script of the app");
  },
  // Only for inert documents: nothing in one runs or loads.
  createHTML: (text: string): string => text,
};

const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactoryLike }).trustedTypes;
const policy: Policy = factory?.createPolicy("approdo", rules) ?? rules;

export const scriptUrl = (text: string): string => policy.createScriptURL(text) as string;

export const inertDocument = (html: string): Document =>
  new DOMParser().parseFromString(policy.createHTML(html) as string, "text/html");
