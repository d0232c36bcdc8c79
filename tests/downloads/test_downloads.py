"""The downloads: their columns, their form, what is missing in them, and that nothing invented passes for real."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mapper.councils.council import CouncilType
from mapper.councils.register_file import load_register
from mapper.downloads import figures as figures_table
from mapper.downloads.catalogue import DOWNLOADS, data_files, downloads
from mapper.downloads.download import DataFile, Download
from mapper.downloads.package import describe
from mapper.downloads.spreadsheet import table_of, unguarded
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import STATISTICS
from mapper.measures.column import Column
from mapper.measures.edition import Edition
from mapper.measures.joined import join_year
from mapper.measures.metrics import METRICS
from mapper.measures.table import COLUMNS
from mapper.pages import render
from mapper.review.reading import CouncilYear, Reading
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import ASHFORD, HARTLEPOOL, KENT, MAP, REJECTED, edition, in_review, kent_and_tees
from tests.readings import DARTFORD, DARTFORD_FIGURES, DAY, WITHHELD, council, reading, year


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def flat(*years: CouncilYear, others: Sequence[Reading] = ()) -> Edition:
    """An edition whose frames hold no polygon, for tests of tables."""
    made = edition(*years, others=others)
    whole = kent_and_tees().years[0].frames
    empty = {tier: frame.iloc[:0] for tier, frame in whole.items()}
    return replace(made, years=tuple(join_year(j.period_end, j.councils, empty) for j in made.years))


def figures(*years: CouncilYear, others: Sequence[Reading] = ()) -> list[dict[str, str]]:
    return rows(data_files(flat(*years, others=others))["data/figures.csv"])


def councils(*years: CouncilYear) -> dict[str, dict[str, str]]:
    return {row["gss_code"]: row for row in rows(data_files(flat(*years))["data/councils-2019.csv"])}


# One row a figure


def test_the_columns_of_figures_are_those_that_others_rely_on() -> None:
    header = data_files(flat(year(reading())))["data/figures.csv"].split(b"\r\n")[0]
    assert header == b"gss_code,council,council_type,period_end,statistic,value,unit,letter,page,status"


def test_every_figure_of_a_letter_is_a_row() -> None:
    found = figures(year(reading()))
    assert {row["statistic"]: float(row["value"]) for row in found} == DARTFORD_FIGURES
    assert found[0] == {
        "gss_code": DARTFORD,
        "council": "Dartford Borough Council",
        "council_type": "district",
        "period_end": "2019-03-31",
        "statistic": "received_adult_care_services",
        "value": "0",
        "unit": "count",
        "letter": "letters/2019/dartford-borough-council.pdf",
        "page": "4",
        "status": "ok",
    }


def test_a_dash_is_empty_and_zero_is_zero() -> None:
    values = {row["statistic"]: row["value"] for row in figures(year(reading(uphold_rate=None)))}
    assert values["uphold_rate"] == ""
    assert values["decided_not_upheld"] == "0"


@pytest.mark.parametrize(
    ("letter", "status"),
    [
        (reading(), "ok"),
        (in_review(DARTFORD), "review"),
        (reading(illustration=Illustration.INVENTED), "illustrative"),
        (reading(illustration=Illustration.REDRAWN), "illustrative-redrawn"),
        (in_review(DARTFORD, illustration=Illustration.INVENTED), "illustrative-review"),
    ],
)
def test_the_status_never_hides_what_is_doubtful_or_invented(letter: Reading, status: str) -> None:
    assert {row["status"] for row in figures(year(letter))} == {status}


def test_a_letter_that_is_not_published_goes_by_the_name_of_its_file() -> None:
    twin = in_review(DARTFORD, file="letters/2019/twin.pdf")
    withheld = replace(reading(KENT, file="letters/2019/kent.pdf"), shown=WITHHELD)
    found = figures(year(reading()), year(withheld, KENT), others=(twin,))
    assert {(row["gss_code"], row["letter"]) for row in found} == {
        (DARTFORD, "letters/2019/dartford-borough-council.pdf"),
        (DARTFORD, "letters/2019/twin.pdf"),
        (KENT, "letters/2019/kent.pdf"),
    }


def test_letters_without_a_council_or_a_period_have_no_rows() -> None:
    nobody, undated = replace(reading(), council=None), replace(reading(), period_end=None)
    found = figures(year(reading(ASHFORD), ASHFORD), others=(nobody, undated, REJECTED))
    assert {row["gss_code"] for row in found} == {ASHFORD}


# One row a council


def test_a_council_has_a_row_whether_or_not_it_has_a_letter() -> None:
    found = councils(year(reading()), year(None, HARTLEPOOL), year(reading(KENT), KENT))
    assert list(found) == sorted(found) == sorted([DARTFORD, HARTLEPOOL, KENT])
    dartford, hartlepool = found[DARTFORD], found[HARTLEPOOL]
    assert dartford["county"] == "Kent County Council"
    assert dartford["page"] == "councils/dartford-borough-council/index.html"
    assert (dartford["received_total"], dartford["not_complied"]) == ("14", "0")
    assert hartlepool["letter_status"] == hartlepool["uphold_rate_state"] == "no-letter"
    assert {hartlepool[s.key] for s in STATISTICS} == {""}


def test_a_rate_stands_beside_its_count_its_base_and_its_interval() -> None:
    row = councils(year(reading()))[DARTFORD]
    assert row["uphold_rate_state"] == "value"
    found = [float(row[f"uphold_rate_{what}"]) for what in ("hits", "base", "value", "low", "high")]
    assert found == [1, 1, 100, 20.65, 100]


def test_figures_in_review_are_held_back() -> None:
    row = councils(year(in_review(DARTFORD)))[DARTFORD]
    assert (row["letter_status"], row["uphold_rate_state"]) == ("review", "in-review")
    assert {row[s.key] for s in STATISTICS} == {""}


@pytest.mark.parametrize("mark", [None, *Illustration])
def test_every_row_says_whether_it_is_illustrative(mark: Illustration | None) -> None:
    row = councils(year(reading(illustration=mark)))[DARTFORD]
    assert row["illustrative"] == ("no" if mark is None else mark.value)


def test_every_statistic_and_every_metric_has_its_columns() -> None:
    names = {column.name for column in COLUMNS}
    assert {s.key for s in STATISTICS} | {f"{m.key}_state" for m in METRICS} <= names
    assert len(names) == len(COLUMNS)


def test_a_council_is_set_against_its_type_with_what_that_rests_on() -> None:
    codes = [c.gss_code for c in load_register().on(DAY) if c.type is CouncilType.DISTRICT][:31]
    letters = [reading(code, decided_upheld=50, investigations=100, uphold_rate=50) for code in codes]
    letters[0] = reading(codes[0], decided_upheld=40, investigations=40, uphold_rate=100)
    found = councils(*(year(letter, code) for letter, code in zip(letters, codes, strict=True)))
    row = found[codes[0]]
    assert row["against_type"] == "clearly-higher"
    assert 0 < float(row["against_type_chance"]) < 0.002 or row["against_type_chance"] == "0"
    assert (row["type_upheld"], row["type_investigated"], row["type_councils"]) == ("1540", "3040", "31")
    assert (row["type_letters"], row["type_of"], row["type_illustrative"]) == ("31", "31", "no")
    assert (row["against_type_expected_low"], row["against_type_expected_high"]) == ("14", "26")
    assert (row["against_type_side"], row["against_type_correlation"]) == ("higher", "0")
    assert (row["against_type_target"], row["against_type_source"]) == ("50.66", "type")
    assert found[codes[1]]["against_type"] == "as-expected"


def test_without_a_rate_nothing_is_set_against_the_type() -> None:
    row = councils(year(None))[DARTFORD]
    assert {row[name] for name in row if name.startswith(("against_type", "type_"))} == {""}


def comparisons(*years: CouncilYear) -> list[dict[str, str]]:
    return rows(data_files(flat(*years))["data/comparisons.csv"])


def test_every_rate_has_a_row_with_what_it_is_compared_with() -> None:
    codes = [c.gss_code for c in load_register().on(DAY) if c.type is CouncilType.DISTRICT][:31]
    letters = [reading(code, decided_upheld=50, investigations=100, uphold_rate=50) for code in codes]
    letters[0] = reading(codes[0], decided_upheld=40, investigations=40, uphold_rate=100)
    found = comparisons(*(year(letter, code) for letter, code in zip(letters, codes, strict=True)))
    assert len(found) == 31 * len([metric for metric in METRICS if metric.denominator])
    (row,) = [row for row in found if (row["gss_code"], row["measure"]) == (codes[0], "uphold_rate")]
    assert float(row.pop("chance")) < 0.00001
    assert {key: row[key] for key in list(row)[3:]} == {
        "measure": "uphold_rate",
        "years": "2019",
        "summed_years": "",
        "numerator": "40",
        "denominator": "40",
        "value": "100",
        "low": "91.24",
        "high": "100",
        "expected_low": "14",
        "expected_high": "26",
        "class": "clearly-higher",
        "side": "higher",
        "place": "1",
        "target": "50.66",
        "source": "type",
        "letters": "31",
        "of": "31",
        "correlation": "0",
        "illustrative": "no",
    }


def test_several_years_together_are_rows_of_their_own() -> None:
    codes = [c.gss_code for c in load_register().on(DAY) if c.type is CouncilType.DISTRICT][:10]
    before = date(2018, 3, 31)
    letters = [reading(code, decided_upheld=3, investigations=6, uphold_rate=50) for code in codes]
    years = [year(letter, code) for letter, code in zip(letters, codes, strict=True)]
    earlier = [
        CouncilYear(one.council, before, replace(one.letter, period_end=before))
        for one in years
        if one.letter is not None
    ]
    found = [row for row in comparisons(*years, *earlier) if row["years"] == "2018 2019"]
    assert len(found) == 10 * len([metric for metric in METRICS if metric.denominator])
    row = next(row for row in found if row["measure"] == "uphold_rate")
    assert (row["numerator"], row["denominator"], row["target"]) == ("6", "12", "50")
    assert (row["expected_low"], row["expected_high"], row["class"]) == ("3", "9", "as-expected")


def test_the_rate_per_100000_residents_has_its_interval_and_its_average() -> None:
    letter = reading(decided_upheld=115, investigations=132, upheld_per_100k=9.9, average_upheld_per_100k=4.4)
    (row,) = [row for row in comparisons(year(letter)) if row["measure"] == "upheld_per_100k"]
    assert (row["numerator"], row["denominator"], row["value"]) == ("115", "", "9.9")
    assert (row["low"], row["high"]) == ("8.17", "11.88")
    assert (row["class"], row["side"], row["target"], row["source"]) == (
        "clearly-higher",
        "higher",
        "4.4",
        "printed",
    )


# The form


def test_lines_end_as_the_standard_says_and_cells_are_quoted_where_they_must_be() -> None:
    named = replace(council(), name='Dartford, "the" Council')
    files = data_files(flat(CouncilYear(named, DAY, replace(reading(), council=named))))
    for name in ("data/figures.csv", "data/councils-2019.csv"):
        assert files[name].count(b"\n") == files[name].count(b"\r\n")
        assert {row["council"] for row in rows(files[name])} == {'Dartford, "the" Council'}


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_be_run_as_a_formula(first: str) -> None:
    named = replace(council(), name=f"{first}SUM(A1)", short_name=f"{first}HYPERLINK(1)")
    letter = replace(reading(file=f"{first}cmd.pdf"), council=named, shown=WITHHELD)
    files = data_files(flat(CouncilYear(named, DAY, letter)))
    for name in ("data/figures.csv", "data/councils-2019.csv"):
        for row in rows(files[name]):
            assert row["council"] == f"'{first}SUM(A1)"
            assert not [cell for cell in row.values() if cell.startswith(first)]


def test_no_cell_is_a_formula_where_semicolons_part_cells() -> None:
    named = replace(council(), name="A;=SUM(1);b; -1")
    (row, *_) = rows(
        data_files(flat(CouncilYear(named, DAY, replace(reading(), council=named))))["data/figures.csv"]
    )
    assert row["council"] == "A;'=SUM(1);b; -1"
    assert unguarded(row["council"]) == "A;=SUM(1);b; -1"


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert data_files(kent_and_tees()) == data_files(kent_and_tees())


# Polygons


def geojson(made: Edition, tier: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(data_files(made)[f"data/councils-2019-{tier}.geojson"])
    return document


def test_a_feature_carries_its_councils_row() -> None:
    lower = geojson(kent_and_tees(), "lower")
    assert lower["type"] == "FeatureCollection"
    found = {feature["properties"]["gss_code"]: feature for feature in lower["features"]}
    assert KENT not in found
    properties = found[DARTFORD]["properties"]
    assert list(properties) == [column.name for column in COLUMNS]
    assert (properties["received_total"], properties["uphold_rate_value"]) == (14, 100)
    assert found[HARTLEPOOL]["properties"]["received_total"] is None
    assert found[DARTFORD]["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert KENT in {
        feature["properties"]["gss_code"] for feature in geojson(kent_and_tees(), "upper")["features"]
    }


def test_the_notice_stands_in_every_file_that_can_carry_one() -> None:
    for real in (True, False):
        files = data_files(kent_and_tees(real=real))
        documents = [json.loads(data) for name, data in files.items() if name.endswith("json")]
        assert len(documents) == 12
        tables = json.loads(files["data/csv-metadata.json"])
        assert tables["dc:description"].startswith(ILLUSTRATIVE_NOTICE) is not real
        for document in [one for one in documents if one != tables]:  # CSVW knows no member for a notice
            assert document.get("notice") == (None if real else ILLUSTRATIVE_NOTICE)


# What describes them


def package() -> tuple[dict[str, Any], dict[str, bytes]]:
    files = data_files(kent_and_tees())
    return json.loads(files["data/datapackage.json"]), files


def test_every_file_is_described_and_offered() -> None:
    described, files = package()
    paths = {f"data/{resource['path']}" for resource in described["resources"]}
    assert paths | {"data/datapackage.json", "data/all.zip"} == set(files)
    assert {file.path for file in downloads(kent_and_tees())} == set(files)


def test_the_description_has_the_columns_of_the_tables() -> None:
    described, files = package()
    tables = [resource for resource in described["resources"] if resource["format"] == "csv"]
    assert len(tables) == 3
    for table in tables:
        header = files[f"data/{table['path']}"].split(b"\r\n")[0].decode().split(",")
        assert [column["name"] for column in table["schema"]["fields"]] == header
        assert all(column["description"] for column in table["schema"]["fields"])


def test_an_entry_is_all_that_a_download_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    name: Column[str] = Column("name", "string", "The name", str)
    entry = Download(
        "data/names-{year}.csv",
        "Names {year}",
        lambda made: table_of([name], ["a", f"{len(made.years)}"]),
        (name,),
    )
    monkeypatch.setattr("mapper.downloads.catalogue.DOWNLOADS", (entry, *DOWNLOADS))
    made = flat(year(reading()), replace(year(reading()), period_end=date(2018, 3, 31)))
    files = data_files(made)
    assert files["data/names-2018.csv"] == files["data/names-2019.csv"] == b"name\r\na\r\n1\r\n"
    first, second, *_ = json.loads(files["data/datapackage.json"])["resources"]
    assert (first["path"], first["title"]) == ("names-2019.csv", "Names 2019")
    assert second["schema"]["fields"] == [{"name": "name", "type": "string", "description": "The name"}]
    assert (
        '<a href="../data/names-2018.csv">Names 2018</a>' in render(made, MAP, ())["data/index.html"].decode()
    )


@pytest.mark.parametrize(
    "path, media_type",
    [
        ("data/names.txt", "text/plain"),
        ("data/map.geojson", "application/geo+json"),
        ("data/all.zip", "application/zip"),
    ],
)
def test_a_file_of_any_kind_can_be_described(path: str, media_type: str) -> None:
    file = DataFile(path, "A file", lambda: b"")
    (resource,) = json.loads(describe(kent_and_tees(), [file]))["resources"]
    assert (resource["mediatype"], resource["path"]) == (media_type, path.removeprefix("data/"))


def test_the_description_is_a_data_package_with_licence_and_sources() -> None:
    described, _ = package()
    assert described["profile"] == "data-package"
    assert described["licenses"][0]["name"] == "OGL-UK-3.0"
    assert all(source["title"] for source in described["sources"])
    assert "created" not in described
    for resource in described["resources"]:
        assert resource["name"] == resource["name"].lower()
        assert resource["profile"] in ("data-resource", "tabular-data-resource")


def test_no_document_is_taken_for_one_of_the_program_that_validates_packages() -> None:
    """Its names and keys: a file that ends in report.json is to it a report of its own, unless the type says json."""
    described, _ = package()
    documents = [resource for resource in described["resources"] if resource["path"].endswith(".json")]
    assert "build-report.json" in {resource["path"] for resource in documents}
    assert {resource["type"] for resource in documents} == {"json"}


def test_names_of_resources_are_unique_and_of_the_form_that_the_standard_asks_for() -> None:
    described, _ = package()
    names = [resource["name"] for resource in described["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[-a-z0-9._/]+", name) for name in names)


def test_what_is_invented_is_called_so_in_the_description() -> None:
    status = next(column for column in figures_table.COLUMNS if column.name == "status")
    assert "illustrative: INVENTED" in status.description
