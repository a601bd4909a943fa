// HTML of a course on a page: cleaned, its pictures and media from the core, its links to other
// units as links of the app.
import { useLayoutEffect, useRef } from "preact/hooks";

import type { FileAddresses } from "../state/files.ts";
import { sanitised } from "./sanitise.ts";

export interface ContentProps {
  html: string;
  files: FileAddresses;
  language?: string;
  rightToLeft?: boolean;
  // Where a unit of this id is, or nothing.
  unitAddress?: (unit: string) => string | null;
  fileMissing: string;
  class?: string;
  // The nodes stand: parts of questions are put into their gaps.
  filled?: (into: HTMLElement) => void;
}

function showFile(element: HTMLElement, name: "src" | "poster", props: ContentProps): void {
  const path = element.dataset[name];
  if (!path) return;
  props.files.address(path).then(
    (address) => element.setAttribute(name, address),
    () => {
      // What the picture shows is said in words; a medium says that it is not here.
      if (name !== "src") return;
      const words = document.createElement("p");
      words.className = "file-missing";
      words.textContent = [element.getAttribute("alt") ?? "", props.fileMissing].join(" ").trim();
      element.replaceWith(words);
    },
  );
}

function linkFile(link: HTMLElement, files: FileAddresses): void {
  const path = link.dataset["file"];
  if (!path) return;
  files.address(path).then(
    (address) => {
      link.setAttribute("href", address);
      link.setAttribute("download", path.split("/").at(-1) ?? path);
    },
    () => {},
  );
}

function resolve(root: DocumentFragment, props: ContentProps): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-src]")) {
    if (element.localName === "img") element.setAttribute("loading", "lazy");
    showFile(element, "src", props);
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-poster]")) {
    showFile(element, "poster", props);
  }
  for (const link of root.querySelectorAll<HTMLElement>("a[data-file]"))
    linkFile(link, props.files);
  for (const link of root.querySelectorAll<HTMLElement>("a[data-unit]")) {
    const address = props.unitAddress?.(link.dataset["unit"] ?? "");
    if (address) link.setAttribute("href", address);
  }
  // Wide tables scroll within themselves, by keyboard too.
  for (const table of root.querySelectorAll("table")) {
    const frame = document.createElement("div");
    frame.className = "table-frame";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    table.replaceWith(frame);
    frame.append(table);
  }
}

export function Content(props: ContentProps) {
  const place = useRef<HTMLDivElement>(null);
  // Before anything is painted: what is filled into the nodes is never seen without them.
  useLayoutEffect(() => {
    const into = place.current;
    if (!into) return;
    const nodes = sanitised(props.html);
    resolve(nodes, props);
    into.replaceChildren(nodes);
    props.filled?.(into);
  }, [props.html]);
  return (
    <div
      ref={place}
      class={`content ${props.class ?? ""}`}
      lang={props.language || undefined}
      dir={props.rightToLeft === undefined ? "auto" : props.rightToLeft ? "rtl" : "ltr"}
    />
  );
}
