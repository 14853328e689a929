"""Every new article is held against the open claims, and the archive looked through for a new one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive import articles, jobs
from archive.models import Article, Job
from desk import claims
from desk.claim_rows import ClaimWish
from desk.models import Claim, ClaimHit
from pipeline import repeats
from pipeline.context import Context
from search.engine import open_engine
from tests import factory
from tests.desk.claiming import CARRYING, DENYING, OTHER, TEXT, claim, hit
from tests.desk.making import actor
from tests.pipeline.making import claimed, queued, related, stored, waiting

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def look(article_id: int, context: Context) -> None:
    repeats.run(claimed(repeats.STAGE, context, queued(repeats.STAGE, article_id)), context)


def found() -> list[tuple[str, str]]:
    return list(ClaimHit.objects.order_by("id").values_list("claim__text", "article__title"))


def carrying(title: str = "Trâu chết", *, days: int = 0) -> Article:
    at = factory.MORNING - days * DAY
    return factory.article(title, body=f"Trời mưa.\n{CARRYING}", published_at=at)


@pytest.fixture
def searching(context: Context, tmp_path: Path) -> Callable[..., Context]:
    """Tools with an index that holds some articles."""

    def over(*rows: Article) -> Context:
        url = f"tantivy://{tmp_path / 'index'}"
        engine = open_engine(url, write=True)
        engine.index(articles.documents([row.id for row in rows]))
        engine.commit()
        engine.close()
        return replace(context, engine=lambda: open_engine(url, write=False))

    return over


def searched(context: Context) -> int:
    """Run the looks that wait until none is left; how many steps that took."""
    Job.objects.update(run_at=context.now())
    steps = 0
    while Job.objects.filter(stage=repeats.STAGE).exists():
        (step,) = jobs.claim([repeats.STAGE], context.owner, context.now(), 1)
        repeats.run(step, context)
        steps += 1
    return steps


def test_an_article_that_says_it_is_found_with_the_sentence(context: Context) -> None:
    claim()
    claim(OTHER)
    look(carrying().id, context)
    (row,) = ClaimHit.objects.all()
    assert (row.claim.text, row.sentence, row.version, row.hint) == (TEXT, CARRYING, 1, "")
    assert (row.found_at, waiting()) == (context.now(), [])


def test_looking_twice_finds_it_once(context: Context) -> None:
    claim()
    article = carrying()
    for _ in range(2):
        look(article.id, context)
    assert found() == [(TEXT, "Trâu chết")]


def test_a_new_version_that_denies_mends_it_and_the_judgement_stays(context: Context) -> None:
    claim()
    article = carrying()
    look(article.id, context)
    claims.judge(actor(), ClaimHit.objects.get().id, "carries", context.now())
    article.body = DENYING
    article.save()
    factory.version(article, seen_at=context.now())
    look(article.id, context)
    row = ClaimHit.objects.get()
    assert (row.mended_at, row.bearing, row.sentence) == (context.now(), "carries", CARRYING)


def test_relating_hands_on_to_the_claims_while_one_is_open(context: Context) -> None:
    kept = stored("https://bao.example/tin", CARRYING)
    claim()
    related(kept.article_id, context)
    assert ("claim", str(kept.article_id)) in [(stage, key.partition(":")[0]) for stage, key in waiting()]


def test_an_article_that_is_gone_ends_its_step(context: Context) -> None:
    claim()
    look(99, context)
    assert (found(), waiting()) == ([], [])


def test_without_open_claims_nothing_is_written(context: Context) -> None:
    claim(closed_at=factory.MORNING)
    look(carrying().id, context)
    assert found() == []


def test_opening_a_claim_looks_through_the_archive(searching: Callable[..., Context]) -> None:
    near, other = carrying("Trâu chết", days=30), factory.article("Tin khác", body=DENYING, published_at=None)
    old, away = carrying("Năm ngoái", days=300), factory.article("Bóng đá")
    context = searching(near, other, old, away)
    id = claims.open_claim(actor(), ClaimWish(TEXT), context.now() + DAY * 2)
    assert searched(context) == 1
    assert sorted(title for _, title in found()) == ["Tin khác", "Trâu chết"]
    row = claims.row(id)
    assert row is not None
    assert (row.to_search, row.searched, row.searched_at) == (2, 2, context.now())


def test_what_the_index_does_not_know_yet_is_looked_at_too(searching: Callable[..., Context]) -> None:
    context = searching()
    carrying()
    claims.open_claim(actor(), ClaimWish(TEXT), factory.MORNING + timedelta(minutes=5))
    assert (searched(context), len(found())) == (1, 1)


def test_a_long_look_goes_on_step_by_step(searching: Callable[..., Context]) -> None:
    rows = [carrying(f"Tin {n}", days=2) for n in range(repeats.BATCH + 1)]
    context = searching(*rows)
    id = claims.open_claim(actor(), ClaimWish(TEXT), factory.MORNING)
    (step,) = jobs.claim([repeats.STAGE], context.owner, context.now(), 1)
    repeats.run(step, context)
    row = Claim.objects.get(id=id)
    assert (row.searched, row.to_search, row.searched_at) == (repeats.BATCH, repeats.BATCH + 1, None)
    assert searched(context) == 1
    row.refresh_from_db()
    assert (row.searched, ClaimHit.objects.count()) == (repeats.BATCH + 1, repeats.BATCH + 1)


@pytest.mark.parametrize("overtaken", [{"closed_at": factory.MORNING}, {"search": 2}])
def test_a_look_that_was_overtaken_ends(
    overtaken: dict[str, object], searching: Callable[..., Context]
) -> None:
    context = searching(carrying(days=2))
    id = claims.open_claim(actor(), ClaimWish(TEXT), factory.MORNING)
    Claim.objects.filter(id=id).update(**overtaken)
    assert (searched(context), found()) == (1, [])


def test_without_an_index_the_look_waits(context: Context) -> None:
    claims.open_claim(actor(), ClaimWish(TEXT), factory.MORNING)
    (step,) = jobs.claim([repeats.STAGE], context.owner, context.now(), 1)
    repeats.run(step, context)
    job = Job.objects.get()
    # However long the index is away, the look is not given up.
    assert (job.stage, job.run_at, job.tries) == ("claim", context.now() + repeats.LATER, 0)


def test_a_statement_without_names_is_looked_for_by_its_words(searching: Callable[..., Context]) -> None:
    text = "vắc-xin hết hạn vẫn được tiêm cho học sinh tiểu học"
    context = searching(
        factory.article("Tin y tế", body=f"Phụ huynh nói {text}.", published_at=factory.MORNING - DAY)
    )
    claims.open_claim(actor(), ClaimWish(text), factory.MORNING)
    assert (searched(context), len(found())) == (1, 1)


def test_reworded_what_nobody_judged_and_no_wording_finds_stays_until_looked_at(context: Context) -> None:
    row = claim(OTHER)
    article = carrying()
    hit(row, article)
    look(article.id, context)
    assert found() == []


def test_a_lost_lease_records_nothing(context: Context) -> None:
    claim()
    step = claimed(repeats.STAGE, context, queued(repeats.STAGE, carrying().id))
    Job.objects.all().delete()
    with pytest.raises(jobs.LeaseLost):
        repeats.run(step, context)
    assert found() == []
