"""The whole way with the Ombudsman's data tables: alone, and beside letters."""

import csv
import io
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mapper import cli, pages
from mapper.build import BuildOptions, read
from mapper.councils.register_file import load_register
from mapper.downloads.catalogue import data_files
from mapper.letters.read import FileReading
from mapper.letters.workers import read_files
from mapper.measures.edition import Edition, source
from mapper.publishing.check import check
from mapper.review.report import summary_lines
from tests.editions import MAP
from tests.pages.rendered import words
from tests.paths import EXAMPLES

pytestmark = pytest.mark.slow

DECIDED = "2-complaints-decided-18-19.csv"
HEAD = (
    "Authority,Invalid or incomplete,Advice given,Referred back for local resolution,"
    "Closed after initial enquiries,Not upheld,Upheld,Total,Uphold rate (%)\n"
)
AVERAGE = "Authority,Upheld,Not upheld,Uphold rate (%),Average uphold rate (%)\n"
DARTFORD = "Dartford Borough Council,0,3,3,6,0,1,13,100%\n"
ASHFORD = "Ashford Borough Council,1,2,3,4,5,5,20,50%\n"
LEAFLET = "councils/{}/index.html"


def edition_of(folder: Path, table: str, *examples: str, name: str = DECIDED) -> Edition:
    letters = folder / "letters"
    letters.mkdir()
    for example in examples:
        shutil.copy(EXAMPLES / example / "letter.pdf", letters / f"{Path(example).name}.pdf")
    (folder / name).write_text(table)
    return read(BuildOptions((letters,), folder / "site", jobs=1, tables=(folder / name,)))


@pytest.fixture
def as_real(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example letters taken for real ones: illustrative letters are never set beside tables."""

    def unmarked(*arguments: Any) -> list[FileReading]:
        return [replace(found, illustration=None) for found in read_files(*arguments)]

    monkeypatch.setattr("mapper.build.read_files", unmarked)


def page(edition: Edition, slug: str) -> str:
    return words(pages.render(edition, MAP, ())[LEAFLET.format(slug)].decode())


def rows(edition: Edition, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data_files(edition)[path].decode())))


def test_tables_alone_say_so_at_every_figure(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, HEAD + DARTFORD + ASHFORD)
    text = page(edition, "dartford-borough-council")
    assert "Year to 31 March 2019 data tables" in text
    assert "How they were decided data tables" in text
    assert "From number to data table data tables" in text
    assert f"{DECIDED}, row 2, column G" in text
    assert "No letter has been added." in text
    assert "of the letter" not in text.replace("page of the letter", "")
    assert "Figures: 2 rows of the Local Government" in source(edition.years[0])
    figures = rows(edition, "data/figures.csv")
    assert {row["status"] for row in figures} == {"tables"}
    (upheld,) = [
        row for row in figures if (row["gss_code"], row["statistic"]) == ("E07000105", "decided_upheld")
    ]
    assert (upheld["value"], upheld["letter"], upheld["page"]) == ("5", f"{DECIDED}, row 3, column G", "")
    councils = {row["gss_code"]: row for row in rows(edition, "data/councils-2019.csv")}
    assert (councils["E07000105"]["source"], councils["E07000105"]["letter_status"]) == (
        "tables",
        "no-letter",
    )
    assert (councils["E07000106"]["source"], councils["E07000106"]["uphold_rate_state"]) == ("", "no-letter")


def test_a_difference_stands_on_the_terminal_in_the_report_and_on_the_councils_page(
    tmp_path: Path, as_real: None
) -> None:
    revised = DARTFORD.replace(",3,3,6,", ",4,3,6,").replace(",13,", ",14,")
    edition = edition_of(tmp_path, HEAD + revised + ASHFORD, "tables-2019/dartford-fpdf2")
    lines = summary_lines(edition.report)
    assert any("2 differences from letters" in line and "1 of them shown" in line for line in lines)
    (line,) = [line for line in lines if line.startswith("differs") and "Advice given" in line]
    assert "the letter prints 3 (page " in line
    assert f"the data tables state 4 ({DECIDED}, row 2, column C); the letter's is shown" in line
    report: dict[str, Any] = json.loads(edition.report.to_json())
    found = {one["statistic"]: one for one in report["tables"]["differences"]}
    assert set(found) == {"decided_advice_given", "decided_total"}
    assert found["decided_total"]["tables"]["column"] == "H"
    assert (found["decided_total"]["letter"]["value"], found["decided_total"]["tables"]["value"]) == (13, 14)
    text = page(edition, "dartford-borough-council")
    assert "Where the letter and the data tables differ" in text
    assert (
        f"Advice given 3 (page {found['decided_total']['letter']['page']}) 4 ({DECIDED}, row 2, column C)"
        in text
    )
    about = words(pages.render(edition, MAP, ())["about/index.html"].decode())
    assert "The letter’s figure stands as printed if the letter itself speaks for it" in about
    assert "Dartford Borough Council, 2019-03-31: Advice given: the letter prints 3" in about


def test_what_letters_no_longer_hold_comes_from_the_tables(tmp_path: Path, as_real: None) -> None:
    """A letter of the year to 31 March 2025, of a council with 25 of 31 upheld."""
    expected = json.loads((EXAMPLES / "blocks-2025/volumes-fpdf2/expected.json").read_text())["letters"][0]
    name = expected["authority_name"]
    table = f"{HEAD}{name},1,50,90,72,6,25,244,81%\n"
    edition = edition_of(tmp_path, table, "blocks-2025/volumes-fpdf2", name="decided 2024-25.csv")
    (letter,) = edition.report.letters
    assert letter.status == "ok"
    assert letter.differences == ()
    assert letter.council is not None
    text = page(edition, letter.council.slug)
    assert "Year to 31 March 2025 letter and data tables" in text
    assert "How they were decided letter and data tables" in text
    assert "decided 2024-25.csv, row 2, column C" in text
    (row,) = [r for r in rows(edition, "data/councils-2025.csv") if r["gss_code"] == letter.council.gss_code]
    assert (row["source"], row["decided_total"], row["dealt_with"]) == ("letter-and-tables", "244", "246")
    assert "What 1 of the letters do not state is from the Ombudsman’s data tables" in source(
        edition.years[0]
    )
    statuses = {row["statistic"]: row["status"] for row in rows(edition, "data/figures.csv")}
    assert (statuses["decided_total"], statuses["dealt_with"]) == ("tables", "ok")
    report = json.loads(edition.report.to_json())
    assert "decided_total" not in report["letters"][0]["statistics"]


def test_the_site_of_tables_and_illustrative_letters_is_in_order(tmp_path: Path) -> None:
    (tmp_path / DECIDED).write_text(HEAD + DARTFORD + ASHFORD)
    (tmp_path / "bad.csv").write_text("nothing\n")
    (tmp_path / "letters").mkdir()
    site = tmp_path / "site"
    arguments = [
        "build",
        "--letters",
        str(tmp_path / "letters"),
        "--out",
        str(site),
        "--year",
        "2019",
        "--jobs",
        "1",
    ]
    arguments += ["--tables", str(tmp_path / DECIDED), "--tables", str(tmp_path / "bad.csv")]
    result = CliRunner().invoke(cli.main, arguments)
    assert result.exit_code == 0, result.output
    assert "rejected  no-header: bad.csv" in result.output
    assert check(site) == []


def test_tables_are_held_against_the_national_figures(tmp_path: Path) -> None:
    """353 councils of 12 decisions of which 7 of 12 investigated were upheld: 2,471 of 4,236."""
    councils = load_register().on(date(2019, 3, 31))
    rows = [f'"{council.name}",0,0,0,0,5,7,12,58%\n' for council in councils]
    total = f"Total,0,0,0,0,{5 * 353},{7 * 353 + 1},{12 * 353},58%\n"
    edition = edition_of(tmp_path, HEAD + "".join(rows) + total)
    said = [note for note in edition.report.notes if "the data tables on" in note]
    assert len(said) == 3
    assert (
        "on 353 of 353 councils add up to 4,236 detailed investigations. The national figure is 4,234 ("
        in said[0]
    )
    assert said[0].endswith("; here 2 more (0.0%).")
    assert "add up to 2,471 upheld complaints. The national figure is 2,456 (" in said[1]
    assert "give the uphold rate 58.3% (2,471 of 4,236). The national figure is 58% (" in said[2]
    own = [note for note in edition.report.notes if note.startswith(f"{DECIDED}, row 355, column G")]
    assert own == [
        f"{DECIDED}, row 355, column G: the total of “Upheld” is 2,472, and the rows add up to 2,471."
    ]
    report = json.loads(edition.report.to_json())
    assert set(said + own) <= set(report["notes"])
    assert set(said) <= set(summary_lines(edition.report))


def test_tables_of_few_councils_are_held_against_nothing(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, HEAD + DARTFORD + ASHFORD)
    assert not [note for note in edition.report.notes if "national" in note]


def test_a_page_whose_figures_are_the_tables_speaks_of_no_letter_that_prints_them(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, AVERAGE + "Ashford Borough Council,5,5,50%,54%\n")
    text = page(edition, "ashford-borough-council")
    assert "The tables’ average uphold rate 54%" in text
    for words_of_a_letter in ("The letter’s average", "Letters of", "the letter prints"):
        assert words_of_a_letter not in text
    assert "Figures of 1 of 201 districts are here" in text
    assert "read from the Ombudsman’s annual letters and data tables;" in text
