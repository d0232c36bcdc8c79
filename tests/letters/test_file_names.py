"""Whatever a file is called, its name does no harm in the report, the pages, the tables or the terminal."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mapper.build import BuildOptions, Progress, build
from mapper.publishing.check import check
from mapper.review.report import BuildReport, summary_lines
from tests.generators import reportlab_letter
from tests.generators.wording import DARTFORD, Options
from tests.paths import EXAMPLES

pytestmark = pytest.mark.slow

ACTIVE = (EXAMPLES / "faulty/opens-with-script/letter.pdf").read_bytes()

# Names of up to 250 bytes, which every common file system takes; a slash is the one thing that none can hold.
NAMES = (
    "line\nbreak.pdf",
    "return\r\nSet-Cookie: a=b.pdf",
    "tab\tand bell\x07.pdf",
    "\x1b[31mred\x1b[2J.pdf",
    "..%2f..%2f..%2fetc%2fpasswd.pdf",
    "..\\..\\windows.pdf",
    "...pdf",
    '=HYPERLINK("example.org","a").pdf',
    "+1+1.pdf",
    "-1+1.pdf",
    "@SUM(1).pdf",
    "＝1＋1.pdf",
    "\u202efdp.exe.pdf",
    "\u2066hidden\u2069\u200b.pdf",
    "письмо 手紙 رسالة.pdf",
    '"><script>alert(1)<script>.pdf',
    "' onmouseover='alert(1).pdf",
    "{{ 7*7 }}{% raw %}.pdf",
    "a?query#part&amp;.pdf",
    "con.pdf",
    "a" * 246 + ".pdf",
    os.fsdecode(b"caf\xe9.pdf"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """A site from a folder whose own name is a formula: a sound letter, and bad and unpublished ones of odd names."""
    home = tmp_path_factory.mktemp("names")
    folder = home / "=letters"
    folder.mkdir()
    (folder / "sound.pdf").write_bytes(
        reportlab_letter.write(DARTFORD, "Dartford Borough Council", "31/03/2019", Options())
    )
    for number, name in enumerate(NAMES):
        # An unpublished letter's name stands in the table of figures as well.
        (folder / name).write_bytes(b"no PDF" if number % 2 else ACTIVE)
    return home / "site", build(BuildOptions((folder,), home / "site"), Progress()).report


def test_every_file_is_reported_and_the_sound_letter_is_published(built: tuple[Path, BuildReport]) -> None:
    site, report = built
    assert len(report.letters) == len(NAMES) + 1
    assert check(site) == []
    published = sorted(path.relative_to(site).as_posix() for path in site.glob("letters/**/*.pdf"))
    councils = ("dartford-borough-council", "eden-district-council")
    assert published == [f"letters/2019/{name}.pdf" for name in councils], "named by their councils"


def test_nothing_is_written_beside_the_site(built: tuple[Path, BuildReport]) -> None:
    site, _ = built
    assert sorted(path.name for path in site.parent.iterdir()) == ["=letters", "site"]
    assert not [path for path in site.rglob("*") if not path.name.isascii() or len(path.name) > 100]


def test_names_are_one_line_of_printable_text_everywhere(built: tuple[Path, BuildReport]) -> None:
    _, report = built
    names = [letter.file for letter in report.letters]
    assert len(set(names)) == len(names)
    for line in (*names, *summary_lines(report)):
        assert line.isprintable(), line
        line.encode("utf-8")


def test_no_cell_is_a_formula(built: tuple[Path, BuildReport]) -> None:
    site, _ = built
    unpublished = 0
    for path in site.rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
            for cell in row:
                assert not cell.startswith(FORMULA) or is_number(cell), cell
                unpublished += cell.startswith("'=letters/")
    assert unpublished > 100


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_no_page_runs_a_name(built: tuple[Path, BuildReport]) -> None:
    site, _ = built
    report = (site / "report/index.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;script&gt;" in report
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "onmouseover='alert" not in page
        assert "49{%" not in page


def test_the_report_is_json_that_any_reader_takes(built: tuple[Path, BuildReport]) -> None:
    site, _ = built
    report: dict[str, Any] = json.loads((site / "data/build-report.json").read_bytes())
    assert all(letter["file"].startswith("=letters/") for letter in report["letters"])


def test_parse_prints_no_formula_and_no_control_character(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"no PDF")
    command = [
        sys.executable,
        "-c",
        "from mapper.cli import main; main()",
        "parse",
        "--format",
        "csv",
        "--",
        *NAMES,
    ]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode("utf-8")
    rows = list(csv.reader(io.StringIO(printed, newline="")))
    assert len(rows) == len(NAMES) + 1
    for row in rows:
        assert all(cell.isprintable() and not cell.startswith(FORMULA) for cell in row), row
