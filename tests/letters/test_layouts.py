"""Every example letter is read as its expected.json says, and doubt never becomes a figure."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mapper.errors import UnreadableLetter
from mapper.letters import layouts
from mapper.letters.identities import checks
from mapper.letters.letter import Letter, Page, Word
from mapper.letters.statistics import LetterStatistics
from tests.generators.wording import DARTFORD, Options
from tests.letters.examples import opened
from tests.letters.layouts.table_letters import FIGURES, page_of, raised, table_letter
from tests.paths import EXAMPLES

FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/*/expected.json"))


def _name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def _as_expected(statistics: LetterStatistics) -> dict[str, Any]:
    return {
        "authority_name": statistics.authority_name,
        "period_end": statistics.period_end.isoformat() if statistics.period_end else None,
        "layout": statistics.layout,
        "statistics": {figure.statistic: figure.value for figure in statistics.figures},
        "problems": sorted(problem.code for problem in statistics.problems),
        "failed_checks": sorted(check.code for check in checks(statistics.figures) if not check.holds),
    }


def _refusal(name: str) -> tuple[str, str]:
    """The code and the sentence with which an example of one letter is set aside, as a file or as a letter."""
    try:
        (statistics,) = layouts.parse(opened(name))
    except UnreadableLetter as error:
        return error.code, str(error)
    assert not statistics.figures
    (problem,) = statistics.problems
    return problem.code, problem.message


@pytest.mark.parametrize("folder", FOLDERS, ids=_name)
def test_example_is_read_as_expected(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    if "rejected" in expected:
        assert _refusal(_name(folder))[0] == expected["rejected"]
        return
    read = opened(_name(folder))
    assert [_as_expected(statistics) for statistics in layouts.parse(read)] == expected["letters"]
    assert read.active_content is expected["active_content"]


@pytest.mark.parametrize("layout", [layout.name for layout in layouts.LAYOUTS if "tables" in layout.name])
def test_examples_of_a_layout_come_from_unrelated_producers(layout: str) -> None:
    producers = {folder.name.rsplit("-", 1)[1] for folder in FOLDERS if folder.parent.name == layout}
    assert {"chromium", "libreoffice", "fpdf2", "reportlab"} <= producers


def test_examples_say_on_each_page_what_they_are() -> None:
    for folder in FOLDERS:
        try:
            texts = opened(_name(folder)).texts
        except UnreadableLetter:
            continue
        assert all({"Illustrative", "letter:"} <= set(text.split()) for text in texts), folder


def test_figures_say_where_they_stand_and_what_is_printed() -> None:
    (statistics,) = layouts.parse(opened("tables-2019/two-pages-unruled-reportlab"))
    assert statistics.pages == (1, 2)
    by_key = {figure.statistic: figure for figure in statistics.figures}
    assert (by_key["investigations"].printed, by_key["investigations"].page) == ("12 + 19", 1)
    assert (by_key["compliance_rate"].printed, by_key["compliance_rate"].page) == ("100%", 2)


def test_an_unknown_form_is_refused_with_its_first_line_and_the_layouts_tried() -> None:
    with pytest.raises(UnreadableLetter, match=r"tried: .*tables-2019.* begins “Illustrative letter"):
        layouts.parse(opened("faulty/later-layout"))


def _refused(*words: Word, turned: tuple[Word, ...] = ()) -> str:
    """Why a page with the text of a letter, of which only these words are found, is refused."""
    text = "Local Authority Report: X\nSatisfactory remedy provided by authority"
    page = Page(1, 500, 500, words, (), turned)
    with pytest.raises(UnreadableLetter) as caught:
        layouts.parse(Letter((text,), (page,), active_content=False))
    return str(caught.value)


def test_a_form_whose_title_cannot_be_placed_is_refused_with_its_page() -> None:
    word = Word("Local", 10, 30, 10, 20)
    assert re.match(r"Page 1: .* no title, or no heading,", _refused(word))
    assert "turned" not in _refused(word)


def test_only_a_page_of_turned_words_is_to_be_turned() -> None:
    assert "Turn the page" in _refused(turned=(Word("Local", 10, 20, 10, 30, angle=90),))


@pytest.mark.parametrize(
    "code, message",
    [
        ("unknown-heading", "Page 1, “Housing” in “Complaints and enquiries received”: no column has"),
        ("letter-for-zero", "Page 1: “Total” reads “1O”. Expected a number"),
        ("blank-cell-unruled", "Page 1, “Environment Services” in .* nothing is printed"),
        ("table-missing", "The table “Satisfactory remedy provided by authority”: not found"),
        ("two-names", "“Eden District Council” and “Carlisle City Council”"),
        ("letter-of-another-year", "31/03/2019, but the letter speaks of the year ending 31 March 2018"),
        ("no-such-day", "“31/02/2019”. Expected a day such as 31/03/2019"),
    ],
)
def test_problems_say_what_where_and_what_was_expected(code: str, message: str) -> None:
    (statistics,) = layouts.parse(opened(f"faulty/{code}"))
    assert any(re.search(message, problem.message) for problem in statistics.problems), statistics.problems


# Several letters in one file.


def _examples(*names: str) -> Letter:
    """Example letters one after the other, as if they stood in one file."""
    texts: list[str] = []
    pages: list[Page] = []
    for name in names:
        one = opened(name)
        pages += [replace(page, number=len(texts) + page.number) for page in one.pages]
        texts += one.texts
    return Letter(tuple(texts), tuple(pages), active_content=False)


def test_a_letter_that_is_set_aside_says_where_it_stands_and_its_neighbours_are_read() -> None:
    read = layouts.parse(opened("several/three-years"))
    assert [statistics.layout for statistics in read] == ["tables-2014", None, "tables-2016", "tables-2019"]
    assert [statistics.pages for statistics in read] == [(2, 2), (4, 4), (6, 6), (8, 8)]
    assert read[1].problems[0].message.startswith("Page 4: No known layout (tried: tables-2014, ")


def test_a_letter_that_two_layouts_claim_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = replace(layouts.LAYOUTS[0], claims=lambda text: "31/03/2019" in text)
    monkeypatch.setattr(layouts, "LAYOUTS", (*layouts.LAYOUTS, replace(twice, name="another")))
    both = _examples("tables-2019/dartford-fpdf2", "tables-2014/nothing-investigated-fpdf2")
    refused, sound = layouts.parse(both)
    assert (refused.layout, refused.figures, refused.authority_name) == (None, (), None)
    assert "Page 2: 2 known layouts (tables-2019, another) claim" in refused.problems[0].message
    assert (sound.layout, sound.problems) == ("tables-2014", ())


def test_letters_of_one_form_that_share_a_page_are_both_read() -> None:
    upper, lower = table_letter(Options()), table_letter(Options(), DARTFORD)
    below = tuple(raised(word, -900) for word in lower.pages[0].words)
    rules = tuple(replace(r, top=r.top + 900, bottom=r.bottom + 900) for r in lower.pages[0].rules)
    page = replace(
        upper.pages[0],
        words=(*upper.pages[0].words, *below),
        rules=(*upper.pages[0].rules, *rules),
    )
    first, second = layouts.parse(replace(upper, pages=(page,)))
    assert {f.statistic: f.value for f in first.figures if f.statistic in FIGURES} == FIGURES
    assert {f.statistic: f.value for f in second.figures if f.statistic in DARTFORD} == DARTFORD


def test_a_mention_in_a_list_of_contents_is_no_letter() -> None:
    sound = table_letter(Options())
    contents = page_of([("Local", 50, 50), ("Authority", 80, 50), ("Report:", 130, 50), ("Kent", 170, 50)])
    pages = (contents, replace(sound.pages[0], number=2))
    (statistics,) = layouts.parse(
        Letter(("Local Authority Report: Kent", *sound.texts), pages, active_content=False)
    )
    assert (statistics.authority_name, statistics.problems) == ("X Council", ())
