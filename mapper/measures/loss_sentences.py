"""What a site loses, in words for the terminal: every loss with its reason."""

from collections.abc import Iterator
from datetime import date

from mapper.measures.losses import Loss, Losses
from mapper.review.reading import Reading, Status
from mapper.review.report import BuildReport
from mapper.words import counted, day_in_words, listed

_LISTED = 40


def lines(losses: Losses, report: BuildReport) -> Iterator[str]:
    """A line for each year that is lost, and for each council's year that loses figures, up to a limit."""
    for day in losses.years:
        yield f"lost      every real figure of the year to {_in_words(day)}."
    letters = {_key(letter): letter for letter in sorted(report.letters, key=_worth) if letter.council}
    for loss in losses.lost[:_LISTED]:
        reason = _reason(letters.get((loss.gss_code, loss.period_end)))
        yield f"lost      {loss.council}, year to {_in_words(loss.period_end)}: {_figures(loss)} ({reason})"
    if len(losses.lost) > _LISTED:
        yield f"lost      and {len(losses.lost) - _LISTED:,} more."


def refusal(losses: Losses, report: BuildReport) -> str:
    """Why a site that loses too much is not published, with the list."""
    whole = [f"the year to {_in_words(day)} loses all" for day in losses.years]
    number = f"{losses.councils:,} of {counted(losses.of, 'council', 'councils')}"
    verb = "loses" if losses.councils == 1 else "lose"
    return "\n".join(
        (
            f"{listed([f'{number} {verb} figures that the site before shows', *whole])}. Nothing was published. "
            f"Expected at most {losses.few:,} of these councils to lose figures, and no year to lose all. Look for a "
            "file that contradicts others, a folder or an option that was left out, time limits, or a changed "
            "register; or publish all the same with --accept-losses, which judges every letter anew.",
            *lines(losses, report),
        )
    )


def _key(letter: Reading) -> tuple[str, str]:
    return "" if letter.council is None else letter.council.gss_code, str(letter.period_end)


def _worth(letter: Reading) -> int:
    """Real letters last, and of these the best: the last of a council and year is the one that is named."""
    return -list(Status).index(letter.status) - 10 * (letter.illustration is not None)


def _reason(letter: Reading | None) -> str:
    if letter is None or letter.illustration is not None:
        return "no letter was found"
    if letter.status is Status.OK:
        return f"{letter.file} does not state them"
    return f"{letter.file} is {'in review' if letter.status is Status.REVIEW else letter.status.value}"


def _figures(loss: Loss) -> str:
    return counted(loss.figures, "figure", "figures")


def _in_words(day: str) -> str:
    return day_in_words(date.fromisoformat(day))
