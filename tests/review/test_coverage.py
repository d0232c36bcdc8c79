"""Which check notices a misread figure: for each statistic of each layout, as CONTRIBUTING's table says.

Every figure is also read by a second program, and looked for on the printed page; these are the checks beside them.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mapper.councils.council import Council
from mapper.councils.register_file import load_register
from mapper.letters import layouts, pdf
from mapper.letters.identities import checks
from mapper.letters.statistics import STATISTICS, Figure, Unit
from mapper.review import cohort, population
from mapper.review.reading import Reading, Status
from tests.generators import blocks_by_hand, reportlab_letter
from tests.generators.blocks_wording import YEARS, Manner
from tests.generators.blocks_wording import consistent as blocks_of
from tests.generators.wording import Options, consistent, earlier
from tests.paths import ROOT
from tests.readings import reading

KENT = "Kent County Council"

_SUBJECTS = (13, 2, 31, 4, 5, 6, 17, 28, 9)
_BLOCKS = {
    year: blocks_by_hand.reportlab(
        blocks_of(YEARS[year], 76, 63, 8, 59, 57, per_100k=(4.2, 4.1)),
        KENT,
        YEARS[year],
        Manner(apart="inline"),
    )
    for year in (2022, 2024, 2025)
}
LETTERS = {
    "2014–15": reportlab_letter.write(
        earlier(_SUBJECTS[:8], (1, 22, 3, 14), 15, 16, rate_places=0),
        KENT,
        "31/03/2015",
        Options(year_form="2014"),
    ),
    "2016–18": reportlab_letter.write(
        earlier(_SUBJECTS, (1, 22, 3, 14), 15, 16, (7, 2), 0), KENT, "31/03/2017", Options(year_form="2016")
    ),
    "2019": reportlab_letter.write(
        consistent(_SUBJECTS, (1, 22, 3, 14), 15, 16, 3, 27, 8, 4), KENT, "31/03/2019", Options()
    ),
    "2020–22": _BLOCKS[2022],
    "2023–24": _BLOCKS[2024],
    "2025": _BLOCKS[2025],
}

# A mark of a note that is read as a digit, a digit that is lost (or a point), and one that is misread.
MISREADINGS = (lambda value: value * 10 + 1, lambda value: value // 10, lambda value: value + 1)


def letter(year: str) -> Reading:
    (read,) = layouts.parse(pdf.read(LETTERS[year], layouts.wanted))
    assert not read.problems
    assert read.period_end is not None
    figures = {figure.statistic: figure for figure in read.figures}
    council = load_register().match(KENT, read.period_end).council
    assert isinstance(council, Council)
    return replace(reading(council.gss_code), council=council, period_end=read.period_end, figures=figures)


def misread(figure: Figure, how: int) -> Figure | None:
    """The figure as it would be misread; None where that changes nothing."""
    assert figure.value is not None
    if figure.unit is Unit.PER_100K:
        number = figure.printed.rstrip("%")
        printed = (f"{number}1", number.replace(".", ""), f"{float(number) + 4:.1f}")[how]
        return replace(figure, value=float(printed), printed=printed)
    value = MISREADINGS[how](int(figure.value))
    return None if value == figure.value else replace(figure, value=value, printed=str(value))


def noticed(read: Reading, changed: Figure) -> set[str]:
    """The names of the checks that fail on a letter in which this figure is misread."""
    found = replace(read, figures={**(read.figures or {}), changed.statistic: changed})
    names = {
        _name(check.statement) for check in checks(tuple((found.figures or {}).values())) if not check.holds
    }
    others = [sibling(read, code) for code in ("E10000014", "E10000030", "E10000008")]
    years = [earlier_year(read, ago) for ago in (1, 2)]
    compared = {
        "the type’s average": cohort.compare([found, *others])[0][0],
        "the population it implies": population.compare([found])[0][0],
        "the council’s other years": population.compare([found, *years])[0][0],
        "the decimals of others": population.compare([found, *others])[0][0],
    }
    for name, judged in compared.items():
        if judged.status is not Status.OK:
            names.add(name)
    if "the population it implies" in names:
        names -= {"the council’s other years", "the decimals of others"}
    return names


def sibling(read: Reading, code: str) -> Reading:
    assert read.period_end is not None
    council = next(one for one in load_register().on(read.period_end) if one.gss_code == code)
    return replace(read, council=council, file=code)


def earlier_year(read: Reading, ago: int) -> Reading:
    assert read.period_end is not None
    return replace(read, period_end=date(read.period_end.year - ago, 3, 31), file=f"{ago}")


def _name(statement: str) -> str:
    """What a failed identity compares, by its statement."""
    for pattern, name in (
        ("add up", "its sum"),
        ("cannot come from", "the number upheld"),
        ("(?:is|are) more than", "the whole it is part of"),
        ("per 100,000", "zero where none was upheld"),
        ("beyond what can be", "what can be"),
        ("No whole number|is .*%, but|prints", "its rate"),
    ):
        if re.search(pattern, statement):
            return name
    raise ValueError(statement)


def covered() -> Mapping[str, Mapping[str, set[str]]]:
    """By statistic and year, the checks that notice at least one of the misreadings."""
    table: dict[str, dict[str, set[str]]] = {}
    for year in LETTERS:
        read = letter(year)
        for key, figure in (read.figures or {}).items():
            if figure.value is None:
                continue
            changes = (misread(figure, how) for how in range(len(MISREADINGS)))
            table.setdefault(key, {})[year] = {
                name for changed in changes if changed is not None for name in noticed(read, changed)
            }
    return table


def as_markdown() -> str:
    """The table as it stands in CONTRIBUTING."""
    lines = [f"| statistic | {' | '.join(LETTERS)} |", f"|---|{'---|' * len(LETTERS)}"]
    found = covered()
    for statistic in STATISTICS:
        cells = [
            ""
            if year not in found[statistic.key]
            else ", ".join(sorted(found[statistic.key][year])) or "its readings alone"
            for year in LETTERS
        ]
        lines.append(f"| `{statistic.key}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def test_every_figure_has_a_check_beside_its_two_readings() -> None:
    bare = {(key, year) for key, years in covered().items() for year, names in years.items() if not names}
    # Small beside the number upheld, which is all that it can be compared with.
    assert bare == {("remedied_by_authority", "2016–18")}


def test_the_table_of_checks_is_as_contributing_has_it() -> None:
    """To renew it after a change that is meant: put what `as_markdown` gives in its place."""
    assert as_markdown() in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
