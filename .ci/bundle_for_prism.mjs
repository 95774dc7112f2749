// Turns a document of several files into one JSON file for Prism, without the
// error responses: where they are declared, Prism answers with their examples
// instead of saying what is wrong with a request.
//
// Usage: node bundle_for_prism.mjs FOLDER_WITH_NODE_MODULES DOCUMENT OUTPUT

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [modules, document, output] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, "package.json"));
const { $RefParser, default: fallback } = require("@stoplight/json-schema-ref-parser");

const bundled = await ($RefParser ?? fallback ?? require("@stoplight/json-schema-ref-parser")).bundle(document);

// Path items that are references are put in place, since the paths are gone
// through here; so are responses.
const follow = (value) => {
  let target = value;
  while (typeof target?.$ref === "string") {
    target = target.$ref
      .split("/")
      .slice(1)
      .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce((at, key) => at[key], bundled);
  }
  return target;
};

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
for (const path of Object.keys(bundled.paths ?? {})) {
  const item = follow(bundled.paths[path]);
  bundled.paths[path] = item;
  for (const method of methods.filter((method) => item[method])) {
    const operation = item[method];
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses ?? {}).filter(([status]) => /^[23]/.test(status)),
    );
  }
}

// Prism validates by an older JSON Schema, which spells tuples otherwise.
const seen = new Set();
const respell = (value) => {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (Array.isArray(value.prefixItems)) {
    if (value.items !== undefined) value.additionalItems = value.items;
    value.items = value.prefixItems;
    delete value.prefixItems;
  }
  Object.values(value).forEach(respell);
};
respell(bundled.paths);
respell(bundled.components);
writeFileSync(output, JSON.stringify(bundled));
