"""Generates the documentation of the documents that Hexclave publishes, as they are,
with nothing but the configuration and the overlays of `xtask/tests/published`, and
sends every sample to Prism: each has to be accepted, and each has to be refused once
it is spoilt.

Run by `.ci/run`. Needs the documents, which are not part of this repository, Rust,
Node 20 with npm, Python 3.11 and the languages of the samples; listens on the loopback
interface alone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import prism_gate
import samples_gate

DOCUMENTS = prism_gate.ROOT / "../shared/corpus/hexclave"
PROJECT = prism_gate.ROOT / "xtask/tests/published"
# What a project may have to say about such documents.
LINES = 60


def main() -> int:
    """Runs the gate and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=Path, help="a folder in which npm has installed Prism")
    parser.add_argument("--languages", nargs="*", default=["curl", "javascript", "python", "go"])
    arguments = parser.parse_args()
    if not DOCUMENTS.is_dir():
        print(f"skipped: there is no {DOCUMENTS}")
        return 0
    config = (PROJECT / "codegen.toml").read_text(encoding="utf-8")
    failures = [] if config.count("\n") <= LINES else [f"{PROJECT}/codegen.toml has more than {LINES} lines"]
    tests: list[samples_gate.Subject] = []
    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        modules = arguments.modules or prism_gate.install(scratch)
        project = scratch / "project"
        project.mkdir()
        for source in [*DOCUMENTS.glob("*.json"), *PROJECT.glob("*.toml"), *PROJECT.glob("*.yaml")]:
            shutil.copyfile(source, project / source.name)
        prism_gate.generate(project / "codegen.toml")
        docs = project / "out/docs"
        file = samples_gate.load(docs / "samples.json")
        for name in ("client", "server", "admin"):
            bundle = scratch / f"{name}.json"
            script = Path(__file__).with_name("bundle_for_prism.mjs")
            subprocess.run(["node", script, modules, docs / f"openapi/{name}.json", bundle], check=True)
            document = prism_gate.Document(json.loads(bundle.read_text(encoding="utf-8")))
            # Its examples of responses are wrong in places, so those are not checked.
            port = stack.enter_context(prism_gate.prism(modules, bundle, scratch / f"{name}.log", errors=False))
            own = [sample for sample in file["operations"] if sample["document"] == name]
            failures += prism_gate.check_document(name, document, own, port, docs)
            tests += samples_gate.subjects({**file, "accesses": []}, name, document.credentials_of, port)
        failures += samples_gate.check(arguments.languages, tests, docs)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"published: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
