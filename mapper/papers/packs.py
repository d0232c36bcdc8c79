"""Which pages of a site become PDFs; an unchanged page is not printed again."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from multiprocessing import get_context

from mapper.errors import MapperError
from mapper.measures.edition import Edition
from mapper.measures.paths import pack_path, page_path
from mapper.review.reading import CouncilYear
from mapper.shelf import EMPTY, Shelf

_STYLES = ("site.css", "pages.css", "print.css", "print-pages.css")
_MOST = 4  # PDFs of one council on the shelf: a hundred megabytes for all councils

_NEEDED = (
    "PDFs of councils’ pages (--pdf) need WeasyPrint, its fonts and Pango: {reason}. Expected all three. Install the "
    "first two with `pip install 'ombudsman-letters-map[pdf]'`, in a checkout `pip install '.[pdf]'`; and Pango with "
    "`apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` on Debian or Ubuntu, `brew install pango` "
    "on macOS. Or build without --pdf."
)

_Press = Callable[[str, bytes], bytes]
"""Prints the page at a path with a content."""


def require_printer() -> None:
    """Raise MapperError if this machine cannot print PDFs, and say what to install."""
    try:
        from mapper.papers.printer import versions

        versions()
    except (ImportError, OSError) as error:  # the second where WeasyPrint finds no Pango
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise MapperError(_NEEDED.format(reason=reason)) from error


def render(
    edition: Edition, files: Mapping[str, bytes], shelf: Shelf = EMPTY, jobs: int = 1
) -> dict[str, bytes]:
    """The PDF of each council with figures, by its path; none unless the edition asks for them.

    `files` are the pages and style sheets of the site, by path; `jobs` is the number of processes that print. The same
    pages give the same bytes, with or without a shelf. Raises MapperError if a page cannot be printed.
    """
    if not edition.recipe.pdf:
        return {}
    from mapper.papers.printer import printed, versions

    style = "\n".join(files[f"assets/{name}"].decode() for name in _STYLES)
    same = (style.encode(), versions().encode(), str(edition.base_url).encode())
    press = partial(printed, style, edition.base_url)
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool, ThreadPoolExecutor(jobs) as hands:
        work = {
            path: hands.submit(
                shelf.kept,
                _name(page),
                (*same, files[page]),
                partial(press if jobs == 1 else _elsewhere(pool, press), page, files[page]),
                _MOST,
            )
            for path, page in _wanted(edition).items()
        }
        return {path: _done(path, future, hands) for path, future in work.items()}


def _wanted(edition: Edition) -> dict[str, str]:
    """The page of each PDF, by the PDF's path."""
    histories: defaultdict[str, list[CouncilYear]] = defaultdict(list)
    for year in edition.council_years:
        histories[page_path(year)].append(year)
    return {path: page for page, years in histories.items() if (path := pack_path(years)) is not None}


def _elsewhere(pool: ProcessPoolExecutor, press: _Press) -> _Press:
    """The same press in a process of the pool, which starts when there is something to print."""
    return lambda page, content: pool.submit(press, page, content).result()


def _done(path: str, future: "Future[bytes]", hands: ThreadPoolExecutor) -> bytes:
    try:
        return future.result()
    except Exception as error:
        hands.shutdown(wait=False, cancel_futures=True)
        raise MapperError(
            f"{path} cannot be printed ({type(error).__name__}: {error}). Expected a PDF of the council’s page. Build "
            "without --pdf, and tell the maintainers."
        ) from error


def _name(page: str) -> str:
    """The page's name on the shelf; none is the beginning of another."""
    return f"pack-{sha256(page.encode()).hexdigest()[:12]}"
