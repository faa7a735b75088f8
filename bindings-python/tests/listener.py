"""A tiny service on loopback that keeps every request to the letter, for tests of what is sent."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from typing_extensions import Self


class Arrived(NamedTuple):
    method: str
    path: str
    params: list[tuple[str, str]]
    headers: Any


class Serving:
    """A server of these requests, each in a thread of its own, for as long as the `with` statement lasts."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Listener(Serving):
    """Answers create and show with the smallest feedback, and events with an empty page.

    The pages of a listing lead on by the cursors in `cursors`, first in, first out.
    """

    def __init__(self) -> None:
        self.requests: list[Arrived] = []
        self.cursors: list[str] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.keep(urlsplit(self.path).query)

            def do_POST(self) -> None:
                self.keep(self.rfile.read(int(self.headers["content-length"])).decode("ascii"))

            def keep(self, encoded: str) -> None:
                path = urlsplit(self.path).path
                # Strict, because what is not well encoded must not look as if it were.
                params = parse_qsl(encoded, keep_blank_values=True, strict_parsing=bool(encoded), errors="strict")
                listener.requests.append(Arrived(self.command, path, params, self.headers))
                self.answer(listener.page() if path.endswith("/events.json") else {"id": "7"})

            def answer(self, value: Any) -> None:
                body = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        super().__init__(Handler)

    def page(self) -> dict[str, Any]:
        return {"events": [], "next_cursor": self.cursors.pop(0) if self.cursors else ""}
