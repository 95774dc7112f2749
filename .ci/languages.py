"""Runs programs in the languages of the samples, many at a time: a process for
each program would take longer than all that the programs do.

Each runner takes programs by key and says of each whether it ended well.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

REQUESTS = "requests==2.34.2"
BATCH_SECONDS = 600

JAVASCRIPT = """
import { pathToFileURL } from "node:url";
const outcomes = {};
const print = console.log;
console.log = () => {};
for (const file of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(file));
    outcomes[file] = null;
  } catch (error) {
    outcomes[file] = String(error.stack ?? error);
  }
}
print(JSON.stringify(outcomes));
"""

PYTHON = """
import contextlib, io, json, runpy, sys, traceback
outcomes = {}
for file in sys.argv[1:]:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(file, run_name="__main__")
        outcomes[file] = None
    except BaseException:
        outcomes[file] = traceback.format_exc()
print(json.dumps(outcomes))
"""


RUBY = """
require "json"
require "stringio"
outcomes = {}
output = $stdout
ARGV.each do |file|
  $stdout = StringIO.new
  load(file, true)
  outcomes[file] = nil
rescue Exception => e
  outcomes[file] = e.full_message(highlight: false)
end
output.puts JSON.generate(outcomes)
"""

PHP = """<?php
$run = function (string $file): ?string {
    ob_start();
    try {
        (function (string $file) { include $file; })($file);
        return null;
    } catch (Throwable $error) {
        return (string) $error;
    } finally {
        ob_end_clean();
    }
};
set_error_handler(fn ($level, $message) => throw new ErrorException($message));
$files = array_slice($argv, 1);
echo json_encode(array_combine($files, array_map($run, $files)), JSON_INVALID_UTF8_SUBSTITUTE), PHP_EOL;
"""


@dataclass(frozen=True)
class Outcome:
    """How a program ended: without an error, or with one."""

    error: str | None


def environment(**more: str) -> dict[str, str]:
    """Returns the environment of the programs, which know no proxy."""
    return {**os.environ, "NO_PROXY": "*", "no_proxy": "*", **more}


def batch(
    command: list[str], programs: dict[str, str], folder: Path, extension: str, **more: str
) -> dict[str, Outcome]:
    """Runs all programs in one process, which prints their errors by file."""
    files = {}
    for key, text in programs.items():
        files[key] = folder / f"{key}.{extension}"
        files[key].write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*command, *map(str, files.values())],
        check=True,
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.PIPE,
        text=True,
        timeout=BATCH_SECONDS,
    )
    errors = json.loads(done.stdout.splitlines()[-1])
    return {key: Outcome(errors[str(file)]) for key, file in files.items()}


def javascript(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Imports the programs, one after the other, as modules of one process."""
    driver = folder / "driver.mjs"
    driver.write_text(JAVASCRIPT, encoding="utf-8")
    return batch(["node", str(driver)], programs, folder, "mjs")


def python(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Runs the programs, one after the other, as main modules of one process."""
    modules = folder / "modules"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]
    subprocess.run([*pip, str(modules), REQUESTS], check=True)
    driver = folder / "driver.py"
    driver.write_text(PYTHON, encoding="utf-8")
    return batch([sys.executable, str(driver)], programs, folder, "py", PYTHONPATH=str(modules))


def ruby(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Loads the programs, one after the other, into modules of one process."""
    driver = folder / "driver.rb"
    driver.write_text(RUBY, encoding="utf-8")
    return batch(["ruby", str(driver)], programs, folder, "rb")


def php(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Includes the programs, one after the other, in functions of one process,
    in which every warning is an error."""
    driver = folder / "driver.php"
    driver.write_text(PHP, encoding="utf-8")
    return batch(["php", str(driver)], programs, folder, "php")


def go(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Compiles the programs as functions of one, which runs the one it is told:
    a program of Go may end its process."""
    functions = {}
    for number, (key, text) in enumerate(programs.items()):
        functions[key] = f"sample{number}"
        text, count = re.subn(r"^func main\(\) \{$", f"func {functions[key]}() {{", text, count=1, flags=re.MULTILINE)
        if count != 1 or not text.startswith("package main\n"):
            raise ValueError(f"not a program of Go: {text}")
        (folder / f"{functions[key]}.go").write_text(text, encoding="utf-8")
    table = "".join(f'\t"{name}": {name},\n' for name in functions.values())
    main = f'package main\n\nimport "os"\n\nfunc main() {{\n\tmap[string]func(){{\n{table}\t}}[os.Args[1]]()\n}}\n'
    (folder / "main.go").write_text(main, encoding="utf-8")
    (folder / "go.mod").write_text("module samples\n\ngo 1.18\n", encoding="utf-8")
    more = environment(GOFLAGS="-mod=mod", GOPROXY="off", GOTOOLCHAIN="local")
    for command in (["go", "vet", "."], ["go", "build", "-o", "samples", "."]):
        subprocess.run(command, check=True, cwd=folder, env=more, timeout=BATCH_SECONDS)

    def run(name: str) -> Outcome:
        command = [str(folder / "samples"), name]
        done = subprocess.run(command, check=False, cwd=folder, env=more, capture_output=True, text=True, timeout=60)
        return Outcome(done.stderr or "failed" if done.returncode else None)

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(functions, pool.map(run, functions.values()), strict=True))


def curl(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Runs the commands in a shell each, as a reader would."""
    # Everything is the sample's own but what happens on an error.
    wrapper = 'curl() { command curl -sS --max-time 20 --fail "$@"; }\n'

    def run(text: str) -> Outcome:
        command = ["bash", "-c", wrapper + text]
        done = subprocess.run(command, check=False, cwd=folder, env=environment(), capture_output=True, text=True)
        return Outcome(done.stderr or "failed" if done.returncode else None)

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(programs, pool.map(run, programs.values()), strict=True))


# How the files of each folder of samples are run.
RUNNERS = {"curl": curl, "javascript": javascript, "python": python, "go": go, "ruby": ruby, "php": php}
