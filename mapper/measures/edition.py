"""Everything that one build publishes, as the map, the pages and the downloads use it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mapper.councils.register import Register
from mapper.letters.illustration import Illustration
from mapper.measures.changes import Changes
from mapper.measures.contact import Contact
from mapper.measures.joined import JoinedYear
from mapper.measures.losses import Losses
from mapper.measures.opening import Period, opening
from mapper.measures.recipe import Recipe
from mapper.measures.together import Span, all_spans
from mapper.review.reading import CouncilYear, Origin
from mapper.review.report import BuildReport

_ORIGINS: Mapping[Illustration | Origin | None, tuple[str, str]] = {
    None: (
        "annual letter of the Local Government and Social Care Ombudsman, © the Ombudsman",
        "annual letters of the Local Government and Social Care Ombudsman, © the Ombudsman",
    ),
    Origin.TABLES: (
        "row of the Local Government and Social Care Ombudsman’s data tables, © the Ombudsman",
        "rows of the Local Government and Social Care Ombudsman’s data tables, © the Ombudsman",
    ),
    Illustration.REDRAWN: (
        "letter with published figures on a redrawn page",
        "letters with published figures on redrawn pages",
    ),
    Illustration.INVENTED: (
        "letter with made-up figures",
        "letters with made-up figures",
    ),
}
_BOUNDARIES = (
    "Boundaries: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right 2019."
)


@dataclass(frozen=True)
class Edition:
    """The years of a build with its report.

    Parameters
    ----------
    years
        Newest first.
    report
        What became of every file.
    register
        The register of councils that the build used.
    base_url
        The address of the published site, if it is known.
    recipe
        What the build was made from besides its letters.
    changes
        What changed since the site that stood where this one is published.
    contact
        Where readers report errors, if the builder says so.
    losses
        What that site shows and this one does not.
    pdfs
        The file of each letter by the name that the report gives it.
    """

    years: tuple[JoinedYear, ...]
    report: BuildReport
    register: Register
    base_url: str | None = None
    recipe: Recipe = field(default_factory=Recipe)
    changes: Changes = field(default_factory=Changes)
    contact: Contact | None = None
    losses: Losses = field(default_factory=Losses)
    pdfs: Mapping[str, Path | bytes] = field(default_factory=dict)

    @property
    def illustrative(self) -> bool:
        """Whether any figure shown comes from an illustrative letter."""
        return self.report.illustrative

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Years put together, shortest first; none where only one year can be compared."""
        return all_spans(self.years, self.register)

    @cached_property
    def opening(self) -> Period:
        """The year, or the years together, that the site opens with."""
        return opening(self.years, self.spans)

    @property
    def periods(self) -> tuple[Period, ...]:
        """All that a reader can look at: the years, newest first, then years together, shortest first."""
        return (*self.years, *self.spans)

    @property
    def council_years(self) -> tuple[CouncilYear, ...]:
        """Every council in every year, newest year first; within a year, councils that had ended come last."""
        return tuple(year for joined in self.years for year in (*joined.councils, *joined.residual))

    @property
    def redrawn(self) -> tuple[CouncilYear, ...]:
        """The council years whose letter has published figures on a redrawn page."""
        return tuple(
            year
            for year in self.council_years
            if year.letter is not None and year.letter.illustration is Illustration.REDRAWN
        )

    @property
    def real(self) -> tuple[CouncilYear, ...]:
        """The council years with a real letter."""
        return tuple(
            year for year in self.council_years if year.letter is not None and origin_of(year) is None
        )

    @property
    def tabled(self) -> tuple[CouncilYear, ...]:
        """The council years without a letter whose figures come from data tables."""
        return tuple(year for year in self.council_years if origin_of(year) is Origin.TABLES)


def has_illustrative(period: Period) -> bool:
    """Whether any figure of a year, or of years together, comes from an illustrative letter."""
    years = period.years if isinstance(period, Span) else (period,)
    letters = (one.letter for joined in years for one in (*joined.councils, *joined.residual))
    return any(letter is not None and letter.illustration is not None for letter in letters)


def origin_of(year: CouncilYear) -> Illustration | Origin | None:
    """Where a year's figures come from if not from a real letter: the kind of illustrative letter, or data tables."""
    if year.letter is None:
        return None
    return Origin.TABLES if year.letter.origin is Origin.TABLES else year.letter.illustration


def source(*years: JoinedYear) -> str:
    """The sources of the figures and boundaries of one or more years, in sentences, to print beside a map of them."""
    councils = [council for joined in years for council in joined.councils if council.usable]
    counts = Counter(map(origin_of, councils))
    parts = [
        f"{counts[origin]:,} {one if counts[origin] == 1 else many}"
        for origin, (one, many) in _ORIGINS.items()
        if counts[origin]
    ]
    filled = sum(bool(one.usable.tabled) for one in councils if one.usable and origin_of(one) is None)
    further = (
        f". What {filled:,} of the letters do not state is from the Ombudsman’s data tables" if filled else ""
    )
    nothing = f"no letter has been added for {'this year' if len(years) == 1 else 'these years'}"
    known = [joined.residents for joined in years if joined.residents is not None]
    residents = "".join(dict.fromkeys(f" Residents: {one.source}, mid-{one.mid_year}." for one in known))
    return f"Figures: {' and '.join(parts) or nothing}{further}.{residents} {_BOUNDARIES}"
