"""Sends every sample to Prism, a mock server that knows the documents but not
our generator, and expects it to accept each of them; then spoils each sample
in several ways, and expects it to refuse those.

Run by `.ci/run`. Needs Rust, Node 20 with npm, Python 3.11 and the languages of
the samples; listens on the loopback interface alone.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import http.client
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import samples_gate

ROOT = Path(__file__).resolve().parent.parent
PRISM = "@stoplight/prism-cli@5.14.2"
START_SECONDS = 60
REQUEST_SECONDS = 20


def main() -> int:
    """Runs the gate and returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", default=["client", "server", "admin"])
    parser.add_argument("--modules", type=Path, help="a folder in which npm has installed Prism")
    parser.add_argument("--spec", type=Path, default=ROOT / "spec")
    parser.add_argument("--samples", type=Path, default=ROOT / "generated/docs/samples.json")
    parser.add_argument("--languages", nargs="*", help="those to run; all of the samples without it")
    parser.add_argument("--without-client", action="store_true", help="leave out the generated client's own samples")
    arguments = parser.parse_args()

    file = samples_gate.load(arguments.samples)
    root = arguments.samples.parent
    failures: list[str] = []
    tests: list[samples_gate.Subject] = []
    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        modules = arguments.modules or install(scratch)
        for name in arguments.documents:
            bundle = scratch / f"{name}.json"
            script = Path(__file__).with_name("bundle_for_prism.mjs")
            [source] = arguments.spec.glob(f"{name}.*")
            subprocess.run(["node", script, modules, source, bundle], check=True)
            document = Document(json.loads(bundle.read_text(encoding="utf-8")))
            port = stack.enter_context(prism(modules, bundle, scratch / f"{name}.log"))
            own = [sample for sample in file["operations"] if sample["document"] == name]
            failures += check_document(name, document, own, port, root)
            if not arguments.without_client:
                failures += check_client(name, port)
            tests += samples_gate.subjects(file, name, document.credentials_of, port)
        languages = arguments.languages or sorted(
            {language for test in tests for language in test.files} & samples_gate.RUNNERS.keys()
        )
        failures += samples_gate.check(languages, tests, root)
        if (root / "manifest.json").is_file() and not arguments.languages:
            failures += samples_gate.check_manifest(root, tests)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"prism: {len(failures)} failures")
    return 1 if failures else 0


def install(scratch: Path) -> Path:
    """Installs Prism into a folder that is thrown away."""
    (scratch / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--silent", "--no-save", PRISM],
        cwd=scratch,
        check=True,
    )
    return scratch


def generate(config: Path) -> None:
    """Generates a project."""
    command = ["cargo", "run", "--quiet", "-p", "specwright", "--", "generate", "--quiet", "--config", str(config)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def prism(modules: Path, bundle: Path, log: Path, *, errors: bool = True) -> Iterator[int]:
    """Serves a document, and ends the server with the block. With `errors`, what is
    wrong with an example of a response is an error too."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # The program itself, not its launcher: its process is the one to end.
    program = modules / "node_modules/@stoplight/prism-cli/dist/index.js"
    flags = ["--errors"] if errors else []
    command = ["node", program, "mock", *flags, "-h", "127.0.0.1", "-p", str(port), bundle]
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        wait_until_ready(server, port, log)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_ready(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Returns when the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.1)
    raise SystemExit(f"Prism does not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


@dataclass(frozen=True)
class Request:
    """A request as a cURL command states it."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str | None

    def with_query(self, query: list[tuple[str, str]]) -> Request:
        """Returns the request with another query."""
        parts = urllib.parse.urlsplit(self.url)
        return replace(self, url=parts._replace(query=urllib.parse.urlencode(query)).geturl())

    def query(self) -> list[tuple[str, str]]:
        """Returns the decoded query."""
        return urllib.parse.parse_qsl(urllib.parse.urlsplit(self.url).query, keep_blank_values=True)

    def send(self) -> tuple[int, str]:
        """Sends the request and returns the status and the body."""
        parts = urllib.parse.urlsplit(self.url)
        assert parts.hostname == "127.0.0.1" and parts.port, self.url
        connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=REQUEST_SECONDS)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        body = None if self.body is None else self.body.encode()
        connection.putrequest(self.method, target, skip_accept_encoding=True)
        for name, value in self.headers:
            connection.putheader(name, value.encode())
        if body is not None:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")


def parse_curl(command: str) -> Request:
    """Reads a cURL command as a shell and cURL would."""
    words = shlex.split(command.replace("\\\n", " "))
    if not words or words[0] != "curl":
        raise ValueError(f"not a cURL command: {command}")
    method, url, headers, body = None, None, [], None
    rest = iter(words[1:])
    for word in rest:
        match word:
            case "-X" | "--request":
                method = next(rest)
            case "-H" | "--header":
                name, _, value = next(rest).partition(":")
                headers.append((name.strip(), value.strip()))
            case "-d" | "--data" | "--data-raw" | "--data-binary":
                body = next(rest)
            case "--url":
                url = next(rest)
            case "-s" | "-S" | "-sS" | "--silent" | "--show-error" | "-i" | "-g" | "--globoff":
                pass
            case _ if word.startswith("-") or url is not None:
                raise ValueError(f"unexpected `{word}` in: {command}")
            case _:
                url = word
    if url is None:
        raise ValueError(f"no URL in: {command}")
    if body is not None and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("content-type", "application/x-www-form-urlencoded"))
    return Request(method or ("GET" if body is None else "POST"), url, tuple(headers), body)


def run_curl(command: str) -> tuple[int, str]:
    """Runs the command as a reader would, in a shell."""
    if shutil.which("curl") is None:
        return parse_curl(command).send()
    # Everything is the sample's own but where the answer goes.
    wrapper = 'curl() { command curl -sS --max-time "$LIMIT" -w "\\n%{http_code}" "$@"; }\n'
    environment = {**os.environ, "LIMIT": str(REQUEST_SECONDS), "no_proxy": "*", "NO_PROXY": "*"}
    done = subprocess.run(
        ["bash", "-c", wrapper + command], check=False, capture_output=True, text=True, env=environment
    )
    body, _, status = done.stdout.rpartition("\n")
    return (int(status) if status.isdigit() else 0), body or done.stderr


class Document:
    """A bundled document, to look up what a request must be like."""

    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value

    def follow(self, value: Any) -> Any:
        """Follows references."""
        while isinstance(value, dict) and isinstance(value.get("$ref"), str):
            at: Any = self.value
            for key in value["$ref"].split("/")[1:]:
                key = urllib.parse.unquote(key).replace("~1", "/").replace("~0", "~")
                at = at[int(key)] if isinstance(at, list) else at[key]
            value = at
        return value

    def operation(self, method: str, path: str) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
        """Finds the operation of a request's path, and all its parameters."""
        found = None
        for template, item in self.value["paths"].items():
            item = self.follow(item)
            if method.lower() not in item or not matches(template, path):
                continue
            exactness = -template.count("{")
            if found is None or exactness > found[0]:
                operation = item[method.lower()]
                parameters = [*item.get("parameters", []), *operation.get("parameters", [])]
                found = exactness, operation, [self.follow(parameter) for parameter in parameters]
        return found and (found[1], found[2])

    def credentials(self, operation: dict[str, Any]) -> set[str]:
        """Returns the headers that the operation cannot do without."""
        alternatives = operation.get("security", self.value.get("security", []))
        schemes = self.value.get("components", {}).get("securitySchemes", {})
        needed: list[set[str]] = []
        for alternative in alternatives:
            headers = set()
            for name in alternative:
                scheme = self.follow(schemes[name])
                if scheme["type"] == "apiKey" and scheme["in"] == "header":
                    headers.add(scheme["name"].lower())
                elif scheme["type"] == "http":
                    headers.add("authorization")
            needed.append(headers)
        return set.intersection(*needed) if needed else set()

    def credentials_of(self, request: dict[str, Any]) -> set[str]:
        """Returns the headers that a documented request cannot do without."""
        path = urllib.parse.unquote(request["target"].partition("?")[0])
        found = self.operation(request["method"], path)
        return self.credentials(found[0]) if found else set()

    def body_schema(self, operation: dict[str, Any]) -> dict[str, Any]:
        """Returns the properties and required names of a JSON body, where
        they do not depend on a choice."""
        body = self.follow(operation.get("requestBody", {}))
        return self.flat(body.get("content", {}).get("application/json", {}).get("schema", {}))

    def flat(self, schema: Any) -> dict[str, Any]:
        """Joins a schema with those of its `allOf`."""
        schema = self.follow(schema)
        joined: dict[str, Any] = {"properties": {}, "required": []}
        for part in [*map(self.flat, schema.get("allOf", [])), schema]:
            joined["properties"].update(part.get("properties", {}))
            joined["required"] += part.get("required", [])
        return joined

    def wrong_value(self, schema: Any) -> Any:
        """Returns a value that is not valid for the schema; `None` where that
        is not plain to see."""
        schema = self.follow(schema)
        if any(key in schema for key in ("oneOf", "anyOf", "allOf")):
            return None
        kinds = schema.get("type")
        kinds = {kinds} if isinstance(kinds, str) else set(kinds or [])
        if not kinds or "object" in kinds:
            return "wrong" if kinds and "string" not in kinds else None
        return {"wrong": True}


def matches(template: str, path: str) -> bool:
    """Tells whether the path template takes the path."""
    parts, actual = template.split("/"), path.split("/")
    return len(parts) == len(actual) and all("{" in a or a == b for a, b in zip(parts, actual, strict=True))


def mutants(document: Document, request: Request) -> Iterator[tuple[str, Request]]:
    """Spoils a request in every way that the document lets us be sure of."""
    found = document.operation(request.method, urllib.parse.unquote(urllib.parse.urlsplit(request.url).path))
    if found is None:
        return
    operation, parameters = found
    for header in sorted(document.credentials(operation)):
        left = tuple(pair for pair in request.headers if pair[0].lower() != header)
        if left != request.headers:
            yield "credential left out", replace(request, headers=left)
            break
    for parameter in parameters:
        name, schema = parameter["name"], document.follow(parameter.get("schema", {}))
        if parameter["in"] == "header" and parameter.get("required"):
            left = tuple(pair for pair in request.headers if pair[0].lower() != name.lower())
            yield "required header left out", replace(request, headers=left)
        if parameter["in"] != "query":
            continue
        others = [pair for pair in request.query() if pair[0] != name]
        if parameter.get("required"):
            yield "required query parameter left out", request.with_query(others)
        if schema.get("type") in ("integer", "number", "boolean") or schema.get("enum"):
            yield "query parameter of a wrong type", request.with_query([*others, (name, "wrong-value")])
    schema = document.body_schema(operation)
    try:
        body = json.loads(request.body or "null")
    except ValueError:
        return
    if not isinstance(body, dict):
        return
    for name in schema["required"]:
        if name in body:
            left = {key: value for key, value in body.items() if key != name}
            yield "required field left out", replace(request, body=json.dumps(left))
    for name, value in schema["properties"].items():
        wrong = document.wrong_value(value)
        if name in body and wrong is not None:
            spoiled = copy.deepcopy(body)
            spoiled[name] = wrong
            yield "field of a wrong type", replace(request, body=json.dumps(spoiled))


def check_document(name: str, document: Document, samples: list[dict[str, Any]], port: int, root: Path) -> list[str]:
    """Runs the commands of one document and mutants of their requests."""
    failures: list[str] = []
    caught: Counter[str] = Counter()
    declared = sum(
        method in item
        for item in map(document.follow, document.value["paths"].values())
        for method in ("get", "put", "post", "delete", "options", "head", "patch", "trace")
    )
    if declared != len(samples):
        failures.append(f"{name}: {declared} operations and {len(samples)} samples")

    def check(sample: dict[str, Any]) -> tuple[list[str], Counter[str]]:
        own: list[str] = []
        kinds: Counter[str] = Counter()
        command = (root / sample["files"]["curl"]).read_text(encoding="utf-8")
        command = command.replace(sample["request"]["server"], f"http://127.0.0.1:{port}")
        for shown, value in sample["placeholders"].items():
            command = command.replace(shown, value)
        title = f"{name}: {sample['operation']}"
        status, body = run_curl(command)
        if not 200 <= status < 400:
            own.append(f"{title}: cURL sample refused with {status}\n  {command}\n  {body}")
            return own, kinds
        for kind, mutant in mutants(document, parse_curl(command)):
            status, body = mutant.send()
            kinds[kind] += 1
            if not 400 <= status < 500:
                own.append(f"{title}: {kind}, and accepted with {status}\n  {mutant}\n  {body}")
        return own, kinds

    with ThreadPoolExecutor(4) as pool:
        for own, kinds in pool.map(check, samples):
            failures += own
            caught += kinds
    print(f"prism: {name}: {len(samples)} cURL samples, {sum(caught.values())} mutants")
    for kind, count in sorted(caught.items()):
        print(f"  {count:4} {kind}")
    for kind in ("credential left out", "required field left out", "field of a wrong type"):
        if not caught[kind]:
            failures.append(f"{name}: no mutant of the kind `{kind}`")
    return failures


def check_client(name: str, port: int, crate: Path = ROOT / "generated") -> list[str]:
    """Runs the Rust samples of one document with the generated client."""
    test = f"samples_of_{name.replace('-', '_')}"
    environment = {
        **os.environ,
        f"SAMPLES_BASE_URL_{name.upper().replace('-', '_')}": f"http://127.0.0.1:{port}",
        "NO_PROXY": "*",
        "no_proxy": "*",
    }
    environment.setdefault("CARGO_TARGET_DIR", str(ROOT / "target"))
    manifest = str(crate / "Cargo.toml")
    command = ["cargo", "test", "--quiet", "--manifest-path", manifest, "--test", "samples", "--", "--exact", test]
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    output = done.stdout + done.stderr
    if done.returncode != 0:
        return [f"{name}: the generated client's samples fail\n{output}"]
    if "1 passed" not in output:
        return [f"{name}: there is no test `{test}`\n{output}"]
    print(f"prism: {name}: the generated client's samples pass")
    return []


if __name__ == "__main__":
    sys.exit(main())
