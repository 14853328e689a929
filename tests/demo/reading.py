"""Pages and documents of the press, read as a test wants them."""

from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser, LexborNode

NotXml = ET.ParseError


def nodes(page: str, selector: str) -> list[LexborNode]:
    """The elements of a page that a selector finds."""
    return LexborHTMLParser(page).css(selector)


def text_of(page: str, selector: str = "body") -> str:
    """The words of the one element that a selector finds, one space between them."""
    (found,) = nodes(page, selector)
    return " ".join(found.text().split())


def given(page: str, selector: str, name: str) -> list[str]:
    """An attribute of the elements that a selector finds."""
    return [node.attributes.get(name) or "" for node in nodes(page, selector)]


def xml(text: str) -> ET.Element:
    """A document as a tree."""
    return ET.fromstring(text)  # noqa: S314 - the press's own document
