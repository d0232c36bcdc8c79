"""Records come whole or not at all, and stand in a file a council."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper import cli
from mapper.sources.records.record import Kind, Record, read_records, to_csv
from tests.sources.search import FORMS, Form, Search, decision, improvements
from tests.sources.site import Reply, page

KENT, DORSET = "Kent County Council", "Dorset Council"
IMPROVEMENTS = "/your-councils-performance/kent-county-council/serviceimprovements"
Run = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Search]:
    """Twenty-three decisions about Kent, and one service improvement."""
    made = Search()
    made.decisions[KENT] = [decision(number, KENT) for number in range(23)]
    made.put(IMPROVEMENTS, page(KENT, improvements("20 010 732")))
    with made.running():
        yield made


@pytest.fixture
def run(site: Search, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    command = ["fetch", "records", "--site", site.url, "--pause", "0"]
    return lambda *more: CliRunner().invoke(cli.main, [*command, *(more or ("--council", KENT))])


def kent(folder: Path) -> list[Record]:
    return read_records(folder / "records/kent-county-council.csv")


@pytest.mark.parametrize("form", FORMS)
def test_every_card_of_every_page_is_read(form: Form, run: Run, site: Search, tmp_path: Path) -> None:
    site.form = form
    result = run()
    assert result.exit_code == 0
    assert "24 records about 1 council in records (24 new)." in result.stdout
    decisions = [record for record in kent(tmp_path) if record.kind is Kind.DECISION]
    assert {record.summary for record in decisions} == {one.summary for one in site.decisions[KENT]}
    assert {record.address for record in decisions} == {site.url + one.place for one in site.decisions[KENT]}
    first = min(decisions, key=lambda record: record.reference)
    assert (first.date, first.reference, first.outcome) == (date(2021, 7, 15), "20 000 000", "Upheld")
    assert first.category == "Housing > Allocations"
    assert first.title == ("" if form.__name__ == "without_heading" else "Kent County Council (20 000 000)")


def test_improvements_have_what_was_agreed(run: Run, tmp_path: Path) -> None:
    run()
    (improvement,) = [record for record in kent(tmp_path) if record.kind is Kind.IMPROVEMENT]
    assert (improvement.reference, improvement.category) == ("20 010 732", "Housing > Allocations")
    assert improvement.summary == "Train staff about 20 010 732.\nWrite a leaflet."
    assert improvement.date is None


def test_all_improvements_are_asked_for_where_the_page_has_ten(
    run: Run, site: Search, tmp_path: Path
) -> None:
    numbers = [f"20 010 {number:03}" for number in range(14)]
    link = f'<a href="{IMPROVEMENTS}?category=0&amp;year=0">View all</a>'
    site.put(IMPROVEMENTS, page(KENT, improvements(*numbers[:10]) + link))
    site.put(f"{IMPROVEMENTS}?category=0&year=0", page(KENT, improvements(*numbers)))
    run()
    found = [record.reference for record in kent(tmp_path) if record.kind is Kind.IMPROVEMENT]
    assert found == numbers


def test_what_is_new_needs_a_page_or_two(run: Run, site: Search, tmp_path: Path) -> None:
    run()
    site.decisions[KENT].insert(0, decision(99, KENT, "Not upheld Homelessness 01-Feb-2022"))
    site.asked.clear()
    result = run()
    assert "25 records about 1 council in records (1 new)." in result.stdout
    assert [path for path in site.paths if "page=3" in path] == []
    assert kent(tmp_path)[0].date == date(2022, 2, 1)
    before = (tmp_path / "records/kent-county-council.csv").read_bytes()
    site.asked.clear()
    assert "(0 new)" in run().stdout
    assert len(site.asked) == 3  # robots.txt, a page of the search, the improvements
    assert (tmp_path / "records/kent-county-council.csv").read_bytes() == before


def test_what_has_gone_from_the_site_goes(run: Run, site: Search, tmp_path: Path) -> None:
    run()
    del site.decisions[KENT][7]
    run()
    assert len(kent(tmp_path)) == 23


def test_reports_are_told_from_statements(run: Run, site: Search, tmp_path: Path) -> None:
    site.decisions[KENT] = [
        decision(1, KENT, kind="Report"),
        decision(2, KENT, "Closed after initial enquiries Tax 1-Mar-2020"),
    ]
    run()
    rows = {record.reference: record for record in kent(tmp_path)}
    assert rows["20 000 001"].kind is Kind.REPORT
    assert (rows["20 000 002"].outcome, rows["20 000 002"].category) == (
        "Closed after initial enquiries",
        "Housing > Tax",
    )


def test_a_report_has_all_its_references_and_both_councils(run: Run, site: Search, tmp_path: Path) -> None:
    both = "Kent County Council & Medway Council"
    one = decision(1, both, kind="Report")
    site.decisions[KENT] = [type(one)(both, "20 000 001, 20 000 002", one.place, one.status, one.summary)]
    run()
    (report,) = [record for record in kent(tmp_path) if record.kind is Kind.REPORT]
    assert report.reference == "20 000 001; 20 000 002"
    assert report.title == "Kent County Council & Medway Council (20 000 001, 20 000 002)"


def test_a_council_with_a_name_like_it_is_left_out(run: Run, site: Search, tmp_path: Path) -> None:
    site.decisions[DORSET] = [
        decision(1, DORSET),
        decision(2, "North Dorset District Council"),
        decision(3, "Dorset County Council"),
    ]
    result = run("--council", DORSET)
    assert "1 record about 1 council" in result.stdout
    (record,) = read_records(tmp_path / "records/dorset-council.csv")
    assert record.reference == "20 000 001"


def test_an_empty_frame_is_asked_for_again(run: Run, site: Search) -> None:
    site.empty = 2
    assert "24 records" in run().stdout


BAD: dict[str, tuple[Callable[[Search], object], str]] = {
    "no count": (lambda site: setattr(site, "empty", 99), "without the number of results"),
    "a page that is gone": (lambda site: site.wrong.update({2: Reply(status=404)}), "no such page"),
    "a page without cards": (
        lambda site: site.wrong.update({3: page("", "Your search has 23 results")}),
        "of 23 results 20 came",
    ),
    "a count that is too high": (lambda site: setattr(site, "count", 40), "no such page"),
    "a card that says nothing": (
        lambda site: site.wrong.update(
            {2: page("", '23 <p>Your search has 23 results</p><a href="/decisions/a/b/20-123-456">x</a>')}
        ),
        "20-123-456 does not say what it is",
    ),
    "no results where there were some": (lambda site: site.decisions.clear(), "where there were 23 before"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_list_that_does_not_come_whole_leaves_what_was_there(
    kind: str, run: Run, site: Search, tmp_path: Path
) -> None:
    run()
    before = kent(tmp_path)
    spoil, words = BAD[kind]
    site.decisions[KENT].insert(0, decision(99, KENT, "Upheld Homelessness 01-Feb-2022"))
    site.decisions[KENT][14] = decision(98, KENT)
    spoil(site)
    result = run()
    assert result.exit_code == 0
    assert f"failed  {KENT}: decisions and public interest reports: " in result.stdout
    assert words in result.stdout
    assert kent(tmp_path) == before


def test_a_page_without_cases_is_a_failure_and_never_none(run: Run, site: Search) -> None:
    site.put(IMPROVEMENTS, page(KENT, ""))
    result = run()
    assert "23 records" in result.stdout
    assert "service improvements: the page came 3 times without a case" in result.stdout


def test_without_anything_it_says_so(run: Run, site: Search, tmp_path: Path) -> None:
    result = run("--council", "Leeds City Council")
    assert result.exit_code == 1
    assert "No record could be had." in result.stderr
    assert not (tmp_path / "records").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--all", "--council", KENT), "--all"),
        (("--council", "Borsetshire"), "no one council has the name 'Borsetshire'"),
    ],
)
def test_wrong_usage_says_what_to_do(arguments: tuple[str, ...], words: str, run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_file_of_records_is_read_as_it_was_written(tmp_path: Path) -> None:
    records = [
        Record(
            Kind.DECISION,
            KENT,
            date(2021, 7, 15),
            "20 1",
            "A > B",
            '=1+1, "quoted"',
            "two\nlines; ’",
            "https://x",
        ),
        Record(Kind.IMPROVEMENT, KENT, None, "", "", "'quoted", "-", "+"),
    ]
    path = tmp_path / "records.csv"
    path.write_bytes(to_csv(records))
    assert read_records(path) == records
    assert b",=" not in path.read_bytes()


def test_a_file_that_is_none_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "records/kent-county-council.csv"
    path.parent.mkdir()
    path.write_text("kind,council\ndecision,Kent\n", "utf-8")
    result = run()
    assert result.exit_code == 1
    assert "kent-county-council.csv, line 2" in result.stderr
    assert path.read_text("utf-8") == "kind,council\ndecision,Kent\n"


def test_pages_that_are_gone_are_marked_and_the_marks_kept(run: Run, site: Search, tmp_path: Path) -> None:
    for one in site.decisions[KENT]:
        site.put(one.place, page("A decision", "words"))
    places = [one.place for one in site.decisions[KENT]]
    site.put(places[3], Reply(status=404))
    site.put(places[5], Reply(status=410))
    run("--council", KENT, "--check-links")
    assert {record.address: record.gone for record in kent(tmp_path) if record.gone} == {
        site.url + places[3]: "404",
        site.url + places[5]: "410",
    }
    site.asked.clear()
    site.decisions[KENT].insert(0, decision(99, KENT))
    run()
    assert not set(site.paths) & set(places), "the next run asks for no page of a decision"
    assert [record.gone for record in kent(tmp_path) if record.gone] == ["404", "410"]
    site.put(places[3], page("A decision", "words"))
    site.put(site.decisions[KENT][0].place, page("A decision", "words"))
    run("--council", KENT, "--check-links")
    assert [record.gone for record in kent(tmp_path) if record.gone] == ["410"]


def test_a_page_that_cannot_be_asked_for_keeps_its_mark_and_is_named(
    run: Run, site: Search, tmp_path: Path
) -> None:
    for one in site.decisions[KENT]:
        site.put(one.place, page("A decision", "words"))
    place = site.decisions[KENT][3].place
    site.put(place, Reply(status=404))
    run("--council", KENT, "--check-links")
    site.put(place, Reply(status=400))
    result = run("--council", KENT, "--check-links")
    assert f"failed  {KENT}: whether {site.url}{place} is there: the answer was 400" in result.stdout
    assert [record.gone for record in kent(tmp_path) if record.gone] == ["404"]
