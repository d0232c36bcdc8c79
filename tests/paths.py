"""Where the tests find what they read."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The checkout."""

EXAMPLES = ROOT / "tests" / "examples"
"""Example letters: a folder a layout, then a folder a letter."""
