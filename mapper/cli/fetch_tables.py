"""`mapper fetch tables`: the Ombudsman's data tables."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.arguments import FOLDER
from mapper.cli.asking import addresses_of, asking, asking_options, web_of
from mapper.cli.reporting import reporting_errors, say
from mapper.errors import MapperError
from mapper.words import counted

if TYPE_CHECKING:
    from mapper.sources.table_files import Came


@click.command()
@click.option(
    "--year",
    "years",
    type=click.IntRange(2014, 2100),
    multiple=True,
    required=True,
    metavar="YYYY",
    help="The tables of the year to 31 March YYYY. Repeat for more years.",
)
@click.argument("more", nargs=-1, type=click.IntRange(2014, 2100), metavar="[YYYY]…")
@click.option(
    "--out", type=FOLDER, default="tables", show_default=True, metavar="DIR", help="Folder for the tables."
)
@asking_options
@reporting_errors
def tables(
    years: tuple[int, ...],
    more: tuple[int, ...],
    out: Path,
    site: str | None,
    addresses: Path | None,
    pause: float,
    contact: str | None,
    quiet: bool,
) -> None:
    """Fetch the Ombudsman's data tables of a year, as they are.

    Further years may follow without their option. Exit status: 0 if it ran to its end (what was not found is listed),
    1 if nothing could be had, 2 for wrong usage.
    """
    from mapper.councils.addresses import Ombudsman
    from mapper.sources.table_files import TableFiles

    where = addresses_of(Ombudsman, addresses, site)
    with asking("Asking for tables", "Asking for tables", None, quiet) as (_, tell):
        came = TableFiles(web_of(where, pause, contact, tell), where, out).fetch([*years, *more])
    for line in () if quiet else _summary(came, out):
        say(line)
    if not any(one.file for one in came):
        raise MapperError("No table could be had.")


def _summary(came: "list[Came]", out: Path) -> list[str]:
    """The counts, then every file, or why there is none."""
    files = [one for one in came if one.file]
    new = sum(one.is_new for one in files)
    return [
        f"{counted(len(files), 'table', 'tables')} in {out} ({new} new).",
        *(f"{'new' if one.is_new else 'as before':<9}  {one.file}" for one in files),
        *(f"{'failed':<9}  {one.address}: {one.why}." for one in came if not one.file),
    ]
