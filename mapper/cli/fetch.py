"""`mapper fetch`: what others publish. Each part has a module of its own."""

import click

from mapper.cli.arguments import SETTINGS
from mapper.cli.fetch_boundaries import boundaries
from mapper.cli.fetch_letters import letters
from mapper.cli.fetch_records import records


@click.group(
    commands={"letters": letters, "boundaries": boundaries, "records": records}, context_settings=SETTINGS
)
def fetch() -> None:
    """Bring what others publish."""
