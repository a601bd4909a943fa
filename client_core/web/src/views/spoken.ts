// Where on a page what is being spoken stands, and marking it. Sentences are found by what they
// say: a narration's in its order, so that the same words said twice are each marked in their
// place; for the browser's own voice the page is divided by the browser.
const mark = "approdo-spoken";
const blocks = ".content :is(p, li, h2, h3, h4, td, th, dt, dd, figcaption)";

// Text nodes below `roots`, one text after another: a place in it has its place on the page.
class Words {
  whole = "";
  readonly #places: { node: Node; start: number; offsets: number[] | null }[] = [];

  constructor(roots: Iterable<Element>, withBlanks: boolean) {
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) this.#take(walker.currentNode, withBlanks);
    }
  }

  #take(node: Node, withBlanks: boolean): void {
    const text = node.textContent ?? "";
    const offsets = withBlanks ? null : [...text.matchAll(/\S/g)].map(({ index }) => index);
    this.#places.push({ node, start: this.whole.length, offsets });
    this.whole += withBlanks ? text : text.replace(/\s/g, "");
  }

  // `end`: behind the letter before `at`, and not before the letter at it.
  #place(at: number, end: boolean): [Node, number] | null {
    const wanted = end ? at - 1 : at;
    const found = this.#places.findLast(({ start }) => start <= wanted);
    if (!found) return null;
    const within = wanted - found.start;
    return [found.node, (found.offsets ? (found.offsets[within] ?? 0) : within) + (end ? 1 : 0)];
  }

  range(from: number, to: number): Range | null {
    const first = this.#place(from, false);
    const last = this.#place(to, true);
    if (!first || !last || to <= from) return null;
    const range = document.createRange();
    range.setStart(...first);
    range.setEnd(...last);
    return range;
  }
}

export function sentencesOf(page: Element, language: string): Range[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const ranges: Range[] = [];
  for (const block of page.querySelectorAll(blocks)) {
    if (block.querySelector("p, li")) continue;
    const words = new Words([block], true);
    for (const { segment, index } of segmenter.segment(words.whole)) {
      const range = segment.trim() ? words.range(index, index + segment.length) : null;
      if (range) ranges.push(range);
    }
  }
  return ranges;
}

// Of each text its place, where it follows what was found before; how words are set apart does not
// matter.
export function placesOf(page: Element, texts: string[]): (Range | null)[] {
  const words = new Words(page.querySelectorAll("h1, .content"), false);
  let from = 0;
  return texts.map((text) => {
    const wanted = text.replace(/\s/g, "");
    const at = wanted ? words.whole.indexOf(wanted, from) : -1;
    if (at < 0) return null;
    from = at + wanted.length;
    return words.range(at, from);
  });
}

export function show(range: Range | null): void {
  if (!("highlights" in CSS)) return;
  if (!range) {
    CSS.highlights.delete(mark);
    return;
  }
  CSS.highlights.set(mark, new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}
