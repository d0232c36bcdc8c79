"""`mapper fetch letters`: the letters, from the Ombudsman's site."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.arguments import FOLDER
from mapper.cli.asking import Say, addresses_of, asking, asking_options, web_of
from mapper.cli.reporting import reporting_errors, say
from mapper.errors import MapperError
from mapper.words import abridged, counted, spans
from mapper.year import last_day_of

if TYPE_CHECKING:
    from mapper.councils.register import Register
    from mapper.letters.read import FileReading
    from mapper.letters.workers import LetterFile
    from mapper.sources.letters.fetching import Wish
    from mapper.sources.letters.finding import Finder

_YEAR = click.IntRange(2014, 2100)


@click.command()
@click.option(
    "--year",
    "years",
    type=_YEAR,
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
@click.option(
    "--by-pattern", is_flag=True, help="Make the letters' addresses from a pattern, and read no list."
)
@click.argument("more", nargs=-1, metavar="[YYYY|NAME]…")
@asking_options
@reporting_errors
def letters(
    years: tuple[int, ...],
    names: tuple[str, ...],
    more: tuple[str, ...],
    out: Path,
    by_pattern: bool,
    quiet: bool,
    **how: Any,
) -> None:
    """Fetch annual letters from the Ombudsman's site.

    Each letter is found on its council's list, and read: one that is another council's, of another year, or no PDF is
    kept apart. DIR/manifest.csv says what became of each. Run again, it asks only for what has changed; interrupted, it
    carries on where it was.

    Further years and names of councils may follow without their option.

    Exit status: 0 if it ran to its end (what was not found is listed), 1 if no letter could be had, 2 for wrong usage.
    """
    from mapper.councils.register_file import load_register

    years, names = _with_more(years, names, more)
    register = load_register()
    wishes = _wishes(register, years, names)
    if not _fetch(register, wishes, out, by_pattern, quiet, **how):
        raise MapperError(f"No letter could be had. {out} has a manifest that says why, council by council.")


def _fetch(
    register: "Register", wishes: "Sequence[Wish]", out: Path, by_pattern: bool, quiet: bool, **how: Any
) -> int:
    """Fetch the letters and say what came of it, also where the run is ended; how many are in their place."""
    from mapper.sources.letters import account
    from mapper.sources.letters.fetching import Fetching, Progress
    from mapper.sources.letters.folder import Folder
    from mapper.sources.letters.manifest import NAME, read_manifest

    folder, before = Folder(out), read_manifest(out / NAME)
    first = f"Asking for {counted(len(wishes), 'letter', 'letters')}"
    try:
        with asking("Asking for letters", first, len(wishes), quiet) as (update, tell):
            progress, finder = Progress(lambda _: update(advance=1)), _finder(tell, quiet, **how)
            Fetching(finder, folder, register, _read, progress, by_pattern).run(wishes)
    finally:
        lines = account.summary_lines(wishes, before, folder.manifest, str(out / NAME))
        for line in () if quiet or not folder.manifest.rows() else lines:
            say(line)
    return account.in_place(wishes, folder.manifest)


def _with_more(
    years: Sequence[int], names: Sequence[str], more: Sequence[str]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The years and names, and those that follow without an option. Raises BadParameter for a year out of range."""
    further = tuple(_YEAR(word, None, None) for word in more if word.isdecimal())
    return (*years, *further), (*names, *(word for word in more if not word.isdecimal()))


def _finder(
    say: Say, quiet: bool, *, site: str | None, addresses: Path | None, pause: float, contact: str | None
) -> "Finder":
    """What finds letters on the site that was asked for."""
    from mapper.councils.addresses import Ombudsman
    from mapper.sources.letters.finding import Finder

    where = addresses_of(Ombudsman, addresses, site)
    return Finder(web_of(where, pause, contact, say), where, addresses_of(Ombudsman, addresses, None).site)


def _read(files: "Sequence[LetterFile]") -> "Sequence[FileReading]":
    """Read letters as a build does, and keep what was read for it."""
    from mapper.letters.cache import Cache, default_folder
    from mapper.letters.workers import read_files

    return read_files(files, os.cpu_count() or 1, Cache(default_folder()), lambda _: None)


def _wishes(register: "Register", years: Sequence[int], names: Sequence[str]) -> "tuple[Wish, ...]":
    """The letters asked for. A council is in office in one of the years at least, or BadParameter is raised."""
    from mapper.sources.letters.fetching import wishes_of

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
