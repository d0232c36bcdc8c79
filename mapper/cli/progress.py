"""How far a build has come, on a terminal or in plain lines."""

from typing import TYPE_CHECKING

import click

from mapper.words import counted

if TYPE_CHECKING:
    from mapper.build import BuildOptions
    from mapper.review.report import BuildReport


def build_with_progress(options: "BuildOptions", quiet: bool) -> "BuildReport":
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
