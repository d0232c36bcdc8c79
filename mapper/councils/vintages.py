"""Vintages: the days on which the councils of a tier have one set of GSS codes."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from mapper.councils.council import Council
from mapper.councils.register import Register
from mapper.councils.tiers import TIERS, Tier


@dataclass(frozen=True, slots=True)
class Vintage:
    """A tier's councils of some days, by their codes, and how many codes of a file are not theirs or are missing."""

    tier: Tier
    first_day: date
    last_day: date
    councils: Mapping[str, Council]
    distance: int


def nearest(codes: Set[str], register: Register) -> Vintage:
    """The vintage whose codes are most like these; of two as near, the older one, and the lower tier first."""
    every = (_vintage(day, tier, codes, register) for day in register.changes for tier in TIERS)
    return min(every, key=lambda vintage: vintage.distance)


def _vintage(first_day: date, tier: Tier, codes: Set[str], register: Register) -> Vintage:
    councils = {council.gss_code: council for council in register.on(first_day) if council.belongs_to(tier)}
    later = [day for day in register.changes if day > first_day]
    last_day = later[0] - timedelta(days=1) if later else register.known.last_day
    return Vintage(tier, first_day, last_day, councils, len(codes ^ councils.keys()))
