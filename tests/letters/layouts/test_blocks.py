"""Letters with blocks: figures are bound to their sentences and blocks by where they stand, or left out.

That every example is read as expected is tested in `tests/letters/test_layouts.py`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from mapper.errors import UnreadableLetter
from mapper.letters import layouts, pdf
from mapper.letters.identities import checks
from mapper.letters.layouts.blocks.runs import runs_of
from mapper.letters.letter import Page, Rule, Word
from mapper.letters.statistics import LetterStatistics
from tests.generators import blocks_as_html, blocks_by_hand
from tests.generators.blocks_wording import YEARS, Figures, Manner, Printed, Wording, as_read, consistent
from tests.letters.examples import opened
from tests.letters.layouts.block_letters import KENT, SOUND, block_letter, codes_of, read_one, values_of
from tests.paths import EXAMPLES

Write = Callable[[Figures, str, Wording, Manner], bytes]


def test_examples_come_from_four_producers() -> None:
    for form in ("blocks-2020", "blocks-2025"):
        producers = {path.name.rsplit("-", 1)[1] for path in EXAMPLES.glob(f"{form}/*")}
        assert producers >= {"chromium", "fpdf2", "reportlab"}
    assert list(EXAMPLES.glob("blocks-2020/*-libreoffice"))
    assert max(path.stat().st_size for path in EXAMPLES.glob("blocks-*/*/letter.pdf")) < 60_000


def test_figures_say_where_they_stand_and_what_is_printed() -> None:
    (statistics,) = layouts.parse(opened("blocks-2020/third-block-on-the-next-page-libreoffice"))
    assert statistics.pages == (1, 2)
    by_key = {figure.statistic: (figure.printed, figure.page) for figure in statistics.figures}
    assert by_key["uphold_rate"] == ("87%", 1)
    assert by_key["satisfactory_remedies"] == ("4", 2)
    assert by_key["upheld_per_100k"] == ("3.4", 1)


@pytest.mark.parametrize(
    "example, message",
    [
        ("rate-missing", "Page 1, “Uphold rate”: no number is found"),
        ("letter-for-zero", "Page 1: “Upheld” reads “5O”. Expected a number"),
        ("other-base", "based on 35 detailed investigations, but the letter prints 53 and 61"),
        ("letter-of-another-year", "31/03/2023, but the letter speaks of the year ending 31 March 2022"),
        ("told-twice-not-alike", "“Upheld” is 63 on page 1 and 64 on page 1"),
        ("no-name", "No council's name is found"),
    ],
)
def test_problems_say_what_where_and_what_was_expected(example: str, message: str) -> None:
    statistics = read_one((EXAMPLES / f"blocks-faulty/{example}-reportlab/letter.pdf").read_bytes())
    assert any(re.search(message, problem.message) for problem in statistics.problems), statistics.problems


# Round trip.

_counts = st.one_of(st.just(1), st.integers(1, 9), st.integers(10, 99), st.integers(100, 2999))


_percent = st.integers(0, 100)


_per_100k = st.integers(1, 400).map(lambda tenths: tenths / 10)


@st.composite
def _letters(draw: st.DrawFn) -> tuple[dict[str, Printed], Wording]:
    """What a letter can say in any year: rates and sums hold, whatever the numbers."""
    wording = YEARS[draw(st.sampled_from(sorted(YEARS)))]
    upheld = draw(_counts)
    recorded = draw(st.integers(0, 2 * upheld + 9))
    figures = consistent(
        wording,
        upheld + draw(st.integers(0, 900)),
        upheld,
        draw(st.integers(0, upheld)),
        recorded,
        draw(st.integers(0, recorded)),
        averages=(draw(_percent), draw(_percent), draw(_percent)),
        per_100k=(draw(_per_100k), draw(_per_100k)),
        closed=(draw(_counts), draw(_counts)),
    )
    return figures, wording


_arrangements = st.sampled_from(
    [
        {"columns": 1},
        {"columns": 1, "inner": 2, "number_size": 20.0},
        {"columns": 1, "inner": 3, "size": 8.0, "number_size": 16.0},
        {"columns": 2, "number_size": 22.0},
        {"columns": 2, "spread": True, "number_size": 22.0},
        {"columns": 3, "size": 8.0, "number_size": 15.0},
    ]
)


_manners = st.fixed_dictionaries(
    {
        "apart": st.sampled_from(["inline", "larger", "left", "above", "below"]),
        "boxes": st.booleans(),
        "gutter": st.sampled_from([12.0, 18.0, 30.0]),
        "title": st.sampled_from(["line", "title"]),
        "first_page": st.booleans(),
        "page_break": st.booleans(),
    }
)


_orders = st.fixed_dictionaries({"shuffled": st.one_of(st.none(), st.integers(0, 99))})


def _manner(arrangement: Mapping[str, Any], *more: Mapping[str, Any]) -> Manner:
    return Manner(**arrangement, **{key: value for part in more for key, value in part.items()})


_by_hand = st.builds(_manner, _arrangements, _manners, _orders)


def _check(write: Write, said: tuple[dict[str, Printed], Wording], manner: Manner) -> None:
    figures, wording = said
    statistics = read_one(write(figures, KENT, wording, manner))
    if manner.apart == "left" and manner.columns == 3 and values_of(statistics) != as_read(figures):
        # Three narrow columns with numbers at their left are so tight that a number may be as near to the next
        # sentence as to its own. Then it is left out, and said: the letter goes to review.
        assert values_of(statistics).items() <= as_read(figures).items()
        assert statistics.problems
        return
    assert values_of(statistics) == as_read(figures)
    assert not statistics.problems
    assert all(check.holds for check in checks(statistics.figures))
    assert statistics.authority_name == KENT
    assert statistics.period_end is not None
    assert statistics.period_end.isoformat() == f"{wording.ends}-03-31"


@pytest.mark.slow
@settings(max_examples=50)
@given(_letters(), _by_hand)
def test_reportlab(said: tuple[dict[str, Printed], Wording], manner: Manner) -> None:
    _check(blocks_by_hand.reportlab, said, manner)


@pytest.mark.slow
@settings(max_examples=25)
@given(_letters(), _by_hand)
def test_fpdf2(said: tuple[dict[str, Printed], Wording], manner: Manner) -> None:
    _check(blocks_by_hand.fpdf2, said, manner)


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Iterator[blocks_as_html.Printer]:
    with browser.new_page() as page:
        yield blocks_as_html.Printer(page)


@settings(max_examples=10)
@given(_letters(), st.builds(_manner, _arrangements, _manners))
def test_chromium(
    chromium: blocks_as_html.Printer, said: tuple[dict[str, Printed], Wording], manner: Manner
) -> None:
    _check(chromium.write, said, manner)


@pytest.mark.slow
@settings(max_examples=40)
@given(_letters(), _by_hand, st.data())
def test_what_is_not_printed_is_left_out_and_said(
    said: tuple[dict[str, Printed], Wording], manner: Manner, data: st.DataObject
) -> None:
    """Numbers or whole sentences are lacking: no figure is ever another one's."""
    figures, wording = said
    droppable = sorted(key for key in as_read(figures) if key in _RATES_AND_COUNTS)
    blank = data.draw(st.sets(st.sampled_from(droppable), min_size=1))
    absent = data.draw(st.sets(st.sampled_from(droppable)))
    printed = {key: "" if key in blank else value for key, value in figures.items()}
    statistics = read_one(
        blocks_by_hand.reportlab(printed, KENT, wording, replace(manner, without=frozenset(absent)))
    )
    read = values_of(statistics)
    assert read.items() <= as_read(figures).items()
    told_again = {"decided_upheld"} if wording.volumes else set()
    assert not read.keys() & (blank | absent) - told_again
    # Without its sentence, the number among the volumes is enough.
    assert "missing-figure" in codes_of(statistics) or absent | blank == absent & told_again


_RATES_AND_COUNTS = frozenset(
    (
        "uphold_rate",
        "average_uphold_rate",
        "decided_upheld",
        "compliance_rate",
        "average_compliance_rate",
        "satisfactory_remedy_rate",
        "average_satisfactory_remedy_rate",
        "satisfactory_remedies",
    )
)


def test_names_that_differ_are_a_conflict() -> None:
    read = pdf.read(block_letter(), layouts.wanted)
    head = ("Chief Executive\nEssex County Council\nDear Ms Other\nHere is what we can say about complaints",)
    pages = tuple(replace(page, number=page.number + 1) for page in read.pages)
    (statistics,) = layouts.parse(replace(read, texts=head + read.texts, pages=pages))
    assert (statistics.authority_name, codes_of(statistics)) == (None, ["name-conflict"])


_BASE = "Statistics are based on a total of 51 compliance outcomes for the period between {}"


_AS_DRAWN = _BASE.format("1 April 2022 to 31 March 2023")


@pytest.mark.parametrize(
    "period",
    ["1 April 2021 to 31 March 2022", "1 April 2021 to 31 March 2023", "1 April 2022 to 30 March 2023"],
)
def test_a_block_of_another_period_is_a_conflict(period: str) -> None:
    statistics = read_one(block_letter(Manner(replaced={_AS_DRAWN: _BASE.format(period)})))
    assert codes_of(statistics) == ["period-conflict"]


@pytest.mark.parametrize(
    "sentence, none_of",
    [
        (
            "The Ombudsman carried out no detailed investigations during this period",
            {"investigations", "decided_upheld"},
        ),
        ("The Ombudsman did not uphold any detailed investigations during this period", {"decided_upheld"}),
    ],
)
def test_none_in_words_is_zero_and_what_it_does_not_speak_of_is_not(sentence: str, none_of: set[str]) -> None:
    drawn = "The Ombudsman carried out no detailed investigations during this period"
    manner = Manner(replaced={drawn: sentence})
    values = values_of(read_one(block_letter(manner, 2022, nothing_investigated=1, nothing_upheld=1)))
    nothing = dict.fromkeys(
        key for block in ("uphold", "satisfactory_remed") for key in as_read(SOUND) if block in key
    )
    said = {**dict.fromkeys(none_of, 0), **nothing}
    assert {key: values[key] for key in said} == said
    assert values.get("investigations") == (0 if "investigations" in none_of else None)
    assert values["compliance_recorded"] == 51


def test_no_recommendations_due_is_zero_recorded() -> None:
    values = values_of(read_one(block_letter(nothing_due=1)))
    assert [values[key] for key in ("compliance_recorded", "compliance_rate", "decided_upheld")] == [
        0,
        None,
        53,
    ]


def test_none_upheld_in_words_and_some_in_numbers_is_a_contradiction() -> None:
    statistics = read_one(block_letter(nothing_upheld=1))
    assert codes_of(statistics) == ["sum-mismatch"]
    assert "says that there were none, but it prints 53 upheld" in statistics.problems[0].message


def test_a_base_of_another_kind_is_not_this_blocks() -> None:
    other = _AS_DRAWN.replace("compliance outcomes", "upheld decisions")
    assert "unreadable-figure" in codes_of(read_one(block_letter(Manner(replaced={_AS_DRAWN: other}))))


@pytest.mark.parametrize("word", ["Statistics", "total", "April", "March"])
def test_a_misprinted_word_does_not_lose_the_page(word: str) -> None:
    (text,) = pdf.read(block_letter(), layouts.wanted).texts
    assert word in text
    assert layouts.wanted(text.replace(word, "Misprint"))


@pytest.mark.parametrize("words", ["per 100,000 residents", "residents"])
def test_cases_per_100_000_are_not_passed_over_in_years_that_need_not_print_them(words: str) -> None:
    without = frozenset(("upheld_per_100k", "average_upheld_per_100k"))
    average = "This compares to an average of 71% in similar authorities."
    silent = Manner(apart="inline", without=without)
    assert read_one(block_letter(silent)).problems == ()
    misprinted = f"{average} This is 3.4 decisions that we upheld {words}."
    statistics = read_one(block_letter(replace(silent, replaced={average: misprinted})))
    assert codes_of(statistics) == ["missing-figure"]


def test_blocks_whose_sentences_cannot_be_read_are_named_beside_another_letter() -> None:
    sound = pdf.read(block_letter(), layouts.wanted)
    average = "This compares to an average of 71% in similar authorities."
    lost = dict.fromkeys(_HEADINGS, "What we saw") | {average: average.replace("71%", "71.5.5%")}
    headless = pdf.read(block_letter(Manner(replaced=lost), council="Leeds City Council"), layouts.wanted)
    after = tuple(replace(page, number=page.number + 1) for page in headless.pages)
    both = replace(sound, texts=sound.texts + headless.texts, pages=sound.pages + after)
    first, second = layouts.parse(both)
    assert (first.authority_name, first.problems) == (KENT, ())
    assert (second.authority_name, second.pages) == ("Leeds City Council", (2, 2))
    assert "unreadable-figure" in codes_of(second)
    assert values_of(second).items() <= values_of(first).items()
    assert "average_uphold_rate" not in values_of(second)


_HEADINGS = (
    "Complaints upheld",
    "Compliance with Ombudsman recommendations",
    "Satisfactory remedies provided by the Council",
)


def test_blocks_that_are_missing_are_named_in_the_order_of_the_letter() -> None:
    lost = {key for key in as_read(SOUND) if "compliance" in key or "remed" in key} | {"remedy_base"}
    (statistics,) = layouts.parse(pdf.read(block_letter(Manner(without=frozenset(lost))), layouts.wanted))
    messages = [problem.message for problem in statistics.problems]
    missing = [message.split("“")[1].split("”")[0] for message in messages if "no number is found" in message]
    assert missing == ["Compliance", "Satisfactory remedies"]


def test_a_sentence_under_another_heading_is_no_figure() -> None:
    own = "In 100% of cases we were satisfied the Council had successfully implemented our recommendations."
    other = "100% of complaints we investigated were upheld."
    statistics = read_one(block_letter(Manner(apart="inline", replaced={own: other})))
    assert codes_of(statistics) == ["unreadable-figure", "missing-figure"]
    assert values_of(statistics)["uphold_rate"] == 87


# Words moved about on the page.


@pytest.mark.parametrize("rules, runs", [((), ["8 cases"]), ((Rule(17, 17, 0, 30),), ["8", "cases"])])
def test_a_rule_between_words_parts_them(rules: tuple[Rule, ...], runs: list[str]) -> None:
    words = (Word("8", 10, 15, 10, 20), Word("cases", 19, 40, 10, 20))
    assert [run.text for run in runs_of(Page(1, 100, 100, words, rules))] == runs


def _moved(data: bytes, change: Callable[[Word], Word | None]) -> LetterStatistics:
    read = pdf.read(data, layouts.wanted)
    pages = tuple(
        replace(page, words=tuple(w for word in page.words if (w := change(word)) is not None))
        for page in read.pages
    )
    (statistics,) = layouts.parse(replace(read, pages=pages))
    return statistics


def _shifted(word: Word, x: float = 0, y: float = 0) -> Word:
    return replace(word, x0=word.x0 + x, x1=word.x1 + x, top=word.top + y, bottom=word.bottom + y)


@pytest.mark.parametrize("columns", [1, 3])
@pytest.mark.parametrize("number, key", [("87%", "uphold_rate"), ("100%", "compliance_rate")])
def test_a_lost_number_is_not_made_up_for_by_a_neighbours(columns: int, number: str, key: str) -> None:
    manner = Manner(columns=columns, size=8, number_size=18, apart="above")
    statistics = _moved(block_letter(manner), lambda word: None if word.text == number else word)
    assert key not in values_of(statistics)
    assert codes_of(statistics) == ["missing-figure"]


def test_of_two_numbers_beside_one_sentence_none_is_taken() -> None:
    data = block_letter(Manner(apart="above", number_size=20))
    read = pdf.read(data, layouts.wanted)
    (page,) = read.pages
    (number,) = (word for word in page.words if word.text == "87%")
    twin = replace(_shifted(number, x=number.x1 - number.x0 + 20), text="78%")
    (statistics,) = layouts.parse(replace(read, pages=(replace(page, words=(*page.words, twin)),)))
    assert "uphold_rate" not in values_of(statistics)
    assert set(codes_of(statistics)) == {"missing-figure", "unreadable-figure"}


@pytest.mark.parametrize("x, y", [(300, 60), (150, 70), (60, 90)])
def test_a_number_at_an_angle_to_its_sentence_is_not_taken(x: float, y: float) -> None:
    data = block_letter(Manner(apart="above", number_size=14, size=8))
    statistics = _moved(data, lambda word: _shifted(word, x, y) if word.text == "87%" else word)
    assert "uphold_rate" not in values_of(statistics)
    assert "missing-figure" in codes_of(statistics)


def test_a_figure_that_a_block_prints_twice_must_be_the_same() -> None:
    average = "This compares to an average of 71% in similar authorities."
    for said, codes in (("87%", []), ("86%", ["missing-figure", "unreadable-figure"])):
        twice = f"{average} Again: {said} of complaints we investigated were upheld."
        statistics = read_one(block_letter(Manner(apart="inline", replaced={average: twice})))
        assert ("uphold_rate" in values_of(statistics)) is (not codes)
        assert set(codes_of(statistics)) <= set(codes)
        assert bool(codes) is bool(statistics.problems)


def test_a_number_far_below_the_blocks_is_no_figure() -> None:
    data = block_letter(Manner(apart="below", number_size=20), satisfactory_remedies=4)
    statistics = _moved(data, lambda word: _shifted(word, y=200) if word.text == "4" else word)
    assert "satisfactory_remedies" not in values_of(statistics)
    assert "missing-figure" in codes_of(statistics)


def test_columns_so_close_that_text_runs_together_are_not_read_wrongly() -> None:
    figures = as_read(consistent(YEARS[2023], 61, 53, 4, 51, 51))
    for gutter in (0.5, 1.0, 2.0, 3.0, 4.0, 6.0):
        manner = Manner(columns=3, gutter=gutter, apart="inline", size=8)
        try:
            statistics = read_one(block_letter(manner))
        except UnreadableLetter:
            continue
        assert values_of(statistics).items() <= figures.items()
        assert statistics.problems or values_of(statistics) == figures


def test_a_base_of_something_else_is_no_number_of_investigations() -> None:
    letter = pdf.read(block_letter(), layouts.wanted)
    spoilt = tuple(replace(page, words=tuple(map(_of_compliance, page.words))) for page in letter.pages)
    (statistics,) = layouts.parse(replace(letter, pages=spoilt))
    assert statistics.figure("investigations") is None
    assert "unreadable-figure" in codes_of(statistics)


def _of_compliance(word: Word) -> Word:
    """The word, or one of "compliance outcomes" for one of "detailed investigations"."""
    other = {"detailed": "compliance", "investigations": "outcomes"}
    return replace(word, text=other.get(word.text, word.text))


@pytest.mark.parametrize("share, is_read", [(0.6, False), (0.95, True)])
def test_a_number_printed_smaller_than_its_sentence_is_no_figure(share: float, is_read: bool) -> None:
    """It is the mark of a note, whose own figure cannot be read."""
    letter = pdf.read(block_letter(), layouts.wanted)
    base = re.compile("61")
    pages = []
    for page in letter.pages:
        words = (_of_size(word, share) if base.fullmatch(word.text) else word for word in page.words)
        pages.append(replace(page, words=tuple(words)))
    (statistics,) = layouts.parse(replace(letter, pages=tuple(pages)))
    assert (statistics.figure("investigations") is not None) is is_read
    assert ("missing-figure" in codes_of(statistics)) is not is_read


def _of_size(word: Word, share: float) -> Word:
    return replace(word, top=word.bottom - share * word.height)
