"""From a letter's blocks to its statistics."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mapper.letters.layouts.blocks.figures import figure_of, missing, title_of
from mapper.letters.layouts.blocks.form import Form
from mapper.letters.layouts.blocks.letters import BlockLetter
from mapper.letters.layouts.blocks.parts import Number
from mapper.letters.layouts.blocks.period import period_of, period_problems
from mapper.letters.layouts.blocks.wording import KEYS, REMEDIES, VOLUMES
from mapper.letters.layouts.names import different, names_above_dear, names_above_period, place_form
from mapper.letters.statistics import BY_KEY, Figure, LetterStatistics, Problem

# A rate is rounded by no more than this.
_HALF = 0.5 + 1e-9


def statistics_of(one: BlockLetter, form: Form, texts: Sequence[str]) -> LetterStatistics:
    """What a letter states.

    Parameters
    ----------
    one
        The letter.
    form
        Its form, which says what it must print.
    texts
        The text of every page of its file, to compare names and years.
    """
    figures = [figure for stated in one.blocks for figure in stated.figures]
    problems = [problem for stated in one.blocks for problem in stated.problems]
    volumes, volume_problems = _volumes(one, form)
    figures, conflicts = _merged(figures, volumes)
    names = _names(one, texts)
    name, name_problems = _name(names)
    period = period_of(one, texts)
    problems += [*volume_problems, *conflicts, *_absent(one, form, figures, period)]
    problems += [*_base_problems(one, form, figures), *_compliance_problems(one, figures)]
    ordered = sorted(figures, key=lambda figure: _ORDER[figure.statistic])
    problems = [*name_problems, *period_problems(one, period, texts), *problems]
    pages = [figure.page for figure in figures] or list(one.span)
    span = (min(pages), max(pages))
    return LetterStatistics(form.name, name, period, tuple(ordered), span, tuple(problems), tuple(names[1:]))


_ORDER = {key: place for place, key in enumerate(BY_KEY)}


def _volumes(one: BlockLetter, form: Form) -> tuple[list[Figure], list[Problem]]:
    """What the sentences on volumes state, with a problem for each that is missing from a form that must have them."""
    figures: list[Figure] = []
    problems: list[Problem] = []
    printed: dict[str, list[Number | None]] = {}
    page = {key: found.page.number for found in one.volumes for key in found.sentence.slots}
    for found in one.volumes:
        for key in found.sentence.slots:
            printed.setdefault(key, []).append(found.numbers.get(key))
    for key, numbers in printed.items():
        read = figure_of(key, page[key], numbers)
        if isinstance(read, Figure):
            figures.append(read)
        else:
            problems.append(read)
    if form.volumes or printed:
        problems += [missing(one.span[0], title_of(key)) for key in VOLUMES if key not in printed]
    return figures, problems


def _merged(figures: Sequence[Figure], more: Sequence[Figure]) -> tuple[list[Figure], list[Problem]]:
    """Both lists as one; a statistic with two different values is left out and becomes a problem."""
    merged = {figure.statistic: figure for figure in figures}
    problems = []
    for figure in more:
        other = merged.setdefault(figure.statistic, figure)
        if other.value is None and figure.value == 0:
            # One sentence only says that there is nothing; the other gives the number.
            merged[figure.statistic] = figure
        elif other.value != figure.value:
            del merged[figure.statistic]
            problems.append(_contradiction(other, figure))
    return list(merged.values()), problems


def _contradiction(one: Figure, other: Figure) -> Problem:
    return Problem(
        "sum-mismatch",
        f"“{title_of(one.statistic)}” is {one.printed[:60]} on page {one.page} and {other.printed} on page "
        f"{other.page}. Expected the same number.",
    )


def _absent(
    one: BlockLetter, form: Form, figures: Sequence[Figure], period: date | None
) -> Iterator[Problem]:
    """A problem for each figure that is not printed, unless there is nothing it could say."""
    values = {figure.statistic: figure.value for figure in figures}
    blocks = {stated.block for stated in one.blocks}
    yield from (missing(one.span[0], block) for block in KEYS if block not in blocks)
    for stated in one.blocks:
        # Where nothing was upheld there is no rate of remedies, and no average to compare it with.
        has_no_rate = stated.block == REMEDIES and values.get("decided_upheld") == 0
        for key in stated.absent:
            if key not in values and (not has_no_rate or key == "satisfactory_remedies"):
                yield missing(stated.page, title_of(key))
    year = 0 if period is None else period.year
    if _lacks_per_100k(one, values, year >= form.per_100k_from):
        yield missing(one.span[0], "Upheld decisions per 100,000 residents, and their average")


def _lacks_per_100k(one: BlockLetter, values: Mapping[str, float | None], must_print: bool) -> bool:
    """Whether the letter lacks one or both of the figures per 100,000 residents that it should print."""
    keys = ("upheld_per_100k", "average_upheld_per_100k")
    pair = [values.get(key) is not None for key in keys]
    is_lost = one.speaks_of_residents and not values.keys() >= set(keys)
    # Councils that no longer exist have neither these nor an average.
    is_due = must_print and values.get("average_uphold_rate") is not None
    return is_lost or any(pair) is not all(pair) or (is_due and not all(pair))


def _base_problems(one: BlockLetter, form: Form, figures: Sequence[Figure]) -> Iterator[Problem]:
    """Whether the base of the remedies is the number upheld or, in some years, the number investigated.

    A letter with sentences on volumes need not print it.
    """
    values = {figure.statistic: figure.value for figure in figures}
    for stated in one.blocks:
        if stated.block != REMEDIES:
            continue
        if stated.has_nothing and values.get("decided_upheld"):
            yield Problem(
                "sum-mismatch",
                f"Page {stated.page}: under “{stated.block}” the letter says that there were none, but it prints "
                f"{values['decided_upheld']} upheld. Expected the same number.",
            )
        needs_base = not form.volumes and not stated.has_nothing and values.get("decided_upheld") != 0
        if needs_base and not stated.bases:
            yield missing(stated.page, f"{stated.block}: their base")
        for printed, counted in stated.bases:
            keys = ["decided_upheld"] if "upheld" in counted else ["decided_upheld", "investigations"]
            known = [values[key] for key in keys if values.get(key) is not None]
            if not any(printed.replace(",", "") == str(value) for value in known):
                yield Problem(
                    "sum-mismatch",
                    f"Page {stated.page}: “{stated.block}” is based on {printed} {counted}, but the letter "
                    f"prints {' and '.join(map(str, known)) or 'no number'} of these. Expected the same number.",
                )


def _compliance_problems(one: BlockLetter, figures: Sequence[Figure]) -> Iterator[Problem]:
    """Whether the number of cases complied with, where it is printed, is that of the rate and of the base."""
    values = {figure.statistic: figure.value for figure in figures}
    recorded, rate = values.get("compliance_recorded"), values.get("compliance_rate")
    for stated in one.blocks:
        for printed in stated.complied:
            complied = int(number) if (number := printed.replace(",", "")).isdecimal() else None
            if (
                complied is None
                or not recorded
                or rate is None
                or abs(100 * complied / recorded - rate) > _HALF
            ):
                yield Problem(
                    "rate-mismatch",
                    f"Page {stated.page}: “{stated.block}” speaks of {printed} cases complied with, but prints {rate}% "
                    f"of {recorded}. Expected a rate that is that of the numbers.",
                )


def _names(one: BlockLetter, texts: Sequence[str]) -> list[str]:
    """Every form of the council's name that the letter prints, that of its figures first."""
    printed = [name for stated in one.blocks for name in stated.names] + one.names
    printed += [name for text in texts for name in names_above_dear(text)]
    # The title may stand alone at the end of the page before the blocks.
    printed = printed or [name for text in texts for name in names_above_period(text)]
    return different(printed)


def _name(names: Sequence[str]) -> tuple[str | None, list[Problem]]:
    """The council's name, if every place that prints it names the same place; what it means is judged later."""
    if len({place_form(name) for name in names}) == 1:
        return names[0], []
    if not names:
        message = (
            "No council's name is found above the blocks, in a sentence on its population, or above “Dear”. "
            "Expected a line that holds the name alone."
        )
        return None, [Problem("name-missing", message)]
    quoted = " and ".join(f"“{name}”" for name in names)
    return None, [Problem("name-conflict", f"The letter names {quoted}. Expected one council.")]
