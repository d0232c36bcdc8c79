"""A page with a letter's words is read or named; a report that quotes a figure or two is neither."""

from collections.abc import Sequence

import pytest

from mapper.letters.read import read_file
from tests.generators import around, reportlab_letter
from tests.generators.blocks_wording import YEARS, Manner, as_read, consistent
from tests.generators.wording import Options
from tests.letters.layouts.block_letters import block_letter, values_of
from tests.letters.layouts.table_letters import FIGURES, MARCH

TABLES = reportlab_letter.write(FIGURES, "X Council", MARCH, Options(body=True))
BLOCKS = block_letter(Manner(first_page=True))
MISPRINTED = {
    "Complaints upheld": "Complaints uphe1d",
    "Compliance with Ombudsman recommendations": "Comp1iance with Ombudsman recommendations",
    "Satisfactory remedies provided by the Council": "Satisfactory remediess provided by the Council",
}
HEADLESS = block_letter(Manner(first_page=True, replaced=MISPRINTED))
ADDRESS = [
    "19 July 2023",
    "By email",
    "A Seekings",
    "Chief Executive",
    "Kent County Council",
    "Dear Ms Seekings",
]
BODY = [
    "Annual Review letter 2022-23",
    "Here is what the Local Government and Social Care Ombudsman can say about your organisation",
    "for the year ending 31 March 2023. The figures are on the page that follows.",
]
NOTHINGS = (
    "The Ombudsman carried out no detailed investigations during this period",
    "No recommendations were due for compliance in this period",
    "The Ombudsman did not uphold any detailed investigations during this period",
)


def _named(*files: bytes) -> list[tuple[int, int]]:
    """The pages of the letters that are set aside, in a file of all these pages."""
    found = read_file(around.bound(*files))
    assert found.problem is None
    for letter in found.letters:
        if not letter.figures:
            assert letter.problems[0].code == "unrecognised-layout"
            first, last = letter.pages
            pages = f"Page {first}:" if first == last else f"Pages {first} to {last}:"
            assert letter.problems[0].message.startswith(pages)
    return [letter.pages for letter in found.letters if not letter.figures]


def test_a_file_of_letters_names_no_other_page() -> None:
    assert _named(TABLES, BLOCKS, TABLES) == []


def test_statistics_without_readable_headings_are_read_by_their_sentences() -> None:
    """As the same letter with headings is, figure by figure."""
    (sound,) = read_file(BLOCKS).letters
    _, headless = read_file(around.bound(TABLES, HEADLESS)).letters
    assert (headless.pages, headless.problems) == ((4, 4), ())
    assert values_of(headless) == values_of(sound) == as_read(consistent(YEARS[2023], 61, 53, 4, 51, 51))
    assert [letter.pages for letter in read_file(around.bound(HEADLESS, BLOCKS)).letters] == [(2, 2), (4, 4)]


SENTENCES = (
    "53 upheld decisions. 87% of complaints we investigated were upheld",
    "This compares to an average of 80% in similar authorities.",
    "In 100% of cases we were satisfied the Council had successfully implemented our recommendations",
)


def test_of_sentences_whose_places_cannot_be_told_only_the_certain_figures_are_read_and_the_lacks_named() -> (
    None
):
    _, other = read_file(around.bound(BLOCKS, around.page_of_text(SENTENCES))).letters
    assert other.pages == (3, 3)
    assert values_of(other) == {"decided_upheld": 53, "uphold_rate": 87, "compliance_rate": 100}
    assert {"name-missing", "period-missing", "missing-figure"} <= {
        problem.code for problem in other.problems
    }


def test_sentences_whose_words_cannot_be_told_are_named() -> None:
    assert _named(BLOCKS, around.page_of_text([" ".join(line) for line in SENTENCES])) == [(3, 3)]


def test_tables_without_a_title_are_named() -> None:
    untitled = reportlab_letter.write(FIGURES, "X Council", MARCH, Options(title="Report:"))
    assert _named(BLOCKS, untitled) == [(3, 3)]


def test_a_letter_whose_statistics_are_a_picture_is_named() -> None:
    letter = around.page_of_text([*ADDRESS, *BODY])
    assert _named(TABLES, letter, around.picture_page()) == [(3, 3)]
    other = [line.replace("Kent County", "Medway") for line in (*ADDRESS, *BODY)]
    next_letter = (around.page_of_text(other), block_letter(council="Medway Council"))
    assert _named(letter, around.picture_page(), *next_letter) == [(1, 1)]


def test_statistics_before_their_letter_are_read_and_the_letter_is_not_named() -> None:
    letter = around.page_of_text([*ADDRESS, *BODY])
    assert _named(block_letter(), letter) == []
    assert _named(block_letter(council="Medway Council"), letter) == [(2, 2)]


def test_a_letter_that_is_not_found_does_not_give_its_name_to_the_next() -> None:
    nothing = around.page_of_text(NOTHINGS)
    found = read_file(around.bound(around.page_of_text([*ADDRESS, *BODY]), nothing, TABLES))
    assert found.letters[-1].authority_name == "X Council"
    assert found.letters[-1].other_names == ()


REPORTS: Sequence[Sequence[str]] = (
    (
        "Report of the Monitoring Officer on the Ombudsman's annual review letter",
        "The Ombudsman upheld 87% of complaints investigated, which compares to an average of 80%.",
        "No recommendations were due for compliance with Ombudsman recommendations.",
        "The council provided a satisfactory remedy in 8% of upheld cases. 53 complaints were upheld.",
    ),
    (
        "Local Authority Report: see Appendix 1, for the period ending 31 March 2019",
        "Complaints and enquiries received rose in Adult Care Services, Housing, Planning and Development,",
        "Highways and Transport, and Benefits and Tax; they fell in Environment Services.",
    ),
    (
        "The statistics are based on a total of 31 complaints for the period from April to March.",
        "Upheld: 12. Compliance: 100%. Satisfactory remedies: 2.",
    ),
    (
        "Decisions made in 2018/19 as compared with 2017/18",
        "Upheld 12 14. Not upheld 9 8. Advice given 3 1. Referred back 40 38. Closed after enquiries 22 21.",
        "Incomplete or invalid 4 6. Total 90 88.",
    ),
    (
        "Dear Councillor",
        "The annual letter of the Ombudsman for the year ending 31 March 2019 is attached.",
    ),
)


@pytest.mark.parametrize("lines", REPORTS, ids=lambda lines: lines[0][:30])
@pytest.mark.parametrize("letter", [TABLES, BLOCKS], ids=["tables", "blocks"])
def test_a_report_that_quotes_figures_is_not_named(lines: Sequence[str], letter: bytes) -> None:
    report = around.page_of_text(lines)
    assert _named(report, letter, report) == []
