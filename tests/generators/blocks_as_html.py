"""Letters of blocks as HTML: a grid for Chromium, a table for LibreOffice, which knows no grids."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

from playwright.sync_api import Page

from tests.generators import chromium_letter
from tests.generators.blocks_wording import (
    INVENTED,
    Card,
    Figures,
    Item,
    Manner,
    Wording,
    cards,
    first_page,
    heads,
    volumes,
)

_Arrange = Callable[[Sequence[Card], Manner], str]


class Printer:
    """One browser page that prints many letters."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def write(self, figures: Figures, council: str, wording: Wording, manner: Manner) -> bytes:
        self._page.set_content(_html(figures, council, wording, manner, _grid))
        return self._page.pdf(prefer_css_page_size=True)


@contextmanager
def printer() -> Iterator[Printer]:
    """A printer on the machine's browser."""
    with chromium_letter.printer() as one:
        yield Printer(one._page)


def libreoffice(figures: Figures, council: str, wording: Wording, manner: Manner) -> bytes:
    """The letter as LibreOffice Writer lays it out; slow, so only for making examples."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "letter.html")
        source.write_text(_html(figures, council, wording, manner, _table), encoding="utf-8")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                folder,
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(folder, "letter.pdf").read_bytes()


def _html(figures: Figures, council: str, wording: Wording, manner: Manner, arrange: _Arrange) -> str:
    blocks = cards(figures, council, wording, manner)
    pages = [_paragraphs(first_page(council, wording, manner))] if manner.first_page else []
    head = "".join(f"<h1>{escape(line)}</h1>" for line in heads(council, wording, manner))
    said = "".join(f"<p>{escape(line)}</p>" for line in volumes(figures, wording, manner))
    if manner.page_break:
        pages += [head + said + arrange(blocks[:-1], manner), arrange(blocks[-1:], manner)]
    else:
        pages.append(head + said + arrange(blocks, manner))
    body = "<p style='page-break-before:always'></p>".join(f"<p>{INVENTED}</p>{page}" for page in pages)
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Illustrative letter</title>"
        f"<style>{_style(manner)}</style>{body}</html>"
    )


def _style(manner: Manner) -> str:
    wide = ".cards > div:last-child { grid-column: 1 / -1 }" if manner.spread else ""
    box = ".cards > div { border: 1px solid #777; padding: 8pt }" if manner.boxes else ""
    return f"""
@page {{ size: A4; margin: 14mm }}
body {{ font: {manner.size}pt/1.25 "Liberation Sans", Arial, sans-serif; margin: 0 }}
h1 {{ font-size: 1.3em; margin: 0.5em 0 }}
h2 {{ font-size: 1.35em; margin: 0 0 0.6em }}
p {{ margin: 0 0 0.7em }}
b {{ font-size: {manner.number_size}pt; line-height: 1.1 }}
i {{ font-size: 1.5em; font-style: normal }}
.cards {{ display: grid; grid-template-columns: repeat({manner.columns}, 1fr); gap: {manner.gutter}pt }}
.items {{ columns: {manner.inner}; column-gap: {manner.gutter}pt }}
.items > div {{ break-inside: avoid; margin-bottom: 6pt }}
.left {{ display: flex; gap: 12pt; align-items: center }}
.left b {{ flex: none; min-width: {manner.number_size * 2.2}pt }}
.above b, .below b {{ display: block }}
{wide}{box}"""


def _paragraphs(lines: Sequence[str]) -> str:
    text = "\n".join(escape(line) for line in lines)
    return "".join(f"<p>{part.strip().replace(chr(10), '<br>')}</p>" for part in text.split("\n\n"))


def _marked(text: str) -> str:
    """The text with what is between zero bytes set larger."""
    parts = escape(text).split("\0")
    return "".join(f"<i>{part}</i>" if number % 2 else part for number, part in enumerate(parts))


def _grid(blocks: Sequence[Card], manner: Manner) -> str:
    drawn = "".join(
        f"<div><h2>{escape(card.heading)}</h2><div class=items>{_items(card, manner)}</div></div>"
        for card in blocks
    )
    return f"<div class=cards>{drawn}</div>"


def _items(card: Card, manner: Manner) -> str:
    return "".join(f"<div class={manner.apart}>{_item(item, manner)}</div>" for item in card.items)


def _item(item: Item, manner: Manner) -> str:
    text, number = f"<span>{_marked(item.text)}</span>", f"<b>{escape(item.number)}</b>"
    if not item.number:
        return text
    return text + number if manner.apart == "below" else number + text


def _table(blocks: Sequence[Card], manner: Manner) -> str:
    """Cards in cells; within one, a table of two columns where numbers stand at the left."""
    cells = [f"<td valign=top><h2>{escape(card.heading)}</h2>{_rows(card, manner)}</td>" for card in blocks]
    rows = [cells[first : first + manner.columns] for first in range(0, len(cells), manner.columns)]
    drawn = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table width=100% border={int(manner.boxes)} cellpadding=8>{drawn}</table>"


def _rows(card: Card, manner: Manner) -> str:
    if manner.apart != "left":
        drawn = (_item(item, manner) for item in card.items)
        return "".join(
            f"<p>{item.replace('</b><span>', '</b><br><span>').replace('</span><b>', '</span><br><b>')}</p>"
            for item in drawn
        )
    rows = "".join(
        f"<tr><td width=28%>{f'<b>{escape(item.number)}</b>' if item.number else ''}</td>"
        f"<td>{_marked(item.text)}</td></tr>"
        for item in card.items
    )
    return f"<table width=100%>{rows}</table>"
