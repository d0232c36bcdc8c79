"""The colours and letters of a page's drawings, written into the drawings themselves.

The printer takes each SVG for a picture of its own, which neither the style sheets of the page nor its custom
properties reach. So the declarations that its parts would have in a browser are put into their `style`.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list

_SVG = "{http://www.w3.org/2000/svg}"
_LINES = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order")
_DRAWN = frozenset((*_LINES, "font-size", "font-weight", "color"))
_FAMILY = "font-family"
_LIGHT = re.compile(r"var\(--light,\s*([^()]*)\)\s*var\(--dark,[^()]*\)")
_TOKEN = re.compile(r"--([\w-]+)\s*:\s*([^;{}]*)")
_VALUE = re.compile(r"var\(--([\w-]+)\)")

Declarations = tuple[tuple[str, str], ...]


def on_paper(style: str) -> str:
    """A style sheet with the light one of each pair of colours, which is that of paper."""
    return _LIGHT.sub(r"\1", style)


class Painter:
    """What a style sheet, as `on_paper` gives it, says of drawings."""

    def __init__(self, style: str, family: str) -> None:
        self._tokens = {name: value.strip() for name, value in _TOKEN.findall(style)}
        self._family = family
        self._matcher = Matcher()
        for rule in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule" and (declared := tuple(self._declared(rule.content))):
                self._add(rule.prelude, declared)

    def _add(self, prelude: object, declared: Declarations) -> None:
        try:
            selectors = compile_selector_list(prelude)
        except SelectorError:
            return  # a part of the page that only browsers know, such as the ground behind a dialogue
        for selector in selectors:
            if selector.pseudo_element is None:
                self._matcher.add_selector(selector, declared)

    def _declared(self, content: object) -> Iterator[tuple[str, str]]:
        for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if one.type == "declaration" and one.lower_name in _DRAWN:
                yield one.lower_name, self._plain(tinycss2.serialize(one.value).strip())

    def _plain(self, value: str) -> str:
        """The value with that of each custom property in its place."""
        return _VALUE.sub(lambda found: self._tokens.get(found[1], "inherit"), value)

    def paint(self, page: Element) -> None:
        """Write into each drawing of a page what its parts look like, and its words into a title."""
        self._walk(ElementWrapper.from_html_root(page), "inherit", False)

    def _walk(self, element: ElementWrapper, colour: str, is_drawn: bool) -> None:
        found = self._found(element)
        colour = found.get("color", colour)
        node = element.etree_element
        if node.tag == f"{_SVG}svg":
            is_drawn = True
            found |= {"color": colour, _FAMILY: self._family}
            _entitle(node)
        if is_drawn and found:
            node.set("style", ";".join(f"{name}:{value}" for name, value in found.items()))
        for child in element.iter_children():
            self._walk(child, colour, is_drawn)

    def _found(self, element: ElementWrapper) -> dict[str, str]:
        found: dict[str, str] = {}
        for *_, declared in sorted(self._matcher.match(element), key=lambda one: one[:2]):
            found |= dict(declared)
        return found


def _entitle(drawing: Element) -> None:
    """Say in a title, which the printer looks for, what a drawing says to those who do not see it."""
    words: Mapping[str, str] = drawing.attrib
    if words.get("aria-label"):
        title = SubElement(drawing, f"{_SVG}title")
        title.text = words["aria-label"]
