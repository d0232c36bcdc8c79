"""What became of recommendations, as one bar: on time, late, not carried out; beside the council's type."""

from dataclasses import dataclass

from mapper.measures.type_year import COMPLIED, carried_out
from mapper.pages.figures import Told, is_corrected
from mapper.pages.names import name_of
from mapper.pages.site import Site
from mapper.review.reading import CouncilYear
from mapper.words import capitalised


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
    parts = carried_out(year)
    if parts is None:
        return ()
    corrected = is_corrected(year.usable, *COMPLIED, "compliance_recorded")
    own = _bar(name_of(year.council), parts, corrected=corrected)
    alike = site.joined(year.period_end).of_type(year).carried_out.get(len(parts))
    if alike is None or alike.councils < 2:
        return (own,)
    title = f"{capitalised(year.council.type.plural)}, {alike.councils:,} with these figures"
    return own, _bar(title, alike.parts)


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
