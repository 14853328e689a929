"""A page as a test reads it."""

from typing import Protocol

from bs4 import BeautifulSoup, Tag


class Answer(Protocol):
    """What Django's own test client and its views answer with."""

    @property
    def content(self) -> bytes:
        """The bytes of the page."""


def page(answer: Answer) -> BeautifulSoup:
    """The page of an answer."""
    return BeautifulSoup(answer.content, "lxml")


def one(found: BeautifulSoup | Tag, selector: str) -> Tag:
    """The first element a selector finds; there must be one."""
    element = found.select_one(selector)
    assert element is not None
    return element


def words(found: BeautifulSoup | Tag, selector: str) -> list[str]:
    """The words of every element a selector finds, spaces made one."""
    return [" ".join(element.get_text(" ").split()) for element in found.select(selector)]


def links(found: BeautifulSoup | Tag, selector: str) -> list[str]:
    """Where the links a selector finds lead to."""
    return [str(element["href"]) for element in found.select(selector)]
