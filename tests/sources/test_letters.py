"""Letters are found, kept in their place if they are what was wanted, and named if not."""

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from mapper.councils.register_file import load_register
from mapper.errors import SourceProblem
from mapper.review.letter_files import find_letters
from mapper.sources.letters.manifest import State
from mapper.year import last_day_of
from tests.sources.conftest import (
    EDEN,
    EDEN_2019,
    KENT,
    KENT_2019,
    LEEDS,
    LEEDS_2018,
    LEEDS_2019,
    Fetch,
    files_in,
)
from tests.sources.site import Ombudsman, Reply, example, page, pdf, versioned


def test_letters_stand_in_a_folder_a_year_with_a_row_each(
    fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    rows = fetch(LEEDS, KENT, years=(2018, 2019))
    assert files_in(tmp_path / "letters") == {
        "2018/leeds-city-council.pdf": LEEDS_2018,
        "2019/kent-county-council.pdf": KENT_2019,
        "2019/leeds-city-council.pdf": LEEDS_2019,
    }
    assert [(row.council, row.year, row.status) for row in rows] == [
        (LEEDS, 2018, State.OK),
        (KENT, 2018, State.NOT_LISTED),
        (LEEDS, 2019, State.OK),
        (KENT, 2019, State.OK),
    ]
    assert "letters of 2019" in rows[1].why
    with (tmp_path / "letters/manifest.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    leeds = table[2]
    assert list(leeds)[:8] == ["council", "year", "address", "when", "status", "bytes", "sha256", "etag"]
    assert leeds["sha256"] == hashlib.sha256(LEEDS_2019).hexdigest()
    assert leeds["bytes"] == str(len(LEEDS_2019))
    assert leeds["address"] == ombudsman.url + ombudsman.file_of(LEEDS, 2019)
    assert leeds["etag"].startswith('"')
    assert leeds["when"].endswith("+00:00")


def test_one_list_is_asked_for_all_years_and_robots_txt_first(fetch: Fetch, ombudsman: Ombudsman) -> None:
    fetch(LEEDS, years=(2018, 2019))
    assert ombudsman.paths == [
        "/robots.txt",
        "/your-councils-performance/leeds-city-council/annualletters",
        "/documents/councilperformance/2018/leeds%20city%20council.pdf",
        "/documents/councilperformance/2019/leeds%20city%20council.pdf",
    ]
    (agent,) = {asked.headers["user-agent"] for asked in ombudsman.asked}
    assert "ombudsman-letters-map" in agent
    assert "tester@example.org" in agent


def test_what_has_not_changed_is_not_sent_again(fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path) -> None:
    before = fetch(LEEDS)
    manifest = (tmp_path / "letters/manifest.csv").read_bytes()
    ombudsman.asked.clear()
    assert fetch(LEEDS) == before
    assert ombudsman.asked[-1].headers["if-none-match"] == before[0].etag
    assert (tmp_path / "letters/manifest.csv").read_bytes() == manifest


def test_a_letter_that_was_deleted_comes_back(fetch: Fetch, tmp_path: Path) -> None:
    fetch(LEEDS)
    (tmp_path / "letters/2019/leeds-city-council.pdf").unlink()
    (row,) = fetch(LEEDS)
    assert row.status is State.OK
    assert files_in(tmp_path / "letters") == {"2019/leeds-city-council.pdf": LEEDS_2019}


def test_a_newer_version_takes_the_place_of_the_old_which_is_kept(
    fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    fetch(LEEDS)
    newer = example("tables-2019/tagged-libreoffice")
    ombudsman.put(ombudsman.file_of(LEEDS, 2019), versioned(newer))
    new, old = fetch(LEEDS)
    assert (new.status, old.status) == (State.OK, State.REPLACED)
    assert files_in(tmp_path / "letters") == {"2019/leeds-city-council.pdf": newer, old.file: LEEDS_2019}
    assert [file.path.name for file in find_letters([tmp_path / "letters"])] == ["leeds-city-council.pdf"]


NOT_THE_LETTER: dict[str, tuple[Reply, str]] = {
    "no PDF": (pdf(b"no PDF at all"), "not-a-pdf"),
    "an error page with status 200": (page("Sorry", "Something went wrong"), "not-a-pdf"),
    "cut short": (pdf(LEEDS_2019[: len(LEEDS_2019) // 2]), ""),
    "cut just before its end": (pdf(LEEDS_2019[: LEEDS_2019.rindex(b"%%EOF")]), "cut short"),
    "of another council": (pdf(KENT_2019), "Kent County Council"),
    "of another year": (pdf(LEEDS_2018), "31 March 2018"),
    "of a national park": (pdf(example("faulty/national-park")), "no council of England"),
    "with another council's beside it": (pdf(example("several/two-letters")), EDEN),
    "empty": (pdf(b""), "not-a-pdf"),
}


@pytest.mark.parametrize("kind", NOT_THE_LETTER)
def test_what_is_not_the_letter_is_kept_apart_and_named(
    kind: str, fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    reply, why = NOT_THE_LETTER[kind]
    ombudsman.put(ombudsman.file_of(LEEDS, 2019), reply)
    leeds, kent = fetch(LEEDS, KENT)
    assert (leeds.council, leeds.status, kent.status) in {(LEEDS, State.SET_ASIDE, State.OK)}
    assert why in leeds.why
    assert leeds.file.startswith("set-aside/2019/leeds-city-council")
    assert (tmp_path / "letters" / leeds.file).read_bytes() == reply.body
    assert find_letters([tmp_path / "letters"])[0].path.name == "kent-county-council.pdf"


@pytest.mark.parametrize("kind", NOT_THE_LETTER)
def test_nothing_worse_takes_the_place_of_a_letter(
    kind: str, fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    fetch(LEEDS)
    ombudsman.put(ombudsman.file_of(LEEDS, 2019), NOT_THE_LETTER[kind][0])
    old, new = fetch(LEEDS)
    assert (old.status, new.status) == (State.OK, State.SET_ASIDE)
    assert (tmp_path / "letters/2019/leeds-city-council.pdf").read_bytes() == LEEDS_2019


@pytest.mark.parametrize(
    "path", ["faulty/picture-only", "faulty/later-layout", "faulty/two-names", "faulty/unknown-council"]
)
def test_a_letter_that_cannot_be_told_is_left_to_the_build(
    path: str, fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    ombudsman.put(ombudsman.file_of(EDEN, 2019), pdf(example(path)))
    (row,) = fetch(EDEN)
    assert row.status is State.UNCONFIRMED
    assert row.why
    assert files_in(tmp_path / "letters") == {"2019/eden-district-council.pdf": example(path)}


def test_one_that_is_not_certain_does_not_replace_one_that_is(
    fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    fetch(EDEN)
    ombudsman.put(ombudsman.file_of(EDEN, 2019), pdf(example("faulty/picture-only")))
    old, new = fetch(EDEN)
    assert (old.status, new.status) == (State.OK, State.SET_ASIDE)
    assert "stays" in new.why
    assert (tmp_path / "letters/2019/eden-district-council.pdf").read_bytes() == EDEN_2019


def test_a_file_of_the_user_is_never_touched(fetch: Fetch, tmp_path: Path) -> None:
    own = tmp_path / "letters/2019/leeds-city-council.pdf"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"my own")
    for _ in range(2):
        (row,) = fetch(LEEDS)
        assert row.status is State.SET_ASIDE
        assert "2019/leeds-city-council.pdf is another file" in row.why
        assert own.read_bytes() == b"my own"
        assert (tmp_path / "letters" / row.file).read_bytes() == LEEDS_2019


def test_what_was_in_a_letter_s_way_may_go(fetch: Fetch, tmp_path: Path) -> None:
    own = tmp_path / "letters/2019/leeds-city-council.pdf"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"my own")
    assert fetch(LEEDS)[0].status is State.SET_ASIDE
    own.unlink()
    assert fetch(LEEDS)[0].status is State.OK
    assert own.read_bytes() == LEEDS_2019


def test_a_letter_that_came_as_something_else_is_taken_and_named(fetch: Fetch, ombudsman: Ombudsman) -> None:
    ombudsman.put(ombudsman.file_of(LEEDS, 2019), Reply(LEEDS_2019, kind="text/html; charset=utf-8"))
    (row,) = fetch(LEEDS)
    assert (row.status, row.why) == (State.OK, "it came as 'text/html' where a PDF was expected")


def test_error_pages_do_not_pile_up(fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path) -> None:
    for time in ("10:00", "10:01"):
        ombudsman.put(ombudsman.file_of(LEEDS, 2019), page("Sorry", f"It is {time}."))
        fetch(LEEDS)
    (kept,) = (tmp_path / "letters/set-aside/2019").iterdir()
    assert b"10:01" in kept.read_bytes()


def test_a_letter_that_the_user_has_changed_is_no_longer_called_ok(fetch: Fetch, tmp_path: Path) -> None:
    fetch(LEEDS)
    own = tmp_path / "letters/2019/leeds-city-council.pdf"
    own.write_bytes(LEEDS_2019 + b"% a note")
    (row,) = fetch(LEEDS)
    assert row.status is State.SET_ASIDE
    assert own.read_bytes() == LEEDS_2019 + b"% a note"


def test_a_letter_that_is_no_longer_there_is_kept(fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path) -> None:
    fetch(LEEDS)
    del ombudsman.replies[ombudsman.file_of(LEEDS, 2019)]
    kept, failed = fetch(LEEDS)
    assert (kept.status, failed.status) == (State.OK, State.FAILED)
    assert "no such page" in failed.why
    assert files_in(tmp_path / "letters") == {"2019/leeds-city-council.pdf": LEEDS_2019}


def _two_links(first: str, second: str) -> str:
    return f'<ul><li><a href="{first}">Letter 2019</a></li><li><a href="{second}">Letter 2019, revised</a></li></ul>'


def test_two_different_letters_of_a_year_are_for_people_to_choose(
    fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    ombudsman.put("/a.pdf", pdf(LEEDS_2019))
    ombudsman.put("/b.pdf", pdf(example("tables-2019/tagged-libreoffice")))
    ombudsman.put(ombudsman.list_of("leeds-city-council"), page(LEEDS, _two_links("/a.pdf", "/b.pdf")))
    rows = fetch(LEEDS)
    assert [row.status for row in rows] == [State.SET_ASIDE, State.SET_ASIDE]
    assert all("2 different letters" in row.why for row in rows)
    assert len(files_in(tmp_path / "letters/set-aside")) == 2


@pytest.mark.parametrize("second", [LEEDS_2019, KENT_2019, b"no PDF"])
def test_of_two_links_the_one_to_the_letter_is_taken(
    second: bytes, fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path
) -> None:
    ombudsman.put("/a.pdf", pdf(second))
    ombudsman.put("/b.pdf", pdf(LEEDS_2019))
    ombudsman.put(ombudsman.list_of("leeds-city-council"), page(LEEDS, _two_links("/a.pdf", "/b.pdf")))
    rows = fetch(LEEDS)
    assert rows[0].status is State.OK
    assert (tmp_path / "letters/2019/leeds-city-council.pdf").read_bytes() == LEEDS_2019
    assert len(rows) == (1 if second == LEEDS_2019 else 2)


def test_an_empty_frame_is_a_failure_and_never_none(fetch: Fetch, ombudsman: Ombudsman) -> None:
    empty = page("Annual letters", "")
    for path in ("annualletters", "statistics"):
        ombudsman.put(f"/your-councils-performance/leeds-city-council/{path}", empty)
    (row,) = fetch(LEEDS)
    assert row.status is State.FAILED
    assert "empty" in row.why


def test_a_page_of_other_letters_is_a_failure_and_never_none(fetch: Fetch, ombudsman: Ombudsman) -> None:
    other = page("News", '<p><a href="/annual-letter-2017.pdf">Annual letter 2017</a></p>')
    ombudsman.put(ombudsman.list_of("leeds-city-council"), other)
    (row,) = fetch(LEEDS)
    assert row.status is State.FAILED
    assert "does not name the council" in row.why


def test_a_page_that_is_empty_once_is_asked_for_again(fetch: Fetch, ombudsman: Ombudsman) -> None:
    path = ombudsman.list_of("leeds-city-council")
    ombudsman.put(path, page("", ""), *ombudsman.replies[path])
    (row,) = fetch(LEEDS)
    assert row.status is State.OK


def test_a_list_that_has_moved_is_found_on_the_council_s_page(fetch: Fetch, ombudsman: Ombudsman) -> None:
    moved = "/councils/42/letters"
    ombudsman.put(moved, *ombudsman.replies.pop(ombudsman.list_of("leeds-city-council")))
    link = f'<a href="{moved}"><span>Annual letter</span> archive</a>'
    ombudsman.put("/your-councils-performance/leeds-city-council/statistics", page(LEEDS, link))
    (row,) = fetch(LEEDS)
    assert row.status is State.OK


def test_letters_on_the_council_s_own_page_are_found(fetch: Fetch, ombudsman: Ombudsman) -> None:
    (reply,) = ombudsman.replies.pop(ombudsman.list_of("leeds-city-council"))
    ombudsman.put("/your-councils-performance/leeds-city-council/statistics", reply)
    (row,) = fetch(LEEDS)
    assert row.status is State.OK


def test_a_council_without_any_page_is_named(fetch: Fetch, ombudsman: Ombudsman) -> None:
    row, other = fetch("Wyre Borough Council", KENT)
    assert {row.status, other.status} == {State.FAILED, State.OK}
    failed = row if row.status is State.FAILED else other
    assert "no such page" in failed.why
    assert failed.address.endswith("/your-councils-performance/wyre-borough-council/statistics")


@pytest.mark.parametrize("slug", ["newark-and-sherwood-district-council", "newark-sherwood-district-council"])
def test_each_likely_spelling_of_a_name_is_tried(slug: str, fetch: Fetch, ombudsman: Ombudsman) -> None:
    ombudsman.add("Newark & Sherwood District Council", {2019: KENT_2019}, slug)
    (row,) = fetch("Newark & Sherwood District Council")
    assert row.status is State.SET_ASIDE
    assert KENT in row.why


def test_a_pattern_is_used_only_if_it_is_asked_for(fetch: Fetch, ombudsman: Ombudsman) -> None:
    del ombudsman.replies[ombudsman.list_of("leeds-city-council")]
    del ombudsman.replies["/your-councils-performance/leeds-city-council/statistics"]
    assert fetch(LEEDS)[0].status is State.FAILED
    assert not [path for path in ombudsman.paths if path.endswith(".pdf")]
    assert fetch(LEEDS, by_pattern=True)[0].status is State.OK


def test_links_may_name_the_original_host(fetch: Fetch, ombudsman: Ombudsman) -> None:
    link = f"https://www.lgo.org.uk{ombudsman.file_of(LEEDS, 2019)}"
    ombudsman.put(
        ombudsman.list_of("leeds-city-council"), page(LEEDS, f'<a href="{link}">Annual letter 2018-19</a>')
    )
    (row,) = fetch(LEEDS)
    assert (row.status, row.address.startswith(ombudsman.url)) == (State.OK, True)


def test_a_link_to_another_host_is_refused(fetch: Fetch, ombudsman: Ombudsman) -> None:
    link = '<a href="https://elsewhere.example/letter.pdf">Annual letter 2019</a>'
    ombudsman.put(ombudsman.list_of("leeds-city-council"), page(LEEDS, link))
    (row,) = fetch(LEEDS)
    assert row.status is State.FAILED
    assert "another site, https://elsewhere.example" in row.why


def test_a_site_that_fails_again_and_again_is_left_alone(fetch: Fetch, ombudsman: Ombudsman) -> None:
    councils = load_register().on(last_day_of(2019))[:12]
    for council in councils:
        ombudsman.put(ombudsman.list_of(council.slug), Reply(status=503))
    with pytest.raises(SourceProblem, match="8 councils in a row"):
        fetch(*[council.name for council in councils], attempts=2)
    assert len(ombudsman.asked) == 1 + 8 * 2


def test_a_site_that_fails_now_and_then_is_asked_on(fetch: Fetch, ombudsman: Ombudsman) -> None:
    for name in (LEEDS, EDEN):
        ombudsman.put(ombudsman.file_of(name, 2019), Reply(raw=lambda send: None))
    rows = fetch(LEEDS, KENT, EDEN, attempts=2)
    assert sorted((row.council, row.status.value) for row in rows) == [
        (EDEN, "failed"),
        (KENT, "ok"),
        (LEEDS, "failed"),
    ]


def test_an_interrupted_run_is_carried_on(fetch: Fetch, ombudsman: Ombudsman) -> None:
    with pytest.raises(KeyboardInterrupt):
        fetch(EDEN, KENT, LEEDS, sleep=_stopping(), pause=60.0)
    first = len(ombudsman.asked)
    rows = fetch(EDEN, KENT, LEEDS)
    again = ombudsman.paths[first:]
    assert [row.status for row in rows] == [State.OK] * 3
    assert set(again).isdisjoint(
        set(ombudsman.paths[1:first]) & {p for p in ombudsman.paths if p.endswith(".pdf")}
    )
    ombudsman.asked.clear()
    fetch(EDEN, KENT, LEEDS)
    assert len(ombudsman.asked) == 7  # a run that came to its end is not carried on


def _stopping() -> Callable[[float], None]:
    """Sleeps that are stopped by the user the fourth time."""
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            raise KeyboardInterrupt

    return sleep


def test_two_runs_do_not_meet_in_one_folder(fetch: Fetch, ombudsman: Ombudsman, tmp_path: Path) -> None:
    from mapper.sources.letters.folder import Folder

    with Folder(tmp_path / "letters").in_use(), pytest.raises(SourceProblem, match="another run"):
        fetch(LEEDS)


def test_a_manifest_that_cannot_be_read_is_not_overwritten(fetch: Fetch, tmp_path: Path) -> None:
    fetch(LEEDS)
    path = tmp_path / "letters/manifest.csv"
    broken = path.read_bytes().replace(b",ok,", b",fine,")
    path.write_bytes(broken)
    with pytest.raises(SourceProblem, match=r"manifest\.csv, line 2"):
        fetch(LEEDS)
    assert path.read_bytes() == broken
