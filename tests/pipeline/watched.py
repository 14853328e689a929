"""Watches and calls for the pipeline's tests."""

from datetime import datetime

from crawler.door import Caps, Door
from desk.models import Watch, WatchHit
from pipeline.calls import Caller
from pipeline.context import Context, Post
from reports.models import Hook, MailState
from tests import factory
from tests.crawler.wire import Wire

HOST, OTHER = "nhan.localhost", "khac.localhost"


def door(now: datetime, *, seconds: float = 5.0) -> Door:
    """A way out that leads to two hosts, on this machine."""
    return Door(
        "thu/1",
        lambda: now,
        Caps(seconds=seconds, hops=0),
        dial_map=dict.fromkeys((HOST, OTHER), "127.0.0.1"),
    )


def url(wire: Wire, path: str = "/nhan", *, host: str = HOST) -> str:
    """Where a receiver listens."""
    return f"http://{host}:{wire.port}{path}"


def caught(watch: Watch) -> list[str]:
    """The titles of what a watch caught, oldest first."""
    return list(watch.hits.order_by("id").values_list("article__title", flat=True))


def read_article(context: Context, title: str, body: str = "Nước sông Trong dâng.") -> int:
    """An article that was read now."""
    row = factory.article(title, body=body, published_at=context.now())
    factory.reading(row, read_at=context.now())
    return row.id


def swept() -> list[str]:
    """The titles of what only a sweep found."""
    found = WatchHit.objects.filter(is_swept=True).order_by("id")
    return list(found.values_list("article__title", flat=True))


def calling(post: Post, way: Door) -> Post:
    """The same way of leaving, with a door for calls."""
    return Post(post.relay, post.sender, post.site, way)


def called(caller: Caller, at: datetime, post: Post) -> int:
    """Make what is due, and hear everybody; tells how many were taken meanwhile."""
    before = Hook.objects.filter(state=MailState.SENT).count()
    while caller.step(lambda: at, post):
        pass
    return Hook.objects.filter(state=MailState.SENT).count() - before
