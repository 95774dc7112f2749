"""Sends samples with bodies of every kind to Prism, in every language: the
documents of one API do not have them all.

Run by `.ci/run`. Needs what `prism_gate.py` needs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import prism_gate
import samples_gate

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Runs the gate and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=Path, help="a folder in which npm has installed Prism")
    parser.add_argument("--languages", nargs="*", default=sorted(samples_gate.RUNNERS), help="those to run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for file in ("bodies.toml", "bodies.yaml"):
            shutil.copy(HERE / file, scratch)
        command = ["cargo", "run", "--quiet", "-p", "specwright", "--", "generate", "--quiet"]
        subprocess.run([*command, "--config", scratch / "bodies.toml"], cwd=HERE.parent, check=True)
        modules = arguments.modules or prism_gate.install(scratch)
        bundle = scratch / "bundle.json"
        script = HERE / "bundle_for_prism.mjs"
        subprocess.run(["node", script, modules, scratch / "bodies.yaml", bundle], check=True)
        document = prism_gate.Document(json.loads(bundle.read_text(encoding="utf-8")))
        samples = scratch / "out/docs/samples.json"
        with prism_gate.prism(modules, bundle, scratch / "prism.log") as port:
            tests = samples_gate.subjects(samples_gate.load(samples), "bodies", document.credentials_of, port)
            failures = samples_gate.check(arguments.languages, tests, samples.parent)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"bodies: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
