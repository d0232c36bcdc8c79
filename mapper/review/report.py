"""The build report: every file found and what became of it, and every council without a letter."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mapper.councils.council import Council
from mapper.letters.illustration import Illustration
from mapper.letters.statistics import BY_KEY, Figure
from mapper.review.corrections import Correction
from mapper.review.reading import Reading, Status

ILLUSTRATIVE_NOTICE = "Illustrative figures: do not quote."
RESIDUAL = "residual"
"""The code, among what is said of a letter, for one about a council that had ended before the letter's year did."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Every letter in the order of its file name, and for each year's last day the councils without one.

    `corrections_without_letter` are the lines of corrections.csv whose letters were not in this build,
    `boundary_notes` sentences on a file of polygons that was given, and `letter_notes` sentences on the letters
    taken together.
    """

    letters: tuple[Reading, ...]
    councils_without_letter: Mapping[date, tuple[Council, ...]]
    corrections_without_letter: tuple[Correction, ...] = ()
    boundary_notes: tuple[str, ...] = ()
    letter_notes: tuple[str, ...] = ()

    def with_status(self, status: Status) -> tuple[Reading, ...]:
        """The letters of that status, in the report's order."""
        return tuple(letter for letter in self.letters if letter.status is status)

    @property
    def set_aside(self) -> tuple[Reading, ...]:
        """The letters whose figures are not shown: those in review, then those rejected."""
        return self.with_status(Status.REVIEW) + self.with_status(Status.REJECTED)

    @property
    def residual(self) -> tuple[Reading, ...]:
        """The letters about councils that had ended before the letter's year did."""
        return tuple(letter for letter in self.letters if letter.former)

    @property
    def illustrative(self) -> bool:
        """Whether any letter is illustrative."""
        return any(letter.illustration is not None for letter in self.letters)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known of the build besides; nothing here is wrong with a letter."""
        return (*map(printable, self.boundary_notes), *self.letter_notes)

    @property
    def counts(self) -> dict[str, int]:
        """The report in numbers, in the order in which a reader asks for them."""
        return {
            "letters": len(self.letters),
            **{status.value: len(self.with_status(status)) for status in Status},
            "illustrative": sum(letter.illustration is not None for letter in self.letters),
            "residual": len(self.residual),
            "figures": sum(len(letter.figures or {}) for letter in self.letters),
            "corrected": sum(len(letter.corrections) for letter in self.letters),
            "councils_without_letter": sum(map(len, self.councils_without_letter.values())),
        }

    def to_json(self) -> bytes:
        """`data/build-report.json`."""
        document: dict[str, object] = {
            "letters": [letter_object(letter) for letter in self.letters],
            "councils_without_letter": {
                str(day.year): [{"gss_code": c.gss_code, "council": c.name} for c in councils]
                for day, councils in sorted(self.councils_without_letter.items())
            },
            "counts": self.counts,
            "notes": list(self.notes),
        }
        if self.illustrative:
            document = {"notice": ILLUSTRATIVE_NOTICE, **document}
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def letter_object(letter: Reading) -> dict[str, object]:
    """A letter as `mapper parse` prints it."""
    figures: Sequence[Figure] = list((letter.figures or {}).values())
    return {
        "file": letter.file,
        "sha256": letter.sha256,
        "status": letter.status.value,
        "authority_name": letter.authority_name,
        "gss_code": None if letter.council is None else letter.council.gss_code,
        "period_end": None if letter.period_end is None else letter.period_end.isoformat(),
        "layout": letter.layout,
        "statistics": {figure.statistic: figure.value for figure in figures},
        "problems": [{"code": p.code, "message": p.message} for p in letter.problems] + _notices(letter),
    }


def _notices(letter: Reading) -> list[dict[str, str]]:
    """What is not wrong with a letter but must not be overlooked."""
    notices = {
        Illustration.INVENTED: "This letter is illustrative: its figures are invented.",
        Illustration.REDRAWN: "This letter is illustrative: its figures are published ones, its page is redrawn.",
    }
    found = []
    if letter.illustration is not None:
        found.append({"code": "illustrative", "message": notices[letter.illustration]})
    if letter.former is not None:
        found.append(
            {
                "code": RESIDUAL,
                "message": f"{_ended(letter.former)}: the letter is about the time before. Its "
                "figures are on the council's page and in figures.csv, on no map and in no comparison.",
            }
        )
    found += [{"code": "corrected", "message": _correction(line)} for line in corrections_of(letter)]
    if letter.active_content:
        found.append(
            {
                "code": "active-content",
                "message": "The PDF carries, or may carry, a script, an action or an embedded file; its figures "
                "were read, the PDF itself is not published.",
            }
        )
    return found


def corrections_of(letter: Reading) -> tuple[Correction, ...]:
    """The corrections of a letter, each once: a sum that follows its part is listed under the part's line."""
    return tuple(dict.fromkeys(letter.corrections.values()))


def _correction(line: Correction) -> str:
    return (
        f"{BY_KEY[line.statistic].title}: page {line.page} prints “{line.printed}”, corrected to {line.corrected}: "
        f"{line.reason} ({line.who}, {line.date.isoformat()}; {line.evidence})"
    )


def summary_lines(report: BuildReport) -> list[str]:
    """The report for a terminal: the counts, one line a letter that is not shown, the councils without one, notes."""
    counts = report.counts
    lines = [
        f"{counts['letters']} letters: {counts['ok']} ok, {counts['review']} in review, "
        f"{counts['rejected']} rejected; {counts['figures']} figures read."
    ]
    if counts["illustrative"]:
        lines.append(
            f"{counts['illustrative']} of them are illustrative: their figures are not to be quoted."
        )
    if counts["corrected"]:
        lines.append(
            f"{counts['figures']} figures, {counts['corrected']} of them not as printed, but corrected."
        )
    lines += [_line(letter) for letter in report.set_aside]
    lines += [
        f"{RESIDUAL:<8}  {letter.file}: {_ended(letter.former)}; its figures are on its page and on no map."
        for letter in report.residual
        if letter.former is not None and letter.status is Status.OK
    ]
    lines += [
        f"{line.where}: no letter here is {printable(line.letter_name)}; nothing to correct."
        for line in report.corrections_without_letter
    ]
    for day, councils in sorted(report.councils_without_letter.items()):
        if councils:
            names = ", ".join(council.short_name for council in councils[:5])
            more = f" and {len(councils) - 5} more" if len(councils) > 5 else ""
            lines.append(
                f"No letter for the year to {day.day} March {day.year}: {len(councils)} ({names}{more})."
            )
    return [*lines, *report.notes]


def _ended(council: Council) -> str:
    return f"{council.name} ended on {council.last_day}"


def printable(name: str) -> str:
    """A name or sentence with its control characters and undecodable bytes spelt out, safe in any report."""
    decoded = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in decoded)


def _line(letter: Reading) -> str:
    reasons = "; ".join(f"{problem.code}: {problem.message}" for problem in letter.problems)
    return f"{letter.status.value:<8}  {letter.file}: {printable(' '.join(reasons.split()))}"
