"""The errors this project raises; each message says what, where, what was expected and what to do."""


class MapperError(Exception):
    """Something the user can act on; the command prints the message and ends with exit code 1."""


class NoLetters(MapperError):
    """There is nothing to publish."""


class UnreadableLetter(MapperError):
    """A PDF cannot be read as a letter.

    `code` is one of the stable problem codes of the build report, such as `encrypted`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type["UnreadableLetter"], tuple[str, str]]:
        # Exceptions cross from a worker process by pickling, which by default passes `args` only.
        return (UnreadableLetter, (self.code, str(self)))


class RegisterProblem(MapperError):
    """The register of councils, or a name list beside it, contradicts itself."""


class CorrectionProblem(MapperError):
    """A line of corrections.csv cannot be understood, or fits no figure of its letter."""


class BoundaryProblem(MapperError):
    """The polygons of a day cannot be made, or do not fit the register of that day."""


class NotASite(MapperError):
    """The output folder holds something that this program did not make, so it is not replaced."""
