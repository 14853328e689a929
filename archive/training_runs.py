"""Trainings on the desk's labels: what they learn from, and what became of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby, islice

from archive import corrections
from archive.captures import WITHHELD
from archive.models import Address, Article, Capture, Correction, TrainingRun, Version
from classifier.acceptance import Judgement, Reason
from classifier.labelled import Labelled
from crawler import addresses

CHUNK = 200


@dataclass(frozen=True, slots=True)
class RunRow:
    """One training."""

    id: int
    started_at: datetime
    ended_at: datetime
    is_accepted: bool
    parent: str
    model: str
    labels: int
    held: int
    judgements: tuple[Judgement, ...]


def examples() -> Iterator[Labelled]:
    """Every article that officers judged, with the words they judged; not one whose words had to go."""
    stands = Correction.objects.filter(taken_back_at__isnull=True).order_by("article_id", "id")
    by_article = (list(rows) for _, rows in groupby(stands.iterator(), key=lambda row: row.article_id))
    marked = _marked()
    while some := list(islice(by_article, CHUNK)):
        last = {rows[-1].article_id: rows for rows in some if rows[-1].article_id not in marked}
        yield from _told(last)


def _told(by_article: dict[int, list[Correction]]) -> Iterator[Labelled]:
    """Some articles' labels with their texts."""
    found = Version.objects.filter(article__in=by_article).exclude(capture__removed_by__isnull=False)
    texts = {(row.article_id, row.number): row for row in found}
    heads = dict(Article.objects.filter(id__in=by_article).values_list("id", "copy_of_id"))
    for id, rows in by_article.items():
        text = texts.get((id, rows[-1].version))
        if text is None:
            continue
        told = [corrections.row_of(row) for row in rows]
        label = corrections.merged(told)
        yield Labelled(
            title=text.title,
            body=f"{text.standfirst}\n{text.body}",
            lang=told[-1].guess.lang,
            story=heads.get(id) or id,
            is_held=any(row.is_held for row in told),
            about=label.about,
            topics=label.topics,
            tone=label.tone,
        )


def _marked() -> set[int]:
    """Articles at whose address a state-secret mark was met later."""
    met = Capture.objects.filter(error__startswith=WITHHELD).values_list("url", "final_url")
    keys = [addresses.key_of(url) for pair in met for url in pair]
    own = Article.objects.filter(canonical_key__in=keys).values_list("id", flat=True)
    announced = Address.objects.filter(url_key__in=keys, article__isnull=False)
    return {*own, *announced.values_list("article_id", flat=True)}


def record(
    started_at: datetime,
    ended_at: datetime,
    *,
    parent: str,
    model: str,
    labels: int,
    held: int,
    judgements: Iterable[Judgement],
) -> None:
    """Write a training down."""
    told = list(judgements)
    TrainingRun.objects.create(
        started_at=started_at,
        ended_at=ended_at,
        is_accepted=any(one.is_accepted for one in told),
        parent=parent,
        model=model,
        labels=labels,
        held=held,
        verdicts=[asdict(one) for one in told],
    )


def newest(limit: int) -> Sequence[RunRow]:
    """The newest trainings."""
    return [_row(row) for row in TrainingRun.objects.order_by("-started_at", "-id")[:limit]]


def fresh() -> int:
    """How many labels no training has seen yet."""
    last = TrainingRun.objects.order_by("-started_at").values_list("started_at", flat=True).first()
    stands = Correction.objects.filter(taken_back_at__isnull=True)
    return (stands if last is None else stands.filter(made_at__gt=last)).count()


def _row(row: TrainingRun) -> RunRow:
    judgements = tuple(Judgement(**{**one, "reason": Reason(one["reason"])}) for one in row.verdicts)
    return RunRow(
        row.id,
        row.started_at,
        row.ended_at,
        row.is_accepted,
        row.parent,
        row.model,
        row.labels,
        row.held,
        judgements,
    )
