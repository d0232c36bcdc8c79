"""A correction is applied openly to one figure of one letter; a line that fits nothing is an error."""

import csv
import io
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mapper.build import BuildOptions, read
from mapper.councils.register_file import load_register
from mapper.downloads.catalogue import data_files
from mapper.errors import CorrectionProblem
from mapper.letters.read import FileReading, read_file
from mapper.letters.statistics import Figure, LetterStatistics, Problem
from mapper.review.corrections import COLUMNS, Correction, load
from mapper.review.judge import judge
from mapper.review.reading import Reading, Status
from mapper.review.report import BuildReport, letter_object, summary_lines
from mapper.review.unused import corrections_without_letter
from tests.generators import reportlab_letter
from tests.generators.wording import Options, consistent
from tests.paths import EXAMPLES
from tests.readings import DARTFORD_FIGURES, DAY, figures

SHA = "ab" * 32
ROW = {
    "letter_sha256": SHA,
    "letter_name": "letters/2019/dartford.pdf",
    "page": "4",
    "statistic": "received_total",
    "printed": "15",
    "corrected": "14",
    "reason": "The nine subjects add up to 14",
    "evidence": "https://example.org/table.csv",
    "who": "A. Reader",
    "date": "2019-07-25",
}
MISPRINTED = LetterStatistics(
    "tables-2019",
    "Dartford Borough Council",
    DAY,
    figures({**DARTFORD_FIGURES, "received_total": 15}),
    (4, 4),
)


def table(folder: Path, *rows: dict[str, str]) -> Path:
    """A file of corrections with these rows, each like ROW but for what it says."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    path = folder / "corrections.csv"
    path.write_text(text.getvalue(), "utf-8", newline="")
    return path


@pytest.fixture
def line(tmp_path: Path) -> Correction:
    (loaded,) = load(table(tmp_path, {}))
    return loaded


def judged(statistics: LetterStatistics, *lines: Correction) -> Reading:
    read = FileReading(SHA, (statistics,))
    (letter,) = judge("letters/2019/dartford.pdf", read, load_register(), lines)
    return letter


def test_the_file_that_comes_along_is_in_order() -> None:
    assert isinstance(load(), tuple)


def test_a_corrected_figure_keeps_what_was_printed(line: Correction) -> None:
    assert judged(MISPRINTED).status is Status.REVIEW
    letter = judged(MISPRINTED, line)
    assert (letter.status, letter.problems) == (Status.OK, ())
    assert letter.figure("received_total") == Figure("received_total", 14, "15", 4)
    assert letter.corrections == {"received_total": line}
    changed = [check.statement for check in letter.checks if "corrected" in check.statement]
    assert changed == ["Nine subjects add up to 14 received (as corrected)"]


def test_a_correction_that_is_wrong_does_not_hide_it(line: Correction) -> None:
    letter = judged(MISPRINTED, replace(line, corrected="16", value=16))
    assert letter.status is Status.REVIEW
    assert "but the letter prints 16 received (as corrected)" in letter.problems[0].message


@pytest.mark.parametrize(
    "other",
    [{"page": 5}, {"printed": "51"}, {"statistic": "decided_total"}, {"letter_sha256": "cd" * 32}],
    ids=lambda other: next(iter(other)),
)
def test_a_line_that_fits_another_figure_corrects_nothing(other: dict[str, Any], line: Correction) -> None:
    letter = judged(MISPRINTED, replace(line, **other))
    assert letter == judged(MISPRINTED)


def test_a_figure_that_cannot_be_read_becomes_one_by_its_correction(line: Correction) -> None:
    unread = Problem("unreadable-figure", "…", Figure("received_total", None, "1O", 4))
    other = Problem("missing-figure", "…")
    without = tuple(figure for figure in MISPRINTED.figures if figure.statistic != "received_total")
    statistics = replace(MISPRINTED, figures=without, problems=(unread, other))
    letter = judged(statistics, replace(line, printed="1O"))
    assert letter.figure("received_total") == Figure("received_total", 14, "1O", 4)
    assert letter.problems == (other,)


def test_an_unreadable_figure_of_a_real_letter_can_be_corrected(tmp_path: Path) -> None:
    data = (EXAMPLES / "faulty/letter-for-zero/letter.pdf").read_bytes()
    read = read_file(data)
    unread = [p.figure for letter in read.letters for p in letter.problems if p.figure is not None]
    (figure,) = unread
    row = {
        "letter_sha256": read.sha256.upper(),
        "page": str(figure.page),
        "printed": figure.printed,
        "corrected": "11",
    }
    lines = load(table(tmp_path, row))
    (before,) = judge("a.pdf", read, load_register())
    (after,) = judge("a.pdf", read, load_register(), lines)
    assert (before.figure("received_total"), figure.printed) == (None, "1O")
    assert (after.status, after.figure("received_total")) == (Status.OK, replace(figure, value=11))


def test_a_sum_that_is_not_printed_follows_its_parts(line: Correction) -> None:
    wrong = replace(MISPRINTED, figures=figures({**DARTFORD_FIGURES, "decided_upheld": 2}))
    parts = [Figure("investigations", 2, "0 + 2", 4), Figure("decided_upheld", 2, "2", 4)]
    wrong = replace(
        wrong, figures=tuple(f for f in wrong.figures if f.statistic != "investigations") + tuple(parts[:1])
    )
    upheld = replace(line, statistic="decided_upheld", printed="2", corrected="1", value=1)
    letter = judged(wrong, upheld)
    assert letter.figure("investigations") == Figure("investigations", 1, "0 + 2", 4)
    assert letter.corrections == {"decided_upheld": upheld, "investigations": upheld}
    assert letter.status is Status.OK
    assert judged(replace(wrong, figures=wrong.figures[:-1]), upheld).figure("investigations") is not None


def test_a_printed_number_of_investigations_follows_nothing(line: Correction) -> None:
    upheld = replace(line, statistic="decided_upheld", printed="1", corrected="2", value=2)
    assert judged(MISPRINTED, upheld).figure("investigations") == Figure("investigations", 1, "1", 4)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"letter_sha256": "ab"}, "line 2: letter_sha256 is “ab”. Expected 64 hexadecimal digits"),
        ({"letter_name": " "}, "letter_name is “”. Expected the letter's name"),
        ({"page": "0"}, "page is “0”. Expected a page"),
        ({"page": "four"}, "page is “four”"),
        ({"statistic": "recieved_total"}, "statistic is “recieved_total”. Expected the key"),
        ({"printed": ""}, "printed is “”"),
        ({"corrected": "1O"}, "corrected is “1O”. Expected another number"),
        ({"corrected": "66.7"}, "corrected is “66.7”"),
        ({"corrected": "15"}, "corrected is “15”. Expected another number"),
        ({"reason": ""}, "reason is “”. Expected why"),
        ({"evidence": ""}, "evidence is “”. Expected what shows"),
        ({"who": ""}, "who is “”. Expected who"),
        ({"date": "25/07/2019"}, "date is “25/07/2019”. Expected a day such as 2019-07-25"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(row: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(CorrectionProblem) as caught:
        load(table(tmp_path, row))
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "line 1: expected the columns letter_sha256,letter_name,page"),
        (b"letter,page\n", "line 1: expected the columns"),
        (",".join(COLUMNS).encode() + b"\n\n1,2\n", "line 3: 2 cells. Expected 10"),
        (",".join(COLUMNS).encode() + b'\n"1', "unexpected end of data"),
        (b"caf\xe9", "Expected a table in CSV, encoded as UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(content)
    with pytest.raises(CorrectionProblem) as caught:
        load(path)
    assert says in str(caught.value)


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    path = table(tmp_path, {"reason": "Two\nlines"}, {"statistic": "x"})
    with pytest.raises(CorrectionProblem, match=r"line 4: statistic"):
        load(path)


def test_a_file_that_a_spreadsheet_saved_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, {"corrected": "-"})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(path)[0].value is None


def test_two_lines_for_one_figure_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorrectionProblem, match=r"line 3: the same figure as in corrections.csv, line 2"):
        load(table(tmp_path, {}, {"corrected": "13"}))


def test_a_line_that_fits_no_figure_of_its_letter_is_an_error(line: Correction) -> None:
    unused = replace(line, printed="51")
    letter = judged(MISPRINTED, unused)
    with pytest.raises(
        CorrectionProblem, match=r"line 2: .*dartford.pdf .*“51” on page 4\. Read there: “15” on page 4"
    ):
        corrections_without_letter([unused], [letter])


def test_a_line_for_a_letter_that_was_exchanged_is_an_error(line: Correction) -> None:
    letter = replace(judged(MISPRINTED), sha256="cd" * 32)
    with pytest.raises(
        CorrectionProblem, match=f"is not the file that was corrected. Expected the SHA-256 {SHA}"
    ):
        corrections_without_letter([line], [letter])


def test_a_line_for_a_letter_that_is_not_here_is_only_noted(line: Correction) -> None:
    letter = replace(judged(MISPRINTED), sha256="cd" * 32, file="letters/2019/kent.pdf")
    assert corrections_without_letter([line], [letter]) == (line,)
    report = BuildReport((letter,), {}, (line,))
    assert "corrections.csv, line 2: no letter here is letters/2019/dartford.pdf" in "\n".join(
        summary_lines(report)
    )


def test_a_line_that_was_used_is_no_leftover(line: Correction) -> None:
    copy = replace(judged(MISPRINTED, line), file="letters/2019/copy.pdf")
    assert corrections_without_letter([line], [judged(MISPRINTED, line), copy]) == ()


def test_the_report_says_what_was_corrected_and_why(line: Correction) -> None:
    letter = judged(MISPRINTED, line)
    assert BuildReport((letter,), {}).counts["corrected"] == 1
    message = (
        "All complaints and enquiries received: page 4 prints “15”, corrected to 14: The nine subjects add up to 14 "
        "(A. Reader, 2019-07-25; https://example.org/table.csv)"
    )
    assert letter_object(letter)["problems"] == [{"code": "corrected", "message": message}]
    said = summary_lines(BuildReport((letter,), {}))
    assert "Of the figures 1 is not as printed, but corrected." in said


# The whole way, with a letter drawn here


def misprinted_letter() -> bytes:
    """A letter without a mark, as a real one, whose total does not add up: it prints 12 received."""
    printed = consistent((0, 2, 1, 0, 1, 0, 2, 4, 1), (1, 0, 4, 3), 2, 1, 0, 1, 0, 0) | {"received_total": 12}
    return reportlab_letter.write(printed, "Eden District Council", "31/03/2019", Options(marker=" "))


def test_the_whole_way_from_the_letter_to_the_downloads(tmp_path: Path) -> None:
    data = misprinted_letter()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/eden.pdf").write_bytes(data)
    (statistics,) = read_file(data).letters
    total = statistics.figure("received_total")
    assert total is not None
    row = {
        "letter_sha256": sha256(data).hexdigest(),
        "letter_name": "letters/eden.pdf",
        "page": str(total.page),
        "printed": total.printed,
        "corrected": "11",
    }
    options = BuildOptions((tmp_path / "letters",), tmp_path / "site", corrections=table(tmp_path, row))
    edition = read(options)
    assert (edition.report.counts["ok"], edition.report.counts["corrected"]) == (1, 1)
    files = data_files(edition)
    rows = list(csv.DictReader(io.StringIO(files["data/figures.csv"].decode())))
    assert [(r["value"], r["page"]) for r in rows if r["status"] == "corrected"] == [("11", str(total.page))]
    assert {r["status"] for r in rows} == {"ok", "corrected"}
    listed = json.loads(files["data/build-report.json"])
    assert listed["letters"][0]["statistics"]["received_total"] == 11
    assert [p["code"] for p in listed["letters"][0]["problems"]] == ["corrected"]

    stale = replace(options, corrections=table(tmp_path, {**row, "printed": "99"}))
    with pytest.raises(CorrectionProblem, match="does not print received_total as “99”"):
        read(stale)
