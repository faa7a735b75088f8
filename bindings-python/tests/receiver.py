"""Somebody's webhook on loopback, which keeps every delivery to the letter."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple

from listener import Serving


class Delivered(NamedTuple):
    path: str
    headers: Any
    body: bytes


class Receiver(Serving):
    """Answers every delivery with a status, as soon as `go` is set."""

    def __init__(self, status: int = 204) -> None:
        self.delivered: list[Delivered] = []
        self.go = threading.Event()
        self.go.set()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.delivered.append(Delivered(self.path, self.headers, body))
                receiver.go.wait()
                self.send_response(status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        super().__init__(Handler)
        self.url += "/feedback?app=7"

    def __exit__(self, *_: Any) -> None:
        self.go.set()
        super().__exit__(*_)
