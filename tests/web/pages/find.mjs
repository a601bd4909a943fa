// Finds in a page what a person means by words: these functions are carried into the page as text,
// so that each stands by itself. They follow playwright's rules, by which the same searches
// run in Chromium.

// `steps`: each looks below what the one before it found.
export function find(steps) {
  const roles = {
    button: "button",
    heading: "h1, h2, h3, h4",
    link: "a[href]",
    navigation: "nav",
  };
  const says = (wanted, text) => {
    const said = (text ?? "").replaceAll(/\s+/g, " ").trim();
    if (!wanted) return true;
    if ("source" in wanted)
      return new RegExp(wanted.source, wanted.flags).test(said);
    if (wanted.exact) return said === wanted.words;
    return said.toLowerCase().includes(wanted.words.toLowerCase());
  };
  const below = (node, css) => [...node.querySelectorAll(css)];
  const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;
  const labelsOf = (node) => [
    node.getAttribute("aria-label"),
    ...[...(node.labels ?? [])].map((label) => label.textContent),
  ];
  const ways = {
    css: (node, { css, has }) =>
      below(node, css).filter((each) => says(has, each.textContent)),
    role: (node, { role, level, name }) =>
      below(node, level ? `h${level}` : roles[role]).filter((each) =>
        says(name, nameOf(each)),
      ),
    label: (node, { label }) =>
      below(node, "input, textarea, select").filter((each) =>
        labelsOf(each).some((text) => text !== null && says(label, text)),
      ),
    // The innermost element that says it.
    text: (node, { text }) =>
      below(node, "*").filter(
        (each) =>
          says(text, each.textContent) &&
          ![...each.children].some((child) => says(text, child.textContent)),
      ),
  };
  let found = [document];
  for (const step of steps) {
    if (step.way === "nth") found = found.slice(step.index, step.index + 1);
    else found = found.flatMap((node) => ways[step.way](node, step));
  }
  return found;
}

// The first that is there as asked: «present» in the page, «visible» on it, or «free» to be
// clicked, brought into view, with nothing upon it.
export function firstWith(list, as) {
  const isVisible = (node) => {
    const { width, height } = node.getBoundingClientRect();
    const shown = node.checkVisibility({ visibilityProperty: true });
    return shown && width > 0 && height > 0;
  };
  const isFree = (node) => {
    if (node.disabled || node.getAttribute("aria-disabled") === "true")
      return false;
    node.scrollIntoView({ block: "center", behavior: "instant" });
    const { x, y, width, height } = node.getClientRects()[0];
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return node.contains(hit) || hit?.closest("label")?.control === node;
  };
  const found = list.find((node) => as === "present" || isVisible(node));
  if (!found || (as === "free" && !isFree(found))) return null;
  globalThis.aim = { node: found, hit: false };
  return found;
}

// Runs before the page does: a click that was aimed at something that is elsewhere by then, because
// the page moved, does nothing.
export function watchAim() {
  const take = (event) => {
    const { aim } = globalThis;
    if (!aim || aim.hit || !event.isTrusted) return;
    const label = event.target.closest("label");
    aim.hit = aim.node.contains(event.target) || label?.control === aim.node;
    if (aim.hit) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("click", take, true);
}
