"""Why a build publishes nothing though it has read everything."""

from collections.abc import Sequence
from pathlib import Path

from mapper.errors import MapperError, NoLetters
from mapper.review.report import BuildReport


class Refused(MapperError):
    """What was read is not published; `report` says what became of it."""

    def __init__(self, report: BuildReport, message: str) -> None:
        self.report = report
        super().__init__(message)


class NotStrictlyOk(Refused):
    """With `--strict`, a letter is not `ok`."""

    def __init__(self, report: BuildReport) -> None:
        number = len(report.set_aside)
        super().__init__(
            report,
            f"{number} letter{'s are' if number != 1 else ' is'} not ok, and --strict was asked for: nothing "
            "was published. Put right what is listed above, or leave out --strict.",
        )


class NothingToPublish(Refused, NoLetters):
    """None of the letters found can be shown."""


class TooManyLosses(Refused):
    """More than a few councils would lose figures that the site before shows."""


def require_publishable(
    report: BuildReport, *, strict: bool, years: Sequence[int], letters: Sequence[Path]
) -> None:
    """Raise NotStrictlyOk or NothingToPublish if there is nothing to publish of the folders of letters."""
    if strict and report.set_aside:
        raise NotStrictlyOk(report)
    if not report.councils_without_letter:
        asked = f" of the years asked for ({', '.join(map(str, years))})" if years else ""
        where = ", ".join(map(str, letters))
        raise NothingToPublish(
            report,
            f"Nothing to publish: {where} holds {len(report.letters)} PDFs, and no letter{asked} among them could "
            "be read and matched to a council. Put annual letters there (the README names the years that can be "
            "read), or try --sample for a site of illustrative letters.",
        )
