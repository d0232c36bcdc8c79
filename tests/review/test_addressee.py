"""Of which council a letter is: of that to which it is addressed, or it is doubted; and only a letter is a letter."""

from dataclasses import replace

import pytest

from mapper.councils.register_file import load_register
from mapper.letters.read import read_file
from mapper.review.judge import judge
from mapper.review.reading import Reading, Status
from tests.generators import around, reportlab_letter
from tests.generators.blocks_wording import Manner
from tests.generators.wording import Options
from tests.letters.layouts.block_letters import block_letter
from tests.letters.layouts.table_letters import FIGURES, MARCH


def _page(addressee: str, head: str = "", year: int = 2019) -> bytes:
    """The first page of a letter."""
    return around.page_of_text(
        [
            head,
            "24 July 2019",
            "By email",
            "A N Other",
            "Chief Executive",
            addressee,
            "1 High Street",
            "Dear Ms Other",
            f"Annual Review letter {year}",
            f"Here are the Ombudsman's figures on your authority for the year ending 31 March {year}, as we hold them.",
        ]
    )


def _tables(name: str) -> bytes:
    return reportlab_letter.write(FIGURES, name, MARCH, Options())


def _judged(data: bytes) -> Reading:
    (reading,) = judge("x.pdf", read_file(data), load_register())
    return reading


def _codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    "addressed, headed",
    [
        ("Kent County Council", "Medway Council"),
        ("Leicester City Council", "Leicestershire County Council"),
        ("Somerset County Council", "North Somerset Council"),
        ("Wyre Borough Council", "Wyre Forest District Council"),
        ("Maidstone Borough Council", "Kent County Council"),
        ("Some Other Council", "Kent County Council"),
    ],
)
def test_a_letter_addressed_to_another_council_than_its_tables_are_about_is_doubted(
    addressed: str, headed: str
) -> None:
    reading = _judged(around.bound(_page(addressed), _tables(headed)))
    assert (reading.status, _codes(reading)) == (Status.REVIEW, ["name-conflict"])
    assert addressed in reading.problems[0].message
    assert headed in reading.problems[0].message


@pytest.mark.parametrize(
    "addressed, headed",
    [
        ("Kent County Council", "Kent County Council"),
        ("KENT COUNTY COUNCIL", "Kent County Council"),
        ("Croydon Council", "London Borough of Croydon"),
        ("Royal Borough of Kensington & Chelsea", "Royal Borough of Kensington and Chelsea Council"),
        ("Poole Borough Council", "Borough of Poole"),
    ],
)
def test_other_forms_of_one_name_are_no_doubt(addressed: str, headed: str) -> None:
    reading = _judged(around.bound(_page(addressed), _tables(headed)))
    assert (reading.status, _codes(reading)) == (Status.OK, [])


def test_the_head_of_another_councils_papers_is_no_doubt() -> None:
    host = "Kent County Council – Governance Committee"
    data = around.bound(_page("Maidstone Borough Council", host), _tables("Maidstone Borough Council"))
    headed = around.stamped(data, *((host, index, 40.0, 815.0, 9.0) for index in range(2)))
    alone = around.stamped(headed, *(("Kent County Council", index, 400.0, 815.0, 9.0) for index in range(2)))
    assert _judged(headed).status is Status.OK
    assert _judged(alone).status is Status.OK


def test_a_letter_to_somebody_else_among_the_papers_is_no_doubt() -> None:
    auditor = around.page_of_text(
        ["Medway Council", "Dear Sirs", "Here is our plan for the audit of the coming year."]
    )
    letter = around.page_of_text(["Dear Sirs", "Here are the figures that we hold about you for last year."])
    assert _judged(around.bound(auditor, letter, _tables("Kent County Council"))).status is Status.OK


def test_the_running_title_of_another_letter_is_doubted() -> None:
    title = ("Annual Review letter 2019: Medway Council", 0, 40.0, 20.0, 9.0)
    assert _codes(_judged(around.stamped(_tables("Kent County Council"), title))) == ["name-conflict"]
    own = ("Annual Review letter 2019: Kent County Council", 0, 40.0, 20.0, 9.0)
    assert _codes(_judged(around.stamped(_tables("Kent County Council"), own))) == []


def test_blocks_addressed_to_another_council_are_doubted() -> None:
    reading = _judged(around.bound(_page("Medway Council", year=2023), block_letter()))
    assert (reading.status, _codes(reading)) == (Status.REVIEW, ["name-conflict"])


@pytest.mark.parametrize(
    "addressed, headed",
    [
        ("Croydon Council", "London Borough of Croydon"),
        ("London Borough of Barking & Dagenham", "Barking and Dagenham Council"),
        ("Maidstone Council", "Maidstone Borough Council"),
        ("Wirral Metropolitan Borough Council", "Wirral Borough Council"),
    ],
)
def test_blocks_addressed_to_another_form_of_their_councils_name_are_no_doubt(
    addressed: str, headed: str
) -> None:
    reading = _judged(around.bound(_page(addressed, year=2023), block_letter(council=headed)))
    assert (reading.status, _codes(reading)) == (Status.OK, [])


def test_a_form_of_the_name_that_is_no_council_is_doubted() -> None:
    data = around.bound(_page("Croydon County Council", year=2023), block_letter(council="Croydon Council"))
    assert (_judged(data).status, _codes(_judged(data))) == (Status.REVIEW, ["name-conflict"])


ADDRESS = "https://www.lgo.org.uk/your-councils-performance/kent-county-council/statistics"


@pytest.mark.parametrize(
    "stamps",
    [
        [(ADDRESS, 30.0, 10.0), ("1/3", 560.0, 10.0)],
        [(ADDRESS, 30.0, 10.0), ("24/07/2023, 10:15", 30.0, 825.0)],
        [("View annual letters", 300.0, 60.0)],
        [("We use cookies to make this site work", 300.0, 60.0)],
    ],
)
def test_a_print_of_the_website_is_not_the_letter(stamps: list[tuple[str, float, float]]) -> None:
    printed = around.stamped(block_letter(), *((text, 0, x, y, 7.0) for text, x, y in stamps))
    reading = _judged(printed)
    assert (reading.status, _codes(reading)) == (Status.REVIEW, ["not-the-letter"])
    assert reading.figures == {
        f.statistic: replace(f, box=None) for f in read_file(block_letter()).letters[0].figures
    }


@pytest.mark.parametrize(
    "text",
    [
        "Your council's page is www.lgo.org.uk/your-councils-performance/kent-county-council/statistics",
        "www.lgo.org.uk",
        "Page 1/3",
    ],
)
def test_a_letter_that_names_the_website_is_a_letter(text: str) -> None:
    assert _judged(around.stamped(block_letter(), (text, 0, 30.0, 10.0, 7.0))).status is Status.OK
    assert (
        _judged(around.bound(around.page_of_text([text]), block_letter(Manner(first_page=True)))).status
        is Status.OK
    )
