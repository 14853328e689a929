"""Headlines that say the same of somebody else: another appointment, an accident in another place."""

from classifier.stories_facts import names
from language.tokens import streams

# So much of the shorter headline stands in the other, of at least so many words, names left out.
_SAME, _FEWEST = 0.6, 3


def is_conflict(one: str, other: str) -> bool:
    """Whether two headlines have most words in common, and of their names none."""
    mine, theirs = _named(one), _named(other)
    if not mine or not theirs or any(_is_part(a, b) for a in mine for b in theirs):
        return False
    rest, others = _rest(one, mine), _rest(other, theirs)
    smaller = min(len(rest), len(others))
    return smaller >= _FEWEST and len(rest & others) >= _SAME * smaller


def _named(title: str) -> set[str]:
    """The names in a headline; one word alone may be an office, whose holder changes."""
    return {name for name in names(title) if " " in name}


def _is_part(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _rest(title: str, named: set[str]) -> set[str]:
    return set(streams(title)[1]) - {word for name in named for word in name.split()}
