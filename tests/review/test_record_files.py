"""Every row of a file of records is shown, or named with the reason; one report is one, however often it is listed."""

from pathlib import Path

import pytest

from mapper.councils.register_file import load_register
from mapper.review.record_files import read_records
from mapper.review.records import Records, counts_in_words, records_object, summary_lines
from mapper.sources.records import folder as files
from tests.record_files import COLUMNS, PLACE, improvement, report, row, write

KENT, MEDWAY = "Kent County Council", "Medway Council"
KENTS, MEDWAYS = "kent-county-council", "medway-council"


def read(folder: Path) -> Records:
    return read_records(folder, load_register())


def shown(records: Records, slug: str = KENTS) -> list[str]:
    return [entry.references[0] for entry in records.by_council.get(slug, ())]


def test_the_newest_comes_first_and_what_has_no_day_last(tmp_path: Path) -> None:
    rows = [improvement(4), row(1, date="2020-01-31"), row(2, date="2022-01-01"), row(3, date="2021-12-31")]
    write(tmp_path / "kent.csv", *rows)
    assert shown(read(tmp_path)) == ["20 000 002", "20 000 003", "20 000 001", "20 000 004"]


def test_each_row_has_its_council_whatever_the_file_is_called(tmp_path: Path) -> None:
    write(tmp_path / "x.csv", row(1), row(2, MEDWAY), row(3, "North Dorset District Council"))
    records = read(tmp_path)
    assert list(records.by_council) == [KENTS, MEDWAYS, "north-dorset-district-council"]
    assert counts_in_words(records.entries) == ("3 decisions",)


# A row, and what is said of it.
BAD: dict[str, tuple[dict[str, str], str]] = {
    "kind": (row(kind="letter"), "its kind is 'letter'; expected one of 'decision', "),
    "date": (row(date="15/07/2021"), "its date is '15/07/2021'; expected one such as 2021-07-15"),
    "no such day": (row(date="2021-02-30"), "its date is '2021-02-30'"),
    "council": (row(council="Borsetshire County Council"), "“Borsetshire County Council” "),
    "no council": (row(council=" "), "it names no council"),
    "other body": (row(council="Transport for London"), "“Transport for London” "),
    "script": (row(address="javascript:alert(1)"), "its address is 'javascript:alert(1)'"),
    "no address": (row(address=""), "its address is ''; expected one that begins with https://"),
    "two lines": (row(address="https://a.example/ x"), "its address is 'https://a.example/ x'"),
    "control": (row(kind="a\x1b[2Jb"), "its kind is 'a\\x1b[2Jb'"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_row_is_named_and_harms_no_other(kind: str, tmp_path: Path) -> None:
    bad, why = BAD[kind]
    write(tmp_path / "kent.csv", row(1), bad, row(3))
    records = read(tmp_path)
    assert shown(records) == ["20 000 001", "20 000 003"]
    (found,) = records.bad
    assert (found.file, found.line) == ("kent.csv", 3)
    assert why in found.why
    assert f"not shown kent.csv, line 3: {found.why}." in summary_lines(records)
    assert records_object(records)["not_shown"] == [{"file": "kent.csv", "line": 3, "why": found.why}]


def test_rows_of_too_few_or_too_many_cells_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "kent.csv", row(1))
    with path.open("a") as file:
        file.write("decision,Kent County Council\n")
        file.write(f"{','.join(row(2).values())},more\n")
    write(path.with_name("medway.csv"), row(3, MEDWAY))
    records = read(tmp_path)
    assert [str(bad) for bad in records.bad] == [
        "kent.csv, line 3: it has no date.",
        "kent.csv, line 4: it has more cells than there are columns.",
    ]
    assert shown(records) == ["20 000 001"]
    assert shown(records, MEDWAYS) == ["20 000 003"]


def test_a_quote_that_is_never_closed_costs_the_rest_of_its_file_only(tmp_path: Path) -> None:
    path = write(tmp_path / "kent.csv", row(1))
    with path.open("a") as file:
        file.write('decision,"Kent County Council,2021-07-15\n')
    write(path.with_name("medway.csv"), row(3, MEDWAY))
    records = read(tmp_path)
    assert (shown(records), shown(records, MEDWAYS)) == (["20 000 001"], ["20 000 003"])
    assert "from here on it is no CSV file" in records.bad[0].why


def test_files_that_are_none_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "good.csv", row(1))
    write(tmp_path / "short.csv", columns=COLUMNS[:-1])
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "latin.csv").write_bytes("kind,council\ndécision,x\n".encode("latin-1"))
    (tmp_path / "page.csv").write_text("<!doctype html>\n<p>Not found</p>\n")
    (tmp_path / "large.csv").write_bytes(b"x" * 9000)
    (tmp_path / ".kent.csv.123").write_text("half a file of a run that was stopped")
    (tmp_path / "notes.txt").write_text("no records")
    monkeypatch.setattr(files, "MOST_BYTES", 6000)
    records = read(tmp_path)
    why = {bad.file: bad.why for bad in records.bad}
    assert set(why) == {"short.csv", "empty.csv", "folder.csv", "latin.csv", "page.csv", "large.csv"}
    assert why["short.csv"].startswith("the column address is missing: it has kind, council, date")
    assert why["empty.csv"].startswith("the column kind is missing: it has no columns")
    assert "directory" in why["folder.csv"]
    assert "not in UTF-8" in why["latin.csv"]
    assert "the column kind is missing" in why["page.csv"]
    assert "it is of 0 MB" in why["large.csv"]
    assert shown(records) == ["20 000 001"]


def test_a_file_with_a_byte_order_mark_and_further_columns_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "kent.csv", row(1), columns=[*COLUMNS, "note"])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert shown(read(tmp_path)) == ["20 000 001"]
    assert read(tmp_path).bad == ()


def test_a_report_of_several_references_is_one_with_all_its_addresses(tmp_path: Path) -> None:
    write(tmp_path / "kent.csv", report(1), report(2), report(3, reference="20 000 003; 20 000 004"))
    (entry,) = read(tmp_path).entries
    assert entry.references == ("20 000 001", "20 000 002", "20 000 003", "20 000 004")
    assert [address.url for address in entry.addresses] == [f"{PLACE}20-000-00{n}" for n in (1, 2, 3)]


def test_reports_without_a_summary_are_not_put_together(tmp_path: Path) -> None:
    write(tmp_path / "kent.csv", report(1, summary=""), report(2, summary=""))
    assert len(read(tmp_path).entries) == 2


def test_decisions_that_say_the_same_are_several(tmp_path: Path) -> None:
    write(tmp_path / "kent.csv", *(row(number, summary="We will not investigate.") for number in (1, 2)))
    assert shown(read(tmp_path)) == ["20 000 001", "20 000 002"]


def test_the_same_row_in_two_files_is_one_record(tmp_path: Path) -> None:
    write(tmp_path / "one.csv", row(1), improvement(2))
    write(tmp_path / "two.csv", row(1), improvement(2))
    assert len(read(tmp_path).entries) == 2


def test_a_report_about_two_councils_is_one_on_both_pages(tmp_path: Path) -> None:
    title = "Kent County Council & Medway Council (20 000 001)"
    write(tmp_path / "kent.csv", report(1, title=title))
    write(tmp_path / "medway.csv", report(1, MEDWAY, title=title))
    records = read(tmp_path)
    (entry,) = records.entries
    assert [council.name for council in entry.councils] == [KENT, MEDWAY]
    assert records.by_council.keys() == {KENTS, MEDWAYS}


# What the heading of a report in Kent's file says, and whose pages have it.
HEADINGS: list[tuple[str, set[str]]] = [
    ("Kent County Council & Medway Council (20 000 001)", {KENTS, MEDWAYS}),
    ("Kent County Council (20 000 001) and Medway Council (20 000 002)", {KENTS, MEDWAYS}),
    (
        "Bath and North East Somerset Council and Kent County Council (20 000 001)",
        {KENTS, "bath-and-north-east-somerset-council"},
    ),
    ("Kent County Council & Kent NHS Trust (20 000 001)", {KENTS}),
    ("20 000 001", {KENTS}),
    ("Nobody & Nothing (20 000 001)", {KENTS}),
]


@pytest.mark.parametrize(("title", "slugs"), HEADINGS)
def test_the_other_council_of_a_report_is_told_from_its_heading(
    title: str, slugs: set[str], tmp_path: Path
) -> None:
    write(tmp_path / "kent.csv", report(1, title=title))
    assert read(tmp_path).by_council.keys() == slugs


def test_no_folder_and_an_empty_one_are_no_records(tmp_path: Path) -> None:
    assert read_records(None, load_register()) == Records()
    assert summary_lines(Records()) == []
    assert summary_lines(read(tmp_path))[0].endswith(
        "none that can be shown, about 0 councils; 0 rows or files are not shown."
    )


# The day of a record, the name in it, and the council's page.
TIMES = [
    ("2018-06-01", "Dorset County Council", "dorset-county-council"),
    ("2021-06-01", "Dorset County Council", "dorset-county-council"),
    ("2018-06-01", "Westmorland and Furness Council", "westmorland-and-furness-council"),
    ("2031-06-01", KENT, KENTS),
    ("2009-06-01", KENT, KENTS),
]


@pytest.mark.parametrize(("day", "name", "slug"), TIMES)
def test_a_council_is_found_by_its_name_on_whatever_day(
    day: str, name: str, slug: str, tmp_path: Path
) -> None:
    write(tmp_path / "one.csv", row(1, name, date=day))
    assert list(read(tmp_path).by_council) == [slug]


def test_a_name_is_never_guessed(tmp_path: Path) -> None:
    write(tmp_path / "one.csv", row(1, "Kent Council Council"), row(2, "Kents County Council"))
    records = read(tmp_path)
    assert records.entries == ()
    assert "is the name of no one council; nearest names: Kent County Council" in records.bad[1].why


def test_a_terminal_is_not_flooded(tmp_path: Path) -> None:
    write(tmp_path / "one.csv", *(row(number, "Nowhere") for number in range(1, 31)))
    lines = summary_lines(read(tmp_path))
    assert len(lines) == 22
    assert lines[-1] == "And 10 more: data/build-report.json has all of them."
