"""`mapper tables`: what the Ombudsman's data tables state."""

from pathlib import Path

import click

from mapper.cli.arguments import FILE
from mapper.cli.reporting import as_json, give, reporting_errors, say


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@click.option(
    "--year",
    type=click.IntRange(2014, 2100),
    metavar="YYYY",
    help="The year to 31 March YYYY, for files that do not say it themselves.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="Output format.",
)
@reporting_errors
def tables(files: tuple[Path, ...], year: int | None, form: str) -> None:
    """Print what the Ombudsman's data tables state, with the problems found.

    FILE is a table as CSV or XLSX: complaints received, decided, remedies or compliance, in any order. There is one
    object (JSON) per council and year, with the cell of each figure; or one row (CSV) per figure. A file that is no
    such table gives an object that says why. What was left unread is listed on the error output.
    """
    from mapper.councils.register_file import load_register
    from mapper.downloads.spreadsheet import to_csv
    from mapper.review import table_report
    from mapper.review.table_files import read_tables

    found = read_tables(files, load_register(), year)
    for note in (*found.notes, *(file.problem.message for file in found.refused if file.problem)):
        say(note, err=True)
    if form == "csv":
        give(to_csv(table_report.COLUMNS, table_report.rows(found.readings)))
        return
    objects = [table_report.table_object(reading) for reading in found.readings]
    objects += [table_report.refused_object(file) for file in found.refused]
    give(as_json(objects))
