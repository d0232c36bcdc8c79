"""`mapper fetch`: what others publish."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from mapper.cli.arguments import FILE, FOLDER, SETTINGS
from mapper.cli.reporting import reporting_errors
from mapper.errors import MapperError
from mapper.words import abridged, counted, spans
from mapper.year import last_day_of

if TYPE_CHECKING:
    from mapper.councils.register import Register
    from mapper.letters.read import FileReading
    from mapper.letters.workers import LetterFile
    from mapper.sources.folder import Folder
    from mapper.sources.letters import Fetching, Progress, Wish

_LEAST_PAUSE = 1.0
# Whom a site's keepers can write to, where nobody is named: this project, as anyone can find it.
_NOBODY = "ombudsman-letters-map, run by someone who gave no address"


def _one_line(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """What is sent in the header of a request. Raises BadParameter if it cannot be."""
    if value is not None and not (value.isascii() and value.isprintable()):
        raise click.BadParameter("expected an e-mail or web address, in plain letters.", context, option)
    return value


@click.group(context_settings=SETTINGS)
def fetch() -> None:
    """Bring what others publish."""


@fetch.command()
@click.option(
    "--year",
    "years",
    type=click.IntRange(2014, 2100),
    multiple=True,
    required=True,
    metavar="YYYY",
    help="The letters of the year to 31 March YYYY. Repeat for more years.",
)
@click.option(
    "--council",
    "names",
    multiple=True,
    metavar="NAME",
    show_default="all of England",
    help="Only this council's letters. Repeat for more councils.",
)
@click.option(
    "--out", type=FOLDER, default="letters", show_default=True, metavar="DIR", help="Folder for the letters."
)
@click.option("--site", metavar="URL", help="Ask this host instead of the Ombudsman's.")
@click.option(
    "--addresses", type=FILE, metavar="FILE", help="Addresses to use instead of those supplied (TOML)."
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 3600),
    default=_LEAST_PAUSE,
    show_default=True,
    metavar="SECONDS",
    help="Time between two requests; less than a second only for a host on this machine.",
)
@click.option(
    "--contact",
    envvar="MAPPER_CONTACT",
    metavar="ADDRESS",
    callback=_one_line,
    help="Your address, e-mail or web, for the keepers of the site; it is sent with every request.",
)
@click.option(
    "--by-pattern", is_flag=True, help="Make the letters' addresses from a pattern, and read no list."
)
@click.option("--quiet", is_flag=True, help="Print errors only.")
@reporting_errors
def letters(years: tuple[int, ...], names: tuple[str, ...], out: Path, quiet: bool, **how: Any) -> None:
    """Fetch annual letters from the Ombudsman's site.

    Each letter is found on its council's list, and read: one that is another council's, of another year, or no PDF is
    kept apart. DIR/manifest.csv says what became of each. Run again, it asks only for what has changed; interrupted, it
    carries on where it was.

    Exit status: 0 if it ran to its end (what was not found is listed), 1 if no letter could be had, 2 for wrong usage.
    """
    from mapper.councils.register_file import load_register
    from mapper.sources import account
    from mapper.sources.folder import Folder
    from mapper.sources.manifest import NAME, read_manifest

    register, folder = load_register(), Folder(out)
    wishes, before = _wishes(register, years, names), read_manifest(out / NAME)
    try:
        with _progress(len(wishes), quiet) as progress:
            _fetching(register, folder, progress, quiet, **how).run(wishes)
    finally:
        lines = account.summary_lines(wishes, before, folder.manifest, str(out / NAME))
        for line in () if quiet or not folder.manifest.rows() else lines:
            click.echo(line)
    if not account.in_place(wishes, folder.manifest):
        raise MapperError(f"No letter could be had. {out / NAME} says why, council by council.")


def _fetching(
    register: "Register",
    folder: "Folder",
    progress: "Progress",
    quiet: bool,
    *,
    site: str | None,
    addresses: Path | None,
    pause: float,
    contact: str | None,
    by_pattern: bool,
) -> "Fetching":
    """The run that was asked for."""
    from mapper.councils.addresses import load_addresses
    from mapper.sources.finding import Finder
    from mapper.sources.letters import Fetching
    from mapper.sources.web import Manners, Web

    where = load_addresses(addresses, site)
    is_here = _is_here(where.site)
    if pause < _LEAST_PAUSE and not is_here:
        raise click.BadParameter(f"at least {_LEAST_PAUSE:g} for a site of others.", param_hint="--pause")
    if not (contact or is_here or quiet):
        click.echo("Tip: --contact ADDRESS tells the keepers of the site whom to write to.", err=True)
    web = Web(where.site, Manners(contact or _contact(), pause), progress.say)
    finder = Finder(web, where, load_addresses(addresses).site)
    return Fetching(finder, folder, register, _read, progress, by_pattern)


def _read(files: "Sequence[LetterFile]") -> "Sequence[FileReading]":
    """Read letters as a build does, and keep what was read for it."""
    from mapper.letters.cache import Cache, default_folder
    from mapper.letters.workers import read_files

    return read_files(files, os.cpu_count() or 1, Cache(default_folder()), lambda _: None)


def _wishes(register: "Register", years: Sequence[int], names: Sequence[str]) -> "tuple[Wish, ...]":
    """The letters asked for. A council is in office in one of the years at least, or BadParameter is raised."""
    from mapper.sources.letters import wishes_of

    if not names:
        return wishes_of((council, year) for year in years for council in register.on(last_day_of(year)))
    found = []
    for name in names:
        matches = [(register.match(name, last_day_of(year)), year) for year in years]
        own = [(council, year) for match, year in matches if (council := match.council or match.former)]
        if not own:
            meant = abridged(
                list(dict.fromkeys(word for match, _ in matches for word in match.suggestions)), 3
            )
            hint = f" Did you mean {meant}?" if meant else ""
            raise click.BadParameter(
                f"no council of {spans(sorted(set(years)))} has the name '{name}'.{hint}",
                param_hint="--council",
            )
        found += own
    return wishes_of(found)


def _contact() -> str:
    """Where the keepers of a site find who asks: the repository, if a workflow of GitHub's runs this."""
    server, repository = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{repository}" if server and repository else _NOBODY


def _is_here(site: str) -> bool:
    """Whether the site is on this machine."""
    host = urlsplit(site).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _progress(total: int, quiet: bool) -> "Iterator[Progress]":
    """A progress bar on a terminal, plain lines elsewhere, or nothing; a run that is stopped says how to go on."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from mapper.sources.letters import Progress

    console = Console(stderr=True, markup=False, highlight=False, quiet=quiet)
    columns = (TextColumn("Asking for letters"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        if quiet or not console.is_terminal:
            console.print(f"Asking for {counted(total, 'letter', 'letters')} …")
            yield Progress(say=lambda words: console.print(words, soft_wrap=True))
            return
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=total)
            yield Progress(lambda _: bar.advance(task), lambda words: console.print(words))
    except KeyboardInterrupt:
        click.echo("Stopped. The same command carries on from here.", err=True)
        sys.exit(130)
