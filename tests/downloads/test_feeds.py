"""The feeds: one entry a council and year, each a valid element of Atom, the same again from the site's own record."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mapper.downloads import changes as document
from mapper.downloads import feeds, figures
from mapper.letters.illustration import Illustration
from mapper.measures.changes import between
from mapper.measures.edition import Edition
from mapper.publishing.former import compared
from tests.editions import ASHFORD, HARTLEPOOL, edition
from tests.pages.rendered import with_values
from tests.readings import DARTFORD, reading, year

ATOM = "{http://www.w3.org/2005/Atom}"
FOUND = date(2024, 2, 29)
ONE = edition(year(reading()), year(None, ASHFORD))


def after(before: Edition, now: Edition) -> Edition:
    (old, names), (new, further) = figures.known(before), figures.known(now)
    return replace(now, changes=replace(between(old, new, names | further), found=FOUND))


def feed(made: Edition, path: str = "feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring(dict(feeds.files(made))[path])


def entries(made: Edition, path: str = "feed.xml") -> list[tuple[str | None, str | None]]:
    found = feed(made, path).findall(f"{ATOM}entry")
    return [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}content")) for one in found]


def test_the_first_site_has_feeds_without_entries_dated_by_its_newest_year() -> None:
    found = dict(feeds.files(ONE))
    assert set(found) == {"feed.xml", f"feeds/{DARTFORD}.xml", f"feeds/{ASHFORD}.xml"}
    assert entries(ONE) == []
    assert feed(ONE).findtext(f"{ATOM}updated") == "2019-03-31T00:00:00Z"


def test_a_letter_that_is_new_is_one_entry_of_its_council_alone() -> None:
    made = after(ONE, edition(year(reading()), year(reading(ASHFORD), ASHFORD)))
    expected = ("Ashford Borough Council, year to 31 March 2019: figures added", "26 figures: appeared.")
    assert entries(made) == entries(made, f"feeds/{ASHFORD}.xml") == [expected]
    assert entries(made, f"feeds/{DARTFORD}.xml") == []


def test_a_figure_that_changed_is_said_with_both_values() -> None:
    made = after(ONE, edition(year(with_values(DARTFORD, {"received_total": 15})), year(None, ASHFORD)))
    ((title, content),) = entries(made)
    assert title == "Dartford Borough Council, year to 31 March 2019: figures changed"
    assert content is not None and content.endswith("14 before, 15 now.")


def test_a_year_that_is_new_as_a_whole_is_one_entry_of_the_feed_of_all() -> None:
    made = after(edition(year(None, HARTLEPOOL)), edition(year(reading()), year(reading(ASHFORD), ASHFORD)))
    sentence = "Year to 31 March 2019: 52 figures of 2 councils appeared, all that there are of this year."
    assert entries(made) == [(sentence, sentence)]
    assert len(entries(made, f"feeds/{DARTFORD}.xml")) == len(entries(made, f"feeds/{ASHFORD}.xml")) == 1


def test_the_feed_of_all_says_how_many_entries_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapper.downloads.feeds._MOST", 1)
    values = {"received_total": 15}
    before = edition(year(reading()), year(reading(ASHFORD), ASHFORD))
    now = edition(year(with_values(DARTFORD, {**values})), year(with_values(ASHFORD, {**values}), ASHFORD))
    (more, _), (first, _) = entries(after(before, now))
    assert more == "1 more council and year has changes, which are on the page of what changed."
    assert first is not None and first.startswith("Ashford")


def test_a_council_whose_figures_went_keeps_its_feed() -> None:
    made = after(ONE, edition(year(None, HARTLEPOOL)))
    ((title, _),) = entries(made, f"feeds/{DARTFORD}.xml")
    assert title == "Dartford Borough Council, year to 31 March 2019: figures went"


@pytest.mark.parametrize(
    ("base_url", "self", "page"),
    [
        (None, f"../feeds/{DARTFORD}.xml", "../councils/dartford-borough-council/index.html"),
        (
            "https://example.org/o",
            f"https://example.org/o/feeds/{DARTFORD}.xml",
            "https://example.org/o/councils/dartford-borough-council/index.html",
        ),
    ],
)
def test_links_are_absolute_where_the_address_is_known(base_url: str | None, self: str, page: str) -> None:
    made = replace(after(edition(year(None, HARTLEPOOL)), ONE), base_url=base_url)
    found = feed(made, f"feeds/{DARTFORD}.xml")
    own = found.find(f"{ATOM}link[@rel='self']")
    entry = found.find(f"{ATOM}entry/{ATOM}link")
    assert own is not None and own.get("href") == self
    assert entry is not None and entry.get("href") == page


def test_every_entry_has_what_atom_asks_for_and_an_identifier_of_its_own() -> None:
    third = year(reading(HARTLEPOOL), HARTLEPOOL)
    found = feed(after(edition(third), edition(third, year(reading()), year(reading(ASHFORD), ASHFORD))))
    parts = [found, *found.findall(f"{ATOM}entry")]
    assert len({part.findtext(f"{ATOM}id") for part in parts}) == len(parts) == 3
    for part in parts:
        assert part.findtext(f"{ATOM}title")
        assert part.findtext(f"{ATOM}updated") == "2024-02-29T00:00:00Z"
    assert found.findtext(f"{ATOM}author/{ATOM}name")


def test_a_feed_with_invented_figures_says_so() -> None:
    mark = Illustration.INVENTED
    made = after(edition(year(None)), edition(year(reading(illustration=mark))))
    assert (feed(made).findtext(f"{ATOM}title") or "").startswith("Made-up figures")
    assert all((content or "").startswith("Made-up figures") for _, content in entries(made))


def test_the_day_is_kept_by_the_site_and_a_build_of_the_same_letters_gives_the_same_feeds(
    tmp_path: Path,
) -> None:
    def put(made: Edition) -> None:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data/figures.csv").write_bytes(figures.write(made))
        (tmp_path / "data/changes.json").write_bytes(document.write(made))

    put(ONE)
    days = [datetime.now(UTC).date()]
    second = compared(edition(year(None), year(None, ASHFORD)), tmp_path)
    days.append(datetime.now(UTC).date())
    assert second.changes.found in days
    second = replace(second, changes=replace(second.changes, found=FOUND))  # as if it were another day
    put(second)
    again = compared(edition(year(None), year(None, ASHFORD)), tmp_path)
    assert again.changes.found == FOUND
    assert dict(feeds.files(again)) == dict(feeds.files(second))
