"""What became of recommendations, as one bar: on time, late, not carried out; beside the council's type."""

from collections.abc import Iterable
from dataclasses import dataclass

from mapper.measures.likeness import of_type
from mapper.measures.metrics import METRIC, measure
from mapper.pages.figures import Told, count_of, is_corrected
from mapper.pages.names import name_of
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear
from mapper.words import capitalised

_KEYS = ("complied_on_time", "complied_late", "not_complied")
_RATE = METRIC["compliance_rate"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar, in per cent of it; `kind` is `done`, `late` or `not`."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class DoneBar:
    """The recommendations of one council, or of a type, with their numbers in words."""

    name: str
    pieces: tuple[Piece, ...]
    words: Told


def done_bars(year: CouncilYear, site: Site) -> tuple[DoneBar, ...]:
    """The bar of the council and of its type, from the same kind of figures; none where nothing was due or stated."""
    parts = _parts(year)
    if parts is None:
        return ()
    own = _bar(
        name_of(year.council), parts, corrected=is_corrected(year.usable, *_KEYS, "compliance_recorded")
    )
    others = of_type(year, site.joined(year.period_end))
    alike = [found for one in others if (found := _parts(one)) is not None and len(found) == len(parts)]
    if len(alike) < 2:
        return (own,)
    title = f"{capitalised(year.council.type.plural)}, {len(alike):,} with these figures"
    return own, _bar(title, _summed(alike))


def _parts(year: CouncilYear) -> tuple[int, ...] | None:
    """On time, late and not carried out; or carried out and not, where no more is stated. None without a base."""
    counts = [count_of(year.usable, key) for key in _KEYS]
    recorded = count_of(year.usable, "compliance_recorded")
    stated = tuple(count for count in counts if count is not None)
    if recorded and len(stated) == len(counts) and sum(stated) == recorded:
        return stated
    rate = measure(_RATE, year).rate
    return None if rate is None else (rate.numerator, rate.denominator - rate.numerator)


def _summed(parts: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*parts, strict=True)))


def _bar(name: str, parts: tuple[int, ...], *, corrected: bool = False) -> DoneBar:
    whole, before, pieces = sum(parts), 0.0, []
    for kind, count in zip(
        ("done", "late", "not") if len(parts) > 2 else ("done", "not"), parts, strict=True
    ):
        width = 100 * count / whole
        if count:
            pieces.append(Piece(kind, f"{before:.2f}", f"{width:.2f}"))
        before += width
    return DoneBar(name, tuple(pieces), Told(_words(parts), corrected))


def _words(parts: tuple[int, ...]) -> str:
    whole = sum(parts)
    if len(parts) > 2:
        on_time, late, never = parts
        return f"{on_time:,} of {whole:,} on time, {late:,} late, {never:,} not carried out"
    return f"{parts[0]:,} of {whole:,} carried out, {parts[1]:,} not; how many of them late is not stated"
