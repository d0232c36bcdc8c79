"""One illustrative letter, and all of a year."""

from collections.abc import Iterable
from pathlib import Path

from mapper.councils.council import Council
from mapper.errors import MapperError
from mapper.letters.illustration import Illustration
from mapper.sample.invented import invented
from mapper.sample.published import PUBLISHED, Figures
from mapper.sample.typesetting import PrintedLetter, draw_letter

SAMPLE_YEARS = (2019,)
"""The years, by their last day 31 March, in whose form letters can be written."""

DEFAULT_SEED = 2019


def figures(council: Council, year: int, seed: int = DEFAULT_SEED) -> Figures:
    """The figures of a council's illustrative letter by statistic, in the order a letter prints them.

    Counts are cases, rates whole per cents (halves up); None is a rate that has nothing to divide by. Every
    identity holds. Raises MapperError for a year that is not among SAMPLE_YEARS.
    """
    _require_year(year)
    published = PUBLISHED.get((council.gss_code, year))
    return invented(council, year, seed) if published is None else published


def illustration(council: Council, year: int) -> Illustration:
    """Whether that council's letter of that year holds invented figures or its published ones."""
    return Illustration.REDRAWN if (council.gss_code, year) in PUBLISHED else Illustration.INVENTED


def letter(council: Council, year: int, seed: int = DEFAULT_SEED) -> bytes:
    """One council's illustrative letter as a PDF of four pages: three of text, then the tables.

    Raises MapperError for a year that is not among SAMPLE_YEARS.
    """
    printed = figures(council, year, seed)
    return draw_letter(PrintedLetter(council.name, year, illustration(council, year), printed))


def write(councils: Iterable[Council], year: int, out: Path, seed: int = DEFAULT_SEED) -> list[Path]:
    """Write one letter a council as `<out>/<slug>.pdf`, making the folder; the paths, sorted.

    Raises MapperError for a year that is not among SAMPLE_YEARS, before anything is written.
    """
    _require_year(year)
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for council in councils:
        path = out / f"{council.slug}.pdf"
        path.write_bytes(letter(council, year, seed))
        paths.append(path)
    return sorted(paths)


def _require_year(year: int) -> None:
    if year not in SAMPLE_YEARS:
        known = ", ".join(str(known) for known in SAMPLE_YEARS)
        raise MapperError(
            f"Illustrative letters cannot be written for {year}: expected one of the years {known}, "
            "whose form of letter this version knows. Ask for one of those."
        )
