"""Runs the samples of every language against mock servers, and expects each to
send the documented request and to be answered with a documented success; then
spoils each sample in several ways, and expects that to be seen.

Used by `prism_gate.py`, which starts the servers.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from languages import RUNNERS, Outcome
from recorder import FILE, Exchange, Recorder


@dataclass(frozen=True)
class Subject:
    """A sample, and what its document says of it."""

    title: str
    files: dict[str, str]
    placeholders: dict[str, str]
    request: dict[str, Any]
    # The successes that are documented; none where nothing is.
    statuses: frozenset[int]
    # Headers without which the request is refused.
    credentials: frozenset[str]
    port: int


def subjects(file: dict[str, Any], document: str, credentials: Any, port: int) -> list[Subject]:
    """Reads the entries of a document in `samples.json`; `credentials` finds the
    headers that a request cannot do without."""
    found = []
    for sample in [*file["accesses"], *file["operations"]]:
        if sample["document"] != document:
            continue
        name = sample.get("operation")
        successes = (response["status"] for response in sample.get("responses", []))
        found.append(
            Subject(
                title=f"{document}: {name or 'access'}",
                files=sample["files"],
                placeholders=sample["placeholders"],
                request=sample["request"],
                statuses=frozenset(status for status in successes if 200 <= status < 400),
                credentials=frozenset(credentials(sample["request"]) if name else ()),
                port=port,
            )
        )
    return found


def faults(subject: Subject, outcome: Outcome, exchanges: list[Exchange]) -> list[str]:
    """Says what is wrong with what a program did."""
    found = [] if outcome.error is None else [f"ends with an error: {outcome.error}"]
    if len(exchanges) != 1:
        return [*found, f"sends {len(exchanges)} requests"]
    if subject.statuses and exchanges[0].status not in subject.statuses:
        found.append(f"is answered with {exchanges[0].status}, not one of {sorted(subject.statuses)}")
    return [*found, *exchanges[0].differences(subject.request)]


def mutants(subject: Subject, text: str) -> Iterator[tuple[str, str]]:
    """Spoils the text of a sample, whatever its language, in every way that
    changes what it sends for sure."""
    request = subject.request
    for name, _ in request["headers"]:
        if name.lower() in subject.credentials and name in text:
            yield "credential under another name", text.replace(name, "X-Other")
            break
    path, _, query = request["target"].partition("?")
    if len(path) > 1:
        yield "another path", text.replace(f"{request['server']}{path}", f"{request['server']}{path}x", 1)
    if name := query.partition("=")[0]:
        yield "unknown query parameter", text.replace(f"?{name}=", f"?{name}_unknown=", 1)
    body = request["body"]
    for name in body if isinstance(body, dict) else []:
        word = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
        if re.fullmatch(r"\w+", name) and len(re.findall(word, text)) == 1:
            yield "unknown field", re.sub(word, f"{name}_unknown", text)
            break
    if request["method"] == "POST" and len(re.findall(r"\bpost\b", text, re.IGNORECASE)) == 1:
        others = {"post": "put", "Post": "Put", "POST": "PUT"}
        yield "another method", re.sub(r"\bpost\b", lambda word: others.get(word[0], "PUT"), text, flags=re.IGNORECASE)


def prepared(subject: Subject, text: str, url: str) -> str:
    """Fills in what a reader fills in, and leads the program to `url`."""
    server = subject.request["server"]
    if server not in text:
        raise ValueError(f"{subject.title}: the server is not in the sample")
    text = text.replace(server, url)
    for shown, value in subject.placeholders.items():
        text = text.replace(shown, value)
    return text


def execute(language: str, programs: list[tuple[Subject, str]]) -> list[tuple[str, Outcome, list[Exchange]]]:
    """Runs programs in one language. Returns each as it was run, how it ended, and
    what it sent and got."""
    texts: dict[str, str] = {}
    with Recorder() as recorder, tempfile.TemporaryDirectory() as scratch:
        for subject, code in programs:
            key = f"s{len(texts)}"
            texts[key] = prepared(subject, code, recorder.expect(key, subject.port))
        parts = [part for subject, _ in programs for part in subject.request.get("parts", [])]
        for name in {"body.bin", *(part["file_name"] for part in parts if part["file_name"])}:
            (Path(scratch) / name).write_bytes(FILE)
        outcomes = RUNNERS[language](texts, Path(scratch))
        exchanges = recorder.exchanges
    return [(text, outcomes[key], exchanges[key]) for key, text in texts.items()]


def sample(subject: Subject, language: str, root: Path) -> str:
    """Reads a sample."""
    return (root / subject.files[language]).read_text(encoding="utf-8")


def run(language: str, tests: list[Subject], root: Path) -> dict[str, list[str]]:
    """Runs the samples of one language as they are, and says what is wrong with
    each, by title."""
    own = [subject for subject in tests if language in subject.files]
    results = execute(language, [(subject, sample(subject, language, root)) for subject in own])
    return {
        subject.title: faults(subject, outcome, exchanges)
        for subject, (_, outcome, exchanges) in zip(own, results, strict=True)
    }


def check_language(language: str, tests: list[Subject], root: Path) -> list[str]:
    """Runs the samples and the mutants of one language; returns the failures."""
    started = time.monotonic()
    failures: list[str] = []
    cases: list[tuple[Subject, str | None, str]] = []
    for subject in tests:
        text = sample(subject, language, root)
        cases += [(subject, kind, code) for kind, code in [(None, text), *mutants(subject, text)]]
    results = execute(language, [(subject, code) for subject, _, code in cases])
    caught: Counter[str] = Counter()
    accepted = 0
    for (subject, kind, _), (program, outcome, exchanges) in zip(cases, results, strict=True):
        title, wrong = f"{language}: {subject.title}", faults(subject, outcome, exchanges)
        if kind is None:
            accepted += not wrong
            failures += [f"{title}: {fault}\n{program}" for fault in wrong]
            continue
        caught[kind] += 1
        if not wrong:
            failures.append(f"{title}: {kind}, and nobody sees it\n{program}")
        # A refusal must not look like success to whoever runs the program.
        refused = any(exchange.status >= 400 for exchange in exchanges)
        if outcome.error is None and (refused or kind == "credential under another name"):
            failures.append(f"{title}: {kind}, and the program ends well\n{program}")
    print(f"prism: {language}: {accepted} of {len(tests)} samples accepted, {time.monotonic() - started:.0f} s")
    for kind, count in sorted(caught.items()):
        print(f"  {count:4} {kind}")
    for kind in ("another path", "unknown field"):
        if not caught[kind]:
            failures.append(f"{language}: no mutant of the kind `{kind}`")
    return failures


def check(languages: list[str], tests: list[Subject], root: Path) -> list[str]:
    """Runs the samples of all languages, and prints how many there are."""
    failures: list[str] = []
    for language in languages:
        own = [subject for subject in tests if language in subject.files]
        left_out = [subject.title for subject in tests if language not in subject.files]
        for title in left_out:
            print(f"prism: {language}: no sample of {title}")
        failures += check_language(language, own, root)
    return failures


def check_manifest(root: Path, tests: list[Subject]) -> list[str]:
    """Says which files claim in the manifest to go through this gate, and do
    not, or are not what the manifest says they are."""
    manifest = load(root / "manifest.json")
    claims = tuple(f"{folder}/" for folder in manifest["checks"]["prism"]["of"])
    listed = {path: digest for path, digest in manifest["files"].items() if path.startswith(claims)}
    run = {path for test in tests for language, path in test.files.items() if language in RUNNERS}
    failures = [f"manifest: {path} is not run, or not listed" for path in sorted(listed.keys() ^ run)]
    for path in sorted(run & listed.keys()):
        if hashlib.sha256((root / path).read_bytes()).hexdigest() != listed[path]:
            failures.append(f"manifest: {path} has another hash")
    return failures


def load(path: Path) -> dict[str, Any]:
    """Reads `samples.json`."""
    return json.loads(path.read_text(encoding="utf-8"))
