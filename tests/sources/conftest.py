"""A site of the Ombudsman's kind, and a run of fetching that asks it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from mapper.councils.addresses import Ombudsman as Addresses
from mapper.councils.addresses import load_addresses
from mapper.councils.register_file import load_register
from mapper.letters.read import FileReading, read_file
from mapper.letters.workers import LetterFile
from mapper.sources.letters.fetching import Fetching, Progress, wishes_of
from mapper.sources.letters.finding import Finder
from mapper.sources.letters.folder import Folder
from mapper.sources.letters.manifest import Row
from mapper.sources.site.web import Manners, Web
from mapper.year import last_day_of
from tests.sources.site import Ombudsman, example

LEEDS, KENT, EDEN = "Leeds City Council", "Kent County Council", "Eden District Council"
LEEDS_2019 = example("tables-2019/half-ruled-fpdf2")
KENT_2019 = example("tables-2019/unruled-libreoffice")
EDEN_2019 = example("tables-2019/offset-page-boxes-reportlab")
LEEDS_2018 = example("tables-2016/remedied-beside-notes-unruled-fpdf2")

Fetch = Callable[..., list[Row]]


@pytest.fixture
def ombudsman() -> Iterator[Ombudsman]:
    """A site with letters of three councils."""
    site = Ombudsman()
    site.add(LEEDS, {2018: LEEDS_2018, 2019: LEEDS_2019})
    site.add(KENT, {2019: KENT_2019})
    site.add(EDEN, {2019: EDEN_2019})
    with site.running():
        yield site


@pytest.fixture
def said() -> list[str]:
    """What a run says while it asks."""
    return []


@pytest.fixture
def fetch(ombudsman: Ombudsman, tmp_path: Path, said: list[str]) -> Fetch:
    """Fetch letters of councils and years, and return the manifest's rows."""

    def run(
        *names: str, years: Sequence[int] = (2019,), by_pattern: bool = False, **manners: object
    ) -> list[Row]:
        register, addresses = load_register(), load_addresses(Addresses, site=ombudsman.url)
        found = [(register.match(name, last_day_of(year)).council, year) for name in names for year in years]
        wishes = wishes_of((council, year) for council, year in found if council is not None)
        given = {"contact": "tester@example.org", "pause": 0.0, "sleep": lambda _: None, **manners}
        web = Web(ombudsman.url, Manners(**given), said.append)  # type: ignore[arg-type]
        folder = Folder(tmp_path / "letters")
        finder = Finder(web, addresses, load_addresses(Addresses).site)
        Fetching(finder, folder, register, read_here, Progress(), by_pattern).run(wishes)
        return folder.manifest.rows()

    return run


def read_here(files: Sequence[LetterFile]) -> list[FileReading]:
    """Read letters in this process, each content once."""
    return [_read(file.path.read_bytes()) for file in files]


_READ: dict[bytes, FileReading] = {}


def _read(content: bytes) -> FileReading:
    if content not in _READ:
        _READ[content] = read_file(content)
    return _READ[content]


def files_in(folder: Path) -> dict[str, bytes]:
    """Every letter in a folder, wherever it stands, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.pdf"))}
