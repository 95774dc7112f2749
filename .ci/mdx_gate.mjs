// Compiles and renders every page by MDX itself, and expects the text that was
// meant: that of the views, which the site has as data, and that of plain
// Markdown. Then it does the same for documents whose every text is a trap, and
// spoils pages in several ways, each of which has to be seen.
//
// Usage: node mdx_gate.mjs FOLDER_WITH_NODE_MODULES

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TRAPS, trapped } from "./mdx_traps.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const modules = resolve(process.argv[2]);
const require = createRequire(join(modules, "package.json"));
const load = (name) => import(pathToFileURL(join(modules, "node_modules", name)));
const { createProcessor, evaluate } = await load("@mdx-js/mdx/index.js");
const remarkFrontmatter = (await load("remark-frontmatter/index.js")).default;
const remarkGfm = (await load("remark-gfm/index.js")).default;
const remarkMath = (await load("remark-math/index.js")).default;
const remarkParse = (await load("remark-parse/index.js")).default;
const { unified } = await load("unified/index.js");
const runtime = require("react/jsx-runtime");
const { renderToStaticMarkup } = require("react-dom/server");

// Mathematics is on wherever Mintlify is, so it is on here.
const PLUGINS = [remarkFrontmatter, remarkGfm, remarkMath];
const CODE = new Set(["mdxFlowExpression", "mdxTextExpression", "mdxjsEsm", "math", "inlineMath", "html"]);

// The components, each as what it says: first its attributes, then what is in it.
const ATTRIBUTES = {
  Accordion: ["title"],
  AccordionGroup: [],
  Card: ["title"],
  CodeGroup: [],
  Columns: [],
  Expandable: ["title"],
  Info: [],
  ResponseField: ["name", "type", "default"],
  Step: ["title"],
  Steps: [],
  Warning: [],
};
const components = Object.fromEntries(
  Object.entries(ATTRIBUTES).map(([name, attributes]) => [
    name,
    (props) => {
      for (const key of Object.keys(props)) {
        const known = ["children", "href", "required", "deprecated", ...attributes].includes(key);
        if (!known) throw new Error(`<${name}> has the attribute ${key}`);
      }
      const own = attributes.map((key, index) => runtime.jsx("p", { "data-own": true, children: props[key] }, index));
      return runtime.jsxs("section", { children: [...own, props.children] });
    },
  ]),
);

const INLINE = new Set(["a", "code", "em", "strong", "del", "span"]);

// Walks what was rendered: its text, its blocks of code, and its text without
// the attributes of components.
const walk = (node, seen) => {
  if (node === null || node === undefined || typeof node === "boolean") return;
  if (Array.isArray(node)) return node.forEach((child) => walk(child, seen));
  if (typeof node !== "object") {
    seen.text += node;
    if (!seen.own) seen.plain += node;
    return;
  }
  if (typeof node.type === "function") return walk(node.type(node.props), seen);
  if (node.type === "pre") seen.code.push([].concat(node.props.children.props.children ?? "").join(""));
  const own = seen.own;
  seen.own ||= node.props["data-own"] === true;
  walk(node.props.children, seen);
  seen.own = own;
  if (!INLINE.has(node.type)) {
    seen.text += "\n";
    seen.plain += "\n";
  }
};

// A word joiner keeps a backslash and a pipe of a table apart; nobody sees it.
const squeeze = (text) => text.replaceAll("\u2060", "").replaceAll("\0", "\ufffd").split(/\s+/u).filter(Boolean).join(" ");

// What a page shows, or an error that says why it shows nothing.
const render = async (page) => {
  const tree = createProcessor({ format: "mdx", remarkPlugins: PLUGINS }).parse(page);
  const check = (node) => {
    if (CODE.has(node.type)) throw new Error(`${node.type}: ${node.value}`);
    for (const attribute of node.attributes ?? []) {
      if (attribute.type !== "mdxJsxAttribute" || typeof attribute.value === "object" && attribute.value !== null) {
        throw new Error(`an attribute is code: ${JSON.stringify(attribute)}`);
      }
    }
    node.children?.forEach(check);
  };
  check(tree);
  const { default: Content } = await evaluate(page, { ...runtime, remarkPlugins: PLUGINS });
  renderToStaticMarkup(runtime.jsx(Content, { components }));
  const seen = { text: "", plain: "", code: [], own: false };
  walk(Content({ components }), seen);
  return { text: squeeze(seen.text), plain: squeeze(seen.plain), code: seen.code.map((code) => code.replace(/\n$/, "")) };
};

// Tags that descriptions use for their looks: they are left out, any other is text.
const LOOKS =
  /<\/?(?:a|b|blockquote|br|code|dd|details|div|dl|dt|em|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?=[\s\/>])[^>]*>/giu;

const BLOCKS = new Set(["paragraph", "heading", "code", "listItem", "blockquote", "tableCell", "html", "thematicBreak"]);
const LINK = /^(?:https?:|mailto:|\/|#|\.)/iu;

// The text of Markdown, as a reader of CommonMark sees it.
const meant = (markdown, plugins = []) => {
  const text = (node) => {
    if (node.type === "html") {
      const html = node.value.replace(/<!--[\s\S]*?(?:-->|$)/gu, "");
      return html.replace(/<br\s*\/?>/giu, " ").replace(LOOKS, "");
    }
    if (node.type === "image") return node.alt ?? "";
    if (node.type === "yaml" || node.type === "definition") return "";
    if (node.type === "break") return "\n";
    const inner = node.children?.map(text).join("") ?? node.value ?? "";
    return BLOCKS.has(node.type) ? `${inner}\n` : inner;
  };
  return squeeze(text(unified().use(remarkParse).use(plugins).parse(markdown)));
};

// The page without the lines that are components; those in code stay.
const bare = (page) => {
  let fence = null;
  const lines = page.split("\n").map((line) => {
    const ticks = line.match(/^`{3,}/u)?.[0];
    if (fence && line === fence) fence = null;
    else if (!fence && ticks) fence = ticks;
    return !fence && /^<\/?[A-Z]/u.test(line) ? "" : line;
  });
  return lines.join("\n");
};

// What the page of an operation has to show, in this order.
const wanted = (view) => {
  const fields = (list) =>
    list.flatMap((field) => [
      field.name,
      field.type,
      field.default ?? "",
      meant(field.description ?? ""),
      ...field.values,
      ...fields(field.children),
      ...field.arms.flatMap((arm) => [arm.title, ...fields(arm.fields)]),
    ]);
  const shape = (part) => [...fields(part.fields), ...part.arms.flatMap((arm) => [arm.title, ...fields(arm.fields)])];
  const row = (part) => [part.name, part.type, meant(part.description ?? ""), ...(part.values ?? [])];
  const body = view.body && [view.body.media_type, view.body.type, meant(view.body.description ?? ""), ...shape(view.body)];
  const responses = view.responses.flatMap((part) => [
    part.status,
    part.media_type ?? "",
    part.type ?? "",
    meant(part.description ?? ""),
    part.example ?? "",
    ...shape(part),
    ...part.headers.flatMap(row),
  ]);
  const errors = view.errors.flatMap((error) => [error.status, meant(error.description ?? ""), ...error.codes]);
  return [
    meant(view.description ?? ""),
    ...view.samples.map((sample) => sample.code),
    ...view.parameters.flatMap(row),
    ...(body ?? []),
    ...responses,
    ...errors,
  ].map(squeeze);
};

// Says what is missing of a view in what its page shows.
const missing = (view, shown) => {
  let from = 0;
  for (const part of wanted(view)) {
    const at = shown.text.indexOf(part, from);
    if (at < 0) return `not shown: ${part}\n  after: ${shown.text.slice(from, from + 200)}`;
    from = at + part.length;
  }
  const code = new Set(shown.code);
  const lost = [...view.samples.map((sample) => sample.code), ...view.responses.flatMap((part) => part.example ?? [])];
  const first = lost.find((part) => !code.has(part.replace(/\n$/, "")));
  return first && `not shown as it is: ${first}`;
};

const pagesOf = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".mdx"))
    .sort();

let failed = 0;
const expect = (fault, what) => {
  if (!fault) return;
  failed++;
  console.error(`mdx: ${what}: ${fault}`);
};

// The views of operations in a folder of documentation, by page.
const viewsOf = (folder) => {
  const lines = readFileSync(join(folder, "site/data.js"), "utf8").split("\n");
  const parse = (line, call) => JSON.parse(line.slice(call.length, -2));
  const DOCUMENT = "reference.documents.push(";
  const OPERATION = "reference.documents.at(-1).operations.push(";
  const found = [];
  for (const line of lines) {
    if (line.startsWith(OPERATION)) found.push(parse(line, OPERATION));
    else if (line.startsWith(DOCUMENT)) found.push(null);
  }
  return found.filter(Boolean);
};

// Checks all pages of a folder, and returns what they show by path.
const checkFolder = async (folder, name) => {
  const shown = new Map();
  for (const path of pagesOf(folder)) {
    const page = readFileSync(join(folder, path), "utf8");
    try {
      const result = await render(page);
      shown.set(path, result);
      const plain = meant(bare(page), PLUGINS.slice(0, 2));
      expect(result.plain !== plain && `shows\n  ${result.plain}\nnot\n  ${plain}`, `${name}/${path}`);
    } catch (error) {
      expect(String(error), `${name}/${path}`);
    }
  }
  const samples = JSON.parse(readFileSync(join(folder, "samples.json"), "utf8")).operations;
  const list = viewsOf(folder);
  expect(list.length !== samples.length && `${list.length} views and ${samples.length} samples`, name);
  samples.forEach((sample, index) => {
    const page = sample.files.curl.replace(/^samples\/curl\//u, "snippets/").replace(/\.sh$/u, ".mdx");
    const result = shown.get(page);
    if (result) expect(missing(list[index], result), `${name}/${page}`);
    else expect("there is no such page", `${name}/${page}`);
  });
  console.log(`mdx: ${name}: ${shown.size} pages, ${samples.length} operations`);
  return { shown, list, samples };
};

// Generates the documentation of a document, and returns its folder.
const generated = (folder, document) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "openapi.json"), typeof document === "string" ? document : JSON.stringify(document));
  writeFileSync(
    join(folder, "codegen.toml"),
    '[package]\nname = "traps"\noutput = "out"\n\n[[document]]\npath = "openapi.json"\n\n[docs]\noutput = "docs"\n',
  );
  const config = join(folder, "codegen.toml");
  execFileSync("cargo", ["run", "--quiet", "-p", "specwright", "--", "generate", "--config", config, "--quiet"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(folder, "out/docs");
};

const scratch = mkdtempSync(join(tmpdir(), "mdx-"));
try {
  const { list } = await checkFolder(join(root, "generated/docs"), "generated");
  expect(list.length < 270 && `only ${list.length} operations`, "generated");
  const folder = generated(join(scratch, "traps"), trapped());
  const traps = await checkFolder(folder, "traps");
  expect(traps.list.length !== TRAPS.length && `${traps.list.length} operations`, "traps");

  // Each of these has to be seen, in a page and in what it was made of.
  const path = join(folder, traps.samples[0].files.curl.replace("samples/curl", "snippets").replace(/\.sh$/u, ".mdx"));
  const page = readFileSync(path, "utf8");
  const view = traps.list[0];
  const mutants = {
    "an expression": (text) => `${text}\nThe path /users/{user_id}.\n`,
    "an import": (text) => `import x from "y"\n\n${text}`,
    "an unknown component": (text) => `${text}\n<Tabs>\n\nText.\n\n</Tabs>\n`,
    mathematics: (text) => `${text}\nFrom $5 to $10.\n`,
    "a tag": (text) => text.replace("### Response", "### <b>Response"),
    "other code": (text) => text.replace("curl ", "curl -v "),
    "another description": (text) => text.replace("### Parameters", "### Others").replaceAll(/\| path \|.*/gu, "| path |  | yes |  |"),
  };
  for (const [kind, spoil] of Object.entries(mutants)) {
    const spoilt = spoil(page);
    const isSeen = async () => Boolean(missing(view, await render(spoilt)));
    expect(spoilt === page && "changes nothing", kind);
    expect(!(await isSeen().catch(() => true)) && "nobody sees it", kind);
  }
  expect(missing(view, await render(page)), "the page as it is");
  console.log(`mdx: ${Object.keys(mutants).length} mutants`);
} finally {
  rmSync(scratch, { recursive: true });
}
console.log(`mdx: ${failed} failures`);
process.exit(failed ? 1 : 0);
