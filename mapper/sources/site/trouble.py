"""What could not be had, and why."""

from enum import Enum


class Kind(Enum):
    """What a failure says of the next request: nothing, that the place is empty, or that the site is unwell."""

    HERE = "here"
    GONE = "gone"
    SITE = "site"


class Unobtainable(Exception):
    """One address did not give what it should; the message is a clause without address and full stop.

    `again` says whether to ask once more may help, and `wait` how many seconds the site wants until then; `status` is
    that of an answer which says that nothing is there.
    """

    def __init__(
        self,
        message: str,
        kind: Kind = Kind.HERE,
        *,
        again: bool = False,
        wait: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.again = again
        self.wait = wait
        self.status = status
