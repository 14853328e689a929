"""What the judgement of a family is given, and how what it said is kept and read."""

from datetime import timedelta

import pytest

from archive import pickups
from archive.models import Article, Outlet, Overlap, Pickup
from classifier.origins import Basis, Edge, Mark
from tests import factory
from tests.factory import MORNING

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = Mark(Basis.CREDIT, is_for=True, weight=3.4, data={"text": "NVA", "where": "tail"})


def copy(head: Article, key: str, *, hours: int = 1) -> Article:
    of = factory.source(of=factory.outlet(key, f"Báo {key}"))
    return factory.article(of=of, published_at=MORNING + hours * HOUR, copy_of=head)


def edge(taker: Article, origin: Article | None, basis: Basis = Basis.CREDIT) -> Edge:
    return Edge(taker.id, origin.id if origin else None, basis, 0.9, (WHY,), 0.8)


def test_a_family_is_its_head_and_the_copies_in_the_order_they_came() -> None:
    head = factory.article()
    late, early = copy(head, "b", hours=2), copy(head, "c", hours=1)
    factory.article("Bài khác")
    assert [one.id for one in pickups.candidates(head.id)] == [head.id, early.id, late.id]


def test_a_candidate_carries_all_that_may_tell_where_it_came_from() -> None:
    row = factory.article(url="https://bao-song-trong.example/cau")
    told = {"authors": ["Lê An"], "agency": "TTXVN", "credited": ["NVA"], "published_trust": "sure"}
    Article.objects.filter(id=row.id).update(links=["https://NVA.example/1?utm_source=x"], **told)
    (found,) = pickups.candidates(row.id)
    assert (found.authors, found.agency, found.credited) == (("Lê An",), "TTXVN", ("NVA",))
    assert (found.addresses, found.links) == (
        frozenset({"https://bao-song-trong.example/cau"}),
        ("https://nva.example/1",),
    )
    assert (found.kind, found.has_sure_time, found.seen_at) == ("provincial", True, MORNING)


def test_a_candidate_carries_what_it_said_before_its_edits() -> None:
    row = factory.article(body="Một.")
    row.body = "Hai."
    row.save()
    factory.version(row)
    (found,) = pickups.candidates(row.id)
    assert (found.body, found.earlier) == ("Hai.", ("Một.",))


def test_an_outlet_is_credited_by_its_names_and_by_its_host() -> None:
    outlet = Outlet(name="Báo Đà Nẵng", credits=["ĐNO"], home_page="https://www.bao-da-nang.vn/")
    assert pickups.names_of(outlet) == {"Báo Đà Nẵng", "ĐNO", "www.bao-da-nang.vn", "baodanang"}
    assert pickups.names_of(Outlet(name="Tệp")) == {"Tệp"}


def test_every_known_outlet_is_of_the_press() -> None:
    factory.outlet("a", "Báo A")
    assert {"Báo A", "a", "a.example"} <= pickups.press()


def test_what_was_settled_is_read_as_it_was_kept() -> None:
    head = factory.article()
    taker = copy(head, "b")
    pickups.keep((edge(head, None, Basis.FIRST), edge(taker, head)), MORNING)
    assert pickups.of_article(taker.id) == (edge(taker, head), "Báo Sông Trong")
    assert pickups.of_article(head.id) == (edge(head, None, Basis.FIRST), "")
    assert Pickup.objects.filter(settled_at=MORNING).count() == 2


def test_settling_again_replaces_what_was_said_and_forgets_who_left() -> None:
    head = factory.article()
    stays, leaves = copy(head, "b"), copy(head, "c")
    pickups.keep((edge(head, None), edge(stays, head), edge(leaves, head)), MORNING)
    pickups.keep((edge(head, None), edge(stays, None, Basis.UNCLEAR)), MORNING + HOUR)
    kept = Pickup.objects.order_by("article_id").values_list("article_id", "basis")
    assert list(kept) == [(head.id, "credit"), (stays.id, "unclear")]


def test_an_article_that_stands_alone_was_taken_from_nobody() -> None:
    row = factory.article()
    pickups.keep((edge(row, None),), MORNING)
    pickups.forget(row.id)
    assert pickups.of_article(row.id) is None


def test_an_origin_that_is_gone_leaves_its_takers() -> None:
    head = factory.article()
    taker = copy(head, "b")
    pickups.keep((edge(taker, head),), MORNING)
    head.addresses.all().delete()
    head.delete()
    assert pickups.of_article(taker.id) == (edge(taker, None), "")


def test_a_family_is_shown_from_any_of_its_articles() -> None:
    head = factory.article()
    taker = copy(head, "b")
    pickups.keep((edge(taker, head),), MORNING)
    found = pickups.family(taker.id)
    assert found == pickups.family(head.id)
    assert [(one.id, one.edge) for one in found] == [(head.id, None), (taker.id, edge(taker, head))]
    assert (found[1].outlet, found[1].kind, found[1].came_at) == ("Báo b", "provincial", MORNING + HOUR)
    assert pickups.family(10**6) == ()


def test_an_article_beyond_the_first_of_a_large_family_is_shown_with_them() -> None:
    head = factory.article()
    last = [copy(head, "b", hours=n) for n in range(1, pickups.MOST + 1)][-1]
    assert [len(pickups.family(id)) for id in (head.id, last.id)] == [pickups.MOST, pickups.MOST + 1]


def test_an_undated_article_came_when_it_was_seen() -> None:
    row = factory.article(published_at=None, seen_at=MORNING + HOUR)
    assert pickups.family(row.id)[0].came_at == MORNING + HOUR


def test_those_that_share_a_part_are_told_with_whom_they_share_most() -> None:
    head = factory.article()
    taker, part, other = copy(head, "b"), factory.article("Góp nhặt"), factory.article("Gom")
    Overlap.objects.create(article=part, other=head, share=0.31, other_share=0.35)
    Overlap.objects.create(article=part, other=taker, share=0.42, other_share=0.2)
    Overlap.objects.create(article=taker, other=other, share=0.2, other_share=0.33)
    found = pickups.partial([head.id, taker.id])
    assert [(one.id, one.overlap, with_) for one, with_ in found] == [
        (part.id, 0.42, taker.id),
        (other.id, 0.33, taker.id),
    ]
    assert [pickups.count_partial(row.id) for row in (head, taker, other)] == [1, 2, 1]


def test_only_articles_that_were_edited_have_edits() -> None:
    once, twice = factory.article(), factory.article()
    factory.version(twice)
    assert {id: [row.number for row in rows] for id, rows in pickups.edits([once.id, twice.id]).items()} == {
        twice.id: [1, 2]
    }
