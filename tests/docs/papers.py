"""The documents as the tests read them: links, headings, and the commands they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document."""

    path: Path

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def text(self) -> str:
        """What it says."""
        return self.path.read_text("utf-8")

    @property
    def prose(self) -> str:
        """What it says outside of fenced blocks."""
        return FENCE.sub("", self.text)

    def links(self) -> list[str]:
        """Where it points to."""
        return LINK.findall(self.prose)

    def anchors(self) -> set[str]:
        """Where one can point to in it."""
        return {anchor(title) for title in HEADING.findall(self.prose)}

    def words(self) -> Iterator[str]:
        """Each piece of code in a line, and each line of a block."""
        yield from INLINE.findall(self.prose)
        for block in FENCED.findall(self.text):
            yield from block.splitlines()


def papers() -> list[Paper]:
    """Every document of the repository."""
    return [Paper(ROOT / "README.md"), Paper(ROOT / "CHANGES.md"), *map(Paper, sorted(DOCS.rglob("*.md")))]


def written() -> list[Paper]:
    """The documents that people write; the others come out of the code."""
    return [paper for paper in papers() if paper.path.parent.name != "reference"]


def anchor(title: str) -> str:
    """A heading's anchor, as hosts of repositories make it."""
    shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).replace("`", "").strip().lower()
    return re.sub(r"[^\w\- ]", "", shown).replace(" ", "-")
