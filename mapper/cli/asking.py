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
from mapper.cli.reporting import say
from mapper.words import printable

if TYPE_CHECKING:
    from mapper.councils.addresses import Addresses
    from mapper.sources.site.web import Web

_Kind = TypeVar("_Kind", bound="Addresses")
_Command = Callable[..., None]
Say = Callable[[str], None]

_LEAST_PAUSE = 1.0
# Sent to a site on this machine if nobody is named.
_NOBODY = "not given"
_WHO = (
    "say whom the keepers of the site can write to: --contact ADDRESS (your e-mail or web address), the environment "
    'variable MAPPER_CONTACT, or a line contact = "ADDRESS" in the table [{table}] of the file of --addresses. It is '
    "sent with every request, and to nobody else."
)


def _one_line(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """What is sent in the header of a request. Raises BadParameter if it cannot be."""
    if value is not None and not _is_sendable(value):
        raise click.BadParameter("expected an e-mail or web address, in plain letters.", context, option)
    return value


def _is_sendable(contact: str) -> bool:
    return contact.isascii() and contact.isprintable()


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


def web_of(addresses: "Addresses", pause: float, contact: str | None, say: Say) -> "Web":
    """The site, asked as the options say.

    Raises BadParameter where that would be too often for a site of others, or without saying who asks.
    """
    from mapper.sources.site.web import Manners, Web

    is_here = _is_here(addresses.site)
    if pause < _LEAST_PAUSE and not is_here:
        raise click.BadParameter(f"at least {_LEAST_PAUSE:g} for a site of others.", param_hint="--pause")
    who = contact or addresses.contact or _repository() or (_NOBODY if is_here else "")
    if not who or not _is_sendable(who):
        raise click.BadParameter(_WHO.format(table=addresses.TABLE), param_hint="--contact")
    return Web(addresses.site, Manners(who, pause), say)


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
            told: Say = (lambda _: None) if quiet else (lambda words: say(words, err=True))
            told(f"{first} …")
            yield (lambda **_: None), told
            return
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=total)
            yield (lambda **state: bar.update(task, **state)), (lambda words: console.print(printable(words)))
    except KeyboardInterrupt:
        say("Stopped. The same command carries on from here.", err=True)
        sys.exit(130)


def _repository() -> str:
    """Where the keepers of a site find who asks, if a workflow of GitHub's runs this: its repository; else empty."""
    server, repository = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{repository}" if server and repository else ""


def _is_here(site: str) -> bool:
    """Whether the site is on this machine."""
    host = urlsplit(site).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
