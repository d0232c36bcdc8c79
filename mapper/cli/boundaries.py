"""`mapper boundaries`: the polygons of a day."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.arguments import NEW_FILE, Day
from mapper.cli.reporting import reporting_errors, say, unwritable

if TYPE_CHECKING:
    from mapper.councils.tiers import Tier


@click.command()
@click.option("--on", "day", type=Day(), required=True, help="Day whose councils and boundaries to write.")
@click.option(
    "--tier",
    type=click.Choice(["lower", "upper"]),
    required=True,
    help="Districts and unitaries, or counties and unitaries.",
)
@click.option("--out", type=NEW_FILE, required=True, metavar="FILE.geojson", help="File to write.")
@reporting_errors
def boundaries(day: date, tier: "Tier", out: Path) -> None:
    """Write the polygons of the councils on a day as GeoJSON."""
    from mapper.councils import boundaries as polygons
    from mapper.councils.register_file import load_register

    frame = polygons.on(day, tier, load_register())
    content = polygons.to_geojson(frame)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    except OSError as error:
        raise unwritable(out, error) from error
    say(f"{len(frame)} polygons in {out}", err=True)
