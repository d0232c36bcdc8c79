"""Letters for the year ending 2025: three blocks, and sentences on how complaints were dealt with."""

from mapper.letters.layouts.blocks import Form, layout_of

FORM = Form("blocks-2025", "three blocks and volumes", years=(2025,), per_100k_from=2025, volumes=True)
LAYOUT = layout_of(FORM)
