"""Generates the documentation of other APIs without any configuration, and sends
every sample in cURL, JavaScript and Python to Prism, which serves the document as it
is. What is not accepted has to be listed in `other_apis.toml` with the fault of the
document, and what is listed there has to be refused.

Run by `.ci/run`. Needs the documents, which are not part of this repository, Rust,
Node 20 with npm and Python 3.11; listens on the loopback interface alone.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import prism_gate
import samples_gate

ROOT = prism_gate.ROOT
DOCUMENTS = ROOT / "../shared/corpus/real"
EXPECTED = Path(__file__).with_name("other_apis.toml")
LANGUAGES = ["curl", "javascript", "python"]
CONFIG = """
[package]
name = "{name}"
output = "out"

[[document]]
path = "{path}"

[docs]
output = "docs"
"""


def refusals(name: str, document: Path, docs: Path, scratch: Path, modules: Path) -> dict[str, list[str]]:
    """Runs the samples of a document, and says of each operation what is wrong."""
    bundle = scratch / f"{name}.bundle.json"
    script = Path(__file__).with_name("bundle_for_prism.mjs")
    subprocess.run(["node", script, modules, document, bundle], check=True)
    file = samples_gate.load(docs / "samples.json")
    [own] = {sample["document"] for sample in file["operations"]}
    # Its examples of responses need not be right, so those are not checked.
    with prism_gate.prism(modules, bundle, scratch / f"{name}.log", errors=False) as port:
        tests = samples_gate.subjects({**file, "accesses": []}, own, lambda _: (), port)
        found: dict[str, list[str]] = {}
        for language in LANGUAGES:
            count = sum(language in test.files for test in tests)
            print(f"other APIs: {name}: {count} of {len(tests)} operations in {language}")
            for title, faults in samples_gate.run(language, tests, docs).items():
                found.setdefault(title.removeprefix(f"{own}: "), []).extend(f"{language}: {fault}" for fault in faults)
    return found


def compare(name: str, found: dict[str, list[str]], expected: dict[str, Any]) -> list[str]:
    """Says where the outcome of a document is not the one that is expected."""
    failures = []
    for operation, faults in found.items():
        if faults and operation not in expected:
            failures.append(f"{name}: {operation}: " + "\n  ".join(faults))
        if not faults and operation in expected:
            failures.append(f"{name}: {operation}: is accepted, and listed")
    failures += [f"{name}: {operation}: there is no such operation" for operation in expected.keys() - found.keys()]
    return failures


def main() -> int:
    """Runs the gate and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", help="those to run; all of them without it")
    parser.add_argument("--modules", type=Path, help="a folder in which npm has installed Prism")
    arguments = parser.parse_args()
    if not DOCUMENTS.is_dir():
        print(f"skipped: there is no {DOCUMENTS}")
        return 0
    expected = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    failures: list[str] = []
    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        modules = arguments.modules or prism_gate.install(scratch)
        for file, listed in expected.items():
            name = Path(file).stem
            if arguments.documents and name not in arguments.documents:
                continue
            folder = scratch / name
            folder.mkdir()
            source = (DOCUMENTS / file).resolve()
            (folder / file).write_bytes(source.read_bytes())
            config = folder / "codegen.toml"
            config.write_text(CONFIG.format(name=name, path=file), encoding="utf-8")
            prism_gate.generate(config)
            found = refusals(name, folder / file, folder / "out/docs", folder, modules)
            failures += compare(name, found, listed)
            print(f"other APIs: {name}: {len(listed)} operations with a fault of the document")
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"other APIs: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
