// Puts the documentation into a site of Mintlify, and has its own programs judge it:
// every page by its parser, the navigation by its schema, the overlays by its way to
// apply them, the addresses of our index by the pages that it makes, and all links by
// `mint broken-links`. Then it spoils each of these, and expects that to be seen.
//
// Usage: node mintlify_gate.mjs FOLDER_WITH_NODE_MODULES

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const docs = join(root, "generated/docs");
const modules = resolve(process.argv[2]);
const load = (path) => import(pathToFileURL(join(modules, "node_modules/@mintlify", path)));
const { getMdx } = await load("common/dist/mdx/server-only/index.js");
const { applyOverlays } = await load("common/dist/index.js");
const { docsConfigSchema } = await load("validation/dist/index.js");

let failed = 0;
const expect = (holds, what) => {
  if (holds) return;
  failed++;
  console.error(`mintlify: ${what}`);
};
const read = (path) => JSON.parse(readFileSync(join(docs, path), "utf8"));
const files = (folder, extension) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(extension))
    .sort();

// Tells whether Mintlify shows the page, and not what it shows in its place.
const isShown = async (path, content) => {
  const page = { path, content, metadata: {}, snippets: [], subdomain: "docs", codeStyling: "system" };
  const { parseFailed, mdxSource } = await getMdx(page);
  return !parseFailed && Boolean(mdxSource.compiledSource);
};

const pages = async () => {
  const paths = files(docs, ".mdx");
  for (const path of paths) {
    expect(await isShown(path, readFileSync(join(docs, path), "utf8")), `${path} is not shown`);
  }
  for (const page of ['{"a": 1}', "<your project UUID>", "a <5", "import the user"]) {
    expect(!(await isShown("page.mdx", page).catch(() => false)), `nobody sees what is wrong with: ${page}`);
  }
  console.log(`mintlify: ${paths.length} pages`);
};

// The pages of Hexclave's site that ours lead to.
const OTHERS = ["guides/getting-started/setup", "sdk/objects/hexclave-app"];

const navigation = () => {
  const fragment = read("docs.json.fragment");
  const config = { theme: "mint", name: "Docs", colors: { primary: "#336699" }, ...fragment };
  config.navigation.tabs.push({ tab: "Others", pages: OTHERS });
  const parsed = docsConfigSchema.safeParse(config);
  expect(parsed.success, `the navigation is refused: ${JSON.stringify(parsed.error?.issues)}`);
  const spoilt = structuredClone(config);
  spoilt.api.examples.languages = "bash";
  expect(!docsConfigSchema.safeParse(spoilt).success, "a spoilt navigation is accepted");
  return config;
};

const overlays = () => {
  const names = files(join(docs, "openapi"), ".samples.overlay.json");
  for (const name of names) {
    const overlay = read(`openapi/${name}`);
    const merged = read(`openapi/${overlay.extends}`);
    const bare = structuredClone(merged);
    for (const item of Object.values(bare.paths)) {
      for (const operation of Object.values(item)) delete operation["x-codeSamples"];
    }
    const apply = (document, own) => applyOverlays(document, [{ document: own, location: name }]);
    expect(isDeepStrictEqual(apply(bare, overlay), merged), `${name}: gives another document`);
    expect(isDeepStrictEqual(apply(merged, overlay), merged), `${name}: changes something when applied again`);
    const spoilt = structuredClone(overlay);
    spoilt.actions.pop();
    expect(!isDeepStrictEqual(apply(bare, spoilt), merged), `${name}: a lost action is not seen`);
  }
  console.log(`mintlify: ${names.length} overlays`);
};

// The programs of Mintlify, which ask for nothing and tell nobody.
const run = (program, folder, ...rest) => {
  const env = { ...process.env, HOME: scratch, MINTLIFY_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  const done = spawnSync(join(modules, "node_modules/.bin", program), rest, { cwd: folder, env, encoding: "utf8", timeout: 300_000 });
  return { ok: done.status === 0, said: `${done.stdout}${done.stderr}` };
};

// The pages that Mintlify makes of the documents have the addresses of our index.
const addresses = () => {
  const index = readFileSync(join(docs, "llms-api.txt"), "utf8");
  const ours = [...index.matchAll(/\]\((\/api\/[^)]*)\.md\)/gu)].map((found) => decodeURIComponent(found[1])).sort();
  const folder = join(scratch, "scraped");
  mkdirSync(folder);
  for (const name of ["client", "server", "admin"]) {
    cpSync(join(docs, `openapi/${name}.json`), join(folder, `${name}.json`));
    const done = run("mintlify-scrape", folder, "openapi-file", `${name}.json`, "-o", `api/${name}`);
    expect(done.ok, `no pages of ${name}: ${done.said}`);
  }
  const theirs = files(folder, ".mdx").map((path) => `/${path.replace(/\.mdx$/u, "")}`);
  const missing = ours.filter((address) => !theirs.includes(address));
  const more = theirs.filter((address) => !ours.includes(address));
  expect(ours.length > 0 && !missing.length && !more.length, `addresses differ: ours ${missing}, theirs ${more}`);
  console.log(`mintlify: ${ours.length} addresses`);
};

const links = (config) => {
  const site = join(scratch, "site");
  for (const name of ["overview.mdx", "snippets", "openapi"]) cpSync(join(docs, name), join(site, name), { recursive: true });
  writeFileSync(join(site, "docs.json"), JSON.stringify(config));
  for (const page of OTHERS) {
    mkdirSync(dirname(join(site, page)), { recursive: true });
    writeFileSync(join(site, `${page}.mdx`), "# Page\n");
  }
  const done = run("mint", site, "broken-links");
  expect(done.ok && done.said.includes("no broken links"), `links are broken: ${done.said}`);
  writeFileSync(join(site, `${OTHERS[0]}.mdx`), "# Page\n\n[nowhere](/nowhere)\n");
  expect(!run("mint", site, "broken-links").said.includes("no broken links"), "a broken link is not seen");
  console.log("mintlify: links");
};

const scratch = mkdtempSync(join(tmpdir(), "mintlify-"));
try {
  await pages();
  const config = navigation();
  overlays();
  addresses();
  links(config);
} finally {
  rmSync(scratch, { recursive: true });
}
console.log(`mintlify: ${failed} failures`);
process.exit(failed ? 1 : 0);
