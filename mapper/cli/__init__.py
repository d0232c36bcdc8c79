"""The commands: parse arguments, call, report, exit.

Each command has a module of its name, which holds it as a function of that name; `COMMANDS` lists them. What several
need stands in `arguments`, `reporting` and `progress`.

A command imports what it needs when it runs. A worker process imports this package too, and must not load geopandas
and folium to read a letter.
"""

import click

from mapper import __version__
from mapper.cli import boundaries, build, check, fetch, match, parse, sample, serve, tables, verify
from mapper.cli.arguments import SETTINGS

COMMANDS: dict[str, click.Command] = {
    "build": build.regenerate_site,
    "parse": parse.parse,
    "tables": tables.tables,
    "match": match.match,
    "boundaries": boundaries.boundaries,
    "sample": sample.sample,
    "serve": serve.serve,
    "check": check.check,
    "verify": verify.verify,
    "fetch": fetch.fetch,
}

regenerate_site = build.regenerate_site
"""The same as `mapper build`, as a program of its own."""


@click.group(commands=COMMANDS, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="mapper")
def main() -> None:
    """Read the Ombudsman's annual letters and map them, council by council."""
