"""A drawing as PNG: reportlab writes it as a PDF, and PDFium renders that with its built-in fonts.

This needs neither a browser nor installed fonts.
"""

import io
import math
from collections.abc import Sequence
from itertools import product

import pypdfium2
from PIL.Image import Dither, Quantize
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from mapper.pictures.drawing import DOT_RADIUS, DOT_STEP, DOTS, FONTS, Circle, Drawing, Shape, Words

_COLOURS = 256  # in a PNG's palette


def to_png(drawing: Drawing, scale: float) -> bytes:
    """The drawing as a PNG file, `scale` times its size."""
    document = pypdfium2.PdfDocument(_to_pdf(drawing))
    try:
        picture = document[0].render(scale=scale).to_pil()
    finally:
        document.close()
    file = io.BytesIO()
    # A palette makes the file a third of the size. Few colours are used, and each moves by a step or two of 255.
    picture.quantize(_COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _to_pdf(drawing: Drawing) -> bytes:
    """The drawing as a PDF of one page, with one point per pixel."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(drawing.width, drawing.height), pageCompression=0, invariant=1)
    canvas.setLineJoin(1)
    for item in drawing.items:
        if isinstance(item, Words):
            canvas.setFillColor(HexColor(item.font.colour), alpha=1)
            canvas.setFont(FONTS[item.font.family, item.font.bold], item.font.size)
            draw = canvas.drawString if item.anchor == "start" else canvas.drawRightString
            draw(item.x, drawing.height - item.y, item.text)
        else:
            _draw(canvas, item, drawing.height)
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, item: Shape | Circle, height: int) -> None:
    style, path = item.style, _trace(canvas, item, height)
    if style.fill:
        canvas.setFillColor(HexColor(style.fill), alpha=1)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)
    if style.dots and isinstance(item, Shape):
        _draw_dots(canvas, item, path, height)
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


def _draw_dots(canvas: Canvas, shape: Shape, path: PDFPathObject, height: int) -> None:
    """Draw the dots of all cells that the shape touches, clipped to the shape."""
    xs = [x for part in shape.parts for x, _ in part]
    ys = [y for part in shape.parts for _, y in part]
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0, fillMode=FILL_EVEN_ODD)
    canvas.setFillColor(HexColor(shape.style.dots))
    dots = canvas.beginPath()
    for column, row in product(_cells(xs), _cells(ys)):
        for at in DOTS:
            dots.circle(column * DOT_STEP + at, height - row * DOT_STEP - at, DOT_RADIUS)
    canvas.drawPath(dots, stroke=0, fill=1)
    canvas.restoreState()


def _cells(along: Sequence[float]) -> range:
    return range(math.floor(min(along) / DOT_STEP), math.ceil(max(along) / DOT_STEP))
