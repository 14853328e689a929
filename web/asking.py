"""What a search page is asked, all of it in its address: read, written and changed, pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from search.histogram import Step
from search.model import Order
from search.names import Names
from search.query import parse
from search.tree import And, Days, Everything, Node, Or, Tag, tag

FACETS = ("tone", "topic", "outlet", "source", "kind", "country", "lang", "place")
MOST_VALUES = 20
LONGEST_VALUE = 200
LONGEST_NUMBER = 19


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address tells it."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    about: bool = False
    first: date | None = None
    last: date | None = None
    order: Order = Order.TIME
    after: int | None = None
    step: Step | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.chosen or self.about or self.first or self.last)

    def address(self) -> str:
        """The query string that asks the same again; what is as usual is left out."""
        told = {
            "q": self.text,
            "about": "1" if self.about else "",
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "after": "" if self.after is None else str(self.after),
        }
        return f"?{urlencode([*((name, value) for name, value in told.items() if value), *self.hidden])}"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a form carries along beside its own fields."""
        pairs = [(facet, value) for facet in FACETS for value in self.chosen.get(facet, ())]
        if self.order != Order.TIME:
            pairs.append(("order", self.order.value))
        return [*pairs, ("step", self.step.value)] if self.step else pairs

    def toggled(self, facet: str, value: str) -> "Asked":
        """The same with one value of a facet put in or taken out."""
        values = self.chosen.get(facet, ())
        new = tuple(v for v in values if v != value) if value in values else (*values, value)
        chosen = {**self.chosen, facet: new}
        return replace(self, chosen={name: kept for name, kept in chosen.items() if kept}, after=None)

    def ordered(self, order: Order) -> "Asked":
        """The same in another order."""
        return replace(self, order=order, after=None)

    def between(self, first: date | None, last: date | None) -> "Asked":
        """The same within other days."""
        return replace(self, first=first, last=last, after=None)

    def stepped(self, step: Step | None) -> "Asked":
        """The same with a histogram of another step; none is the one that fits."""
        return replace(self, step=step, after=None)

    def anywhere(self) -> "Asked":
        """The same, about the province or not."""
        return replace(self, about=False, after=None)

    def further(self, cursor: int | None) -> "Asked":
        """The same, from a cursor on; without one from the beginning."""
        return replace(self, after=cursor)

    def cleared(self) -> "Asked":
        """The words alone."""
        return Asked(self.text, order=self.order)


def read(told: Mapping[str, Sequence[str]]) -> Asked:
    """What an address asks; what it says wrongly is as if not said."""
    chosen = {facet: _values(told.get(facet, ())) for facet in FACETS}
    return Asked(
        text=" ".join(_one(told, "q").split()),
        chosen={facet: values for facet, values in chosen.items() if values},
        about=_one(told, "about") == "1",
        first=_day(_one(told, "from")),
        last=_day(_one(told, "to")),
        order=Order.RELEVANCE if _one(told, "order") == Order.RELEVANCE.value else Order.TIME,
        after=_number(_one(told, "after")),
        step=_step(_one(told, "step")),
    )


def tree(asked: Asked, today: date, names: Names | None = None) -> Node:
    """The query of a day with its filters as one tree; ``QueryError`` if the words cannot be read."""
    words = parse(asked.text, today=today, names=names)
    parts = [node for node in (words, *_filters(asked)) if not isinstance(node, Everything)]
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _filters(asked: Asked) -> Iterable[Node]:
    for facet, values in asked.chosen.items():
        tags = tuple(_tag(facet, value) for value in values)
        yield tags[0] if len(tags) == 1 else Or(tags)
    if asked.about:
        yield Tag("about", "1")
    if asked.first or asked.last:
        yield Days(asked.first, asked.last)


def _tag(facet: str, value: str) -> Tag:
    # The sign is the whole difference between two tones, so it is not folded.
    return Tag(facet, value) if facet == "tone" else tag(facet, value)


def _one(told: Mapping[str, Sequence[str]], name: str) -> str:
    values = told.get(name, ())
    return values[-1] if values else ""


def _values(given: Sequence[str]) -> tuple[str, ...]:
    sound = (value.strip() for value in given if len(value) <= LONGEST_VALUE)
    return tuple(dict.fromkeys(value for value in sound if value))[:MOST_VALUES]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _step(text: str) -> Step | None:
    return Step(text) if text in {step.value for step in Step} else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
