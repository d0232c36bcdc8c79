"""Letters written by fpdf2, with the standard fonts and its own tables."""

from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import TableBordersLayout

from tests.generators.wording import Figures, Grid, Heading, Options, Sheet, sheets

_BORDERS = {
    "all": TableBordersLayout.ALL,
    "inner": TableBordersLayout.INTERNAL,
    "horizontal": TableBordersLayout.HORIZONTAL_LINES,
    "none": TableBordersLayout.NONE,
}


def write(figures: Figures, name: str, period: str, options: Options) -> bytes:
    return bytes(document(figures, name, period, options).output())


def document(figures: Figures, name: str, period: str, options: Options) -> FPDF:
    """The letter before it is put out; the standard fonts have no curly apostrophe and no long dashes."""
    if options.rotate or options.drawn_in_disorder is not None or options.overprint:
        raise ValueError("fpdf2 draws pages upright, in order, once")
    pdf = FPDF("landscape" if options.landscape else "portrait", "pt", "A4")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime(2019, 7, 24, tzinfo=UTC))
    for sheet in sheets(figures, name, period, options):
        _draw(pdf, sheet, options)
    return pdf


def _draw(pdf: FPDF, sheet: Sheet, options: Options) -> None:
    pdf.add_page()
    leading = options.font_size * options.line_spacing
    for block in sheet:
        if isinstance(block, Grid):
            _table(pdf, block, options)
            continue
        is_heading = isinstance(block, Heading)
        pdf.set_font("Helvetica", "B" if is_heading else "", options.font_size + 3 * is_heading)
        pdf.multi_cell(0, leading + 3 * is_heading, block.text, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(5)


def _table(pdf: FPDF, grid: Grid, options: Options) -> None:
    pdf.set_font("Helvetica", "", options.font_size)
    with pdf.table(
        borders_layout=_BORDERS[options.rules],
        col_widths=grid.widths,
        line_height=options.font_size * options.line_spacing,
        # Alignment tells a heading; no table is long enough to repeat one.
        first_row_as_headings=False,
        num_heading_rows=0,
        padding=2,
    ) as table:
        for number, cells in enumerate(grid.rows):
            align = options.headings if number < grid.heads else options.figures
            row = table.row()
            for cell in cells:
                row.cell(cell.text, colspan=cell.across, rowspan=cell.down, align=align.upper())
    pdf.ln(8)
