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


def put(made: Edition, site: Path) -> None:
    """What a build looks at in the site before."""
    (site / "data").mkdir(exist_ok=True)
    (site / "data/figures.csv").write_bytes(figures.write(made))
    (site / "data/changes.json").write_bytes(document.write(made))


def following(now: Edition, site: Path, day: date) -> Edition:
    """An edition that is published where a site stands, as if on that day."""
    made = compared(now, site)
    made = replace(made, changes=replace(made.changes, found=day))
    put(made, site)
    return made


def identifiers(made: Edition, path: str) -> list[str | None]:
    return [one.findtext(f"{ATOM}id") for one in feed(made, path).findall(f"{ATOM}entry")]


def ashford(total: int) -> Edition:
    """A year with Dartford's letter, and Ashford's with this total."""
    return edition(year(reading()), year(with_values(ASHFORD, {"received_total": total}), ASHFORD))


def test_earlier_entries_stay_as_they_were(tmp_path: Path) -> None:
    put(ashford(11), tmp_path)
    first = following(ashford(12), tmp_path, FOUND)
    second = following(ashford(13), tmp_path, date(2024, 3, 31))
    third = following(edition(year(reading())), tmp_path, date(2024, 4, 30))
    for path in ("feed.xml", f"feeds/{ASHFORD}.xml"):
        (one,), two, three = (identifiers(made, path) for made in (first, second, third))
        assert len(set(three)) == len(three) == 3
        assert two == three[1:] and two[-1] == one
    days = [one.findtext(f"{ATOM}updated") for one in feed(third).findall(f"{ATOM}entry")]
    assert days == ["2024-04-30T00:00:00Z", "2024-03-31T00:00:00Z", "2024-02-29T00:00:00Z"]
    assert entries(third)[1:] == entries(second)
    assert identifiers(third, f"feeds/{DARTFORD}.xml") == []


def test_entries_are_dropped_from_the_oldest_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapper.downloads.feeds._MOST", 2)
    monkeypatch.setattr("mapper.downloads.feeds._MOST_OF_ONE", 3)
    put(ashford(11), tmp_path)
    made = [following(ashford(12 + day), tmp_path, date(2024, 3, 1 + day)) for day in range(6)]
    own, of_all = (identifiers(made[-1], path) for path in (f"feeds/{ASHFORD}.xml", "feed.xml"))
    assert (len(own), len(of_all)) == (3, 2)
    assert own[:2] == of_all
    assert len(made[-1].changes.earlier) == 3


def test_what_was_made_up_still_says_so_when_the_site_no_longer_is(tmp_path: Path) -> None:
    mark = Illustration.INVENTED
    put(edition(year(None), year(None, ASHFORD)), tmp_path)
    following(edition(year(reading(illustration=mark)), year(None, ASHFORD)), tmp_path, FOUND)
    made = following(edition(year(reading()), year(None, ASHFORD)), tmp_path, date(2024, 3, 31))
    now, before = (content or "" for _, content in entries(made, f"feeds/{DARTFORD}.xml"))
    assert before.startswith("Made-up figures: do not quote.")
    assert not now.startswith("Made-up figures")


def test_the_day_is_kept_by_the_site_and_a_build_of_the_same_letters_gives_the_same_feeds(
    tmp_path: Path,
) -> None:
    put(ONE, tmp_path)
    days = [datetime.now(UTC).date()]
    second = compared(edition(year(None), year(None, ASHFORD)), tmp_path)
    days.append(datetime.now(UTC).date())
    assert second.changes.found in days
    second = replace(second, changes=replace(second.changes, found=FOUND))  # as if it were another day
    put(second, tmp_path)
    again = compared(edition(year(None), year(None, ASHFORD)), tmp_path)
    assert again.changes.found == FOUND
    assert dict(feeds.files(again)) == dict(feeds.files(second))
