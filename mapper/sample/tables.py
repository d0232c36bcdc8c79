"""The tables of an illustrative letter, with their labels and figures in place."""

from dataclasses import dataclass

from mapper.sample.invented import EARLY_ENDS, SUBJECTS
from mapper.sample.published import Figures

# --- The tables -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `span` columns. A heading is tinted; an open cell has no ground and no rules."""

    text: str
    span: int = 1
    heading: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its title: column widths as parts of the whole, rows of cells, notes below."""

    title: str
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def _headings(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, heading=True) for text in texts)


def numbers(printed: Figures, *keys: str) -> tuple[Cell, ...]:
    return tuple(Cell(as_printed(printed[key])) for key in keys)


def as_printed(value: int | None) -> str:
    return "-" if value is None else str(value)


def tables_2019(printed: Figures) -> tuple[Table, ...]:
    """The four tables in the form of 2019, with its exact labels; the notes are ours."""
    return (
        _received_table(printed),
        _decided_table(printed),
        _remedy_table(printed),
        _compliance_table(printed),
    )


def _received_table(printed: Figures) -> Table:
    labels = (
        "Adult Care Services",
        "Benefits and Tax",
        "Corporate and Other Services",
        "Education and Children's Services",
        "Environment Services",
        "Highways and Transport",
        "Housing",
        "Planning and Development",
        "Other",
        "Total",
    )
    return Table(
        "Complaints and enquiries received",
        (10, 10, 10.5, 10.5, 11.5, 10.5, 9.5, 11.5, 8, 8),
        (_headings(*labels), numbers(printed, *SUBJECTS, "received_total")),
    )


def _decided_table(printed: Figures) -> Table:
    groups = (
        Cell("Decisions made", span=4, heading=True),
        Cell("Detailed Investigations", span=3, heading=True),
        Cell("", open=True),
    )
    labels = _headings(
        "Incomplete or Invalid",
        "Advice Given",
        "Referred back for Local Resolution",
        "Closed After Initial Enquiries",
        "Not Upheld",
        "Upheld",
        "Uphold Rate (%)",
        "Total",
    )
    values = numbers(
        printed, *EARLY_ENDS, "decided_not_upheld", "decided_upheld", "uphold_rate", "decided_total"
    )
    return Table(
        "Decisions made",
        (12.5, 12.5, 14, 14, 11.5, 11.5, 14, 10),
        (groups, labels, values),
        ("Uphold rate: complaints upheld out of detailed investigations, in whole per cents.",),
    )


def _remedy_table(printed: Figures) -> Table:
    labels = _headings(
        "Upheld cases where the authority had provided a satisfactory remedy "
        "before the complaint reached the Ombudsman",
        "% of upheld cases",
    )
    return Table(
        "Satisfactory remedy provided by authority",
        (44, 20, 36),
        (
            (*labels, Cell("", open=True)),
            (*numbers(printed, "satisfactory_remedies", "satisfactory_remedy_rate"), Cell("", open=True)),
        ),
        ("Complaints that are upheld, and that the council had settled fairly by itself.",),
    )


def _compliance_table(printed: Figures) -> Table:
    labels = _headings(
        "Complaints where compliance with the recommended remedy was recorded during the year*",
        "Complaints where the authority complied with our recommendations on-time",
        "Complaints where the authority complied with our recommendations late",
        "Complaints where the authority has not complied with our recommendations",
    )
    counts = numbers(printed, "compliance_recorded", "complied_on_time", "complied_late", "not_complied")
    rate = printed["compliance_rate"]
    return Table(
        "Compliance with Ombudsman recommendations",
        (22, 22, 22, 22, 12),
        (
            (*labels, Cell("", open=True)),
            (*counts, Cell("Number", open=True)),
            (
                Cell(""),
                Cell("-" if rate is None else f"{rate}%", span=2),
                Cell("-"),
                Cell("Compliance rate**", open=True),
            ),
        ),
        (
            "* Counted in the year of the record, even where the complaint was decided in the year before.",
            "** On time and late together, out of all that were recorded, in whole per cents.",
        ),
    )
