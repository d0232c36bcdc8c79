"""`mapper check`: a built site, checked."""

from pathlib import Path

import click

from mapper.cli.arguments import OLD_FOLDER
from mapper.cli.reporting import reporting_errors, say
from mapper.errors import MapperError
from mapper.words import counted


@click.command()
@click.argument("site", type=OLD_FOLDER, metavar="DIR")
@reporting_errors
def check(site: Path) -> None:
    """Check the links, data files and pages of a built site.

    Each problem is printed on a line of its own; the exit status is then 1.
    """
    from mapper.publishing.check import check as find_problems

    problems = find_problems(site)
    for problem in problems:
        say(problem)
    if problems:
        raise MapperError(f"{counted(len(problems), 'problem', 'problems')} in {site}.")
    say(f"{site}: links, data files and pages are in order.")
