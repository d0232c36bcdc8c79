"""Every page has its template and its place; nothing in a name can break it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import pytest
from jinja2 import ChoiceLoader, DictLoader, UndefinedError

from mapper.letters.statistics import Problem
from mapper.measures.changes import Change, Changes, Key, Stated
from mapper.pages import PAGES, PageKind, render
from mapper.pages.frame import Page, frame_of
from mapper.pages.site import Section, Site
from mapper.pictures import picture
from mapper.resources import BOUNDARIES
from mapper.review.reading import CouncilYear
from mapper.templates import environment
from tests.editions import ASHFORD, KENT, MAP, REJECTED, corrected, edition, in_review, kent_and_tees
from tests.pages.rendered import only, page, said, words
from tests.readings import DARTFORD, DAY, council, reading, year
from tests.templates import names_used

APART = ("404.html", "embed.html")
"""Pages without navigation: they are in no section, and name no council that is not on the map."""


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
    expected |= {"index.html", "councils/index.html", "about/index.html", "changes/index.html", *APART}
    expected |= {"data/index.html", "report/index.html", "how-not-to-use/index.html", "england/index.html"}
    expected |= {"compare/index.html"} | {f"letters/2019/{slug}/index.html" for slug in slugs}
    assert {path for path in render(kent_and_tees(), MAP, ()) if path.endswith(".html")} == expected


@dataclass(frozen=True, slots=True)
class MinutesPage(Page):
    words: str


def minutes(site: Site) -> Iterator[tuple[str, MinutesPage]]:
    path = "minutes/index.html"
    yield path, MinutesPage(frame_of(site, path, "minutes", "Minutes"), f"{len(site.edition.years)} year")


def test_an_entry_is_all_that_a_page_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    template = '{% extends "frame.html" %}{% block main %}<p>{{ words }}</p>{% endblock %}'
    known = environment().loader
    assert known is not None
    monkeypatch.setattr(
        environment(), "loader", ChoiceLoader([known, DictLoader({"minutes.html": template})])
    )
    section = Section("minutes", "Minutes", "minutes/index.html")
    entry = PageKind("minutes.html", MinutesPage, minutes, section)
    monkeypatch.setattr("mapper.pages.PAGES", (*PAGES[:2], entry, *PAGES[2:]))
    site = {path: html.decode() for path, html in render(kent_and_tees(), MAP, ()).items()}
    assert "<p>1 year</p>" in site["minutes/index.html"]
    assert '<a href="../minutes/index.html" aria-current="true">Minutes</a>' in site["minutes/index.html"]
    assert '<a href="../../minutes/index.html">Minutes</a>' in site["councils/kent-county-council/index.html"]
    navigation = re.findall(r"<a [^>]*>([^<]*)</a>", site["index.html"].split("<nav")[1].split("</nav>")[0])
    assert navigation == ["Map", "Councils", "Minutes", "England", "Data", "About the data"]


def test_every_page_is_in_one_section() -> None:
    for path, html in render(kent_and_tees(), MAP, ()).items():
        if path.endswith(".html") and path not in APART:
            assert html.decode().split("</nav>")[0].count('aria-current="true"') == 1, path


def test_the_pages_bring_the_assets_that_they_load() -> None:
    site = render(kent_and_tees(), MAP, ())
    html = b"".join(site.values()).decode()
    loaded = set(re.findall(r'(?:href|src)="(?:\.\./)*assets/([^"]+)"', html))
    loaded |= {f"compare/{code}.js" for code in re.findall(r'<option value="(E\d+)"', html)}
    assert {path for path in site if path.startswith("assets/")} == {f"assets/{name}" for name in loaded}


def test_no_page_tells_other_sites_where_a_reader_comes_from() -> None:
    for path, html in render(kent_and_tees(), MAP, ()).items():
        if path.endswith(".html"):
            assert b'<meta name="referrer" content="same-origin">' in html, path


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


def test_every_page_attributes_the_boundaries_as_their_licence_asks() -> None:
    licence, postcodes = (BOUNDARIES / "LICENCE.md").read_text("utf-8").split("## Postcodes")
    lines = re.findall(r"^> (.+)$", licence, re.MULTILINE)
    assert len(lines) == 2
    site = render(kent_and_tees(), MAP, ())
    for path in (path for path in site if path.endswith(".html") and path != "404.html"):
        assert all(line in words(site[path].decode()) for line in lines), path
    lines = re.findall(r"^> (.+)$", postcodes, re.MULTILINE)
    assert len(lines) == 3
    assert all(line in words(site["about/index.html"].decode()) for line in lines)


MARKUP = "<script>alert('x')</script> & \"Sons\""


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
    made = edition(
        CouncilYear(strange, DAY, doubtful),
        county,
        neighbour,
        CouncilYear(without, DAY),
        others=(replace(REJECTED, file=MARKUP),),
    )
    change = Change(Key(str(DAY), strange.gss_code, MARKUP), MARKUP, (Stated(1, MARKUP),), (Stated(2, "ok"),))
    for path, html in render(replace(made, changes=Changes(True, (change,))), MAP, ()).items():
        text = html.decode()
        if path.endswith(".html") and path not in {"index.html", *APART}:
            assert "<script>alert" not in text and "alert('x')" not in text, path
            # The page on misuse names no council, that of England neither a council nor a file, and a letter's its own.
            apart = (
                "england/index.html",
                "how-not-to-use/index.html",
                "letters/2019/ashford-borough-council/index.html",
            )
            named = path not in apart
            assert ("&lt;script&gt;alert(" in text) is named, path
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
