"""`mapper tables` as a user types it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper import cli


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, ["tables", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "2-Complaints-Decided-18-19.csv"
    path.write_text(
        "Authority Name,Not upheld,Upheld,Region,Uphold rate (%)\n"
        "Dartford Borough Council,0,1,SE,100%\n"
        "Kent County Council,3,9,SE,70%\n"
        "Peak District National Park Authority,1,1,EM,50%\n"
    )
    return path


def test_there_is_one_object_a_council_and_year_with_the_place_of_each_figure(table: Path) -> None:
    result = run(table)
    assert result.exit_code == 0
    dartford, kent, park = json.loads(result.stdout)
    keys = "file sha256 status authority_name gss_code period_end layout statistics problems places"
    assert list(dartford) == keys.split()
    assert (dartford["status"], dartford["gss_code"], dartford["period_end"]) == (
        "ok",
        "E07000107",
        "2019-03-31",
    )
    assert dartford["statistics"] == {
        "decided_not_upheld": 0,
        "decided_upheld": 1,
        "uphold_rate": 100,
        "investigations": 1,
    }
    assert dartford["places"]["uphold_rate"] == {
        "file": table.name,
        "sheet": None,
        "row": 2,
        "column": "E",
        "heading": "Uphold rate (%)",
        "printed": "100%",
    }
    assert [problem["code"] for problem in kent["problems"]] == ["rate-mismatch"]
    assert "the table states 70%" in kent["problems"][0]["message"]
    assert [problem["code"] for problem in park["problems"]] == ["not-a-council"]
    assert "column D “Region”" in result.stderr


def test_there_is_one_row_a_figure_in_csv(table: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(table, "--format", "csv").stdout)))
    assert len(rows) == 12
    row = next(row for row in rows if row["statistic"] == "uphold_rate" and row["gss_code"] == "E10000016")
    assert (row["value"], row["status"], row["row"], row["column"]) == ("70", "review", "3", "E")


def test_a_file_that_is_no_table_is_an_object_too(table: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("nothing\n")
    result = run(bad, table)
    assert result.exit_code == 0
    (refused,) = [found for found in json.loads(result.stdout) if found["file"] == "bad.csv"]
    assert (refused["status"], refused["problems"][0]["code"]) == ("rejected", "no-header")


def test_the_year_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "decided.csv"
    path.write_text("Authority,Upheld,Not upheld\nDartford,1,0\n")
    assert json.loads(run(path).stdout)[0]["problems"][0]["code"] == "year-missing"
    assert json.loads(run(path, "--year", "2019").stdout)[0]["period_end"] == "2019-03-31"
