"""What changed since the site before, in words for pages and the terminal.

The value of a figure that is held back is never said, as on every page.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mapper.letters.statistics import BY_KEY, Unit
from mapper.measures.changes import Change, Changes, Figures, Kind, Stated, whole_years
from mapper.words import counted, day_in_words, listed

_SHOWN_ON_TERMINAL = 10
_HELD_BACK = "being checked"
# What is added to a value, by its status; the value of any other status is held back.
_KNOWN = {
    "ok": "",
    "corrected": " (corrected)",
    "tables": " (from data tables)",
    "illustrative": " (made up)",
    "illustrative-redrawn": " (on a redrawn page)",
}
_VERBS = {Kind.APPEARED: "appeared", Kind.CHANGED: "changed", Kind.WENT: "went"}


def summary(changes: Changes) -> str:
    """How much changed, in a sentence."""
    if not changes.compared:
        return "No earlier site that this one could be compared with stood in its place when it was built."
    if not changes.changes:
        return "No figure has appeared, changed or gone since the site before."
    numbers = [(number, kind) for kind, number in changes.counts.items() if number]
    (first, kind), *others = numbers
    words = [f"{counted(first, 'figure', 'figures')} {_VERBS[kind]}"]
    words += (f"{number:,} {_VERBS[kind]}" for number, kind in others)
    return f"Since the site before, {listed(words)}."


def year_sentences(changes: Changes, after: Figures) -> Iterator[str]:
    """For each year that is here as a whole, or no longer: how many figures of how many councils; newest first."""
    for kind, all_of_them in ((Kind.APPEARED, "all that there are"), (Kind.WENT, "all that there were")):
        for day in whole_years(changes.changes, kind, after):
            of_year = [change for change in changes.changes if change.key.period_end == day]
            figures = counted(len(of_year), "figure", "figures")
            councils = counted(len({change.key.gss_code for change in of_year}), "council", "councils")
            yield f"Year to {_in_words(day)}: {figures} of {councils} {_VERBS[kind]}, {all_of_them} of this year."


def sentence(of_one: Sequence[Change]) -> str:
    """What became of one figure, or of several that all appeared or all went, in a few words."""
    first = of_one[0]
    if len(of_one) > 1:
        return _VERBS[first.kind]
    before, after = _said(first.key.statistic, first.before), _said(first.key.statistic, first.after)
    if first.kind is Kind.APPEARED:
        return f"appeared: {after}"
    if first.kind is Kind.WENT:
        return f"went: {before} before"
    if before == after == _HELD_BACK:
        return "still being checked, and read differently"
    return f"{before} before, {after} now"


def title(of_one: Sequence[Change]) -> str:
    """What these figures are: the title of one, or the number of several."""
    if len(of_one) > 1:
        return counted(len(of_one), "figure", "figures")
    key = of_one[0].key.statistic
    return BY_KEY[key].title if key in BY_KEY else key


def together(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """The changes of each council and year: each that changed alone, those that appeared, or went, together."""
    grouped: dict[tuple[str, str, str], list[Change]] = {}
    for change in changes:
        alone = change.key.statistic if change.kind is Kind.CHANGED else change.kind.value
        grouped.setdefault((change.key.period_end, change.key.gss_code, alone), []).append(change)
    return map(tuple, grouped.values())


def lines(changes: Changes, after: Figures) -> Iterator[str]:
    """The changes for a terminal: how many, whole years, and the first of the others."""
    if not changes.compared:
        return
    if changes.repeated:
        yield "No figure has appeared, changed or gone since the site before."
        return
    yield summary(changes)
    yield from year_sentences(changes, after)
    groups = list(together(apart_from_years(changes, after)))
    for group in groups[:_SHOWN_ON_TERMINAL]:
        key = group[0].key
        yield f"{group[0].kind.value:<8}  {group[0].council}, {key.period_end}: {title(group)}: {sentence(group)}."
    if len(groups) > _SHOWN_ON_TERMINAL:
        yield f"And {len(groups) - _SHOWN_ON_TERMINAL:,} more: see changes/index.html and data/changes.json."


def apart_from_years(changes: Changes, after: Figures) -> tuple[Change, ...]:
    """The changes of years that did not appear or go as a whole."""
    days = {day for kind in (Kind.APPEARED, Kind.WENT) for day in whole_years(changes.changes, kind, after)}
    return tuple(change for change in changes.changes if change.key.period_end not in days)


def _said(statistic: str, stated: Sequence[Stated]) -> str:
    """What a site has of a figure; where several letters state it, all that they state."""
    said = [
        _value(statistic, one.value) + _KNOWN[one.status] if one.status in _KNOWN else _HELD_BACK
        for one in stated
    ]
    return listed(list(dict.fromkeys(said)))


def _value(statistic: str, value: float | None) -> str:
    if value is None:
        return "no value"
    unit = BY_KEY[statistic].unit if statistic in BY_KEY else Unit.COUNT
    return f"{value:g}%" if unit is Unit.PERCENT else f"{value:,}"


def _in_words(day: str) -> str:
    return day_in_words(date.fromisoformat(day))
