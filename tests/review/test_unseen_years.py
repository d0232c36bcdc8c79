"""Letters for a year of which nothing was known are noted, and not held back."""

from dataclasses import replace
from datetime import date

from mapper.review import unseen_years
from mapper.review.reading import Status
from tests.generators import blocks_freely
from tests.generators.blocks_wording import YEARS, Manner, consistent
from tests.letters.layouts.block_letters import KENT, read_one
from tests.readings import reading

NEXT = date(unseen_years.NEWEST_KNOWN + 1, 3, 31)


def test_a_letter_in_the_words_of_the_year_before_is_read() -> None:
    wording = replace(YEARS[2025], ends=NEXT.year)
    pages = blocks_freely.sheets(
        consistent(wording, 61, 53, 4, 51, 51), KENT, wording, Manner(apart="inline"), blocks_freely.Look()
    )
    statistics = read_one(blocks_freely.reportlab(pages))
    assert (statistics.period_end, statistics.problems) == (NEXT, ())


def test_letters_of_an_unknown_year_are_noted_once() -> None:
    letters = [replace(reading(code), period_end=NEXT) for code in ("E10000016", "E10000012")]
    known = replace(letters[0], period_end=date(unseen_years.NEWEST_KNOWN, 3, 31))
    rejected = replace(letters[0], status=Status.REJECTED)
    (note,) = unseen_years.notes([*letters, known, rejected])
    assert note.startswith("Year to 31 March 2026: 2 letters have the form of earlier years")
    assert unseen_years.notes([known, rejected]) == ()
