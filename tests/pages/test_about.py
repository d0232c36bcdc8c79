"""What became of every letter is said on the page about the data."""

from dataclasses import replace

from tests.editions import REJECTED, SUM, edition, kent_and_tees
from tests.pages.rendered import only, said
from tests.readings import reading, year


def test_every_letter_set_aside_is_named_with_its_reason() -> None:
    text = said(kent_and_tees(), "about/index.html")
    assert f"letters/2019/doubtful.pdf, page 4 in review {SUM}." in text
    assert "letters/2019/minutes.pdf rejected No layout knows it." in text


def test_parts_of_one_file_are_told_apart() -> None:
    file = "letters/2019/two.pdf"
    refused = replace(REJECTED, file=file, pages=(7, 9), figures={}, authority_name="Ashford Borough Council")
    shown = edition(year(reading(file=file)), others=(refused, replace(refused, pages=(10, 10))))
    text = said(shown, "about/index.html")
    assert "letters/2019/two.pdf, pages 7 to 9 rejected No layout knows it." in text
    assert "letters/2019/two.pdf, page 10 rejected No layout knows it." in text
    assert "In the year to 31 March 2019 the Ombudsman received 14" in said(shown)


def test_what_was_noted_is_said_and_nothing_where_nothing_was() -> None:
    noted = said(edition(year(reading()), notes=("Sums differ by 3 <b>.",)), "about/index.html")
    assert "What was noted" in noted and "Sums differ by 3 <b>." in noted
    assert "What was noted" not in said(only(reading()), "about/index.html")


def test_councils_without_a_letter_are_named() -> None:
    text = said(kent_and_tees(), "about/index.html")
    assert "1 council without a letter for the year to 31 March 2019 Hartlepool" in text
    complete = said(only(reading()), "about/index.html")
    assert "Every council has a letter in every year that this site shows." in complete
    assert "No letter was set aside." in complete


def test_the_report_is_given_in_numbers() -> None:
    text = said(kent_and_tees(), "about/index.html")
    assert "Letters found 5 Read and shown 3 We are checking, figures not shown 1 Rejected" in text
