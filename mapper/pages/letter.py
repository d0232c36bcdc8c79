"""The page of one letter, number by number: how it was checked, and where each of its figures is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapper.councils.addresses import Link
from mapper.letters.box import Box
from mapper.letters.place_pictures import PlacePicture
from mapper.letters.statistics import BY_KEY, Figure
from mapper.measures.paths import figures_path, letter_url, place_picture_path
from mapper.pages import councils
from mapper.pages.banner import council_sentence
from mapper.pages.frame import Page, frame_of
from mapper.pages.names import council_link, name_of
from mapper.pages.parts.checks import Checks, checks
from mapper.pages.parts.corrections import CorrectionRow, correction_rows
from mapper.pages.parts.letter_figures import LetterFigures, letter_figures
from mapper.pages.site import Site
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear, Reading
from mapper.words import counted, day_in_words

_AROUND = 3.0
"""So far from a figure its outline is drawn, in points."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a figure on its picture, in points from the picture's corner, and what is said of it."""

    key: str
    says: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """The part of a page that has figures: its picture, with its size in points, and the outlines on it."""

    title: str
    alt: str
    picture: str
    width: int
    height: int
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class LetterPage(Page):
    """The page; `pdf` is None where the letter is not published, `elsewhere` says which figures have no outline.

    `contradicted` is whether other files speak against the letter.
    """

    name: str
    year: str
    trail: tuple[Link, ...]
    tag: str | None
    pdf: str | None
    checks: Checks
    corrections: tuple[CorrectionRow, ...]
    differences: tuple[str, ...]
    contradicted: bool
    places: tuple[Place, ...]
    elsewhere: str
    figures: LetterFigures


def build(site: Site) -> Iterator[tuple[str, LetterPage]]:
    """The page of every letter whose figures are shown, with its path."""
    for year in site.edition.council_years:
        path, letter = figures_path(year), year.usable
        if path is not None and letter is not None:
            yield path, _page(path, year, letter, site)


def _page(path: str, year: CouncilYear, letter: Reading, site: Site) -> LetterPage:
    name, day = name_of(year.council), day_in_words(year.period_end)
    banner = council_sentence((year,), (), site.edition)
    sheet = f"{name}, letter for the year to {day}"
    frame = frame_of(site, path, councils.SECTION.key, sheet, banner, (year,))
    places = _places(path, letter, site.places.get(path, ()))
    (figures,) = letter_figures((year,), year, frame.root, site)
    return LetterPage(
        frame=frame,
        name=name,
        year=day,
        trail=(
            Link(councils.SECTION.title, frame.root + councils.SECTION.path),
            council_link(year.council, frame.root),
        ),
        tag=tag(year),
        pdf=letter_url(year, frame.root),
        checks=checks(letter),
        corrections=correction_rows(letter),
        differences=tuple(one.sentence for one in letter.differences),
        contradicted=bool(letter.contradicted),
        places=places,
        elsewhere=_elsewhere(letter, places),
        figures=figures,
    )


def _places(path: str, letter: Reading, pictures: Sequence[PlacePicture]) -> tuple[Place, ...]:
    return tuple(_place(path, letter, picture) for picture in pictures)


def _place(path: str, letter: Reading, picture: PlacePicture) -> Place:
    outlines = tuple(
        _outline(figure, figure.box, picture)
        for figure in (letter.figures or {}).values()
        if figure.box is not None and figure.page == picture.page
    )
    figures = counted(len(outlines), "figure", "figures")
    return Place(
        title=f"Page {picture.page}",
        alt=f"Part of page {picture.page} of the letter, with {figures} outlined.",
        picture=place_picture_path(path, picture.page).rpartition("/")[2],
        width=picture.width,
        height=picture.height,
        outlines=outlines,
    )


def _outline(figure: Figure, box: Box, picture: PlacePicture) -> Outline:
    title = BY_KEY[figure.statistic].title
    return Outline(
        key=figure.statistic,
        says=f"{title}: printed as “{figure.printed}”, page {figure.page}",
        x=round(box.x0 - picture.left - _AROUND, 1),
        y=round(box.top - picture.top - _AROUND, 1),
        width=round(box.x1 - box.x0 + 2 * _AROUND, 1),
        height=round(box.height + 2 * _AROUND, 1),
    )


def _elsewhere(letter: Reading, places: Sequence[Place]) -> str:
    """What is said of figures of the letter that have no outline; empty where all have one, or there is no picture."""
    outlined = {outline.key for place in places for outline in place.outlines}
    figures = [figure for figure in (letter.figures or {}).values() if figure.cell is None]
    left = sum(figure.statistic not in outlined for figure in figures)
    if not left or not places:
        return ""
    has = "has" if left == 1 else "have"
    return (
        f"{counted(left, 'figure', 'figures')} {has} no outline: the letter prints only the parts of such a figure, or "
        "says it in words."
    )
