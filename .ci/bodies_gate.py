"""Sends samples with bodies of every kind to Prism, in every language, and calls
with bodies, styles and credentials of every kind by the generated client: the
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
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        modules = arguments.modules or prism_gate.install(Path(folder))
        for name in ("bodies", "styles"):
            scratch = Path(folder) / name
            scratch.mkdir()
            bundle = generate(name, scratch, modules)
            document = prism_gate.Document(json.loads(bundle.read_text(encoding="utf-8")))
            samples = scratch / "out/docs/samples.json"
            with prism_gate.prism(modules, bundle, scratch / "prism.log") as port:
                if name == "bodies":
                    tests = samples_gate.subjects(samples_gate.load(samples), name, document.credentials_of, port)
                    failures += samples_gate.check(arguments.languages, tests, samples.parent)
                failures += prism_gate.check_client(name, port, scratch / "out")
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"bodies: {len(failures)} failures")
    return 1 if failures else 0


def generate(name: str, scratch: Path, modules: Path) -> Path:
    """Writes the client and the samples of a document, and returns the document for Prism."""
    for file in (f"{name}.toml", f"{name}.yaml"):
        shutil.copy(HERE / file, scratch)
    command = ["cargo", "run", "--quiet", "-p", "specwright", "--", "generate", "--quiet"]
    subprocess.run([*command, "--config", scratch / f"{name}.toml"], cwd=HERE.parent, check=True)
    bundle = scratch / "bundle.json"
    script = HERE / "bundle_for_prism.mjs"
    subprocess.run(["node", script, modules, scratch / f"{name}.yaml", bundle], check=True)
    return bundle


if __name__ == "__main__":
    sys.exit(main())
