"""The pages say what the letters say, in words that do not mislead, and nothing in a name can break them."""

import re
from dataclasses import fields, replace
from datetime import date
from html import unescape

import jinja2.meta
import pytest
from jinja2 import UndefinedError
from jinja2.nodes import FromImport
from markupsafe import escape

from mapper.councils.council import CouncilType
from mapper.councils.register import load_register
from mapper.downloads import data_files
from mapper.letters.identities import checks
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Figure, Problem, Unit
from mapper.map import choropleth
from mapper.measures.edition import Edition
from mapper.pages import PAGES, PageKind, render
from mapper.pages.figures import in_its_unit, percent_or_dash
from mapper.pages.templates import environment
from mapper.pictures import picture
from mapper.resources import BOUNDARIES
from mapper.review.reading import CouncilYear, Reading, Status
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import (
    ASHFORD,
    HARTLEPOOL,
    KENT,
    MAP,
    MIDDLESBROUGH,
    REJECTED,
    SUM,
    corrected,
    edition,
    in_review,
    kent_and_tees,
)
from tests.readings import DARTFORD, DARTFORD_FIGURES, DAY, council, figures, reading, year

Values = dict[str, int | float | None]

EARLIER = date(2018, 3, 31)
MARKUP = "<script>alert('x')</script> & \"Sons\""


def page(edition: Edition, path: str = "councils/dartford-borough-council/index.html") -> str:
    return render(edition, MAP, ())[path].decode()


def words(html: str) -> str:
    """What a reader sees: the text of the body, in single spaces."""
    body = html[html.index("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split()).replace(" .", ".").replace(" ,", ",")


def said(edition: Edition, path: str = "councils/dartford-borough-council/index.html") -> str:
    return words(page(edition, path))


def only(letter: Reading | None, code: str = DARTFORD) -> Edition:
    return edition(year(letter, code))


def with_values(code: str, values: Values) -> Reading:
    """A letter with Dartford's figures, but for these."""
    letter = reading(code)
    assert letter.figures is not None
    changed = {
        key: Figure(key, value, "-" if value is None else str(value), 4) for key, value in values.items()
    }
    return replace(letter, figures={**letter.figures, **changed})


# Records and templates


def names_used(template: str) -> set[str]:
    """The names that a template and those it stands in take from the page."""
    jinja = environment()
    assert jinja.loader is not None
    tree = jinja.parse(jinja.loader.get_source(jinja, template)[0])
    used = jinja2.meta.find_undeclared_variables(tree)
    for imported in tree.find_all(FromImport):
        used -= {name if isinstance(name, str) else name[1] for name in imported.names}
    parents = {name for name in jinja2.meta.find_referenced_templates(tree) if name == "frame.html"}
    return used.union(*(names_used(str(name)) for name in parents))


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.template)
def test_a_template_uses_every_name_it_is_given_and_no_other(kind: PageKind) -> None:
    assert names_used(kind.template) == {field.name for field in fields(kind.record)}


def test_a_name_that_a_page_does_not_have_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="nowhere"):
        environment().from_string("{{ nowhere }}").render()


def test_every_council_and_every_section_has_its_page() -> None:
    slugs = ("dartford-borough-council", "ashford-borough-council", "kent-county-council")
    more = ("middlesbrough-borough-council", "hartlepool-borough-council")
    expected = {f"councils/{slug}/index.html" for slug in slugs + more}
    expected |= {"index.html", "councils/index.html", "about/index.html"}
    assert {path for path in render(kent_and_tees(), MAP, ()) if path.endswith(".html")} == expected


def test_the_pages_bring_the_assets_that_they_load() -> None:
    site = render(kent_and_tees(), MAP, ())
    html = b"".join(site.values()).decode()
    assert {path for path in site if path.startswith("assets/")} == {
        f"assets/{name}" for name in re.findall(r'(?:href|src)="(?:\.\./)*assets/([^"]+)"', html)
    }


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert render(kent_and_tees(), MAP, ()) == render(kent_and_tees(), MAP, ())


def test_a_canonical_address_is_given_only_where_the_site_is_known_to_stand() -> None:
    address = "https://example.org/map/councils/dartford-borough-council/index.html"
    with_base = page(edition(year(reading()), base_url="https://example.org/map/"))
    assert f'<link rel="canonical" href="{address}">' in with_base
    assert "canonical" not in page(only(reading()))


@pytest.mark.parametrize(
    "path", ["index.html", "about/index.html", "councils/dartford-borough-council/index.html"]
)
def test_a_link_to_a_page_is_previewed_where_the_site_is_known_to_stand(path: str) -> None:
    shown = page(edition(year(reading()), base_url="https://example.org/map/"), path)
    said = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', shown))
    assert said["og:image"] == "https://example.org/map/assets/preview.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:url"] == f"https://example.org/map/{path}"
    assert f"<title>{said['og:title']} ·" in shown
    assert f'<meta name="description" content="{said["og:description"]}">' in shown
    assert said["twitter:card"] == "summary_large_image"
    assert "og:" not in page(only(reading()), path)


def test_without_scripts_the_map_page_has_the_picture_its_legend_and_the_files() -> None:
    shown = kent_and_tees()
    drawn = picture.render(shown).pictures
    html = render(shown, MAP, drawn)["index.html"].decode()
    inside = html[html.index("<noscript>") : html.index("</noscript>")]
    assert inside.count("<img ") == html.count("<img ") == 1
    assert f'<img src="{drawn[0].svg}"' in inside
    assert f'alt="{drawn[0].alt}"' in inside
    for entry in drawn[0].legend:
        assert f"<li>{entry.words.lower()}: {entry.count} council" in inside
    for one in drawn:
        assert f'<a href="{one.svg}">SVG</a>, <a href="{one.png}">PNG</a>' in inside
    assert 'href="councils/index.html"' in inside


# Names


def test_markup_in_names_files_and_reasons_comes_out_as_text_on_every_page() -> None:
    strange = replace(council(), name=MARKUP, short_name=MARKUP, official_name=MARKUP + "!")
    doubtful = in_review(
        DARTFORD, council=strange, authority_name=MARKUP, file=MARKUP, problems=(Problem("x", MARKUP),)
    )
    doubtful = corrected(
        doubtful, printed=MARKUP, corrected=MARKUP, reason=MARKUP, evidence=MARKUP, who=MARKUP
    )
    neighbour = CouncilYear(council(ASHFORD), DAY, reading(ASHFORD))
    county = CouncilYear(replace(council(KENT), name=MARKUP, short_name=MARKUP), DAY, reading(KENT))
    without = replace(strange, gss_code="E07000106", name=MARKUP + " too")
    for path, html in render(
        edition(
            CouncilYear(strange, DAY, doubtful),
            neighbour,
            county,
            CouncilYear(without, DAY),
            others=(replace(REJECTED, file=MARKUP),),
        ),
        MAP,
        (),
    ).items():
        text = html.decode()
        if path.endswith(".html") and path != "index.html":
            assert "<script>alert" not in text and "alert('x')" not in text, path
            assert "&lt;script&gt;alert(" in text, path
            assert '"Sons"' not in text, path


def test_a_name_cannot_leave_the_quotes_of_the_sheet_heading() -> None:
    strange = replace(council(), short_name='"} </style> \\')
    html = page(edition(CouncilYear(strange, DAY, reading())))
    style = html[html.index("<style") : html.index("</style>")]
    assert re.fullmatch(r'<style media="print">@page \{ @top-right \{ content: "[\w\\]+"; \} \}', style)


def test_names_are_set_with_the_apostrophe_of_print() -> None:
    path = "councils/kings-lynn-and-west-norfolk-borough-council/index.html"
    text = said(only(reading("E07000146"), "E07000146"), path)
    assert "King’s Lynn and West Norfolk Borough Council (officially Borough Council of King’s Lynn" in text
    assert "'" not in text


# A council's page


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
    ({}, "One case cannot show a pattern. A rate anywhere from 21% to 100% would fit it."),
    (
        {"investigations": 3, "decided_not_upheld": 2, "uphold_rate": 33},
        "1 of 3 investigated complaints were upheld (33%). Three cases cannot show a pattern. A rate anywhere from "
        "6% to 79% would fit them.",
    ),
    (
        {"investigations": 5, "decided_upheld": 0, "decided_not_upheld": 5, "uphold_rate": 0},
        "0 of 5 investigated complaints were upheld (0%). A rate from 0% to 43% would fit. Too few districts",
    ),
    (
        {"investigations": 20, "decided_upheld": 12, "decided_not_upheld": 8, "uphold_rate": 60},
        "12 of 20 investigated complaints were upheld (60%). A rate from 39% to 78% would fit. Too few districts",
    ),
    (
        {"investigations": 0, "decided_upheld": 0, "uphold_rate": None},
        "No complaint was investigated, so there is no rate. That is neither good nor bad.",
    ),
    ({"uphold_rate": None}, "The letter for this year does not state this figure."),
    (
        {"compliance_recorded": 0, "complied_on_time": 0, "compliance_rate": None},
        "No recommendation was recorded in the year, so there is no rate.",
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
    assert "0 of 1 already remedied Of those upheld (0%)" in text
    assert "1 of 1 complied Of those recorded (100%): 1 on time, 0 late" in text


def test_a_number_that_the_letter_lacks_is_not_a_zero() -> None:
    assert "– received Not stated in the letter" in said(only(reading(received_total=None)))
    assert "– investigated Not stated in the letter" in said(only(reading(investigations=None)))


def test_every_subject_is_listed_the_largest_first_and_zero_as_zero() -> None:
    text = said(only(reading()))
    assert "Housing 10 71% Environment services 3 21% Planning and development 1 7%" in text
    assert "Other 0 0%" in text


def test_bars_are_drawn_in_proportion() -> None:
    widths = re.findall(r'<rect width="([\d.]+)"', page(only(reading())))
    assert widths[:4] == ["100.00", "30.00", "10.00", "0.00"]


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
    assert "Compliance rate - no value page 4" in said(only(reading(compliance_rate=None)))


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
    assert "98% of 51 complied Of the recommendations recorded" in text
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
    html = page(only(replace(reading(), active_content=True)))
    assert "so it is not published here" in html
    assert "letters/2019" not in html


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


def test_a_letter_in_review_is_held_back_with_its_reason_and_a_link() -> None:
    html = page(kent_and_tees(), "councils/middlesbrough-borough-council/index.html")
    assert f"In review Year to 31 March 2019. Held back: {SUM}. The letter itself is here." in words(html)
    assert 'href="../../letters/2019/middlesbrough-borough-council.pdf">The letter itself is here.' in html
    assert "14 complaints" not in html and "page 4" not in html


def test_several_reasons_are_told_one_by_one_before_the_letter() -> None:
    both = "Two programs read the same places differently: page 4: “1” and “7”. Look at the letter."
    problems = (Problem("sum-mismatch", SUM), Problem("readers-disagree", both))
    html = page(only(in_review(DARTFORD, problems=problems)))
    assert f"Held back: {SUM}. {both} The letter itself is here." in words(html)
    assert f"<li>{both}</li>" in html


def test_a_letter_in_review_that_may_not_be_published_is_not_linked() -> None:
    html = page(only(in_review(DARTFORD, active_content=True)))
    assert f"Held back: {SUM}." in words(html)
    assert "The letter itself is here" not in html


def test_a_letter_without_figures_is_not_held_back_but_unreadable() -> None:
    problems = (Problem("missing-figure", "No table of decisions."),)
    rejected = replace(reading(), status=Status.REJECTED, figures={}, problems=problems)
    text = said(only(rejected))
    assert "Year to 31 March 2019. No figures could be read: No table of decisions. The letter itself" in text
    assert "Held back" not in text


def test_no_figure_of_a_letter_in_review_is_shown_anywhere() -> None:
    """Pages, map and tables; the one file that has the figures says in each row that they are not to be used."""
    known = kent_and_tees()
    odd: Values = {key: 8_642_001 + number for number, key in enumerate(DARTFORD_FIGURES)}
    years = [y for joined in known.years for y in joined.councils if y.council.gss_code != MIDDLESBROUGH]
    secret = replace(in_review(), figures=with_values(MIDDLESBROUGH, odd).figures)
    shown = edition(*years, year(secret, MIDDLESBROUGH), frames=True)
    parts = choropleth.render(shown)
    site = {**render(shown, parts, ()), **parts.files, **data_files(shown)}
    with_figures = {path for path, data in site.items() if re.search(rb"8,?642,?0\d\d", data)}
    assert with_figures == {"data/figures.csv", "data/build-report.json"}
    rows = [row for row in site["data/figures.csv"].decode().splitlines() if ",8642" in row]
    assert len(rows) == len(odd) and all(row.endswith(",review") for row in rows)


# Corrections


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
                "of 14 corrected complaints and enquiries received.",
                "All complaints and enquiries received 15 14 corrected page 4",
            ],
        ),
        (
            "decided_upheld",
            [
                "and upheld 14 of those. corrected",
                "to set it against. corrected",
                "14 of 20 upheld corrected",
            ],
        ),
        ("received_housing", ["Housing corrected 14 78%", "housing (14). corrected"]),
        ("uphold_rate", ["14 of 20 upheld corrected", "Uphold rate 15 14% corrected page 4"]),
        ("not_complied", ["14 not carried out. corrected"]),
        ("compliance_recorded", ["1 of 14 (100%) corrected", "1 of 14 complied corrected"]),
    ],
)
def test_a_corrected_figure_is_marked_in_words(statistic: str, marked: list[str]) -> None:
    letter = reading() if statistic == "received_total" else reading(investigations=20, decided_upheld=14)
    text = said(only(corrected(letter, statistic)))
    for expected in marked:
        assert expected in text


def test_a_year_with_a_correction_is_marked_in_the_table_of_years() -> None:
    older = corrected(corrected(reading(), "investigations", value=1), "received_total")
    assert "2018 14 corrected 13 1 corrected 1 of 1 corrected Fewer than five corrected" in said(
        edition(year(reading()), earlier(older))
    )


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


def test_a_council_without_a_letter_says_so() -> None:
    text = said(kent_and_tees(), "councils/hartlepool-borough-council/index.html")
    assert "No letter Year to 31 March 2019. No letter has been added for this year." in text


def test_a_district_leads_to_its_county_and_a_county_to_its_districts() -> None:
    district, county = page(kent_and_tees()), page(kent_and_tees(), "councils/kent-county-council/index.html")
    assert 'href="../../councils/kent-county-council/index.html">Kent County Council' in district
    assert 'href="../../councils/ashford-borough-council/index.html">Ashford' in district
    assert ">Dartford</a>" not in district
    assert "Districts in Kent" in county
    assert 'href="../../councils/dartford-borough-council/index.html">Dartford' in county


def test_a_council_links_to_its_place_on_the_map_and_to_the_ombudsman() -> None:
    html = page(only(reading()))
    assert 'href="../../index.html#council=E07000107"' in html
    assert "https://www.lgo.org.uk/your-councils-performance/dartford-borough-council/statistics" in html


# Several years


def earlier(letter: Reading | None) -> CouncilYear:
    return CouncilYear(council(), EARLIER, None if letter is None else replace(letter, period_end=EARLIER))


def test_the_newest_year_is_shown_whole_and_the_others_below_it() -> None:
    text = said(edition(year(reading()), earlier(reading(received_total=17))))
    assert "In the year to 31 March 2019 the Ombudsman received 14" in text
    assert "2018 17 13 1 1 of 1 Fewer than five" in text
    assert "Every figure of the letter for 2018" in text
    assert "All complaints and enquiries received 17 17 page 4" in text


def test_a_newest_year_without_figures_gives_way_and_is_said_first() -> None:
    text = said(edition(year(None), earlier(reading())))
    assert "In the year to 31 March 2018 the Ombudsman received 14" in text
    assert "Year to 31 March 2019. No letter has been added for this year." in text


def test_a_year_in_review_is_a_line_with_its_reason() -> None:
    text = said(edition(year(reading()), earlier(in_review(DARTFORD))))
    assert f"2018 In review. Held back: {SUM}" in text


def test_one_year_makes_no_table_of_years() -> None:
    assert "Year by year" not in page(only(reading()))


def test_a_council_whose_code_changes_keeps_one_page() -> None:
    recoded = replace(council("E08000016"), gss_code="E08000038")
    before = CouncilYear(council("E08000016"), EARLIER, replace(reading("E08000016"), period_end=EARLIER))
    found = render(edition(CouncilYear(recoded, DAY, reading("E08000016")), before), MAP, ())
    path = f"councils/{recoded.slug}/index.html"
    assert [page for page in found if "barnsley" in page] == [path]
    assert "2019 14 13 1 1 of 1 Fewer than five Too few to say 2018 14" in words(found[path].decode())


# The banner


INVENTED, REDRAWN = Illustration.INVENTED, Illustration.REDRAWN


def site_of(*marks: Illustration | None) -> Edition:
    codes = (DARTFORD, ASHFORD, KENT, MIDDLESBROUGH)
    return edition(
        *(year(reading(c, illustration=m), c) for c, m in zip(codes, marks, strict=False)),
        year(None, HARTLEPOOL),
    )


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ((INVENTED,), "All figures are invented to show how the site works."),
        (
            (REDRAWN, INVENTED),
            "Only Dartford’s 2019 figures are published ones, on a page redrawn for this site; all others are "
            "invented to show how the site works.",
        ),
        (
            (INVENTED, None),
            "Only Ashford’s 2019 figures are real, read from its letter; all others are invented to show how the "
            "site works.",
        ),
        (
            (INVENTED, None, None),
            "Only Ashford’s and Kent’s 2019 figures are real, read from their letters; all",
        ),
        (
            (REDRAWN, None, INVENTED),
            "Only Ashford’s 2019 figures are real, read from its letter, and Dartford’s 2019 figures are published",
        ),
        (
            (None, None, None, INVENTED),
            "Only 3 councils’ 2019 figures are real, read from their letters; all",
        ),
        (
            (REDRAWN, None),
            "Ashford’s 2019 figures are real, read from its letter, and Dartford’s 2019 figures are",
        ),
    ],
)
def test_the_banner_says_which_figures_are_real(
    marks: tuple[Illustration | None, ...], sentence: str
) -> None:
    for path in ("index.html", "councils/index.html", "about/index.html"):
        text = said(site_of(*marks), path)
        assert text.startswith(f"{ILLUSTRATIVE_NOTICE} {sentence}"), path


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ((INVENTED,), "On this page the figures for 2019 are invented to show how the site works."),
        (
            (REDRAWN, INVENTED),
            "On this page the figures for 2019 are published ones, on a page redrawn for this site; those of other "
            "councils are invented.",
        ),
        (
            (None, INVENTED),
            "On this page the figures for 2019 are real, read from the council’s letter; those of other councils "
            "are invented.",
        ),
    ],
)
def test_a_councils_banner_says_where_its_own_figures_come_from(
    marks: tuple[Illustration | None, ...], sentence: str
) -> None:
    assert said(site_of(*marks)).startswith(f"{ILLUSTRATIVE_NOTICE} {sentence}")


def test_the_banner_of_a_council_without_figures_warns_of_the_others() -> None:
    text = said(site_of(INVENTED), "councils/hartlepool-borough-council/index.html")
    assert "This page shows no figures; figures of other councils are invented." in text


def test_the_banner_tells_years_apart() -> None:
    mixed = edition(year(reading(illustration=REDRAWN)), earlier(reading(illustration=INVENTED)))
    assert "the figures for 2018 are invented" in said(mixed)
    assert "the figures for 2019 are published ones" in said(mixed)
    several = edition(year(reading()), earlier(reading()), year(reading(KENT, illustration=INVENTED), KENT))
    assert "Only 2 letters’ figures are real" in said(several, "index.html")


def test_every_page_of_an_illustrative_site_warns_first_of_all() -> None:
    for path, html in render(kent_and_tees(real=False), MAP, ()).items():
        if path.endswith(".html"):
            assert words(html.decode()).startswith(ILLUSTRATIVE_NOTICE), path
            assert '<meta name="robots" content="noindex">' in html.decode(), path


def test_a_site_of_real_letters_warns_of_nothing() -> None:
    for path, html in render(kent_and_tees(), MAP, ()).items():
        if path.endswith(".html"):
            assert ILLUSTRATIVE_NOTICE not in html.decode(), path
            assert 'class="tag"' not in html.decode(), path


def test_illustrative_figures_are_tagged_where_they_stand() -> None:
    html = page(site_of(INVENTED))
    for heading in ("What the complaints were about", "How they were decided", "Putting things right"):
        assert f'<h2>{heading} <span class="tag">illustrative</span>' in html
    assert '<h2>From number to letter <span class="tag">redrawn page</span>' in page(site_of(REDRAWN))


# Beside the type


def districts(case: tuple[int, int], others: tuple[int, int] = (50, 100), number: int = 30) -> Edition:
    """Dartford with so many upheld of so many investigated, among so many other districts."""
    codes = [
        c.gss_code
        for c in load_register().on(DAY)
        if c.type is CouncilType.DISTRICT and c.gss_code != DARTFORD
    ]
    cases = {DARTFORD: case, **dict.fromkeys(codes[:number], others)}
    return edition(
        *(
            year(
                with_values(
                    code,
                    {
                        "decided_upheld": numerator,
                        "investigations": denominator,
                        "uphold_rate": round(100 * numerator / denominator),
                    },
                ),
                code,
            )
            for code, (numerator, denominator) in cases.items()
        )
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ((40, 40), "Is that more than other districts? Clearly higher The chart shows"),
        ((20, 40), "Is that more than other districts? About as expected The chart shows"),
        ((0, 40), "Is that more than other districts? Clearly lower The chart shows"),
        ((4, 4), "Is that more than other districts? Too few to say So few cases fit nearly any rate."),
        (
            (40, 40),
            "(100%), far more than chance explains: districts together stand at 51% (1,540 of 3,040).",
        ),
    ],
)
def test_a_council_is_set_against_its_type(case: tuple[int, int], expected: str) -> None:
    assert expected in said(districts(case))


def test_the_funnel_is_drawn_twice_and_names_the_council_with_its_base() -> None:
    html = page(districts((27, 28)))
    assert html.count('<svg class="funnel') == 2
    assert html.count(">Dartford, 27 of 28</text>") == 2
    assert html.count('class="ring s5"') == 2
    assert "Each ring is one of 31 districts" in html
    assert "The line is their rate together, 50% (1,527 of 3,028)." in html


def test_with_too_few_of_its_type_there_is_no_funnel() -> None:
    html = page(districts((20, 40), number=3))
    assert '<svg class="funnel' not in html
    assert "There are too few of its type with a rate in this year to tell." in html


def test_without_a_rate_there_is_nothing_to_compare() -> None:
    assert "Is that more than" not in said(only(with_values(DARTFORD, {"uphold_rate": None})))


def test_how_higher_is_decided_is_shown_with_the_districts() -> None:
    text = said(districts((27, 28)), "about/index.html")
    assert "How “higher” is decided" in text
    assert "Districts, year to 31 March 2019" in text
    assert "no limits are widened" in text


def test_it_is_said_where_limits_are_widened_and_by_how_much() -> None:
    apart = districts((27, 28), (5, 50), 15)
    other = districts((27, 28), (45, 50), 30).years[0].councils[16:]
    years = [*apart.years[0].councils[:16], *other]
    text = said(edition(*years), "about/index.html")
    assert re.search(
        r"Where limits are widened Year to 31 March 2019: Districts differ among themselves by \d+\.\d times",
        text,
    )


# All councils, and about the data


def councils_table() -> str:
    few: Values = {"investigations": 4, "decided_upheld": 2, "uphold_rate": 50}
    none: Values = {"investigations": 0, "decided_upheld": 0, "uphold_rate": None}
    twenty: Values = {"investigations": 20, "decided_upheld": 12, "uphold_rate": 60, "received_total": 1204}
    return page(
        edition(
            year(with_values(DARTFORD, few)),
            year(with_values(ASHFORD, none), ASHFORD),
            year(with_values(KENT, twenty), KENT),
            year(in_review(), MIDDLESBROUGH),
            year(None, HARTLEPOOL),
            year(reading("E08000025", uphold_rate=None), "E08000025"),
        ),
        "councils/index.html",
    )


@pytest.mark.parametrize(
    "row",
    [
        "Ashford district 14 0 0 of 0 None investigated",
        "Birmingham metropolitan borough 14 1 Not stated Not stated",
        "Dartford district 14 4 2 of 4 Too few to say",
        "Hartlepool unitary authority No letter No letter No letter No letter",
        "Kent county 1,204 20 12 of 20 Too few to say",
        "Middlesbrough unitary authority In review In review In review In review",
    ],
)
def test_the_table_says_each_state_in_words(row: str) -> None:
    assert row in words(councils_table())


def test_the_table_is_ordered_by_name_and_sorts_what_is_missing_last() -> None:
    html = councils_table()
    names = re.findall(r'<tr><th scope="row"><a href="[^"]*">([^<]*)', html)
    assert names == ["Ashford", "Birmingham", "Dartford", "Hartlepool", "Kent", "Middlesbrough"]
    hartlepool = next(row for row in html.splitlines() if ">Hartlepool<" in row)
    assert "data-sort" not in hartlepool
    kent = next(row for row in html.splitlines() if ">Kent<" in row)
    assert re.findall('data-sort="([^"]*)"', kent) == ["1204", "20", "12", "-1"]


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
    assert "Letters found 5 Read and shown 3 In review, figures held back 1 Rejected" in text


def test_every_page_attributes_the_boundaries_as_their_licence_asks() -> None:
    licence, postcodes = (BOUNDARIES / "LICENCE.md").read_text("utf-8").split("## Postcodes")
    lines = re.findall(r"^> (.+)$", licence, re.MULTILINE)
    assert len(lines) == 2
    site = render(kent_and_tees(), MAP, ())
    for path in (path for path in site if path.endswith(".html")):
        assert all(line in words(site[path].decode()) for line in lines), path
    lines = re.findall(r"^> (.+)$", postcodes, re.MULTILINE)
    assert len(lines) == 3
    assert all(line in words(site["about/index.html"].decode()) for line in lines)


# Words and numbers


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0%"), (0.4, "0%"), (12.5, "13%"), (66.7, "67%"), (100, "100%"), (None, "–")]
)
def test_per_cents_are_whole_and_halves_go_up(value: float | None, expected: str) -> None:
    assert percent_or_dash(value) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure("received_total", 1204, "1,204", 1), "1,204"),
        (Figure("uphold_rate", 66.7, "66.7", 1), "67%"),
        (Figure("upheld_per_100k", 3.4, "3.4", 1), "3.4"),
    ],
)
def test_a_value_is_given_in_its_unit(figure: Figure, expected: str) -> None:
    assert in_its_unit(figure) == expected
