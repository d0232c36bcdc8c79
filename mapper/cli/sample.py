"""`mapper sample`: illustrative letters."""

from pathlib import Path

import click

from mapper.cli.arguments import FOLDER, require_sample_years
from mapper.cli.reporting import reporting_errors, unwritable
from mapper.year import last_day_of


@click.command()
@click.option("--year", type=int, required=True, metavar="YYYY", help="The letters' year to 31 March.")
@click.option("--out", type=FOLDER, required=True, metavar="DIR", help="Folder for the letters.")
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help="Seed of the invented figures: the same seed gives the same letters.",
)
@reporting_errors
def sample(year: int, out: Path, seed: int | None) -> None:
    """Write illustrative letters as PDFs, one per council.

    Their figures are invented, and every page says so; Dartford's letter of 2019 has the published ones instead.
    """
    from mapper import sample
    from mapper.councils.register_file import load_register

    require_sample_years([year])
    councils = load_register().on(last_day_of(year))
    chosen = sample.DEFAULT_SEED if seed is None else seed
    try:
        written = sample.write(councils, year, out, chosen)
    except OSError as error:
        raise unwritable(out, error) from error
    click.echo(f"{len(written)} illustrative letters in {out}", err=True)
