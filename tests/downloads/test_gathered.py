"""The downloads that hold others: the workbook, the archive, and one council's file."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.writer import excel

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.downloads.catalogue import data_files
from mapper.letters.illustration import Illustration
from mapper.measures.edition import Edition
from mapper.review.reading import CouncilYear
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.downloads.test_downloads import flat
from tests.editions import HARTLEPOOL, KENT, in_review, kent_and_tees
from tests.readings import DARTFORD, DARTFORD_FIGURES, DAY, council, reading, year


def book(made: Edition) -> Workbook:
    return load_workbook(io.BytesIO(data_files(made)["data/all.xlsx"]))


def table(opened: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *rows = opened[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def document(made: Edition, code: str = DARTFORD) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data_files(made)[f"data/councils/{code}.json"])
    return found


def two_years() -> Edition:
    before = date(2018, 3, 31)
    earlier = replace(
        reading(received_total=15), period_end=before, file="letters/2018/a.pdf", sha256="5" * 64
    )
    return flat(year(reading()), CouncilYear(council(), before, earlier), year(None, HARTLEPOOL))


# The workbook


def test_every_table_is_a_sheet_whose_head_stays_in_place() -> None:
    opened = book(two_years())
    assert opened.sheetnames == ["notes", "columns", "figures", "comparisons", "councils"]
    assert {opened[name].freeze_panes for name in opened.sheetnames[1:]} == {"B2"}


def test_a_sheet_has_the_rows_of_its_files_of_all_years() -> None:
    made = two_years()
    files, found = data_files(made), table(book(made), "councils")
    days = {(row["gss_code"], row["period_end"]) for row in found}
    assert days == {
        (DARTFORD, datetime(2019, 3, 31)),
        (DARTFORD, datetime(2018, 3, 31)),
        (HARTLEPOOL, datetime(2019, 3, 31)),
    }
    head = next(csv.reader(io.StringIO(files["data/councils-2019.csv"].decode())))
    assert list(found[0]) == head


def test_numbers_are_numbers_zero_is_zero_and_what_is_missing_is_empty() -> None:
    rows = {
        row["gss_code"]: row for row in table(book(flat(year(reading()), year(None, HARTLEPOOL))), "councils")
    }
    assert (rows[DARTFORD]["received_total"], rows[DARTFORD]["not_complied"]) == (14, 0)
    assert rows[DARTFORD]["uphold_rate_low"] == 20.65
    assert rows[HARTLEPOOL]["received_total"] is None


def test_text_that_begins_like_a_formula_stays_text() -> None:
    named = replace(council(), name="=SUM(A1)")
    opened = book(flat(CouncilYear(named, DAY, replace(reading(), council=named))))
    (cell,) = {(cell.value, cell.data_type) for (cell,) in opened["figures"]["B2":"B9"]}
    assert cell == ("=SUM(A1)", "s")


def test_the_workbook_explains_itself_and_says_what_is_invented() -> None:
    for real in (True, False):
        opened = book(kent_and_tees(real=real))
        notes = " ".join(str(cell) for row in opened["notes"].iter_rows(values_only=True) for cell in row)
        assert (ILLUSTRATIVE_NOTICE in notes) is not real
        assert "Empty is not zero" in notes and "2018–19" in notes
    described = {(row["sheet"], row["column"]) for row in table(opened, "columns")}
    assert {("councils", name) for name in table(opened, "councils")[0]} <= described


def test_the_day_of_the_build_is_not_in_the_workbook() -> None:
    made = flat(year(reading()))
    first = data_files(made)["data/all.xlsx"]
    with patch.object(excel.datetime, "datetime", wraps=datetime) as clock:
        clock.now.return_value = datetime(2001, 2, 3)
        assert data_files(made)["data/all.xlsx"] == first


# The archive


def test_the_archive_holds_every_file_and_says_what_they_are() -> None:
    files = data_files(kent_and_tees(real=False))
    with ZipFile(io.BytesIO(files["data/all.zip"])) as opened:
        held = {name.removeprefix("ombudsman-letters/"): opened.read(name) for name in opened.namelist()}
        assert {entry.date_time[0] for entry in opened.infolist()} == {1980}
    text = held.pop("README.txt").decode()
    assert {f"data/{name}": data for name, data in held.items()} == {
        name: data for name, data in files.items() if name != "data/all.zip"
    }
    assert text.startswith(ILLUSTRATIVE_NOTICE) and "comparisons.csv: " in text


# One council


def test_a_councils_file_has_all_its_years_newest_first_and_every_figure_with_the_hash_of_its_file() -> None:
    found = document(two_years())
    assert (found["gss_code"], found["council"]) == (DARTFORD, "Dartford Borough Council")
    assert [one["period_end"] for one in found["years"]] == ["2019-03-31", "2018-03-31"]
    assert found["years"][1]["sha256"] == "5" * 64
    totals = {
        one["period_end"]: (one["value"], one["page"], one["sha256"][0])
        for one in found["figures"]
        if one["statistic"] == "received_total"
    }
    assert totals == {"2019-03-31": (14, 4, "0"), "2018-03-31": (15, 4, "5")}
    assert len(found["figures"]) == 2 * len(DARTFORD_FIGURES)


def test_a_rate_has_its_count_its_base_its_interval_and_its_class() -> None:
    rate = document(flat(year(reading())))["years"][0]["rates"]["uphold_rate"]
    assert (rate["state"], rate["numerator"], rate["denominator"], rate["value"]) == ("value", 1, 1, 100)
    assert (rate["low"], rate["high"], rate["class"]) == (20.65, 100, "not-compared")


@pytest.mark.parametrize(
    ("one", "status", "state"),
    [
        (year(None), "no-letter", "no-letter"),
        (year(in_review(DARTFORD)), "review", "in-review"),
        (
            year(reading(decided_upheld=0, decided_not_upheld=0, investigations=0, uphold_rate=None)),
            "ok",
            "none",
        ),
    ],
)
def test_why_there_is_no_rate_is_said(one: CouncilYear, status: str, state: str) -> None:
    (found,) = document(flat(one))["years"]
    assert (found["letter_status"], found["rates"]["uphold_rate"]["state"]) == (status, state)
    assert found["rates"]["uphold_rate"]["value"] is None


def test_several_years_together_are_apart_from_the_single_ones() -> None:
    codes = [one.gss_code for one in load_register().on(DAY) if one.type is CouncilType.DISTRICT][:9]
    before = date(2018, 3, 31)
    letter = reading(decided_upheld=2, investigations=4, uphold_rate=50)
    years = [
        CouncilYear(council(code), day, replace(letter, council=council(code), period_end=day))
        for code in codes
        for day in (DAY, before)
    ]
    found = document(flat(*years), codes[0])
    assert [list(one["rates"]["uphold_rate"])[:2] for one in found["years"]] == [
        ["numerator", "denominator"]
    ] * 2
    (together,) = [one for one in found["together"] if one["measure"] == "uphold_rate"]
    assert (together["years"], together["numerator"], together["denominator"]) == ("2018 2019", 4, 8)


def test_a_dash_is_null_and_what_a_letter_lacks_is_absent() -> None:
    stated = {
        one["statistic"]: one["value"] for one in document(flat(year(reading(uphold_rate=None))))["figures"]
    }
    assert stated["uphold_rate"] is None
    assert "upheld_per_100k" not in stated


def test_invented_figures_are_called_so() -> None:
    found = document(flat(year(reading(illustration=Illustration.INVENTED)), year(None, KENT)))
    assert found["notice"] == ILLUSTRATIVE_NOTICE
    assert found["years"][0]["figures_from"] == "invented"
    assert {one["status"] for one in found["figures"]} == {"illustrative"}
