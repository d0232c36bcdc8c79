"""`mapper parse`: what letters state."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from mapper.cli.arguments import FILE
from mapper.cli.reporting import as_json, reporting_errors


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
@reporting_errors
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
    click.echo(as_json(letters) if form == "json" else _letters_csv(letters), nl=form == "json")


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
