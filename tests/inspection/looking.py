"""Files looked at in this process, which is quicker than in one of their own, and their pages."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from mapper.councils.register_file import load_register
from mapper.errors import UnreadableLetter
from mapper.inspection.page import INDEX, files_of
from mapper.inspection.subject import Subject
from mapper.letters.findings import Findings, findings_of
from mapper.letters.page_pictures import PagePicture, pictures_of
from mapper.letters.read import read_file
from mapper.letters.statistics import Problem
from mapper.review.judge import judge
from tests.paths import EXAMPLES


def look(path: Path) -> Subject:
    """What is known of a file."""
    letters = judge(path.name, read_file(path.read_bytes()), load_register())
    found = findings_of(path)
    return Subject(letters, found, _pictures(path, found))


def _pictures(path: Path, found: Findings) -> tuple[PagePicture, ...] | Problem:
    try:
        return pictures_of(path, found.numbers or range(1, 5), found.turned_by)
    except UnreadableLetter as error:
        return Problem(error.code, str(error))


@cache
def example(name: str) -> Subject:
    """What is known of an example letter."""
    return look(EXAMPLES / name / "letter.pdf")


def shown(subject: Subject, path: Path = Path("letter.pdf")) -> str:
    """The page of HTML about it."""
    return files_of(path, subject)[INDEX].decode()


class Elements(HTMLParser):
    """Every element of a page with its attributes, as a browser takes it apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [name for _, attributes in self.found if (name := attributes.get("id"))]

    @property
    def links(self) -> list[str]:
        return [link for tag, attributes in self.found if tag == "a" and (link := attributes.get("href"))]


def layer(html: str, name: str) -> list[str]:
    """What is said of each area of that kind, on all pages."""
    layers = re.findall(rf'<g class="{name}">(.*?)</g>', html, re.DOTALL)
    return [said for one in layers for said in re.findall(r"<title>(.*?)</title>", one, re.DOTALL)]
