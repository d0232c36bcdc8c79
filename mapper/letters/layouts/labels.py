"""A printed label in the form in which labels are compared."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def normal_form(label: str) -> str:
    """A label without what varies in print: case, spaces, hyphens, apostrophes, stars, ligatures, "&"."""
    # Case folding also spells ligatures out.
    return "".join(letter for letter in label.casefold().replace("&", "and") if letter.isalpha())
