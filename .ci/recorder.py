"""Stands between the samples and the mock servers: passes every request on,
and keeps what was sent and what was answered, under the key of the sample that
sent it. The key is the first segment of the path.
"""

from __future__ import annotations

import contextlib
import email.message
import email.policy
import http.client
import http.server
import json
import threading
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

REQUEST_SECONDS = 20

# The type of the forms that are passed on.
FORM = "multipart/form-data; boundary=form"

# What is in every file that a sample reads.
FILE = b"content"

# What libraries add on their own, and what is about one connection alone.
OWN_HEADERS = {
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-length",
    "host",
    "http2-settings",
    "keep-alive",
    "sec-fetch-mode",
    "transfer-encoding",
    "upgrade",
    "user-agent",
}


@dataclass(frozen=True)
class Exchange:
    """A request as it arrived, and the status of its answer."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    status: int

    def differences(self, documented: dict[str, Any]) -> Iterator[str]:
        """Says how the request differs from the one that is documented."""
        if self.method != documented["method"]:
            yield f"sends {self.method}, not {documented['method']}"
        if plain(self.target) != plain(documented["target"]):
            yield f"asks for {self.target}, not {documented['target']}"
        wanted = {name.lower(): value for name, value in documented["headers"]}
        sent = {name.lower(): value for name, value in self.headers}
        for name, value in wanted.items():
            # A character set may follow the media type.
            given = sent.get(name, "").split(";")[0] if name == "content-type" else sent.get(name)
            if given != (value.split(";")[0] if name == "content-type" else value):
                yield f"sends {name}: {sent.get(name)}, not {value}"
        parts = documented.get("parts")
        for name in sent.keys() - wanted.keys() - OWN_HEADERS:
            # Nothing is undocumented about an empty body of no type, nor about the
            # type of a form, of which nobody but the library knows the boundary.
            if name != "content-type" or self.body and parts is None:
                yield f"sends an undocumented header, {name}"
        if parts is not None:
            yield from self.differences_of_parts(sent.get("content-type", ""), parts)
        elif (fields := documented.get("fields")) is not None:
            if sorted(self.fields()) != sorted((name, text) for name, text in fields):
                yield f"sends the fields {self.fields()}, not {fields}"
        elif self.sent(wanted.get("content-type", "")) != documented["body"]:
            yield f"sends the body {self.body!r}, not {documented['body']}"

    def differences_of_parts(self, media_type: str, documented: list[dict[str, Any]]) -> Iterator[str]:
        """Says how the parts of a form differ from those that are documented,
        whatever their order among those of other names."""
        form = read_form(media_type, self.body)
        if form.get_content_type() != "multipart/form-data" or not form.is_multipart() or form.defects:
            yield f"sends no form, but {media_type}: {self.body!r}"
            return
        sent = [part_of(part) for part in form.iter_parts()]
        wanted = [
            (part["name"], part["content_type"] or "text/plain", FILE if part["file_name"] else part["text"].encode())
            for part in documented
        ]
        if sorted(sent) != sorted(wanted):
            yield f"sends the parts {sent}, not {wanted}"
        files = [part.get_filename() for part in form.iter_parts()]
        for part in documented:
            if part["file_name"] and part["file_name"] not in files:
                yield f"sends the files {files}, without {part['file_name']}"

    def fields(self) -> list[tuple[str, str]]:
        """Reads the body as a form."""
        return urllib.parse.parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True)

    def sent(self, media_type: str) -> Any:
        """Reads the body as documents state it."""
        if not self.body:
            return None
        if media_type.startswith("application/x-www-form-urlencoded"):
            return dict(urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True))
        with contextlib.suppress(ValueError):
            return json.loads(self.body)
        return self.body.decode(errors="replace")


def read_form(media_type: str, body: bytes) -> email.message.EmailMessage:
    """Reads a form; its defects are those of the body."""
    text = f"Content-Type: {media_type}\r\n\r\n".encode() + body
    return email.message_from_bytes(text, policy=email.policy.HTTP)


def as_browsers_do(media_type: str, body: bytes) -> bytes:
    """Writes a form again for Prism, which ends on others than those of browsers:
    on other headers before the disposition, say, which .NET writes."""
    written = b""
    for part in read_form(media_type, body).iter_parts():
        name, kind, content = part_of(part)
        file = f'; filename="{part.get_filename()}"' if part.get_filename() else ""
        head = f'--form\r\nContent-Disposition: form-data; name="{name}"{file}\r\nContent-Type: {kind}\r\n\r\n'
        written += head.encode() + content + b"\r\n"
    return written + b"--form--\r\n"


def part_of(part: email.message.EmailMessage) -> tuple[str, str, bytes]:
    """Returns the name, the media type and the content of a part of a form."""
    name = part.get_param("name", "", "content-disposition")
    return str(name), part.get_content_type(), part.get_payload(decode=True)


def plain(target: str) -> tuple[str, list[tuple[str, str]]]:
    """Decodes a target, since there is more than one way to write it."""
    path, _, query = target.partition("?")
    return urllib.parse.unquote(path), urllib.parse.parse_qsl(query, keep_blank_values=True)


class Recorder(http.server.ThreadingHTTPServer):
    """Listens on the loopback interface until the block ends."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream: dict[str, int] = {}
        self.exchanges: dict[str, list[Exchange]] = {}

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def expect(self, key: str, port: int) -> str:
        """Sends what comes under `key` on to `port`; returns the server's URL."""
        self.upstream[key] = port
        self.exchanges[key] = []
        return f"http://127.0.0.1:{self.server_address[1]}/{key}"


class Handler(http.server.BaseHTTPRequestHandler):
    """Passes one connection's requests on."""

    protocol_version = "HTTP/1.1"
    # An answer in two pieces would have to wait for the first to be acknowledged.
    wbufsize = -1
    server: Recorder

    def handle_one_request(self) -> None:
        with contextlib.suppress(ConnectionResetError):
            self.one_request()
            return
        self.close_connection = True

    def one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        self.forward()
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def body(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def forward(self) -> None:
        _, key, rest = self.path.split("/", 2) if self.path.count("/") > 1 else ("", self.path[1:], "")
        target, body = f"/{rest}", self.body()
        port = self.server.upstream[key]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=REQUEST_SECONDS)
        connection.putrequest(self.command, target, skip_accept_encoding=True)
        headers = tuple(self.headers.items())
        media_type = self.headers.get("content-type", "")
        is_form = media_type.startswith("multipart/form-data")
        for name, value in headers:
            if name.lower() not in ("host", "connection", "content-length", "transfer-encoding", "upgrade"):
                connection.putheader(name, FORM if is_form and name.lower() == "content-type" else value)
        passed_on = as_browsers_do(media_type, body) if is_form else body
        if passed_on:
            connection.putheader("content-length", str(len(passed_on)))
        connection.endheaders(passed_on or None)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        exchange = Exchange(self.command, target, headers, body, response.status)
        self.server.exchanges[key].append(exchange)
        self.send_response_only(response.status)
        for name, value in response.getheaders():
            if name.lower() not in ("connection", "content-length", "keep-alive", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
