"""The two tiers of local government, as maps show them.

Terms:

- *single-tier council*: one that does the work of both tiers: metropolitan boroughs, London boroughs and unitary
  councils.
- *lower tier*: the districts and the single-tier councils.
- *upper tier*: the counties and the single-tier councils.
"""

from collections.abc import Mapping
from typing import Literal

Tier = Literal["lower", "upper"]
TIERS: tuple[Tier, ...] = ("lower", "upper")
TIER_NAMES: Mapping[Tier, str] = {"lower": "districts and unitaries", "upper": "counties and unitaries"}
"""What a tier's councils are called in a sentence; "unitaries" stands for all single-tier councils."""
