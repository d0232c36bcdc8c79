"""Words side by side, cut into rows."""

from collections.abc import Iterable

from mapper.letters.letter import Word


def rows_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Words cut into rows from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y_middle, word.x0)):
        if rows and word.is_beside(rows[-1][0]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]
