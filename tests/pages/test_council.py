"""A council's page says what its letters say, in words that do not mislead."""

import json
import re
from dataclasses import replace
from hashlib import sha256

import pytest

from mapper.downloads.catalogue import data_files
from mapper.letters.identities import checks
from mapper.letters.statistics import BY_KEY, Figure, Problem
from mapper.map import choropleth
from mapper.measures.recipe import Recipe
from mapper.pages import render
from mapper.review.reading import CouncilYear, Reading, Status
from mapper.review.shown import LettersAs, Shown
from tests.editions import MAP, MIDDLESBROUGH, SUM, edition, in_review, kent_and_tees
from tests.pages.rendered import EARLIER, Values, earlier, only, page, said, with_values, words
from tests.readings import (
    DARTFORD,
    DARTFORD_FIGURES,
    DAY,
    PDF,
    WITHHELD,
    council,
    figures,
    reading,
    year,
)


def test_a_council_is_introduced_with_its_type_county_and_year() -> None:
    text = said(kent_and_tees())
    assert "Councils Kent Dartford" in text
    assert "Dartford Borough Council, a district in Kent. Year to 31 March 2019" in text


SUMMARIES: list[tuple[Values, str]] = [
    (
        {},
        "In the year to 31 March 2019 the Ombudsman received 14 complaints and enquiries about Dartford, most often "
        "about housing (10). It decided 13, investigated one of them in detail, and upheld it.",
    ),
    ({"decided_upheld": 0, "decided_not_upheld": 1}, "one of them in detail, and did not uphold it."),
    ({"investigations": 0, "decided_upheld": 0}, "It decided 13 and investigated none of them in detail."),
    (
        {"investigations": 5, "decided_upheld": 5},
        "investigated 5 of them in detail, and upheld all of those.",
    ),
    (
        {"investigations": 5, "decided_upheld": 0},
        "investigated 5 of them in detail, and upheld none of those.",
    ),
    ({"investigations": 9, "decided_upheld": 4}, "investigated 9 of them in detail, and upheld 4 of those."),
    ({"received_total": 0, "received_housing": 0}, "received no complaints and enquiries about Dartford"),
    ({"received_total": 1_204}, "received 1,204 complaints and enquiries"),
    ({"received_environment_services": 10}, "enquiries about Dartford. It decided 13"),
    ({"investigations": None}, "It decided 13."),
]


@pytest.mark.parametrize(("changed", "expected"), SUMMARIES)
def test_the_summary_is_made_of_what_the_letter_states(changed: Values, expected: str) -> None:
    assert expected in said(only(with_values(DARTFORD, changed)))


RATES: list[tuple[Values, str]] = [
    (
        {},
        "1 of 1 investigated complaint was upheld (100%). One case is too few to show a pattern. Too few districts",
    ),
    (
        {"investigations": 3, "decided_not_upheld": 2, "uphold_rate": 33},
        "1 of 3 investigated complaints were upheld (33%). Too few districts have a rate for this year to compare it "
        "with.",
    ),
    (
        {"investigations": 5, "decided_upheld": 0, "decided_not_upheld": 5, "uphold_rate": 0},
        "0 of 5 investigated complaints were upheld (0%). Too few districts",
    ),
    (
        {"investigations": 20, "decided_upheld": 12, "decided_not_upheld": 8, "uphold_rate": 60},
        "12 of 20 investigated complaints were upheld (60%). Too few districts",
    ),
    (
        {"investigations": 0, "decided_upheld": 0, "uphold_rate": None},
        "No complaint was investigated, so there is no rate. That is neither good nor bad.",
    ),
    ({"uphold_rate": None}, "This figure is not stated for this year."),
    (
        {"compliance_recorded": 0, "complied_on_time": 0, "compliance_rate": None},
        "No complaint had recommendations that fell due in the year, so there is no rate.",
    ),
    ({"compliance_recorded": None}, "Recommendations carried out Not stated"),
    ({"decided_upheld": 0, "satisfactory_remedy_rate": None}, "nothing to put right beforehand"),
]


@pytest.mark.parametrize(("changed", "expected"), RATES)
def test_a_rate_says_what_it_rests_on(changed: Values, expected: str) -> None:
    assert expected in said(only(with_values(DARTFORD, changed)))


def test_no_number_at_the_head_stands_without_its_base() -> None:
    text = said(only(reading()))
    assert "14 received" in text
    assert "13 decided" in text
    assert "1 of 13 investigated" in text
    assert "1 of 1 upheld Of those investigated: fault found (100%)" in text
    assert "0 of 1 put right before Of those upheld (0%)" in text
    assert "1 of 1 carried out Of the complaints with recommendations (100%): 1 on time, 0 late" in text


def test_a_number_that_the_letter_lacks_is_not_a_zero() -> None:
    assert "– received Not stated for this year" in said(only(reading(received_total=None)))
    assert "– investigated Not stated for this year" in said(only(reading(investigations=None)))


def test_every_subject_is_listed_the_largest_first_and_zero_as_zero() -> None:
    text = said(only(reading()))
    assert "Housing 10 71% Environment services 3 21% Planning and development 1 7%" in text
    assert "Other 0 0%" in text


def test_bars_are_drawn_in_proportion() -> None:
    widths = re.findall(r'<rect width="([\d.]+)"', page(only(reading())))
    assert widths[:4] == ["71.43", "21.43", "7.14", "0.00"], "of all 14, on a scale of 0 to 100%"


def test_every_figure_leads_to_its_place_in_the_letter() -> None:
    letter = reading()
    html = page(only(letter))
    text = words(html)
    assert letter.figures is not None
    for figure in letter.figures.values():
        title = BY_KEY[figure.statistic].title
        value = f"{figure.value}%" if figure.unit.value == "percent" else figure.value
        assert f"{title} {figure.printed} {value} page 4" in text
    links = html.count('href="../../letters/2019/dartford-borough-council.pdf#page=4"')
    assert links == len(letter.figures)


def test_a_dash_in_the_letter_is_no_value() -> None:
    assert "Share carried out - no value page 4" in said(only(reading(compliance_rate=None)))


# What letters since 2020 state: nothing of subjects, one outcome, and no count of recommendations carried out.
BLOCKS: Values = {
    "decided_upheld": 2,
    "uphold_rate": 50,
    "investigations": 4,
    "compliance_recorded": 51,
    "compliance_rate": 98,
}


def with_only(*stated: Figure) -> Reading:
    return replace(reading(), figures={figure.statistic: figure for figure in stated})


def test_a_letter_of_blocks_is_shown_with_what_it_states() -> None:
    text = said(only(with_only(*figures(BLOCKS))))
    assert "4 investigated Complaints looked into in detail" in text
    assert "98% of 51 carried out Of the complaints with recommendations" in text
    assert "Recommendations carried out 98% of 51 As the letter prints it." in text
    assert "How they were decided" not in text, "one outcome is no share of anything"


def test_words_in_the_place_of_a_number_stand_in_quotes() -> None:
    none = "The Ombudsman carried out no detailed investigations during this period"
    stated = [Figure(key, 0, none, 1) for key in ("investigations", "decided_upheld")]
    text = said(only(with_only(*stated, Figure("uphold_rate", None, none, 1))))
    assert f"Detailed investigations “{none}” 0 page 1" in text
    assert f"Uphold rate “{none}” no value page 1" in text
    assert "No complaint was investigated, so there is no rate." in text


def test_a_letter_that_may_not_be_published_is_named_but_not_linked() -> None:
    html = page(only(replace(reading(), shown=WITHHELD)))
    assert "The letter’s PDF is not shown here. It holds a thing that cannot be copied." in words(html)
    assert "dartford-borough-council.pdf" not in html


HASH = sha256(PDF).hexdigest()
THERE = "https://www.lgo.org.uk/letters/dartford%202019.pdf"


def shown_as(shown: Shown, *, is_known: bool = False) -> str:
    """The page of a council whose letter is shown so; `is_known` is whether its address is."""
    made = only(replace(reading(), shown=shown))
    return page(replace(made, recipe=Recipe(addresses={HASH: THERE} if is_known else {})))


def test_a_copy_is_said_to_be_one_beside_the_hash_and_address_of_the_file() -> None:
    html = shown_as(Shown(LettersAs.COPY, pages=(1, 6), file_pages=6, content=PDF), is_known=True)
    assert "The letter’s PDF here is a copy of its pages, made by this site" in words(html)
    assert f"SHA-256 of the file that was read: {HASH}." in words(html)
    assert f'<a href="{THERE}">It was fetched from here.</a>' in html
    assert 'letters/2019/dartford-borough-council.pdf#page=4"' in html
    assert ">page 4</a>" in html


def test_a_copy_of_some_pages_has_both_numbers_of_each() -> None:
    """The figures stand on page 4 of the file, which is the second of the two that are copied."""
    html = shown_as(Shown(LettersAs.COPY, pages=(3, 4), file_pages=300, content=PDF))
    assert "is a copy of pages 3 to 4 of the file that it was found in, which has 300, made" in words(html)
    assert 'letters/2019/dartford-borough-council.pdf#page=2"' in html
    assert ">page 4 of the file, page 2 of the copy</a>" in html
    assert "It was fetched from here" not in html


def test_a_link_leads_to_where_the_letter_was_fetched_from() -> None:
    html = shown_as(Shown(LettersAs.LINK, address=THERE), is_known=True)
    assert f'<a href="{THERE}">The letter (PDF, where it was fetched from)</a>' in html
    assert f'<a href="{THERE}#page=4">page 4</a>' in html
    assert "dartford-borough-council.pdf" not in html
    assert f"SHA-256 of the file that was read: {HASH}." in words(html)


def test_a_copy_in_the_place_of_a_link_says_why() -> None:
    why = "The address it was fetched from is not known"
    text = words(shown_as(Shown(LettersAs.COPY, why, pages=(1, 6), file_pages=6, content=PDF)))
    assert f"{why}, so there is no link to it." in text


def test_a_letter_that_is_not_shown_has_the_address_it_was_fetched_from() -> None:
    html = shown_as(WITHHELD, is_known=True)
    assert f'<a href="{THERE}">Where the letter was fetched from</a>' in html
    assert f"SHA-256 of the file that was read: {HASH}." in words(html)


def test_what_was_checked_is_listed_and_what_failed_is_marked() -> None:
    letter = reading()
    assert letter.figures is not None
    tried = checks(tuple(letter.figures.values()))
    html = page(only(replace(letter, checks=tried)))
    assert f"All {['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'][len(tried)]} passed." in html
    assert html.count('aria-label="Passed:"') == len(tried)
    doubtful = page(only(in_review(DARTFORD)))
    assert "One of one does not add up." in doubtful
    assert 'aria-label="Does not add up:"' in doubtful


CHECKING = (
    "We are checking this letter, so its figures are not shown yet. The build report says what is in doubt."
)


def test_a_letter_in_review_is_said_to_be_checked_and_is_linked() -> None:
    html = page(kent_and_tees(), "councils/middlesbrough-borough-council/index.html")
    said_of_it = (
        f"We are checking Year to 31 March 2019. {CHECKING} To the build report. The letter itself is here."
    )
    assert said_of_it in words(html)
    assert 'href="../../report/index.html#set-aside">To the build report.' in html
    assert 'href="../../letters/2019/middlesbrough-borough-council.pdf">The letter itself is here.' in html
    assert "14 complaints" not in html and "page 4" not in html


def test_readers_are_spared_the_parsers_words() -> None:
    both = "Two programs read the same places differently: page 4: “1” and “7”. Look at the letter."
    problems = (Problem("sum-mismatch", SUM), Problem("readers-disagree", both))
    html = page(only(in_review(DARTFORD, problems=problems)))
    assert CHECKING in words(html)
    assert both not in html
    assert both in page(only(in_review(DARTFORD, problems=problems)), "report/index.html"), (
        "the report has them"
    )


def test_a_letter_in_review_that_may_not_be_published_is_not_linked() -> None:
    html = page(only(in_review(DARTFORD, shown=WITHHELD)))
    assert CHECKING in words(html)
    assert "The letter itself is here" not in html


def test_a_letter_without_figures_is_unreadable_and_not_being_checked() -> None:
    problems = (Problem("missing-figure", "No table of decisions."),)
    rejected = replace(reading(), status=Status.REJECTED, figures={}, problems=problems)
    text = said(only(rejected))
    assert "Year to 31 March 2019. No figures could be read from this letter yet." in text
    assert CHECKING not in text


def test_no_figure_of_a_letter_in_review_is_shown_anywhere() -> None:
    """Pages, map and tables; a file that has the figures says beside each that they are not to be used."""
    known = kent_and_tees()
    odd: Values = {key: 8_642_001 + number for number, key in enumerate(DARTFORD_FIGURES)}
    years = [y for joined in known.years for y in joined.councils if y.council.gss_code != MIDDLESBROUGH]
    secret = replace(in_review(), figures=with_values(MIDDLESBROUGH, odd).figures)
    shown = edition(*years, year(secret, MIDDLESBROUGH), frames=True)
    parts = choropleth.render(shown)
    site = {**render(shown, parts, ()), **parts.files, **data_files(shown)}
    with_figures = {path for path, data in site.items() if re.search(rb"8,?642,?0\d\d", data)}
    own = f"data/councils/{MIDDLESBROUGH}.json"
    assert with_figures == {"data/figures.csv", "data/build-report.json", "data/provenance.json", own}
    assert {figure["status"] for figure in json.loads(site[own])["figures"]} == {"review"}
    rows = [row for row in site["data/figures.csv"].decode().splitlines() if ",8642" in row]
    assert len(rows) == len(odd) and all(row.endswith(",review") for row in rows)


def test_a_council_without_a_letter_says_so() -> None:
    text = said(kent_and_tees(), "councils/hartlepool-borough-council/index.html")
    assert "No letter Year to 31 March 2019. No letter has been added for this year." in text


def test_a_district_leads_to_its_county_and_a_county_to_its_districts() -> None:
    district, county = page(kent_and_tees()), page(kent_and_tees(), "councils/kent-county-council/index.html")
    assert 'href="../../councils/kent-county-council/index.html">Kent</a>' in district
    assert 'href="../../councils/ashford-borough-council/index.html">Ashford' in district
    assert ">Dartford</a>" not in district
    assert "Kent’s districts" in county
    assert 'href="../../councils/dartford-borough-council/index.html">Dartford' in county


def test_a_council_links_to_its_place_on_the_map_and_to_the_ombudsman() -> None:
    html = page(only(reading()))
    assert 'href="../../index.html#council=E07000107"' in html
    assert "https://www.lgo.org.uk/your-councils-performance/dartford-borough-council/statistics" in html


# Several years


def test_the_newest_year_is_shown_whole_and_the_others_below_it() -> None:
    text = said(edition(year(reading()), earlier(reading(received_total=17))))
    assert "In the year to 31 March 2019 the Ombudsman received 14" in text
    assert "2018 17 1 of 1 (100%) – – Not compared 1 of 1 (100%) 0 of 1 (0%)" in text
    assert "Every figure of the letter for 2018" in text
    assert "All complaints and enquiries received 17 17 page 4" in text


def test_a_newest_year_without_figures_gives_way_and_is_said_first() -> None:
    text = said(edition(year(None), earlier(reading())))
    assert "In the year to 31 March 2018 the Ombudsman received 14" in text
    assert "Year to 31 March 2019. No letter has been added for this year." in text


def test_a_year_in_review_is_a_line_of_its_own() -> None:
    text = said(edition(year(reading()), earlier(in_review(DARTFORD))))
    assert f"2018 We are checking. {CHECKING}" in text


def test_one_year_makes_no_table_of_years() -> None:
    assert "Year by year" not in page(only(reading()))


def test_a_council_whose_code_changes_keeps_one_page() -> None:
    recoded = replace(council("E08000016"), gss_code="E08000038")
    before = CouncilYear(council("E08000016"), EARLIER, replace(reading("E08000016"), period_end=EARLIER))
    found = render(edition(CouncilYear(recoded, DAY, reading("E08000016")), before), MAP, ())
    path = f"councils/{recoded.slug}/index.html"
    assert [page for page in found if page.startswith("councils/barnsley")] == [path]
    assert "2019 14 1 of 1 (100%) – – Not compared 1 of 1 (100%) 0 of 1 (0%) 2018 14" in words(
        found[path].decode()
    )


def test_its_feed_is_known_to_feed_readers() -> None:
    found = re.search(
        r'<link rel="alternate" type="application/atom\+xml" [^>]*href="([^"]*)">', page(only(reading()))
    )
    assert found is not None and found[1] == f"../../feeds/{DARTFORD}.xml"
