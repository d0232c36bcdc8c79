"""Letters for the year ending 2025: three blocks, and sentences on how complaints were dealt with.

Nothing is known of the letters for 2026 (`unseen_years` in the review). One in these words is read as well.
"""

from mapper.letters.layouts.blocks.form import Form
from mapper.letters.layouts.blocks.wording import VOLUME_WORDS

FORM = Form(
    "blocks-2025",
    "three blocks and volumes",
    years=(2025, 2026),
    per_100k_from=2025,
    volumes=True,
    own_words=VOLUME_WORDS,
)
