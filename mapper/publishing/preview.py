"""A preview of a built site on the loopback address."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from mapper.errors import MapperError


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
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise MapperError(
            f"Port {port} cannot be used ({error.strerror}). Choose another with --port."
        ) from error
