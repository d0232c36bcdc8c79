"""`mapper fetch records`: the Ombudsman's decisions, reports and service improvements about councils."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.arguments import FOLDER
from mapper.cli.asking import Say, addresses_of, asking, asking_options, web_of
from mapper.cli.reporting import reporting_errors, say
from mapper.errors import MapperError
from mapper.words import abridged, counted

if TYPE_CHECKING:
    from mapper.councils.council import Council
    from mapper.councils.register import Register
    from mapper.sources.records.fetching import Outcome, Records

_MOST_LINES = 50


@click.command()
@click.option(
    "--council", "names", multiple=True, metavar="NAME", help="A council's records. Repeat for more councils."
)
@click.option("--all", "every", is_flag=True, help="The records of every council, those that have ended too.")
@click.option(
    "--out", type=FOLDER, default="records", show_default=True, metavar="DIR", help="Folder for the records."
)
@click.option(
    "--check-links",
    is_flag=True,
    help="Ask for the page of every decision and report too, and mark those that are there no longer.",
)
@asking_options
@reporting_errors
def records(names: tuple[str, ...], every: bool, out: Path, quiet: bool, **how: Any) -> None:
    """Fetch the Ombudsman's decisions, public interest reports and service improvements about councils.

    There is a CSV file for each council. Run again, it asks for what is new; a list that does not come whole leaves the
    file as it was.

    Exit status: 0 if it ran to its end (what failed is listed), 1 if nothing could be had, 2 for wrong usage.
    """
    from mapper.councils.register_file import load_register

    if every == bool(names):
        raise click.UsageError("Name councils with --council NAME, or ask for all of them with --all.")
    register = load_register()
    councils = _every(register) if every else _named(register, names)
    first, outcomes = f"Asking about {counted(len(councils), 'council', 'councils')}", list["Outcome"]()
    try:
        with asking("Asking about councils", first, len(councils), quiet) as (update, tell):

            def on_council(outcome: "Outcome") -> None:
                outcomes.append(outcome)
                update(advance=1)

            _fetching(register, out, on_council, tell, quiet, **how).fetch(councils)
    finally:
        for line in () if quiet or not outcomes else _summary(outcomes, out):
            say(line)
    if not any(outcome.records for outcome in outcomes):
        raise MapperError("No record could be had.")


def _fetching(
    register: "Register",
    out: Path,
    on_council: "Callable[[Outcome], None]",
    say: Say,
    quiet: bool,
    *,
    site: str | None,
    addresses: Path | None,
    pause: float,
    contact: str | None,
    check_links: bool,
) -> "Records":
    """The run that was asked for."""
    from mapper.councils.addresses import Ombudsman
    from mapper.sources.records.fetching import Records

    where = addresses_of(Ombudsman, addresses, site)
    web = web_of(where, pause, contact, say)
    return Records(web, where, register, out, on_council, check_links)


def _every(register: "Register") -> "list[Council]":
    """Every council that the register knows, once, whatever codes it has had."""
    return list({council.slug: council for council in register.councils}.values())


def _named(register: "Register", names: Sequence[str]) -> "list[Council]":
    """The councils of these names, in office or not. Raises BadParameter for a name of none, or of several."""
    today, found = date.today(), {}
    for name in names:
        match = register.match(name, today)
        council = match.council or match.former
        if council is None:
            hint = f" Did you mean {abridged(match.suggestions, 3)}?" if match.suggestions else ""
            raise click.BadParameter(f"no one council has the name '{name}'.{hint}", param_hint="--council")
        found[council.slug] = council
    return list(found.values())


def _summary(outcomes: "Sequence[Outcome]", out: Path) -> list[str]:
    """The counts, then what failed."""
    number, new = (sum(getattr(one, name) for one in outcomes) for name in ("records", "new"))
    about = counted(len(outcomes), "council", "councils")
    failed = [f"failed  {one.council.name}: {words}" for one in outcomes for words in one.failed]
    more = [f"And {len(failed) - _MOST_LINES} more."] if len(failed) > _MOST_LINES else []
    return [
        f"{counted(number, 'record', 'records')} about {about} in {out} ({new} new).",
        *failed[:_MOST_LINES],
        *more,
    ]
