"""A site is asked politely, and whatever it does wrong ends in one clear line."""

import gzip
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mapper.errors import AddressProblem, SourceProblem
from mapper.sources.site.exchange import Patience
from mapper.sources.site.trouble import Kind, Unobtainable
from mapper.sources.site.web import Manners, Web
from tests.sources.site import Answering, Reply, Site, pdf

ALLOWED = Reply(b"User-agent: *\nDisallow: /private/\n", kind="text/plain")

Asking = Callable[..., Web]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    made.put("/robots.txt", ALLOWED)
    with made.running():
        yield made


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def asking(site: Site, slept: list[float]) -> Asking:
    def web(**manners: object) -> Web:
        given = {"contact": "tester@example.org", "pause": 0.0, "sleep": slept.append, "chance": lambda: 0.5}
        return Web(site.url, Manners(**(given | manners)), lambda _: None)  # type: ignore[arg-type]

    return web


def test_a_page_is_got(site: Site, asking: Asking) -> None:
    site.put("/page", Reply(b"hello"))
    assert asking().get(f"{site.url}/page").body == b"hello"


def test_robots_txt_is_asked_for_once_and_first(site: Site, asking: Asking) -> None:
    site.put("/page", Reply(b"hello"))
    web = asking()
    for _ in range(2):
        web.get(f"{site.url}/page")
    assert site.paths == ["/robots.txt", "/page", "/page"]


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, asking: Asking) -> None:
    with pytest.raises(Unobtainable, match="forbids it"):
        asking().get(f"{site.url}/private/letter.pdf")
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("rules", "forbidden"),
    [
        (b"User-agent: *\nDisallow: /*.pdf$\n", True),
        (b"User-agent: *\nDisallow: /\nAllow: /documents/\n", False),
        (b"User-agent: ombudsman-letters-map\nDisallow: /documents/\n\nUser-agent: *\nDisallow:\n", True),
        (b"User-agent: otherbot\nDisallow: /\n", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /documents\r\n", True),
        (b"", False),
    ],
)
def test_robots_txt_is_read_as_its_standard_says(
    rules: bytes, forbidden: bool, site: Site, asking: Asking
) -> None:
    site.put("/robots.txt", Reply(rules, kind="text/plain"))
    site.put("/documents/x.pdf", pdf(b"%PDF-1.4"))
    web, url = asking(), f"{site.url}/documents/x.pdf"
    if forbidden:
        with pytest.raises(Unobtainable, match="forbids"):
            web.get(url)
    else:
        assert web.get(url).status == 200


def test_a_site_without_robots_txt_forbids_nothing(site: Site, asking: Asking) -> None:
    site.put("/robots.txt", Reply(status=404))
    site.put("/private/x", Reply(b"x"))
    assert asking().get(f"{site.url}/private/x").body == b"x"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=503), "answer 503"),
        (Reply(status=403), "refuses its robots.txt"),
        (Reply(status=429), "answer 429"),
        (Reply(b"User-agent: *\nCrawl-delay: 86400", kind="text/plain"), "1440 minutes between requests"),
        (Reply(b"<!doctype html><title>Sorry</title>"), "a page and no list of rules"),
        (Reply(b"#" * 600_000, kind="text/plain"), "0.6 MB"),
        (Reply(status=302, headers={"Location": "https://elsewhere.example/robots.txt"}), "another site"),
        (Reply(raw=lambda send: None), "not to be understood"),
    ],
)
def test_without_robots_txt_nothing_else_is_asked(
    reply: Reply, words: str, site: Site, asking: Asking
) -> None:
    site.put("/robots.txt", reply)
    site.put("/page", Reply(b"hello"))
    with pytest.raises(SourceProblem, match=words) as problem:
        asking(attempts=2).get(f"{site.url}/page")
    assert f"{site.url}/robots.txt" in str(problem.value)
    assert "/page" not in site.paths


def test_requests_are_as_far_apart_as_was_asked(site: Site, asking: Asking) -> None:
    site.put("/page", Reply(b"hello"))
    web = asking(pause=0.05, sleep=time.sleep)
    for _ in range(3):
        web.get(f"{site.url}/page")
    times = [asked.when for asked in site.asked]
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(times))


@pytest.mark.parametrize("line", [b"Crawl-delay: 7", b"Request-rate: 1/7"])
def test_a_longer_pause_that_the_site_asks_for_is_kept(
    line: bytes, site: Site, asking: Asking, slept: list[float]
) -> None:
    site.put("/robots.txt", Reply(b"User-agent: *\n" + line + b"\n", kind="text/plain"))
    site.put("/page", Reply(b"hello"))
    asking(pause=1.0).get(f"{site.url}/page")
    assert 6 < slept[-1] <= 7


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_passing_trouble_is_waited_out_longer_each_time(
    status: int, site: Site, asking: Asking, slept: list[float]
) -> None:
    site.put("/page", *[Reply(status=status)] * 3, Reply(b"hello"))
    assert asking(pause=8.0).get(f"{site.url}/page").body == b"hello"
    backed_off = [wait for wait in slept if wait > 8]
    assert backed_off == [12.0, 24.0, 48.0]


def test_a_lasting_trouble_is_not_asked_about_for_ever(site: Site, asking: Asking) -> None:
    site.put("/page", Reply(status=503))
    with pytest.raises(Unobtainable, match="answer 503") as trouble:
        asking(attempts=4).get(f"{site.url}/page")
    assert trouble.value.kind is Kind.SITE
    assert site.paths.count("/page") == 4


@pytest.mark.parametrize(
    ("status", "kind"), [(404, Kind.GONE), (410, Kind.GONE), (403, Kind.SITE), (418, Kind.HERE)]
)
def test_what_will_not_pass_is_asked_for_once(status: int, kind: Kind, site: Site, asking: Asking) -> None:
    site.put("/page", Reply(status=status))
    with pytest.raises(Unobtainable, match=str(status)) as trouble:
        asking().get(f"{site.url}/page")
    assert trouble.value.kind is kind
    assert site.paths.count("/page") == 1


def test_retry_after_in_seconds_is_obeyed(site: Site, asking: Asking, slept: list[float]) -> None:
    site.put("/page", Reply(status=429, headers={"Retry-After": "120"}), Reply(b"hello"))
    asking().get(f"{site.url}/page")
    assert slept == [120.0]


def test_retry_after_as_a_day_is_obeyed(site: Site, asking: Asking, slept: list[float]) -> None:
    day = formatdate(time.time() + 300, usegmt=True)
    site.put("/page", Reply(status=503, headers={"Retry-After": day}), Reply(b"hello"))
    asking().get(f"{site.url}/page")
    assert len(slept) == 1
    assert 200 < slept[0] <= 300


def test_retry_after_that_says_nothing_is_passed_over(site: Site, asking: Asking) -> None:
    site.put("/page", Reply(status=503, headers={"Retry-After": "soon"}), Reply(b"hello"))
    assert asking().get(f"{site.url}/page").body == b"hello"


def test_a_site_that_wants_hours_ends_the_run(site: Site, asking: Asking) -> None:
    site.put("/page", Reply(status=503, headers={"Retry-After": "7200"}))
    with pytest.raises(SourceProblem, match="120 minutes"):
        asking().get(f"{site.url}/page")
    assert site.paths.count("/page") == 1


def test_redirects_within_the_site_are_followed(site: Site, asking: Asking) -> None:
    site.put("/a", Reply(status=301, headers={"Location": "/b c"}))
    site.put("/b%20c", Reply(status=302, headers={"Location": f"{site.url}/d#part"}))
    site.put("/d", Reply(b"here"))
    answer = asking().get(f"{site.url}/a")
    assert (answer.body, answer.url) == (b"here", f"{site.url}/d")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("https://elsewhere.example/x", "another site, https://elsewhere.example"),
        ("//elsewhere.example/x", "another site"),
        ("ftp://elsewhere.example/x", "another site"),
        ("file:///etc/passwd", "another site"),
        ("/a", "leads nowhere"),
        ("/b", "leads nowhere"),
        ("/private/x", "robots.txt forbids"),
        ("http://[::1", "no address"),
    ],
)
def test_redirects_that_lead_astray_are_not_followed(
    place: str, words: str, site: Site, asking: Asking
) -> None:
    site.put("/a", Reply(status=302, headers={"Location": place}))
    site.put("/b", Reply(status=302, headers={"Location": "/a"}))
    with pytest.raises(Unobtainable, match=words):
        asking().get(f"{site.url}/a")


def test_redirects_without_end_are_left(site: Site, asking: Asking) -> None:
    for number in range(50):
        site.put(f"/{number}", Reply(status=302, headers={"Location": f"/{number + 1}"}))
    with pytest.raises(Unobtainable, match="leads nowhere"):
        asking().get(f"{site.url}/0")
    assert len(site.asked) < 10


def _trickle(head: bytes, drop: bytes) -> Callable[[Callable[[bytes], object]], None]:
    def send(write: Callable[[bytes], object]) -> None:
        write(head)
        for _ in range(400):
            write(drop)
            time.sleep(0.02)

    return send


def _silent(write: Callable[[bytes], object]) -> None:
    write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123")
    time.sleep(3)


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_TWICE = _HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"

BAD: dict[str, tuple[Answering, str]] = {
    "a byte now and then": (Reply(raw=_trickle(_HEAD + b"\r\n", b"x")), "more than 0.4 seconds"),
    "a header now and then": (Reply(raw=_trickle(_HEAD, b"X: y\r\n")), "more than 0.4 seconds"),
    "silence": (Reply(raw=_silent), "nothing more came"),
    "a length that is too long": (Reply(b"short", length=500), "495 bytes are missing"),
    "two lengths": (Reply(raw=lambda send: send(_TWICE)), "not to be understood"),
    "no HTTP": (Reply(raw=lambda send: send(b"220 mail.example ESMTP\r\n")), "not to be understood"),
    "nothing": (Reply(raw=lambda send: None), "not to be understood"),
    "a chunk that is cut": (
        Reply(raw=lambda send: send(_HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc")),
        "cut short",
    ),
    "a broken encoding": (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "unpacked"),
    "a stated size that is too large": (Reply(b"x", length=10**9), "1000 MB"),
    "a size that is too large": (Reply(b"x" * 2_000_001), "2 MB"),
    "a bomb": (Reply(gzip.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "gzip"}), "2 MB"),
    "a bomb packed twice": (
        Reply(
            gzip.compress(zlib.compress(b"\0" * 50_000_000)), headers={"Content-Encoding": "deflate, gzip"}
        ),
        "2 MB",
    ),
    "a part": (Reply(b"x", status=206), "answer was 206"),
    "not changed": (Reply(status=304), "answer was 304"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_answer_ends_in_one_line(kind: str, site: Site, asking: Asking) -> None:
    reply, words = BAD[kind]
    site.put("/page", reply)
    site.put("/next", Reply(b"hello"))
    web = asking(attempts=1, patience=Patience(silence=0.3, answer=0.4))
    with pytest.raises(Unobtainable, match=words) as trouble:
        web.get(f"{site.url}/page", most=2_000_000)
    assert "\n" not in str(trouble.value)
    assert web.get(f"{site.url}/next").body == b"hello"


def test_a_length_that_is_too_short_spoils_nothing_after_it(site: Site, asking: Asking) -> None:
    site.put("/page", Reply(b"hello, and more than was said", length=5))
    site.put("/next", Reply(b"next"))
    web = asking()
    assert web.get(f"{site.url}/page").body == b"hello"
    assert web.get(f"{site.url}/next").body == b"next"


def test_a_host_that_is_not_there_is_one_line() -> None:
    web = Web("http://127.0.0.1:9", Manners("x", pause=0, attempts=2, sleep=lambda _: None), lambda _: None)
    with pytest.raises(SourceProblem, match="cannot be reached") as problem:
        web.get("http://127.0.0.1:9/x")
    assert "\n" not in str(problem.value)


def test_a_certificate_that_does_not_hold_is_not_asked_about_again(tmp_path: Path) -> None:
    heard: list[str] = []
    with Site().running(_self_signed(tmp_path)) as site:
        web = Web(site.url, Manners("x", pause=0, sleep=lambda _: None), heard.append)
        with pytest.raises(SourceProblem, match="certificate is not to be trusted") as problem:
            web.get(f"{site.url}/x")
    assert "\n" not in str(problem.value)
    assert heard == []
    assert site.asked == []


def _self_signed(folder: Path) -> ssl.SSLContext:
    """A server's side of a connection that is secure, but for its certificate, which nobody vouches for."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, today, today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "site.pem").write_bytes(private + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem")
    return context


@pytest.mark.parametrize(
    "address", ["lgo.org.uk", "ftp://x.example", "https://", "https://x.example/?a=b", "http://[::1"]
)
def test_what_is_no_site_is_said(address: str) -> None:
    with pytest.raises(AddressProblem, match="no address of a site"):
        Web(address, Manners("x"), lambda _: None)
