"""The commands: parse arguments, call, report, exit.

Each command imports what it needs when it runs: a worker process imports this module too, and must not load
geopandas and folium to read a letter.
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

if TYPE_CHECKING:
    from mapper.build import BuildOptions
    from mapper.review.report import BuildReport


class _Day(click.ParamType[date]):
    """A day as ISO 8601 writes it."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day. Expected YYYY-MM-DD, such as 2019-03-31.", param, ctx)


_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _reporting_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print a MapperError as one message and end with exit code 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except MapperError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)

    return run


@click.command()
@click.option("--letters", type=_FOLDER, multiple=True, default=("letters",), help="Folder of letters (PDF).")
@click.option("--out", type=_FOLDER, default="site", show_default=True, help="Where the site goes.")
@click.option("--sample", is_flag=True, help="Add an illustrative letter for every council that has none.")
@click.option(
    "--year", "years", type=click.IntRange(2014, 2100), multiple=True, help="Only this year to 31 March."
)
@click.option("--boundaries", type=_FILE, help="Boundaries to use in place of those that come along.")
@click.option("--corrections", type=_FILE, help="Corrections to use in place of those that come along.")
@click.option("--base-url", help="Address at which the site will stand.")
@click.option(
    "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes that read letters."
)
@click.option("--strict", is_flag=True, help="Publish only if every letter is ok.")
@click.option("--no-cache", is_flag=True, help="Read every letter anew.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@_reporting_errors
def regenerate_site(
    letters: tuple[Path, ...],
    out: Path,
    sample: bool,
    years: tuple[int, ...],
    boundaries: Path | None,
    corrections: Path | None,
    base_url: str | None,
    jobs: int,
    strict: bool,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Read annual letters and publish the map: letters in, site out."""
    from mapper.build import BuildOptions, NothingToPublish, NotStrictlyOk
    from mapper.letters.cache import Cache, default_folder

    _require_sample_years(sample, years)
    options = BuildOptions(
        letters=_folders(letters, sample),
        out=out,
        sample=sample,
        years=years,
        boundaries=boundaries,
        corrections=corrections,
        base_url=base_url,
        jobs=jobs,
        strict=strict,
        cache=None if no_cache else Cache(default_folder()),
    )
    try:
        report = _build_with_progress(options, quiet)
    except (NotStrictlyOk, NothingToPublish) as error:
        _print_summary(error.report, quiet)
        raise
    _print_summary(report, quiet)
    if not quiet:
        click.echo(f"Published: open {out / 'index.html'}")


def _folders(letters: tuple[Path, ...], sample: bool) -> tuple[Path, ...]:
    """The folders to look in; illustrative letters alone need none, so the default may then be missing."""
    source = click.get_current_context().get_parameter_source("letters")
    optional = sample and source is click.core.ParameterSource.DEFAULT
    return tuple(folder for folder in letters if folder.is_dir() or not optional)


def _require_sample_years(sample: bool, years: Sequence[int]) -> None:
    from mapper.sample import SAMPLE_YEARS

    unknown = sorted(set(years) - set(SAMPLE_YEARS)) if sample else []
    if unknown:
        known = ", ".join(map(str, SAMPLE_YEARS))
        raise click.BadParameter(
            f"illustrative letters can be written for {known}, not for {', '.join(map(str, unknown))}.",
            param_hint="--year",
        )


def _build_with_progress(options: "BuildOptions", quiet: bool) -> "BuildReport":
    """Run the build under a progress bar on a terminal, with plain lines elsewhere, silently if asked."""
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
        click.echo(f"Reading {number} PDF{'s' if number != 1 else ''} …", err=True)


def _print_summary(report: "BuildReport", quiet: bool) -> None:
    from mapper.review.report import summary_lines

    if not quiet:
        for line in summary_lines(report):
            click.echo(line)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mapper")
def main() -> None:
    """Read the Ombudsman's annual letters and map them, council by council."""


main.add_command(regenerate_site, "build")


@main.command()
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE…")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@_reporting_errors
def parse(files: tuple[Path, ...], form: str) -> None:
    """Print what letters state, one object a letter, in the order given."""
    from mapper.councils.register import load_register
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


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _letters_csv(letters: Sequence[dict[str, Any]]) -> str:
    """One row a letter: what it is, a column a statistic, and its problems in one cell."""
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


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--on", "day", type=_Day(), required=True, help="The day whose councils count.")
@_reporting_errors
def match(names: tuple[str, ...], day: date) -> None:
    """Say which council answers to a name on a day; never a best guess."""
    from mapper.councils.register import load_register

    register = load_register()
    click.echo(_as_json([_match_object(name, register.match(name, day)) for name in names]))


def _match_object(name: str, found: Any) -> dict[str, object]:
    council = found.council
    return {
        "name": name,
        "gss_code": None if council is None else council.gss_code,
        "council": None if council is None else council.name,
        "tier": None if council is None else council.tier,
        "suggestions": list(found.suggestions),
    }


@main.command()
@click.option("--on", "day", type=_Day(), required=True, help="The day whose councils count.")
@click.option("--tier", type=click.Choice(["lower", "upper"]), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE.geojson")
@_reporting_errors
def boundaries(day: date, tier: Any, out: Path) -> None:
    """Write the polygons of the councils of a day as GeoJSON."""
    from mapper.councils import boundaries as polygons

    frame = polygons.on(day, tier)
    _write_file(out, polygons.to_geojson(frame))
    click.echo(f"{len(frame)} polygons in {out}", err=True)


@main.command()
@click.option("--year", type=int, required=True, help="The year that ends on 31 March.")
@click.option("--out", type=_FOLDER, required=True, help="Folder for the letters.")
@click.option("--seed", type=int, help="Another seed gives other figures; the same seed the same bytes.")
@_reporting_errors
def sample(year: int, out: Path, seed: int | None) -> None:
    """Write an illustrative letter a council, with invented figures that say so."""
    from mapper import sample
    from mapper.councils.register import load_register

    _require_sample_years(True, [year])
    councils = load_register().on(date(year, 3, 31))
    chosen = sample.DEFAULT_SEED if seed is None else seed
    try:
        written = sample.write(councils, year, out, chosen)
    except OSError as error:
        raise MapperError(f"{out}: cannot be written ({error.strerror}). Choose another --out.") from error
    click.echo(f"{len(written)} illustrative letters in {out}", err=True)


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), default="site")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@_reporting_errors
def serve(site: Path, port: int) -> None:
    """Preview a built site on this machine only (loopback)."""
    from mapper.publishing.preview import server

    with server(site, port) as running:
        click.echo(f"http://127.0.0.1:{running.server_port}/  (stop with Ctrl+C)")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@_reporting_errors
def check(site: Path) -> None:
    """Verify a built site: links, data files, page structure."""
    from mapper.publishing.check import check as find_problems

    problems = find_problems(site)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise MapperError(f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in {site}.")
    click.echo(f"{site}: links, data files and pages are in order.")


def _write_file(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise MapperError(f"{path} cannot be written ({error.strerror}). Choose another --out.") from error
