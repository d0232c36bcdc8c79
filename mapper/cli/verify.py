"""`mapper verify`: a built site, made again and compared."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.arguments import FILE, FOLDER, OLD_FOLDER, existing_folders
from mapper.cli.progress import progress_shown
from mapper.cli.reporting import reporting_errors, say
from mapper.errors import MapperError
from mapper.words import counted

if TYPE_CHECKING:
    from mapper.verification import Verdict

_MOST = 50


@click.command()
@click.argument("site", type=OLD_FOLDER, metavar="DIR")
@click.option(
    "--letters",
    type=FOLDER,
    multiple=True,
    default=("letters",),
    show_default=True,
    metavar="DIR",
    help="Folder with the letters, searched with its subfolders. Repeat for more folders.",
)
@click.option("--boundaries", type=FILE, metavar="FILE", help="The boundaries that the site was made with.")
@click.option("--corrections", type=FILE, metavar="FILE", help="The corrections that the site was made with.")
@click.option(
    "--tables",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="A data table that the site was made with. Repeat for more, in the same order.",
)
@click.option(
    "--records", type=OLD_FOLDER, metavar="DIR", help="The folder of records that the site was made with."
)
@click.option("--populations", type=FILE, metavar="FILE", help="The residents that the site was made with.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    metavar="N",
    show_default="one per processor",
    help="Number of processes that read letters.",
)
@click.option("--quiet", is_flag=True, help="Print only what is not as it should be.")
@reporting_errors
def verify(
    site: Path,
    letters: tuple[Path, ...],
    quiet: bool,
    **others: Any,
) -> None:
    """Make a built site again from its letters, and say whether it follows from them, byte for byte.

    The options of the build are those that the site records, in data/provenance.json. Letters are found by their
    content, whatever they are called, and are all read anew. Nothing is written.

    Exit status: 0 if the site follows, 1 if not (what is missing, has changed or differs is listed), 2 for wrong usage.
    """
    from mapper.verification import Inputs
    from mapper.verification import verify as compare

    folders = existing_folders(letters, "letters", optional=True)
    with progress_shown(quiet) as progress:
        verdict = compare(site, Inputs(folders, **others), progress)
    _print(verdict)
    if not verdict.follows:
        raise MapperError(_why_not(site, verdict))
    if not quiet:
        files = counted(verdict.files, "file follows", "files follow")
        say(f"{site}: {files} from {counted(verdict.letters, 'letter', 'letters')}, byte for byte.")


def _print(verdict: "Verdict") -> None:
    lines = (*verdict.notes, *verdict.lacking, *verdict.differing)
    for line in lines[:_MOST]:
        say(line)
    if len(lines) > _MOST:
        say(f"And {len(lines) - _MOST:,} more.")


def _why_not(site: Path, verdict: "Verdict") -> str:
    if verdict.lacking:
        lacking = counted(len(verdict.lacking), "file is", "files are")
        return f"{site} was not made again: {lacking} not as recorded. Name the folders with --letters."
    differing = counted(len(verdict.differing), "file does", "files do")
    return f"{site}: {differing} not follow from its letters."
