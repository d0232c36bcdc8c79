"""Everything that one build publishes, as the pages, the map and the data files take it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mapper.letters.illustration import Illustration
from mapper.measures.joined import JoinedYear
from mapper.review.reading import CouncilYear
from mapper.review.report import BuildReport

_ORIGINS: Mapping[Illustration | None, tuple[str, str]] = {
    None: (
        "annual letter of the Local Government and Social Care Ombudsman, © the Ombudsman",
        "annual letters of the Local Government and Social Care Ombudsman, © the Ombudsman",
    ),
    Illustration.REDRAWN: (
        "letter with published figures on a redrawn page",
        "letters with published figures on redrawn pages",
    ),
    Illustration.INVENTED: (
        "illustrative letter with invented figures",
        "illustrative letters with invented figures",
    ),
}
_BOUNDARIES = (
    "Boundaries: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right 2019."
)


@dataclass(frozen=True)
class Edition:
    """The years, newest first, with the report of the build.

    `base_url` is where the site will stand, if known; `pdfs` has each file of letters by the name that the report
    gives it, as its path or its content.
    """

    years: tuple[JoinedYear, ...]
    report: BuildReport
    base_url: str | None = None
    pdfs: Mapping[str, Path | bytes] = field(default_factory=dict)

    @property
    def illustrative(self) -> bool:
        """Whether any figure shown comes from an illustrative letter."""
        return self.report.illustrative

    @property
    def council_years(self) -> tuple[CouncilYear, ...]:
        """Every council in every year, newest year first, those that had ended by then last."""
        return tuple(year for joined in self.years for year in (*joined.councils, *joined.residual))

    @property
    def redrawn(self) -> tuple[CouncilYear, ...]:
        """The council years whose illustrative letter holds published figures."""
        return tuple(
            year
            for year in self.council_years
            if year.letter is not None and year.letter.illustration is Illustration.REDRAWN
        )

    @property
    def real(self) -> tuple[CouncilYear, ...]:
        """The council years whose letter is the real one."""
        return tuple(
            year
            for year in self.council_years
            if year.letter is not None and year.letter.illustration is None
        )


def source(joined: JoinedYear) -> str:
    """Whose figures and boundaries a picture of that year shows, in two sentences or three."""
    counts = Counter(year.letter.illustration for year in joined.councils if year.letter and year.usable)
    parts = [
        f"{counts[origin]:,} {one if counts[origin] == 1 else many}"
        for origin, (one, many) in _ORIGINS.items()
        if counts[origin]
    ]
    return f"Figures: {' and '.join(parts) or 'no letter has been added for this year'}. {_BOUNDARIES}"
