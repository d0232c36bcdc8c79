"""Which figures are real is said first of all, and beside the figures."""

import re

import pytest

from mapper.letters.illustration import Illustration
from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import ASHFORD, HARTLEPOOL, KENT, MAP, MIDDLESBROUGH, edition, kent_and_tees
from tests.pages.rendered import earlier, page, said, words
from tests.readings import DARTFORD, reading, year

WITHOUT_FIGURES = ("404.html", "how-not-to-use/index.html")
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
        ((INVENTED,), "All figures are made up to show how the site works."),
        (
            (REDRAWN, INVENTED),
            "Only Dartford’s 2019 figures are published ones, on a page redrawn for this site; all others are "
            "made up to show how the site works.",
        ),
        (
            (INVENTED, None),
            "Only Ashford’s 2019 figures are real, read from its letter; all others are made up to show how the "
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
        ((INVENTED,), "On this page the figures for 2019 are made up to show how the site works."),
        (
            (REDRAWN, INVENTED),
            "On this page the figures for 2019 are published ones, on a page redrawn for this site; those of other "
            "councils are made up.",
        ),
        (
            (None, INVENTED),
            "On this page the figures for 2019 are real, read from the council’s letter; those of other councils "
            "are made up.",
        ),
    ],
)
def test_a_councils_banner_says_where_its_own_figures_come_from(
    marks: tuple[Illustration | None, ...], sentence: str
) -> None:
    assert said(site_of(*marks)).startswith(f"{ILLUSTRATIVE_NOTICE} {sentence}")


@pytest.mark.parametrize("path", WITHOUT_FIGURES)
def test_a_page_without_figures_has_no_banner(path: str) -> None:
    html = page(site_of(INVENTED), path)
    assert ILLUSTRATIVE_NOTICE not in html
    assert "illustrative" not in html


def of_two_years(newest: Illustration | None, before: Illustration | None) -> Edition:
    return edition(year(reading(illustration=newest)), earlier(reading(illustration=before)))


@pytest.mark.parametrize("path", ["index.html", "councils/index.html"])
def test_the_banner_of_a_page_with_years_to_choose_is_seen_at_first_with_its_figures(path: str) -> None:
    real, made_up = of_two_years(None, INVENTED), of_two_years(INVENTED, None)
    for known, hidden in ((real, True), (made_up, False)):
        banner = re.search(r'<div class="banner"[^>]*>', page(known, path))
        assert banner is not None
        assert banner[0].endswith(" hidden>") == hidden


def test_the_banner_of_a_council_without_figures_warns_of_the_others() -> None:
    text = said(site_of(INVENTED), "councils/hartlepool-borough-council/index.html")
    assert "This page shows no figures; figures of other councils are made up." in text


def test_the_banner_tells_years_apart() -> None:
    mixed = edition(year(reading(illustration=REDRAWN)), earlier(reading(illustration=INVENTED)))
    assert "the figures for 2018 are made up" in said(mixed)
    assert "the figures for 2019 are published ones" in said(mixed)
    several = edition(year(reading()), earlier(reading()), year(reading(KENT, illustration=INVENTED), KENT))
    assert "Only 2 letters’ figures are real" in said(several, "index.html")


def test_every_page_with_illustrative_figures_warns_first_of_all() -> None:
    for path, html in render(kent_and_tees(real=False), MAP, ()).items():
        if path.endswith(".html") and path not in WITHOUT_FIGURES:
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
        assert f'<h2>{heading} <span class="tag">made up</span>' in html
    assert '<h2>From number to letter <span class="tag">redrawn page</span>' in page(site_of(REDRAWN))
