"""Corrections that corrected nothing: their letter is not here, or they are wrong."""

from collections.abc import Sequence

from mapper.errors import CorrectionProblem
from mapper.review.corrections import Correction
from mapper.review.reading import Reading


def corrections_without_letter(
    corrections: Sequence[Correction], letters: Sequence[Reading]
) -> tuple[Correction, ...]:
    """The corrections whose letter is not among the letters.

    One file of corrections may serve several folders, so these are no mistake. Raises CorrectionProblem for any
    other line that corrected nothing: its letter is here and prints something else, or another file has its name.
    """
    absent = []
    for line in corrections:
        same = [letter for letter in letters if letter.sha256 == line.letter_sha256]
        if any(line in letter.corrections.values() for letter in same):
            continue
        if same:
            raise CorrectionProblem(_fits_nothing(line, same))
        if any(letter.file == line.letter_name for letter in letters):
            raise CorrectionProblem(
                f"{line.where}: {line.letter_name} is not the file that was corrected. Expected "
                f"the SHA-256 {line.letter_sha256}. Look at the new letter, then mend or remove the line."
            )
        absent.append(line)
    return tuple(absent)


def _fits_nothing(line: Correction, letters: Sequence[Reading]) -> str:
    found = [figure for letter in letters if (figure := letter.figure(line.statistic)) is not None]
    there = " and ".join(f"“{figure.printed}” on page {figure.page}" for figure in found) or "nothing"
    return (
        f"{line.where}: {letters[0].file} does not print {line.statistic} as “{line.printed}” on "
        f"page {line.page}. Read there: {there}. Expected the figure as printed; mend or remove the line."
    )
