"""Across: a story finds its like in other languages, whoever comes first; nothing is joined."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from archive import jobs, stories, tales, ties
from archive.models import Job, Story
from archive.ties import TieKind, TieState
from classifier import encoders
from classifier.encoders import Vectors
from pipeline import across
from pipeline.context import Context
from tests import factory
from tests.classifier.encoding import encoder_folder

pytestmark = pytest.mark.django_db
VI = (
    "vi",
    "Chợ Cửa Trầm cháy, 214 sạp hàng thành tro",
    "Đám cháy gây thiệt hại 47 tỷ đồng, 380 tiểu thương mất hàng.",
)
EN = (
    "en",
    "Night fire guts 214 stalls at Cua Tram market",
    "The blaze cost 380 traders VND47 billion.",
)
ZH = ("zh", "沉门市场大火烧毁214个摊位", "380名商贩受灾,损失470亿越盾。")
OTHER = ("vi", "Lam Giang gặt xong 92% lúa hè thu", "Năng suất bình quân 62,7 tạ một ha.")


def story(now: datetime, told: tuple[str, str, str], *, days: float = 0) -> int:
    lang, title, body = told
    at = now + timedelta(days=days)
    row = factory.article(title, standfirst="", body=body, lang=lang, published_at=at)
    with transaction.atomic():
        id = stories.found(lang, at)
        stories.put(row.id, id, at, b"")
        stories.recount([id])
    return id


def compare(context: Context, *story_ids: int) -> None:
    """Run the stage as a worker does."""
    for story_id in story_ids:
        jobs.put([ties.to_compare(story_id, 1, context.now())])
        (claim,) = jobs.claim([ties.ACROSS], "work:1", context.now(), 1)
        across.run(claim, context)


def others(story_id: int) -> list[int]:
    return [row.other_id for row in ties.of(story_id)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_stories_of_one_event_find_each_other_whoever_is_first(
    context: Context, now: datetime, order: tuple[int, ...]
) -> None:
    made = [story(now, VI), story(now, EN), story(now, ZH)]
    compare(context, *(made[at] for at in order))
    assert sorted(others(made[0])) == made[1:]
    assert all(row.state == TieState.SUGGESTED for row in ties.of(made[0]))


def test_what_they_share_is_written_down(context: Context, now: datetime) -> None:
    vi, en = story(now, VI), story(now, EN)
    compare(context, vi, en)
    (row,) = ties.of(vi)
    told = {(one["kind"], one["key"]) for one in row.evidence}
    assert {("number", "214"), ("number", "4.7e+10"), ("place", "cua-tram"), ("thing", "fire")} <= told
    assert (row.kind, row.encoder) == (TieKind.ACROSS, "")


def test_another_event_or_the_same_language_is_not_suggested(context: Context, now: datetime) -> None:
    vi, again, other, en = story(now, VI), story(now, VI), story(now, OTHER), story(now, EN)
    compare(context, vi, again, other, en)
    assert (sorted(others(en)), others(other)) == ([vi, again], [])


def test_what_lies_days_apart_is_not_compared(context: Context, now: datetime) -> None:
    vi, en = story(now, VI), story(now, EN, days=4)
    compare(context, vi, en)
    assert others(vi) == []


def test_a_suggestion_that_nothing_speaks_for_any_more_goes(context: Context, now: datetime) -> None:
    vi, en = story(now, VI), story(now, EN)
    compare(context, vi, en)
    Story.objects.get(id=vi).members.get().article.delete()
    compare(context, vi)
    assert (others(en), tales.around(en)[0].story_id) == ([], en)


def test_an_officers_refusal_outlives_the_next_comparison(context: Context, now: datetime) -> None:
    vi, en = story(now, VI), story(now, EN)
    compare(context, vi, en)
    ties.decide(ties.of(vi)[0].id, TieState.REFUSED, by=1, now=now)
    compare(context, vi, en)
    assert [row.state for row in ties.of(vi)] == [TieState.REFUSED]


def test_a_story_that_is_gone_ends_the_step(context: Context) -> None:
    compare(context, 404)
    assert not Job.objects.exists()


def test_only_the_likeliest_are_suggested(context: Context, now: datetime) -> None:
    en, *same = story(now, EN), *(story(now, VI) for _ in range(across.MOST + 2))
    compare(context, *same, en)
    compare(context, en)
    assert len(ties.of(en)) >= across.MOST
    assert set(others(en)) <= set(same)


def test_an_encoder_finds_what_no_mark_tells_and_is_named(
    context: Context, now: datetime, tmp_path: Path
) -> None:
    sensing = replace(context, encoder=encoders.load(encoder_folder(tmp_path)))
    vi, en = story(now, ("vi", "lũ", "lũ")), story(now, ("en", "flood", "flood"))
    compare(sensing, vi, en)
    (row,) = ties.of(vi)
    assert (row.other_id, row.encoder, row.score >= 0.5) == (en, "nghia@1", True)


def test_vectors_of_another_encoder_say_nothing(context: Context, now: datetime, tmp_path: Path) -> None:
    found = encoders.load(encoder_folder(tmp_path))
    vi, en = story(now, ("vi", "lũ", "lũ")), story(now, ("en", "flood", "flood"))
    compare(replace(context, encoder=found), vi)
    newer = replace(found, card=replace(found.card, version="2"))
    compare(replace(context, encoder=newer), en)
    assert others(en) == []


class Broken:
    """An encoder that cannot."""

    name, dim = "broken@1", 3

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Fail."""
        raise encoders.Failed(f"{len(texts)} no")

    def score(self, cosine: float) -> float:
        """Never asked."""
        return cosine


def test_an_encoder_that_fails_leaves_it_to_the_marks(
    context: Context, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    vi, en = story(now, VI), story(now, EN)
    compare(replace(context, encoder=Broken()), vi, en)
    assert (others(vi), ties.of(vi)[0].encoder) == ([en], "")
    assert {row.encoder for row in tales.around(vi)} == {"broken@1!"}
    assert "broken@1: 1 no" in caplog.text
