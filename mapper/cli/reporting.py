"""What several commands print: an error as one message, an object as JSON."""

import errno
import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

import click

from mapper.errors import MapperError
from mapper.words import printable


def say(text: str, *, err: bool = False) -> None:
    """Print lines for people: nothing in them moves the cursor, or is taken for a command by what runs a workflow.

    GitHub's runner takes a line that begins with `::`, and one that has `##[` in it, for a command.
    """
    for line in text.split("\n"):
        safe = printable(line).replace("##[", "# #[")
        click.echo(re.sub(r"^(\s*):(?=:)", r"\1: ", safe), err=err)


def give(data: str) -> None:
    """Print data for programs, CSV or JSON, in which every control character but line ends is an escape."""
    safe = "".join(c if c.isprintable() or c in "\r\n" else c.encode("unicode_escape").decode() for c in data)
    click.echo(safe, nl=False)


def reporting_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print a MapperError, or an error of the system, as one message and exit with status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except MapperError as error:
            say(f"Error: {error}", err=True)
            sys.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # who read it has gone, which is no error
            where = error.filename or "What is printed, or a temporary file,"
            say(
                f"Error: {where} cannot be read or written ({error.strerror}). Check free space and rights.",
                err=True,
            )
            _drop_output()
            sys.exit(1)

    return run


def _drop_output() -> None:
    """Forget what could not be printed: at its end the program would try once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unwritable(path: Path, error: OSError) -> MapperError:
    """The error for a file or folder, named with --out, that the system refuses to write."""
    return MapperError(f"{path} cannot be written ({error.strerror}). Choose another --out.")


def as_json(value: object) -> str:
    """The value as JSON that people can read, in which nothing is taken for a command of a workflow (see `say`)."""
    text = json.dumps(value, ensure_ascii=False, indent=1).replace("##[", "#\\u0023[")
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text) + "\n"
