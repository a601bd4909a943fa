// Prints the parse trees of GIFT files as one JSON object a line, in the order given; `error` where
// the peer cannot read a file.
import { readFileSync } from "node:fs";
import { parse } from "gift-pegjs";

for (const path of process.argv.slice(2)) {
  let line;
  try {
    line = { path, tree: parse(readFileSync(path, "utf8")) };
  } catch (error) {
    line = { path, error: String(error.message) };
  }
  console.log(JSON.stringify(line));
}
