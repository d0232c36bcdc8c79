"""`mapper fetch populations`: how many residents councils have, from the ONS."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.arguments import NEW_FILE
from mapper.cli.asking import addresses_of, asking, asking_options, web_of
from mapper.cli.reporting import reporting_errors, say
from mapper.words import abridged, counted

if TYPE_CHECKING:
    from mapper.sources.populations.nomis import Fetched

_MOST_NAMED = 8


@click.command()
@click.option(
    "--year",
    "years",
    type=click.IntRange(2014, 2100),
    multiple=True,
    required=True,
    metavar="YYYY",
    help="The residents for the year to 31 March YYYY: the estimate of 30 June within it. Repeat for more years.",
)
@click.option(
    "--out",
    type=NEW_FILE,
    default="populations.csv",
    show_default=True,
    metavar="FILE",
    help="File to write.",
)
@asking_options
@reporting_errors
def populations(
    years: tuple[int, ...],
    out: Path,
    site: str | None,
    addresses: Path | None,
    pause: float,
    contact: str | None,
    quiet: bool,
) -> None:
    """Fetch the ONS's mid-year estimates of the councils of a year, for --populations.

    Other years that the file has stay in it. Exit status: 0 if it ran to its end (a council without an estimate is
    listed), 1 if not (the file is then as it was), 2 for wrong usage.
    """
    from mapper.councils.addresses import Nomis
    from mapper.councils.register_file import load_register
    from mapper.sources.populations.nomis import PopulationFetching

    where = addresses_of(Nomis, addresses, site)
    with asking("Asking for estimates", "Asking for estimates", None, quiet) as (update, tell):
        web = web_of(where, pause, contact, tell)
        came = PopulationFetching(web, where, load_register(), lambda: update(advance=1)).fetch(years, out)
    for line in () if quiet else _summary(came, out):
        say(line)


def _summary(came: "Fetched", out: Path) -> list[str]:
    """The counts, then the councils without an estimate."""
    return [
        f"{counted(came.numbers, 'number', 'numbers')} of residents in {out} ({came.new:,} new).",
        *(
            f"missing    mid-{mid_year}: {counted(len(councils), 'council', 'councils')} "
            f"({abridged([council.name for council in councils], _MOST_NAMED)})."
            for mid_year, councils in came.missing
        ),
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0.",
    ]
