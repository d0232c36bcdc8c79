"""A letter as HTML, for producers that lay out by themselves."""

from html import escape

from tests.generators.wording import Cell, Figures, Grid, Heading, Options, Sheet, sheets


def page(figures: Figures, name: str, period: str, options: Options) -> str:
    """The letter as one HTML file, each of its pages a section of its own."""
    if options.rotate or options.drawn_in_disorder is not None or options.overprint:
        raise ValueError("a browser prints pages upright, in order, once")
    body = "".join(
        f"<section>{_sheet(sheet, options)}</section>" for sheet in sheets(figures, name, period, options)
    )
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Illustrative letter</title>"
        f"<style>{_style(options)}</style>{body}</html>"
    )


def _style(options: Options) -> str:
    borders = {
        "all": "td,th{border:1px solid #555}",
        "inner": "td+td,th+th{border-left:1px solid #555}",
        "horizontal": "tr{border-bottom:1px solid #555}",
        "none": "",
    }
    return f"""
@page {{ size: A4 {"landscape" if options.landscape else "portrait"}; margin: 12mm }}
body {{ font: {options.font_size}pt/{options.line_spacing} "Liberation Sans", Arial, sans-serif; margin: 0 }}
section + section {{ break-before: page }}
h2 {{ font-size: 1.2em; white-space: pre-line }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; break-inside: avoid }}
td, th {{ padding: 3pt; font-weight: normal; hyphens: auto; overflow-wrap: break-word }}
td {{ text-align: {options.figures} }}
th {{ text-align: {options.headings}; vertical-align: bottom }}
{borders[options.rules]}
{_turn(options.turned)}
{"th { font: bold 1em serif } td { font: 1.05em monospace }" if options.several_fonts else ""}
"""


def _turn(angle: int) -> str:
    """How headings of single columns are turned anticlockwise."""
    if not angle:
        return ""
    if abs(angle) == 90:
        turn = "rotate(180deg)" if angle > 0 else "none"
        return f"th[colspan='1'] span {{ writing-mode: vertical-rl; max-height: 90pt; transform: {turn} }}"
    return (
        "th[colspan='1'] { height: 90pt; vertical-align: bottom; text-align: left; overflow: visible }"
        "th[colspan='1'] span { display: inline-block; width: 90pt; padding-left: 1.5em;"
        f" transform: rotate({-angle}deg); transform-origin: bottom left; font-size: .9em }}"
    )


def _sheet(sheet: Sheet, options: Options) -> str:
    blocks = []
    for block in sheet:
        if isinstance(block, Grid):
            blocks.append(_table(block))
        elif isinstance(block, Heading):
            blocks.append(f"<h2>{escape(block.text)}</h2>")
        else:
            blocks.append(f"<p>{escape(block.text)}</p>")
    return "".join(blocks)


def _table(grid: Grid) -> str:
    widths = "".join(f'<col style="width:{width}%" width="{width}%">' for width in grid.widths)
    rows = [
        "".join(_cell(cell, "th" if number < grid.heads else "td") for cell in row)
        for number, row in enumerate(grid.rows)
    ]
    return f"<table>{widths}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(cell: Cell, tag: str) -> str:
    text = f"<span>{escape(cell.text)}</span>" if tag == "th" else escape(cell.text)
    return f"<{tag} colspan={cell.across} rowspan={cell.down}>{text}</{tag}>"
