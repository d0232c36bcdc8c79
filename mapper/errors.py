"""The errors that this project raises. A message says what is wrong, where, what was expected and what to do."""


class MapperError(Exception):
    """An error that the user can act on; the command prints its message and exits with code 1."""


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
        # Worker processes pickle their exceptions, and by default pickling keeps `args` only.
        return (UnreadableLetter, (self.code, str(self)))


class UnreadableTable(MapperError):
    """A file cannot be read as a data table.

    `code` is one of the stable problem codes of the build report, such as `no-header`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class RegisterProblem(MapperError):
    """The register of councils, or a list of names that belongs to it, is inconsistent."""


class CorrectionProblem(MapperError):
    """A line of corrections.csv cannot be read, or matches no figure of its letter."""


class BoundaryProblem(MapperError):
    """The polygons of a day cannot be derived, or do not match the register of that day."""


class PopulationProblem(MapperError):
    """A file of residents cannot be used."""


class NotASite(MapperError):
    """The output folder has content that this program did not write, so it is not replaced."""


class AddressProblem(MapperError):
    """A file of addresses, or an address that was given, cannot be used."""


class SourceProblem(MapperError):
    """A site that others keep cannot be asked any further: it is not reached, or does not wish it."""
