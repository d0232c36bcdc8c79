"""Example letters of the years with blocks, as cards of items that any producer of PDFs can draw.

The sentences with figures are the Ombudsman's, typed here anew from the letters; all other words are our own.
This module must not import the package it helps to test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Printed = int | float | str | None
Figures = Mapping[str, Printed]

INVENTED = "Illustrative letter: invented figures, do not quote"


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, and its number if that stands apart from it (empty: nowhere)."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One block: a heading and its items."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What drifts from year to year."""

    ends: int = 2023
    body: str = "Council"
    similar: str = "similar authorities"
    investigations: str = "detailed investigations"
    remedy_base: str = "detailed investigations"
    population: bool = True
    volumes: bool = False
    stray_percent: bool = False


YEARS: Mapping[int, Wording] = {
    2020: Wording(2020, "authority", population=False),
    2021: Wording(2021, "authority", population=False),
    2022: Wording(
        2022, "organisation", "similar organisations", remedy_base="upheld decisions", population=False
    ),
    2023: Wording(2023),
    2024: Wording(
        2024,
        "organisation",
        "similar organisations",
        "investigations",
        "upheld decisions",
        stray_percent=True,
    ),
    2025: Wording(
        2025, "organisation", "similar organisations", "investigations", "upheld decisions", volumes=True
    ),
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a letter is printed."""

    apart: str = "left"  # where numbers stand: inline, larger (inline, but larger), left, above, below
    columns: int = 1  # cards side by side
    inner: int = 1  # columns within a card
    size: float = 9.0
    number_size: float = 26.0
    gutter: float = 18.0
    boxes: bool = False  # a drawn box around each card
    spread: bool = False  # three cards: one wide below two
    shuffled: int | None = None  # seed for the order in which words are drawn
    title: str = "line"  # where the name stands: line, title, none
    first_page: bool = False  # a page with address and body text before
    page_break: bool = False  # the last card on a page of its own
    without: frozenset[str] = frozenset()  # figures whose sentences are left out
    replaced: Mapping[str, str] = field(default_factory=dict)  # heading or sentence as we have it: as printed
    body_year: int = 0  # 0: that of the period


def _thousands(value: Printed) -> str:
    return f"{value:,}" if isinstance(value, int) else "n/a" if value is None else str(value)


def _percent(value: Printed) -> str:
    if value is None or isinstance(value, str):
        return "n/a" if value is None else value
    return f"{value:g}%"


def _per_100k(value: Printed, sign: str) -> str:
    return f"{value:g}{sign}" if isinstance(value, (int, float)) else _thousands(value)


def _plural(value: Printed, one: str, many: str) -> str:
    return one if value == 1 else many


def _sentence(template: str, number: str, manner: Manner, may_be_apart: bool = True) -> Item:
    """The sentence with its number in it, or apart from it."""
    if manner.apart in ("inline", "larger") or not may_be_apart:
        return Item(
            " ".join(template.format(f"\0{number}\0" if manner.apart == "larger" else number).split())
        )
    return Item(" ".join(template.format("").split()).removeprefix("In "), number)


def cards(figures: Figures, council: str, wording: Wording, manner: Manner) -> tuple[Card, ...]:
    """The three blocks of a letter; a figure that is missing from `figures` has no sentence."""
    blocks = (
        Card("Complaints upheld", tuple(_upheld(figures, council, wording, manner))),
        Card("Compliance with Ombudsman recommendations", tuple(_compliance(figures, wording, manner))),
        Card(
            f"Satisfactory remedies provided by the {wording.body}",
            tuple(_remedies(figures, wording, manner)),
        ),
    )
    return tuple(
        Card(
            manner.replaced.get(card.heading, card.heading),
            tuple(Item(manner.replaced.get(i.text, i.text), i.number) for i in card.items),
        )
        for card in blocks
        if card.items
    )


def _base(number: Printed, counted: str, ends: int) -> Item:
    return Item(
        f"Statistics are based on a total of {_thousands(number)} {counted} for the period between "
        f"1 April {ends - 1} to 31 March {ends}"
    )


def _upheld(figures: Figures, council: str, wording: Wording, manner: Manner) -> list[Item]:
    if figures.get("nothing_investigated"):
        return [Item("The Ombudsman carried out no detailed investigations during this period")]
    f = {key: value for key, value in figures.items() if key not in manner.without}
    items = []
    if "uphold_rate" in f:
        rate = _percent(f["uphold_rate"])
        items.append(_sentence("{} of complaints we investigated were upheld.", rate, manner))
    if "average_uphold_rate" in f:
        items.append(_average(f["average_uphold_rate"], wording))
    if "decided_upheld" in f:
        many = _plural(f["decided_upheld"], "upheld decision", "upheld decisions")
        items.append(_sentence(f"{{}} {many}", _thousands(f["decided_upheld"]), manner))
    sign = "%" if wording.stray_percent else ""
    if "upheld_per_100k" in f:
        number = _per_100k(f["upheld_per_100k"], sign)
        possessive = "'" if council.endswith("s") else "'s"
        items.append(
            Item(
                f"Adjusted for {council}{possessive} population, this is {number} upheld decisions "
                "per 100,000 residents."
            )
        )
    if "average_upheld_per_100k" in f:
        items.append(
            Item(
                "The average for authorities of this type is "
                f"{_per_100k(f['average_upheld_per_100k'], '')} upheld decisions per 100,000 residents."
            )
        )
    if "investigations" in f:
        items.append(_base(f["investigations"], wording.investigations, wording.ends))
    return items


def _average(value: Printed, wording: Wording) -> Item:
    return Item(f"This compares to an average of {_percent(value)} in {wording.similar}.")


def _compliance(figures: Figures, wording: Wording, manner: Manner) -> list[Item]:
    if figures.get("nothing_due"):
        return [Item("No recommendations were due for compliance in this period")]
    f = {key: value for key, value in figures.items() if key not in manner.without}
    items = []
    if "compliance_rate" in f:
        template = (
            f"In {{}} of cases we were satisfied the {wording.body} had successfully implemented our "
            "recommendations."
        )
        items.append(_sentence(template, _percent(f["compliance_rate"]), manner))
    if "average_compliance_rate" in f:
        items.append(_average(f["average_compliance_rate"], wording))
    if "compliance_recorded" in f:
        outcomes = _plural(f["compliance_recorded"], "compliance outcome", "compliance outcomes")
        items.append(_base(f["compliance_recorded"], outcomes, wording.ends))
    return items


def _remedies(figures: Figures, wording: Wording, manner: Manner) -> list[Item]:
    if figures.get("nothing_upheld"):
        return [Item("The Ombudsman did not uphold any detailed investigations during this period")]
    f = {key: value for key, value in figures.items() if key not in manner.without}
    items = []
    if "satisfactory_remedy_rate" in f:
        template = (
            f"In {{}} of upheld cases we found the {wording.body} had provided a satisfactory remedy before "
            "the complaint reached the Ombudsman."
        )
        items.append(_sentence(template, _percent(f["satisfactory_remedy_rate"]), manner))
    if "average_satisfactory_remedy_rate" in f:
        items.append(_average(f["average_satisfactory_remedy_rate"], wording))
    if "satisfactory_remedies" in f:
        many = _plural(
            f["satisfactory_remedies"], "satisfactory remedy decision", "satisfactory remedy decisions"
        )
        items.append(_sentence(f"{{}} {many}", _thousands(f["satisfactory_remedies"]), manner))
    if "remedy_base" in f:
        items.append(_base(f["remedy_base"], wording.remedy_base, wording.ends))
    return items


def volumes(figures: Figures, wording: Wording, manner: Manner) -> tuple[str, ...]:
    """The sentences on how complaints were dealt with; none before 2025."""
    if not wording.volumes:
        return ()
    numbers = {
        key: _thousands(figures.get(key, "")) for key in ("dealt_with", "not_for_us", "assessed_and_closed")
    }
    investigated = _thousands(figures.get("volume_investigations", figures.get("investigations", "")))
    upheld = _thousands(figures.get("volume_upheld", figures.get("decided_upheld", "")))
    parts = {
        "dealt_with": f"Between 1 April {wording.ends - 1} to 31 March {wording.ends}, we dealt with "
        f"{numbers['dealt_with']} complaints.",
        "not_for_us": f"Of these, {numbers['not_for_us']} were not for us or not ready for us to investigate.",
        "assessed_and_closed": f"We assessed and closed {numbers['assessed_and_closed']} complaints.",
        "volume_investigations": f"We investigated {investigated} complaints.",
    }
    said = " ".join(text for key, text in parts.items() if key not in manner.without)
    return (said, f"We investigated {investigated} complaints and upheld {upheld}.")


def heads(council: str, wording: Wording, manner: Manner) -> tuple[str, ...]:
    """The lines above the blocks."""
    lines = {
        "line": (council, f"For the period ending: 31/03/{wording.ends % 100}"),
        "title": (f"Annual Review letter {wording.ends} to {council}",),
        "none": ("What our figures say",),
    }
    return lines[manner.title]


def first_page(council: str, wording: Wording, manner: Manner) -> tuple[str, ...]:
    """Address and body text, in our own words; an empty line parts paragraphs."""
    year = manner.body_year or wording.ends
    return (
        f"17 July {year}",
        "",
        "By email",
        "",
        "A. N. Other",
        "Chief Executive",
        council,
        "",
        "Dear A. N. Other",
        "",
        f"Here is what we can say about complaints for the year ending 31 March {year}. The average council and "
        "similar authorities are not the measure of all things, and neither is a single rate.",
        "",
        "Yours sincerely",
    )


def consistent(
    wording: Wording,
    investigations: int,
    upheld: int,
    remedied: int,
    recorded: int,
    complied: int,
    *,
    averages: tuple[int, int, int] = (71, 99, 12),
    per_100k: tuple[float, float] = (3.4, 4.1),
    closed: tuple[int, int] = (87, 128),
) -> dict[str, Printed]:
    """The figures of a sound letter; a rate of nothing is not printed."""
    figures: dict[str, Printed] = {
        "uphold_rate": _rate(upheld, investigations),
        "average_uphold_rate": averages[0],
        "decided_upheld": upheld,
        "investigations": investigations,
        "compliance_rate": _rate(complied, recorded),
        "average_compliance_rate": averages[1],
        "compliance_recorded": recorded,
        "satisfactory_remedy_rate": _rate(remedied, upheld),
        "average_satisfactory_remedy_rate": averages[2],
        "satisfactory_remedies": remedied,
        "remedy_base": upheld,
    }
    if wording.population:
        figures |= {"upheld_per_100k": per_100k[0], "average_upheld_per_100k": per_100k[1]}
    if wording.volumes:
        figures |= {
            "dealt_with": sum(closed) + investigations,
            "not_for_us": closed[0],
            "assessed_and_closed": closed[1],
        }
    return figures


def _rate(hits: int, base: int) -> int | None:
    """In whole per cent, halves up, as letters round."""
    return (200 * hits + base) // (2 * base) if base else None


def as_read(figures: Figures) -> dict[str, Printed]:
    """What is to be read from a letter with these figures."""
    helpers = ("remedy_base", "volume_investigations", "volume_upheld")
    read = {
        key: value for key, value in figures.items() if key not in helpers and not key.startswith("nothing")
    }
    if figures.get("nothing_investigated"):
        read |= dict.fromkeys(("uphold_rate", "average_uphold_rate"))
        read |= dict.fromkeys(("decided_upheld", "investigations"), 0)
    if figures.get("nothing_due"):
        read |= dict.fromkeys(("compliance_rate", "average_compliance_rate"))
        read["compliance_recorded"] = 0
    if figures.get("nothing_upheld"):
        read |= dict.fromkeys(
            ("satisfactory_remedy_rate", "average_satisfactory_remedy_rate", "satisfactory_remedies")
        )
    return read
