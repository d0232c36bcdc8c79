"""A corrected figure is marked wherever it stands, with what was printed and who says so."""

import re
from dataclasses import replace
from html import unescape

import pytest
from markupsafe import escape

from mapper.letters.statistics import BY_KEY, Unit
from tests.editions import REJECTED, corrected, edition, in_review
from tests.pages.rendered import Values, earlier, only, page, said, with_values, words
from tests.readings import DARTFORD, DARTFORD_FIGURES, reading, year

LARGE: Values = {
    "investigations": 6_000,
    "decided_upheld": 4_000,
    "satisfactory_remedies": 2_000,
    "compliance_recorded": 4_000,
    "complied_on_time": 3_000,
}


@pytest.mark.parametrize("statistic", [*DARTFORD_FIGURES])
def test_a_corrected_figure_is_marked_wherever_it_stands(statistic: str) -> None:
    """Every line of the page with the figure has the mark too, and no line of a page without corrections."""
    part = statistic in ("satisfactory_remedies", "complied_on_time", "complied_late")
    rate = BY_KEY[statistic].unit is Unit.PERCENT
    value = 59 if rate else 777 if part else 4_777
    before = with_values(DARTFORD, LARGE)
    now = corrected(before, statistic, printed="?", value=value)
    shown = re.compile(rf"(?<![\d,]){value:,}{'%' if rate else ''}(?![\d,])")
    for edited in (only(now), edition(year(reading()), earlier(now)), edition(year(None), earlier(now))):
        lines = [line for line in page(edited).splitlines() if shown.search(unescape(line))]
        assert lines
        assert [line for line in lines if 'class="fix"' not in line] == []
    plain = page(edition(year(before), earlier(before)))
    assert 'class="fix"' not in plain and not shown.search(plain)


@pytest.mark.parametrize(
    ("statistic", "marked"),
    [
        (
            "received_total",
            [
                "about Dartford, most often about housing (10). corrected It decided",
                "14 received corrected Complaints",
                "of 14 corrected complaints and enquiries received in",
                "All complaints and enquiries received 15 14 corrected page 4",
            ],
        ),
        (
            "decided_upheld",
            [
                "and upheld 14 of those. corrected",
                "to compare it with. corrected",
                "14 of 20 upheld corrected",
            ],
        ),
        ("received_housing", ["Housing corrected 14 78%", "housing (14). corrected"]),
        ("uphold_rate", ["14 of 20 upheld corrected", "Uphold rate 15 14% corrected page 4"]),
        ("not_complied", ["14 not carried out. corrected"]),
        ("compliance_recorded", ["1 of 14 (100%) corrected", "1 of 14 carried out corrected"]),
    ],
)
def test_a_corrected_figure_is_marked_in_words(statistic: str, marked: list[str]) -> None:
    letter = reading() if statistic == "received_total" else reading(investigations=20, decided_upheld=14)
    text = said(only(corrected(letter, statistic)))
    for expected in marked:
        assert expected in text


def test_a_year_with_a_correction_is_marked_in_the_table_of_years() -> None:
    older = corrected(corrected(reading(), "investigations", value=1), "received_total")
    assert "2018 14 corrected 1 of 1 (100%) corrected" in said(edition(year(reading()), earlier(older)))


def test_a_correction_is_told_beside_its_figure_and_among_the_checks() -> None:
    html = page(only(corrected(reading(), printed="1O")))
    expected = (
        "The letter prints “1O”, corrected to 14. Nine subjects add up to 14. Evidence: "
        "https://example.org/table.csv (A. Reader, 25 July 2019)."
    )
    assert f"received 1O 14 corrected page 4 {expected}" in words(html)
    assert f"Checks of this letter All complaints and enquiries received, corrected. {expected}" in words(
        html
    )
    assert html.count('<a href="https://example.org/table.csv">https://example.org/table.csv</a>') == 2


def test_a_sum_that_follows_a_corrected_part_says_which() -> None:
    letter = corrected(reading(), "decided_upheld", printed="l", corrected="1", value=1)
    line = letter.corrections["decided_upheld"]
    both = replace(letter, corrections={"decided_upheld": line, "investigations": line})
    text = said(only(both))
    assert "Upheld l 1 corrected page 4 The letter prints “l”, corrected to 1." in text
    assert "Detailed investigations 1 1 corrected page 4 Follows “Upheld”. The letter prints “l”" in text
    assert text.count("Upheld, corrected. The letter prints") == 1


def test_a_letter_in_review_shows_what_was_corrected_in_it() -> None:
    text = said(only(corrected(in_review(DARTFORD))))
    assert "All complaints and enquiries received, corrected. The letter prints “15”" in text


@pytest.mark.parametrize(
    ("evidence", "link"),
    [
        ("https://example.org/a?b=c&d=1#e", True),
        ("http://example.org", True),
        ("A letter from the Ombudsman of 3 May 2019", False),
        ("https://example.org/table.csv, row 5", False),
        ("javascript:alert(1)", False),
        ("https://[", False),
        ("https://example.org/[1]", False),
        ("//example.org/a", False),
        ('https://example.org/" onclick="x', False),
    ],
)
def test_evidence_is_a_link_only_where_it_is_one_address(evidence: str, link: bool) -> None:
    html = page(only(corrected(reading(), evidence=evidence)))
    assert (f'<a href="{escape(evidence)}">' in html) is link
    assert (f">{escape(evidence)}</a>" in html) is link
    assert f"Evidence: {evidence} (A. Reader" in words(html)


def test_every_correction_is_listed_on_the_about_page() -> None:
    shown, absent = corrected(reading()), corrected(REJECTED, "uphold_rate", printed="5", corrected="50")
    text = said(edition(year(shown), others=(absent,)), "about/index.html")
    assert "Figures corrected, not as printed 2" in text
    assert (
        "Dartford 2019, All complaints and enquiries received. The letter prints “15”, corrected to 14."
        in text
    )
    assert "(A. Reader, 25 July 2019). Letter: letters/2019/letter.pdf." in text
    assert "letters/2019/minutes.pdf, Uphold rate. The letter prints “5”, corrected to 50." in text
    html = page(edition(year(shown)), "about/index.html")
    assert '<a href="../councils/dartford-borough-council/index.html">Dartford 2019</a>' in html
    assert "No figure of these letters was corrected." not in html


def test_a_site_without_corrections_says_so() -> None:
    text = said(only(reading()), "about/index.html")
    assert (
        "No figure of these letters was corrected." in text and "Figures corrected, not as printed 0" in text
    )
