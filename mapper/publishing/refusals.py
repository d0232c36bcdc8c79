"""Why a build publishes nothing, with the report that says it of each letter."""

from mapper.errors import MapperError, NoLetters
from mapper.review.report import BuildReport


class NotStrictlyOk(MapperError):
    """With `--strict`, a letter is not `ok`; `report` says which."""

    def __init__(self, report: BuildReport) -> None:
        self.report = report
        number = len(report.set_aside)
        super().__init__(
            f"{number} letter{'s are' if number != 1 else ' is'} not ok, and --strict was asked for: nothing "
            "was published. Put right what is listed above, or leave out --strict."
        )


class NothingToPublish(NoLetters):
    """None of the letters found can be shown; `report` says why."""

    def __init__(self, report: BuildReport, message: str) -> None:
        self.report = report
        super().__init__(message)
