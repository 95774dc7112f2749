"""Shows the documents with their samples in Redoc and in Scalar, in headless
Chromium without a network, and expects each of our samples to be there; then
spoils a document, and expects that to be seen.

Neither viewer is quick with hundreds of operations. So the first few operations of
each document are shown as they are, and of the others what is about samples alone.

Run by `.ci/run`. Needs Chromium and npm.
"""

from __future__ import annotations

import argparse
import base64
import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from site_gate import DOCS, chromium

PACKAGES = {
    "redoc": ("redoc@2.5.1", "redoc/bundles/redoc.standalone.js"),
    "scalar": ("@scalar/api-reference@1.46.4", "@scalar/api-reference/dist/browser/standalone.js"),
}
SAMPLES = "x-codeSamples"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# Operations of a document that are shown with all that they have.
WHOLE = 3
# What the page leaves in its DOM: the code that it showed.
FINISH = """
const tick = (time) => new Promise((resolve) => setTimeout(resolve, time));
const finish = (seen) => {
  const result = document.createElement("template");
  result.setAttribute("data-seen", btoa(unescape(encodeURIComponent(JSON.stringify(seen)))));
  document.body.append(result);
};
const run = () => probe().then(finish, (error) => finish({ error: String(error.stack) }));
"""
# Opens every tab of the samples and of the responses, and reads what is there.
REDOC = """
const probe = async () => {
  const seen = { shown: [], picked: [] };
  for (const tab of document.querySelectorAll("[role=tab]")) {
    tab.click();
    await tick(1);
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    seen.shown.push(panel?.querySelector("pre")?.textContent);
  }
  return seen;
};
Redoc.init(shown, {}, document.getElementById("app"), () => setTimeout(run, 10));
"""
# Goes down the page, which is made where it is looked at, reads the sample of each
# operation, and takes the languages of the first from its menu.
SCALAR = """
const probe = async () => {
  const found = () =>
    [...document.querySelectorAll("[data-testid=client-picker]")]
      .map((picker) => picker.closest("[role=group]"))
      .filter((group) => group?.querySelector("pre"));
  for (let turn = 0; turn < 20 && found().length < count; turn++) {
    for (let at = 0; at <= document.documentElement.scrollHeight; at += 1500) {
      scrollTo(0, at);
      await tick(30);
    }
  }
  const groups = found();
  const code = (group) => group.querySelector("pre")?.textContent;
  const seen = { shown: groups.map(code), picked: [] };
  for (let index = 0; index < languages; index++) {
    groups[0].querySelector("[data-testid=client-picker]").click();
    await tick(50);
    document.querySelectorAll("[role=option]")[index].click();
    await tick(50);
    seen.picked.push(code(groups[0]));
  }
  return seen;
};
const options = { content: shown, telemetry: false, withDefaultFonts: false, defaultOpenAllTags: true };
Scalar.createApiReference("#app", options);
setTimeout(run, 1000);
"""
SCRIPTS = {"redoc": REDOC, "scalar": SCALAR}


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns the operations of a document, in its order."""
    return [item[method] for item in document["paths"].values() for method in item if method in METHODS]


def lightened(document: dict[str, Any]) -> dict[str, Any]:
    """Takes from all operations but the first what is not about samples, and lets
    each begin with another language: a viewer shows the first one at once."""
    light = copy.deepcopy(document)
    for index, operation in enumerate(operations(light)):
        if index >= WHOLE:
            for key in operation.keys() - {SAMPLES, "tags", "summary", "operationId"}:
                del operation[key]
            operation["responses"] = {"200": {"description": "Done"}}
        samples = operation.get(SAMPLES, [])
        start = index % max(len(samples), 1)
        operation[SAMPLES] = samples[start:] + samples[:start]
    return light


def look(viewer: str, library: Path, document: dict[str, Any], scratch: Path) -> dict[str, list[str]]:
    """Opens the document in the viewer, and returns the code that it shows."""
    text = json.dumps(document).replace("</", "<\\/")
    count, languages = len(operations(document)), len(operations(document)[0][SAMPLES])
    page = scratch / f"{viewer}.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><div id="app"></div><script src="{library.as_uri()}"></script>'
        f"<script>const shown = {text}; const count = {count}; const languages = {languages};"
        f"{FINISH}{SCRIPTS[viewer]}</script>",
        encoding="utf-8",
    )
    size, budget = "--window-size=1600,2000", "--virtual-time-budget=120000"
    dom = chromium(scratch / "profile", size, budget, "--dump-dom", page.as_uri())
    _, _, rest = dom.rpartition('data-seen="')
    seen = json.loads(base64.b64decode(rest.partition('"')[0])) if 'data-seen="' in dom else {"error": dom[-2000:]}
    if "error" in seen:
        raise SystemExit(f"viewers: {viewer} does not come to its end: {seen['error']}")
    return {key: [code.rstrip("\n") for code in codes if code] for key, codes in seen.items()}


def missing(viewer: str, document: dict[str, Any], seen: dict[str, list[str]]) -> list[str]:
    """Says which samples of the document the viewer does not show: of all that
    Redoc has behind its tabs, of the first of each operation in Scalar, and of
    those in its menu."""
    failures = []
    for operation in operations(document):
        sources = [sample["source"] for sample in operation[SAMPLES]]
        wanted = sources if viewer == "redoc" else sources[:1]
        lost = [source for source in wanted if source not in seen["shown"]]
        failures += [f"{operation['summary']}: not shown:\n{source}" for source in lost]
    # The first operation of a viewer need not be that of the document.
    menus = [sorted(sample["source"] for sample in operation[SAMPLES]) for operation in operations(document)]
    if viewer == "scalar" and sorted(seen["picked"]) not in menus:
        failures.append(f"a menu leads to other samples: {seen['picked']}")
    return failures


def main() -> int:
    """Runs the gate and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", default=["client", "server", "admin"])
    parser.add_argument("--modules", type=Path, help="a folder in which npm has installed the viewers")
    arguments = parser.parse_args()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        modules = arguments.modules or scratch
        if not arguments.modules:
            (scratch / "package.json").write_text('{"private": true}\n', encoding="utf-8")
            packages = [package for package, _ in PACKAGES.values()]
            command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--no-save", *packages]
            subprocess.run(command, cwd=scratch, check=True)
        for name in arguments.documents:
            document = lightened(json.loads((DOCS / f"openapi/{name}.json").read_text(encoding="utf-8")))
            for viewer, (_, bundle) in PACKAGES.items():
                seen = look(viewer, (modules / "node_modules" / bundle).resolve(), document, scratch)
                found = missing(viewer, document, seen)
                failures += [f"{viewer}: {name}: {failure}" for failure in found]
                count = sum(len(operation[SAMPLES]) for operation in operations(document))
                print(f"viewers: {viewer}: {name}: {len(operations(document))} operations, {count} samples")
                # Another sample than those that are shown has to be missed.
                for sample in operations(document)[-1][SAMPLES]:
                    sample["source"] += " "
                if not missing(viewer, document, seen):
                    failures.append(f"{viewer}: {name}: a sample is another, and nobody sees it")
                for sample in operations(document)[-1][SAMPLES]:
                    sample["source"] = sample["source"].removesuffix(" ")
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"viewers: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
