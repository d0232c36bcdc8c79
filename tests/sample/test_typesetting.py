"""What is printed in an illustrative letter: the mark on every page, the name, and the tables."""

from dataclasses import replace

import pypdfium2
import pytest

from mapper import sample
from mapper.councils.council import Council
from mapper.letters.illustration import MARKS, Illustration
from tests.sample.england import DARTFORD, ENGLAND, KENT, OUTCOMES, england, page_texts


@pytest.mark.parametrize(
    ("council", "kind", "keyword"),
    [
        (KENT, Illustration.INVENTED, "illustrative-figures=invented"),
        (DARTFORD, Illustration.REDRAWN, "illustrative-figures=published"),
    ],
)
def test_every_page_says_what_kind_of_letter_it_is(
    council: Council, kind: Illustration, keyword: str
) -> None:
    pdf = sample.letter(council, 2019)
    texts = page_texts(pdf)
    assert len(texts) == 4
    assert [MARKS[kind] in text for text in texts] == [True] * 4
    other = next(mark for illustration, mark in MARKS.items() if illustration is not kind)
    assert not any(other in text for text in texts)
    with pypdfium2.PdfDocument(pdf) as document:
        properties = document.get_metadata_dict()
    assert properties["Subject"] == MARKS[kind]
    assert properties["Keywords"] == keyword
    assert council.name in properties["Title"]
    assert properties["Author"] == "Ombudsman letters map"


@pytest.mark.parametrize(
    "name",
    [
        "King’s Lynn and West Norfolk Borough Council",
        "King's Lynn & West Norfolk Borough Council",
        "Royal Borough of Windsor & Maidenhead <Council>",
        "Royal Borough of Kensington and Chelsea and of Everything Else That Could Stand in a Name {year}",
    ],
)
def test_a_name_is_printed_as_it_is(name: str) -> None:
    texts = page_texts(sample.letter(replace(KENT, name=name), 2019))
    assert f"Local Authority Report: {name} For the Period Ending: 31/03/2019" in texts[3]
    assert all(name in text for text in texts)
    assert "the year’s records" in texts[2]


def test_the_last_page_has_the_tables_of_2019() -> None:
    last = page_texts(sample.letter(DARTFORD, 2019))[3]
    for printed in (
        "Complaints and enquiries received Adult Care Services Benefits and Tax Corporate and Other Services "
        "Education and Children's Services Environment Services Highways and Transport Housing "
        "Planning and Development Other Total 0 0 0 0 3 0 10 1 0 14",
        "Decisions made Decisions made Detailed Investigations Incomplete or Invalid Advice Given "
        "Referred back for Local Resolution Closed After Initial Enquiries Not Upheld Upheld Uphold Rate (%) "
        "Total 0 3 3 6 0 1 100 13",
        "Satisfactory remedy provided by authority Upheld cases where the authority had provided a "
        "satisfactory remedy before the complaint reached the Ombudsman % of upheld cases 0 0",
        "Compliance with Ombudsman recommendations Complaints where compliance with the recommended remedy "
        "was recorded during the year* Complaints where the authority complied with our recommendations "
        "on-time Complaints where the authority complied with our recommendations late "
        "Complaints where the authority has not complied with our recommendations "
        "1 1 0 0 Number 100% - Compliance rate**",
    ):
        assert printed in last


def test_a_rate_without_a_denominator_is_printed_as_a_dash() -> None:
    quiet = next(
        council
        for council, figures in england().items()
        if figures["investigations"] == 0 == figures["compliance_recorded"]
    )
    figures, last = england()[quiet], page_texts(sample.letter(quiet, 2019))[3]
    ends = " ".join(str(figures[key]) for key in OUTCOMES[:4])
    assert f"Total {ends} 0 0 - {figures['decided_total']} " in last
    assert "% of upheld cases 0 - " in last
    assert "0 0 0 0 Number - - Compliance rate**" in last


@pytest.mark.parametrize("council", [DARTFORD, max(ENGLAND, key=lambda council: len(council.name))])
def test_text_stays_clear_of_the_foot_and_inside_the_sheet(council: Council) -> None:
    with pypdfium2.PdfDocument(sample.letter(council, 2019)) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(number) for number in range(text.count_rects())]
            assert all(left > 40 and right < page.get_width() - 40 for left, _, right, _ in boxes)
            low = {text.get_text_bounded(*box).split()[0] for box in boxes if box[1] < 60}
            assert low == {council.name.split()[0], "Page"}
