"""One illustrative letter, and all of a year."""

from collections.abc import Iterable
from pathlib import Path

from mapper.councils.council import Council
from mapper.errors import MapperError
from mapper.letters.illustration import Illustration
from mapper.sample.invented import invented
from mapper.sample.national import MEASURED, NATION
from mapper.sample.printed import BLOCKS, printed
from mapper.sample.published import PUBLISHED, Figures
from mapper.sample.typesetting import PrintedLetter, draw_letter

SAMPLE_YEARS = tuple(NATION)
"""The years to 31 March whose form of letter is known here."""

DEFAULT_YEARS = (MEASURED,)
"""The years of a site built with `--sample` for which none is asked."""

MISSING = frozenset({("rutland-county-council", 2024)})
"""Councils, by slug and year, that get no letter, so that a site shows what that looks like."""

_WRONG = {("hyndburn-borough-council", 2025): "dealt_with"}
"""Letters that print one more than is true of one statistic, so that a site shows a letter in review."""

_NAMES = {"E09000001": "City of London Corporation"}
"""How a letter with blocks names a council whose name, alone in a line, might be the beginning of a longer one."""

DEFAULT_SEED = 2019
"""The seed of the letters of a site built with `--sample`."""


def figures(council: Council, year: int, seed: int = DEFAULT_SEED) -> Figures:
    """The figures of a council's illustrative letter by statistic, in the order in which a letter prints them.

    Every identity between them holds.

    Returns
    -------
    Figures
        Counts are cases; rates are whole per cent, halves rounded up, or None where the denominator is zero.

    Raises
    ------
    MapperError
        If the year is not one of `SAMPLE_YEARS`.
    """
    _require_year(year)
    published = PUBLISHED.get((council.gss_code, year))
    return printed(invented(council, year, seed), council, year) if published is None else published


def illustration(council: Council, year: int) -> Illustration:
    """Whether a council's illustrative letter has invented figures or the published ones."""
    return Illustration.REDRAWN if (council.gss_code, year) in PUBLISHED else Illustration.INVENTED


def letter(council: Council, year: int, seed: int = DEFAULT_SEED) -> bytes:
    """A council's illustrative letter as a PDF: pages of text, then one of figures in the form of its year.

    One letter does not add up, on purpose (`_WRONG`).

    Raises
    ------
    MapperError
        If the year is not one of `SAMPLE_YEARS`.
    """
    stated = dict(figures(council, year, seed))
    if key := _WRONG.get((council.slug, year)):
        stated[key] = (stated[key] or 0) + 1
    name = council.name if year < BLOCKS else _NAMES.get(council.gss_code, council.name)
    return draw_letter(PrintedLetter(name, year, illustration(council, year), stated))


def write(councils: Iterable[Council], year: int, out: Path, seed: int = DEFAULT_SEED) -> list[Path]:
    """Write one letter per council to `<out>/<slug>.pdf`, creating the folder, and return the paths, sorted.

    A council that is `MISSING` gets none.

    Raises
    ------
    MapperError
        If the year is not one of `SAMPLE_YEARS`; nothing is written then.
    OSError
        If a file cannot be written.
    """
    _require_year(year)
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for council in councils:
        if (council.slug, year) in MISSING:
            continue
        path = out / f"{council.slug}.pdf"
        path.write_bytes(letter(council, year, seed))
        paths.append(path)
    return sorted(paths)


def _require_year(year: int) -> None:
    if year not in SAMPLE_YEARS:
        known = ", ".join(str(known) for known in SAMPLE_YEARS)
        raise MapperError(
            f"Illustrative letters cannot be written for {year}: the form of that year's letters is not known "
            f"here. Expected one of these years: {known}."
        )
