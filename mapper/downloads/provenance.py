"""Where every figure comes from, and what the site was made from: `data/provenance.json`.

`program`, `readers` and `layouts` are the versions of what read and wrote; a digest stands for the source files.
`build` has the options of the build and the files it was given. `readings` has every letter found and, where there is
no letter, what data tables state about a council: file, SHA-256, the address it was fetched from, and its figures.
One that `stood` is contradicted by another file, which did not hold it back because the site before showed it.

`letter` is the path of what the site has of a letter, and `shown` says what that is: a copy of some pages of the file,
with its own SHA-256, a link to the address, or the file itself. Pages are counted in the file, not in the copy.

A figure's `place` is its rectangle on the page: left, top, right and bottom, in points from the top left corner of the
page as seen (with /Rotate and the crop box applied, then turned by `turned` degrees clockwise where that is given). It
is null where the figure is a sum of others or a sentence stands for it. A figure of a data table has a `cell` instead.
"""

import json
from collections.abc import Iterator

from mapper import __version__
from mapper.letters.box import Box
from mapper.letters.statistics import STATISTICS, Figure
from mapper.letters.versions import layout_versions, parser_version, reader_versions
from mapper.measures.edition import Edition
from mapper.measures.paths import letter_paths
from mapper.resources import code_version, library_versions
from mapper.review.corrections import Correction
from mapper.review.reading import Reading
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.review.shown import LettersAs, Shown
from mapper.review.table_report import place_of

PATH = "data/provenance.json"

Json = dict[str, object]


def write(edition: Edition) -> bytes:
    """The provenance as JSON, each letter on a line of its own."""
    head: Json = {"notice": ILLUSTRATIVE_NOTICE} if edition.illustrative else {}
    libraries = library_versions("pdf" if edition.recipe.pdf else "")
    head |= {
        "program": {"version": __version__, "code": code_version(), "libraries": libraries},
        "readers": {"code": parser_version(), **reader_versions()},
        "layouts": layout_versions(),
        "build": edition.recipe.as_object(),
    }
    lines = [f"{json.dumps(key)}: {_line(part)}" for key, part in head.items()]
    readings = ",\n".join(map(_line, _readings(edition)))
    return ("{\n" + ",\n".join(lines) + f',\n"readings": [\n{readings}\n]\n}}\n').encode()


def _line(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)


def _readings(edition: Edition) -> Iterator[Json]:
    published = letter_paths(edition.council_years)
    for reading in (*edition.report.letters, *edition.report.in_place):
        council, day = reading.council, reading.period_end
        path = (
            None if council is None or day is None else published.get((reading.file, council.gss_code, day))
        )
        yield {
            "file": reading.file,
            "sha256": reading.sha256,
            "address": edition.recipe.addresses.get(reading.sha256),
            "origin": reading.origin.value,
            "status": reading.status.value,
            "gss_code": None if council is None else council.gss_code,
            "period_end": None if day is None else day.isoformat(),
            "letter": path,
            "shown": None if reading.shown is None else _shown(reading.shown),
            "layout": reading.layout,
            **({"stood": True} if reading.stood else {}),
            "illustrative": "no" if reading.illustration is None else reading.illustration.value,
            "figures": [_figure(reading, figure) for figure in _in_order(reading)],
        }


def _shown(shown: Shown) -> Json:
    """How the letter is shown: as what, why not otherwise, which pages of its file, and the SHA-256 of what is here."""
    return {
        "as": None if shown.way is None else shown.way.value,
        **({"why": shown.why} if shown.why else {}),
        **({"pages": list(shown.pages), "of": shown.file_pages} if shown.way is LettersAs.COPY else {}),
        **({"sha256": shown.sha256} if shown.is_here else {}),
    }


def _in_order(reading: Reading) -> Iterator[Figure]:
    figures = (reading.figure(statistic.key) for statistic in STATISTICS)
    return (figure for figure in figures if figure is not None)


def _figure(reading: Reading, figure: Figure) -> Json:
    correction = reading.corrections.get(figure.statistic)
    return {
        "statistic": figure.statistic,
        "value": figure.value,
        "printed": figure.printed,
        **(
            _on_page(figure, reading.turned.get(figure.page))
            if figure.cell is None
            else {"cell": place_of(figure)}
        ),
        **({} if correction is None else {"correction": _correction(correction)}),
    }


def _on_page(figure: Figure, turned: int | None) -> Json:
    place: Json = {"page": figure.page, "place": None if figure.box is None else _rectangle(figure.box)}
    return place if turned is None or figure.box is None else place | {"turned": turned}


def _rectangle(box: Box) -> list[float]:
    return [round(edge, 1) for edge in (box.x0, box.top, box.x1, box.bottom)]


def _correction(line: Correction) -> Json:
    return {
        "statistic": line.statistic,
        "printed": line.printed,
        "corrected": line.corrected,
        "reason": line.reason,
        "evidence": line.evidence,
        "who": line.who,
        "date": line.date.isoformat(),
    }
