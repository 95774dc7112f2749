"""Opens the site in headless Chromium, from the disk and with no network, and
expects it to show what the samples say: each language behind its tab, the
search, the menu of a narrow window, and text of a document as text.

Run by `.ci/run`. Needs Chromium; `--screenshots FOLDER` keeps pictures to look at.
"""

from __future__ import annotations

import argparse
import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "generated/docs"
SECONDS = 120

# Goes through the page as a reader would, and leaves what it saw as the title.
PROBE = """
<script>
window.errors = [];
addEventListener("error", (event) => errors.push(String(event.message)));
addEventListener("securitypolicyviolation", (event) => errors.push(`refused: ${event.violatedDirective}`));
addEventListener("load", () => {
  const seen = { samples: {}, errors };
  location.hash = operations[1].id;
  show();
  seen.addressed = document.querySelector("main h2").textContent === operations[1].title;
  for (const operation of operations) {
    show(operation.id);
    const own = (seen.samples[operation.id] = {});
    for (const tab of document.querySelectorAll(".code:first-of-type [role=tab]")) {
      tab.click();
      own[tab.textContent] = document.querySelector("pre").textContent;
    }
  }
  seen.listed = document.querySelectorAll("nav a").length;
  const search = document.getElementById("search");
  search.value = "post /users";
  search.dispatchEvent(new Event("input"));
  seen.found = [...document.querySelectorAll("nav a")].map((link) => link.textContent);
  seen.elements = document.querySelectorAll("main script, main img, main iframe").length;
  seen.wide = document.documentElement.scrollWidth > innerWidth;
  const result = document.createElement("template");
  result.id = "seen";
  result.setAttribute("data-seen", btoa(unescape(encodeURIComponent(JSON.stringify(seen)))));
  document.body.append(result);
});
</script>
"""


def chromium(profile: Path, *arguments: str) -> str:
    """Runs Chromium without a network and returns what it prints."""
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={profile}",
        *arguments,
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    return done.stdout


def probe(site: Path, scratch: Path, width: int) -> dict:
    """Opens a copy of the site that goes through itself; returns what it saw."""
    copy = scratch / f"site{width}"
    copy.mkdir()
    for file in site.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    # The copy may run the probe, which the policy of the site would refuse.
    page = (
        (site / "index.html")
        .read_text(encoding="utf-8")
        .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    )
    (copy / "index.html").write_text(page.replace("</head>", f"{PROBE}</head>"), encoding="utf-8")
    size = f"--window-size={width},900"
    dom = chromium(
        scratch / "profile", size, "--virtual-time-budget=20000", "--dump-dom", (copy / "index.html").as_uri()
    )
    _, _, rest = dom.partition('data-seen="')
    if not rest:
        raise SystemExit(f"site: the page does not come to its end:\n{dom[:2000]}")
    return json.loads(base64.b64decode(rest.partition('"')[0]))


def expected() -> dict[str, set[str]]:
    """The code of the samples of each operation, by what its address ends with."""
    samples = json.loads((DOCS / "samples.json").read_text(encoding="utf-8"))["operations"]
    found = {}
    for sample in samples:
        key = f"{sample['document']} {sample['request']['method']} {sample['path']}"
        found[key] = {(DOCS / path).read_text(encoding="utf-8").removesuffix("\n") for path in sample["files"].values()}
    return found


def check(seen: dict, wanted: dict[str, set[str]]) -> list[str]:
    """Says what a reader would miss."""
    failures = [f"an error: {error}" for error in seen["errors"]]
    shown = {" ".join(map(unquote, key.split("/"))): set(tabs.values()) for key, tabs in seen["samples"].items()}
    for key, code in wanted.items():
        if missing := code - shown.get(key, set()):
            failures.append(f"{key}: {len(missing)} samples are not shown")
    if seen["listed"] != len(wanted):
        failures.append(f"{seen['listed']} operations are listed, not {len(wanted)}")
    if not seen["found"] or any("POST" not in text for text in seen["found"]) or len(seen["found"]) >= len(wanted):
        failures.append(f"a search finds {seen['found']}")
    if not seen["addressed"]:
        failures.append("an address does not lead to its operation")
    if seen["elements"]:
        failures.append("text of a document became an element")
    if seen["wide"]:
        failures.append("the page is wider than its window")
    return failures


def main() -> int:
    """Runs the gate and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--screenshots", type=Path)
    arguments = parser.parse_args()
    failures: list[str] = []
    wanted = expected()
    site = DOCS / "site"
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for width in (1280, 500):
            seen = probe(site, scratch, width)
            failures += [f"{width} wide: {failure}" for failure in check(seen, wanted)]
            print(
                f"site: {width} wide: {len(seen['samples'])} operations, {sum(map(len, seen['samples'].values()))} tabs"
            )
        # A sample that is not the one of the file has to be seen.
        first = next(iter(wanted))
        if not check(seen, {**wanted, first: {*wanted[first], "another sample"}}):
            failures.append("a missing sample is not seen")
        if arguments.screenshots:
            arguments.screenshots.mkdir(parents=True, exist_ok=True)
            page = (site / "index.html").as_uri() + "#server/POST/%2Fusers"
            for name, size, dark in (
                ("wide", "1280,900", False),
                ("dark", "1280,900", True),
                ("narrow", "500,900", False),
            ):
                more = ["--blink-settings=preferredColorScheme=0"] if dark else []
                picture = arguments.screenshots / f"{name}.png"
                chromium(scratch / "profile", f"--window-size={size}", *more, f"--screenshot={picture}", page)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"site: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
