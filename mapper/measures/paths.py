"""The paths of a council's pages and letter in the site."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from mapper.councils.council import Council
from mapper.review.reading import CouncilYear, Origin


def page_path(year: CouncilYear) -> str:
    """The path of the council's page, from the site's root."""
    return f"councils/{year.council.slug}/index.html"


def pack_path(history: Iterable[CouncilYear]) -> str | None:
    """The path of the council's page as a PDF, where PDFs are made; None without figures of any year."""
    return next((f"councils/{year.council.slug}.pdf" for year in history if year.usable), None)


def letter_path(year: CouncilYear) -> str | None:
    """The path of the letter's PDF, from the site's root; None without a letter, or if it is not shown here."""
    if year.letter is None or year.letter.shown is None or not year.letter.shown.is_here:
        return None
    return f"letters/{year.period_end.year}/{year.council.slug}.pdf"


def figures_path(year: CouncilYear) -> str | None:
    """The path of the page that shows where the figures of the year's letter stand; None without a letter's figures."""
    letter = year.usable
    if letter is None or letter.origin is Origin.TABLES:
        return None
    return f"letters/{year.period_end.year}/{year.council.slug}/index.html"


def place_picture_path(path: str, page: int) -> str:
    """The path of the picture of a part of a letter's page, beside the page at `path` that shows it."""
    return f"{path.rpartition('/')[0]}/page-{page}.png"


def letter_url(year: CouncilYear, root: str) -> str | None:
    """Where readers see the letter, from a page that is `root` below the site's root; None if it is not shown."""
    path = letter_path(year)
    if path is not None:
        return root + path
    return None if year.letter is None or year.letter.shown is None else year.letter.shown.address or None


def letter_contents(years: Iterable[CouncilYear]) -> dict[str, bytes | Path]:
    """What is published of each letter that the site has, by its path from the site's root."""
    return {
        path: year.letter.shown.content
        for year in years
        if (path := letter_path(year)) is not None
        and year.letter is not None
        and year.letter.shown is not None
    }


COMPARE = "compare/index.html"
"""The path of the page that puts councils side by side, from the site's root."""


def compare_path(history: Sequence[CouncilYear]) -> str:
    """The address of that page with a council on it; `history` has its years, newest first."""
    return f"{COMPARE}#councils={history[0].council.gss_code}"


def records_path(council: Council) -> str:
    """The path of the page with the Ombudsman's records about a council, from the site's root."""
    return f"records/{council.slug}/index.html"


def letter_paths(years: Iterable[CouncilYear]) -> dict[tuple[str, str, date], str]:
    """The paths of the letters that are published, by the name of the file found, the GSS code and the period's end."""
    return {
        (year.letter.file, year.council.gss_code, year.period_end): path
        for year in years
        if year.letter is not None and (path := letter_path(year)) is not None
    }
