"""Watches and what they caught, for tests: only what a test names differs from the usual."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from archive.models import Article, Capture, RemovalOrder
from archive.packs import Pack
from desk import watches
from desk.audit import Actor
from desk.models import Officer, Watch, WatchHit, WatchState
from desk.rights import Role
from desk.watches import WatchRow, Wish
from tests import factory
from tests.factory import MORNING

PLAIN = Wish(name="Cầu Bến Lội", query='"cầu Bến Lội"')
PERSONAL = Wish(
    name="Vụ nhà xưởng", query='"Nguyễn Văn Tám"', office="Giám đốc công ty Ba Sao", purpose="Trả lời báo chí"
)


def actor(role: Role = Role.MONITOR, *, email: str = "") -> Actor:
    """Somebody who acts; asked for again by the same address it is the same one."""
    found = factory.officer(role, email=email)
    return Actor(found.id, role)


def saved(pack: Pack, who: Actor | None = None, *, wish: Wish = PLAIN, **fields: Any) -> WatchRow:
    """A watch that came in through the door the desk uses."""
    return watches.save(who or actor(), None, replace(wish, **fields), pack, MORNING)


def watch(owner: Officer | None = None, **fields: Any) -> Watch:
    """A watch as a row, for tests that need no act."""
    told = {
        "name": "Cầu Bến Lội",
        "query": '"cầu Bến Lội"',
        "state": WatchState.ACTIVE,
        "created_at": MORNING,
        "changed_at": MORNING,
    }
    return Watch.objects.create(owner=owner or factory.officer(), **{**told, **fields})


def hit(of: Watch, article: Article | None = None, *, at: datetime = MORNING, **fields: Any) -> WatchHit:
    """An article that a watch caught."""
    return WatchHit.objects.create(watch=of, article=article or factory.article(), found_at=at, **fields)


def removed(article: Article) -> None:
    """Take an article's words out by an order."""
    order = RemovalOrder.objects.create(
        number=f"{article.id}/QĐ", signed_on=MORNING.date(), carried_out_at=MORNING
    )
    capture = factory.capture(article)
    article.versions.update(capture=capture)
    Capture.objects.filter(id=capture.id).update(removed_by=order)
