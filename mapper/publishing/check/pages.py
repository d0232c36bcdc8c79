"""Whether each page is well formed and its Content-Security-Policy is tight."""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from mapper.publishing.check.markup import Page
from mapper.publishing.check.site import Site

_OWN_SOURCES = frozenset(("'none'", "'self'", "file:", "data:", "blob:"))


_WITHOUT_FIGURES = ("404.html", "how-not-to-use/", "records/")
"""Pages that have no figures of letters, so that none there can be illustrative."""


def page_problems(site: Site) -> Iterator[str]:
    """What is wrong with the elements, the structure and the policy of each page."""
    for name, page in site.pages.items():
        notice = None if name.startswith(_WITHOUT_FIGURES) else site.notice_of(name)
        faults = (*page.faults, *_structure_faults(page, notice), *_policy_faults(page))
        for fault in (*faults, *_data_faults(page, site.notice)):
            yield f"{name}: {fault}."


def _data_faults(page: Page, notice: str | None) -> Iterator[str]:
    """Descriptions for search engines that are not JSON, or do not say that figures are invented."""
    for text in page.data:
        try:
            described = json.loads(text)
        except ValueError:
            yield f"the data {text[:40]!r} is not JSON. Expected JSON-LD"
            continue
        if notice and notice not in str(described.get("description")):
            yield f"the notice {notice!r} is not in the description of its data. Expected it there"


def _structure_faults(page: Page, notice: str | None) -> Iterator[str]:
    if not page.lang:
        yield "<html> has no lang. Expected the language of the page"
    if not page.title.strip():
        yield "there is no title. Expected one that names the page"
    if page.mains != 1:
        yield f"{page.mains} <main> landmarks. Expected one"
    if page.headings.count(1) != 1:
        yield f"{page.headings.count(1)} <h1>. Expected one"
    for before, after in zip([0, *page.headings], page.headings, strict=False):
        if after > before + 1:
            yield f"an <h{after}> follows an <h{before}>. Expected headings to go down one step at a time"
    for twice in sorted(name for name, times in Counter(page.ids).items() if times > 1):
        yield f"the id {twice!r} occurs more than once. Expected unique ids"
    if notice and notice not in " ".join("".join(page.text).split()):
        yield f"the notice {notice!r} is missing. Expected it on every page with illustrative figures"


def _policy_faults(page: Page) -> Iterator[str]:
    """The policy must allow only the site's own files, and the styles in the page by their hashes."""
    directives = [directive.split() for directive in page.policy.split(";") if directive.strip()]
    if ["default-src", "'none'"] not in directives:
        yield "no Content-Security-Policy that denies everything by default. Expected default-src 'none'"
    hashes = {source for _, *sources in directives for source in sources if source.startswith("'sha256-")}
    others = sorted({source for _, *sources in directives for source in sources} - hashes - _OWN_SOURCES)
    if others:
        yield f"the Content-Security-Policy allows {', '.join(others)}. Expected files of this site only"
    for style in page.styles:
        digest = b64encode(sha256(style.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in hashes:
            yield f"the style {style[:40]!r} is not in the Content-Security-Policy. Expected its hash {digest}"
