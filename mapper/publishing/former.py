"""What the site before has of what a new one is compared with."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mapper.downloads import changes as document
from mapper.downloads import feeds, figures
from mapper.measures.changes import Changes, Figures, Told, between
from mapper.measures.edition import Edition
from mapper.publishing import FIGURES


def compared(edition: Edition, site: Path) -> Edition:
    """The edition with what changed since the site in a folder.

    Where nothing changed, it is still what changed to that site, so that a build of the same letters gives the same
    site again. Nothing is compared where there is no site, or its list of figures cannot be read.
    """
    try:
        before, names = figures.known_in((site / FIGURES).read_text("utf-8"))
    except (OSError, ValueError):
        return edition
    after, councils = figures.known(edition)
    found = between(before, after, names | councils)
    if not found.changes:
        last = changes_of(site)
        found = replace(last if last is not None and last.lead_to(after) else found, repeated=True)
    else:
        found = replace(found, found=datetime.now(UTC).date(), earlier=_earlier(edition, before, site))
    return replace(edition, changes=found)


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
