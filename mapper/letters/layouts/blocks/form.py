"""A form of letter with blocks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """What the letters of some years print.

    Parameters
    ----------
    name
        The layout's name, as in every file that names it.
    form
        What the letters look like, in words for readers.
    years
        The years ending 31 March whose letters have this form.
    per_100k_from
        The first year whose letters must print cases per 100,000 residents.
    volumes
        Whether they must print how many complaints were dealt with, and how.
    own_words
        Words, in lower case, of which no other form has all. A form without any is that of all other letters.
    """

    name: str
    form: str
    years: tuple[int, ...]
    per_100k_from: int
    volumes: bool = False
    own_words: frozenset[str] = frozenset()
