"""Whether the site shows what the build report says, so that nothing that was found got lost on the way."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from mapper.publishing.check.site import FIGURES, REPORT, Json, Row, Site
from mapper.review.reading import Status
from mapper.review.report import RESIDUAL

# The report: nothing that was found may have got lost on the way


def report_problems(site: Site) -> Iterator[str]:
    report = site.documents[REPORT]
    if not isinstance(report, dict) or not {"letters", "councils_without_letter", "counts"} <= report.keys():
        yield f"{REPORT}: not as expected. Expected letters, councils_without_letter and counts."
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
    about = site.pages.get("about/index.html")
    said = "" if about is None else "".join(about.text)
    for letter in report["letters"]:
        yield from _letter_problems(letter, rows, figures, said)
    yield from _without_letter_problems(report, rows.values())
    yield from _source_problems(site, {letter["file"] for letter in report["letters"]})


def _count_problems(report: Json) -> Iterator[str]:
    counted = Counter(letter["status"] for letter in report["letters"])
    for word, number in [("letters", len(report["letters"])), *((s.value, counted[s.value]) for s in Status)]:
        if report["counts"].get(word) != number:
            yield f"{REPORT}: counts {report['counts'].get(word)} {word}. Expected {number}, as it lists."


def _letter_problems(
    letter: Json,
    rows: Mapping[tuple[str, str], Row],
    figures: Counter[tuple[str | None, str | None]],
    said: str,
) -> Iterator[str]:
    """Whether a letter is shown, or said to be set aside."""
    file, status, key = letter["file"], letter["status"], (letter["gss_code"], letter["period_end"])
    residual = any(problem["code"] == RESIDUAL for problem in letter["problems"])
    if status != Status.OK.value:
        if file not in said:
            yield f"about/index.html: does not name {file}, which is {status}. Expected it as set aside."
    elif residual and key in rows:
        yield f"{REPORT}: {file} is about a council that had ended, and a table of councils lists it. Expected no row."
    elif not residual and key not in rows:
        if _year_is_shown(key[1], rows):
            yield f"{REPORT}: {file} is ok, but no table of councils lists {key[0]}. Expected its row."
    elif not residual and rows[key].get("letter_status") != status:
        yield f"{REPORT}: {file} is ok, but the table says {rows[key].get('letter_status')!r}. Expected ok."
    elif figures[key] < len(letter["statistics"]):
        stated = len(letter["statistics"])
        yield f"{FIGURES}: {figures[key]} figures of {file}. Expected {stated}, as in {REPORT}."


def _year_is_shown(period_end: str, rows: Iterable[tuple[str, str]]) -> bool:
    """Whether the site has that year at all: letters of years that were not asked for are only reported."""
    return any(day == period_end for _, day in rows)


def _without_letter_problems(report: Json, rows: Iterable[Row]) -> Iterator[str]:
    listed = {(year, c["gss_code"]) for year, cs in report["councils_without_letter"].items() for c in cs}
    shown = {
        (row["period_end"][:4], row["gss_code"]) for row in rows if row.get("letter_status") == "no-letter"
    }
    for year, code in sorted(shown ^ listed):
        where, other = (
            ("the table of councils", REPORT) if (year, code) in shown else (REPORT, "the table of councils")
        )
        yield f"{REPORT}: {code} has no letter for {year} by {where}, but not by {other}. Expected the same."


def _source_problems(site: Site, found: set[str]) -> Iterator[str]:
    for source in sorted({row.get("letter", "") for row in site.rows(FIGURES)}):
        if source not in site.files and source.removeprefix("'") not in found:
            yield f"{FIGURES}: names the letter {source!r}. Expected a file of the site or the report."
