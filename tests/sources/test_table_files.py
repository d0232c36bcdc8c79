"""Data tables are found on their page by the year that they name, and kept as they are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper import cli
from tests.sources.conftest import files_in
from tests.sources.site import Ombudsman, Reply, page

LIST = "/information-centre/reports/annual-review-reports/local-government-complaint-reviews"
CSV = b"Some preamble\r\nAuthority,Total\r\nKent County Council,96\r\n"
XLSX = b"PK\x03\x04 and so on"
Run = Callable[..., Result]

LINKS = """
<h2>2025-26</h2><ul>
<li><a href="/assets/attach/1/1-Complaints-Received-25-26.csv">Complaints received</a></li>
<li><a href="/assets/attach/2/2-Complaints-Decided-25-26.csv">Complaints decided</a></li></ul>
<h2>2018-19</h2><p><a href="/assets/attach/3/decided.xlsx">Complaints decided</a></p>
<p><a href="/report-2019.pdf">Annual report 2019</a></p>
"""


@pytest.fixture
def site() -> Iterator[Ombudsman]:
    made = Ombudsman()
    made.put(LIST, page("Reviews", LINKS))
    made.put("/assets/attach/1/1-Complaints-Received-25-26.csv", Reply(CSV, kind="text/csv"))
    made.put("/assets/attach/2/2-Complaints-Decided-25-26.csv", Reply(CSV + b"x", kind="text/csv"))
    made.put("/assets/attach/3/decided.xlsx", Reply(XLSX, kind="application/octet-stream"))
    with made.running():
        yield made


@pytest.fixture
def run(site: Ombudsman, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    command = ["fetch", "tables", "--site", site.url, "--pause", "0"]
    return lambda *more: CliRunner().invoke(cli.main, [*command, *more])


def in_folder(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file()
    }


def test_the_tables_of_a_year_are_those_that_name_it(run: Run, tmp_path: Path) -> None:
    result = run("--year", "2026", "2019")
    assert result.exit_code == 0
    assert "3 tables in tables (3 new)." in result.stdout
    assert in_folder(tmp_path) == {
        "tables/2026/1-Complaints-Received-25-26.csv": CSV,
        "tables/2026/2-Complaints-Decided-25-26.csv": CSV + b"x",
        "tables/2019/decided.xlsx": XLSX,
    }
    assert "3 tables in tables (0 new)." in run("--year", "2026", "2019").stdout


def test_a_table_that_has_changed_is_kept_beside_the_new_one(
    run: Run, site: Ombudsman, tmp_path: Path
) -> None:
    run("--year", "2019")
    site.put("/assets/attach/3/decided.xlsx", Reply(XLSX + b"!"))
    assert "(1 new)" in run("--year", "2019").stdout
    files = in_folder(tmp_path / "tables/2019")
    assert files.pop("decided.xlsx") == XLSX + b"!"
    assert list(files.values()) == [XLSX]


@pytest.mark.parametrize(
    "reply", [Reply(b"<!doctype html><h1>Sorry</h1>"), Reply(b""), Reply(status=404), Reply(CSV, length=999)]
)
def test_what_is_no_table_is_named_and_replaces_nothing(
    reply: Reply, run: Run, site: Ombudsman, tmp_path: Path
) -> None:
    run("--year", "2026")
    before = in_folder(tmp_path)
    site.put("/assets/attach/2/2-Complaints-Decided-25-26.csv", reply)
    result = run("--year", "2026")
    assert result.exit_code == 0
    assert "failed" in result.stdout
    assert in_folder(tmp_path) == before


def test_a_year_without_tables_is_named(run: Run) -> None:
    result = run("--year", "2024", "--year", "2019")
    assert result.exit_code == 0
    assert "no table of 2024 is listed; there are some of 2019 and 2026." in result.stdout
    assert run("--year", "2024").exit_code == 1


def test_a_page_without_tables_is_a_failure_and_never_none(run: Run, site: Ombudsman, tmp_path: Path) -> None:
    site.put(LIST, page("Reviews", ""))
    result = run("--year", "2019")
    assert result.exit_code == 1
    assert "came 3 times without a link to a data table" in result.stderr
    assert not files_in(tmp_path)


def test_two_tables_of_one_name_are_both_kept(run: Run, site: Ombudsman, tmp_path: Path) -> None:
    site.put(
        LIST, page("Reviews", '<a href="/a/t.csv">Received 2019</a> <a href="/b/t.csv">Decided 2019</a>')
    )
    site.put("/a/t.csv", Reply(CSV))
    site.put("/b/t.csv", Reply(CSV + b"x"))
    for _ in range(2):
        assert "2 tables in tables" in run("--year", "2019").stdout
        assert sorted(in_folder(tmp_path).values()) == [CSV, CSV + b"x"]


def test_no_name_leads_out_of_the_folder(run: Run, site: Ombudsman, tmp_path: Path) -> None:
    path = "/assets/%2E%2E%2F%2E%2E%2Fpasswd-2019.csv"
    site.put(LIST, page("Reviews", f'<a href="{path}">Decided 2019</a>'))
    site.put(path, Reply(CSV))
    assert run("--year", "2019").exit_code == 0
    assert list(in_folder(tmp_path)) == ["tables/2019/passwd-2019.csv"]
