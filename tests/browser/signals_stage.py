"""A desk whose press has spikes, silences and a week ahead: nine weeks of counts and the real look."""

from datetime import date, timedelta

from django.db import transaction

from archive import signals
from archive.models import Article, Source, SourceState, Story, StoryMember
from classifier.days import no_day_off
from desk import planned
from desk.audit import Actor
from desk.models import Officer
from desk.planned import Plan
from tests import factory
from tests.counted import DAY, fill
from web import province

WEEK = (3, 4, 2, 3, 4, 1, 2)
BUSY = tuple(3 * count for count in WEEK)
LONG = (
    "Người dân hai bên bờ sông Trầm phản ánh nước đổi màu nâu đỏ, cá chết nổi trắng suốt ba ngày nay;"
    " ngành chức năng tỉnh Lam Giang nói gì?"
)
OUTLETS = ("bao-lam-giang", "nam-viet", "dat-nuoc", "phap-luat", "nong-nghiep-ngay-moi")


def fill_signals(officer: Officer) -> None:
    """Nine weeks with a flood of a topic, a story, a silent outlet, a silent topic, and two events ahead."""
    past = [*WEEK] * 9
    rows = fill(
        {
            "environment": [*past, 19],
            "infrastructure": [*BUSY * 9, 4],
            "investment": [*past, 2],
            "public_order": [*past[:-5], 0, 0, 0, 0, 0, 0],
            "health": [1, 0, 1, 1, 0, 0, 1] * 9 + [8],
            "governance": [*past, 3],
        },
        names=OUTLETS,
        places=("song-tram",),
        tone=-1,
    )
    story = Story.objects.create(lang="vi", first_at=factory.MORNING, last_at=factory.MORNING)
    newest = [row for row in rows if row.published_at and row.published_at > factory.MORNING - DAY / 2]
    Article.objects.filter(id=newest[6].id).update(title=LONG)
    for turn, row in enumerate(newest[:7]):
        StoryMember.objects.create(story=story, article=row, vector=b"", at=factory.MORNING, turn=turn)
    fall_silent()
    found = signals.look(factory.MORNING, no_day_off)
    with transaction.atomic():
        signals.keep(found, factory.MORNING, no_day_off)
    actor = Actor(officer.id, officer.role)
    fair = Plan("Hội chợ vải thiều Tân Khê", "agriculture", date(2026, 10, 12), date(2026, 10, 14))
    planned.plan(actor, fair, province.pack(), factory.MORNING)
    verdict = Plan("Tuyên án vụ khai thác cát trái phép ở An Điền", "", date(2026, 10, 7), date(2026, 10, 7))
    planned.plan(actor, verdict, province.pack(), factory.MORNING)


def fall_silent() -> None:
    """An outlet of two a day stopped a week ago, and a source of another is failing."""
    quiet = fill({"culture_tourism": [2] * 57}, names=("bao-song-tram",), until=factory.MORNING - 7 * DAY)
    assert quiet
    failing = factory.source("phap-luat-dieu-tra", of=factory.outlet("phap-luat"), state=SourceState.FAILING)
    Article.objects.filter(
        id__in=[row.id for row in fill({"society": [3] * 50}, names=("phap-luat",))]
    ).update(source=failing)
    recent = Article.objects.filter(source=failing, published_at__gt=factory.MORNING - timedelta(days=6))
    for row in recent:
        row.published_at = factory.MORNING - timedelta(days=20)
    Article.objects.bulk_update(recent, ["published_at"])
    assert Source.objects.filter(state=SourceState.FAILING).exists()
