"""`mapper match`: which council had a name on a day."""

from datetime import date
from typing import TYPE_CHECKING

import click

from mapper.cli.arguments import Day
from mapper.cli.reporting import as_json, give, reporting_errors

if TYPE_CHECKING:
    from mapper.councils.answers import Match


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--on", "day", type=Day(), required=True, help="Day on which the council existed.")
@reporting_errors
def match(names: tuple[str, ...], day: date) -> None:
    """Print which council had a name on a day, as JSON.

    A name of no council, or of more than one, is never guessed: its code is null, and similar names are suggested.
    """
    from mapper.councils.register_file import load_register

    register = load_register()
    give(as_json([_match_object(register.match(name, day)) for name in names]))


def _match_object(match: "Match") -> dict[str, object]:
    council = match.council
    return {
        "name": match.name,
        "gss_code": None if council is None else council.gss_code,
        "council": None if council is None else council.name,
        "tier": None if council is None else council.tier,
        "suggestions": list(match.suggestions),
    }
