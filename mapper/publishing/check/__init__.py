"""Verifies a built site as it stands on disk: its links, pages and data files, and that nothing got lost.

Each problem is one line that names the file, what is wrong and what was expected. Nothing here knows how the
site was made; it reads what a visitor would get.
"""

from pathlib import Path

from mapper.publishing.check.data import geojson_problems, package_problems
from mapper.publishing.check.pages import (
    letter_file_problems,
    page_problems,
    picture_problems,
    style_problems,
)
from mapper.publishing.check.report import report_problems
from mapper.publishing.check.site import REPORT, Site


def check(site: Path) -> list[str]:
    """Every problem of the site, sorted by file; none if it is as it should be."""
    if not (site / REPORT).is_file():
        return [f"{REPORT}: not there. Expected a folder that regenerate-site has built."]
    found = Site.of(site)
    problems = [
        *page_problems(found),
        *style_problems(found),
        *picture_problems(found),
        *letter_file_problems(found),
        *package_problems(found),
        *geojson_problems(found),
        *report_problems(found),
    ]
    return sorted(dict.fromkeys(problems))
