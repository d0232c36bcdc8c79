"""A copy has the letter's pages and links to the web, and nothing else, whatever stands in the file it is made of."""

import re
import zlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from PIL import ImageChops

from mapper import sample
from mapper.letters import pdf
from mapper.letters.copies.faults import faults_of
from mapper.letters.copies.making import Source, copies_of
from mapper.letters.copies.rebuilding import opened, rebuilt
from mapper.letters.copies.store import Copy, CopyStore
from mapper.letters.limits import Limits
from mapper.letters.statistics import Problem
from mapper.sample import SAMPLE_YEARS
from tests import hostile
from tests.letters.copies.hostile_letters import LETTERS, MARKER, WEB, annotated, linked
from tests.paths import EXAMPLES
from tests.readings import council

READABLE = sorted(
    path
    for path in EXAMPLES.rglob("letter.pdf")
    if path.parent.name not in ("broken-objects", "not-a-pdf", "truncated", "user-password")
)
WORDS = (
    *(
        b"/JavaScript",
        b"/JS",
        b"/AA",
        b"/OpenAction",
        b"/Launch",
        b"/EmbeddedFile",
        b"/EF",
        b"/Filespec",
        b"/XFA",
    ),
    *(
        b"/AcroForm",
        b"/RichMedia",
        b"/Metadata",
        b"/Info",
        b"/Names",
        b"/StructTreeRoot",
        b"/Widget",
        b"/Encrypt",
    ),
    *(b"/ObjStm", b"/CreationDate"),
)


def copy_of(data: bytes, first: int = 1, last: int | None = None) -> bytes:
    with opened(data) as source:
        return rebuilt(source, first, last or len(source.pages))


def unpacked(data: bytes) -> bytes:
    """The file, and after it all that its streams hold where that is packed in the usual way."""
    found = [data]
    for one in re.findall(rb"stream\r?\n(.*?)\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(one))
        except zlib.error:
            found.append(one)
    return b"\n".join(found)


def looks(data: bytes, scale: float = 1.0) -> list[object]:
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=scale).to_pil().convert("RGB") for page in document]


def text_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def addresses_in(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as document:
        return [
            str(one.A.URI)
            for page in document.pages
            for one in page.get("/Annots", pikepdf.Array()).as_list()
        ]


@pytest.mark.parametrize("name", LETTERS)
def test_nothing_of_a_hostile_letter_but_its_page_is_carried_over(name: str) -> None:
    data = LETTERS[name]
    assert MARKER in unpacked(data)
    made = unpacked(copy_of(data))
    assert MARKER not in made
    assert not [word for word in WORDS if word in made]
    assert "Eden District Council" in text_of(made)[0]
    assert not pdf.read(made, lambda _: False).active_content
    assert not faults_of(copy_of(data))


@pytest.mark.parametrize(
    "path", READABLE[::3], ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}"
)
def test_a_copy_looks_and_reads_as_the_letter(path: Path) -> None:
    data = path.read_bytes()
    made = copy_of(data)
    assert text_of(made) == text_of(data)
    for there, here in zip(looks(data), looks(made), strict=True):
        assert ImageChops.difference(there, here).getbbox() is None  # type: ignore[arg-type]
    assert not faults_of(made)
    assert copy_of(data) == made == copy_of(made)


@pytest.mark.parametrize("year", SAMPLE_YEARS)
def test_a_copy_of_a_letter_with_made_up_figures_is_as_that(year: int) -> None:
    """A build does not compare these."""
    data = sample.letter(council(), year, sample.DEFAULT_SEED)
    made = copy_of(data)
    assert text_of(made) == text_of(data)
    for there, here in zip(looks(data), looks(made), strict=True):
        assert ImageChops.difference(there, here).getbbox() is None  # type: ignore[arg-type]
    assert not faults_of(made)


def test_links_to_the_web_stay_and_do_nothing_else() -> None:
    assert addresses_in(copy_of(linked(WEB))) == ["https://example.org/a?b=c"]
    assert addresses_in(copy_of(LETTERS["a link with more to do"])) == ["https://example.org/a?b=c"]
    assert addresses_in(copy_of(LETTERS["script behind an address"])) == []


def test_only_the_pages_asked_for_are_carried_over() -> None:
    two = _two_letters("Zebra crossing", "Aardvark lane")
    assert [text.strip() for text in text_of(copy_of(two, 2, 2))] == ["Aardvark lane"]
    assert b"Zebra" not in unpacked(copy_of(two, 2, 2))


def _two_letters(*words: str) -> bytes:
    document = FPDF()
    document.set_compression(False)
    document.set_font("helvetica")
    for word in words:
        document.add_page()
        document.cell(text=word)
    return bytes(document.output())


def test_a_letter_that_only_its_owner_may_change_is_copied_in_the_clear() -> None:
    document = FPDF()
    document.set_font("helvetica")
    document.add_page()
    document.cell(text="Figures of Eden")
    document.set_encryption("owner", encryption_method=EncryptionMethod.AES_256)
    data = bytes(document.output())
    assert b"/Encrypt" in data
    assert b"/Encrypt" not in copy_of(data)
    assert text_of(copy_of(data)) == text_of(data) == ["Figures of Eden"]


def test_what_a_page_has_from_above_is_carried_over() -> None:
    made = pypdfium2.PdfDocument(
        copy_of(
            hostile.document(
                more={
                    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate 90 /CropBox [0 0 300 842] >>",
                    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
                }
            )
        )
    )
    assert made[0].get_rotation() == 90
    assert made[0].get_size() == (842, 300)


def test_names_in_another_alphabet_are_carried_over() -> None:
    data = hostile.document(hostile.TITLE.replace(b"/F1", b"/F#e9"), resources=b"").replace(
        b"/F1 5", b"/F#e9 5"
    )
    data = data.replace(b"/Helvetica", b"/Helv#e9tica")
    assert text_of(copy_of(data)) == text_of(data) == ["Local Authority Report: Eden District Council"]
    assert b"/F#e9" in copy_of(data)
    assert b"/Helv#e9tica" in copy_of(data)
    assert not faults_of(copy_of(data))


def made_of(
    *sources: Source, store: CopyStore | None = None, limits: Limits | None = None
) -> list[Copy | Problem]:
    """What became of each letter, in the order of the files and of their pages."""
    found = copies_of(sources, 1, store, limits or Limits())
    by_place = {(source.sha256, span): one for source, span, one in found}
    return [by_place[source.sha256, span] for source in sources for span in source.spans]


def source_of(folder: Path, data: bytes, *spans: tuple[int, int]) -> Source:
    digest = sha256(data).hexdigest()
    path = folder / f"{digest}.pdf"
    path.write_bytes(data)
    return Source(path, digest, spans or ((1, 1),))


def test_a_file_of_many_letters_becomes_many_small_files(tmp_path: Path) -> None:
    """Each copy has its own pages; pages in all are those of the file, not their square."""
    letters = [
        sample.letter(council(code), 2019, sample.DEFAULT_SEED)
        for code in ("E07000107", "E10000016", "E06000002", "E07000105")
    ]
    document = pikepdf.new()
    for letter in letters:
        document.pages.extend(pikepdf.open(BytesIO(letter)).pages)
    file = BytesIO()
    document.save(file)
    data = file.getvalue()
    each = len(document.pages) // len(letters)
    spans = [(1 + each * at, each * (at + 1)) for at in range(len(letters))]
    found = made_of(source_of(tmp_path, data, *spans), store=CopyStore(tmp_path))
    for one, letter in zip(found, letters, strict=True):
        assert isinstance(one, Copy)
        assert isinstance(one.content, Path)
        assert text_of(one.content.read_bytes()) == text_of(letter)
        assert one.file_pages == each * len(letters)
    sizes = sum(
        one.content.stat().st_size for one in found if isinstance(one, Copy) and isinstance(one.content, Path)
    )
    assert sizes < 1.5 * len(data)
    assert found == made_of(source_of(tmp_path, data, *spans), store=CopyStore(tmp_path))


def test_letters_that_share_much_do_not_fill_the_disk(tmp_path: Path) -> None:
    """Forty letters that share one picture of 4 MB: their copies would hold 160 MB."""
    pixels = hostile.packed_stream(
        bytes(4_000_000),
        b"",
        b"/Type /XObject /Subtype /Image /Width 2000 /Height 2000 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    kids = b" ".join([b"%d 0 R" % number for number in range(10, 50)])
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        b"/Resources << /XObject << /X 6 0 R >> >> >>"
    )
    data = hostile.document(
        b"/X Do\n",
        {
            6: pixels,
            2: b"<< /Type /Pages /Kids [%s] /Count 40 >>" % kids,
            **dict.fromkeys(range(10, 50), page),
        },
    )
    found = made_of(source_of(tmp_path, data, *((number, number) for number in range(1, 41))))
    assert {one.code for one in found if isinstance(one, Problem)} == {"too-large"}
    assert len(found) == 40


def test_what_a_note_prints_on_the_page_is_not_lost_in_silence(tmp_path: Path) -> None:
    """A copy has no notes; a letter whose page shows one is not copied."""
    seen = annotated(
        b"/Type /Annot /Subtype /FreeText /Rect [50 50 300 300] /F 4 /AP << /N 7 0 R >>",
        {
            7: hostile.stream(
                b"1 0 0 rg 0 0 250 250 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 250 250]"
            )
        },
    )
    (found,) = made_of(source_of(tmp_path, seen))
    assert isinstance(found, Problem)
    assert "does not look as the page does" in found.message


def test_a_file_that_changed_after_it_was_read_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(LETTERS["script on opening"])
    (found,) = made_of(Source(path, sha256(b"what was read").hexdigest(), ((1, 1),)))
    assert isinstance(found, Problem)
    assert found.code == "changed"


def test_a_file_that_takes_too_much_costs_only_its_own_letter_the_copy(tmp_path: Path) -> None:
    """Kilobytes that unpack to a gigabyte, beside a sound letter."""
    greedy, sound = (
        source_of(tmp_path, hostile.unpacking_to_a_gigabyte()),
        source_of(tmp_path, hostile.document()),
    )
    refused, copied = made_of(greedy, sound, limits=Limits(memory=400 * 2**20))
    assert isinstance(refused, Problem)
    assert refused.code == "too-large"
    assert isinstance(copied, Copy)


def test_a_copy_that_was_damaged_on_disk_is_made_again(tmp_path: Path) -> None:
    source, store = source_of(tmp_path, hostile.document()), CopyStore(tmp_path)
    (first,) = made_of(source, store=store)
    assert isinstance(first, Copy)
    assert isinstance(first.content, Path)
    whole = first.content.read_bytes()
    first.content.write_bytes(whole[:-1])
    assert store.get(source.sha256, (1, 1)) is None
    assert made_of(source, store=store) == [first]
    assert first.content.read_bytes() == whole


def test_what_no_copy_may_have_is_found() -> None:
    sound = copy_of(linked(WEB))
    assert not faults_of(sound)
    assert faults_of(b"\n" + sound) == ("does not begin with %PDF-",)
    assert "has /OpenAction in the catalogue" in faults_of(hostile.document(catalog=b"/OpenAction 3 0 R"))
    assert "has /AA in a page" in faults_of(hostile.document(page=b"/AA << >>"))
    assert faults_of(hostile.document(more={6: b"(hidden)"})) == ("has 1 objects that no page needs",)
    assert "has /OPI under /X" in faults_of(LETTERS["a form with a prepress server"])
    assert "has /F under /Contents" in faults_of(LETTERS["contents that stand elsewhere"])
    for name in ("launch", "script behind an address", "media", "triggers of a field"):
        assert "has a note, a field or a link that leads to no address of the web" in faults_of(LETTERS[name])
    (broken,) = faults_of(sound[:-200])
    assert broken.startswith("cannot be looked through")
