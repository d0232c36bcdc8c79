"""`mapper build`, which is also `regenerate-site`: letters in, site out."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.arguments import (
    FILE,
    FOLDER,
    LETTERS_AS,
    OLD_FOLDER,
    SETTINGS,
    SiteAddress,
    existing_folders,
    require_sample_years,
)
from mapper.cli.progress import progress_shown
from mapper.cli.reporting import reporting_errors, say
from mapper.errors import MapperError

if TYPE_CHECKING:
    from mapper.letters.cache import Cache
    from mapper.measures.contact import Contact
    from mapper.measures.edition import Edition
    from mapper.review.report import BuildReport


def contact_of(context: click.Context, option: click.Parameter, value: str | None) -> "Contact | None":
    """Where readers report errors. Raises BadParameter if no reader could follow it."""
    from mapper.measures.contact import Contact

    try:
        return None if value is None else Contact(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, option) from error


@click.command(context_settings=SETTINGS)
@click.option(
    "--letters",
    type=FOLDER,
    multiple=True,
    default=("letters",),
    show_default=True,
    metavar="DIR",
    help="Folder with letters (PDF), searched with its subfolders. Repeat for more folders.",
)
@click.option(
    "--out", type=FOLDER, default="site", show_default=True, metavar="DIR", help="Folder for the site."
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
@click.option("--boundaries", type=FILE, metavar="FILE", help="Boundaries to use instead of those supplied.")
@click.option(
    "--boundaries-object",
    metavar="NAME",
    show_default="the one that fits councils best",
    help="Which object (TopoJSON) or layer of that file to take, if it has several.",
)
@click.option(
    "--corrections", type=FILE, metavar="FILE", help="Corrections to use instead of those supplied."
)
@click.option(
    "--tables",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="A data table of the Ombudsman's (CSV or XLSX). Repeat for more.",
)
@click.option(
    "--tables-year",
    type=click.IntRange(2014, 2100),
    metavar="YYYY",
    help="The year to 31 March YYYY of tables that do not name theirs.",
)
@click.option(
    "--records",
    type=OLD_FOLDER,
    default=lambda: "records" if Path("records").is_dir() else None,
    metavar="DIR",
    show_default="records, if there is such a folder",
    help="Folder with the Ombudsman's decisions, reports and service improvements, as mapper fetch records writes it.",
)
@click.option(
    "--populations",
    type=FILE,
    metavar="FILE",
    help="Residents of councils (CSV), as mapper fetch populations writes them, for rates by residents.",
)
@click.option(
    "--contact",
    metavar="ADDRESS",
    callback=contact_of,
    help="Where readers report errors: an e-mail address, or the address of an issue tracker.",
)
@click.option(
    "--letter-pictures/--no-letter-pictures",
    default=True,
    show_default=True,
    help="Show where figures stand in pictures of the letters' pages: about 20 kB a letter.",
)
@click.option(
    "--letters-as",
    type=LETTERS_AS,
    default="copy",
    show_default=True,
    help="How readers see a letter: a copy of its pages without scripts, actions and files; a link to where it was "
    "fetched from; or the file as it is, unless it acts.",
)
@click.option(
    "--pdf",
    is_flag=True,
    help="Make each council's page a tagged PDF too: about a second a council. Needs the extra `pdf`.",
)
@click.option(
    "--base-url", type=SiteAddress(), metavar="URL", help="Address of the published site, for link previews."
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    metavar="N",
    show_default="one per processor",
    help="Number of processes that read letters.",
)
@click.option("--strict", is_flag=True, help="Publish only if every letter is ok.")
@click.option(
    "--accept-losses",
    is_flag=True,
    help="Judge every letter anew, and publish even if many councils lose figures that the site before shows.",
)
@click.option("--no-cache", is_flag=True, help="Read every letter again, even if it has not changed.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
@reporting_errors
def regenerate_site(
    letters: tuple[Path, ...],
    sample: bool,
    years: tuple[int, ...],
    no_cache: bool,
    quiet: bool,
    **others: Any,  # named as the fields of BuildOptions
) -> None:
    """Read annual letters and publish the map: letters in, site out.

    Letters that cannot be read, or do not add up, are set aside and listed. A complete new site replaces the old one.

    Exit status: 0 if published, 1 if not (the old site is then unchanged), 2 for wrong usage.
    """
    from mapper.build import BuildOptions, build
    from mapper.review.refusals import Refused

    _require_usable(sample, years, **others)
    others |= {"sample": sample, "years": years, "cache": None if no_cache else _cache()}
    options = BuildOptions(_folders(letters, sample or bool(others["tables"])), **others)
    try:
        with progress_shown(quiet) as progress:
            edition = build(options, progress)
    except Refused as error:
        if not quiet:
            _print_summary(error.report)
        raise
    if not quiet:
        _print_published(edition, options.out)


def _cache() -> "Cache":
    from mapper.letters.cache import Cache, default_folder

    return Cache(default_folder())


def _require_exchange() -> None:
    """Raise MapperError where folders cannot be locked and exchanged, before anything is read."""
    if sys.platform == "win32":
        raise MapperError(
            "Sites are not built on Windows itself, which cannot lock and exchange folders as a site needs it. Run "
            "this in WSL. Reading letters works here."
        )


def _require_usable(
    sample: bool, years: tuple[int, ...], boundaries: Path | None, boundaries_object: str | None, **_: Any
) -> None:
    """Raise BadParameter where options do not go together, MapperError where no site can be built."""
    _require_exchange()
    if sample:
        require_sample_years(years)
    if boundaries_object is not None and boundaries is None:
        raise click.BadParameter(
            "it names an object of a file of boundaries; name the file with --boundaries.",
            param_hint="--boundaries-object",
        )


def _folders(letters: tuple[Path, ...], elsewhere: bool) -> tuple[Path, ...]:
    """The folders to look in; the default one may be missing if there are figures from `elsewhere`."""
    return existing_folders(letters, "letters", optional=elsewhere)


def _print_summary(report: "BuildReport") -> None:
    from mapper.review.report import summary_lines

    for line in summary_lines(report):
        say(line)


def _print_published(edition: "Edition", out: Path) -> None:
    from mapper.downloads.figures import known
    from mapper.measures import loss_sentences
    from mapper.measures.change_sentences import lines

    _print_summary(edition.report)
    for line in loss_sentences.lines(edition.losses, edition.report):
        say(line)
    after = known(edition)[0] if edition.changes.changes else {}
    for line in lines(edition.changes, after):
        say(line)
    say(f"Published: open {out / 'index.html'}")
