// Applies the overlays of the samples by a program that is not ours, and expects
// the documents that are beside them; then spoils each overlay, and expects
// something else.
//
// Usage: node overlay_gate.mjs FOLDER_WITH_NODE_MODULES FOLDER_OF_DOCUMENTS

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";

const [modules, folder] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, "package.json"));
const { openapiOverlay } = require("openapi-format");

const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const apply = async (document, overlay) => {
  const copies = [structuredClone(document), structuredClone(overlay)];
  const { data } = await openapiOverlay(copies[0], { overlaySet: copies[1] });
  return data;
};

// Takes all samples out, and says how many there were.
const bare = (document) => {
  const copy = structuredClone(document);
  let count = 0;
  for (const item of Object.values(copy.paths)) {
    for (const operation of Object.values(item)) {
      count += operation["x-codeSamples"]?.length ?? 0;
      delete operation["x-codeSamples"];
    }
  }
  return [copy, count];
};

let failed = 0;
let passed = 0;
const expect = (holds, what) => {
  holds ? passed++ : failed++;
  if (!holds) console.error(`overlay: ${what}`);
};

const names = readdirSync(folder).filter((name) => name.endsWith(".samples.overlay.json"));
expect(names.length > 0, `no overlay in ${folder}`);
for (const name of names) {
  const overlay = read(name);
  const merged = read(overlay.extends);
  const [original, count] = bare(merged);
  expect(count > 0, `${name}: no samples`);
  expect(isDeepStrictEqual(await apply(original, overlay), merged), `${name}: gives another document`);
  expect(isDeepStrictEqual(await apply(merged, overlay), merged), `${name}: changes something when applied again`);
  const updates = overlay.actions.length - 1;
  const mutants = {
    "an action left out": (actions) => actions.splice(updates, 1),
    "nothing removed first": (actions) => actions.splice(1, 1),
    "another operation": (actions) => (actions[updates].target = actions[2].target),
    "another sample": (actions) => (actions[updates].update["x-codeSamples"][0].source += " "),
  };
  for (const [kind, spoil] of Object.entries(mutants)) {
    const spoilt = structuredClone(overlay);
    spoil(spoilt.actions);
    const results = [await apply(original, spoilt), await apply(merged, spoilt)];
    const seen = results.some((result) => !isDeepStrictEqual(result, merged));
    expect(seen, `${name}: ${kind}, and nobody sees it`);
  }
  console.log(`overlay: ${name}: ${count} samples`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
