"""The page on how not to use the figures, and the links to report an error."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

from mapper.measures.contact import Contact
from tests.pages.rendered import only, page, words
from tests.readings import reading

PAGE = "how-not-to-use/index.html"


def test_it_says_what_the_figures_cannot_show() -> None:
    html = page(only(reading()), PAGE)
    for part in ("small", "upheld", "volumes", "ranks", "years", "missing", "report"):
        assert f'id="{part}"' in html
    assert "1 of 1 100% 21% to 100%" in words(html), "Wilson's interval of one of one"
    assert "60 of 100 60% 50% to 69%" in words(html)


def test_every_page_leads_there() -> None:
    assert f'href="../../{PAGE}"' in page(only(reading()))
    assert f'href="../{PAGE}"' in page(only(reading()), "about/index.html")


def test_a_report_is_filled_in_with_council_year_and_figure() -> None:
    html = page(replace(only(reading()), contact=Contact("maps@example.org")))
    links = {
        unescape(label): unescape(url)
        for url, label in re.findall(r'report-it" href="([^"]*)" aria-label="([^"]*)"', html)
    }
    assert len(links) == len(reading().figures or ())
    sent = parse_qs(urlsplit(links["Report an error in: Housing"]).query)
    assert sent["subject"] == ["Dartford Borough Council, year to 31 March 2019: Housing"]
    assert "Council: Dartford Borough Council (E07000107)\r\nYear to: 31 March 2019" in sent["body"][0]
    assert "The site shows: 10 (printed “10”, page 4)" in sent["body"][0]


def test_a_site_that_names_nobody_has_no_such_links() -> None:
    assert "report-it" not in page(only(reading()))
    assert "mailto:" not in page(only(reading()), PAGE)
    assert "about/index.html#mistakes" in page(only(reading()), PAGE)
    named = replace(only(reading()), contact=Contact("https://example.org/talk"))
    assert 'href="https://example.org/talk">Report an error' in page(named, PAGE)
