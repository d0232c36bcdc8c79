"""A site on this machine that answers as it is told, well or badly, over real sockets.

`Ombudsman` has pages like those of the Ombudsman's site, whose addresses and words are written out here: a site that
shared them with the program would only show that the program agrees with itself.
"""

import gzip
import hashlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """An answer; `length` is what it says of its length, and `raw` is sent in place of all of it."""

    body: bytes = b""
    status: int = 200
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    raw: Callable[[Callable[[bytes], object]], object] | None = None


@dataclass(frozen=True)
class Asked:
    """A request: its path with the query, its headers in lower case, and when it came."""

    path: str
    headers: Mapping[str, str]
    when: float


Answering = Reply | Callable[[Asked], Reply]


class Site:
    """What stands at which path; a list is answered entry by entry, the last one for ever. `asked` has all requests."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Answering]] = {}
        self.asked: list[Asked] = []
        self.url = ""

    def put(self, path: str, *replies: Answering) -> None:
        self.replies[path] = list(replies)

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        replies = self.replies.get(asked.path)
        if not replies:
            return Reply(b"<h1>Not found</h1>", 404)
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        return reply(asked) if callable(reply) else reply

    @contextmanager
    def running(self, secured: ssl.SSLContext | None = None) -> Iterator["Site"]:
        """Answer on a port of this machine until the end of the block."""
        handler = type("Handler", (_Handler,), {"site": self})
        with _Server(("127.0.0.1", 0), handler) as server:
            server.daemon_threads = True
            server.block_on_close = False
            if secured is not None:
                server.socket = secured.wrap_socket(server.socket, server_side=True)
            self.url = f"http{'s' if secured else ''}://127.0.0.1:{server.server_port}"
            thread = threading.Thread(
                target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
            )
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of those who hang up: a program that is sent too much does."""


class _Handler(BaseHTTPRequestHandler):
    site: ClassVar[Site]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are sent apart

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.site.answer(Asked(self.path, headers, time.monotonic()))
        if reply.raw is not None:
            self.close_connection = True
            try:
                reply.raw(self.wfile.write)
            except OSError:
                return
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.length is not None and reply.length > len(reply.body):
            self.close_connection = True
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Ombudsman(Site):
    """A site with pages like the Ombudsman's, for the councils and letters that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: dict[str, dict[int, bytes]] = {}
        self.put("/robots.txt", Reply(b"User-agent: *\nDisallow: /admin/\n", kind="text/plain"))

    def add(self, name: str, letters: Mapping[int, bytes], slug: str | None = None) -> None:
        """Publish a council's letters; its page, its list and its files are like the site's own."""
        slug = slug or name.lower().replace(" ", "-")
        rows = []
        for year, content in letters.items():
            path = f"/documents/councilperformance/{year}/{quote(name.lower())}.pdf"
            self.put(path, versioned(content))
            rows.append(f'<li><a href="{path}">Annual review letter {year}</a> (PDF)</li>')
        own = f"/your-councils-performance/{slug}"
        self.put(
            f"{own}/statistics", page(name, f'<p><a href="{own}/annualletters">View annual letters</a></p>')
        )
        self.put(f"{own}/annualletters", page(name, f"<ul>{''.join(rows)}</ul>"))

    def list_of(self, slug: str) -> str:
        return f"/your-councils-performance/{slug}/annualletters"

    def file_of(self, name: str, year: int) -> str:
        return f"/documents/councilperformance/{year}/{quote(name.lower())}.pdf"


def page(title: str, content: str, status: int = 200) -> Reply:
    """A page with the frame of every page: navigation, a panel about cookies, and links that lead elsewhere."""
    text = (
        f"<!doctype html><html><head><title>{title}</title>"
        "<script>var x = '<a href=\"/x-2019.pdf\">letter</a>'</script></head>"
        '<body><nav><a href="/information-centre">Reports</a> <a href="/accessibility">Letters in large print</a>'
        f"</nav><div>We use cookies. <a href='#'>Accept</a></div><main><h1>{title}</h1>{content}</main>"
        '<footer><a href="/privacy">Privacy</a> <a href="mailto:a@b.example">Write a letter</a> &copy; 2026</footer>'
    )
    return Reply(text.encode(), status)


def pdf(content: bytes) -> Reply:
    return Reply(content, kind="application/pdf")


def versioned(content: bytes) -> Answering:
    """A file that is sent only to those who do not have this version of it."""
    tag = f'"{hashlib.md5(content).hexdigest()}"'

    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == tag:
            return Reply(status=304, headers={"ETag": tag})
        return Reply(content, kind="application/pdf", headers={"ETag": tag})

    return answer


def packed(content: bytes) -> Reply:
    return Reply(gzip.compress(content), kind="application/pdf", headers={"Content-Encoding": "gzip"})


def example(path: str) -> bytes:
    """One of the example letters."""
    return (Path(__file__).parent.parent / "examples" / path / "letter.pdf").read_bytes()
