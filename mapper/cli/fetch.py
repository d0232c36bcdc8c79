"""`mapper fetch`: what others publish. Each part has a module of its own."""

import click

from mapper.cli.arguments import SETTINGS
from mapper.cli.fetch_boundaries import boundaries
from mapper.cli.fetch_letters import letters
from mapper.cli.fetch_populations import populations
from mapper.cli.fetch_records import records
from mapper.cli.fetch_tables import tables

PARTS: dict[str, click.Command] = {
    "letters": letters,
    "tables": tables,
    "records": records,
    "boundaries": boundaries,
    "populations": populations,
}


@click.group(commands=PARTS, context_settings=SETTINGS)
def fetch() -> None:
    """Bring what others publish."""
