"""Residents: fetched from a service like Nomis, read from files of several kinds, never of another council or year."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from mapper import cli
from mapper.councils.register_file import load_register
from mapper.errors import PopulationProblem
from mapper.sources.populations.file import Populations, read_populations
from tests.sources.site import Asked, Reply, Site, page

KENT, DARTFORD, BARNSLEY = "E10000016", "E07000107", "E08000016"
PATH = "/api/v01/dataset/NM_2002_1.data.csv"
Run = Callable[..., Result]


class Estimates(Site):
    """Numbers by code and year; every council has one but those of `without`. `refusals` are given first."""

    def __init__(self) -> None:
        super().__init__()
        self.without: set[str] = set()
        self.refusals: list[Reply] = []

    def answer(self, asked: Asked) -> Reply:
        parts = urlsplit(asked.path)
        if parts.path != PATH:
            return super().answer(asked)
        self.asked.append(asked)
        if self.refusals:
            return self.refusals.pop(0)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert (query["gender"], query["c_age"], query["measures"]) == ("0", "200", "20100")
        year = query["date"]
        rows = [(code, number_of(code, int(year))) for code in query["geography"].split(",")]
        lines = [f'"{year}","{code}","X","{number}"' for code, number in rows if code not in self.without]
        return answer_of(*lines)


def number_of(code: str, year: int) -> int:
    return 10_000 + int(code[-3:]) * 100 + year - 2000


def answer_of(*lines: str) -> Reply:
    head = '"DATE_NAME","GEOGRAPHY_CODE","GEOGRAPHY_NAME","OBS_VALUE"'
    return Reply("\r\n".join([head, *lines, ""]).encode(), kind="text/csv")


@pytest.fixture
def site() -> Iterator[Estimates]:
    with Estimates().running() as made:
        assert isinstance(made, Estimates)
        yield made


@pytest.fixture
def run(site: Estimates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    command = ["fetch", "populations", "--site", site.url, "--pause", "0"]
    return lambda *more: CliRunner().invoke(cli.main, [*command, *(more or ("--year", "2019"))])


def read(path: Path) -> Populations:
    return read_populations(path, load_register())


def test_the_estimates_of_a_year_are_those_of_the_june_within_it(run: Run, site: Estimates) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert "353 numbers of residents in populations.csv (353 new)." in result.stdout
    found = read(Path("populations.csv")).within(date(2019, 3, 31))
    assert found is not None
    assert (found.mid_year, found.of[KENT], found.of[DARTFORD]) == (2018, 11_618, 20_718)
    assert found.source == "Office for National Statistics, mid-year population estimates (Nomis)"
    assert len(site.asked) == 5  # robots.txt, and four hundreds of codes
    assert all(len(asked.path) < 2000 for asked in site.asked)


def test_further_years_are_added_to_the_file(run: Run) -> None:
    run()
    before = Path("populations.csv").read_bytes()
    result = run("--year", "2020", "--year", "2021")
    assert "(" in result.stdout and result.exit_code == 0
    after = read(Path("populations.csv"))
    assert {year for _, year in after.of} == {2018, 2019, 2020}
    assert set(before.splitlines()) <= set(Path("populations.csv").read_bytes().splitlines())
    assert "(0 new)" in run("--year", "2020").stdout


def test_a_council_without_an_estimate_is_named_and_absent(run: Run, site: Estimates) -> None:
    site.without = {DARTFORD}
    result = run()
    assert "missing    mid-2018: 1 council (Dartford Borough Council)." in result.stdout
    found = read(Path("populations.csv")).within(date(2019, 3, 31))
    assert found is not None
    assert DARTFORD not in found.of
    assert len(found.of) == 352


BAD: dict[str, tuple[Reply, str]] = {
    "a page": (page("Nomis", "Sorry"), "expected the columns"),
    "nothing": (Reply(b""), "expected the columns"),
    "another year": (answer_of(f'"2017","{KENT}","X","1500000"'), "it has 'E10000016' of '2017'"),
    "another code": (answer_of('"2018","W06000001","X","70000"'), "it has 'W06000001' of '2018'"),
    "thousands": (answer_of('"2018","E06000001","X","93.2"'), "it has '93.2' residents"),
    "two numbers": (
        answer_of('"2018","E06000001","X","93200"', '"2018","E06000001","X","93201"'),
        "it has '93201' residents",
    ),
    "no text": (Reply(b"\xff\xfe\x00\x81"), "no CSV file"),
    "gone": (Reply(status=404), "there is no such page"),
    "a bad question": (Reply(status=400), "the answer was 400"),
}


@pytest.mark.parametrize("kind", BAD)
def test_an_answer_that_is_not_what_was_asked_for_leaves_the_file(
    kind: str, run: Run, site: Estimates
) -> None:
    run("--year", "2018")
    before = Path("populations.csv").read_bytes()
    reply, words = BAD[kind]
    site.refusals = [reply]
    result = run()
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Nothing was written" in result.stderr
    assert Path("populations.csv").read_bytes() == before


def test_a_file_of_another_kind_is_not_overwritten(run: Run) -> None:
    Path("populations.csv").write_text("kind,council\n")
    result = run()
    assert result.exit_code == 1
    assert "expected one column of the code, found none" in result.stderr
    assert Path("populations.csv").read_text() == "kind,council\n"


def file_of(folder: Path, text: str) -> Path:
    path = folder / "residents.csv"
    path.write_text(text)
    return path


# Files, all of one number for Kent at mid-2018.
FORMS = {
    "own": f"gss_code,council,year,population,source\n{KENT},Kent,2018,1568623,ONS\n",
    "Nomis": f'"DATE_NAME","GEOGRAPHY_CODE","OBS_VALUE"\n"2018","{KENT}","1568623"\n',
    "separators": f'Area code,Mid-year,Population\n{KENT},mid-2018,"1,568,623"\n',
    "order": f"\ufeffpopulation,AREACD,date\n1568623.0,{KENT},2018-06-30\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_files_of_several_forms_are_read(form: str, tmp_path: Path) -> None:
    found = read(file_of(tmp_path, FORMS[form]))
    assert found.of == {(KENT, 2018): 1_568_623}
    assert found.source == ("ONS" if form == "own" else "residents.csv")
    assert found.notes == ()


def test_rows_that_cannot_be_used_are_named_and_harm_no_other(tmp_path: Path) -> None:
    rows = [
        f"{KENT},2018,1568623",
        f"{DARTFORD},2018,109.7",
        f"{DARTFORD},18,109700",
        "Dartford,2018,109700",
        f"{BARNSLEY},2018,245000",
        f"{BARNSLEY},2018,245199",
        "E92000001,2018,4900000",
    ]
    found = read(file_of(tmp_path, "code,year,population\n" + "\n".join(rows)))
    assert found.of == {(KENT, 2018): 1_568_623}
    assert found.notes == (
        "residents.csv: line 3: '109.7' is no number of residents (expected 1,000 to 5,000,000).",
        "residents.csv: line 4: '18' is no year of an estimate.",
        "residents.csv: line 5: 'Dartford' is no GSS code.",
        "residents.csv: 1 code is of no council of England: E92000001.",
        "residents.csv: E08000016 has several numbers of residents for 2018 (245,000 and 245,199), so none is used.",
    )


def test_a_file_of_which_nothing_can_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PopulationProblem, match="no row of it can be used"):
        read(file_of(tmp_path, f"code,year,population\n{KENT},2018,1568.6\n"))
    with pytest.raises(
        PopulationProblem, match="one column of the population, found population and residents"
    ):
        read(file_of(tmp_path, "code,year,population,residents\n"))
    with pytest.raises(PopulationProblem, match="not in UTF-8"):
        path = tmp_path / "utf16.csv"
        path.write_bytes(FORMS["own"].encode("utf-16"))
        read(path)


@pytest.mark.parametrize(
    ("years", "mid_year"), [((2018, 2019), 2018), ((2016, 2017), 2017), ((2016,), 2016), ((2015, 2019), None)]
)
def test_a_year_takes_one_mid_year_and_none_that_is_far(
    years: tuple[int, ...], mid_year: int | None, tmp_path: Path
) -> None:
    rows = "".join(f"{KENT},{year},1500000\n" for year in years)
    found = read(file_of(tmp_path, "code,year,population\n" + rows)).within(date(2019, 3, 31))
    assert (None if found is None else found.mid_year) == mid_year
