"""A site that stands is not lost to one file, a missing folder or a missing year; the way in is `--accept-losses`."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdfium2 import PdfDocument

from mapper import cli
from mapper.publishing.own_files import LIST
from tests.generators import reportlab_letter
from tests.generators.wording import Figures, Options, consistent, earlier

pytestmark = pytest.mark.slow

COUNCILS = ("Kent County Council", "Ashford Borough Council", "Dartford Borough Council")
TRUE = consistent((2, 6, 5, 1, 4, 7, 3, 8, 9), (5, 3, 4, 2), 2, 7, 6, 2, 1, 0)
FORGED = consistent((2, 6, 5, 1, 4, 7, 3, 8, 1), (5, 3, 4, 2), 2, 3, 2, 2, 1, 0)


EARLIER = earlier((31, 20, 9, 24, 18, 14, 37, 22, 3), (11, 10, 71, 55), 12, 19, (14, 2), 1)


def written(figures: Figures, council: str, year: int = 2019) -> bytes:
    options = Options(marker="Annual review letter", year_form="2016" if year == 2018 else "2019")
    return reportlab_letter.write(figures, council, f"31/03/{year}", options)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with real letters to three councils, to one of them for two years, and their site.

    The tests build on one another, because each build takes seconds.
    """
    home = tmp_path_factory.mktemp("real")
    for year, figures, councils in ((2019, TRUE, COUNCILS), (2018, EARLIER, COUNCILS[:1])):
        (home / f"letters/{year}").mkdir(parents=True)
        for number, council in enumerate(councils):
            (home / f"letters/{year}/{number}.pdf").write_bytes(written(figures, council, year))
    assert command(home).exit_code == 0
    assert statuses(home) == {
        COUNCILS[0]: {"2018 ok", "2019 ok"},
        **{name: {"2019 ok"} for name in COUNCILS[1:]},
    }
    return home


def command(home: Path, *more: str) -> Result:
    folders = ["--letters", str(home / "letters"), "--out", str(home / "site"), "--jobs", "2"]
    return CliRunner().invoke(cli.main, ["build", *folders, *more], env={"MAPPER_CACHE": str(home / "cache")})


def statuses(home: Path) -> dict[str, set[str]]:
    rows = csv.DictReader(io.StringIO((home / "site/data/figures.csv").read_text("utf-8")))
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["council"], set()).add(f"{row['period_end'][:4]} {row['status']}")
    return found


def forge(home: Path, *councils: str) -> None:
    """One file with another letter to each of the councils, of which none can be told from a real one."""
    joined = PdfDocument.new()
    for council in councils:
        joined.import_pages(PdfDocument(written(FORGED, council)))
    joined.save(home / "letters/2019/a-forged.pdf")


def listed(home: Path) -> bytes:
    return (home / "site" / LIST).read_bytes()


def test_one_file_takes_no_council_off_the_map(home: Path) -> None:
    before = statuses(home)
    forge(home, *COUNCILS)
    result = command(home)
    assert result.exit_code == 0, result.output
    assert {council: found - {"2019 review"} for council, found in statuses(home).items()} == before
    assert statuses(home) != before
    assert sum(line.startswith("stands ") for line in result.output.splitlines()) == 3
    arguments = ["verify", str(home / "site"), "--letters", str(home / "letters"), "--jobs", "1"]
    verdict = CliRunner().invoke(cli.main, arguments)
    assert verdict.exit_code == 0, verdict.output
    assert "3 letters were not held back by another file" in verdict.output


def test_losses_stop_the_build_with_a_list_until_they_are_accepted(home: Path) -> None:
    same = listed(home)
    forge(home, COUNCILS[0])
    for number in (1, 2):
        (home / f"letters/2019/{number}.pdf").unlink()
    result = command(home, "--quiet")
    assert result.exit_code == 1
    assert "2 of 3 councils lose figures" in result.output
    lost = f"lost      {COUNCILS[1]}, year to 31 March 2019: 26 figures (no letter was found)"
    assert lost in result.output
    assert listed(home) == same
    result = command(home, "--accept-losses")
    assert result.exit_code == 0
    assert lost in result.output
    assert statuses(home) == {COUNCILS[0]: {"2018 ok", "2019 review"}}


def test_a_year_is_lost_only_if_it_is_asked_for(home: Path) -> None:
    same = listed(home)
    shutil.rmtree(home / "letters/2018")
    for asked in ((), ("--year", "2018", "--year", "2019")):
        result = command(home, "--quiet", *asked)
        assert result.exit_code == 1
        assert "the year to 31 March 2018 loses all" in result.output
        assert listed(home) == same
    assert command(home, "--quiet", "--year", "2019").exit_code == 0
