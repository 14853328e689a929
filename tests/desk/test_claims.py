"""Claims: who may act on them, what they must be, what is written down, judged, undone and counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from archive.models import Article, Job
from desk import audit, claim_hits, claims
from desk.audit import Actor
from desk.claim_rows import ClaimProblem, ClaimWish, Counts
from desk.models import Act, Claim, ClaimHit
from desk.rights import Role
from tests import factory
from tests.desk.claiming import CARRYING, DENYING, OTHER, TEXT, WISH, claim, hit
from tests.desk.making import actor, removed
from tests.pipeline.test_tell_together import together

NOW = factory.MORNING
LATER = NOW + timedelta(hours=1)
db = pytest.mark.django_db


def opened(text: str = TEXT, *wordings: str) -> int:
    return claims.open_claim(actor(), ClaimWish(text, wordings), NOW)


@db
def test_a_claim_is_opened_written_down_and_the_archive_looked_through() -> None:
    id = opened(f"  {TEXT} ", "", OTHER, TEXT.upper(), OTHER)
    row = claims.row(id)
    assert row is not None
    assert (row.text, row.wordings, row.is_open, row.searched_at) == (TEXT, (OTHER,), True, None)
    assert row.all_wordings == (TEXT, OTHER)
    (act,) = claims.acts(id, 5)
    assert (act.code, act.data["text"], act.officer) == (claims.OPENED, TEXT, "Trần Thị Lài")
    (job,) = Job.objects.all()
    assert (job.stage, job.payload) == ("claim", {"claim": id, "search": 1, "before": None})


@db
def test_the_article_it_was_taken_from_is_kept_and_one_that_is_gone_is_none() -> None:
    article = factory.article()
    ids = [
        claims.open_claim(actor(), ClaimWish(text, (), at), NOW)
        for text, at in ((TEXT, article.id), (OTHER, 99))
    ]
    assert [Claim.objects.get(id=id).taken_from_id for id in ids] == [article.id, None]


@pytest.mark.parametrize(
    ("wish", "field", "why"),
    [
        (ClaimWish(" "), "text", "chưa có nội dung"),
        (ClaimWish("nước bẩn"), "text", "quá ngắn"),
        (ClaimWish("Ông Nguyễn Văn Minh Đức Hòa"), "text", "không theo dõi người"),
        (ClaimWish(TEXT * 8), "text", "nhiều nhất 500"),
        (ClaimWish(TEXT, tuple(f"{TEXT} {n}" for n in range(9))), "wordings", "nhiều nhất 8"),
        (ClaimWish(TEXT, ("ngắn",)), "wordings", "quá ngắn"),
    ],
)
@db
def test_what_is_no_statement_is_refused_with_how_to_mend_it(wish: ClaimWish, field: str, why: str) -> None:
    with pytest.raises(ClaimProblem) as refused:
        claims.open_claim(actor(), wish, NOW)
    assert (refused.value.field, why in refused.value.message_vi) == (field, True)
    assert str(refused.value) == f"{refused.value.message_vi} / {refused.value.message_en}"
    assert (Claim.objects.count(), Act.objects.count()) == (0, 0)


@db
def test_a_statement_in_signs_without_spaces_is_one() -> None:
    assert opened("工厂向湖中排放废水导致三百头水牛死亡") > 0


@db
def test_what_is_followed_already_is_not_opened_again() -> None:
    opened()
    with pytest.raises(ClaimProblem, match="đang được theo dõi"):
        opened(TEXT.upper())
    claims.close(actor(), Claim.objects.get().id, NOW)
    assert opened() > 0


@db
def test_other_words_begin_the_look_anew_and_the_same_words_do_nothing() -> None:
    id = opened()
    Job.objects.all().delete()
    assert claims.reword(actor(), id, WISH, LATER) is False
    assert claims.reword(actor(), id, ClaimWish(TEXT, (OTHER,)), LATER) is True
    assert [job.payload["search"] for job in Job.objects.all()] == [2]
    assert claims.acts(id, 1)[0].data["wordings"] == [OTHER]


@db
def test_a_claim_is_closed_and_opened_again_each_once() -> None:
    id = opened()
    assert [claims.close(actor(), id, LATER) for _ in range(2)] == [True, False]
    row = claims.row(id)
    assert row is not None
    assert (row.is_open, row.closed_by, row.closed_at) == (False, "Trần Thị Lài", LATER)
    assert [claims.reopen(actor(), id, LATER) for _ in range(2)] == [True, False]
    codes = [act.code for act in claims.acts(id, 9)]
    assert codes == [claims.REOPENED, claims.CLOSED, claims.OPENED]


@db
def test_a_closed_claim_is_not_reworded() -> None:
    row = claim(closed_at=NOW)
    with pytest.raises(ClaimProblem, match="đã đóng"):
        claims.reword(actor(), row.id, ClaimWish(OTHER), NOW)


@db
def test_a_closed_claim_is_not_opened_beside_its_like() -> None:
    old = claim(closed_at=NOW)
    opened()
    with pytest.raises(ClaimProblem, match="đang được theo dõi"):
        claims.reopen(actor(), old.id, NOW)


@pytest.mark.parametrize(
    "act",
    [
        lambda who: claims.reword(who, 99, WISH, NOW),
        lambda who: claims.close(who, 99, NOW),
        lambda who: claims.reopen(who, 99, NOW),
        lambda who: claims.judge(who, 99, "carries", NOW),
        lambda who: claims.take_back(who, 99, NOW),
    ],
)
@db
def test_what_is_not_there_is_said(act: Callable[[Actor], object]) -> None:
    with pytest.raises(ClaimProblem, match="tải lại"):
        act(actor())


@pytest.mark.parametrize("role", sorted({Role.READER, Role.ADMIN, Role.AUDITOR, Role.CONTACT}))
@db
def test_who_may_not_claim_does_nothing(role: Role) -> None:
    who, found = actor(role), hit(claim())
    acts: list[Callable[[], object]] = [
        lambda: claims.open_claim(who, WISH, NOW),
        lambda: claims.reword(who, found.claim_id, WISH, NOW),
        lambda: claims.close(who, found.claim_id, NOW),
        lambda: claims.reopen(who, found.claim_id, NOW),
        lambda: claims.judge(who, found.id, "carries", NOW),
        lambda: claims.take_back(who, found.id, NOW),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert Act.objects.count() == 0


@db
def test_an_article_is_judged_judged_otherwise_and_the_word_taken_back() -> None:
    found = hit(claim())
    assert [claims.judge(actor(), found.id, "carries", NOW) for _ in range(2)] == [True, False]
    assert claims.judge(actor(), found.id, "denies", LATER) is True
    assert [claims.take_back(actor(), found.id, LATER) for _ in range(2)] == [True, False]
    found.refresh_from_db()
    assert (found.bearing, found.judged_by, found.judged_at) == ("", None, None)
    told = [(act.code, act.data.get("bearing"), act.data["before"]) for act in claims.acts(found.claim_id, 9)]
    assert told == [
        (claims.TAKEN_BACK, None, "denies"),
        (claims.JUDGED, "denies", "carries"),
        (claims.JUDGED, "carries", ""),
    ]


@db
def test_an_unknown_word_is_refused() -> None:
    found = hit(claim())
    with pytest.raises(ClaimProblem, match="bốn nút"):
        claims.judge(actor(), found.id, "maybe", NOW)


@db
def test_articles_are_counted_by_what_officers_say() -> None:
    row = claim()
    for bearing in ("", "carries", "carries", "carries", "denies", "reports", "unrelated"):
        hit(row, bearing=bearing)
    carriers = ClaimHit.objects.filter(bearing="carries")
    carriers.filter(id=carriers[0].id).update(mended_at=NOW)
    Article.objects.filter(id=carriers[1].article_id).update(removed_at=NOW)
    assert claims.counts([row.id]) == {row.id: Counts(6, 1, 3, 1, 1, 1)}
    assert (claims.rows()[0].counts.answers, claims.waiting()) == (2, 1)


@db
def test_open_claims_come_first_then_the_newest() -> None:
    claim(closed_at=NOW, at=LATER)
    old, new = claim(OTHER), claim(f"{OTHER} Lại thế", at=LATER)
    assert [row.id for row in claims.rows()][:2] == [new.id, old.id]
    assert claims.row(99) is None


@db
def test_the_step_is_put_in_only_while_a_claim_is_open() -> None:
    assert claims.to_hold(1, 2, NOW) == []
    row = claim()
    (job,) = claims.to_hold(1, 2, NOW)
    assert (job.stage, job.key, job.payload) == ("claim", "1:2", {"article": 1})
    claims.close(actor(), row.id, NOW)
    assert claims.to_hold(1, 2, NOW) == []


@db
def test_copies_stand_under_their_original_the_newest_family_first() -> None:
    row = claim()
    head = factory.article("Gốc", published_at=NOW)
    copy = factory.article("Chép", published_at=NOW + timedelta(minutes=5), copy_of=head)
    lone = factory.article("Lẻ", published_at=LATER, copy_of=factory.article("Không nhắc"))
    for article in (copy, head, lone):
        hit(row, article)
    told = [(one.article.title, [copy.article.title for copy in one.copies]) for one in claims.hits(row.id)]
    assert told == [("Lẻ", []), ("Gốc", ["Chép"])]


@db
def test_the_claims_of_an_article_are_told_but_what_is_something_else() -> None:
    article = factory.article()
    first, second, third = claim(), claim(OTHER), claim("Một nội dung khác hẳn")
    hit(first, article, bearing="carries", mended_at=NOW)
    hit(second, article)
    hit(third, article, bearing="unrelated")
    assert claims.of_article(article.id) == [(first.id, TEXT, "carries", True), (second.id, OTHER, "", False)]


@db
def test_an_officers_word_stays_and_what_nobody_judged_goes_with_the_words() -> None:
    row, other = claim(), claim(OTHER)
    article = factory.article(body=CARRYING)
    (told,) = claim_hits.versions([article.id])
    courses = claim_hits.hold_against(told, {row.id: (TEXT,), other.id: (OTHER,)})
    assert [claim_hits.keep(article.id, courses, [row.id, other.id], NOW) for _ in range(2)] == [1, 0]
    claims.judge(actor(), ClaimHit.objects.get().id, "denies", NOW)
    claim_hits.keep(article.id, courses, [row.id], LATER)
    assert [(one.bearing, one.found_at) for one in ClaimHit.objects.all()] == [("denies", NOW)]
    claim_hits.keep(article.id, {}, [row.id], LATER)
    assert ClaimHit.objects.count() == 1
    claims.take_back(actor(), ClaimHit.objects.get().id, LATER)
    claim_hits.keep(article.id, {}, [row.id], LATER)
    assert ClaimHit.objects.count() == 0


@db
def test_a_version_that_denies_mends_what_was_carried() -> None:
    article = factory.article(body=CARRYING)
    article.body = DENYING
    factory.version(article, seen_at=LATER)
    (told,) = claim_hits.versions([article.id])
    (course,) = claim_hits.hold_against(told, {1: (TEXT,)}).values()
    assert (course.version, course.found.sentence, course.mended_at) == (1, CARRYING, LATER)
    assert claim_hits.hold_against(told, {}) == {}


@db
def test_words_that_an_order_took_out_are_not_read_and_forgotten() -> None:
    article = factory.article(body=CARRYING)
    found = hit(claim(), article, hint="bác bỏ", bearing="carries")
    removed(article)
    assert claim_hits.versions([article.id]) == []
    claims.forget([article.id])
    found.refresh_from_db()
    assert (found.sentence, found.hint, found.bearing) == ("", "", "carries")


@db
def test_a_claim_that_closed_meanwhile_takes_nothing() -> None:
    row = claim(closed_at=NOW)
    article = factory.article(body=CARRYING)
    (told,) = claim_hits.versions([article.id])
    assert claim_hits.open_wordings() == {}
    courses = claim_hits.hold_against(told, {row.id: (TEXT,)})
    assert claim_hits.keep(article.id, courses, [row.id], NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_hold_the_same_article_write_it_once() -> None:
    row, article = claim(), factory.article(body=CARRYING)
    (told,) = claim_hits.versions([article.id])
    courses = claim_hits.hold_against(told, {row.id: (TEXT,)})

    def keep() -> None:
        with transaction.atomic():
            claim_hits.keep(article.id, courses, [row.id], NOW)

    together(*[keep] * 4)
    assert ClaimHit.objects.count() == 1


@db
def test_an_act_is_written_in_its_own_transaction_or_not_at_all() -> None:
    found = hit(claim())
    claims.judge(actor(), found.id, "carries", NOW)
    assert [act.code for act in audit.newest([claims.JUDGED], 5, claim=found.claim_id)] == [claims.JUDGED]
