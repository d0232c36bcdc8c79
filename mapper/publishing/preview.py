"""A preview of a built site on the loopback address."""

import io
import os
import re
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from mapper.errors import MapperError

_NAMES = ("127.0.0.1", "localhost", "[::1]")


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of one folder to who asks this machine by its own name.

    A page from elsewhere may have its host's name point here, and would then read what it gets; it asks by that name.
    """

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        host = self.headers.get("Host", _NAMES[0])
        if re.sub(r":\d*\Z", "", host).lower() not in _NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This is no name of the preview")
            return None
        within = Path(os.path.realpath(self.directory))
        if not Path(os.path.realpath(self.translate_path(self.path))).is_relative_to(within):
            self.send_error(HTTPStatus.NOT_FOUND, "Outside the site")
            return None
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A folder without a page is not listed."""
        self.send_error(HTTPStatus.NOT_FOUND, "No page")


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server for the site in a folder, reachable from this machine only.

    Parameters
    ----------
    site
        The folder with the site's `index.html`.
    port
        The TCP port; 0 takes any free one.

    Raises
    ------
    MapperError
        If the folder has no `index.html`, or the port cannot be used.
    """
    if not (site / "index.html").is_file():
        raise MapperError(f"{site} has no index.html. Build the site first: regenerate-site --out {site}")
    handler = partial(_Handler, directory=str(site))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise MapperError(
            f"Port {port} cannot be used ({error.strerror}). Choose another with --port."
        ) from error
