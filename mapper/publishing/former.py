"""What the site before has of what a new one is compared with."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mapper.downloads import changes as document
from mapper.downloads import feeds, figures
from mapper.downloads.provenance import PATH
from mapper.measures.changes import Changes, Figures, Told, between
from mapper.measures.edition import Edition
from mapper.measures.losses import losses
from mapper.publishing import FIGURES
from mapper.review.reading import Origin, Status
from mapper.review.standing import Standing


def compared(edition: Edition, site: Path) -> Edition:
    """The edition with what changed since the site in a folder, and what is lost of it.

    Where nothing changed, it is still what changed to that site, so that a build of the same letters gives the same
    site again. Nothing is compared where there is no site, or its list of figures cannot be read.
    """
    try:
        before, names = figures.known_in((site / FIGURES).read_text("utf-8"))
    except (OSError, ValueError):
        return edition
    after, councils = figures.known(edition)
    councils = names | councils
    found = between(before, after, councils)
    if not found.changes:
        last = changes_of(site)
        found = replace(last if last is not None and last.lead_to(after) else found, repeated=True)
    else:
        found = replace(found, found=datetime.now(UTC).date(), earlier=_earlier(edition, before, site))
    return replace(edition, changes=found, losses=losses(before, after, councils))


def stood(site: Path) -> frozenset[Standing]:
    """The letters that the site in a folder shows; none where there is no site, or it does not record them.

    Those are among them that it would show if nothing but other files spoke against them.
    """
    try:
        found = json.loads((site / PATH).read_bytes())["readings"]
        return frozenset(map(_standing, filter(_is_shown, found)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


def _is_shown(reading: Mapping[str, Any]) -> bool:
    is_ok = reading["status"] == Status.OK or "stood" in reading
    return is_ok and reading["origin"] == Origin.LETTER


def _standing(reading: Mapping[str, Any]) -> Standing:
    return Standing(str(reading["sha256"]), str(reading["gss_code"]), str(reading["period_end"]))


def _earlier(edition: Edition, before: Figures, site: Path) -> tuple[Told, ...]:
    """What the feeds of the site told, as far as the feeds of the new one still do."""
    last = changes_of(site)
    if last is None or not last.lead_to(before):
        return () if last is None else last.earlier
    return feeds.earlier(edition, last, before, illustrative=_is_illustrative(site))


def _is_illustrative(site: Path) -> bool:
    """Whether the list of changes of the site says that figures are made up; True where it cannot be read."""
    try:
        return "notice" in json.loads((site / document.PATH).read_bytes())
    except (OSError, ValueError, TypeError):
        return True


def changes_of(site: Path) -> Changes | None:
    """What changed to the site in a folder; None if it does not say so, or not in a form that can be read."""
    try:
        return document.read(json.loads((site / document.PATH).read_bytes()))
    except (OSError, ValueError):
        return None
