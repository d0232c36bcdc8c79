"""Verifies a built site as it is on disk: its links, pages and data files, and that no letter or figure got lost.

Each problem is one line that names the file, what is wrong and what was expected. The check reads what a visitor
would get, not what the build had in memory.
"""

from pathlib import Path

from mapper.publishing import BUILD_REPORT
from mapper.publishing.check.changes import change_problems
from mapper.publishing.check.data import (
    archive_problems,
    council_file_problems,
    geojson_problems,
    package_problems,
)
from mapper.publishing.check.files import (
    letter_file_problems,
    list_problems,
    picture_problems,
    style_problems,
)
from mapper.publishing.check.links import link_problems
from mapper.publishing.check.pages import page_problems
from mapper.publishing.check.provenance import provenance_problems
from mapper.publishing.check.report import report_problems
from mapper.publishing.check.site import Site


def check(site: Path) -> list[str]:
    """Every problem of the site in a folder, sorted by file; an empty list if there is none."""
    if not (site / BUILD_REPORT).is_file():
        return [f"{BUILD_REPORT}: missing. Expected a folder built by regenerate-site."]
    found = Site.of(site)
    problems = [
        *page_problems(found),
        *link_problems(found),
        *style_problems(found),
        *picture_problems(found),
        *letter_file_problems(found),
        *list_problems(found),
        *package_problems(found),
        *geojson_problems(found),
        *archive_problems(found),
        *council_file_problems(found),
        *report_problems(found),
        *provenance_problems(found),
        *change_problems(found),
    ]
    return sorted(dict.fromkeys(problems))
