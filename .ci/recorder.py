"""Stands between the samples and the mock servers: passes every request on,
and keeps what was sent and what was answered, under the key of the sample that
sent it. The key is the first segment of the path.
"""

from __future__ import annotations

import contextlib
import email
import http.client
import http.server
import json
import threading
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

REQUEST_SECONDS = 20

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
        parts = documented.get("parts")
        wanted = {name.lower(): value for name, value in documented["headers"]}
        sent = {name.lower(): value for name, value in self.headers}
        for name, value in wanted.items():
            # A character set may follow the media type.
            given = sent.get(name, "").split(";")[0] if name == "content-type" else sent.get(name)
            if given != (value.split(";")[0] if name == "content-type" else value):
                yield f"sends {name}: {sent.get(name)}, not {value}"
        for name in sent.keys() - wanted.keys() - OWN_HEADERS:
            # Nothing is undocumented about an empty body of no type, and the type of
            # parts has their boundary in it.
            if name != "content-type" or (self.body and parts is None):
                yield f"sends an undocumented header, {name}"
        if parts is not None:
            if self.parts(sent.get("content-type", "")) != [described(part) for part in parts]:
                yield f"sends the body {self.body!r}, not {parts}"
        elif self.sent(wanted.get("content-type", "")) != documented["body"]:
            yield f"sends the body {self.body!r}, not {documented['body']}"

    def sent(self, media_type: str) -> Any:
        """Reads the body as documents state it."""
        if not self.body:
            return None
        if media_type.startswith("application/x-www-form-urlencoded"):
            return dict(urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True))
        with contextlib.suppress(ValueError):
            return json.loads(self.body)
        return self.body.decode(errors="replace")

    def parts(self, media_type: str) -> list[tuple[Any, ...]]:
        """Reads the parts of a body (RFC 7578)."""
        message = email.message_from_bytes(b"content-type: " + media_type.encode() + b"\r\n\r\n" + self.body)
        parts = message.get_payload() if message.is_multipart() else []
        return [
            (
                part.get_param("name", header="content-disposition"),
                part.get_filename(),
                part.get_content_type(),
                part.get_payload(decode=True).decode(errors="replace"),
            )
            for part in parts
        ]


def described(part: dict[str, Any]) -> tuple[Any, ...]:
    """Returns a documented part as it is read; text has no type of its own."""
    return part["name"], part["file_name"], part["content_type"] or "text/plain", part["text"]


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
        for name, value in headers:
            if name.lower() not in ("host", "connection", "content-length", "transfer-encoding", "upgrade"):
                connection.putheader(name, value)
        if body:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body or None)
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
