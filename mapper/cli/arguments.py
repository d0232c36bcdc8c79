"""What several commands take as arguments, and what is said of a wrong one."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
OLD_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
LETTERS_AS = click.Choice(["copy", "link", "original"])
SETTINGS = {"help_option_names": ["-h", "--help"]}


class Day(click.ParamType[date]):
    """A day in the form of ISO 8601."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date. Expected YYYY-MM-DD, such as 2019-03-31.", param, ctx)


class SiteAddress(click.ParamType[str]):
    """The address of a site, to which the paths of its pages are added."""

    name = "URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _is_site(value):
            self.fail(
                f"'{value}' is not the address of a site. Expected http or https, a host and no more than a path, such "
                "as https://example.org/map.",
                param,
                ctx,
            )
        return str(value)


def _is_site(address: str) -> bool:
    # The library drops line ends and tabs, and a lone mark leaves no trace in the parts.
    if not (address.isascii() and address.isprintable()) or set(address) & set(' ?#\\"<>'):
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and port != 0
    )


def require_sample_years(years: Sequence[int]) -> None:
    """Raise BadParameter if illustrative letters cannot be written for one of the years."""
    from mapper.sample import SAMPLE_YEARS

    unknown = sorted(set(years) - set(SAMPLE_YEARS))
    if unknown:
        known = ", ".join(map(str, SAMPLE_YEARS))
        raise click.BadParameter(
            f"illustrative letters can be written for {known}, not for {', '.join(map(str, unknown))}.",
            param_hint="--year",
        )


def existing_folders(folders: Sequence[Path], name: str, *, optional: bool) -> tuple[Path, ...]:
    """The folders of the option `name`; where it is `optional`, its default may be missing and is then left out."""
    source = click.get_current_context().get_parameter_source(name)
    by_default = optional and source is click.core.ParameterSource.DEFAULT
    return tuple(folder for folder in folders if folder.is_dir() or not by_default)
