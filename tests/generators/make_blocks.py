"""Make the example letters with blocks again: `python -m tests.generators.make_blocks [NAME…]`.

Like `make.py`: `expected.json` comes from the figures that went into the letter, never from reading it.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2

from tests.generators import blocks_as_html, blocks_by_hand, reportlab_letter, wording
from tests.generators.blocks_wording import YEARS, Figures, Manner, Wording, as_read, consistent

HERE = Path(__file__).parent.parent / "examples"
Write = Callable[[Figures, str, Wording, Manner], bytes]


@dataclass(frozen=True, slots=True)
class Example:
    """One letter to make, and what is to be read from it."""

    name: str
    write: Write
    year: int
    figures: Figures
    council: str = "Leeds City Council"
    manner: Manner = field(default_factory=Manner)
    wording: Wording | None = None
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    failed_checks: tuple[str, ...] = ()
    name_read: str | None = ""
    layout: str = ""

    @property
    def words(self) -> Wording:
        return self.wording or YEARS[self.year]

    def pdf(self) -> bytes:
        return self.write(self.figures, self.council, self.words, self.manner)

    @property
    def form(self) -> str:
        return self.layout or ("blocks-2025" if self.words.volumes else "blocks-2020")

    def expected(self) -> dict[str, Any]:
        read = {key: value for key, value in as_read(self.figures).items() if key not in self.missing}
        return {
            "authority_name": self.council if self.name_read == "" else self.name_read,
            "period_end": f"{self.words.ends}-03-31",
            "layout": self.form,
            "statistics": dict(sorted(read.items())),
            "problems": sorted(self.problems),
            "failed_checks": sorted(self.failed_checks),
        }


def _sound(year: int, *counts: int, **more: Any) -> dict[str, Any]:
    return consistent(YEARS[year], *counts, **more)


def _without(figures: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in figures.items() if key not in keys}


_POPULATION = ("upheld_per_100k", "average_upheld_per_100k")
_RATE_OF_REMEDIES = ("satisfactory_remedy_rate", "average_satisfactory_remedy_rate", "remedy_base")


def _good(chromium: Write) -> Iterator[Example]:
    by_hand, fpdf2, writer = blocks_by_hand.reportlab, blocks_by_hand.fpdf2, blocks_as_html.libreoffice
    three, two = Manner(columns=3, size=8, number_size=20, apart="above"), Manner(columns=2, number_size=20)
    yield Example("three-columns-chromium", chromium, 2020, _sound(2020, 16, 10, 1, 10, 10), manner=three)
    yield Example("numbers-at-the-left-libreoffice", writer, 2020, _sound(2020, 37, 20, 3, 21, 20))
    yield Example(
        "two-columns-fpdf2",
        fpdf2,
        2021,
        _sound(2021, 1204, 803, 90, 1011, 1009),
        "Kent County Council",
        replace(two, first_page=True),
    )
    yield Example(
        "drawn-in-disorder-reportlab",
        by_hand,
        2021,
        _sound(2021, 42, 31, 4, 25, 25),
        "London Borough of Croydon",
        replace(three, shuffled=7, boxes=True),
    )
    yield Example(
        "numbers-within-sentences-chromium",
        chromium,
        2022,
        _sound(2022, 24, 12, 1, 9, 8),
        "Durham County Council",
        Manner(apart="larger", columns=2, spread=True),
    )
    yield Example(
        "numbers-below-reportlab",
        by_hand,
        2022,
        _sound(2022, 1, 1, 1, 1, 1),
        "Wyre Borough Council",
        Manner(apart="below", inner=3, number_size=18, shuffled=2),
    )
    yield Example(
        "third-block-on-the-next-page-libreoffice",
        writer,
        2023,
        _sound(2023, 61, 53, 4, 51, 51, averages=(80, 100, 6)),
        "Cheshire East Council",
        Manner(apart="above", page_break=True),
    )
    yield Example(
        "wide-block-below-two-chromium",
        chromium,
        2023,
        _sound(2023, 5, 4, 0, 3, 3, per_100k=(11, 3.9)),
        "Eden District Council",
        Manner(columns=2, spread=True, boxes=True, size=8, number_size=22),
    )
    yield Example(
        "columns-within-blocks-fpdf2",
        fpdf2,
        2024,
        _sound(2024, 76, 63, 8, 59, 58),
        "Council of the Isles of Scilly",
        Manner(inner=2, number_size=22, title="title"),
    )
    yield Example(
        "name-in-the-address-reportlab",
        by_hand,
        2024,
        _without(_sound(2024, 12, 9, 0, 7, 7), *_POPULATION) | {"average_uphold_rate": None},
        "Newcastle-under-Lyme Borough Council",
        Manner(apart="inline", title="none", first_page=True),
    )
    yield Example(
        "volumes-chromium",
        chromium,
        2025,
        _sound(2025, 76, 63, 8, 59, 58),
        "Westmorland and Furness Council",
        replace(three, boxes=True),
    )
    yield Example(
        "volumes-reportlab",
        by_hand,
        2025,
        _sound(2025, 3, 2, 0, 2, 2, closed=(1022, 40)),
        "Poole Borough Council",
        replace(two, shuffled=11, apart="above", spread=True),
    )
    yield Example("volumes-fpdf2", fpdf2, 2025, _sound(2025, 31, 25, 2, 22, 22), manner=Manner(boxes=True))
    yield from _nothing_to_report(by_hand, fpdf2, chromium)


def _nothing_to_report(by_hand: Write, fpdf2: Write, chromium: Write) -> Iterator[Example]:
    """Councils of which there is little or nothing to say."""
    left = {"nothing_due": 1}
    yield Example(
        "abolished-council-chromium",
        chromium,
        2024,
        _without(_sound(2024, 2, 1, 0, 1, 1), *_POPULATION)
        | dict.fromkeys(
            ("average_uphold_rate", "average_compliance_rate", "average_satisfactory_remedy_rate"), None
        ),
        "South Lakeland District Council",
        Manner(columns=3, size=8, number_size=20, apart="above"),
    )
    none_due = _without(_sound(2023, 4, 2, 0, 1, 1), "compliance_rate", "average_compliance_rate")
    yield Example(
        "no-recommendations-due-reportlab",
        by_hand,
        2023,
        _without(none_due, "compliance_recorded") | left,
        "Eden District Council",
        Manner(columns=2),
    )
    yield Example(
        "nothing-investigated-fpdf2",
        fpdf2,
        2022,
        {"nothing_investigated": 1, "nothing_upheld": 1, **_only_compliance(2022)},
        "Carlisle City Council",
    )
    zeros = _sound(2025, 0, 0, 0, 0, 0, closed=(0, 0), per_100k=(0, 3.1))
    yield Example(
        "all-zeros-chromium",
        chromium,
        2025,
        _without(
            zeros, *_RATE_OF_REMEDIES, "compliance_rate", "average_compliance_rate", "compliance_recorded"
        )
        | left,
        "Council of the Isles of Scilly",
        Manner(columns=2),
    )


def _only_compliance(year: int) -> dict[str, Any]:
    sound = _sound(year, 0, 0, 0, 3, 3)
    return {key: value for key, value in sound.items() if "compliance" in key}


def _faulty() -> Iterator[Example]:
    """Letters with something wrong: read, and not believed."""
    by_hand = blocks_by_hand.reportlab
    kent = _sound(2023, 61, 53, 4, 51, 51)

    def faulty(name: str, **more: Any) -> Example:
        given = {"figures": kent, "year": 2023, "council": "Kent County Council", "write": by_hand, **more}
        return Example(f"{name}-reportlab", **given)

    yield faulty(
        "rate-missing",
        figures=kent | {"uphold_rate": ""},
        missing=("uphold_rate",),
        problems=("missing-figure",),
    )
    yield faulty(
        "letter-for-zero",
        figures=kent | {"decided_upheld": "5O"},
        missing=("decided_upheld",),
        problems=("unreadable-figure", "sum-mismatch"),
    )
    yield faulty("rate-fails", figures=kent | {"uphold_rate": 78}, failed_checks=("rate-mismatch",))
    yield faulty("other-base", figures=kent | {"remedy_base": 35}, problems=("sum-mismatch",))
    yield faulty(
        "letter-of-another-year",
        manner=Manner(first_page=True, body_year=2022),
        problems=("period-conflict",),
    )
    yield faulty(
        "no-name",
        figures=_without(kent, *_POPULATION),
        manner=Manner(title="none"),
        name_read=None,
        problems=("name-missing",),
    )
    late = YEARS[2025]
    figures = _sound(2025, 76, 63, 8, 59, 58)
    yield faulty(
        "told-twice-not-alike",
        year=2025,
        figures=figures | {"volume_upheld": 64},
        missing=("decided_upheld",),
        problems=("sum-mismatch", "sum-mismatch"),
    )
    yield faulty(
        "volumes-missing",
        year=2025,
        wording=replace(late, volumes=False),
        figures=_without(figures, "dealt_with", "not_for_us", "assessed_and_closed"),
        problems=("period-conflict",),
    )


def _joined(*parts: bytes) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        document = pypdfium2.PdfDocument(part)
        whole.import_pages(document)
        document.close()
    buffer = BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


def _two_years() -> tuple[bytes, list[dict[str, Any]]]:
    """Letters of two years in one file, as committee papers quote them."""
    by_hand = blocks_by_hand.reportlab
    old = Example("", by_hand, 2023, _sound(2023, 61, 53, 4, 51, 51), "Kent County Council")
    new = Example(
        "",
        by_hand,
        2025,
        _sound(2025, 76, 63, 8, 59, 58),
        "Kent County Council",
        Manner(columns=3, size=8, number_size=20, apart="above", first_page=True),
    )
    return _joined(old.pdf(), new.pdf()), [old.expected(), new.expected()]


def _two_families() -> tuple[bytes, list[dict[str, Any]]]:
    """A letter with tables and one with blocks in one file."""
    counts = wording.consistent((12, 7, 5, 19, 11, 8, 6, 20, 1), (5, 4, 38, 25), 9, 8, 0, 6, 0, 0)
    options = wording.Options(body=True)
    tables = reportlab_letter.write(counts, "Durham County Council", "31/03/2019", options)
    blocks = Example("", blocks_by_hand.fpdf2, 2024, _sound(2024, 31, 25, 2, 22, 22), "Durham County Council")
    first = {
        "authority_name": "Durham County Council",
        "period_end": "2019-03-31",
        "layout": "tables-2019",
        "statistics": dict(sorted({**counts, "investigations": 17}.items())),
        "problems": [],
        "failed_checks": [],
    }
    return _joined(tables, blocks.pdf()), [first, blocks.expected()]


def _save(folder: Path, data: bytes, letters: list[dict[str, Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "letter.pdf").write_bytes(data)
    expected = {"letters": letters, "active_content": False}
    (folder / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main(names: list[str]) -> None:
    with blocks_as_html.printer() as chromium:
        for example in _good(chromium.write):
            if not names or example.name in names:
                _save(HERE / example.form / example.name, example.pdf(), [example.expected()])
    for example in _faulty():
        if not names or example.name in names:
            _save(HERE / "blocks-faulty" / example.name, example.pdf(), [example.expected()])
    if not names or "two-years-reportlab" in names:
        _save(HERE / "blocks-2025" / "two-years-reportlab", *_two_years())
    if not names or "tables-and-blocks-reportlab" in names:
        _save(HERE / "blocks-2020" / "tables-and-blocks-reportlab", *_two_families())


if __name__ == "__main__":
    main(sys.argv[1:])
