"""`mapper parse`: what letters state and, for maintainers, where they state it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from mapper.cli.arguments import FILE, FOLDER
from mapper.cli.reporting import as_json, give, reporting_errors, say, unwritable


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="Output format.",
)
@click.option(
    "--show",
    is_flag=True,
    help="Print nothing; write a page that shows where on its pages one FILE was read, and how. Needs --out.",
)
@click.option(
    "--out",
    type=FOLDER,
    metavar="DIR",
    help="Folder for that page: new, empty, or written by --show before.",
)
@reporting_errors
def parse(files: tuple[Path, ...], form: str, show: bool, out: Path | None) -> None:
    """Print what letters state, with the problems found.

    There is one object (JSON) or row (CSV) per letter, in the order given. A PDF with two letters gives two; a file
    that is not a letter gives one that says why.

    For maintainers, when a letter is refused or misread: mapper parse --show FILE --out DIR writes a page with the
    letter's pages as pictures, the words, headings and figures found on them, and the problems. It shows the letter
    itself and is no part of the site.
    """
    if show or out is not None:
        _show(files, show, out)
        return
    give(_stated(files, form))


def _show(files: Sequence[Path], show: bool, out: Path | None) -> None:
    """Write the page that shows one file."""
    from mapper.councils.register_file import load_register
    from mapper.inspection import folder, page, subject
    from mapper.review import corrections

    if not show or out is None:
        raise click.UsageError("--show and --out go together: mapper parse --show FILE --out DIR")
    if len(files) != 1:
        raise click.UsageError(f"--show takes one FILE, not {len(files)}.")
    folder.require_replaceable(out)
    looked_at = subject.look_at(files[0], load_register(), corrections.load())
    try:
        folder.write(page.files_of(files[0], looked_at), out)
    except OSError as error:
        raise unwritable(out, error) from error
    say(f"Open {out / page.INDEX}")


def _stated(files: Sequence[Path], form: str) -> str:
    """What the letters in these files state, as JSON or CSV."""
    from mapper.councils.register_file import load_register
    from mapper.letters.workers import LetterFile, read_files
    from mapper.review import corrections, judge
    from mapper.review.report import letter_object
    from mapper.words import printable

    listed = [LetterFile(printable(str(path)), path) for path in files]
    read = read_files(listed, os.cpu_count() or 1, None, lambda _: None)
    register, lines = load_register(), corrections.load()
    letters = [
        letter_object(letter)
        for file, result in zip(listed, read, strict=True)
        for letter in judge.judge(file.name, result, register, lines)
    ]
    return as_json(letters) if form == "json" else _letters_csv(letters)


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
