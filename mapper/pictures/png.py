"""A drawing as PNG, by way of a PDF (reportlab) that PDFium turns into pixels with fonts of its own.

So no browser and no installed font is needed.
"""

import io
import math

import pypdfium2
from PIL.Image import Dither, Quantize
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from mapper.pictures.drawing import FONTS, HATCH_STEP, HATCH_WIDTH, Circle, Drawing, Shape, Words

_COLOURS = 256  # in a PNG's palette


# PNG


def to_png(drawing: Drawing, scale: float) -> bytes:
    """The drawing as a PNG of `scale` times its size."""
    document = pypdfium2.PdfDocument(_to_pdf(drawing))
    try:
        picture = document[0].render(scale=scale).to_pil()
    finally:
        document.close()
    file = io.BytesIO()
    # Few colours are used; a palette makes the file a third of the size, and moves each by a step or two of 255.
    picture.quantize(_COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _to_pdf(drawing: Drawing) -> bytes:
    """The drawing as a PDF of one page, a point a pixel."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(drawing.width, drawing.height), pageCompression=0, invariant=1)
    canvas.setLineJoin(1)
    for item in drawing.items:
        if isinstance(item, Words):
            canvas.setFillColor(HexColor(item.font.colour), alpha=1)
            canvas.setFont(FONTS[item.font.family, item.font.bold], item.font.size)
            canvas.drawString(item.x, drawing.height - item.y, item.text)
        else:
            _draw(canvas, item, drawing.height)
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, item: Shape | Circle, height: int) -> None:
    style, path = item.style, _trace(canvas, item, height)
    if style.fill:
        canvas.setFillColor(HexColor(style.fill), alpha=style.opacity)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)
    if style.hatch and isinstance(item, Shape):
        _draw_hatch(canvas, item, path, height)
    if style.line:
        canvas.setStrokeColor(HexColor(style.line))
        canvas.setLineWidth(style.width)
        canvas.drawPath(path, stroke=1, fill=0)


def _trace(canvas: Canvas, item: Shape | Circle, height: int) -> PDFPathObject:
    path = canvas.beginPath()
    if isinstance(item, Circle):
        path.circle(item.x, height - item.y, item.radius)
        return path
    for (x, y), *others in item.parts:
        path.moveTo(x, height - y)
        for a, b in others:
            path.lineTo(a, height - b)
        if item.closed:
            path.close()
    return path


def _draw_hatch(canvas: Canvas, shape: Shape, path: PDFPathObject, height: int) -> None:
    """Lines at 45°, each where the sum of its coordinates is a multiple of the step, cut off at the shape."""
    xs = [x for part in shape.parts for x, _ in part]
    ys = [y for part in shape.parts for _, y in part]
    step = HATCH_STEP * math.sqrt(2)
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0, fillMode=FILL_EVEN_ODD)
    canvas.setStrokeColor(HexColor(shape.style.hatch))
    canvas.setLineWidth(HATCH_WIDTH)
    for number in range(math.floor((min(xs) + min(ys)) / step), math.ceil((max(xs) + max(ys)) / step) + 1):
        total = number * step
        canvas.line(min(xs), height - (total - min(xs)), max(xs), height - (total - max(xs)))
    canvas.restoreState()
