"""What an officer may choose of an article, and what a handed-in form chose. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.http import QueryDict

from archive.packs import TopicSpec
from desk.labels import Label

# The digits of a keyboard.
MOST_KEYS = 9
YES_NO: Mapping[str, bool] = {"1": True, "0": False}
TONES: Mapping[str, int] = {"-1": -1, "0": 0, "1": 1}


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic as it can be chosen: as the main one, or beside it."""

    code: str
    key: str
    is_main: bool
    is_also: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A topic of all desks and what the pack put under it."""

    topics: tuple[TopicChoice, ...]


@dataclass(slots=True)
class _Tree:
    """The topics of a day under their oldest parent."""

    specs: Mapping[str, TopicSpec]
    under: dict[str, list[str]] = field(default_factory=dict)

    def head(self, code: str) -> str:
        """The oldest parent that is there."""
        parent = self.specs[code].parent
        return self.head(parent) if parent in self.specs else code


def families(topics: Sequence[TopicSpec], chosen: Sequence[str], day: date) -> tuple[Family, ...]:
    """The day's topics, those of what is chosen first, the first nine with a key."""
    tree = _Tree({spec.code: spec for spec in topics if spec.valid_on(day)})
    for code in tree.specs:
        under = tree.under.setdefault(tree.head(code), [])
        under.insert(0 if code == tree.head(code) else len(under), code)
    known = [code for code in chosen if code in tree.specs]
    order = dict.fromkeys([*map(tree.head, known), *tree.under])
    keys = (str(number) if number <= MOST_KEYS else "" for number in count(1))
    return tuple(
        Family(tuple(_choice(code, next(keys), known) for code in tree.under[head])) for head in order
    )


def _choice(code: str, key: str, chosen: Sequence[str]) -> TopicChoice:
    return TopicChoice(code, key, is_main=code in chosen[:1], is_also=code in chosen[1:])


def chosen(data: QueryDict) -> Label:
    """What a form says; what is not among the choices is not judged, nor a tone of what is not about us."""
    about = YES_NO.get(data.get("about", ""))
    return Label(
        about=about,
        topics=ordered(data.get("topic", ""), data.getlist("also")),
        tone=None if about is False else TONES.get(data.get("tone", "")),
        harms=YES_NO.get(data.get("harms", "")),
    )


def ordered(main: str, also: Iterable[str]) -> tuple[str, ...]:
    """The main topic first, then the others once each; without a main one the first of them is it."""
    return tuple(dict.fromkeys(code for code in (main, *also) if code))


def changed(label: Label, stood: Label) -> Label:
    """What a form says otherwise than it stood before: the rest was read by, not judged."""
    return Label(
        about=label.about if label.about != stood.about else None,
        topics=label.topics if label.topics != stood.topics else (),
        tone=label.tone if label.tone != stood.tone else None,
        harms=label.harms if label.harms != stood.harms else None,
    )
