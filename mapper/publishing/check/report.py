"""Whether the site shows what the build report says, so that no letter and no figure is lost on the way."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mapper.downloads.figures import TABLES
from mapper.publishing import BUILD_REPORT, FIGURES
from mapper.publishing.check.site import Json, Row, Site
from mapper.review.reading import Status
from mapper.review.report import RESIDUAL

_PAGE = "report/index.html"


def report_problems(site: Site) -> Iterator[str]:
    """Differences between the build report and what the site shows."""
    report = site.documents[BUILD_REPORT]
    if not isinstance(report, dict) or not {"letters", "councils_without_letter", "counts"} <= report.keys():
        yield f"{BUILD_REPORT}: lacks some of its parts. Expected letters, councils_without_letter and counts."
        return
    yield from _count_problems(report)
    rows = {
        (row["gss_code"], row["period_end"]): row
        for name in site.tables
        if name.startswith("data/councils-")
        for row in site.rows(name)
        if {"gss_code", "period_end"} <= row.keys()
    }
    figures = Counter((row.get("gss_code"), row.get("period_end")) for row in site.rows(FIGURES))
    page = site.pages.get(_PAGE)
    said = "" if page is None else "".join(page.text)
    for letter in report["letters"]:
        yield from _letter_problems(letter, rows, figures, said)
    yield from _without_letter_problems(report, rows.values())
    yield from _source_problems(site, {letter["file"] for letter in report["letters"]})


def _count_problems(report: Json) -> Iterator[str]:
    counted = Counter(letter["status"] for letter in report["letters"])
    for word, number in [("letters", len(report["letters"])), *((s.value, counted[s.value]) for s in Status)]:
        if report["counts"].get(word) != number:
            yield f"{BUILD_REPORT}: counts {report['counts'].get(word)} {word}. Expected {number}, as listed there."


def _letter_problems(
    letter: Json,
    rows: Mapping[tuple[str, str], Row],
    figures: Counter[tuple[str | None, str | None]],
    said: str,
) -> Iterator[str]:
    """A letter that is neither shown nor said to be set aside."""
    file, status, key = letter["file"], letter["status"], (letter["gss_code"], letter["period_end"])
    residual = any(problem["code"] == RESIDUAL for problem in letter["problems"])
    if status != Status.OK.value:
        if file not in said:
            yield f"{_PAGE}: does not name {file}, which is {status}. Expected it with those set aside."
    elif residual and key in rows:
        ended = f"{file} is about a council that had ended"
        yield f"{BUILD_REPORT}: {ended}, and a table of councils lists it. Expected no row."
    elif not residual and key not in rows:
        if _year_is_shown(key[1], rows):
            yield f"{BUILD_REPORT}: {file} is ok, but no table of councils lists {key[0]}. Expected its row."
    elif not residual and rows[key].get("letter_status") != status:
        yield f"{BUILD_REPORT}: {file} is ok, but the table says {rows[key].get('letter_status')!r}. Expected ok."
    elif figures[key] < len(letter["statistics"]):
        stated = len(letter["statistics"])
        yield f"{FIGURES}: {figures[key]} figures of {file}. Expected {stated}, as in {BUILD_REPORT}."


def _year_is_shown(period_end: str, rows: Iterable[tuple[str, str]]) -> bool:
    """Whether the site shows that year at all; letters of years that were not asked for are only reported."""
    return any(day == period_end for _, day in rows)


def _without_letter_problems(report: Json, rows: Iterable[Row]) -> Iterator[str]:
    listed = {(year, c["gss_code"]) for year, cs in report["councils_without_letter"].items() for c in cs}
    shown = {
        (row["period_end"][:4], row["gss_code"]) for row in rows if row.get("letter_status") == "no-letter"
    }
    table = "the table of councils"
    for year, code in sorted(shown ^ listed):
        where, other = (table, BUILD_REPORT) if (year, code) in shown else (BUILD_REPORT, table)
        yield f"{BUILD_REPORT}: {code} has no letter for {year} in {where}, but not in {other}. Expected the same."


def _source_problems(site: Site, found: set[str]) -> Iterator[str]:
    sources = {
        row.get("letter", "") for row in site.rows(FIGURES) if not row.get("status", "").startswith(TABLES)
    }
    for source in sorted(sources):
        if source not in site.files and source.removeprefix("'") not in found:
            yield f"{FIGURES}: names the letter {source!r}. Expected a file of the site or the report."
