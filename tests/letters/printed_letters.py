"""Pages that print one figure, as they are and as they deceive: written byte by byte, by reportlab and by fpdf2.

Each prints its figure at the same place. What else it draws is given as PDF operators, in points from the lower left
corner of the page.
"""

from io import BytesIO

from fpdf import FPDF
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from tests.hostile import assemble, stream

X, Y, SIZE = 200.0, 600.0, 12.0
"""Where the figure begins, its base line, and its size."""

WIDTH, HEIGHT = 595, 842

# Its code for "3" draws an "8", and its table of characters says that it is a "3".
_LYING = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R "
    b"/Encoding << /Type /Encoding /Differences [51 /eight] >> >>"
)
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7E> <0020> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""
_LAYER = b"<< /Type /OCG /Name (Old figures) >>"
_LAYER_OFF = b"/OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] /Order [8 0 R] >> >>"
_FALL = (
    b"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 595 0] /Extend [true true] "
    b"/Function << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [0.4 0.7 0.9] /N 1 >> >>"
)
_NOTE = b"/Type /XObject /Subtype /Form /BBox [0 0 40 16] /Resources << /Font << /F1 5 0 R >> >>"
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"


def words(
    text: str, *, x: float = X, y: float = Y, size: float = SIZE, font: str = "F1", state: str = ""
) -> str:
    """Text, with other operators of its state."""
    return f"BT {state} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def by_hand(contents: str, page: str = "", form: str = "", layer: str = "off") -> bytes:
    """A page with these contents; `page` is written into its dictionary, and `/Form Do` draws `form`.

    It has the fonts F1 (Helvetica), Bold, Times, Courier and Lying, the shading Fall, the picture Scan, which shows
    "595", and the optional content Layer.
    """
    image = scan("595")
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    named = b"".join(
        b"/%s << /Type /Font /Subtype /Type1 /BaseFont /%s >> " % pair
        for pair in ((b"Bold", b"Helvetica-Bold"), (b"Times", b"Times-Italic"), (b"Courier", b"Courier"))
    )
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R " + (_LAYER_OFF if layer == "off" else b"") + b" >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R " % (WIDTH, HEIGHT)
            + b"/Resources << /Font << /F1 5 0 R /Lying 6 0 R %s >> /Properties << /Layer 8 0 R >> " % named
            + b"/Shading << /Fall 9 0 R >> /XObject << /Scan 10 0 R /Form 12 0 R >> >> "
            + page.encode()
            + b" >>",
            4: stream(contents.encode("latin-1")),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            6: _LYING,
            7: stream(_TO_UNICODE),
            8: _LAYER,
            9: _FALL,
            10: stream(image.tobytes(), entries % image.size),
            11: stream(b"1 1 0.7 rg 0 0 40 16 re f 0 g BT /F1 12 Tf 2 3 Td (818) Tj ET", _NOTE),
            12: stream(form.encode("latin-1"), _FORM),
        }
    )


NOTE = (
    f"/Annots [<< /Type /Annot /Subtype /FreeText /Rect [{X - 2} {Y - 3} {X + 38} {Y + 13}] /Contents (818) "
    "/DA (/F1 12 Tf 0 g) /F 4 /AP << /N 11 0 R >> >>]"
)


def scan(text: str) -> Image.Image:
    """A picture of a figure in print."""
    image = Image.new("L", (120, 60), 244)
    ImageDraw.Draw(image).text((4, 2), text, fill=25, font_size=44)
    return image


def by_reportlab(figure: str, draw_first: str = "", mode: int = 0, font: str = "Helvetica") -> bytes:
    """The same page by reportlab; `draw_first` are operators."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas._code.append(draw_first)
    text = canvas.beginText(X, Y)
    text.setFont(font, SIZE)
    text.setTextRenderMode(mode)
    text.textOut(figure)
    canvas.drawText(text)
    canvas.save()
    return out.getvalue()


def by_fpdf2(
    figure: str, colour: tuple[int, int, int], ground: tuple[int, int, int], size: float = SIZE
) -> bytes:
    """The same page by fpdf2, in one colour on another."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.add_page()
    pdf.set_font("Times", "B", size)
    pdf.set_fill_color(*ground)
    pdf.rect(X - 10, HEIGHT - Y - 1.2 * size, 3 * size + 20, 1.8 * size, style="F")
    pdf.set_text_color(*colour)
    pdf.text(X, HEIGHT - Y, figure)
    return bytes(pdf.output())
