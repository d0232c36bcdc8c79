"""Whether what the site says of changes ends with its own figures."""

from collections.abc import Iterator

from mapper.downloads import changes as document
from mapper.downloads.figures import known_in
from mapper.publishing import FIGURES
from mapper.publishing.check.site import Site, text_of

_MOST = 5


def change_problems(site: Site) -> Iterator[str]:
    """A list of changes that is missing or malformed, lacks the notice, or ends with other figures than the site's."""
    found = site.documents.get(document.PATH)
    changes = document.read(found)
    if changes is None or not isinstance(found, dict):
        yield f"{document.PATH}: missing, or not in its form. Expected compared, counts and changes."
        return
    if site.notice and found.get("notice") != site.notice:
        yield f"{document.PATH}: has no notice. Expected {site.notice!r}, as in the build report."
    if found.get("counts") != {kind.value: number for kind, number in changes.counts.items()}:
        yield f"{document.PATH}: counts {found.get('counts')}. Expected the numbers of the changes listed."
    try:
        figures, _ = known_in(text_of(site.root / FIGURES))
    except (OSError, ValueError):
        return  # what is wrong with the table is said where the data files are checked
    wrong = [change.key for change in changes.changes if change.after != figures.get(change.key, ())]
    for key in wrong[:_MOST]:
        of = f"{key.statistic} of {key.gss_code} to {key.period_end}"
        yield f"{document.PATH}: {of} ends otherwise than {FIGURES}. Expected the figure of this site."
    if len(wrong) > _MOST:
        yield f"{document.PATH}: {len(wrong) - _MOST} more end otherwise than {FIGURES}. Expected this site's figures."
