"""Whom fingerprints lead to, and which of them tell nothing: formulas of the trade or of one house."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from classifier.copies import is_anchor

# A stretch in more reports than that is a formula of the trade, not a copy.
COMMON = 100
# One in more articles of an outlet than that belongs to its house, and tells nothing between two of them.
HOUSE = 8
# So many of those that share most are looked at closely.
MOST = 60
# Of a text with more fingerprints than that a copy shares two by which it is found, one alone being chance.
_LONG = 24

Holders = Mapping[int, Sequence[int]]


def led_to(
    marks: Sequence[int], holders: Holders, formulas: AbstractSet[int], most: int | None = MOST
) -> list[int]:
    """The texts that some fingerprints lead to, those that share most first."""
    led = Counter(id for mark in marks if mark not in formulas for id in holders.get(mark, ()))
    least = 2 if len(marks) > _LONG else 1
    return [id for id, count in led.most_common(most) if count >= least]


def crowded(holders: Holders) -> dict[int, Sequence[int]]:
    """The fingerprints that lead to very many texts."""
    return {mark: ids for mark, ids in holders.items() if len(ids) > COMMON}


def of_trade(many: Holders, heads: Mapping[int, int]) -> frozenset[int]:
    """Those of crowded fingerprints that stand in too many reports: copies under one head are one."""
    return frozenset(
        mark for mark, ids in many.items() if len({heads[id] for id in ids if id in heads}) > COMMON
    )


def stretched(marks: Sequence[int], formulas: AbstractSet[int]) -> frozenset[int]:
    """Formulas of a text with what lies between two of them: only one mark in four is counted everywhere."""
    if not formulas:
        return frozenset()
    told = [mark in formulas if is_anchor(mark) else None for mark in marks]
    before, after = _last(told), list(reversed(_last(list(reversed(told)))))
    between = (
        mark
        for mark, known, one, other in zip(marks, told, before, after, strict=True)
        if known is None and {one, other} - {None} == {True}
    )
    return frozenset(formulas) | frozenset(between)


def usual(texts: Iterable[Collection[int]], most: int) -> frozenset[int]:
    """The fingerprints that more of some texts bear than that; of an outlet's own, those of its house."""
    counts = Counter(mark for marks in texts for mark in marks)
    return frozenset(mark for mark, count in counts.items() if count > most)


def is_everywhere(marks: Collection[int], many: Collection[int]) -> bool:
    """Whether so much of a text is crowded that it may itself be what stands everywhere."""
    told = [mark for mark in marks if is_anchor(mark)] or marks
    return 2 * len(set(told).intersection(many)) > len(told)


def _last(told: Sequence[bool | None]) -> list[bool | None]:
    """For each place what was last known before it."""
    found: list[bool | None] = []
    for one in told:
        found.append(one if one is not None or not found else found[-1])
    return found
