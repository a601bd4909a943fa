// HTML that somebody wrote becomes nodes that may show: the elements and attributes on this list
// and nothing else. Publishing has cleaned it already; this is the second line, in the learner's
// own browser, and the only place where foreign HTML enters a page. Addresses of files and units
// are kept apart in data- attributes: whoever shows the nodes resolves them.
import { inertDocument } from "../app/trusted.ts";

const elements = new Set(
  (
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col " +
    "colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i " +
    "img ins kbd li mark ol p pre q rp rt ruby s samp section small source span strong " +
    "sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr math " +
    "mi mn mo ms mtext mrow mfrac msqrt mroot msub msup msubsup munder mover munderover " +
    "mtable mtr mtd mspace mstyle mpadded mphantom"
  ).split(" "),
);
const dropped = new Set(["script", "style", "iframe", "object", "embed", "template", "noscript"]);
const attributes = new Set(
  (
    "alt cite colspan controls data-block data-part datetime dir headers height id kind " +
    "label lang reversed rowspan scope span srclang start title type value width"
  ).split(" "),
);
const outside = /^(https?:|mailto:|tel:)/i;
const unitAddress = /^unit:([0-9a-f]{32})(#.*)?$/;

function takeAddress(from: Element, to: HTMLElement, name: "href" | "src" | "poster"): void {
  const value = from.getAttribute(name)?.trim();
  if (!value) return;
  const unit = unitAddress.exec(value);
  if (name === "href" && unit) to.dataset["unit"] = unit[1] ?? "";
  else if (name === "href" && value.startsWith("#")) to.setAttribute("href", value);
  else if (name === "href" && outside.test(value)) {
    to.setAttribute("href", value);
    to.setAttribute("rel", "noopener noreferrer");
    to.setAttribute("target", "_blank");
    to.classList.add("link-outside");
  } else if (!/^[a-z][a-z0-9+.-]*:/i.test(value) && !value.startsWith("//")) {
    to.dataset[name === "href" ? "file" : name] = value;
  }
}

function copy(node: Node, into: Node): void {
  if (node.nodeType === Node.TEXT_NODE) {
    into.appendChild(document.createTextNode(node.textContent ?? ""));
    return;
  }
  if (!(node instanceof Element)) return;
  const name = node.localName.toLowerCase();
  if (dropped.has(name)) return;
  if (!elements.has(name)) {
    for (const child of node.childNodes) copy(child, into);
    return;
  }
  const made = document.createElementNS(node.namespaceURI, name) as HTMLElement;
  for (const { name: attribute, value } of node.attributes) {
    if (attributes.has(attribute)) made.setAttribute(attribute, value);
  }
  for (const address of ["href", "src", "poster"] as const) takeAddress(node, made, address);
  for (const child of node.childNodes) copy(child, made);
  into.appendChild(made);
}

export function sanitised(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const child of inertDocument(html).body.childNodes) copy(child, fragment);
  return fragment;
}

// Its words alone, for labels.
export function wordsOf(html: string): string {
  return (inertDocument(html).body.textContent ?? "").replace(/\s+/g, " ").trim();
}
