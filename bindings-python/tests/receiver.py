"""Somebody's webhook on loopback, which keeps every delivery to the letter."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Delivered(NamedTuple):
    path: str
    headers: Any
    body: bytes


class Receiver:
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

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/feedback?app=7"

    def __enter__(self) -> Receiver:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.go.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
