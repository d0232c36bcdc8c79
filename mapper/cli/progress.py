"""How far a build has come, on a terminal or in plain lines."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mapper.cli.reporting import say
from mapper.words import counted, printable

if TYPE_CHECKING:
    from mapper.build import Progress


@contextmanager
def progress_shown(quiet: bool) -> Iterator["Progress"]:
    """The progress of a build as a bar on a terminal, as plain lines elsewhere, or not at all if `quiet`."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    from mapper.build import Progress

    console = Console(stderr=True)
    if quiet:
        yield Progress()
        return
    if not console.is_terminal:
        yield Progress(total=_echo_total, stage=_echo_stage, say=_echo)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading letters", total=None)
        yield Progress(
            total=lambda number: bar.reset(task, description="Reading letters", total=number or None),
            read=lambda _: bar.advance(task),
            stage=lambda words: bar.update(task, description=words),
            say=lambda words: bar.console.print(printable(words), markup=False, highlight=False),
        )


def _echo_stage(words: str) -> None:
    say(f"{words} …", err=True)


def _echo(words: str) -> None:
    say(words, err=True)


def _echo_total(number: int) -> None:
    if number:
        say(f"Reading {counted(number, 'PDF', 'PDFs')} …", err=True)
