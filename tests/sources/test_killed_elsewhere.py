"""Tables, records and residents, fetched by runs that are killed at each step at which they change the disk.

Each file is then whole or as it was, the next run carries on, and nothing unfinished stays.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mapper.councils.addresses import Addresses, Nomis, Ombudsman, load_addresses
from mapper.councils.register_file import load_register
from mapper.errors import SourceProblem
from mapper.sources.populations.nomis import PopulationFetching
from mapper.sources.records.fetching import Records
from mapper.sources.site.web import Manners, Web
from mapper.sources.table_files import TableFiles
from mapper.year import last_day_of
from tests.sources.search import Search, decision, improvements
from tests.sources.site import Reply, page
from tests.sources.test_killed import killed_at
from tests.sources.test_populations import Estimates
from tests.sources.test_table_files import LIST

KENT = "Kent County Council"
TABLE = "/assets/attach/2/2-Complaints-Decided-25-26.csv"
IMPROVEMENTS = "/your-councils-performance/kent-county-council/serviceimprovements"


@dataclass(frozen=True)
class Case:
    """A way to fetch something into a folder, and a change on the site that the next run brings."""

    run: Callable[[], object]
    change: Callable[[], object]


class Everything(Search, Estimates):
    """A site with a table, records of one council, and residents."""


@pytest.fixture
def site() -> Iterator[Everything]:
    made = Everything()
    made.decisions[KENT] = [decision(number, KENT) for number in range(3)]
    made.put(IMPROVEMENTS, page(KENT, improvements("20 010 732")))
    made.put(LIST, page("Tables", f'<a href="{TABLE}">Decided 2025-26</a>'))
    made.put(TABLE, Reply(b"Authority,Total\r\nKent County Council,96\r\n", kind="text/csv"))
    with made.running():
        yield made


def case_of(kind: str, site: Everything, folder: Path) -> Case:
    register = load_register()

    def asking(what: type[Addresses]) -> tuple[Web, Addresses]:
        manners = Manners("tester@example.org", 0.0, sleep=lambda _: None)
        return Web(site.url, manners, lambda _: None), load_addresses(what, site=site.url)

    def tables() -> object:
        web, addresses = asking(Ombudsman)
        return TableFiles(web, addresses, folder).fetch([2026])  # type: ignore[arg-type]

    def records() -> object:
        council = register.match(KENT, last_day_of(2019)).council
        assert council is not None
        web, addresses = asking(Ombudsman)
        return Records(web, addresses, register, folder).fetch([council])  # type: ignore[arg-type, func-returns-value]

    def populations() -> object:
        web, addresses = asking(Nomis)
        fetching = PopulationFetching(web, addresses, register)  # type: ignore[arg-type]
        return fetching.fetch([2020] if site.without else [2019], folder / "populations.csv")

    newer = Reply(b"Authority,Total\r\nKent County Council,97\r\n", kind="text/csv")
    return {
        "tables": Case(tables, lambda: site.put(TABLE, newer)),
        "records": Case(records, lambda: site.decisions[KENT].insert(0, decision(9, KENT))),
        "populations": Case(populations, lambda: site.without.add("E10000016")),
    }[kind]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["tables", "records", "populations"])
def test_a_file_is_whole_or_as_it_was(kind: str, site: Everything, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    case = case_of(kind, site, folder)
    case.run()
    before = contents(folder)
    case.change()
    with killed_at(10**6, folder) as axe:
        case.run()
    after, steps = contents(folder), axe.steps
    assert before != after
    assert steps > 1
    for step in range(steps):
        _put_back(folder, before)
        with killed_at(step, folder):
            case.run()
        left = {name: content for name, content in contents(folder).items() if not name.startswith(".")}
        assert before.keys() <= left.keys()
        assert all(content in (before.get(name), after[name]) for name, content in left.items())
        case.run()
        assert contents(folder) == after


def _put_back(folder: Path, files: dict[str, bytes]) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in files:
            path.unlink()
    for name, content in files.items():
        (path,) = folder.rglob(name)
        path.write_bytes(content)


@pytest.mark.parametrize("kind", ["tables", "records", "populations"])
def test_what_a_killed_run_left_is_cleared_up(kind: str, site: Everything, tmp_path: Path) -> None:
    case = case_of(kind, site, tmp_path)
    case.run()
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    left = path.with_name(f".{path.name}.999999999")
    left.write_text("half of a file")
    case.change()
    case.run()
    assert not left.exists()
    assert not [name for name in contents(tmp_path) if name.startswith(".")]


@pytest.mark.parametrize("kind", ["tables", "records", "populations"])
def test_a_disk_that_is_full_leaves_what_was_there(
    kind: str, site: Everything, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_of(kind, site, tmp_path)
    case.run()
    before = contents(tmp_path)
    case.change()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SourceProblem, match="No space left on device"):
        case.run()
    monkeypatch.undo()
    assert contents(tmp_path) == before
