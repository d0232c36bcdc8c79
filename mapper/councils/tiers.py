"""The two tiers of local government, as maps show them."""

from collections.abc import Mapping
from typing import Literal

Tier = Literal["lower", "upper"]
TIERS: tuple[Tier, ...] = ("lower", "upper")
TIER_NAMES: Mapping[Tier, str] = {"lower": "districts and unitaries", "upper": "counties and unitaries"}
"""What a tier's councils are called in a sentence; unitaries are London and metropolitan boroughs too."""
