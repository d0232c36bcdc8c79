"""`mapper sample`: illustrative letters."""

from pathlib import Path

import click

from mapper.cli.arguments import FOLDER, require_sample_years
from mapper.cli.reporting import reporting_errors, say, unwritable
from mapper.year import last_day_of


@click.command()
@click.option(
    "--year",
    "years",
    type=int,
    multiple=True,
    required=True,
    metavar="YYYY",
    help="The letters' year to 31 March, from 2014 to 2025. Repeat for more years.",
)
@click.option("--out", type=FOLDER, required=True, metavar="DIR", help="Folder for the letters.")
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help="Seed of the invented figures: the same seed gives the same letters.",
)
@reporting_errors
def sample(years: tuple[int, ...], out: Path, seed: int | None) -> None:
    """Write illustrative letters as PDFs, one per council.

    Their figures are invented, and every page says so; Dartford's letter of 2019 has the published ones instead. The
    letters of several years go into a folder a year.
    """
    from mapper import sample
    from mapper.councils.register_file import load_register

    require_sample_years(years)
    register, chosen = load_register(), sample.DEFAULT_SEED if seed is None else seed
    for year in sorted(set(years)):
        folder = out if len(set(years)) == 1 else out / str(year)
        try:
            written = sample.write(register.on(last_day_of(year)), year, folder, chosen)
        except OSError as error:
            raise unwritable(out, error) from error
        say(f"{len(written)} illustrative letters in {folder}", err=True)
