"""The private feed of a watch: titles, outlets and short quotes for a feed reader that signs in nowhere."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk import watch_feeds, watches
from desk.watch_feeds import Stand
from desk.watches import HitRow, WatchRow
from reports import watch_items
from web.gate import open_to_all
from web.moments import day_of, now

SHOWN = 50


class Feed(Rss201rev2Feed):
    """A feed that is as new as its watch, whatever the clock says."""

    def latest_post_date(self) -> datetime:
        """When the newest of it was caught."""
        changed_at: datetime = self.feed["changed_at"]
        return changed_at


@open_to_all
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponseBase:
    """The newest a watch caught, for whoever holds its address."""
    told = watch_feeds.stand(token, SHOWN)
    if told is None:
        raise Http404
    tag, at = quote_etag(told.tag), told.changed_at.timestamp()
    # Feed readers ask again and again, and nearly always nothing has changed.
    answer = get_conditional_response(request, etag=tag, last_modified=int(at)) or _whole(token, told)
    answer["ETag"], answer["Last-Modified"] = tag, http_date(at)
    answer["Cache-Control"] = "private, max-age=60"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _whole(token: str, told: Stand) -> HttpResponse:
    row = watches.of_feed(token)
    if row is None:
        raise Http404
    body = written(row, watches.hits(row.id, SHOWN), told.changed_at)
    return HttpResponse(body, content_type="application/rss+xml; charset=utf-8")


def written(row: WatchRow, caught: Sequence[HitRow], changed_at: datetime) -> str:
    """The feed as RSS 2.0."""
    feed = Feed(
        title=row.name,
        link=f"{settings.SITE_URL}{reverse('watch', args=[row.id])}",
        description=_("Caught by the watch: %(query)s") % {"query": row.query},
        language=settings.LANGUAGE_CODE,
        changed_at=changed_at.astimezone(UTC),
    )
    rows = [hit.article for hit in caught]
    told = watch_items.items(rows, row.query, settings.SITE_URL, day_of(now()))
    for hit, item in zip(caught, told, strict=True):
        feed.add_item(
            title=item.title or item.link,
            link=item.original or item.link,
            # Readers take a description for HTML.
            description=escape(item.text),
            author_name=item.outlet,
            pubdate=item.published_at or hit.found_at,
            unique_id=item.link,
            unique_id_is_permalink=False,
        )
    return str(feed.writeString("utf-8"))
