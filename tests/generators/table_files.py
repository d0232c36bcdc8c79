"""Data tables as files of many shapes, written by three libraries.

Nothing here comes from the program that reads them: the headings are those that are known or likely, each in several
spellings. `FIGURES` are the keys under which a test hands over what a table is to say.
"""

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import pandas
from openpyxl.utils import get_column_letter

Values = Mapping[str, Any]
Rows = Sequence[tuple[str, Values]]

RECEIVED: Mapping[str, tuple[str, ...]] = {
    "received_adult_care_services": ("Adult Care Services", "Adult care services", "ADULT CARE SERVICES"),
    "received_benefits_and_tax": ("Benefits and Tax", "Benefits & Tax", "Benefits and tax"),
    "received_corporate_and_other_services": (
        *("Corporate and Other Services", "Corporate & other services"),
        "Corporate and Other\nServices",
    ),
    "received_education_and_childrens_services": (
        *("Education and Children's Services", "Education & Childrens Services"),
        "Education and children’s services",
    ),
    "received_environment_services": (
        *("Environment Services", "Environmental Services, Public Protection and Regulation"),
        "Environmental Services & Public Protection & Regulation",
    ),
    "received_highways_and_transport": (
        "Highways and Transport",
        "Highways & Transport",
        "highways and transport",
    ),
    "received_housing": ("Housing", "HOUSING", "Housing*"),
    "received_planning_and_development": ("Planning and Development", "Planning & Development [note 1]"),
    "received_other": ("Other", "OTHER"),
    "received_total": ("Total", "Total complaints and enquiries received", "TOTAL"),
}
DECIDED: Mapping[str, tuple[str, ...]] = {
    "decided_incomplete_or_invalid": ("Incomplete or Invalid", "Incomplete/Invalid", "Invalid or incomplete"),
    "decided_advice_given": ("Advice Given", "Advice given"),
    "decided_referred_back": ("Referred back for Local Resolution", "Referred Back For Local Resolution"),
    "decided_closed_after_initial_enquiries": (
        "Closed After Initial Enquiries",
        "Closed after initial enquiries (2)",
    ),
    "decided_not_upheld": ("Not Upheld", "Not upheld"),
    "decided_upheld": ("Upheld", "UPHELD"),
    "decided_total": ("Total", "Total decisions"),
    "uphold_rate": ("Uphold Rate (%)", "Upheld rate (%)", "% upheld"),
    "average_uphold_rate": (
        "Average uphold rate (%) of similar authorities",
        "Average uphold rate in similar organisations (%)",
    ),
}
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "satisfactory_remedies": (
        "Upheld cases where the authority had provided a satisfactory remedy "
        "before the complaint reached the Ombudsman",
        "Satisfactory remedy decisions",
    ),
    "satisfactory_remedy_rate": ("% of upheld cases", "Satisfactory remedy rate (%)"),
    "compliance_recorded": (
        "Complaints where compliance with the recommended remedy was recorded during the year*",
        "Compliance outcomes",
    ),
    "complied_on_time": (
        "Complaints where the authority complied with our recommendations on-time",
        "Complied on time",
    ),
    "complied_late": (
        "Complaints where the authority complied with our recommendations late",
        "Complied late",
    ),
    "not_complied": (
        "Complaints where the authority has not complied with our recommendations",
        "Not complied",
    ),
    "compliance_rate": ("Compliance rate**", "Compliance rate (%)"),
}
TABLES = {"received": RECEIVED, "decided": DECIDED, "remedies and compliance": OUTCOMES}
RATES = frozenset(key for table in TABLES.values() for key in table if key.endswith("rate"))
NAMES = ("Authority Name", "Authority", "Local authority", "Council", "Organisation name")

Shape = Callable[[random.Random, str, Rows, int], tuple[str, bytes]]
"""Makes one table ("received" or another of `TABLES`) of a year; returns a file's name and its content."""


def headings(chance: random.Random, table: str) -> list[tuple[str, str]]:
    """The key and a spelling for each column, in any order."""
    columns = [(key, chance.choice(spelt)) for key, spelt in TABLES[table].items()]
    chance.shuffle(columns)
    return columns


def _years(year: int) -> str:
    return f"{year - 1}-{year % 100:02d}"


def _percent(value: Any) -> str:
    return "-" if value is None else f"{value:g}%"


def _thousands(value: Any) -> str:
    return "-" if value is None else f"{value:,}"


def _cells(values: Values, keys: Sequence[str]) -> list[str]:
    """Text in the manner of a report: signs, separators, a dash, and nothing for what is not stated."""
    return [
        "" if key not in values else (_percent if key in RATES else _thousands)(values[key]) for key in keys
    ]


def _written(rows: Sequence[Sequence[Any]], encoding: str, delimiter: str = ",", end: str = "\r\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding, errors="strict")


def plain_csv(chance: random.Random, table: str, rows: Rows, year: int) -> tuple[str, bytes]:
    columns = headings(chance, table)
    keys = [key for key, _ in columns]
    written = [[chance.choice(NAMES), *(label for _, label in columns)]]
    written += [[name, *_cells(values, keys)] for name, values in rows]
    return f"2-complaints-{table.split()[0]}-{_years(year)[2:]}.csv", _written(written, "utf-8-sig")


def csv_with_everything(chance: random.Random, table: str, rows: Rows, year: int) -> tuple[str, bytes]:
    """Lines above, a code, names within, notes below, a region, totals, averages and other bodies; Windows-1252."""
    columns = headings(chance, table)
    keys = [key for key, _ in columns]
    at = chance.randrange(len(columns) + 1)
    labels = [label for _, label in columns]
    written: list[list[str]] = [
        [f"Annual review – complaints {table} {_years(year)}"],
        [],
        ["Published in July"],
        [],
    ]
    written.append([*labels[:at], "Region", chance.choice(NAMES), *labels[at:]])
    body = [(name, _cells(values, keys)) for name, values in rows]
    body.append(("Anytown Fire Authority", ["1"] * len(keys)))
    body.append(("Average", ["2"] * len(keys)))
    body.append(("Total for England", ["9,999"] * len(keys)))
    written += [[*cells[:at], "", name, *cells[at:]] for name, cells in body]
    written += [
        [],
        ["Notes"],
        ["* Figures are those of the day of publication; see 2 below – ‘decided’ and 14."],
    ]
    return "download.csv", _written(written, "cp1252")


def two_rows_as_text(chance: random.Random, table: str, rows: Rows, year: int) -> tuple[str, bytes]:
    """A heading over the others, written once; UTF-16 with tabs."""
    columns = headings(chance, table)
    keys = [key for key, _ in columns]
    over = {"received": "Complaints and enquiries received", "decided": "Decisions made"}.get(table, "")
    written = [["", "", over, *[""] * (len(columns) - 1)]]
    written.append([chance.choice(NAMES), "Year", *(label for _, label in columns)])
    written += [[name, f"{year - 1}/{year % 100:02d}", *_cells(values, keys)] for name, values in rows]
    return f"{table}.txt", _written(written, "utf-16", "\t", "\n")


def fractions_by_pandas(chance: random.Random, table: str, rows: Rows, year: int) -> tuple[str, bytes]:
    """Counts become floats where one is missing, and rates are fractions of one."""
    columns = headings(chance, table)
    frame = pandas.DataFrame(
        [
            [name, *(_fraction(values.get(key)) if key in RATES else values.get(key) for key, _ in columns)]
            for name, values in rows
        ],
        columns=[chance.choice(NAMES), *(label for _, label in columns)],
    )
    return f"year ending 31 March {year}.csv", frame.to_csv(index=False, sep=";").encode()


def _fraction(value: Any) -> Any:
    return None if value is None else value / 100


def workbook(chance: random.Random, table: str, rows: Rows, year: int) -> tuple[str, bytes]:
    """Merged headings over two rows, rates as numbers in the format of per cents, a hidden sheet with another table."""
    columns = headings(chance, table)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _years(year)
    sheet["A1"] = f"Complaints {table}"
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns) + 1)
    sheet["A4"] = chance.choice(NAMES)
    sheet.merge_cells("A4:A5")
    sheet["B4"] = {"received": "Complaints and enquiries received", "decided": "Decisions made"}.get(
        table, "Satisfactory remedies and compliance"
    )
    sheet.merge_cells(start_row=4, start_column=2, end_row=4, end_column=len(columns) + 1)
    for column, (_, label) in enumerate(columns, 2):
        sheet.cell(5, column, label)
    for number, (name, values) in enumerate(rows, 6):
        sheet.cell(number, 1, name)
        for column, (key, _) in enumerate(columns, 2):
            _fill(sheet.cell(number, column), key, values)
    other = book.create_sheet("old")
    other.sheet_state = "hidden"
    other.append(["Authority", "Housing", "Total"])
    other.append(["Dartford Borough Council", 99, 99])
    return "workbook.xlsx", _saved(book)


def _fill(cell: Any, key: str, values: Values) -> None:
    if key in values and values[key] is None:
        cell.value = "-"
    elif key in values and key in RATES:
        cell.value, cell.number_format = values[key] / 100, "0%"
    elif key in values:
        cell.value, cell.number_format = values[key], "#,##0"


def sheets_by_pandas(chance: random.Random, table: str, rows: Rows, year: int) -> tuple[str, bytes]:
    """A sheet of notes first, then the table some columns to the right, with per cents as plain numbers."""
    columns = headings(chance, table)
    frame = pandas.DataFrame(
        [
            [
                name,
                *("n/a" if key in values and values[key] is None else values.get(key) for key, _ in columns),
            ]
            for name, values in rows
        ],
        columns=[chance.choice(NAMES), *(label for _, label in columns)],
    )
    content = io.BytesIO()
    with pandas.ExcelWriter(content, engine="openpyxl") as writer:
        pandas.DataFrame({"Contents": ["What is in this file", "Who made it"]}).to_excel(
            writer, sheet_name="Notes"
        )
        frame.to_excel(writer, sheet_name=table[:20], startrow=3, startcol=2, index=False)
        writer.sheets[table[:20]]["A1"] = f"April {year - 1} to March {year}"
    return "frame.xlsx", content.getvalue()


def _saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def letter_of(column: int) -> str:
    """The name of a column, counted from 1."""
    return str(get_column_letter(column))


SHAPES: tuple[Shape, ...] = (
    plain_csv,
    csv_with_everything,
    two_rows_as_text,
    fractions_by_pandas,
    workbook,
    sheets_by_pandas,
)
