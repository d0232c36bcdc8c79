"""The page of downloads: every file, what its columns mean, how to cite it, and on what terms it may be used."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mapper.councils.addresses import Link
from mapper.downloads import feeds, words
from mapper.downloads.catalogue import ARCHIVE, WORKBOOK, downloads
from mapper.downloads.council_files import FOLDER
from mapper.downloads.download import DataFile
from mapper.downloads.words import Licence
from mapper.letters.illustration import Illustration
from mapper.measures.column import Value
from mapper.measures.edition import Edition, origin_of
from mapper.measures.joined import JoinedYear
from mapper.measures.table import COLUMNS, written
from mapper.pages.frame import Page, frame_of
from mapper.pages.names import name_of
from mapper.pages.parts.dataset import dataset
from mapper.pages.site import Section, Site
from mapper.review.reading import CouncilYear, Origin, Reading
from mapper.words import uncapitalised
from mapper.year import short_title, title

SECTION = Section("data", "Data", "data/index.html")

_FIGURES = "data/figures.csv"
_MAIN = (
    ("Everything, all years (ZIP)", ARCHIVE),
    ("All figures (CSV)", _FIGURES),
    ("All tables (XLSX)", WORKBOOK),
)
_KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a file, with its size in words; that is empty where it is not known."""

    title: str
    url: str
    size: str


@dataclass(frozen=True, slots=True)
class YearFiles:
    """The files of one year: for how many of its councils figures are shown, and what these are."""

    year: str
    shown: str
    files: tuple[FileLink, ...]
    origins: str


@dataclass(frozen=True, slots=True)
class ColumnGuide:
    """What a column means, with its value in the row of one council."""

    name: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class DataPage(Page):
    """The page of downloads."""

    main: tuple[FileLink, ...]
    years: tuple[YearFiles, ...]
    more: tuple[FileLink, ...]
    example: Link
    example_feed: str
    guide: tuple[tuple[str, tuple[ColumnGuide, ...]], ...]
    example_of: str
    number_of_columns: int
    compare: str
    no_measure: str
    cited: tuple[str, ...]
    licences: tuple[Licence, ...]
    dataset: Markup


def build(site: Site) -> Iterator[tuple[str, DataPage]]:
    """The page, with its path."""
    edition = site.edition
    frame = frame_of(site, SECTION.path, SECTION.key, "Data")
    files, example = downloads(edition), _example(edition)
    page = DataPage(
        frame=frame,
        main=tuple(_link(title, path, site, frame.root) for title, path in _MAIN),
        years=tuple(_year_files(joined, files, site, frame.root) for joined in edition.years),
        more=tuple(
            _link(file.title, file.path, site, frame.root) for file in files if _is_more(file, edition)
        ),
        example=Link(name_of(example.council), f"{frame.root}{FOLDER}{example.council.gss_code}.json"),
        example_feed=frame.root + feeds.path_of(example.council.gss_code),
        guide=tuple(_guide(site.joined(example.period_end), example)),
        example_of=f"{name_of(example.council)}, {short_title(example.period_end)}{_is_invented(example)}",
        number_of_columns=len(COLUMNS),
        compare=words.COMPARE,
        no_measure=words.NO_MEASURE,
        cited=tuple(_cited(edition, example)),
        licences=words.LICENCES,
        dataset=dataset(edition, files, SECTION.path),
    )
    yield SECTION.path, page


def _is_more(file: DataFile, edition: Edition) -> bool:
    """Whether a file stands in the list below: it has no button, and is neither of one year nor of one council."""
    apart = (ARCHIVE, WORKBOOK, _FIGURES)
    return not (file.path in apart or file.path.startswith(FOLDER) or _is_of_a_year(file, edition.years))


def _is_of_a_year(file: DataFile, years: tuple[JoinedYear, ...]) -> bool:
    return any(f"-{joined.period_end.year}" in file.path for joined in years)


def _link(title: str, path: str, site: Site, root: str) -> FileLink:
    size = site.sizes.get(path)
    return FileLink(title, root + path, "" if size is None else _size_in_words(size))


def _size_in_words(size: int) -> str:
    """A number of bytes in kB or MB: "1 kB" at the least, "1.2 MB"."""
    thousands = max(1, round(size / _KILOBYTE))
    return f"{thousands:,} kB" if thousands < _KILOBYTE else f"{thousands / _KILOBYTE:.1f} MB"


def _year_files(joined: JoinedYear, files: tuple[DataFile, ...], site: Site, root: str) -> YearFiles:
    usable = [year for year in joined.councils if year.usable]
    return YearFiles(
        year=short_title(joined.period_end),
        shown=f"{len(usable):,} of {len(joined.councils):,}",
        files=tuple(
            _link(file.title, file.path, site, root) for file in files if _is_of_a_year(file, (joined,))
        ),
        origins=_origins(usable),
    )


_ORIGINS: Mapping[Illustration | Origin | None, str] = {
    None: "real",
    Origin.TABLES: "real, from data tables",
    Illustration.REDRAWN: "published, from redrawn pages",
    Illustration.INVENTED: "made up",
}


def _origins(usable: list[CouncilYear]) -> str:
    """What the figures of a year are, with the number of councils where they are of several kinds."""
    counts = Counter(origin_of(year) for year in usable)
    kinds = [(words, counts[kind]) for kind, words in _ORIGINS.items() if counts[kind]]
    if len(kinds) == 1:
        return kinds[0][0]
    return "; ".join(f"{words}: {number:,}" for words, number in kinds) or "none shown"


def _example(edition: Edition) -> CouncilYear:
    """A council's year with figures, a real one if there is one; the newest that is not of a council that had ended."""
    years = [year for year in edition.council_years if not year.residual]
    real = [year for year in years if year.usable and origin_of(year) is not Illustration.INVENTED]
    return next(iter(real or [year for year in years if year.usable] or years))


def _is_invented(year: CouncilYear) -> str:
    return " (made up)" if origin_of(year) is Illustration.INVENTED else ""


_GUIDE: tuple[tuple[str, str], ...] = (
    (
        "Which council, which year",
        "gss_code council council_type period_end letter_status source illustrative",
    ),
    (
        "What the letter states",
        "received_total received_housing decided_total decided_upheld investigations uphold_rate complied_on_time "
        "upheld_per_100k",
    ),
    (
        "What is worked out from it",
        "uphold_rate_state uphold_rate_hits uphold_rate_base uphold_rate_low uphold_rate_high "
        "against_type_expected_low against_type_expected_high against_type against_type_target",
    ),
    ("Where it stands", "letter page"),
)
"""Groups of columns, with the names of the main ones."""


def _guide(joined: JoinedYear, year: CouncilYear) -> Iterator[tuple[str, tuple[ColumnGuide, ...]]]:
    values = written(joined.table).loc[year.council.gss_code].to_dict()
    row: dict[str, Value] = {str(name): value for name, value in values.items()}
    described = {column.name: column.description for column in COLUMNS}
    for group, names in _GUIDE:
        yield group, tuple(ColumnGuide(name, described[name], _text(row[name])) for name in names.split())


def _text(value: Value) -> str:
    if value is None:
        return "empty"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cited(edition: Edition, example: CouncilYear) -> Iterator[str]:
    """How to cite a letter, and this site; no figure of a letter that is made up is to be cited."""
    letter = example.usable
    if letter is not None and letter.origin is Origin.LETTER and letter.illustration is None:
        page = f", page {_page_in_print(letter, letter.pages[0])}" if letter.pages else ""
        of = f"{example.council.name}, {uncapitalised(title(example.period_end))}"
        yield f"Local Government and Social Care Ombudsman, annual letter to {of}{page}."
    else:
        yield (
            "Local Government and Social Care Ombudsman, annual letter to [council], year to 31 March [year], "
            "page [page]."
        )
    address = f" {edition.base_url}" if edition.base_url else ""
    yield (
        "Ombudsman letters, council by council. Comparison with councils of the same type, "
        f"{short_title(example.period_end)}.{address}"
    )


def _page_in_print(letter: Reading, number: int) -> int:
    """The number of a page in what is shown of the letter, which its readers have before them."""
    return number if letter.shown is None else letter.shown.page(number)
