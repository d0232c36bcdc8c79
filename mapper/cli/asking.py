"""What the parts of `mapper fetch` share: how a site is asked, and how far that has come."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from mapper.cli.arguments import FILE

if TYPE_CHECKING:
    from mapper.councils.addresses import Addresses
    from mapper.sources.site.web import Web

_Kind = TypeVar("_Kind", bound="Addresses")
_Command = Callable[..., None]
Say = Callable[[str], None]

_LEAST_PAUSE = 1.0
# Sent where nobody is named.
_NOBODY = "the keepers of ombudsman-letters-map"


def _one_line(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """What is sent in the header of a request. Raises BadParameter if it cannot be."""
    if value is not None and not (value.isascii() and value.isprintable()):
        raise click.BadParameter("expected an e-mail or web address, in plain letters.", context, option)
    return value


_OPTIONS = (
    click.option("--site", metavar="URL", help="Ask this host instead of the one supplied."),
    click.option(
        "--addresses", type=FILE, metavar="FILE", help="Addresses to use instead of those supplied (TOML)."
    ),
    click.option(
        "--pause",
        type=click.FloatRange(0, 3600),
        default=_LEAST_PAUSE,
        show_default=True,
        metavar="SECONDS",
        help="Time between two requests; less than a second only for a host on this machine.",
    ),
    click.option(
        "--contact",
        envvar="MAPPER_CONTACT",
        metavar="ADDRESS",
        callback=_one_line,
        help="Your address, e-mail or web, for the keepers of the site; it is sent with every request.",
    ),
    click.option("--quiet", is_flag=True, help="Print errors only."),
)


def asking_options(command: _Command) -> _Command:
    """The options of every command that asks a site."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def web_of(addresses: "Addresses", pause: float, contact: str | None, say: Say, quiet: bool) -> "Web":
    """The site, asked as the options say. Raises BadParameter where that would be too often for a site of others."""
    from mapper.sources.site.web import Manners, Web

    is_here = _is_here(addresses.site)
    if pause < _LEAST_PAUSE and not is_here:
        raise click.BadParameter(f"at least {_LEAST_PAUSE:g} for a site of others.", param_hint="--pause")
    if not (contact or is_here or quiet):
        click.echo("Tip: --contact ADDRESS tells the keepers of the site whom to write to.", err=True)
    return Web(addresses.site, Manners(contact or _own_address(), pause), say)


def addresses_of(kind: type[_Kind], path: Path | None, site: str | None) -> _Kind:
    """The addresses that the options ask for."""
    from mapper.councils.addresses import load_addresses

    return load_addresses(kind, path, site)


@contextmanager
def asking(what: str, first: str, total: int | None, quiet: bool) -> Iterator[tuple[Callable[..., Any], Say]]:
    """A progress bar on a terminal, plain lines elsewhere, or nothing; a run that is stopped says how to go on.

    Gives a function that is called with `completed`, `total` or `advance` as the bar's `update` is, and one that says a
    sentence. `first` is the first line where there is no bar.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, highlight=False, quiet=quiet)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        if quiet or not console.is_terminal:
            console.print(f"{first} …")
            yield (lambda **_: None), (lambda words: console.print(words, soft_wrap=True))
            return
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=total)
            yield (lambda **state: bar.update(task, **state)), console.print
    except KeyboardInterrupt:
        click.echo("Stopped. The same command carries on from here.", err=True)
        sys.exit(130)


def _own_address() -> str:
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
