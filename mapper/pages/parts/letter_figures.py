"""Every figure of a year: as printed, as read, and where it stands in the letter or in a data table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from mapper.letters.statistics import BY_KEY, STATISTICS, Figure
from mapper.measures.contact import Contact
from mapper.measures.paths import figures_path, letter_url
from mapper.pages.figures import Told, in_its_unit
from mapper.pages.parts.corrections import CorrectionRow, correction_row
from mapper.pages.parts.original import Original, original
from mapper.pages.parts.reporting import report_link
from mapper.pages.site import Site
from mapper.pages.tags import tag
from mapper.review.reading import CouncilYear, Origin, Reading

_GROUPS: Mapping[str, str] = {
    "received": "Complaints and enquiries received",
    "decided": "Decisions made",
    "investigations": "Investigations",
    "remedies": "Put right",
    "compliance": "Recommendations",
    "volumes": "Volumes",
}
"""The groups of statistics and their titles."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What is said of the figures of a letter, of tables, or of both; `place` is the heading of the last column."""

    title: str
    sentence: str
    short_title: str
    place: str


_LETTER = _Source(
    "From number to letter",
    "Every figure of the letter for {}: as it is printed, as it was read, and the page of the letter where it stands.",
    "Every figure of the letter for {}",
    "Letter",
)
_TABLES = _Source(
    "From number to data table",
    "Every figure that the Ombudsman’s data tables state for {}: as it is written, as it was read, and the file, row "
    "and column where it stands. No letter has been added.",
    "Every figure of the data tables for {}",
    "Data table",
)
_BOTH = _Source(
    "From number to letter and data table",
    "Every figure for {}: as it is printed, as it was read, and where it stands: the page of the letter or, for what "
    "the letter does not state, the file, row and column of the Ombudsman’s data table.",
    "Every figure of the letter and the data tables for {}",
    "Where",
)
_SOURCES: Mapping[tuple[Origin, bool], _Source] = {
    (Origin.LETTER, False): _LETTER,
    (Origin.LETTER, True): _BOTH,
    (Origin.TABLES, True): _TABLES,
    (Origin.TABLES, False): _TABLES,
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as printed, as read, and where it stands.

    `key` is its statistic. `in_words` tells whether a sentence stands in the place of the number, `in_table` whether
    the figure stands in a data table; `page` is then its cell. `in_part` tells whether its page has another number in
    the copy. `url` leads to its page and is None if the PDF is not published; `seen` leads to its place in a picture of
    that page, and is None without one. `report` is the link to report an error in it, if the site has one.
    """

    key: str
    title: str
    printed: str
    in_words: bool
    value: Told
    page: str
    in_table: bool
    in_part: bool
    url: str | None
    seen: str | None
    report: str | None
    correction: CorrectionRow | None


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """Every figure of one year, in groups with a title each; the words say whether a letter or tables have them.

    `shown` leads to the page that shows where they are printed; None for those of tables alone.
    """

    title: str
    sentence: str
    short_title: str
    place: str
    year: str
    tag: str | None
    shown: str | None
    original: Original | None
    groups: tuple[tuple[str, tuple[FigureRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the figures of a year lead: its PDF, the page that shows their places, and the pages that this has."""

    pdf: str | None
    shown: str | None
    pages: frozenset[int]
    contact: Contact | None

    @classmethod
    def to(cls, year: CouncilYear, root: str, site: Site) -> "_Links":
        shown = figures_path(year)
        pictures = site.places.get(shown or "", ())
        return cls(
            letter_url(year, root),
            None if shown is None else root + shown,
            frozenset(picture.page for picture in pictures),
            site.edition.contact,
        )


def letter_figures(
    history: Sequence[CouncilYear], shown: CouncilYear, root: str, site: Site
) -> tuple[LetterFigures, ...]:
    """The figures of each year that has any, those of the year that the page shows whole first."""
    years = (shown, *(year for year in history if year is not shown))
    return tuple(_of_letter(year, year.usable, root, site) for year in years if year.usable is not None)


def _of_letter(year: CouncilYear, letter: Reading, root: str, site: Site) -> LetterFigures:
    figures, links = letter.figures or {}, _Links.to(year, root, site)
    groups = []
    for group, title in _GROUPS.items():
        keys = [s.key for s in STATISTICS if s.group == group and s.key in figures]
        rows = tuple(_row(year, letter, figures[key], links) for key in keys)
        if rows:
            groups.append((title, rows))
    source = _SOURCES[letter.origin, bool(letter.tabled)]
    number = str(year.period_end.year)
    return LetterFigures(
        source.title,
        source.sentence.format(number),
        source.short_title.format(number),
        source.place,
        number,
        tag(year),
        links.shown,
        original(letter, site.edition.recipe.addresses),
        tuple(groups),
    )


def _row(year: CouncilYear, letter: Reading, figure: Figure, links: _Links) -> FigureRow:
    line = letter.corrections.get(figure.statistic)
    return FigureRow(
        key=figure.statistic,
        title=_title(figure),
        printed=figure.printed,
        in_words=sum(word.isalpha() for word in figure.printed.split()) > 1,
        value=Told("no value" if figure.value is None else in_its_unit(figure), line is not None),
        page=_place(letter, figure),
        in_table=figure.cell is not None,
        in_part=_is_in_part(letter, figure),
        url=None
        if links.pdf is None or figure.cell is not None
        else f"{links.pdf}#{_fragment(letter, figure)}",
        seen=f"{links.shown}#{figure.statistic}" if figure.page in links.pages and figure.box else None,
        report=report_link(links.contact, year, figure),
        correction=None if line is None else correction_row(letter, line),
    )


def _title(figure: Figure) -> str:
    """The figure's title; an average that data tables state is not the letter's."""
    title = BY_KEY[figure.statistic].title
    return title if figure.cell is None else title.replace("The letter’s", "The tables’")


def _place(letter: Reading, figure: Figure) -> str:
    """Where the figure stands: its page in the letter's file and, where it has another number there, in the copy."""
    if not _is_in_part(letter, figure):
        return figure.place
    return f"{figure.place} of the file, page {_page(letter, figure)} of the copy"


def _is_in_part(letter: Reading, figure: Figure) -> bool:
    """Whether the figure's page has another number in the copy than in the file."""
    return figure.cell is None and _page(letter, figure) != figure.page


def _page(letter: Reading, figure: Figure) -> int:
    """The number of the figure's page in what is shown of the letter."""
    return figure.page if letter.shown is None else letter.shown.page(figure.page)


def _fragment(letter: Reading, figure: Figure) -> str:
    """The figure's page and, for viewers that can show it, its place there, as RFC 8118 has them (section 3).

    The place is that on the page as it is shown, so there is none on a page that was turned for reading.
    """
    box, page = figure.box, _page(letter, figure)
    if box is None or figure.page in letter.turned:
        return f"page={page}"
    edges = (floor(box.x0), ceil(box.x1), floor(box.top), ceil(box.bottom))
    return f"page={page}&highlight={','.join(map(str, edges))}"
