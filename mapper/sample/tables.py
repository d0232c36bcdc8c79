"""The tables of an illustrative letter, with their labels and figures in place."""

from dataclasses import dataclass

from mapper.sample.invented import SUBJECTS, WITHOUT_INVESTIGATION
from mapper.sample.published import Figures


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell across `span` columns. A heading is tinted; an open cell has no background and no border."""

    text: str
    span: int = 1
    heading: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title above and its notes below; `widths` are the columns' shares of the width."""

    title: str
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def tables_2019(printed: Figures) -> tuple[Table, ...]:
    """The four tables in the form of 2019, with the exact labels of that year; the notes are not the Ombudsman's."""
    return (
        _received_table(printed),
        _decided_table(printed),
        _remedy_table(printed),
        _compliance_table(printed),
    )


def tables_2014(printed: Figures) -> tuple[Table, ...]:
    """The two tables in the form of 2014 and 2015: no subject "Other", detailed investigations first."""
    labels = (*_SUBJECT_LABELS[:4], _ENVIRONMENT_2014, *_SUBJECT_LABELS[5:-1], "Total")
    received = Table(
        "Complaints and enquiries received",
        (11, 11, 11.5, 11.5, 15, 11.5, 10.5, 12.5, 8),
        (_headings(*labels), _numbers(printed, *SUBJECTS[:-1], "received_total")),
    )
    return received, _decided_2014(printed)


def _decided_2014(printed: Figures) -> Table:
    rate = ("uphold_rate",) if "uphold_rate" in printed else ()
    outcomes = (
        *("decided_upheld", "decided_not_upheld", *rate, "decided_advice_given"),
        *("decided_closed_after_initial_enquiries", "decided_incomplete_or_invalid", "decided_referred_back"),
    )
    labels = (
        *("Upheld", "Not Upheld", *("Uphold Rate (%)",) * len(rate), "Advice given"),
        *(
            "Closed after initial enquiries",
            "Incomplete/Invalid",
            "Referred back for local resolution",
            "Total",
        ),
    )
    investigated = Cell("Detailed investigations carried out", span=2 + len(rate), heading=True)
    return Table(
        "Decisions made",
        (11.5, 11.5, *(12.5,) * len(rate), 12.5, 14, 13, 14, 10),
        (
            (investigated, Cell("", open=True)),
            _headings(*labels),
            _numbers(printed, *outcomes, "decided_total"),
        ),
    )


def tables_2016(printed: Figures) -> tuple[Table, ...]:
    """The three tables in the form of 2016 to 2018, with complaints remedied."""
    remedied = Table(
        "Complaints remedied",
        (20, 44, 36),
        (
            (
                *_headings("by LGO", "Satisfactorily by Authority before LGO Involvement"),
                Cell("", open=True),
            ),
            (*_numbers(printed, "remedied_by_ombudsman", "remedied_by_authority"), Cell("", open=True)),
        ),
    )
    return _received_table(printed), _decided_table(printed), remedied


_ENVIRONMENT_2014 = "Environmental Services, Public Protection and Regulation"
_SUBJECT_LABELS = (
    "Adult Care Services",
    "Benefits and Tax",
    "Corporate and Other Services",
    "Education and Children's Services",
    "Environment Services",
    "Highways and Transport",
    "Housing",
    "Planning and Development",
    "Other",
)


def _received_table(printed: Figures) -> Table:
    return Table(
        "Complaints and enquiries received",
        (10, 10, 10.5, 10.5, 11.5, 10.5, 9.5, 11.5, 8, 8),
        (_headings(*_SUBJECT_LABELS, "Total"), _numbers(printed, *SUBJECTS, "received_total")),
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
    values = _numbers(
        printed,
        *WITHOUT_INVESTIGATION,
        "decided_not_upheld",
        "decided_upheld",
        "uphold_rate",
        "decided_total",
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
            (*_numbers(printed, "satisfactory_remedies", "satisfactory_remedy_rate"), Cell("", open=True)),
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
    counts = _numbers(printed, "compliance_recorded", "complied_on_time", "complied_late", "not_complied")
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


def _headings(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, heading=True) for text in texts)


def _numbers(printed: Figures, *keys: str) -> tuple[Cell, ...]:
    return tuple(Cell(_as_printed(printed[key])) for key in keys)


def _as_printed(value: float | None) -> str:
    return "-" if value is None else str(value)
