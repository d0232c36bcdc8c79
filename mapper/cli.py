"""The commands: parse arguments, call, report, exit.

Each command imports what it needs when it runs. A worker process imports this module too, and must not load geopandas
and folium to read a letter.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper import __version__
from mapper.errors import MapperError
from mapper.words import counted
from mapper.year import last_day_of

if TYPE_CHECKING:
    from mapper.build import BuildOptions
    from mapper.councils.answers import Match
    from mapper.councils.tiers import Tier
    from mapper.review.report import BuildReport

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_SITE = click.Path(exists=True, file_okay=False, path_type=Path)
_SETTINGS = {"help_option_names": ["-h", "--help"]}


class _Day(click.ParamType[date]):
    """A day in the form of ISO 8601."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date. Expected YYYY-MM-DD, such as 2019-03-31.", param, ctx)


def _reporting_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print a MapperError as one message and exit with status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except MapperError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)

    return run


@click.command(context_settings=_SETTINGS)
@click.option(
    "--letters",
    type=_FOLDER,
    multiple=True,
    default=("letters",),
    show_default=True,
    metavar="DIR",
    help="Folder with letters (PDF), searched with its subfolders. Repeat for more folders.",
)
@click.option(
    "--out", type=_FOLDER, default="site", show_default=True, metavar="DIR", help="Folder for the site."
)
@click.option(
    "--sample",
    is_flag=True,
    help="Add an illustrative letter, with invented figures, for every council without a letter.",
)
@click.option(
    "--year",
    "years",
    type=click.IntRange(2014, 2100),
    multiple=True,
    metavar="YYYY",
    show_default="all years found",
    help="Publish only the year to 31 March YYYY. Repeat for more years.",
)
@click.option("--boundaries", type=_FILE, metavar="FILE", help="Boundaries to use instead of those supplied.")
@click.option(
    "--corrections", type=_FILE, metavar="FILE", help="Corrections to use instead of those supplied."
)
@click.option("--base-url", metavar="URL", help="Address of the published site, for link previews.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    metavar="N",
    show_default="one per processor",
    help="Number of processes that read letters.",
)
@click.option("--strict", is_flag=True, help="Publish only if every letter is ok.")
@click.option("--no-cache", is_flag=True, help="Read every letter again, even if it has not changed.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@_reporting_errors
def regenerate_site(
    letters: tuple[Path, ...],
    sample: bool,
    years: tuple[int, ...],
    no_cache: bool,
    quiet: bool,
    **others: Any,  # named as the fields of BuildOptions
) -> None:
    """Read annual letters and publish the map: letters in, site out.

    Letters that cannot be read, or whose figures do not add up, are set aside and listed. An older site in the output
    folder is replaced once the new one is complete.

    Exit status: 0 if published, 1 if not (the old site is then unchanged), 2 for wrong usage.
    """
    from mapper.build import BuildOptions, NothingToPublish, NotStrictlyOk
    from mapper.letters.cache import Cache, default_folder

    if sample:
        _require_sample_years(years)
    cache = None if no_cache else Cache(default_folder())
    options = BuildOptions(_folders(letters, sample), sample=sample, years=years, cache=cache, **others)
    try:
        report = _build_with_progress(options, quiet)
    except (NotStrictlyOk, NothingToPublish) as error:
        _print_summary(error.report, quiet)
        raise
    _print_summary(report, quiet)
    if not quiet:
        click.echo(f"Published: open {options.out / 'index.html'}")


@click.group(context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="mapper")
def main() -> None:
    """Read the Ombudsman's annual letters and map them, council by council."""


main.add_command(regenerate_site, "build")


@main.command()
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="Output format.",
)
@_reporting_errors
def parse(files: tuple[Path, ...], form: str) -> None:
    """Print what letters state, with the problems found.

    There is one object (JSON) or row (CSV) per letter, in the order given. A PDF with two letters gives two; a file
    that is not a letter gives one that says why.
    """
    from mapper.councils.register_file import load_register
    from mapper.letters.workers import LetterFile, read_files
    from mapper.review import corrections, judge
    from mapper.review.report import letter_object, printable

    listed = [LetterFile(printable(str(path)), path) for path in files]
    read = read_files(listed, os.cpu_count() or 1, None, lambda _: None)
    register, lines = load_register(), corrections.load()
    letters = [
        letter_object(letter)
        for file, result in zip(listed, read, strict=True)
        for letter in judge.judge(file.name, result, register, lines)
    ]
    click.echo(_as_json(letters) if form == "json" else _letters_csv(letters), nl=form == "json")


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--on", "day", type=_Day(), required=True, help="Day on which the council existed.")
@_reporting_errors
def match(names: tuple[str, ...], day: date) -> None:
    """Print which council had a name on a day, as JSON.

    A name of no council, or of more than one, is never guessed: its code is null, and similar names are suggested.
    """
    from mapper.councils.register_file import load_register

    register = load_register()
    click.echo(_as_json([_match_object(register.match(name, day)) for name in names]))


@main.command()
@click.option("--on", "day", type=_Day(), required=True, help="Day whose councils and boundaries to write.")
@click.option(
    "--tier",
    type=click.Choice(["lower", "upper"]),
    required=True,
    help="Districts and unitaries, or counties and unitaries.",
)
@click.option("--out", type=_NEW_FILE, required=True, metavar="FILE.geojson", help="File to write.")
@_reporting_errors
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
        raise _unwritable(out, error) from error
    click.echo(f"{len(frame)} polygons in {out}", err=True)


@main.command()
@click.option("--year", type=int, required=True, metavar="YYYY", help="The letters' year to 31 March.")
@click.option("--out", type=_FOLDER, required=True, metavar="DIR", help="Folder for the letters.")
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help="Seed of the invented figures: the same seed gives the same letters.",
)
@_reporting_errors
def sample(year: int, out: Path, seed: int | None) -> None:
    """Write illustrative letters as PDFs, one per council.

    Their figures are invented, and every page says so; Dartford's letter of 2019 has the published ones instead.
    """
    from mapper import sample
    from mapper.councils.register_file import load_register

    _require_sample_years([year])
    councils = load_register().on(last_day_of(year))
    chosen = sample.DEFAULT_SEED if seed is None else seed
    try:
        written = sample.write(councils, year, out, chosen)
    except OSError as error:
        raise _unwritable(out, error) from error
    click.echo(f"{len(written)} illustrative letters in {out}", err=True)


@main.command()
@click.argument("site", type=_SITE, default="site", metavar="[DIR]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="Port; 0 takes any free one.",
)
@_reporting_errors
def serve(site: Path, port: int) -> None:
    """Preview a built site in a browser on this machine.

    DIR is the folder of the site, "site" unless given. Other machines cannot reach it.
    """
    from mapper.publishing.preview import server

    with server(site, port) as running:
        click.echo(f"http://127.0.0.1:{running.server_port}/  (stop with Ctrl+C)")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")


@main.command()
@click.argument("site", type=_SITE, metavar="DIR")
@_reporting_errors
def check(site: Path) -> None:
    """Check the links, data files and pages of a built site.

    Each problem is printed on a line of its own; the exit status is then 1.
    """
    from mapper.publishing.check import check as find_problems

    problems = find_problems(site)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise MapperError(f"{counted(len(problems), 'problem', 'problems')} in {site}.")
    click.echo(f"{site}: links, data files and pages are in order.")


def _folders(letters: tuple[Path, ...], sample: bool) -> tuple[Path, ...]:
    """The folders to look in; with illustrative letters the default one may be missing."""
    source = click.get_current_context().get_parameter_source("letters")
    optional = sample and source is click.core.ParameterSource.DEFAULT
    return tuple(folder for folder in letters if folder.is_dir() or not optional)


def _require_sample_years(years: Sequence[int]) -> None:
    """Raise BadParameter if illustrative letters cannot be written for one of the years."""
    from mapper.sample import SAMPLE_YEARS

    unknown = sorted(set(years) - set(SAMPLE_YEARS))
    if unknown:
        known = ", ".join(map(str, SAMPLE_YEARS))
        raise click.BadParameter(
            f"illustrative letters can be written for {known}, not for {', '.join(map(str, unknown))}.",
            param_hint="--year",
        )


def _build_with_progress(options: "BuildOptions", quiet: bool) -> "BuildReport":
    """Run the build with a progress bar on a terminal, with plain lines elsewhere, or silently if `quiet`."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    from mapper.build import Progress, build

    if quiet:
        return build(options, Progress())
    console = Console(stderr=True)
    if not console.is_terminal:
        return build(options, Progress(total=_echo_total, stage=_echo_stage))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading letters", total=None)
        progress = Progress(
            total=lambda number: bar.reset(task, description="Reading letters", total=number or None),
            read=lambda _: bar.advance(task),
            stage=lambda words: bar.update(task, description=words),
        )
        return build(options, progress)


def _echo_stage(words: str) -> None:
    click.echo(f"{words} …", err=True)


def _echo_total(number: int) -> None:
    if number:
        click.echo(f"Reading {counted(number, 'PDF', 'PDFs')} …", err=True)


def _print_summary(report: "BuildReport", quiet: bool) -> None:
    from mapper.review.report import summary_lines

    if not quiet:
        for line in summary_lines(report):
            click.echo(line)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _letters_csv(letters: Sequence[dict[str, Any]]) -> str:
    """One row per letter: what it is, a column per statistic, and its problems in one cell."""
    from mapper.downloads.spreadsheet import to_csv
    from mapper.letters.statistics import STATISTICS

    head = ["file", "sha256", "status", "authority_name", "gss_code", "period_end", "layout"]
    keys = [statistic.key for statistic in STATISTICS]
    rows = [
        {
            **{key: letter[key] for key in head},
            **{key: letter["statistics"].get(key) for key in keys},
            "problems": "; ".join(f"{p['code']}: {p['message']}" for p in letter["problems"]),
        }
        for letter in letters
    ]
    return to_csv([*head, *keys, "problems"], rows)


def _match_object(match: "Match") -> dict[str, object]:
    council = match.council
    return {
        "name": match.name,
        "gss_code": None if council is None else council.gss_code,
        "council": None if council is None else council.name,
        "tier": None if council is None else council.tier,
        "suggestions": list(match.suggestions),
    }


def _unwritable(path: Path, error: OSError) -> MapperError:
    return MapperError(f"{path} cannot be written ({error.strerror}). Choose another --out.")
