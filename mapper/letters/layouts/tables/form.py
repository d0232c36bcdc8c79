"""A form of letter with tables."""

from dataclasses import dataclass

from mapper.letters.layouts.tables.table import Table


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
    tables
        The tables they print.
    own_words
        Groups of words, in normal form, that no other form has. All words of one group are enough.
    usual
        Statistics that a letter may lack, though letters of this form are known to have them.
    """

    name: str
    form: str
    years: tuple[int, ...]
    tables: tuple[Table, ...]
    own_words: tuple[tuple[str, ...], ...]
    usual: frozenset[str] = frozenset()
