"""What a day's digest holds: composed from rows, first purely, then from the archive."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Source, SourceState
from archive.packs import Pack
from reports.digest import compose, weight
from tests import factory
from tests.reports.making import composed, row, source

DAY = date(2026, 10, 1)
UNTIL = datetime(2026, 10, 1, 0, 0, tzinfo=UTC)  # seven o'clock at the desk
SINCE = UNTIL - timedelta(days=1)


def test_the_greatest_topics_come_first_and_equal_ones_by_name() -> None:
    rows = [row(n, topic=topic) for n, topic in enumerate(["b", "c", "a", "c"])]
    told = composed(*rows, a="Một", c="Ba")
    assert [(group.topic, group.name, len(group.articles)) for group in told.groups] == [
        ("c", "Ba", 2),
        ("a", "Một", 1),
        ("b", "b", 1),
    ]


def test_what_was_carried_most_comes_first_then_what_is_critical_then_the_newest() -> None:
    rows = [row(1), row(2, tone=1), row(3, copies=4), row(4, tone=-1), row(5), row(6, copies=4, tone=-1)]
    (group,) = composed(*rows).groups
    assert [article.id for article in group.articles] == [6, 3, 4, 5, 1, 2]


ROWS = st.builds(
    row,
    st.integers(1, 10_000),
    tone=st.sampled_from([-1, 0, 1]),
    copies=st.integers(0, 9),
    topic=st.sampled_from(["", "land", "health"]),
)


@given(st.lists(ROWS, max_size=30, unique_by=lambda article: article.id))
def test_every_article_is_in_one_group_and_counted_once(rows: list[object]) -> None:
    told = composed(*rows)  # type: ignore[arg-type]
    shown = [article for group in told.groups for article in group.articles]
    assert sorted(shown, key=weight) == sorted(rows, key=weight)  # type: ignore[arg-type]
    assert (told.total, sum(told.tones)) == (len(rows), len(rows))
    assert told.copies == sum(article.copies for article in shown)
    assert all(article.tone < 0 for article in told.urgent)


def test_the_five_weightiest_critical_articles_are_urgent() -> None:
    rows = [row(n, tone=-1, copies=n % 4) for n in range(1, 9)] + [row(9, copies=99)]
    assert [article.id for article in composed(*rows).urgent] == [7, 3, 6, 2, 5]


def test_sources_in_trouble_are_told_and_the_others_counted() -> None:
    states = tuple(source(key=state, state=state) for state in SourceState.values)
    told = composed(states=states)
    assert [s.key for s in told.unchecked] == ["failing", "blocked", "resting", "gone"]
    assert (told.alive, told.expected) == (1, 6)


def test_an_empty_day_is_a_digest_too() -> None:
    told = composed()
    assert (told.groups, told.urgent, told.total, told.copies, told.tones) == ((), (), 0, 0, (0, 0, 0))


def put(title: str, published_at: datetime | None, seen_at: datetime | None = None, **read: object) -> None:
    """An article about the province, as the archive has it."""
    made = factory.article(title, published_at=published_at, seen_at=seen_at)
    factory.reading(made, **read)  # type: ignore[arg-type]


def titles(pack: Pack, day: date = DAY) -> list[str]:
    found = compose(day, pack, "vi")
    return sorted(article.title for group in found.groups for article in group.articles)


@pytest.mark.django_db
def test_the_window_is_half_open(pack: Pack) -> None:
    moment = timedelta(microseconds=1)
    for at in (SINCE - moment, SINCE, UNTIL - moment, UNTIL):
        put(f"{at:%d %H:%M:%S.%f}", at)
    assert titles(pack) == ["30 00:00:00.000000", "30 23:59:59.999999"]


@pytest.mark.django_db
def test_what_came_in_late_is_told_once_in_the_next_edition(pack: Pack) -> None:
    put("về muộn", SINCE - timedelta(hours=5), seen_at=SINCE + timedelta(hours=1))
    put("quá cũ", SINCE - timedelta(days=3), seen_at=SINCE + timedelta(hours=1))
    assert titles(pack) == ["về muộn"]
    assert titles(pack, DAY + timedelta(days=1)) == []


@pytest.mark.django_db
def test_an_undated_article_counts_when_it_was_fetched(pack: Pack) -> None:
    put("không ngày", None, seen_at=SINCE + timedelta(hours=3))
    put("không ngày, hôm trước", None, seen_at=SINCE - timedelta(hours=3))
    assert titles(pack) == ["không ngày"]


@pytest.mark.django_db
def test_copies_and_what_is_not_about_the_province_are_left_out(pack: Pack) -> None:
    head = factory.article("bài gốc", published_at=SINCE)
    factory.reading(head)
    copy = factory.article("bản chép", published_at=SINCE, copy_of=head)
    factory.reading(copy)
    put("tỉnh khác", SINCE, about=0.1)
    factory.article("chưa đọc", published_at=SINCE)
    found = compose(DAY, pack, "vi")
    assert [(a.title, a.copies) for g in found.groups for a in g.articles] == [("bài gốc", 1)]
    assert (found.total, found.copies) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name"), [("vi", "Khu kinh tế Cửa Trầm"), ("en", "Cua Tram Economic Zone")]
)
def test_topics_are_named_in_the_readers_language(pack: Pack, language: str, name: str) -> None:
    put("Cảng Mỹ Lâm", SINCE, topics=[("cua-tram-zone", 0.9)])
    assert [group.name for group in compose(DAY, pack, language).groups] == [name]


@pytest.mark.django_db
def test_sources_of_the_archive_are_told(pack: Pack) -> None:
    factory.source("a-rss")
    factory.source("b-rss", state=SourceState.BLOCKED, reason="200 + HTML")
    factory.source("c-rss", state=SourceState.GONE)
    Source.objects.filter(key="c-rss").update(is_active=False)
    found = compose(DAY, pack, "vi")
    assert [(s.key, s.reason) for s in found.unchecked] == [("b-rss", "200 + HTML")]
    assert (found.alive, found.expected) == (1, 2)
