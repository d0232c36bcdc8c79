"""The page about the data gives the report in numbers, and leads to the rest."""

from tests.editions import kent_and_tees
from tests.pages.rendered import page, said


def test_the_report_is_given_in_numbers() -> None:
    text = said(kent_and_tees(), "about/index.html")
    assert "Letters found 5 Read and shown 3 We are checking, figures not shown 1 Rejected" in text


def test_the_page_stays_short_and_leads_to_the_report_and_to_the_downloads() -> None:
    html = page(kent_and_tees(), "about/index.html")
    assert "doubtful.pdf" not in html and "Hartlepool" not in html
    for target in ("report/index.html", "report/index.html#without", "data/index.html"):
        assert f'href="../{target}"' in html
