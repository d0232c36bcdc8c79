"""One question to a site, and its answer, within limits of time and size."""

import http.client
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    IncompleteRead,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from mapper.sources.site.trouble import Kind, Unobtainable

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for the next byte, and for the whole of an answer."""

    silence: float = 20.0
    answer: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the address that gave it, its status, its headers in lower case, and its body, unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class _Line:
    """The open connection, which can be cut while another thread waits for its next byte.

    A server that sends a byte now and then never falls silent, so silence alone does not end an exchange.
    """

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        self.was_cut = False

    def cut(self) -> None:
        self.was_cut = True
        if self.socket is not None:
            # A second handle of the same connection: the first may be wrapped for TLS, and is in use.
            with socket.socket(fileno=os.dup(self.socket.fileno())) as same:
                same.shutdown(socket.SHUT_RDWR)


class Exchange:
    """Asks one site, one question at a time, over one connection that is kept open.

    Parameters
    ----------
    site
        The address of the site, such as `https://www.lgo.org.uk`.
    patience
        How long to wait.
    """

    def __init__(self, site: str, patience: Patience) -> None:
        self._patience = patience
        self._line = _Line()
        timeout = urllib3.Timeout(connect=patience.silence, read=patience.silence)
        self._pool = urllib3.connection_from_url(site, maxsize=1, retries=False, timeout=timeout)
        self._pool.ConnectionCls = _on(self._line, type(self._pool).ConnectionCls)

    def ask(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        """Ask for an address of the site, whose answer may have `most` bytes when unpacked.

        Raises Unobtainable, also where the answer is cut, slow, too large or cannot be unpacked.
        """
        with self._limited(), _in_words():
            target = urllib3.util.parse_url(url).request_uri
            response = self._pool.urlopen(
                "GET", target, headers=headers, redirect=False, preload_content=False, retries=False
            )
            try:
                body = _body(response, most)
            except BaseException:
                response.close()
                raise
            response.release_conn()
        known = {name.lower(): value for name, value in response.headers.items()}
        return Answer(url, response.status, known, body)

    @contextmanager
    def _limited(self) -> Iterator[None]:
        """Cut the connection when the answer takes too long."""
        self._line.was_cut = False
        watch = Timer(self._patience.answer, self._line.cut)
        watch.daemon = True
        watch.start()
        late = Unobtainable(f"it took more than {self._patience.answer:g} seconds", Kind.SITE)
        try:
            yield
        except Unobtainable:
            if self._line.was_cut:
                raise late from None
            raise
        finally:
            watch.cancel()
        if self._line.was_cut:  # the end of a body without a length looks like any other
            raise late


def _on(line: _Line, base: Any) -> Any:
    """The class of connections, made to tell the line which socket is open."""

    class Connection(base):  # type: ignore[misc]
        def connect(self) -> None:
            super().connect()
            line.socket = self.sock

    assert issubclass(base, (HTTPConnection, HTTPSConnection))
    return Connection


def _body(response: urllib3.BaseHTTPResponse, most: int) -> bytes:
    """The whole body, unpacked as it comes, so that a small one that unpacks to gigabytes is left in time."""
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most:
        raise Unobtainable(f"it is of {_megabytes(int(stated))}; at most {_megabytes(most)} are taken")
    parts, size = [], 0
    while part := response.read1(_CHUNK, decode_content=True):
        size += len(part)
        if size > most:
            raise Unobtainable(f"it is longer than the {_megabytes(most)} that are taken")
        parts.append(part)
    return b"".join(parts)


def _megabytes(size: int) -> str:
    return f"{round(size / 1e6, 1):g} MB"


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn whatever the library raises into an Unobtainable that says what happened."""
    try:
        yield
    except SSLError as error:
        raise _untrusted(error) from error
    except (NameResolutionError, NewConnectionError, ConnectTimeoutError) as error:
        raise Unobtainable(f"the site cannot be reached ({_cause(error)})", Kind.SITE, again=True) from error
    except ReadTimeoutError as error:
        raise Unobtainable("nothing more came", Kind.SITE, again=True) from error
    except DecodeError as error:
        raise Unobtainable("it cannot be unpacked", again=True) from error
    except IncompleteRead as error:
        raise _cut_short(error) from error
    except (HTTPError, OSError, ValueError) as error:
        causes = [
            cause for cause in (error.__cause__, *error.args) if isinstance(cause, http.client.IncompleteRead)
        ]
        if causes:
            raise _cut_short(causes[0]) from error
        what = type(error.__cause__ or error).__name__
        raise Unobtainable(f"the answer is not to be understood ({what})", Kind.SITE, again=True) from error


def _cut_short(error: http.client.IncompleteRead) -> Unobtainable:
    """The library's own IncompleteRead is a kind of Python's."""
    missing = f": {error.expected} bytes are missing" if error.expected else ""
    return Unobtainable(f"it was cut short{missing}", again=True)


def _untrusted(error: SSLError) -> Unobtainable:
    """A certificate that does not hold is no passing trouble; to ask again would not help."""
    cause = next((arg for arg in (error, *error.args) if isinstance(arg, ssl.SSLCertVerificationError)), None)
    if cause is not None:
        return Unobtainable(f"its certificate is not to be trusted ({cause.verify_message})", Kind.SITE)
    return Unobtainable("no secure connection could be made", Kind.SITE, again=True)


def _cause(error: HTTPError) -> str:
    """Why no connection came about, in the system's own words."""
    if isinstance(error, NameResolutionError):
        return "no such host"
    if isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError):
        return "no answer"
    cause = error.__cause__
    return (cause.strerror if isinstance(cause, OSError) else None) or "no connection"
