"""Letters for the years ending 2020 to 2024: three blocks; in 2024, and perhaps 2023, with cases per 100,000."""

from mapper.letters.layouts.blocks.form import Form

FORM = Form("blocks-2020", "three blocks", years=(2020, 2021, 2022, 2023, 2024), per_100k_from=2024)
