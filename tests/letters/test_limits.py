"""Files that ask for too much end with a clear reason, and the letters beside them are read."""

import multiprocessing
import resource
import signal
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from mapper import sample
from mapper.errors import UnreadableLetter
from mapper.letters import limits, pdf
from mapper.letters.limits import LIMITS, OUT_OF_MEMORY, Limits, enforced
from mapper.letters.read import FileReading, read_file
from mapper.letters.workers import LetterFile, read_files
from tests import hostile
from tests.paths import EXAMPLES
from tests.readings import council

LETTER = sample.letter(council(), 2019, sample.DEFAULT_SEED)

# As LIMITS, but small, so that the tests are quick; one letter needs a fifth of this memory.
SMALL = Limits(pages=1000, drawn_on_page=5_000, memory=400_000_000, processor_time=3.0, time=60.0)


def no_progress(_: LetterFile) -> None:
    return None


def read_in_one_worker(folder: Path, contents: dict[str, bytes], allowed: Limits) -> dict[str, FileReading]:
    """What one worker, replaced only where it ends, reads from these files in turn."""
    files = [LetterFile(name, folder / name) for name in contents]
    for file in files:
        file.path.write_bytes(contents[file.name])
    read = read_files(files, 1, None, no_progress, allowed)
    return {file.name: result for file, result in zip(files, read, strict=True)}


HOSTILE: tuple[tuple[Callable[[], bytes], str, str], ...] = (
    (hostile.unpacking_to_a_gigabyte, "too-large", "of memory"),
    (hostile.gigabyte_of_objects, "too-large", "of memory"),
    (hostile.of_millions_of_glyphs, "too-large", "of memory"),
    (hostile.of_thousands_of_glyphs, "too-large", "Page 1 draws more than 5000"),
    (hostile.of_thousands_of_lines, "too-large", "Page 1 draws more than 5000"),
    (hostile.of_millions_of_pages, "too-large", "1000000 pages; 1000 is the most"),
    (hostile.slow_to_draw, "timeout", "3 seconds of processor time"),
)


@pytest.mark.slow
def test_a_file_that_asks_for_too_much_says_so_and_harms_no_other(tmp_path: Path) -> None:
    contents = {}
    for make, _, _ in HOSTILE:
        contents[f"{make.__name__}.pdf"] = make()
        contents[f"after-{make.__name__}.pdf"] = LETTER
    read = read_in_one_worker(tmp_path, contents, SMALL)
    problems = {name: result.problem for name, result in read.items()}
    found = {name: problem.code for name, problem in problems.items() if problem is not None}
    assert found == {f"{make.__name__}.pdf": code for make, code, _ in HOSTILE}
    for make, _, words in HOSTILE:
        assert words in str(problems[f"{make.__name__}.pdf"])
    assert all(len(result.letters) == 1 for name, result in read.items() if name.startswith("after-"))


@pytest.mark.parametrize(
    "make",
    [make for make, code, _ in HOSTILE if code == "too-large" and make is not hostile.of_millions_of_pages],
)
def test_hostile_files_are_small(make: Callable[[], bytes]) -> None:
    assert len(make()) < 20_000


@pytest.mark.parametrize(
    "make", [hostile.counting_millions_of_pages, hostile.of_deep_dictionaries], ids=lambda make: make.__name__
)
def test_what_only_looks_like_too_much_is_read(make: Callable[[], bytes]) -> None:
    (text,) = pdf.read(make(), lambda _: True).texts
    assert "Eden District Council" in text


def test_all_pages_that_are_opened_count_together() -> None:
    twice = Limits(drawn_on_page=3_000, drawn=5_000)
    paper = joined([LETTER] * 3)
    assert len(pdf.read(paper, lambda _: True, replace(twice, drawn=50_000)).pages) > 3
    with pytest.raises(UnreadableLetter, match="draws more than") as caught:
        pdf.read(paper, lambda _: True, twice)
    assert caught.value.code == "too-large"


def test_a_file_of_too_many_letters_is_refused() -> None:
    paper = joined([LETTER] * 3)
    assert len(read_file(paper, Limits(letters=3)).letters) == 3
    read = read_file(paper, Limits(letters=2))
    assert (read.letters, read.problem is not None and read.problem.code) == ((), "too-large")


def test_a_letter_of_thousands_of_problems_says_the_first_and_how_many_more() -> None:
    faulty = (EXAMPLES / "faulty/table-missing/letter.pdf").read_bytes()
    (whole,) = read_file(faulty).letters
    (cut,) = read_file(faulty, Limits(problems=0)).letters
    assert whole.problems
    assert [problem.message for problem in cut.problems] == [f"And {len(whole.problems)} more problems."]
    assert cut.problems[0].code == whole.problems[0].code
    assert read_file(faulty, Limits(problems=len(whole.problems))).letters == (whole,)


def test_pages_that_are_not_opened_do_not_count() -> None:
    few = Limits(drawn_on_page=1, drawn=1)
    assert pdf.read(hostile.of_thousands_of_glyphs(), lambda _: False, few).pages == ()


def joined(parts: list[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        document = pypdfium2.PdfDocument(part)
        whole.import_pages(document)
        document.close()
    buffer = BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


def committee_paper(pages: int) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for page in range(pages):
        for line in range(40):
            canvas.drawString(
                60, 60 + 17 * line, f"Item {page}.{line}: the committee is asked to note the report."
            )
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def page_with_picture(size: int) -> bytes:
    entries = (
        b"/Type /XObject /Subtype /Image /Width 2000 /Height 2000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    )
    picture = hostile.packed_stream(b"\x9c" * size, b"/DCTDecode", entries)
    return hostile.document(b"/I Do\n", {hostile.FREE: picture}, resources=b"/XObject << /I 6 0 R >>")


@pytest.mark.slow
def test_a_letter_within_four_hundred_pages_and_forty_megabytes_is_read(tmp_path: Path) -> None:
    paper = joined([committee_paper(199), page_with_picture(40_000_000), LETTER, committee_paper(200)])
    assert len(paper) > 40_000_000
    read = read_in_one_worker(tmp_path, {"paper.pdf": paper}, LIMITS)["paper.pdf"]
    (alone,) = read_file(LETTER).letters
    (found,) = read.letters
    assert found.figures == tuple(replace(figure, page=figure.page + 200) for figure in alone.figures)


def test_the_parent_never_holds_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    tracemalloc.start()
    try:
        (read,) = read_files([LetterFile("large.pdf", path)], 1, None, no_progress)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read.problem is not None
    assert read.problem.code == "not-a-pdf"
    assert peak < 6_000_000


# What a process does under limits, each in a process of its own.


def hold_memory() -> None:
    with enforced(Limits(memory=limits.held_memory() + 50_000_000)):
        held = [bytes(1_000_000) for _ in range(10**6)]
        del held


def ask_for_memory_at_once() -> None:
    with enforced(Limits(memory=300_000_000)):
        bytes(700_000_000)


def leave_the_block_with_too_much() -> None:
    limits._LOOK_EVERY = 3600.0
    with enforced(Limits(memory=limits.held_memory() + 350_000_000)):
        held = b"x" * 400_000_000
    assert not held, "the process went on"


def work_for_ever() -> None:
    with enforced(Limits(processor_time=1.0)):
        while True:
            pass


def work_twice() -> None:
    for _ in range(2):
        with enforced(Limits(processor_time=1.5)):
            used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
            while sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) < used + 1.0:
                pass


def read_while_the_watch_sleeps() -> None:
    limits._LOOK_EVERY = 3600.0
    with enforced(Limits(memory=300_000_000)):
        read_file(hostile.gigabyte_of_objects())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "exit_code"),
    [
        (hold_memory, OUT_OF_MEMORY),
        (ask_for_memory_at_once, OUT_OF_MEMORY),
        (leave_the_block_with_too_much, OUT_OF_MEMORY),
        (read_while_the_watch_sleeps, OUT_OF_MEMORY),
        (work_for_ever, -signal.SIGXCPU),
        (work_twice, 0),
    ],
)
def test_a_process_past_its_limits_ends_with_its_own_code(work: Callable[[], None], exit_code: int) -> None:
    process = multiprocessing.get_context("spawn").Process(target=work)
    process.start()
    process.join(60)
    assert process.exitcode == exit_code


def test_the_limits_end_with_the_block() -> None:
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU)
    before = [resource.getrlimit(kind) for kind in kinds]
    with enforced(Limits(memory=10**12)):
        assert [resource.getrlimit(kind) for kind in kinds] != before
    assert [resource.getrlimit(kind) for kind in kinds] == before
