"""The page that puts up to four councils side by side, and the files that it loads: one for each council.

Which councils and which year stands in its address, `#councils=E07000108,E10000016&year=2019`. The files are scripts,
because a page opened from disk may load scripts but may not fetch files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapper.councils.council import CouncilType
from mapper.map.files import to_json
from mapper.measures.edition import Edition
from mapper.measures.paths import COMPARE
from mapper.measures.states import State
from mapper.pages import councils
from mapper.pages.council import histories
from mapper.pages.frame import Page, frame_of
from mapper.pages.marks import Mark
from mapper.pages.names import alphabetical, name_of
from mapper.pages.parts.sides import MARKS, MEASURES, Sides
from mapper.pages.parts.year_chart import BREAKS
from mapper.pages.site import Site
from mapper.review.report import ILLUSTRATIVE_NOTICE
from mapper.words import capitalised

_FOLDER = "assets/compare/"

_MOST = 4

_SIGNS: Mapping[str, str] = {
    State.NONE.value: "○",
    State.NO_LETTER.value: "×",
    State.IN_REVIEW.value: "!",
    State.NOT_STATED.value: "–",
}
"""What stands in a chart where there is no rate, by the kind of the mark."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A council to choose: its newest GSS code, the codes that it had before, its name."""

    code: str
    former: str
    name: str


@dataclass(frozen=True, slots=True)
class ComparePage(Page):
    """Up to `most` councils side by side; `types` has those of each type, `years` are newest first.

    `breaks` has the first year that is counted in a new way with its words. `marks` has every mark that a cell can
    have, with its sign in a chart.
    """

    most: int
    folder: str
    all_councils: str
    types: tuple[tuple[str, tuple[Choice, ...]], ...]
    years: tuple[int, ...]
    measures: tuple[str, ...]
    marks: tuple[tuple[Mark, str], ...]
    breaks: tuple[tuple[int, str], ...]


def build(site: Site) -> Iterator[tuple[str, ComparePage]]:
    """The page, with its path."""
    frame = frame_of(site, COMPARE, councils.SECTION.key, "Councils side by side")
    years = tuple(joined.period_end.year for joined in site.edition.years)
    yield (
        COMPARE,
        ComparePage(
            frame=frame,
            most=_MOST,
            folder=frame.root + _FOLDER,
            all_councils=frame.root + councils.SECTION.path,
            types=tuple(_types(site.edition)),
            years=years,
            measures=tuple(title for _, title in MEASURES),
            marks=tuple((mark, _SIGNS.get(mark.kind, "")) for mark in MARKS),
            breaks=tuple((year, words) for year, words in BREAKS.items() if min(years) < year <= max(years)),
        ),
    )


def files(site: Site) -> Mapping[str, bytes]:
    """The script of each council with its years, by path."""
    notice = f"/* {ILLUSTRATIVE_NOTICE} */\n" if site.edition.illustrative else ""
    sides = Sides(site, histories(site.edition))
    found = {}
    for slug in sides.histories:
        code = sides.code(slug)
        arguments = f"{to_json(code)},{to_json(sides.council(slug))}"
        found[f"{_FOLDER}{code}.js"] = f"{notice}lettersCompare.receive({arguments});\n".encode()
    return found


def _types(edition: Edition) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    """The types that there are, each with its councils in the order of their names."""
    known = [tuple(year.council for year in history) for history in histories(edition).values()]
    for kind in CouncilType:
        of_kind = [codes for codes in known if codes[0].type is kind]
        if of_kind:
            choices = (
                Choice(
                    codes[0].gss_code,
                    " ".join(sorted({one.gss_code for one in codes} - {codes[0].gss_code})),
                    name_of(codes[0]),
                )
                for codes in sorted(of_kind, key=lambda codes: alphabetical(codes[0]))
            )
            yield capitalised(kind.plural), tuple(choices)
