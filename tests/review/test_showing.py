"""How letters are shown: as copies, by links, or as they were found, each with what readers have to know of it."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from mapper.councils.register_file import load_register
from mapper.letters import pdf
from mapper.letters.own_pages import own_pages
from mapper.letters.read import read_file
from mapper.review.judge import judge
from mapper.review.reading import Reading, Status
from mapper.review.report import NOT_SHOWN, letter_object
from mapper.review.showing import Showing, published, with_shown
from mapper.review.shown import LettersAs, Shown, notes_on_ways
from tests.paths import EXAMPLES
from tests.readings import DAY, reading

SCRIPT = EXAMPLES / "faulty/opens-with-script/letter.pdf"
SEVERAL = EXAMPLES / "several/two-letters/letter.pdf"
BROKEN = EXAMPLES / "faulty/truncated/letter.pdf"
ADDRESS = "https://www.lgo.org.uk/documents/eden.pdf"


def letters_of(path: Path) -> tuple[Reading, ...]:
    return judge(path.parent.name, read_file(path.read_bytes()), load_register())


def shown(*letters: Reading, way: LettersAs = LettersAs.COPY, **addresses: str) -> tuple[Shown, ...]:
    """How each letter is shown; its file stands in the folder of examples that it is named for."""
    files = {path.parent.name: path for path in (SCRIPT, SEVERAL, BROKEN)}
    digests = {name.replace("-", "_"): sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    how = Showing(way, files, {digests[name]: address for name, address in addresses.items()})
    return tuple(one.shown for one in with_shown(letters, letters, how) if one.shown is not None)


def text_of(one: Shown) -> str:
    content = one.content if isinstance(one.content, bytes) else one.content.read_bytes()
    return " ".join(pdf.read(content, lambda _: False).texts)


def test_a_letter_with_a_script_is_shown_by_a_copy_without_it() -> None:
    (letter,) = letters_of(SCRIPT)
    assert letter.active_content
    (one,) = shown(letter)
    assert isinstance(one.content, bytes)
    assert one.way is LettersAs.COPY
    assert one.sha256 == sha256(one.content).hexdigest() != letter.sha256
    assert not pdf.read(one.content, lambda _: False).active_content
    assert b"JavaScript" not in one.content


def test_each_letter_of_a_file_has_its_own_pages() -> None:
    letters = letters_of(SEVERAL)
    names = [letter.authority_name or "" for letter in letters]
    first, second = shown(*letters)
    assert (first.file_pages, first.pages[1] + 1) == (second.file_pages, second.pages[0])
    assert second.pages[1] <= second.file_pages
    assert names[0] in text_of(first) and names[1] not in text_of(first)
    assert names[1] in text_of(second) and names[0] not in text_of(second)
    assert first.is_part and second.is_part
    assert letters[1].pages is not None
    assert 1 <= second.page(letters[1].pages[0]) <= second.pages[1] - second.pages[0] + 1


def test_a_link_is_made_where_the_address_is_known_and_else_a_copy_that_says_why() -> None:
    letters = (*letters_of(SCRIPT), *letters_of(SEVERAL))
    linked, *copied = shown(*letters, way=LettersAs.LINK, opens_with_script=f"{ADDRESS}#page=3")
    assert (linked.way, linked.address, linked.content) == (LettersAs.LINK, ADDRESS, b"")
    assert linked.page(7) == 7
    assert {one.way for one in copied} == {LettersAs.COPY}
    assert {one.why for one in copied} == {"The address it was fetched from is not known"}
    assert list(notes_on_ways((linked, *copied))) == [
        "2 letters are shown as copies and not by a link: no address that it was fetched from is known."
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/hosts", "https://a@b/", "https:///x", "//lgo.org.uk/x"]
)
def test_an_address_that_is_none_of_the_web_is_not_linked(address: str) -> None:
    (one,) = shown(*letters_of(SCRIPT), way=LettersAs.LINK, opens_with_script=address)
    assert (one.way, one.address) == (LettersAs.COPY, "")


def test_originals_are_the_files_unless_they_act() -> None:
    script, first, second = shown(*letters_of(SCRIPT), *letters_of(SEVERAL), way=LettersAs.ORIGINAL)
    assert (script.way, script.content) == (None, b"")
    assert "script" in script.why
    assert first.content == second.content == SEVERAL
    assert first.sha256 == sha256(SEVERAL.read_bytes()).hexdigest()
    assert first.page(9) == 9


def test_a_letter_that_cannot_be_copied_keeps_its_figures_and_is_named() -> None:
    letter = replace(
        reading(file=BROKEN.parent.name), sha256=sha256(BROKEN.read_bytes()).hexdigest(), shown=None
    )
    how = Showing(LettersAs.COPY, {letter.file: BROKEN}, {})
    (told,) = with_shown([letter], [letter], how)
    assert told.shown is not None
    assert told.shown.way is None
    assert (told.status, told.figures) == (Status.OK, letter.figures)
    stated = letter_object(told)
    assert isinstance(stated["problems"], list)
    assert [problem["code"] for problem in stated["problems"]] == [NOT_SHOWN]
    assert "No copy of its pages could be made." in stated["problems"][0]["message"]


def test_only_what_a_site_publishes_is_copied() -> None:
    """Of two letters for one council and year the sound one, and none of another year."""
    doubtful, sound = reading(status=Status.REVIEW, file="a.pdf"), reading(file="b.pdf")
    elsewhen = replace(reading(file="c.pdf"), period_end=DAY.replace(year=2018))
    letters = tuple(replace(one, shown=None) for one in (doubtful, sound, elsewhen))
    assert [one.file for one in published(letters, [DAY])] == ["b.pdf"]
    how = Showing(LettersAs.ORIGINAL, {"b.pdf": b"%PDF-"}, {})
    assert [one.shown is not None for one in with_shown(letters, published(letters, [DAY]), how)] == [
        False,
        True,
        False,
    ]


def test_a_long_paper_is_copied_from_the_greeting_to_the_figures() -> None:
    paper = (
        ["Agenda"] * 30
        + ["The Council Offices\nDear Ms Bell\nI write", "continued", "Local Authority Report"]
        + ["Minutes"] * 30
    )
    assert own_pages(paper, [(33, 33)]) == ((31, 33),)
    assert own_pages(paper[:33], [(33, 33)]) == ((31, 33),)
    assert own_pages(paper[30:40], [(3, 3)]) == ((1, 10),)
    without = [text.replace("Dear", "To") for text in paper]
    assert own_pages(without, [(33, 33)]) == ((33, 33),)
    two = ["Dear A", "figures", "Dear B", "more", "figures", "notes"]
    assert own_pages(two, [(2, 2), (5, 5)]) == ((1, 2), (3, 5))
    assert own_pages(two, [(2, 2), (2, 2)]) == ((1, 6), (1, 6))
