"""A figure counts only if the printed page shows it: each of its digits, and nothing over, under or between them."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from mapper import sample
from mapper.letters import pdf, witness
from mapper.letters.box import Box
from mapper.letters.read import read_file
from mapper.letters.signs import SignReader
from mapper.letters.statistics import Figure, LetterStatistics
from tests.letters.printed_letters import NOTE, X, Y, by_fpdf2, by_hand, by_reportlab, words
from tests.paths import EXAMPLES
from tests.readings import council

DAY = date(2019, 3, 31)
LETTERS = sorted(EXAMPLES.glob("*/*/letter.pdf"))
HEAD = words("Dartford Borough Council", x=60, y=760) + words("31/03/2019", x=60, y=740)


def witnessed(data: bytes, printed: str = "318", *, boxed: bool = True) -> LetterStatistics:
    """What is left of a letter that states one figure, which the first reader finds as printed."""
    opened = pdf.read(data, lambda _: True)
    (word,) = [word for word in opened.pages[0].words if word.text == printed]
    box = Box(word.x0, word.x1, word.top, word.bottom) if boxed else None
    figure = Figure("received_total", 318, printed, 1, box)
    letter = LetterStatistics("tables-2019", "Dartford Borough Council", DAY, (figure,), (1, 1))
    with SignReader(data) as second:
        (result,) = witness.as_printed(second, opened.pages, (letter,))
    return result


def is_taken(data: bytes, printed: str = "318", *, boxed: bool = True) -> bool:
    """Whether the figure is kept without a problem; it is never kept with one."""
    result = witnessed(data, printed, boxed=boxed)
    assert bool(result.figures) is not bool(result.problems), result.problems
    return not result.problems


def rectangle(x0: float, y0: float, x1: float, y1: float, paint: str) -> str:
    return f"q {x0} {y0} {x1 - x0} {y1 - y0} re {paint} Q\n"


FIGURE = words("318")
OVER = (X - 3, Y - 4, X + 40, Y + 14)
DECEIVING = {
    "layer that is off": by_hand(f"/OC /Layer BDC {FIGURE} EMC"),
    "invisible": by_hand(words("318", state="3 Tr")),
    "white": by_hand(words("318", state="1 g")),
    "nearly white": by_hand(words("318", state="0.97 g")),
    "colour of its panel": by_hand(rectangle(*OVER, "0 0 0.5 rg f") + words("318", state="0 0 0.5 rg")),
    "one digit white": by_hand(words("3") + words("1", x=X + 6.67, state="1 g") + words("8", x=X + 13.34)),
    "clipped away": by_hand(f"q 0 0 100 100 re W n {FIGURE} Q"),
    "lower half clipped away": by_hand(f"q 0 {Y + 4.5} 595 100 re W n {words('388')} Q"),
    "covered": by_hand(FIGURE + rectangle(*OVER, "1 g f")),
    "covered by a picture": by_hand(FIGURE + f"q 60 0 0 20 {X - 5} {Y - 5} cm /Scan Do Q\n"),
    "behind a scan": by_hand(f"q 60 0 0 20 {X - 5} {Y - 5} cm /Scan Do Q\n" + words("318", state="3 Tr")),
    "over a scan, white": by_hand(f"q 60 0 0 20 {X - 5} {Y - 5} cm /Scan Do Q\n" + words("318", state="1 g")),
    "under a note": by_hand(FIGURE, NOTE),
    "struck out": by_hand(FIGURE + rectangle(X - 1, Y + 4, X + 22, Y + 5, "f")),
    "struck out in red, crosswise": by_hand(FIGURE + f"1 0 0 RG {X} {Y} m {X + 20} {Y + 9} l S"),
    "painted out in part": by_hand(FIGURE + rectangle(X + 13, Y - 1, X + 17, Y + 10, "1 g f")),
    "point drawn": by_hand(
        words("3") + words("18", x=X + 8.2) + rectangle(X + 6.9, Y, X + 8.1, Y + 1.4, "f")
    ),
    "digit drawn before it": by_hand(FIGURE + rectangle(X - 2, Y, X - 0.8, Y + 8.7, "f")),
    "digit drawn after it": by_hand(FIGURE + rectangle(X + 21, Y, X + 22, Y + 8.7, "f")),
    "3 drawn over as 8": by_hand(FIGURE + rectangle(X + 0.5, Y, X + 1.5, Y + 8.5, "f")),
    "lying table": by_hand(words("318", font="Lying")),
    "in a form, white": by_hand("/Form Do", form=words("318", state="1 g")),
    "white, by reportlab": by_reportlab("318", mode=3),
    "yellow on yellow, by fpdf2": by_fpdf2("318", (255, 240, 120), (255, 242, 126)),
}


@pytest.mark.parametrize("data", DECEIVING.values(), ids=DECEIVING)
@pytest.mark.parametrize("boxed", [True, False])
def test_a_figure_that_is_not_what_is_seen_is_withdrawn(data: bytes, boxed: bool) -> None:
    printed = "388" if b"388" in pdf.read(data, lambda _: False).texts[0].encode() else "318"
    assert not is_taken(data, printed, boxed=boxed)


GRID = "".join(rectangle(x, Y - 5, x + 0.5, Y + 16, "f") for x in (X - 2, X + 23))
SOUND = {
    "plain": by_hand(FIGURE),
    "layer that is on": by_hand(f"/OC /Layer BDC {FIGURE} EMC", layer="on"),
    "shaded cell": by_hand(rectangle(*OVER, "0.9 g f") + FIGURE),
    "white on dark": by_hand(rectangle(*OVER, "0 0.2 0.4 rg f") + words("318", state="1 g")),
    "pale grey": by_hand(words("318", state="0.7 g")),
    "tight cell with rules": by_hand(FIGURE + GRID + rectangle(X - 2, Y - 2.5, X + 23, Y - 2, "f")),
    "zebra rows that meet above it": by_hand(rectangle(0, Y + 10, 595, Y + 30, "0.6 g f") + FIGURE),
    "underlined": by_hand(FIGURE + rectangle(X, Y - 1.8, X + 20, Y - 1.1, "f")),
    "gradient": by_hand("/Fall sh\n" + FIGURE),
    "half panel": by_hand(rectangle(0, 0, X + 22, 842, "0.85 g f") + FIGURE),
    "in a circle": by_hand(f"0 0.3 0.5 RG 3 w {X - 8} {Y - 12} 36 34 re S\n" + FIGURE),
    "pale picture under it": by_hand(rectangle(X + 2, Y - 9, X + 12, Y + 5, "0.93 g f") + FIGURE),
    "bold by stroke": by_hand(words("318", state="2 Tr 0.4 w")),
    "outlined": by_hand(words("318", size=40, state="1 Tr 1 w")),
    "drawn twice": by_hand(FIGURE + words("318", x=X + 0.3)),
    "with a shadow": by_hand(words("318", x=X + 0.5, y=Y - 0.5, state="0.7 g") + words("318", state="0 g")),
    "tiny": by_hand(words("318", size=3)),
    "large": by_hand(words("318", size=150)),
    "italic": by_hand(words("318", font="Times")),
    "typewriter": by_hand(words("318", font="Courier")),
    "tracked": by_hand(words("318", state="0.9 Tc")),
    "in a form": by_hand("/Form Do", form=FIGURE),
    "red on blue": by_hand(rectangle(*OVER, "0 0 1 rg f") + words("318", state="1 0.3 0.3 rg")),
    "turned page": by_hand(f"q 0 1 -1 0 800 0 cm {FIGURE} Q", "/Rotate 90"),
    "page on its head": by_hand(f"q -1 0 0 -1 595 842 cm {FIGURE} Q", "/Rotate 180"),
    "page turned left": by_hand(f"q 0 -1 1 0 -300 842 cm {FIGURE} Q", "/Rotate 270"),
    "cropped page": by_hand(FIGURE, "/CropBox [150 300 500 700]"),
    "cropped and turned": by_hand(f"q 0 1 -1 0 900 0 cm {FIGURE} Q", "/Rotate 90 /CropBox [100 50 550 800]"),
    "with a note mark": by_hand(FIGURE + words("2", x=X + 20.2, y=Y + 5, size=7)),
    "bullet before it": by_hand(FIGURE + rectangle(X - 9, Y + 2, X - 6, Y + 5, "f")),
    "by reportlab": by_reportlab("318", font="Times-Bold"),
    "by reportlab, in bold outline": by_reportlab("318", mode=2),
    "white on green, by fpdf2": by_fpdf2("318", (255, 255, 255), (0, 90, 60)),
    "dark on yellow, by fpdf2": by_fpdf2("318", (60, 0, 60), (255, 240, 120), 9),
}


@pytest.mark.parametrize("data", SOUND.values(), ids=SOUND)
def test_a_figure_that_is_seen_is_kept(data: bytes) -> None:
    assert is_taken(data)


@pytest.mark.parametrize("font", ["F1", "Bold", "Times", "Courier"])
@pytest.mark.parametrize("size", [5, 7, 8, 9, 10, 10.5, 11, 14, 18, 26, 48])
def test_every_digit_looks_like_itself(font: str, size: float) -> None:
    assert is_taken(by_hand(words("0123456789", font=font, size=size)), "0123456789")


@pytest.mark.parametrize("hidden", ["name", "period"])
def test_a_name_or_period_that_is_not_seen_is_none(hidden: str) -> None:
    state = {hidden: "3 Tr"}
    contents = (
        words("Dartford Borough Council", x=60, y=760, state=state.get("name", "0 Tr"))
        + words("31/03/2019", x=60, y=740, state=state.get("period", "0 Tr"))
        + words("318", state="0 Tr")
    )
    result = witnessed(by_hand(contents))
    assert [problem.code for problem in result.problems] == ["not-as-printed"]
    assert (result.authority_name is None, result.period_end is None) == (
        hidden == "name",
        hidden == "period",
    )
    assert len(result.figures) == 1


def test_a_name_and_period_that_are_seen_in_one_place_count() -> None:
    twice = HEAD + words("Dartford Borough Council", x=60, y=60, state="3 Tr") + words("318", state="0 Tr")
    assert witnessed(by_hand(twice)).authority_name == "Dartford Borough Council"


def test_the_problem_names_the_place_and_what_is_seen() -> None:
    (problem,) = witnessed(DECEIVING["lying table"]).problems
    assert "Page 1" in problem.message
    assert "“318”" in problem.message
    assert "“3” looks like “8”" in problem.message
    assert problem.figure is not None
    assert (problem.figure.statistic, problem.figure.value, problem.figure.printed) == (
        "received_total",
        None,
        "318",
    )


def test_a_letter_whose_tables_are_not_seen_states_no_figures() -> None:
    letter = sample.letter(council(), 2019, sample.DEFAULT_SEED)
    document = pypdfium2.PdfDocument(letter)
    page = document[3]
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(drawn, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    page.gen_content()
    out = BytesIO()
    document.save(out)
    document.close()
    (statistics,) = read_file(out.getvalue()).letters
    assert (statistics.figures, statistics.authority_name, statistics.period_end) == ((), None, None)
    assert {problem.code for problem in statistics.problems} == {"not-as-printed"}


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_no_letter_of_any_producer_is_doubted(path: Path) -> None:
    codes = [problem.code for letter in read_file(path.read_bytes()).letters for problem in letter.problems]
    assert "not-as-printed" not in codes
