"""Letters with blocks as designers set them: each kind is read whole, or what is in doubt is left out."""

from dataclasses import replace

import pytest

from mapper.letters import layouts, pdf
from mapper.letters.identities import checks
from mapper.letters.statistics import LetterStatistics
from tests.generators import blocks_freely
from tests.generators.blocks_freely import PRODUCERS, TITLES, Look, Write
from tests.generators.blocks_wording import YEARS, Figures, Manner, as_read, consistent
from tests.letters.layouts.block_letters import KENT, codes_of, read_one, values_of

both = pytest.mark.parametrize("write", PRODUCERS)
INLINE = Manner(apart="inline")


def figures_of(year: int) -> Figures:
    return consistent(YEARS[year], 61, 53, 4, 51, 51)


def read(
    write: Write, look: Look, year: int = 2023, manner: Manner = INLINE, council: str = KENT
) -> LetterStatistics:
    pages = blocks_freely.sheets(figures_of(year), council, YEARS[year], manner, look)
    return read_one(write(pages))


def assert_whole(statistics: LetterStatistics, year: int = 2023, council: str = KENT) -> None:
    assert [problem.message for problem in statistics.problems] == []
    assert values_of(statistics) == as_read(figures_of(year))
    assert all(check.holds for check in checks(statistics.figures))
    assert statistics.authority_name == council
    assert f"{statistics.period_end}" == f"{year}-03-31"


@both
@pytest.mark.parametrize("title", TITLES)
def test_titles_of_every_make(write: Write, title: str) -> None:
    assert_whole(read(write, Look(title=title)))


@both
@pytest.mark.parametrize("title", ["turned left", "lost"])
@pytest.mark.parametrize("year", [2020, 2025])
def test_titles_in_every_year(write: Write, title: str, year: int) -> None:
    assert_whole(read(write, Look(title=title), year), year)


@both
@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("gutter", [2.0, 8.0, 40.0])
def test_population_figures_side_by_side(write: Write, gutter: float, centred: bool) -> None:
    look = Look(population=gutter, centred=centred)
    assert_whole(read(write, look, 2024), 2024)


@both
@pytest.mark.parametrize("spacing", [0.05, 0.1, 0.15, 0.2])
@pytest.mark.parametrize("title", ["plain", "turned left"])
def test_widely_spaced_text(write: Write, spacing: float, title: str) -> None:
    assert_whole(read(write, Look(title, spacing=spacing, size=7.0)))


@both
@pytest.mark.parametrize("size", [7.0, 8.0, 10.0])
def test_justified_text(write: Write, size: float) -> None:
    assert_whole(read(write, Look(justified=True, size=size)))


@both
@pytest.mark.parametrize("scale", [0.25, 0.5])
@pytest.mark.parametrize("look", [Look(), Look("turned left"), Look(justified=True), Look("lost")])
def test_letters_printed_small_or_large(write: Write, scale: float, look: Look) -> None:
    assert_whole(read(write, replace(look, scale=scale)))


@both
@pytest.mark.parametrize("year", [2020, 2025])
def test_capitals_throughout(write: Write, year: int) -> None:
    assert_whole(read(write, Look(capitals=True), year), year, council=KENT.upper())


@both
@pytest.mark.parametrize("noted", ["61", "53", "3.4", "71%", "Council's"])
def test_the_mark_of_a_note_behind_a_figure(write: Write, noted: str) -> None:
    assert_whole(read(write, Look(notes=frozenset([noted]))))


@both
@pytest.mark.parametrize("year", [2020, 2024])
@pytest.mark.parametrize("parted", ["title", "block"])
def test_a_block_parted_by_the_end_of_a_page(write: Write, parted: str, year: int) -> None:
    assert_whole(read(write, Look(parted=parted), year), year)


@both
def test_the_title_alone_on_the_page_before(write: Write) -> None:
    assert_whole(read(write, Look(name_before=True), 2022), 2022)


@both
def test_what_stands_at_the_edges_of_a_page(write: Write) -> None:
    look = Look(margin="Annual letter 2023 Page 7", foot="FOI 2019/0583 LGSCO0004417")
    assert_whole(read(write, look))


@both
def test_per_cent_in_words(write: Write) -> None:
    in_words = {
        sentence: sentence.replace("%", " per cent")
        for sentence in (
            "87% of complaints we investigated were upheld.",
            "This compares to an average of 71% in similar authorities.",
            "This compares to an average of 99% in similar authorities.",
            "This compares to an average of 12% in similar authorities.",
        )
    }
    manner = replace(INLINE, replaced=in_words)
    assert_whole(read(write, Look(numeral_text="{} per cent"), manner=manner))


# Dangers: what must never be taken for a figure.

RATE, AVERAGE = "87% of complaints we investigated were upheld.", "an average of 71% in similar authorities."


@both
@pytest.mark.parametrize(
    "sentence, said",
    [
        (RATE, "87% (last year 79%) of complaints we investigated were upheld."),
        (RATE, f"{RATE} (78% of complaints we investigated were upheld last year.)"),
        (RATE, f"{RATE} Last year 79% of complaints we investigated were upheld."),
        (RATE, f"In 2021-22 79% of complaints we investigated were upheld. {RATE}"),
        (AVERAGE, "an average of 71% (last year 63%) in similar authorities."),
        (AVERAGE, "an average of 71% (63% in 2021-22) in similar authorities."),
        (AVERAGE, f"{AVERAGE} Last year this compares to an average of 63% in similar authorities."),
        (AVERAGE, f"{AVERAGE} (This compares to an average of 63% in similar authorities last year.)"),
        (AVERAGE, f"{AVERAGE} This compares to an average of 63% in similar authorities in 2021-22."),
    ],
)
def test_the_figure_of_another_year_is_an_aside(write: Write, sentence: str, said: str) -> None:
    whole = RATE if sentence is RATE else f"This compares to {AVERAGE}"
    manner = replace(INLINE, replaced={whole: whole.replace(sentence, said)})
    assert_whole(read(write, Look(numeral=sentence is AVERAGE), manner=manner))


@both
@pytest.mark.parametrize("sentence", [RATE, AVERAGE])
def test_the_figure_of_another_year_alone_is_no_figure(write: Write, sentence: str) -> None:
    whole = RATE if sentence is RATE else f"This compares to {AVERAGE}"
    last = f"Last year {whole[0].lower()}{whole[1:]}"
    statistics = read(write, Look(numeral=False), manner=replace(INLINE, replaced={whole: last}))
    assert not values_of(statistics).keys() & {"uphold_rate" if sentence is RATE else "average_uphold_rate"}
    assert "missing-figure" in codes_of(statistics)


@both
@pytest.mark.parametrize("title", ["lost", "turned left", "plain"])
@pytest.mark.parametrize(
    "lost", ["uphold_rate", "average_uphold_rate", "average_compliance_rate", "compliance_rate"]
)
def test_what_is_not_printed_is_not_a_neighbours(write: Write, title: str, lost: str) -> None:
    statistics = read(write, Look(title, numeral=False), manner=replace(INLINE, without=frozenset([lost])))
    assert lost not in values_of(statistics)
    assert values_of(statistics).items() <= as_read(figures_of(2023)).items()
    assert "missing-figure" in codes_of(statistics)


@both
def test_a_count_torn_from_the_population_is_no_count(write: Write) -> None:
    torn = {
        "53 upheld decisions": "We upheld some.",
        "The average for authorities of this type is 4.1 upheld decisions per 100,000 residents.": "4 upheld "
        "decisions",
    }
    manner = replace(INLINE, replaced=torn)
    pages = blocks_freely.sheets(figures_of(2023), KENT, YEARS[2023], manner, Look())
    texts = pages[0].texts
    place = next(n for n, text in enumerate(texts) if (text.text, texts[n + 1].text) == ("4", "upheld"))
    last = texts[place + 2]
    texts += [replace(last, text="per", x=last.x + 60), replace(last, text="100,000", x=last.x + 76)]
    statistics = read_one(write(pages))
    assert "decided_upheld" not in values_of(statistics)


# Nothing to report, and the year ending 2025.

NONE = {"nothing_investigated": 1, "nothing_due": 1, "nothing_upheld": 1}
ZEROS = {"decided_upheld": 0, "investigations": 0, "compliance_recorded": 0}


def read_none(write: Write, year: int, look: Look = Look(), manner: Manner = INLINE) -> LetterStatistics:  # noqa: B008
    pages = blocks_freely.sheets({**NONE, **blocks_of_20(year)}, KENT, YEARS[year], manner, look)
    return read_one(write(pages))


def blocks_of_20(year: int) -> Figures:
    figures = {"dealt_with": 20, "not_for_us": 10, "assessed_and_closed": 10, "volume_investigations": 0}
    return figures if YEARS[year].volumes else {}


@both
@pytest.mark.parametrize("title", ["plain", "turned right", "lost"])
@pytest.mark.parametrize("year", [2020, 2024, 2025])
def test_nothing_at_all_to_report(write: Write, title: str, year: int) -> None:
    manner = replace(INLINE, without=frozenset({"volume_upheld"}))
    statistics = read_none(write, year, Look(title), manner)
    volumes = {key: value for key, value in blocks_of_20(year).items() if not key.startswith("volume")}
    assert {
        key: value for key, value in values_of(statistics).items() if value is not None
    } == ZEROS | volumes
    assert (statistics.authority_name, codes_of(statistics)) == (KENT, [])
    assert f"{statistics.period_end}" == f"{year}-03-31"
    zeros = [figure for figure in statistics.figures if figure.statistic in ZEROS]
    assert all(figure.box is None for figure in zeros if year < 2025)


@both
def test_nothing_to_report_of_a_year_that_nothing_says(write: Write) -> None:
    statistics = read_none(write, 2022, manner=replace(INLINE, title="none"))
    assert statistics.period_end is None
    assert "period-missing" in codes_of(statistics)


@both
@pytest.mark.parametrize("number", ["N/A", "n/a"])
def test_nothing_to_report_and_no_number_in_its_place(write: Write, number: str) -> None:
    pages = blocks_freely.sheets(NONE, KENT, YEARS[2022], INLINE, Look())
    pages[0].texts.append(blocks_freely.Text(number, 60, 125, 22, bold=True))
    assert codes_of(read_one(write(pages))) == []


@both
@pytest.mark.parametrize("title", ["plain", "lost"])
def test_the_year_2025_without_sentences_that_it_needs_not(write: Write, title: str) -> None:
    unneeded = frozenset({"decided_upheld", "investigations", "remedy_base"})
    statistics = read(write, Look(title), 2025, replace(INLINE, without=unneeded))
    assert_whole(statistics, 2025)


@both
@pytest.mark.parametrize("numeral", [True, False])
def test_the_year_2025_in_words_that_are_recalled(write: Write, numeral: bool) -> None:
    similar = "similar organisations."
    base = "Statistics are based on a total of {} for the period between 1 April 2024 to 31 March 2025"
    recalled = {
        "In 8% of upheld cases we found the organisation had provided a satisfactory remedy before the complaint "
        "reached the Ombudsman.": "In 4 out of 53 upheld cases we found the organisation had provided a satisfactory "
        "remedy before the complaint reached the Ombudsman. 8% satisfactory remedy rate.",
        "In 100% of cases we were satisfied the organisation had successfully implemented our recommendations.": "We "
        "recorded compliance outcomes in 51 cases. In 51 cases we were satisfied with the actions taken. 100% "
        "compliance rate with recommendations.",
        base.format("51 compliance outcomes"): "These are all that we recorded.",
        "4 satisfactory remedy decisions": f"All {similar}",
    }
    manner = replace(INLINE, replaced=recalled, without=frozenset({"remedy_base"}))
    assert_whole(read(write, Look(numeral=numeral), 2025, manner), 2025)


@both
def test_cases_complied_with_must_be_those_of_the_rate(write: Write) -> None:
    average = "This compares to an average of 99% in similar organisations."
    said = {average: f"{average} In 50 cases we were satisfied with the actions taken."}
    assert codes_of(read(write, Look(), 2025, replace(INLINE, replaced=said))) == ["rate-mismatch"]


def line_numbers() -> list[blocks_freely.Text]:
    return [
        blocks_freely.Text(f"{place + 1}", 25 - 4.5 * (place > 8), 48 + 12 * place, 8) for place in range(60)
    ]


@both
@pytest.mark.parametrize("title", ["plain", "lost"])
def test_line_numbers_in_the_margin_are_no_figures(write: Write, title: str) -> None:
    pages = blocks_freely.sheets(figures_of(2023), KENT, YEARS[2023], INLINE, Look(title))
    pages[0].texts += line_numbers()
    assert_whole(read_one(write(pages)))
    without = {
        f"{number} {words}": words
        for number, words in ((53, "upheld decisions"), (4, "satisfactory remedy decisions"))
    }
    pages = blocks_freely.sheets(
        figures_of(2023), KENT, YEARS[2023], replace(INLINE, replaced=without), Look(title)
    )
    pages[0].texts += line_numbers()
    assert not values_of(read_one(write(pages))).keys() & {"decided_upheld", "satisfactory_remedies"}


# Several letters in a file.


@both
@pytest.mark.parametrize("title", ["plain", "lost"])
def test_a_letter_with_nothing_to_report_is_not_lost_among_others(write: Write, title: str) -> None:
    look, pages = Look(title), []
    for council, figures in (
        ("Leeds City Council", figures_of(2022)),
        (KENT, NONE),
        ("Essex County Council", figures_of(2022)),
    ):
        pages += blocks_freely.sheets(figures, council, YEARS[2022], INLINE, look)
    first, none, last = layouts.parse(pdf.read(write(pages), layouts.wanted))
    assert [letter.authority_name for letter in (first, none, last)] == [
        "Leeds City Council",
        KENT,
        "Essex County Council",
    ]
    assert {key: value for key, value in values_of(none).items() if value is not None} == ZEROS
    assert values_of(first) == values_of(last) == as_read(figures_of(2022))
    assert not any(letter.problems for letter in (first, none, last))


@both
def test_one_block_quoted_on_a_page_is_no_letter(write: Write) -> None:
    quoted = blocks_freely.sheets(figures_of(2022), KENT, YEARS[2022], INLINE, Look("lost"))
    rest = next(text.y for text in quoted[0].texts if text.text == "recommendations.") - 30
    quoted[0].texts = [text for text in quoted[0].texts if text.y < rest]
    sound = blocks_freely.sheets(figures_of(2022), KENT, YEARS[2022], INLINE, Look())
    (letter,) = layouts.parse(pdf.read(write([*quoted, blocks_freely.Sheet(Look()), *sound]), layouts.wanted))
    assert_whole(letter, 2022)


# Where figures stand.


@both
def test_a_figure_says_where_it_stands(write: Write) -> None:
    statistics = read(write, Look(numeral=False))
    (page,) = pdf.read(
        write(blocks_freely.sheets(figures_of(2023), KENT, YEARS[2023], INLINE, Look(numeral=False))),
        layouts.wanted,
    ).pages
    for figure in statistics.figures:
        box = figure.box
        assert box is not None
        inside = [
            w.text
            for w in page.words
            if box.x0 <= w.x_middle <= box.x1 and box.top <= w.y_middle <= box.bottom
        ]
        assert inside == [figure.printed]
