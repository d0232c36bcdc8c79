"""The page of downloads: every file, what columns mean, how to cite, and the same for search engines."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from mapper.downloads.catalogue import downloads
from mapper.letters.illustration import Illustration
from mapper.measures.edition import Edition
from mapper.review.report import ILLUSTRATIVE_NOTICE
from tests.editions import HARTLEPOOL, edition, kent_and_tees
from tests.pages.rendered import earlier, only, page, said
from tests.readings import reading, year

PATH = "data/index.html"


def described(made: Edition) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(made, PATH), re.DOTALL)
    assert found is not None
    document: dict[str, Any] = json.loads(found[1])
    return document


def test_every_file_is_offered_but_for_those_of_single_councils_of_which_one_stands_for_all() -> None:
    made = edition(year(reading()), earlier(reading()))
    linked = set(re.findall(r'href="\.\./(data/[^"]+)"', page(made, PATH))) - {PATH}
    files = {file.path for file in downloads(made)}
    assert linked == files
    more = edition(year(reading()), year(None, HARTLEPOOL))
    assert "data/councils/E06000001.json" not in page(more, PATH)


def test_a_year_says_for_how_many_councils_it_has_figures() -> None:
    assert "2018–19 1 of 2 " in said(edition(year(reading()), year(None, HARTLEPOOL)), PATH)


@pytest.mark.parametrize(
    ("illustration", "words"),
    [
        (None, "real"),
        (Illustration.INVENTED, "made up"),
        (Illustration.REDRAWN, "published, from redrawn pages"),
    ],
)
def test_what_the_figures_of_a_year_are_is_said(illustration: Illustration | None, words: str) -> None:
    html = page(only(reading(illustration=illustration)), PATH)
    (row,) = re.findall(r"<tr><th scope=\"row\">2018–19</th>.*?</tr>", html)
    assert row.endswith(f"<td>{words}</td></tr>")
    assert '<td class="num">1 of 1</td>' in row


def test_a_year_without_figures_says_so() -> None:
    (row,) = re.findall(r"<tr><th scope=\"row\">2018–19</th>.*?</tr>", page(only(None), PATH))
    assert "0 of 1" in row and row.endswith("<td>none shown</td></tr>")


def test_columns_are_explained_by_the_row_of_a_real_council() -> None:
    text = said(only(reading()), PATH)
    assert "with the values of Dartford, 2018–19." in text
    assert "decided_upheld Upheld (count), as the letter states it 1 " in text
    assert (
        "upheld_per_100k Upheld per 100,000 residents (per 100,000 residents), as the letter states it empty"
        in text
    )
    assert "(made up)" in said(only(reading(illustration=Illustration.INVENTED)), PATH)


def test_only_a_real_letter_is_given_as_an_example_to_cite() -> None:
    real = "annual letter to Dartford Borough Council, year to 31 March 2019, page 4."
    assert real in said(only(reading()), PATH)
    for mark in Illustration:
        text = said(only(reading(illustration=mark)), PATH)
        assert real not in text and "annual letter to [council]" in text
    known = replace(only(reading()), base_url="https://example.org/x/")
    assert "2018–19. https://example.org/x/" in said(known, PATH)


def test_search_engines_are_told_of_the_whole_by_absolute_addresses_where_the_site_is_known_to_stand() -> (
    None
):
    found = described(replace(only(reading()), base_url="https://example.org/x"))
    assert (found["@type"], found["url"]) == ("Dataset", "https://example.org/x/data/index.html")
    assert found["temporalCoverage"] == ["2018-04-01/2019-03-31"]
    files = {one["contentUrl"].removeprefix("https://example.org/x/"): one for one in found["distribution"]}
    assert set(files) == {"data/figures.csv", "data/comparisons.csv", "data/all.xlsx", "data/all.zip"}
    assert files["data/all.zip"]["encodingFormat"] == "application/zip"
    assert described(only(reading()))["distribution"][0]["contentUrl"] == "../data/figures.csv"


def test_search_engines_are_told_what_is_invented() -> None:
    for real in (True, False):
        found = described(kent_and_tees(real=real))
        for part in ("name", "description"):
            assert (ILLUSTRATIVE_NOTICE in found[part]) is not real


def test_nothing_in_the_description_can_end_its_element() -> None:
    made = replace(only(reading()), base_url="https://example.org/</script><b>&")
    assert described(made)["url"].startswith("https://example.org/</script><b>&")
