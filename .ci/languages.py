"""Runs programs in the languages of the samples, many at a time: a process for
each program would take longer than all that the programs do.

Each runner takes programs by key and says of each whether it ended well.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
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

JAVA = """
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

class Driver {
    public static void main(String[] names) throws Exception {
        var output = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        for (var name : names) {
            var error = new StringWriter();
            try {
                Class.forName(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            } catch (InvocationTargetException e) {
                e.getCause().printStackTrace(new PrintWriter(error, true));
            }
            var bytes = error.toString().getBytes(StandardCharsets.UTF_8);
            output.println(name + ":" + Base64.getEncoder().encodeToString(bytes));
        }
        System.exit(0);
    }
}
"""

CSHARP = """
static class Driver
{
    static void Main()
    {
        var output = Console.Out;
        Console.SetOut(TextWriter.Null);
        foreach (var method in typeof(Samples).GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
        {
            var error = "";
            try
            {
                ((Task)method.Invoke(null, null)).GetAwaiter().GetResult();
            }
            catch (Exception e)
            {
                error = e.ToString();
            }
            output.WriteLine(method.Name + ":" + Convert.ToBase64String(Encoding.UTF8.GetBytes(error)));
        }
        Environment.Exit(0);
    }
}
"""

# What the SDK of .NET adds to every program (`ImplicitUsings`).
IMPLICIT = (
    "System",
    "System.Collections.Generic",
    "System.IO",
    "System.Linq",
    "System.Net.Http",
    "System.Threading",
    "System.Threading.Tasks",
)


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
        text = replaced(r"^func main\(\) \{$", f"func {functions[key]}() {{", text)
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


def replaced(pattern: str, by: str, text: str) -> str:
    """Replaces the one line that has the pattern."""
    text, count = re.subn(pattern, by, text, flags=re.MULTILINE)
    if count != 1:
        raise ValueError(f"there is no line {pattern}: {text}")
    return text


def reported(command: list[str], folder: Path, keys: Iterable[str]) -> dict[str, Outcome]:
    """Runs a driver, which prints the key of each program and its error."""
    more = environment()
    for name in ("http_proxy", "HTTP_PROXY"):
        more.pop(name, None)
    done = subprocess.run(
        command, check=True, cwd=folder, env=more, stdout=subprocess.PIPE, text=True, timeout=BATCH_SECONDS
    )
    errors = dict(line.split(":", 1) for line in done.stdout.splitlines())
    return {key: Outcome(base64.b64decode(errors[key]).decode() or None) for key in keys}


def java(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Compiles the programs as classes of one, which runs one after the other."""
    for key, text in programs.items():
        text = replaced(r"^class Main \{$", f"class {key} {{", text)
        (folder / f"{key}.java").write_text(text, encoding="utf-8")
    (folder / "Driver.java").write_text(JAVA, encoding="utf-8")
    files = [str(file) for file in folder.glob("*.java")]
    compiler = ["javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", *files]
    subprocess.run(compiler, check=True, cwd=folder, timeout=BATCH_SECONDS)
    return reported(["java", "-cp", str(folder), "Driver", *programs], folder, programs)


def csharp(programs: dict[str, str], folder: Path) -> dict[str, Outcome]:
    """Compiles the programs as methods of one, which runs one after the other."""
    usings = {f"using {name};" for name in (*IMPLICIT, "System.Reflection", "System.Text")}
    methods = []
    for key, text in programs.items():
        own = re.findall(r"^using [\w.]+;$", text, flags=re.MULTILINE)
        usings.update(own)
        methods.append(f"static async Task {key}()\n{{\n{older_csharp(text)}}}\n")
    source = "\n".join([*sorted(usings), "static class Samples", "{", *methods, "}", CSHARP])
    (folder / "samples.cs").write_text(source, encoding="utf-8")
    compiler = ["mcs", "-codepage:utf8", "-warnaserror", "-r:System.Net.Http.dll", "-out:samples.exe", "samples.cs"]
    subprocess.run(compiler, check=True, cwd=folder, timeout=BATCH_SECONDS)
    return reported(["mono", "samples.exe"], folder, programs)


def older_csharp(text: str) -> str:
    """Returns the statements of a program in the C# 7 that Mono compiles: without
    its `using` directives, a raw string as a verbatim one, and variables that
    are disposed of when the process ends."""

    def verbatim(raw: re.Match[str]) -> str:
        lines = [line.removeprefix(raw[3]) for line in raw[2].split("\n")]
        return '@"' + "\n".join(lines).replace('"', '""') + '"'

    text = re.sub(r"^using [\w.]+;\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^using var ", "var ", text, flags=re.MULTILINE)
    return re.sub(r'("{3,})\n(.*?)\n( *)\1(?!")', verbatim, text, flags=re.DOTALL)


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
RUNNERS = {
    "curl": curl,
    "javascript": javascript,
    "python": python,
    "go": go,
    "ruby": ruby,
    "php": php,
    "java": java,
    "csharp": csharp,
}
