"""`mapper fetch boundaries`: the polygons of a day, from the ONS."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.arguments import NEW_FILE, Day
from mapper.cli.asking import addresses_of, asking, asking_options, web_of
from mapper.cli.reporting import reporting_errors, say

if TYPE_CHECKING:
    from mapper.sources.boundaries.services import Resolution

# The words that the ONS asks for (Open Government Licence).
_SOURCE = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS data "
    "© Crown copyright and database right."
)


@click.command()
@click.option("--on", "day", type=Day(), required=True, help="Day whose boundaries to fetch.")
@click.option(
    "--resolution",
    type=click.Choice(["BFC", "BGC", "BSC", "BUC"]),
    default="BGC",
    show_default=True,
    help="How fine: full, generalised (20 m), super generalised (200 m), ultra generalised (500 m).",
)
@click.option(
    "--out",
    type=NEW_FILE,
    metavar="FILE.geojson",
    show_default="boundaries-DAY.geojson",
    help="File to write.",
)
@asking_options
@reporting_errors
def boundaries(
    day: date,
    resolution: "Resolution",
    out: Path | None,
    site: str | None,
    addresses: Path | None,
    pause: float,
    contact: str | None,
    quiet: bool,
) -> None:
    """Fetch the ONS's polygons of the councils of a day, for --boundaries.

    They are read and checked before the file is written; one that was there stays until then.
    """
    from mapper.councils.addresses import OpenGeography
    from mapper.councils.register_file import load_register
    from mapper.sources.boundaries.fetching import Boundaries

    where, path = addresses_of(OpenGeography, addresses, site), out or Path(f"boundaries-{day}.geojson")
    with asking("Asking for areas", f"Asking for the areas of {day}", None, quiet) as (update, tell):
        web = web_of(where, pause, contact, tell)
        done = Boundaries(web, where, load_register(), lambda n, total: update(completed=n, total=total))
        fetched = done.fetch(day, resolution, path)
    if not quiet:
        say(f"{fetched.areas} areas in {path}, from {fetched.service}.")
        for note in (*fetched.notes, _SOURCE):
            say(note)
