"""Whether every figure of the site has its provenance, and each letter is what it is said to be."""

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256

from mapper.downloads.provenance import PATH
from mapper.letters.copies.faults import faults_of
from mapper.publishing import FIGURES
from mapper.publishing.check.site import Json, Site
from mapper.review.shown import LettersAs

_Figure = tuple[str, str, str, str, str]
_MOST = 5


def provenance_problems(site: Site) -> Iterator[str]:
    """Figures without their provenance or with another's, and letters that are not what is said of them."""
    document = site.documents.get(PATH)
    if not isinstance(document, dict) or not {"program", "build", "readings"} <= document.keys():
        yield f"{PATH}: missing, or lacks some of its parts. Expected program, build and readings."
        return
    if site.notice and document.get("notice") != site.notice:
        yield f"{PATH}: has no notice. Expected {site.notice!r}, as in the build report."
    stated = Counter(figure for reading in document["readings"] for figure in _figures_of(reading))
    listed = Counter(map(_figure_in, site.rows(FIGURES)))
    yield from _unlike(FIGURES, listed - stated, PATH)
    yield from _unlike(PATH, stated - listed, FIGURES)
    for reading in document["readings"]:
        yield from _letter_problems(site, reading)
    named = {reading["letter"] for reading in document["readings"]}
    pdfs = (name for name in site.files - named if name.startswith("letters/") and name.endswith(".pdf"))
    for name in sorted(pdfs):
        yield f"{name}: {PATH} does not name it. Expected the letters that figures were read from, and no others."


def _figures_of(reading: Json) -> Iterator[_Figure]:
    """The figures of a reading that the list of all figures has: those of a council and a year."""
    if reading["gss_code"] and reading["period_end"]:
        for figure in reading["figures"]:
            page = "" if "cell" in figure else str(figure["page"])
            yield (
                reading["gss_code"],
                reading["period_end"],
                figure["statistic"],
                _text(figure["value"]),
                page,
            )


def _figure_in(row: Mapping[str, str]) -> _Figure:
    code, day, statistic = (row.get(name, "") for name in ("gss_code", "period_end", "statistic"))
    return code, day, statistic, row.get("value", ""), row.get("page", "")


def _text(value: float | None) -> str:
    """A value as CSV has it."""
    return "" if value is None else str(int(value) if float(value).is_integer() else value)


def _unlike(here: str, only: Counter[_Figure], there: str) -> Iterator[str]:
    for code, day, statistic, value, page in sorted(only)[:_MOST]:
        of = f"{statistic} of {code} to {day}"
        yield f"{here}: has {of}, {value or 'no value'}, page {page or 'of no letter'}. Expected the same in {there}."
    if len(only) > _MOST:
        yield f"{here}: has {len(only) - _MOST} more figures that {there} has not. Expected the same in both."


def _letter_problems(site: Site, reading: Json) -> Iterator[str]:
    path, shown = reading["letter"], reading.get("shown")
    if path is None:
        return
    if path not in site.files:
        yield f"{PATH}: names the letter {path}, which is not there. Expected the file."
        return
    content = (site.root / path).read_bytes()
    digest = sha256(content).hexdigest()
    if not isinstance(shown, dict) or shown.get("as") not in (LettersAs.COPY, LettersAs.ORIGINAL):
        yield f"{PATH}: does not say what {path} is. Expected a copy or an original."
    elif digest != shown.get("sha256"):
        yield f"{path}: is not the file that {PATH} names. Expected SHA-256 {shown.get('sha256')}."
    elif shown["as"] == LettersAs.ORIGINAL and digest != reading["sha256"]:
        yield f"{path}: is not the file that its figures were read from. Expected SHA-256 {reading['sha256']}."
    elif shown["as"] == LettersAs.COPY:
        for fault in faults_of(content):
            yield f"{path}: {fault}. Expected a copy of a letter’s pages and links to the web, with nothing else."
