"""A preview of a built site on the loopback address."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from mapper.errors import MapperError


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of `site` that only this machine can reach; port 0 takes any free one.

    Raises MapperError if there is no site, or the port is taken.
    """
    if not (site / "index.html").is_file():
        raise MapperError(f"{site} holds no index.html. Build the site first: regenerate-site --out {site}")
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise MapperError(
            f"Port {port} cannot be used ({error.strerror}). Choose another with --port."
        ) from error
