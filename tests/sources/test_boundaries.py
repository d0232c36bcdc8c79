"""The polygons of a day are fetched page by page, checked, and only then written."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from geopandas import GeoDataFrame

from mapper import cli
from mapper.councils import boundaries
from mapper.sources.boundaries.services import Service, fitting, services_of_districts
from tests.councils.polygon_files import DAY, OF_2024, REGISTER, as_given_out
from tests.sources.geography import Geography, failure
from tests.sources.site import Reply

OF_MAY_2024 = "Local_Authority_Districts_May_2024_Boundaries_UK_BGC"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def districts() -> GeoDataFrame:
    return as_given_out("LAD24CD", OF_2024)


@pytest.fixture
def geography(districts: GeoDataFrame) -> Iterator[Geography]:
    site = Geography()
    site.others = ["LAD_APR_2024_UK_NC", "Wards_May_2024_Boundaries_UK_BGC", "LAD_MAY_2024_UK_BGC_centroids"]
    site.add(OF_MAY_2024, "LAD24CD", districts)
    with site.running():
        yield site


@pytest.fixture
def run(geography: Geography, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in an empty folder, for a day of 2024."""
    monkeypatch.chdir(tmp_path)
    command = ["fetch", "boundaries", "--site", geography.url, "--pause", "0"]
    return lambda *more: CliRunner().invoke(cli.main, [*command, "--on", str(OF_2024), *more])


@pytest.mark.parametrize("most", [1000, 50, 7])
def test_all_pages_make_a_file_that_is_taken(
    most: int, run: Run, geography: Geography, tmp_path: Path
) -> None:
    geography.layers[OF_MAY_2024].most = most
    result = run()
    assert result.exit_code == 0
    assert f"296 areas in boundaries-2024-03-31.geojson, from {OF_MAY_2024}." in result.stdout
    assert "Open Government Licence" in result.stdout
    frame = boundaries.on(OF_2024, "lower", REGISTER, tmp_path / "boundaries-2024-03-31.geojson")
    assert len(frame) == 296
    assert geography.layers[OF_MAY_2024].pages == -(-296 // min(most, 50))
    assert [path.name for path in tmp_path.iterdir()] == ["boundaries-2024-03-31.geojson"]


BAD_PAGES: dict[str, tuple[int, Reply, str]] = {
    "an error with status 200": (2, failure(), "error 400"),
    "a page of a site": (2, Reply(b"<h1>Sorry</h1>"), "no JSON object"),
    "a list": (1, Reply(b"[]"), "no JSON object"),
    "nothing": (3, Reply(b'{"type":"FeatureCollection","features":[]}'), "100 came"),
    "no rows at all": (1, Reply(b"{}"), "0 came"),
    "a row without a polygon": (
        1,
        Reply(b'{"features":[{"properties":{"LAD24CD":"E06000001"},"geometry":null}]}'),
        "without a polygon",
    ),
    "a row without a code": (1, Reply(b'{"features":[{"properties":{},"geometry":{}}]}'), "without a code"),
    "a refusal": (1, Reply(status=403), "answer 403"),
}


@pytest.mark.parametrize("kind", BAD_PAGES)
def test_pages_that_do_not_come_leave_the_file_as_it_was(
    kind: str, run: Run, geography: Geography, tmp_path: Path
) -> None:
    number, reply, words = BAD_PAGES[kind]
    geography.layers[OF_MAY_2024].wrong = {number: reply}
    out = tmp_path / "boundaries-2024-03-31.geojson"
    out.write_bytes(b"old")
    result = run()
    assert result.exit_code == 1
    assert words in result.stderr
    assert OF_MAY_2024 in result.stderr
    assert len([line for line in result.stderr.splitlines() if line.startswith("Error")]) == 1
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_page_that_fails_once_is_asked_for_again(run: Run, geography: Geography) -> None:
    geography.layers[OF_MAY_2024].wrong = {2: Reply(status=503)}
    assert run().exit_code == 0


def test_the_same_page_again_and_again_is_not_taken_for_all(run: Run, geography: Geography) -> None:
    geography.layers[OF_MAY_2024].ignores_offset = True
    result = run()
    assert result.exit_code == 1
    assert "50 came, and then the same again" in result.stderr


@pytest.mark.parametrize("count", [0, 295, 400])
def test_rows_that_are_not_as_many_as_were_counted_are_refused(
    count: int, run: Run, geography: Geography
) -> None:
    geography.layers[OF_MAY_2024].count = count
    assert run().exit_code == 1


def test_a_service_with_other_councils_than_its_name_says_is_passed_over(
    run: Run, geography: Geography, districts: GeoDataFrame
) -> None:
    geography.layers = {}
    geography.add("LAD_MAY_2024_UK_BGC_V2", "LAD19CD", as_given_out("LAD19CD", DAY))
    geography.add("LAD_DEC_2023_UK_BGC", "LAD24CD", districts)
    result = run()
    assert result.exit_code == 0
    assert "from LAD_DEC_2023_UK_BGC." in result.stdout


def test_without_the_resolution_it_says_which_there_are(run: Run, geography: Geography) -> None:
    result = run("--resolution", "BUC")
    assert result.exit_code == 1
    assert "It has those of May 2024 (BGC)." in result.stderr


def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["fetch", "boundaries", "--site", "http://127.0.0.1:9", "--pause", "0"]
    assert CliRunner().invoke(cli.main, command).exit_code == 2
    assert CliRunner().invoke(cli.main, [*command, "--on", "2024"]).exit_code == 2
    unknown = CliRunner().invoke(cli.main, [*command, "--on", "1999-01-01"])
    assert (unknown.exit_code, "register" in unknown.stderr) == (1, True)


# Names as the ONS gives them; what they say is written out beside them.
NAMES = {
    "LAD_MAY_2025_UK_BGC_V2": (2025, 5, "BGC"),
    "LAD_MAY_2025_UK_BUC": (2025, 5, "BUC"),
    "Local_Authority_Districts_DEC_2025_Boundaries_UK_BFC": (2025, 12, "BFC"),
    "Local_Authority_Districts_December_2024_Boundaries_UK_BGC": (2024, 12, "BGC"),
    "Local_Authority_Districts_December_2021_UK_BGC_2022": (2021, 12, "BGC"),
    "Local_Authority_Districts_December_2019_GCB_UK_2022": (2019, 12, "BGC"),
    "LAD_(Dec_2016)_GB_BGC": (2016, 12, "BGC"),
    "LAD_APR_2019_UK_BFC": (2019, 4, "BFC"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_service_is_known_by_its_name(name: str) -> None:
    year, month, resolution = NAMES[name]
    assert services_of_districts([name]) == (Service(name, date(year, month, 28), resolution),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "LAD_APR_2019_UK_NC",
        "Wards_May_2024_Boundaries_UK_BGC",
        "LAD_UK_BGC",
        "PAR22_LAD22_EW_LU",
        "LAD_Dec_2018_UK_BFE",
    ],
)
def test_other_services_are_not_taken_for_one(name: str) -> None:
    assert services_of_districts([name]) == ()


def test_the_nearest_day_and_the_newest_version_come_first() -> None:
    names = ["LAD_DEC_2021_UK_BGC", "LAD_MAY_2022_UK_BGC", "LAD_MAY_2022_UK_BGC_V2", "LAD_MAY_2023_UK_BGC"]
    found = fitting(
        services_of_districts(names), date(2022, 3, 31), date(2021, 4, 1), date(2023, 3, 31), "BGC"
    )
    assert [service.name for service in found] == [names[2], names[1], names[0]]
