"""How often the machine was right by the desk's own labels, and whether that drifts."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from archive.clock import desk_day
from archive.corrections import Guess, Label, row_of
from archive.models import Correction, Origin
from desk.label_rows import AccuracyRow, DriftWarning

# So unlikely must a month be if the machine were as good as promised, before anybody is warned.
ODD = 0.01
_MONTH = len("2026-10")


def accuracy(since: datetime, until: datetime, *, by_chance: bool = True) -> list[AccuracyRow]:
    """By language, month and field, of articles chosen by chance; or of all others, which are no sample."""
    found = Correction.objects.filter(
        made_at__gte=since, made_at__lt=until, taken_back_at__isnull=True
    ).order_by("id")
    of_chance = {"origin": Origin.RANDOM}
    rows = found.filter(**of_chance) if by_chance else found.exclude(**of_chance)
    counted: Counter[tuple[str, str, str]] = Counter()
    right: Counter[tuple[str, str, str]] = Counter()
    for row in map(row_of, rows):
        for field, is_right in judged(row.guess, row.label):
            key = (desk_day(row.made_at)[:_MONTH], row.guess.lang, field)
            counted[key] += 1
            right[key] += is_right
    return [
        AccuracyRow(lang, month, field, right[month, lang, field], count)
        for (month, lang, field), count in sorted(counted.items())
    ]


def judged(guess: Guess, label: Label) -> Iterator[tuple[str, bool]]:
    """What of a guess a label judges, and whether it was right: pure."""
    if label.about is not None:
        yield "about", guess.is_about == label.about
    if label.topics and guess.topics:
        yield "topic", guess.topics[0][0] in label.topics
    if label.tone is not None and label.about is not False:
        yield "tone", guess.tone == label.tone


def drift(rows: Iterable[AccuracyRow], promised: Mapping[tuple[str, str], float]) -> list[DriftWarning]:
    """Months worse than promised for their language and field, by more than chance explains: pure."""
    found = []
    for row in rows:
        share = promised.get((row.lang, row.field))
        if share is None:
            continue
        p = at_most(row.right, row.count, share)
        if p < ODD:
            found.append(DriftWarning(row.lang, row.month, row.field, row.right, row.count, share, p))
    return found


def at_most(right: int, count: int, share: float) -> float:
    """How likely at most so many right ones are, if each is right with that share: the binomial tail."""
    if right >= count or share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 0.0
    whole = math.lgamma(count + 1)
    terms = (
        whole
        - math.lgamma(k + 1)
        - math.lgamma(count - k + 1)
        + k * math.log(share)
        + (count - k) * math.log1p(-share)
        for k in range(right + 1)
    )
    return min(1.0, math.fsum(map(math.exp, terms)))
