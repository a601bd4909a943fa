// Every look in which a screen is examined: {it, ar} × {normal, high contrast} × {1280, 320
// pixels}. See examine() for what each is held to. Pictures lie under build/web-pages.
import { examine, setLook, settled, visit } from "./browser.mjs";

const looks = [];
for (const language of ["it", "ar"]) {
  for (const contrast of [false, true]) {
    for (const width of [1280, 320]) looks.push({ language, contrast, width });
  }
}
const plain = { language: "it", contrast: false, width: 1280 };

const nameOf = ({ language, contrast, width }) =>
  `${language}-${contrast ? "contrast" : "normal"}-${width}`;

// The screens as they are now in every look; `screens`: name → address, or where it stands.
export async function examineEverywhere(page, screens) {
  for (const look of looks) {
    await setLook(page, look);
    for (const [name, path] of Object.entries(screens)) {
      if (path) await visit(page, path);
      await settled(page);
      await examine(page, `${name}-${nameOf(look)}`);
    }
  }
  await setLook(page, plain);
}
