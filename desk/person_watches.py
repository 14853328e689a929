"""Whether a query watches a person: made only of a name that is no office-holder's. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import chain

from archive.pack_schema import Pack
from desk.person_names import is_filler, looks_like_a_name
from language.text import fold
from language.tokens import streams
from search.tree import And, Near, Node, Not, Or, Phrase


class Kind(IntEnum):
    """What a part of a query asks for; of alternatives the most personal one counts."""

    NOTHING = 0  # fields, days, what must not be, words that narrow nothing
    CONTENT = 1
    PERSON = 2


@dataclass(frozen=True, slots=True)
class Known:
    """Names that may be watched freely: those of places, bodies and offices, and of who holds an office."""

    names: frozenset[str]

    def __contains__(self, text: str) -> bool:
        return _spelled(text) in self.names


def needs_decision(tree: Node, pack: Pack, day: date) -> bool:
    """Whether an approver must allow a watch: one way for it to hold is a person's name and nothing more.

    An alternative beside the name changes nothing, for it narrows nothing; another word that must be there
    too does. The pack's places, agencies, outlets and topics are no persons, and its office-holders of the
    day are watched in their office.
    """
    return _kind(tree, known_names(pack, day), negated=False) is Kind.PERSON


def known_names(pack: Pack, day: date) -> Known:
    """All names of a pack that are no private person's on that day."""
    gazetteer = pack.gazetteer()
    told = chain(
        (name.text for place in gazetteer.places for name in place.names),
        (name.text for name in gazetteer.bodies),
        gazetteer.not_home,
        *((spec.name.vi, spec.name.en, spec.code, *spec.also) for spec in pack.agencies),
        *((spec.name, *spec.credits) for spec in pack.outlets),
        *((spec.name.vi, spec.name.en) for spec in pack.topics),
        (holder.name for holder in pack.holders if holder.valid_on(day)),
    )
    return Known(frozenset(chain.from_iterable(_spellings(text) for text in told)))


def _spellings(text: str) -> Iterator[str]:
    """A name as it is compared, with its accents and without them."""
    yield _spelled(text)
    yield _spelled(fold(text))


def _spelled(text: str) -> str:
    """A name by the keys it is found by: where a tone was set, or y for i, makes no other name."""
    return " ".join(streams(text)[0])


def _kind(tree: Node, known: Known, *, negated: bool) -> Kind:
    match tree:
        case Not():
            return _kind(tree.part, known, negated=not negated)
        case And() | Or():
            # What must not hold together is the choice of what must not hold singly.
            weigh = _joined if isinstance(tree, And) is not negated else _chosen
            return weigh(tree.parts, known, negated=negated)
        case Phrase() if not negated:
            return _of_words([tree.text], known)
        case Near() if not negated:
            pairs = ([left.text, right.text] for left in tree.left for right in tree.right)
            return max(_of_words(pair, known) for pair in pairs)
        case _:
            return Kind.NOTHING


def _chosen(parts: Iterable[Node], known: Known, *, negated: bool) -> Kind:
    """Of alternatives the most personal one; without any person, that which asks for least."""
    kinds = [_kind(part, known, negated=negated) for part in parts]
    return Kind.PERSON if Kind.PERSON in kinds else min(kinds)


def _joined(parts: Iterable[Node], known: Known, *, negated: bool) -> Kind:
    """Of parts that must all hold: one word that is no name narrows the others."""
    words = [part.text for part in parts if isinstance(part, Phrase) and not negated]
    others = [part for part in parts if not isinstance(part, Phrase) or negated]
    kinds = {_kind(part, known, negated=negated) for part in others}
    kinds.add(_of_words(words, known))
    if Kind.CONTENT in kinds:
        return Kind.CONTENT
    return max(kinds)


def _of_words(phrases: Iterable[str], known: Known) -> Kind:
    """Of phrases that must all be there; single words that stand side by side may be one name."""
    kinds = {_of_run(run, known) for run in _runs(phrases)}
    return Kind.CONTENT if Kind.CONTENT in kinds else max(kinds, default=Kind.NOTHING)


def _runs(phrases: Iterable[str]) -> Iterator[list[str]]:
    """The words of each phrase, single words together."""
    singles: list[str] = []
    for words in (text.split() for text in phrases):
        if len(words) == 1:
            singles += words
            continue
        if singles:
            yield singles
        singles = []
        yield words
    if singles:
        yield singles


def _of_run(words: list[str], known: Known) -> Kind:
    while words and is_filler(words[0]):
        words = words[1:]
    while words and is_filler(words[-1]):
        words = words[:-1]
    if not words:
        return Kind.NOTHING
    text = " ".join(words)
    return Kind.PERSON if text not in known and looks_like_a_name(text) else Kind.CONTENT
