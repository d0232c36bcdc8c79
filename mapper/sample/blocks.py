"""The blocks of an illustrative letter since 2020: headings, and sentences with their figures in place."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.sample.published import Figures


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; `number` is printed large before it, or is empty."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    """What drifts from year to year: how a letter speaks of councils, of investigations, and of a remedy's base."""

    body: str
    similar: str
    investigations: str
    remedy_base: str


_WORDINGS = {
    2020: _Wording("authority", "similar authorities", "detailed investigations", "detailed investigations"),
    2022: _Wording("Council", "similar authorities", "detailed investigations", "upheld decisions"),
    2024: _Wording("organisation", "similar organisations", "investigations", "upheld decisions"),
}


def blocks(printed: Figures, name: str, year: int) -> tuple[Block, ...]:
    """The blocks of a letter; since 2025 the volumes come first, and remedies before compliance."""
    wording = _WORDINGS[max(first for first in _WORDINGS if first <= year)]
    upheld = Block("Complaints upheld", tuple(_upheld(printed, name, year, wording)))
    compliance = Block(
        "Compliance with Ombudsman recommendations", tuple(_compliance(printed, year, wording))
    )
    remedies = Block(
        f"Satisfactory remedies provided by the {wording.body}", tuple(_remedies(printed, year, wording))
    )
    if "dealt_with" in printed:
        return Block("Complaints overview", tuple(_volumes(printed, year))), upheld, remedies, compliance
    return upheld, compliance, remedies


def _volumes(printed: Figures, year: int) -> Iterator[Line]:
    dealt, early, closed, investigated = (
        printed[key] for key in ("dealt_with", "not_for_us", "assessed_and_closed", "investigations")
    )
    yield Line(
        f"Between 1 April {year - 1} to 31 March {year}, we dealt with {dealt} complaints. Of these, {early} were not "
        f"for us or not ready for us to investigate. We assessed and closed {closed} complaints. We investigated "
        f"{investigated} complaints."
    )
    if investigated:
        yield Line(f"We investigated {investigated} complaints and upheld {printed['decided_upheld']}.")


def _upheld(printed: Figures, name: str, year: int, wording: _Wording) -> Iterator[Line]:
    if not printed["investigations"]:
        yield Line(f"The Ombudsman carried out no {wording.investigations} in this period")
        return
    yield Line("of complaints we investigated were upheld.", _percent(printed["uphold_rate"]))
    yield _average(printed["average_uphold_rate"], wording)
    upheld = printed["decided_upheld"]
    yield Line("upheld decision" if upheld == 1 else "upheld decisions", str(upheld))
    if "upheld_per_100k" in printed:
        whose = f"{name}'" if name.endswith("s") else f"{name}'s"
        own, average = printed["upheld_per_100k"], printed["average_upheld_per_100k"]
        yield Line(
            f"Adjusted for {whose} population, this is {own:g} upheld decisions per 100,000 residents."
        )
        yield Line(
            f"The average for authorities of this type is {average:g} upheld decisions per 100,000 residents."
        )
    yield _base(printed["investigations"], wording.investigations, year)


def _compliance(printed: Figures, year: int, wording: _Wording) -> Iterator[Line]:
    recorded = printed["compliance_recorded"]
    if not recorded:
        yield Line("No recommendations were due for compliance in this period")
        return
    yield Line(
        f"of cases we were satisfied the {wording.body} had successfully implemented our recommendations.",
        _percent(printed["compliance_rate"]),
    )
    yield _average(printed["average_compliance_rate"], wording)
    yield _base(recorded, "compliance outcome" if recorded == 1 else "compliance outcomes", year)


def _remedies(printed: Figures, year: int, wording: _Wording) -> Iterator[Line]:
    upheld = printed["decided_upheld"]
    if not upheld:
        yield Line("The Ombudsman did not uphold any complaints in this period")
        return
    yield Line(
        f"of upheld cases we found the {wording.body} had provided a satisfactory remedy before the complaint "
        "reached the Ombudsman.",
        _percent(printed["satisfactory_remedy_rate"]),
    )
    yield _average(printed["average_satisfactory_remedy_rate"], wording)
    remedied = printed["satisfactory_remedies"]
    yield Line(f"satisfactory remedy decision{'' if remedied == 1 else 's'}", str(remedied))
    base = upheld if wording.remedy_base == "upheld decisions" else printed["investigations"]
    yield _base(base, wording.remedy_base, year)


def _average(value: float | None, wording: _Wording) -> Line:
    return Line(f"This compares to an average of {_percent(value)} in {wording.similar}.")


def _base(number: float | None, counted: str, year: int) -> Line:
    return Line(
        f"Statistics are based on a total of {number} {counted} for the period between 1 April {year - 1} to "
        f"31 March {year}"
    )


def _percent(value: float | None) -> str:
    return "n/a" if value is None else f"{value:g}%"
