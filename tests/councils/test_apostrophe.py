"""King’s Lynn is spelt with one apostrophe everywhere, but in an address, where the search takes a plain one."""

from pathlib import Path

from mapper.councils.addresses import ombudsman_links
from mapper.councils.register_file import load_register
from mapper.map.choices import pattern_of

TEXTS = {".html", ".js", ".csv", ".geojson", ".json", ".svg"}
KINGS_LYNN = load_register().by_code("E07000146")


def test_the_register_has_the_apostrophe_of_print() -> None:
    councils = load_register().councils
    names = {name for c in councils for name in (c.name, c.short_name, c.official_name)}
    assert "King’s Lynn and West Norfolk" in names
    assert not [name for name in names if "'" in name]


def test_the_site_has_no_other_apostrophe(illustrative_site: Path) -> None:
    written = [path for path in illustrative_site.rglob("*") if path.suffix in TEXTS]
    texts = {path: path.read_text("utf-8") for path in written}
    assert {path.suffix for path, text in texts.items() if "King’s Lynn" in text} == TEXTS
    assert not [path for path, text in texts.items() if "King's" in text or "King&#" in text]


def test_the_search_is_asked_with_a_plain_apostrophe() -> None:
    (decisions, *_) = ombudsman_links(KINGS_LYNN)
    assert "aname=King%27s+Lynn+and+West+Norfolk" in decisions.url
    assert "{name}" in pattern_of([(KINGS_LYNN, decisions.url)])
