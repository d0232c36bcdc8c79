"""Files that are no data tables, or traps, or in doubt: each is refused, or named, in a clear line."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mapper.councils.register_file import load_register
from mapper.sources.tables.read import TableFile, read_table
from mapper.sources.tables.statements import statements
from tests.generators.table_files import plain_csv

HEAD = "Authority,Housing,Other,Total\n"
EMPTY: list[int | None] = [None, None]
ROW = "Dartford Borough Council,10,4,14\n"


def read(
    folder: Path, content: str | bytes, name: str = "received 2018-19.csv", year: int | None = None
) -> TableFile:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(name, path, year)


def code(file: TableFile) -> str:
    assert file.problem is not None
    assert file.file in file.problem.message
    assert file.rows == ()
    return file.problem.code


def values(file: TableFile, row: int = 0) -> dict[str, Any]:
    assert file.problem is None, file.problem
    return {figure.statistic: figure.value for figure in file.rows[row].row.figures}


def book(fill: Callable[[Any], None]) -> bytes:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for cells in (HEAD, ROW):
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in cells.strip().split(",")])
    fill(made)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with a part added, or in the place of that of the same name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "not-a-table"),
        (b"  \r\n \r\n", "not-a-table"),
        (b"%PDF-1.7 ...", "not-a-table"),
        (b"<!DOCTYPE html><html><table><tr><td>Authority</td></tr></table>", "not-a-table"),
        (b"\xef\xbb\xbf<html>", "not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 cut off", "damaged"),
        (bytes(range(256)), "not-a-table"),
        (b"Name,Age\nAnn,4\n", "no-header"),
        (b"Authority\nDartford Borough Council\n", "no-header"),
        (HEAD.encode(), "no-rows"),
        (b'Authority,Housing,"Total\nDartford,1,1\n', "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content: bytes, expected: str, tmp_path: Path) -> None:
    assert code(read(tmp_path, content)) == expected


def test_a_file_without_a_header_is_told_what_was_found_and_expected(tmp_path: Path) -> None:
    found = read(tmp_path, "Body,Cases\nDartford,4\n")
    assert found.problem is not None
    assert "row 1 “Body | Cases”, row 2 “Dartford | 4”" in found.problem.message
    assert "“Adult Care Services”" in found.problem.message


def test_a_file_of_200_megabytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "received 2018-19.csv"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    found = read_table(path.name, path)
    assert code(found) == "too-large"
    assert "200 MB" in found.problem.message  # type: ignore[union-attr]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = with_part(book(lambda _: None), "xl/media/image1.xml", b" " * 60_000_000)
    assert len(bomb) < 200_000
    assert code(read(tmp_path, bomb, "2018-19.xlsx")) == "too-large"


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    part = b"<?xml version='1.0'?><!--" + b"-" * 9000 + b"--><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    assert (
        code(read(tmp_path, with_part(book(lambda _: None), "docProps/app.xml", part), "2018-19.xlsx"))
        == "damaged"
    )


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert code(read(tmp_path, out.getvalue(), "2018-19.ods")) == "not-a-table"


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    good = book(lambda _: None)
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        assert code(read(tmp_path, with_part(good, part, b"<a"), "2018-19.xlsx")) == "damaged", part


def test_formulas_are_read_as_last_calculated_or_not_at_all(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.active["D2"] = "=B2+C2"

    content = book(fill)
    found = read(tmp_path, content, "2018-19.xlsx")
    assert values(found) == {"received_housing": 10, "received_other": 4}
    (problem,) = found.rows[0].row.problems
    assert problem.code == "unreadable-figure"
    assert "row 2, column D" in problem.message
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    kept = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        sheet.replace(b"<v />", b"<v>14</v>").replace(b"<v></v>", b"<v>14</v>"),
    )
    found = read(tmp_path, kept, "2018-19.xlsx")
    assert values(found)["received_total"] == 14
    assert any("1 cell has a formula" in note for note in found.notes)


def test_hidden_rows_columns_and_sheets_and_macros_are_named(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.active.row_dimensions[2].hidden = True
        made.active.column_dimensions["C"].hidden = True
        made.create_sheet("secret").sheet_state = "veryHidden"

    found = read(tmp_path, with_part(book(fill), "xl/vbaProject.bin", b"x"), "2018-19.xlsm")
    assert values(found)["received_other"] == 4
    notes = " ".join(found.notes)
    for words in ("macros; they were not run", "sheet “secret”", "row 2.", "column C."):
        assert words in notes


def test_a_figure_in_merged_cells_belongs_to_none_of_them(tmp_path: Path) -> None:
    found = read(tmp_path, book(lambda made: made.active.merge_cells("B2:C2")), "2018-19.xlsx")
    assert values(found) == {"received_total": 14}
    assert "10 (merged cells)" in found.rows[0].row.problems[0].message


@pytest.mark.parametrize(
    "cell", ["1O", "<5", "nil", "3.5", "-4", "1,20", "12 4", "1234567", "#REF!", "=1+1", "4*"]
)
def test_what_is_no_number_is_never_repaired(cell: str, tmp_path: Path) -> None:
    found = read(tmp_path, f'{HEAD}Dartford Borough Council,"{cell}",4,14\n')
    assert "received_housing" not in values(found)
    (problem,) = found.rows[0].row.problems
    assert cell in problem.message and "column B" in problem.message


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,204", 1204),
        ("1 204", 1204),
        ("1\u00a0204", 1204),
        ("12.0", 12),
        ("0", 0),
        ("-", None),
        ("n/a", None),
        ("–", None),
        ("N/A", None),
        ("NaN", None),
    ],
)
def test_numbers_as_programs_and_people_write_them(cell: str, value: int | None, tmp_path: Path) -> None:
    assert (
        values(read(tmp_path, f'{HEAD}Dartford Borough Council,"{cell}",4,14\n'))["received_housing"] == value
    )


def test_a_blank_is_not_stated_and_never_zero(tmp_path: Path) -> None:
    assert values(read(tmp_path, f"{HEAD}Dartford Borough Council,,4,14\n")) == {
        "received_other": 4,
        "received_total": 14,
    }


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (["50%", "100%"], [50, 100]),
        (["0.5", "1"], [50, 100]),  # as their counts say
        (["50", "100"], [50, 100]),
        (["0.5", "100%"], [50, 100]),
        (["0.50", "100"], None),  # a fraction and a per cent
        (["1", ""], None),  # of another council than these counts'
    ],
)
def test_rates_are_per_cents_or_fractions_as_the_whole_column_says(
    rates: list[str], expected: list[int] | None, tmp_path: Path
) -> None:
    counts = ["1,1", "2,0"] if expected or rates[1] else ["3,5", "2,0"]
    rows = [
        f"{name},{count},{rate}"
        for name, count, rate in zip(("Dartford", "Kent"), counts, rates, strict=True)
    ]
    found = read(tmp_path, "\n".join(["Authority,Upheld,Not Upheld,Uphold Rate (%)", *rows]))
    assert [values(found, row).get("uphold_rate") for row in (0, 1)] == (expected or EMPTY)
    if expected is None:
        assert any("per cents or fractions" in note and "column D" in note for note in found.notes)


def test_rates_without_counts_are_refused_unless_many_are_fractions(tmp_path: Path) -> None:
    head = "Authority,Compliance rate\n"
    few = read(tmp_path, head + "Dartford,1\nKent,1\n")
    assert code(few) == "no-rows"
    many = read(tmp_path, head + "Dartford,1\nKent,0.95\nMedway,0.9\nLeeds,0.5\n")
    assert [values(many, row)["compliance_rate"] for row in range(4)] == [100, 95, 90, 50]


@pytest.mark.parametrize(
    ("head", "absent"),
    [
        (",Previous year,,\nAuthority,Upheld,Not Upheld,Total", {"decided_upheld", "decided_not_upheld"}),
        ("Authority,Upheld,Not Upheld,Upheld", {"decided_upheld"}),
        ("Authority,Upheld 2017-18,Not Upheld,Advice given", {"decided_upheld"}),
        ("Authority,Housing,Upheld,Total", {"received_total", "decided_total"}),
        ("Authority,Change in upheld,Not Upheld,Advice given", {"decided_upheld"}),
        (",Average in similar authorities,,\nAuthority,Uphold rate,Upheld,Not Upheld", {"uphold_rate"}),
    ],
)
def test_a_heading_in_doubt_is_not_read_and_named(head: str, absent: set[str], tmp_path: Path) -> None:
    found = read(tmp_path, f"{head}\nDartford,3,4,7\nKent,5,6,11\n")
    if found.problem is None:
        assert absent.isdisjoint(values(found))
        assert any("is not read" in note or "not read, because" in note for note in found.notes)
    else:
        assert found.problem.code in ("no-rows", "year-missing")


@pytest.mark.parametrize(
    ("name", "title", "given", "expected"),
    [
        ("received.csv", "", None, None),
        ("received-2019.csv", "", None, None),
        ("received-2019.csv", "", 2019, 2019),
        ("received-2018-19.csv", "", None, 2019),
        ("received 18_19.csv", "", None, 2019),
        ("received.csv", "Complaints 2018/19", None, 2019),
        ("received.csv", "For the period ending 31/03/2019", None, 2019),
        ("received.csv", "1 April 2018 to 31 March 2019", None, 2019),
        ("received-2018-19.csv", "Complaints 2017-18", None, None),
        ("received-2018-19.csv", "Complaints 2017-18", 2018, 2018),
        ("received-2018-19.csv", "", 2018, None),
        ("received.csv", "Published 24/07/2019, pages 19-20", None, None),
    ],
)
def test_the_year_is_certain_or_must_be_given(
    name: str, title: str, given: int | None, expected: int | None, tmp_path: Path
) -> None:
    found = read(tmp_path, f"{title}\n{HEAD}{ROW}", name, given)
    if expected is None:
        assert code(found) == "year-missing"
        assert "--year" in found.problem.message  # type: ignore[union-attr]
    else:
        assert [row.year for row in found.rows] == [expected]


def test_rows_of_several_years_have_their_own(tmp_path: Path) -> None:
    found = read(
        tmp_path, "Council,Year,Housing,Total\nDartford,2017-18,1,1\nDartford,2018-19,2,2\n", "all.csv"
    )
    assert [row.year for row in found.rows] == [2018, 2019]


def test_totals_and_averages_are_no_councils_and_totals_are_checked(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEAD}{ROW}Kent County Council,1,1,2\nAverage,9,9,9\nTotal,11,5,17\n")
    assert [row.row.name for row in found.rows] == ["Dartford Borough Council", "Kent County Council"]
    (note,) = found.notes
    assert "row 5, column D" in note and "17" in note and "16" in note


def test_two_tables_in_one_sheet_and_a_header_that_is_repeated(tmp_path: Path) -> None:
    text = f"{HEAD}{ROW}{HEAD}Kent County Council,1,1,2\n\n"
    text += "Decisions\nAuthority,Upheld,Not Upheld\nKent County Council,5,6\n"
    stated = statements([read(tmp_path, text)], load_register())
    by_name = {one.name: {figure.statistic: figure.value for figure in one.figures} for one in stated}
    assert by_name["Dartford Borough Council"] == {
        "received_housing": 10,
        "received_other": 4,
        "received_total": 14,
    }
    assert by_name["Kent County Council"] == {
        "received_housing": 1,
        "received_other": 1,
        "received_total": 2,
        "decided_upheld": 5,
        "decided_not_upheld": 6,
        "investigations": 11,
    }


def test_tables_that_differ_about_one_figure_are_a_problem(tmp_path: Path) -> None:
    files = [read(tmp_path, HEAD + ROW), read(tmp_path, f"{HEAD}Dartford BC,11,4,15\n", "again 2018-19.csv")]
    (stated,) = statements(files, load_register())
    assert [problem.code for problem in stated.problems] == ["sum-mismatch", "sum-mismatch"]
    assert "received 2018-19.csv, row 2, column B" in stated.problems[0].message
    assert "again 2018-19.csv, row 2, column B" in stated.problems[0].message


def test_a_code_that_is_not_the_names_is_a_problem(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "ONS code,Authority,Housing,Total\nE10000016,Dartford Borough Council,1,1\nE10000016,Kent,2,2\n",
    )
    dartford, kent = statements([found], load_register())
    assert [problem.code for problem in dartford.problems] == ["name-conflict"]
    assert kent.problems == ()


def test_names_without_a_heading_are_the_only_column_of_texts(tmp_path: Path) -> None:
    found = read(tmp_path, ",Housing,Other,Total\nDartford,10,4,14\nKent,1,1,2\n")
    assert [row.row.name for row in found.rows] == ["Dartford", "Kent"]


def test_random_bytes_never_do_more_than_be_refused(tmp_path: Path) -> None:
    chance = random.Random(7)
    _, good = plain_csv(chance, "decided", [("Dartford Borough Council", {"decided_upheld": 1})], 2019)
    for content in (good, book(lambda _: None)):
        for _ in range(150):
            damaged = bytearray(content)
            for _ in range(chance.randint(1, 20)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            read(tmp_path, bytes(damaged), "2018-19.csv")


@pytest.mark.parametrize(
    "head",
    [
        "Authority,Upheld,Not upheld\n,2017-18,2017-18",
        "Authority,Upheld,Not upheld\n,2018,2018",
        "Authority,Upheld,Upheld\n,2017-18,2018-19",
        "Authority,Upheld,Not upheld\n,Last year,Last year",
    ],
)
def test_headings_below_headings_may_change_what_is_counted(head: str, tmp_path: Path) -> None:
    assert code(read(tmp_path, f"{head}\nDartford,1,3\n")) in ("no-header", "no-rows", "year-missing")


def test_headings_below_headings_may_say_the_unit(tmp_path: Path) -> None:
    head = "Authority,Upheld,Not upheld,Uphold rate,Satisfactory remedy provided by authority,\n"
    head += ",Number,Number,%,Number,%\n"
    assert values(read(tmp_path, f"{head}Dartford,2,3,40,1,50\n")) == {
        "decided_upheld": 2,
        "decided_not_upheld": 3,
        "uphold_rate": 40,
        "satisfactory_remedies": 1,
        "satisfactory_remedy_rate": 50,
    }


def test_a_body_of_which_nothing_is_readable_is_no_header(tmp_path: Path) -> None:
    found = read(tmp_path, "Authority,Upheld,Not upheld\nAdur,suppressed,*\nDartford,1,3\n")
    assert [len(row.row.problems) for row in found.rows] == [2, 0]
    found = read(tmp_path, "Authority,Upheld,Not upheld\nAdur,n/a,-\nDartford,1,3\n")
    assert values(found) == {"decided_upheld": None, "decided_not_upheld": None}


def test_a_comma_within_a_number_moves_no_figure(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEAD}Dartford,1,204,4,1208\nKent,1,1,2\n")
    assert [len(row.row.figures) for row in found.rows] == [0, 3]
    assert "more cells than the header" in found.rows[0].row.problems[0].message
    assert statements([found], load_register())[0].files == (found.file,)
    assert values(read(tmp_path, f"{HEAD}Dartford,10,4,14,see below,,\n"))["received_total"] == 14


def test_marks_of_notes_behind_names_are_no_part_of_them(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEAD}Dartford Borough Council [note 2],1,1,2\nKent*,1,1,2\nAdur (1),1,1,2\n")
    stated = statements([found], load_register())
    assert [one.council.short_name for one in stated if one.council] == ["Dartford", "Kent", "Adur"]
