"""The preview gives the site's own files to who asks this machine by its own name, and nothing else."""

from collections.abc import Iterator
from http.client import HTTPConnection
from threading import Thread

import pytest

from mapper.publishing.preview import server


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home = tmp_path_factory.mktemp("preview")
    (home / "secret.txt").write_text("secret")
    site = home / "site"
    (site / "data").mkdir(parents=True)
    (site / "index.html").write_text("<p>The map")
    (site / "data/figures.csv").write_text("figures")
    (site / "out.txt").symlink_to(home / "secret.txt")
    (site / "up").symlink_to(home)
    (site / "loop").symlink_to("loop")
    (home / "link").symlink_to("site")
    with server(home / "link", 0) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_port
        running.shutdown()


def asked(port: int, path: str, host: str = "localhost") -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "LOCALHOST:1", "[::1]:9"])
def test_its_own_names_are_answered(port: int, host: str) -> None:
    assert asked(port, "/", host) == (200, b"<p>The map")
    assert asked(port, "/data/figures.csv?x#y", host) == (200, b"figures")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", ""]
)
def test_other_names_are_not(port: int, host: str) -> None:
    status, text = asked(port, "/", host)
    assert status == 421
    assert b"The map" not in text


@pytest.mark.parametrize(
    "path",
    ["/out.txt", "/up/secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "//etc/passwd", "/loop", "/data/"],
)
def test_nothing_outside_is_given_and_nothing_is_listed(port: int, path: str) -> None:
    status, text = asked(port, path)
    assert status == 404
    assert b"secret" not in text.replace(b"secret.txt", b"")
    assert b"figures" not in text
