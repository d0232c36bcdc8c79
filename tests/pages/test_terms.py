"""One term for one thing: what readers see has none of the words that letters, builders or programs use for it."""

import html
import json
import re
from pathlib import Path

import pytest

# "carried out", "put right before", "we are checking" and "made up" stand for all of these.
_OTHERS = re.compile(
    r"\b(compl(y|ied|iance)|remed(y|ied|ies)|held back|illustrat\w+|invented)\b", re.IGNORECASE
)
_PAGES = (
    "index.html",
    "embed.html",
    "404.html",
    "councils/index.html",
    "councils/dartford-borough-council/index.html",
    "councils/kent-county-council/index.html",
    "compare/index.html",
    "england/index.html",
    "about/index.html",
    "data/index.html",
    "changes/index.html",
    "letters/2019/dartford-borough-council/index.html",
)


@pytest.mark.parametrize("page", _PAGES)
def test_readers_meet_one_term_for_one_thing(illustrative_site: Path, page: str) -> None:
    content = (illustrative_site / page).read_text(encoding="utf-8")
    # Names of columns, files and values are code; what stands in quotation marks is quoted from letters.
    plain = re.sub(
        r"<(script|style|code)\b.*?</\1>|“[^”]*”|\binvented: MADE UP", "", content, flags=re.DOTALL
    )
    texts = re.findall(r'(?:alt|title|aria-label|content)="([^"]*)"', plain) + re.split(r"<[^>]*>", plain)
    assert [html.unescape(text).strip() for text in texts if _OTHERS.search(text)] == []


def test_the_map_has_the_same_terms(illustrative_site: Path) -> None:
    for name in ("choices", "rest-choices", "figures-2019", "rest-2019"):
        script = (illustrative_site / f"assets/map/{name}.js").read_text(encoding="utf-8")
        texts = re.findall(r'"((?:[^"\\]|\\.)* (?:[^"\\]|\\.)*)"', script)
        assert texts, name
        assert [json.loads(f'"{text}"') for text in texts if _OTHERS.search(text)] == []
