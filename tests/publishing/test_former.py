"""What changed since the site before: found, said, kept while nothing changes, and never with a value held back."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mapper.downloads import changes as document
from mapper.downloads import figures
from mapper.measures.change_sentences import lines
from mapper.measures.changes import Changes, Kind
from mapper.measures.edition import Edition
from mapper.pages import render
from mapper.publishing.former import changes_of, compared
from mapper.review.reading import CouncilYear, Reading, Status
from tests.editions import ASHFORD, KENT, MAP, corrected, edition, in_review
from tests.pages.rendered import words
from tests.readings import DARTFORD, reading, year

DARTFORD_LETTER = reading(file="letters/2019/dartford.pdf")
KENT_YEAR = year(reading(KENT, file="letters/2019/kent.pdf"), KENT)
FIGURES_A_LETTER = 26


def with_dartford(letter: Reading | None = DARTFORD_LETTER) -> Edition:
    return edition(year(letter), KENT_YEAR)


def put(made: Edition, site: Path) -> Path:
    """A site that has no more than what the next one is compared with."""
    (site / "data").mkdir(parents=True, exist_ok=True)
    (site / "data/figures.csv").write_bytes(figures.write(made))
    (site / "data/changes.json").write_bytes(document.write(made))
    return site


def rebuilt(made: Edition, site: Path) -> Edition:
    after = compared(made, site)
    put(after, site)
    return after


def said(made: Edition) -> str:
    return words(render(made, MAP, ())["changes/index.html"].decode())


def printed(made: Edition) -> list[str]:
    return list(lines(made.changes, figures.known(made)[0]))


def of(made: Edition, statistic: str) -> tuple[Any, ...]:
    (found,) = [change for change in made.changes.changes if change.key.statistic == statistic]
    return found.kind, [*found.before], [*found.after]


def test_the_first_site_is_compared_with_none(tmp_path: Path) -> None:
    made = compared(with_dartford(), tmp_path)
    assert made.changes == Changes()
    assert printed(made) == []
    assert "No earlier site that this one could be compared with stood in its place" in said(made)
    assert "figures appeared" not in said(made)


def test_figures_that_changed_are_said_with_both_values(tmp_path: Path) -> None:
    site = put(with_dartford(), tmp_path)
    made = compared(
        with_dartford(replace(reading(received_total=15, not_complied=None), file="other.pdf")), site
    )
    assert made.changes.counts == {Kind.APPEARED: 0, Kind.CHANGED: 2, Kind.WENT: 0}
    assert of(made, "received_total") == (Kind.CHANGED, [(14, "ok")], [(15, "ok")])
    assert of(made, "not_complied") == (Kind.CHANGED, [(0, "ok")], [(None, "ok")])
    assert "Since the site before, 2 figures changed." in said(made)
    for place in (said(made), "\n".join(printed(made))):
        assert "14 before, 15 now" in place
        assert "0 before, no value now" in place
    assert (
        printed(made)[1]
        == "changed   Dartford Borough Council, 2019-03-31: All complaints and enquiries received: "
        "14 before, 15 now."
    )


def test_a_letter_that_came_or_went_is_one_line(tmp_path: Path) -> None:
    site = put(with_dartford(None), tmp_path)
    came = rebuilt(with_dartford(), site)
    assert came.changes.counts == {Kind.APPEARED: FIGURES_A_LETTER, Kind.CHANGED: 0, Kind.WENT: 0}
    assert printed(came) == [
        "Since the site before, 26 figures appeared.",
        "appeared  Dartford Borough Council, 2019-03-31: 26 figures: appeared.",
    ]
    went = compared(with_dartford(None), site)
    assert went.changes.counts[Kind.WENT] == FIGURES_A_LETTER
    assert "Dartford Borough Council 2019 26 figures went" in said(went)


def test_a_year_that_came_as_a_whole_is_one_sentence(tmp_path: Path) -> None:
    later = KENT_YEAR.period_end.replace(year=2020)
    letter = replace(reading(KENT, file="letters/2020/kent.pdf"), period_end=later, layout="blocks-2020")
    site = put(with_dartford(), tmp_path)
    both = edition(year(DARTFORD_LETTER), KENT_YEAR, CouncilYear(KENT_YEAR.council, later, letter))
    made = rebuilt(both, site)
    whole = "Year to 31 March 2020: 26 figures of 1 council appeared, all that there are of this year."
    assert printed(made) == ["Since the site before, 26 figures appeared.", whole]
    assert whole in said(made)
    gone = compared(with_dartford(), site)
    assert "Year to 31 March 2020: 26 figures of 1 council went, all that there were of this year." in said(
        gone
    )
    both_changed = edition(year(None), KENT_YEAR, CouncilYear(KENT_YEAR.council, later, letter))
    assert len(printed(compared(both_changed, put(with_dartford(), tmp_path)))) == 3


def test_a_value_that_is_held_back_is_said_nowhere_but_in_the_file(tmp_path: Path) -> None:
    secret = replace(in_review(DARTFORD), figures=reading(received_total=8642).figures)
    site = put(with_dartford(), tmp_path)
    made = rebuilt(with_dartford(secret), site)
    assert "14 before, being checked now" in said(made)
    other = replace(secret, figures=reading(received_total=8643).figures)
    again = compared(with_dartford(other), site)
    assert "still being checked, and read differently" in said(again)
    for one in (made, again):
        assert "864" not in said(one) + "".join(printed(one))
    assert of(again, "received_total") == (Kind.CHANGED, [(8642, "review")], [(8643, "review")])


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        (corrected(DARTFORD_LETTER, value=14), "14 before, 14 (corrected) now"),
        (reading(status=Status.REVIEW), "being checked"),
    ],
)
def test_what_becomes_of_a_figure_counts_as_a_change_too(letter: Reading, told: str, tmp_path: Path) -> None:
    made = compared(with_dartford(letter), put(with_dartford(), tmp_path))
    assert told in said(made)


def test_what_changed_is_kept_while_nothing_changes(tmp_path: Path) -> None:
    site = put(with_dartford(None), tmp_path)
    first = rebuilt(with_dartford(), site)
    again = rebuilt(with_dartford(), site)
    assert again.changes == replace(first.changes, repeated=True)
    assert document.write(again) == document.write(first)
    assert said(again) == said(first)
    assert printed(again) == ["No figure has appeared, changed or gone since the site before."]
    assert not compared(with_dartford(None), site).changes.repeated


@pytest.mark.parametrize(
    "spoil", ["{", "[]", '{"compared": true, "changes": [{}]}', '{"compared": true, "changes": 5}']
)
def test_changes_that_cannot_be_read_are_not_kept(spoil: str, tmp_path: Path) -> None:
    site = put(with_dartford(), tmp_path)
    (site / "data/changes.json").write_text(spoil)
    assert changes_of(site) is None
    assert compared(with_dartford(), site).changes == Changes(True, (), True)


def test_changes_that_end_otherwise_are_not_kept(tmp_path: Path) -> None:
    site = put(rebuilt(with_dartford(), put(with_dartford(None), tmp_path)), tmp_path)
    text = (site / "data/changes.json").read_text()
    (site / "data/changes.json").write_text(text.replace('"value": 14,', '"value": 15,'))
    assert changes_of(site) is not None
    assert compared(with_dartford(), site).changes == Changes(True, (), True)


@pytest.mark.parametrize(
    "table",
    [
        "",
        "gss_code\r\nE1\r\n",
        "\0",
        "gss_code,council,period_end,statistic,value,status\r\nE1,x,then,y,1,ok\r\n",
    ],
)
def test_a_table_that_cannot_be_read_is_compared_with_nothing(table: str, tmp_path: Path) -> None:
    site = put(with_dartford(), tmp_path)
    (site / "data/figures.csv").write_text(table)
    assert compared(with_dartford(), site).changes == Changes()


def test_two_letters_about_one_year_are_compared_whatever_their_files_are_called(tmp_path: Path) -> None:
    def twice(first: str, second: str) -> Edition:
        one = reading(status=Status.REVIEW, file=first)
        other = reading(status=Status.REVIEW, file=second, received_total=15)
        return edition(year(one), others=[other])

    site = put(twice("a.pdf", "b.pdf"), tmp_path)
    assert compared(twice("d.pdf", "c.pdf"), site).changes.changes == ()


def test_the_file_has_every_change_and_reads_back(tmp_path: Path) -> None:
    ashford = year(reading(ASHFORD, file="letters/2019/ashford.pdf"), ASHFORD)
    site = put(with_dartford(), tmp_path)
    made = compared(edition(ashford, year(reading(received_total=15))), site)
    written: Mapping[str, Any] = json.loads(document.write(made))
    assert written["counts"] == {"appeared": 26, "changed": 1, "went": 26}
    assert document.read(written) == made.changes
    assert [one["council"] for one in written["changes"]][::26] == [
        "Ashford Borough Council",
        "Dartford Borough Council",
        "Kent County Council",
    ]
