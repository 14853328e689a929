"""Payloads removed by a signed order: the words go, the digests stay, and the order is told for ever."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from archive import changes, marks
from archive.models import Address, Article, Capture, Reading, RemovalOrder, Version
from crawler import evidence, tombstone

STANDS_FOR = "[gỡ theo lệnh {}]"


class OrderDiffers(ValueError):
    """An order of that number is known, and says something else."""


@dataclass(frozen=True, slots=True)
class Order:
    """A signed order, and who carries it out."""

    number: str
    signed_by: str
    signed_on: date
    reason: str
    carried_out_by: str


@dataclass(frozen=True, slots=True)
class Removed:
    """What an order took away."""

    captures: int
    articles: tuple[int, ...]


def carry_out(order: Order, captures: Sequence[int], folder: Path, now: datetime) -> Removed:
    """Take the words of some captures out of archive and evidence; asked again, it finishes what stopped."""
    with transaction.atomic():
        row = _kept(order, now)
        Capture.objects.filter(id__in=captures, removed_by__isnull=True).update(removed_by=row)
        emptied = [_emptied(id, order.number, now) for id in _articles(captures)]
    buried = 0
    for capture in Capture.objects.filter(removed_by=row).exclude(warc_file=""):
        place = evidence.Place(capture.warc_file, capture.warc_offset, capture.sha256)
        if tombstone.order_at(folder, place) != order.number:
            tombstone.bury(folder, place, order.number)
            buried += 1
    return Removed(buried, tuple(emptied))


def captures_of(article_id: int) -> list[int]:
    """The captures in which an article's words lie."""
    return list(Capture.objects.filter(article_id=article_id).values_list("id", flat=True))


def _kept(order: Order, now: datetime) -> RemovalOrder:
    row, _ = RemovalOrder.objects.get_or_create(
        number=order.number, defaults={**asdict(order), "carried_out_at": now}
    )
    if (row.signed_by, row.signed_on, row.reason) != (order.signed_by, order.signed_on, order.reason):
        raise OrderDiffers(order.number)
    return row


def _articles(captures: Sequence[int]) -> list[int]:
    found = Version.objects.filter(capture__in=captures).values_list("article_id", flat=True)
    return sorted(set(found))


def _emptied(article_id: int, number: str, now: datetime) -> int:
    """Take removed words out of an article's versions, and out of the article if it stands so now."""
    told = STANDS_FOR.format(number)
    removed = Version.objects.filter(article_id=article_id, capture__removed_by__isnull=False)
    removed.update(title=told, standfirst="", body="")
    article = Article.objects.get(id=article_id)
    if removed.filter(number=article.version).exists():
        article.title, article.alt_title, article.standfirst, article.body = told, "", "", ""
        article.authors, article.links, article.image_url = [], [], ""
        article.reading = None
        article.save()
        Reading.objects.filter(article_id=article_id).delete()
        marks.forget(article_id)
        Address.objects.filter(article_id=article_id).update(title="", summary="")
        changes.note(article_id, now)
    return article_id
