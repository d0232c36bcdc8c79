"""Read thousands of damaged letters, and look for what must never be: a crash, a hang, a wrong figure under `ok`.

    make fuzz
    .venv/bin/python tests/fuzz.py [--count 10000] [--seed 1] [--jobs 2] [--only NUMBER] [--keep FOLDER]

Each mutant is one of the example letters with something in it changed: bytes, chunks, the table of offsets, whole
objects, or what its streams hold (digits, words, lines of the page's drawing), packed again. Same seed, same
mutants. All go through the real workers under the real limits.

A mutant may come out as `ok`; most changes do no harm to what is printed, and some change it consistently. So a
second look, with pypdfium2 alone, says what is printed: where the page looks as it did, down to the pixel, in the
place of a figure, the figure must have kept its value; elsewhere the text in that place must say the new value. A
figure of which neither is true is a *silent error*. The places come from the whole letter: a figure has one if its
text stands on its page once. A figure that moved off its place is counted, and must still stand somewhere on the
page. Prints the counts, and each silent error with the number of its mutant. Exit 1 if there is any, or a crash or
a hang.
"""

import argparse
import base64
import random
import re
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2
from pebble import ProcessPool

from mapper import sample
from mapper.councils.register import load_register
from mapper.letters.read import FileReading, read_file
from mapper.letters.statistics import Figure
from mapper.letters.workers import LetterFile, read_files
from mapper.review.judge import judge
from mapper.review.reading import Reading, Status
from tests.generators import fpdf2_letter, reportlab_letter
from tests.generators.wording import Options, consistent
from tests.paths import EXAMPLES

# Every figure another number, so that each has a place of its own on the page.
DISTINCT = consistent((214, 64, 51, 118, 45, 77, 12, 38, 9), (5, 34, 141, 52), 22, 37, 6, 29, 4, 2)

# So many letters at the head of the list have these figures.
_DRAWN = 4

# Mutants read in one go; what they need on disk is gone after each.
_BATCH = 500

# Seconds for the second look at one mutant.
_LONGEST_LOOK = 60.0


# The letters


@lru_cache
def letters() -> tuple[bytes, ...]:
    """The whole letters that are changed: all examples that are read as ok, and some drawn here."""
    drawn = [
        reportlab_letter.write(DISTINCT, "Kent County Council", "31/03/2019", Options()),
        reportlab_letter.write(
            DISTINCT, "Kent County Council", "31/03/2019", Options(rules="none", body=True)
        ),
        fpdf2_letter.write(DISTINCT, "Kent County Council", "31/03/2019", Options(apostrophe="'")),
        fpdf2_letter.write(
            DISTINCT, "Kent County Council", "31/03/2019", Options(apostrophe="'", rules="inner")
        ),
        *(sample.letter(load_register().by_code(code), 2019, 7) for code in ("E07000107", "E10000016")),
    ]
    files = [path.read_bytes() for path in sorted(EXAMPLES.rglob("letter.pdf")) if "faulty" not in path.parts]
    return tuple(data for data in (*drawn, *files) if _is_ok(readings(read_file(data))))


@lru_cache
def whole(which: int) -> tuple[Reading, ...]:
    """What the letter of that number states before anything is changed."""
    return readings(read_file(letters()[which]))


def readings(read: FileReading) -> tuple[Reading, ...]:
    return judge("mutant.pdf", read, load_register())


def _is_ok(found: Sequence[Reading]) -> bool:
    return all(letter.status is Status.OK for letter in found)


# How they are changed

Random = random.Random
Change = Callable[[bytes, Random], bytes]


def bytes_flipped(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 10, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def bits_flipped(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _chunk(data: bytes, chance: Random) -> tuple[int, int]:
    begins = chance.randrange(len(data))
    return begins, min(len(data), begins + chance.choice((1, 4, 30, 200, 2000)))


def chunk_deleted(data: bytes, chance: Random) -> bytes:
    begins, ends = _chunk(data, chance)
    return data[:begins] + data[ends:]


def chunk_doubled(data: bytes, chance: Random) -> bytes:
    begins, ends = _chunk(data, chance)
    return data[:ends] + data[begins:ends] + data[ends:]


def chunk_moved(data: bytes, chance: Random) -> bytes:
    begins, ends = _chunk(data, chance)
    rest = data[:begins] + data[ends:]
    to = chance.randrange(len(rest) + 1)
    return rest[:to] + data[begins:ends] + rest[to:]


def cut_short(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def digits_outside_streams(data: bytes, chance: Random) -> bytes:
    """Lengths, references, boxes, widths, offsets: any number of the file's structure."""
    inside = [range(*found.span(1)) for found in _STREAM.finditer(data)]
    digits = [
        m.start() for m in re.finditer(rb"[0-9]", data) if not any(m.start() in span for span in inside)
    ]
    return _digits_changed(data, chance.sample(digits, min(len(digits), chance.choice((1, 1, 2, 8)))), chance)


def offsets_broken(data: bytes, chance: Random) -> bytes:
    begins = data.rfind(b"xref\n", 0, data.rfind(b"startxref") + 1)
    digits = [m.start() for m in re.finditer(rb"[0-9]", data) if m.start() > max(begins, 0)]
    return _digits_changed(data, chance.sample(digits, min(len(digits), chance.choice((1, 5, 50)))), chance)


def _digits_changed(data: bytes, places: Sequence[int], chance: Random) -> bytes:
    changed = bytearray(data)
    for place in places:
        changed[place] = ord(chance.choice("0123456789"))
    return bytes(changed)


def objects_swapped(data: bytes, chance: Random) -> bytes:
    def swap(bodies: dict[int, bytes]) -> None:
        one, other = chance.sample(sorted(bodies), 2)
        bodies[one], bodies[other] = bodies[other], bodies[one]

    return _with_objects(data, swap)


def object_lost(data: bytes, chance: Random) -> bytes:
    def lose(bodies: dict[int, bytes]) -> None:
        del bodies[chance.choice(sorted(bodies))]

    return _with_objects(data, lose)


def stream_digits_changed(data: bytes, chance: Random) -> bytes:
    """Digits of what a stream holds: figures printed, positions, sizes, the codes of a font's letters."""

    def change(content: bytes) -> bytes:
        digits = [m.start() for m in re.finditer(rb"[0-9]", content)]
        return _digits_changed(
            content, chance.sample(digits, min(len(digits), chance.choice((1, 1, 2, 6)))), chance
        )

    return _with_stream(data, change, chance)


def stream_bytes_flipped(data: bytes, chance: Random) -> bytes:
    return _with_stream(data, lambda content: bytes_flipped(content, chance) if content else content, chance)


def stream_cut_short(data: bytes, chance: Random) -> bytes:
    return _with_stream(data, lambda content: content[: chance.randrange(len(content) + 1)], chance)


def stream_lines_moved(data: bytes, chance: Random) -> bytes:
    """Lines of a page's drawing lost, doubled or exchanged."""

    def change(content: bytes) -> bytes:
        lines = content.split(b"\n")
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.choice(("lose", "double", "exchange")):
            case "lose":
                del lines[one]
            case "double":
                lines.insert(other, lines[one])
            case _:
                lines[one], lines[other] = lines[other], lines[one]
        return b"\n".join(lines)

    return _with_stream(data, change, chance)


def printed_texts_swapped(data: bytes, chance: Random) -> bytes:
    """Two texts that a page draws, exchanged: figures of one sum change places, and every check still holds."""

    def change(content: bytes) -> bytes:
        texts = [m.span(1) for m in re.finditer(rb"(\([^()\\]{1,6}\)|<[0-9A-Fa-f]{4,16}>)\s*T[jJ]", content)]
        if len(texts) < 2:
            return content
        (a, b), (c, d) = sorted(chance.sample(texts, 2))
        return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]

    return _with_stream(data, change, chance)


def numbers_kept_in_balance(data: bytes, chance: Random) -> bytes:
    """One printed number a little more and another as much less, as long as both are plain text."""

    def change(content: bytes) -> bytes:
        numbers = [m.span(1) for m in re.finditer(rb"\(([1-9][0-9]{0,2})\)\s*Tj", content)]
        if len(numbers) < 2:
            return content
        (a, b), (c, d) = sorted(chance.sample(numbers, 2))
        more, less = int(content[a:b]) + 1, int(content[c:d]) - 1
        return content[:a] + b"%d" % more + content[b:c] + b"%d" % less + content[d:]

    return _with_stream(data, change, chance)


CHANGES: tuple[Change, ...] = (
    bytes_flipped,
    bits_flipped,
    chunk_deleted,
    chunk_doubled,
    chunk_moved,
    cut_short,
    digits_outside_streams,
    offsets_broken,
    objects_swapped,
    object_lost,
    stream_digits_changed,
    stream_digits_changed,
    stream_bytes_flipped,
    stream_cut_short,
    stream_lines_moved,
    stream_lines_moved,
    printed_texts_swapped,
    printed_texts_swapped,
    numbers_kept_in_balance,
)

_OBJECT = re.compile(rb"(?:^|[\r\n])([0-9]+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.DOTALL)


def _with_objects(data: bytes, change: Callable[[dict[int, bytes]], None]) -> bytes:
    """The file with its objects changed, and a table of offsets that is right again."""
    bodies = {int(number): body for number, body in _OBJECT.findall(data)}
    trailer = _TRAILER.search(data)
    if trailer is None or len(bodies) < 2:
        return data
    change(bodies)
    parts, offsets = [b"%PDF-1.7\n"], {}
    for number, body in bodies.items():
        offsets[number] = sum(map(len, parts))
        parts.append(b"%d 0 obj%sendobj\n" % (number, body))
    start = sum(map(len, parts))
    rows = [
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        for number in range(max(bodies) + 1)
    ]
    parts += [
        b"xref\n0 %d\n" % len(rows),
        *rows,
        b"trailer\n",
        trailer[1],
        b"\nstartxref\n%d\n%%%%EOF\n" % start,
    ]
    return b"".join(parts)


def _with_stream(data: bytes, change: Callable[[bytes], bytes], chance: Random) -> bytes:
    """The file with what one of its streams holds changed, and packed again."""

    def repack(bodies: dict[int, bytes]) -> None:
        streams = [number for number, body in bodies.items() if _unpacked(body) is not None]
        if streams:
            number = chance.choice(streams)
            content = _unpacked(bodies[number])
            assert content is not None
            bodies[number] = _repacked(bodies[number], change(content))

    return _with_objects(data, repack)


def _unpacked(body: bytes) -> bytes | None:
    """What a stream holds; None for an object that is no stream, or is packed in a way not known here."""
    found = _STREAM.search(body)
    if found is None:
        return None
    content = found[1]
    try:
        if b"ASCII85Decode" in body[: found.start()]:
            content = base64.a85decode(content.strip().removesuffix(b"~>"))
        return zlib.decompress(content) if b"FlateDecode" in body[: found.start()] else content
    except (ValueError, zlib.error):
        return None


def _repacked(body: bytes, content: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found is not None
    packed = zlib.compress(content)
    head = re.sub(
        rb"/Filter\s*(?:\[[^\]]*\]|/\w+)|/Length\s+[0-9]+(?: 0 R)?(?=[\s/>])", b"", body[: found.start()]
    )
    head = head.rstrip().removesuffix(b">>")
    return head + b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\n" % (len(packed), packed)


def mutant(seed: int, number: int) -> tuple[str, int, bytes]:
    """The mutant of that number: how it was changed, which letter it was, and the file."""
    chance = Random(f"{seed}/{number}")
    # Every second one from the letters whose figures all have a place.
    which = chance.randrange(chance.choice((len(letters()), _DRAWN)))
    change = chance.choice(CHANGES)
    return change.__name__, which, change(letters()[which], chance)


# The second look

Box = tuple[float, float, float, float]

# Pixels of a picture in a point of the page.
_SCALE = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as pypdfium2 sees it: its words with their boxes (points from the bottom left), and its picture."""

    number: int
    words: tuple[tuple[str, Box], ...]
    picture: pypdfium2.PdfBitmap
    height: float
    is_upright: bool

    def text(self, box: Box) -> str:
        """What stands in a place: the words whose middle is in it."""
        left, bottom, right, top = box
        inside = [
            (x0, text)
            for text, (x0, y0, x1, y1) in self.words
            if left - 1 <= (x0 + x1) / 2 <= right + 1 and bottom - 1 <= (y0 + y1) / 2 <= top + 1
        ]
        return " ".join(text for _, text in sorted(inside))

    def count(self, text: str) -> int:
        """How often a text stands on the page, by itself or within a longer word."""
        return " ".join(word for word, _ in self.words).count(text)

    def pixels(self, box: Box | None) -> bytes:
        """The picture of a place, or of the whole page."""
        stride, buffer = self.picture.stride, bytes(self.picture.buffer)
        if box is None:
            return buffer
        left, bottom, right, top = (round(edge * _SCALE) for edge in box)
        height = round(self.height * _SCALE)
        rows = range(max(0, height - top - 2), min(self.picture.height, height - bottom + 2))
        return b"".join(buffer[row * stride + max(0, left - 2) : row * stride + right + 2] for row in rows)


def sheet(data: bytes, number: int) -> Sheet:
    """The page of that number, counted from 1; where there is none, the last one."""
    document = pypdfium2.PdfDocument(data)
    try:
        number = min(number, len(document))
        page = document[number - 1]
        picture = page.render(scale=_SCALE, grayscale=True)
        text_page = page.get_textpage()
        words = tuple(_words(text_page))
        text_page.close()
        is_upright = page.get_rotation() == 0 and page.get_cropbox()[:2] == (0, 0)
        return Sheet(number, words, picture, page.get_height(), is_upright)
    finally:
        document.close()


def _words(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, Box]]:
    text, boxes = "", list[Box]()
    for index in range(text_page.count_chars()):
        letter = text_page.get_text_range(index, 1)
        if letter.strip():
            text += letter
            boxes.append(text_page.get_charbox(index))
        elif text:
            yield text, _around(boxes)
            text, boxes = "", []
    if text:
        yield text, _around(boxes)


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def number_in(text: str) -> float | None:
    """The number that a text says; None where it says none, such as a dash. Raises ValueError for any other."""
    if text in ("-", "–", "—", "n/a", "N/A"):
        return None
    return float(text.removesuffix("%").strip().replace(",", ""))


@lru_cache
def places(which: int) -> tuple[dict[tuple[int, str], Box], ...]:
    """For each letter of a whole file, where its figures stand: those whose text is on their page once."""
    found = []
    for letter in whole(which):
        own: dict[tuple[int, str], Box] = {}
        for key, figure in (letter.figures or {}).items():
            page = _sheet_of(which, figure.page)
            boxes = [box for text, box in page.words if text == figure.printed]
            # A turned or shifted page has its places elsewhere in the picture, where there is likely no ink.
            if len(boxes) == 1 and len(set(page.pixels(boxes[0]))) > 1 and page.is_upright:
                own[figure.page, key] = boxes[0]
        found.append(own)
    return tuple(found)


@lru_cache
def _sheet_of(which: int, page: int) -> Sheet:
    return sheet(letters()[which], page)


@dataclass(frozen=True, slots=True)
class Look:
    """What the second look found: figures at their place, off it, and no longer printed; and what is wrong."""

    in_place: int = 0
    moved: int = 0
    placeless: int = 0
    gone: int = 0
    wrong: tuple[str, ...] = ()


def look(data: bytes, which: int, found: Sequence[Reading]) -> Look:
    """Compare the figures of an ok mutant with what is printed on it."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    page_of = lru_cache(lambda number: sheet(data, number))
    for before, own in zip(whole(which), places(which), strict=True):
        now = _same_letter(before, found, whole(which))
        if now is None and not _is_told(found, whole(which)) and _still_printed(data, which, before):
            wrong.append(f"the letter of {before.authority_name} is lost")
        if now is None or now.status is not Status.OK:
            continue
        for key, figure in (before.figures or {}).items():
            current, page_before = now.figure(key), _sheet_of(which, figure.page)
            page = page_of(figure.page if current is None else current.page)
            box = own.get((figure.page, key))
            if current is None and page.number != figure.page:
                verdict = _verdict_without_page(data, which, figure)
            else:
                verdict = _verdict(page, page_before, box, figure, current)
            counts[verdict] += 1
            if verdict == "wrong":
                wrong.append(_says(figure, current, page, box))
    return Look(counts["in_place"], counts["moved"], counts["placeless"], counts["gone"], tuple(wrong))


def _says(figure: Figure, current: Figure | None, page: Sheet, box: Box | None) -> str:
    if current is None:
        return f"{figure.statistic} is lost"
    there = "" if box is None else f"; its place says “{page.text(box)}”"
    return f"{figure.statistic}: {figure.printed} was read as {current.printed} ({current.value}){there}"


def _same_letter(before: Reading, found: Sequence[Reading], others: Sequence[Reading]) -> Reading | None:
    """The letter that was this one; its name or its period, but not both, may be what has changed.

    A file may hold letters of one council for several years, or of several for one: `others` are those of the
    whole file, and what is still one of them is not this one.
    """
    if exact := [letter for letter in found if _is_same(letter, before)]:
        return exact[0]
    free = [letter for letter in found if not any(_is_same(letter, other) for other in others)]
    return next(
        (
            letter
            for letter in free
            if letter.authority_name == before.authority_name or letter.period_end == before.period_end
        ),
        None,
    )


def _is_told(found: Sequence[Reading], others: Sequence[Reading]) -> bool:
    """Whether the file's report names a letter that could not be read, or not for certain, beside the whole ones.

    Where name and period are what cannot be read, nothing says which letter that is: then it is not silent.
    """
    return any(
        letter.status is not Status.OK for letter in found if not any(_is_same(letter, o) for o in others)
    )


def _is_same(one: Reading, other: Reading) -> bool:
    return (one.authority_name, one.period_end) == (other.authority_name, other.period_end)


def _still_printed(data: bytes, which: int, letter: Reading) -> bool:
    """Whether the file prints the council's name, and most figures, as often as it did; else it is no letter now."""
    now, once = _text(data), _text(letters()[which])
    name = letter.authority_name or ""
    figures = [figure.printed for figure in (letter.figures or {}).values()]
    there = [now.split().count(printed) >= once.split().count(printed) for printed in figures]
    return now.count(name) >= once.count(name) and 2 * sum(there) > len(there)


def _text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def _verdict_without_page(data: bytes, which: int, figure: Figure) -> str:
    """Whether a figure whose page the file no longer has is lost though printed: in the whole file as often as before.

    Its number alone, on another page that happens to be the last one now, may well be another figure's.
    """
    now, before = _text(data), _text(letters()[which])
    is_there = all(now.count(part) >= before.count(part) for part in figure.printed.split(" + "))
    return "wrong" if is_there else "gone"


def _verdict(page: Sheet, before: Sheet, box: Box | None, figure: Figure, current: Figure | None) -> str:
    """Whether a figure has the value that is printed in its place, on the whole page and on the mutant's."""
    # A figure that a letter gives only as a sum prints as that sum.
    parts = (current or figure).printed.split(" + ")
    if current is None:
        return "wrong" if all(page.count(part) >= before.count(part) for part in parts) else "gone"
    if page.pixels(box) == before.pixels(box):
        return "in_place" if current.value == figure.value else "wrong"
    if box is not None:
        try:
            return "in_place" if number_in(page.text(box)) == current.value else "wrong"
        except ValueError:
            pass  # something else, or nothing, stands there now
    # A dash or "n/a" that was one before claims nothing, however it is spread now.
    claims = (figure.value, current.value) != (None, None)
    if claims and not all(page.count(part) for part in parts):
        return "wrong"
    return "moved" if box else "placeless"


# The run


@dataclass(slots=True)
class Tally:
    """What became of the mutants so far."""

    outcomes: Counter[str]
    looks: Counter[str]
    faults: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description="Read thousands of damaged letters.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int, help="only the mutant of this number")
    parser.add_argument("--keep", type=Path, help="folder for the mutants that are at fault")
    options = parser.parse_args()
    numbers = [options.only] if options.only is not None else list(range(options.count))
    began, tally = time.monotonic(), Tally(Counter(), Counter(), [])
    for first in range(0, len(numbers), _BATCH):
        _run(numbers[first : first + _BATCH], options, tally)
        done = min(first + _BATCH, len(numbers))
        print(f"{done} of {len(numbers)} mutants, {len(tally.faults)} at fault", file=sys.stderr, flush=True)
    _print(tally, len(numbers), time.monotonic() - began)
    return 1 if tally.faults else 0


def _run(numbers: Sequence[int], options: argparse.Namespace, tally: Tally) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        made = {}
        for number in numbers:
            path = Path(folder) / f"{number}.pdf"
            how, which, data = mutant(options.seed, number)
            path.write_bytes(data)
            made[LetterFile(f"{number} ({how})", path)] = which
        read = read_files(list(made), options.jobs, None, lambda _: None)
        doubtful = {}
        for file, result in zip(made, read, strict=True):
            found = readings(result)
            outcome = _outcome(found)
            tally.outcomes[outcome] += 1
            if outcome == "ok" or any(letter.status is Status.OK for letter in found):
                doubtful[file] = found
            if outcome in ("rejected: crashed", "rejected: timeout"):
                _blame(file, outcome, options, tally)
        for file, wrong in _second_looks(doubtful, made, options.jobs, tally):
            _blame(file, wrong, options, tally)


def _outcome(found: Sequence[Reading]) -> str:
    if _is_ok(found):
        return "ok"
    if all(letter.status is Status.REJECTED for letter in found):
        return f"rejected: {found[0].problems[0].code}"
    return "review"


def _blame(file: LetterFile, what: str, options: argparse.Namespace, tally: Tally) -> None:
    tally.faults.append(f"{file.name}: {what}")
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / file.path.name).write_bytes(file.path.read_bytes())


def _second_looks(
    doubtful: Mapping[LetterFile, tuple[Reading, ...]],
    made: Mapping[LetterFile, int],
    jobs: int,
    tally: Tally,
) -> Iterator[tuple[LetterFile, str]]:
    """Look at every mutant that is ok, in processes of their own; yield what is wrong."""
    with ProcessPool(max_workers=jobs) as pool:
        futures = {
            file: pool.schedule(look, args=(file.path.read_bytes(), made[file], found), timeout=_LONGEST_LOOK)
            for file, found in doubtful.items()
        }
        for file, future in futures.items():
            try:
                seen: Look = future.result()
            except Exception as error:
                # Whatever stops the second look, the figures of this mutant stay unproved.
                yield file, f"no second look: {type(error).__name__}: {error}"
                continue
            tally.looks.update(
                in_place=seen.in_place, moved=seen.moved, placeless=seen.placeless, gone=seen.gone
            )
            for wrong in seen.wrong:
                yield file, f"silent error: {wrong}"


def _print(tally: Tally, count: int, seconds: float) -> None:
    crashes, hangs = tally.outcomes["rejected: crashed"], tally.outcomes["rejected: timeout"]
    silent = sum("silent error" in fault for fault in tally.faults)
    unseen = sum("no second look" in fault for fault in tally.faults)
    print(f"{count} mutants of {len(letters())} letters in {seconds:.0f} seconds")
    for outcome, number in sorted(tally.outcomes.items(), key=lambda item: -item[1]):
        print(f"  {number:6}  {outcome}")
    looks = tally.looks
    print(
        f"figures of ok mutants looked at again: {looks['in_place']} in their place, {looks['moved']} moved but "
        f"printed, {looks['placeless']} on a changed page without a place of their own but printed, "
        f"{looks['gone']} neither read nor printed"
    )
    print(f"crashes: {crashes}, hangs: {hangs}, silent errors: {silent}, without a second look: {unseen}")
    for fault in tally.faults:
        print(f"  {fault}")


if __name__ == "__main__":
    sys.exit(main())
