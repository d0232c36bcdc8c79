"""Completes the tags of a printed page, as ISO 14289-1 (PDF/UA-1) and the Matterhorn Protocol ask for.

WeasyPrint tags every drawing as a figure, names no scope of a table's headings, and tags what stands in the margins
without a place in the document. A drawing without words is there to be seen only, beside words that say the same. That
and the margins become artifacts, which no reader's program mentions.
"""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf

_ARTIFACT = ContentStreamInstruction([Name.Artifact], Operator("BMC"))

Instruction = ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_Marks = defaultdict[tuple[int, int], set[int]]
"""The numbers of the marked contents that have a place in the document, by the page's object."""


def completed(content: bytes) -> bytes:
    """The PDF with its drawings and headings tagged; the same PDF gives the same bytes."""
    with Pdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        placed: _Marks = defaultdict(set)
        _complete(root, None, placed)
        parents = _by_number(root.ParentTree)
        for page in pdf.pages:
            marks = placed[page.obj.objgen]
            _forget(parents[int(page.StructParents)], marks)
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_marked(page, marks))))
        written = BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _complete(element: Object, part: object, placed: _Marks) -> None:
    """Complete what is below an element; `part` is that of the table in which it stands, if any."""
    kept = []
    for child in _children(element):
        if not isinstance(child, Dictionary):
            placed[element.Pg.objgen].add(int(child))
        elif Name.S in child:
            kind = child.S
            if kind == Name.Figure and Name.Alt not in child:
                continue
            if kind in (Name.TH, Name.TD):
                _scope(child, part)
            _complete(child, kind if kind in (Name.THead, Name.TBody) else part, placed)
        kept.append(child)
    element.K = Array(kept)


def _children(element: Object) -> Iterator[Object]:
    children = element.get(Name.K, Array())
    yield from children if isinstance(children, Array) else [children]


def _scope(cell: Object, part: object) -> None:
    """Say what a heading is of. In these tables each is that of its column or of its row."""
    table = {key: value for key, value in cell.A.items() if key != "/Headers"}
    if cell.S == Name.TH:
        table["/Scope"] = Name.Column if part == Name.THead else Name.Row
        del cell[Name.ID]
    cell.A = Dictionary(table)


def _by_number(tree: Object) -> dict[int, Object]:
    """The entries of a number tree that has no branches (ISO 32000-1, 7.9.7)."""
    pairs = list(tree.Nums)
    return {int(number): one for number, one in zip(pairs[::2], pairs[1::2], strict=True)}


def _forget(parents: Object, marks: set[int]) -> None:
    """Leave in the list that leads from marked contents to their elements only those with a place in the document."""
    for mark in range(len(parents)):
        if mark not in marks:
            parents[mark] = None


def _marked(page: pikepdf.Page, marks: set[int]) -> Iterator[Instruction]:
    """The instructions of a page; what has no place in the document is an artifact."""
    for one in pikepdf.parse_content_stream(page):
        marks_content = str(one.operator) == "BDC" and isinstance(one.operands[1], Dictionary)
        number = one.operands[1].get(Name.MCID) if marks_content else None
        yield one if number is None or int(number) in marks else _ARTIFACT
