"""What several commands print: an error as one message, an object as JSON."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from mapper.errors import MapperError


def reporting_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Print a MapperError as one message and exit with status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except MapperError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)

    return run


def unwritable(path: Path, error: OSError) -> MapperError:
    """The error for a file or folder, named with --out, that the system refuses to write."""
    return MapperError(f"{path} cannot be written ({error.strerror}). Choose another --out.")


def as_json(value: object) -> str:
    """The value as JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1)
