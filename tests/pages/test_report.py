"""What became of every letter is said on a page of its own, by year and by reason."""

from dataclasses import replace
from datetime import date

from mapper.letters.statistics import Problem
from tests.editions import REJECTED, SUM, edition, in_review, kent_and_tees
from tests.pages.rendered import only, page, said
from tests.readings import reading, year

PATH = "report/index.html"


def test_every_letter_set_aside_is_named_with_its_reason() -> None:
    text = said(kent_and_tees(), PATH)
    assert f"letters/2019/doubtful.pdf, page 4 in review {SUM}." in text
    assert "letters/2019/minutes.pdf rejected No layout knows it." in text


def test_parts_of_one_file_are_told_apart() -> None:
    file = "letters/2019/two.pdf"
    refused = replace(REJECTED, file=file, pages=(7, 9), figures={}, authority_name="Ashford Borough Council")
    shown = edition(year(reading(file=file)), others=(refused, replace(refused, pages=(10, 10))))
    text = said(shown, PATH)
    assert "letters/2019/two.pdf, pages 7 to 9 rejected No layout knows it." in text
    assert "letters/2019/two.pdf, page 10 rejected No layout knows it." in text
    assert "In the year to 31 March 2019 the Ombudsman received 14" in said(shown)


def test_what_was_noted_is_said_and_nothing_where_nothing_was() -> None:
    noted = said(edition(year(reading()), notes=("Sums differ by 3 <b>.",)), PATH)
    assert "What was noted" in noted and "Sums differ by 3 <b>." in noted
    assert "What was noted" not in said(only(reading()), PATH)


def test_councils_without_a_letter_are_named() -> None:
    text = said(kent_and_tees(), PATH)
    assert "1 council without a letter for the year to 31 March 2019 Hartlepool" in text
    complete = said(only(reading()), PATH)
    assert "Every council has a letter in every year that this site shows." in complete
    assert "No letter was set aside." in complete


def test_letters_are_grouped_by_year_and_by_their_first_reason_and_the_most_frequent_comes_first() -> None:
    earlier = in_review(file="a.pdf", period_end=date(2016, 3, 31))
    two = (Problem("rate-mismatch", "One in two is not 40%"), Problem("sum-mismatch", "3 and 4 are not 8"))
    others = [
        earlier,
        in_review(file="b.pdf", problems=two),
        in_review(file="c.pdf"),
        in_review(file="d.pdf"),
        REJECTED,
    ]
    text = said(edition(year(reading()), others=others), PATH)
    places = [
        text.index(words)
        for words in (
            "Year to 31 March 2019 Sums that do not hold (2 letters or files)",
            "c.pdf, page 4",
            "d.pdf, page 4",
            "Rates that are not those of their counts (1 letter or file)",
            "b.pdf, page 4 in review One in two is not 40%. 3 and 4 are not 8.",
            "Year to 31 March 2016 Sums that do not hold (1 letter or file)",
            "Year not known No known form of letter (1 letter or file)",
        )
    ]
    assert places == sorted(places)
    assert text.count("b.pdf") == 1


def test_a_reason_that_has_no_heading_stands_under_other_reasons() -> None:
    odd = replace(REJECTED, problems=(Problem("brand-new", "Nobody has met this yet"),))
    text = said(edition(year(reading()), others=(odd,)), PATH)
    assert "Other reasons (1 letter or file)" in text and "Nobody has met this yet." in text


def test_each_year_has_an_address_of_its_own() -> None:
    html = page(kent_and_tees(), PATH)
    assert '<a href="#to-2019-03-31">' in html and 'id="to-2019-03-31"' in html
    assert '<a href="#year-not-known">' in html and 'id="year-not-known"' in html
