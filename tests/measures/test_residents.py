"""Counts for so many residents: each with its base and interval, and absent where either part is."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from scipy.stats import poisson

from mapper import cli
from mapper.downloads.catalogue import data_files
from mapper.letters.statistics import Figure
from mapper.measures.edition import Edition
from mapper.measures.residents import per_residents
from mapper.review.reading import Status
from mapper.sources.populations.file import Residents
from tests.editions import edition, kent_and_tees
from tests.pages.rendered import said
from tests.readings import DARTFORD, reading, year
from tests.record_files import row, write

ASHFORD, KENT = "E07000105", "E10000016"
GIVEN = Residents(2018, {DARTFORD: 109_700, KENT: 1_568_600}, "Made-up estimates")


def with_residents(known: Edition, residents: Residents | None = GIVEN) -> Edition:
    return replace(known, years=tuple(replace(joined, residents=residents) for joined in known.years))


def test_a_count_is_divided_by_the_residents_of_its_own_code() -> None:
    received, upheld = per_residents(year(reading()), GIVEN)
    assert (received.count, received.residents) == (14, 109_700)
    assert received.rate(10_000) == pytest.approx(1.27621, abs=1e-5)
    assert upheld.rate(100_000) == pytest.approx(0.91158, abs=1e-5)


def test_the_interval_is_exact() -> None:
    received, upheld = per_residents(year(reading()), GIVEN)
    for one in (received, upheld):
        low, high = (end * one.residents for end in one.interval(1))
        assert poisson(low).sf(one.count - 1) == pytest.approx(0.025)
        assert poisson(high).cdf(one.count) == pytest.approx(0.025)
    (_, none) = per_residents(year(reading(decided_upheld=0)), GIVEN)
    assert none.interval(109_700) == pytest.approx((0, 3.6889), abs=1e-4)


ABSENT = {
    "no residents of that code": (year(reading(ASHFORD), ASHFORD), GIVEN, 0),
    "no file": (year(reading()), None, 0),
    "no letter": (year(None), GIVEN, 0),
    "in review": (year(reading(status=Status.REVIEW)), GIVEN, 0),
    "one count not stated": (year(reading(received_total=None)), GIVEN, 1),
}


@pytest.mark.parametrize("kind", ABSENT)
def test_without_a_part_there_is_no_rate(kind: str) -> None:
    one, residents, number = ABSENT[kind]
    assert len(per_residents(one, residents)) == number


def test_a_page_says_what_it_rests_on() -> None:
    text = said(with_residents(edition(year(reading()))))
    assert "Dartford had 109,700 residents in mid-2018." in text
    assert (
        "14 complaints and enquiries were received, 1.3 for every 10,000 residents (0.7 to 2.1 would fit)."
        in text
    )
    assert "1 complaint was upheld, 0.9 for every 100,000 residents (0.02 to 5.1 would fit)." in text
    assert "Residents: Made-up estimates, mid-2018." in text
    assert "stand apart" not in text
    none = said(with_residents(edition(year(reading(decided_upheld=0, decided_not_upheld=1, uphold_rate=0)))))
    assert "No complaint was upheld, 0.0 for every 100,000 residents (0.0 to 3.4 would fit)." in none
    assert "had 109,700 residents" not in said(edition(year(reading())))


def test_what_the_letter_prints_stands_apart() -> None:
    letter = reading()
    stated = {**(letter.figures or {}), "upheld_per_100k": Figure("upheld_per_100k", 1.1, "1.1", 4)}
    text = said(with_residents(edition(year(replace(letter, figures=stated)))))
    assert "0.9 for every 100,000 residents" in text
    assert "The letter prints 1.1 upheld per 100,000 residents itself." in text


def test_the_download_has_a_row_for_each_count() -> None:
    files = data_files(with_residents(kent_and_tees()))
    rows = list(csv.DictReader(io.StringIO(files["data/residents.csv"].decode())))
    assert [(row["gss_code"], row["statistic"], row["count"]) for row in rows] == [
        (DARTFORD, "received_total", "14"),
        (DARTFORD, "decided_upheld", "1"),
        (KENT, "received_total", "14"),
        (KENT, "decided_upheld", "1"),
    ]
    first = rows[0]
    assert (first["residents"], first["mid_year"], first["residents_source"]) == (
        "109700",
        "2018",
        "Made-up estimates",
    )
    assert (first["per_10k"], first["per_100k"], first["illustrative"]) == ("1.276", "12.762", "no")
    invented = data_files(with_residents(kent_and_tees(real=False)))["data/residents.csv"].decode()
    assert {row["illustrative"] for row in csv.DictReader(io.StringIO(invented))} == {"invented"}
    assert "data/residents.csv" not in data_files(kent_and_tees())
    assert b"residents.csv" in files["data/datapackage.json"]
    assert b"residents.csv" not in data_files(kent_and_tees())["data/datapackage.json"]


def test_the_page_about_the_data_names_source_and_year() -> None:
    text = said(with_residents(kent_and_tees()), "about/index.html")
    assert "Year to 31 March 2019: residents of mid-2018, for 2 of 5 councils (Made-up estimates)." in text
    assert "Beside the number of residents" not in said(kent_and_tees(), "about/index.html")


@pytest.mark.slow
def test_a_build_with_residents_and_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = "Authority,Invalid or incomplete,Advice given,Referred back for local resolution,"
    head += "Closed after initial enquiries,Not upheld,Upheld,Total,Uphold rate (%)\n"
    Path("2-complaints-decided-18-19.csv").write_text(f"{head}Dartford Borough Council,0,3,3,6,0,1,13,100%\n")
    Path("residents.csv").write_text(f"code,year,population\n{DARTFORD},2018,109700\n{DARTFORD},2018.5,1\n")
    command = ["build", "--tables", "2-complaints-decided-18-19.csv", "--out", "site"]
    write(Path("others/dartford.csv"), row(1, "Dartford Borough Council"))
    result = CliRunner().invoke(cli.main, [*command, "--populations", "residents.csv", "--records", "others"])
    assert result.exit_code == 0, result.output
    assert "Records in 1 file of others: 1 decision, about 1 council" in result.output
    assert "residents.csv: line 3: '2018.5' is no year of an estimate." in result.output
    table = Path("site/data/residents.csv").read_text()
    assert f"{DARTFORD},Dartford Borough Council,district,2019-03-31,decided_upheld,1,109700,2018," in table
    assert table.strip().endswith("residents.csv,tables")
    assert CliRunner().invoke(cli.main, ["check", "site"]).exit_code == 0
    Path("residents.csv").write_text("code,year\n")
    refused = CliRunner().invoke(cli.main, [*command, "--populations", "residents.csv"])
    assert refused.exit_code == 1
    assert "expected one column of the population" in refused.output
