"""Articles of the same content are one family, under the one that was first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import permutations
from threading import Barrier

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from archive import articles, jobs
from archive import marks as store
from archive.families import Neighbour, Standing
from archive.models import Anchor, Article, Fingerprint, IndexChange, Job, Overlap, Pickup
from classifier import copies
from classifier.recurring import Told
from pipeline import relate
from pipeline.context import Context
from pipeline.relate import Place, decide
from tests import factory
from tests.factory import MORNING
from tests.pipeline.making import BODY, OTHER_BODY, Hands, claimed, queued, related, stored, waiting

HOUR = timedelta(hours=1)
WHOLE = "\n".join(BODY)
PART = (
    "Rạng sáng, đoàn tám chiếc thuyền thúng của làng Bãi Sau kéo nhau ra khơi tìm luồng cá trích đầu mùa.",
    "Ông trưởng bạn nghề kể gió bấc vừa dứt, nước trong tới đáy, cá nổi từng đám to bằng mấy cái sân phơi.",
    "Tốp thanh niên trong xóm nghỉ bốc vác hai hôm đi theo, chia nhau bốn ca kéo lưới từ canh ba tới sáng.",
)
REST = (
    "Tới trưa, thuyền nào về cũng khẳm, có chiếc phải san bớt sang thuyền bạn mới dám qua cửa lạch hẹp.",
    "Thương lái chờ sẵn trên bến, trả mười tám nghìn một ký, cao gấp rưỡi con nước trước, cân ngay tại chỗ.",
    "Các bà trong xóm tranh thủ muối cá, ủ chượp vào hai chục lu sành mới mua dưới chợ huyện hôm rằm.",
)
THIRD = (
    "Cũng trong tuần, trạm y tế xã khám mắt miễn phí cho người cao tuổi và phát một trăm hai mươi cặp kính.",
    "Bác sĩ tuyến tỉnh khuyên bà con đội nón rộng vành khi đi biển vì nắng dội từ mặt nước rất hại mắt.",
    "Đợt khám sau dự kiến mở vào đầu tháng tới tại nhà văn hóa thôn, ai cần thì ghi tên trước với y sĩ.",
)
LONG = "\n".join((*PART, *REST))


def carried(context: Context, *bodies: str, start: datetime | None = MORNING) -> list[int]:
    """The same morning's articles, each at another outlet, an hour apart, all related."""
    ids = []
    for number, body in enumerate(bodies):
        source = factory.source(of=factory.outlet(f"bao-{number}", f"Báo {number}"))
        url = f"https://bao-{number}.example/tin"
        at = start + number * HOUR if start else None
        ids.append(stored(url, body, of=source, published_at=at, seen_at=MORNING + number * HOUR).article_id)
    for id in ids:
        related(id, context)
    return ids


def heads() -> dict[int, int | None]:
    return dict(Article.objects.values_list("id", "copy_of_id"))


@pytest.mark.django_db
def test_the_same_text_at_two_outlets_is_one_family(context: Context) -> None:
    first, second = carried(context, WHOLE, WHOLE)
    assert heads() == {first: None, second: first}
    assert Article.objects.get(id=second).copy_share == 1.0
    assert [row.outlet for row in articles.copies_of(first)] == ["Báo 1"]


@pytest.mark.django_db
def test_a_cut_copy_belongs_to_the_family(context: Context) -> None:
    first, cut = carried(context, WHOLE, "\n".join(BODY[:2]))
    assert heads() == {first: None, cut: first}
    assert Article.objects.get(id=cut).copy_share >= 0.9


@pytest.mark.django_db
def test_a_copy_with_a_frame_of_its_own_belongs_to_the_family(context: Context) -> None:
    first, framed = carried(context, WHOLE, "\n".join((*BODY, OTHER_BODY[0])))
    assert heads() == {first: None, framed: first}


@pytest.mark.django_db
def test_one_borrowed_paragraph_makes_no_copy(context: Context) -> None:
    first, other = carried(context, WHOLE, "\n".join((*OTHER_BODY, BODY[3])))
    assert heads() == {first: None, other: None}


@pytest.mark.django_db
def test_another_text_is_no_copy(context: Context) -> None:
    first, other = carried(context, WHOLE, "\n".join(OTHER_BODY))
    assert heads() == {first: None, other: None}


@pytest.mark.django_db
def test_what_was_published_first_is_the_head_though_it_came_last(context: Context) -> None:
    (late,) = carried(context, WHOLE)
    early = stored("https://goc.example/tin", WHOLE, published_at=MORNING - HOUR, seen_at=MORNING + 5 * HOUR)
    related(early.article_id, context)
    assert heads() == {late: early.article_id, early.article_id: None}


@pytest.mark.django_db
def test_an_earlier_text_takes_a_whole_family_over(context: Context) -> None:
    head, copy = carried(context, WHOLE, "\n".join(BODY[:3]))
    early = stored("https://goc.example/tin", WHOLE, published_at=MORNING - HOUR)
    related(early.article_id, context)
    assert heads() == {head: early.article_id, copy: early.article_id, early.article_id: None}


@pytest.mark.django_db
def test_an_earlier_text_takes_the_family_over_though_a_copy_is_nearer(context: Context) -> None:
    head, copy = carried(context, "\n".join((*BODY[:3], *OTHER_BODY)), WHOLE)
    early = stored("https://goc.example/tin", WHOLE, published_at=MORNING - HOUR)
    related(early.article_id, context)
    assert heads() == {head: early.article_id, copy: early.article_id, early.article_id: None}


@pytest.mark.django_db
def test_undated_articles_go_by_when_they_came(context: Context) -> None:
    first, second = carried(context, WHOLE, WHOLE, start=None)
    assert heads() == {first: None, second: first}


@pytest.mark.django_db
def test_a_rewritten_copy_leaves_the_family(context: Context) -> None:
    first, second = carried(context, WHOLE, WHOLE)
    Article.objects.filter(id=second).update(body="\n".join(OTHER_BODY))
    related(second, context)
    assert heads() == {first: None, second: None}


@pytest.mark.django_db
def test_relating_again_changes_nothing(context: Context) -> None:
    ids = carried(context, WHOLE, WHOLE, WHOLE)
    before = (heads(), Fingerprint.objects.count())
    for id in reversed(ids):
        related(id, context)
    assert (heads(), Fingerprint.objects.count()) == before


@pytest.mark.django_db
def test_a_new_copy_is_an_index_change(context: Context) -> None:
    carried(context, WHOLE)
    copy = stored("https://chep.example/tin", WHOLE, published_at=MORNING + HOUR)
    before = IndexChange.objects.get(article_id=copy.article_id).revision
    related(copy.article_id, context)
    assert IndexChange.objects.get(article_id=copy.article_id).revision == before + 1


@pytest.mark.django_db
def test_fingerprints_are_the_classifiers(context: Context) -> None:
    carried(context, WHOLE)
    assert copies.unpack(Fingerprint.objects.get().marks) == copies.fingerprints(WHOLE)


@pytest.mark.django_db
def test_an_article_that_is_gone_ends_the_step(context: Context) -> None:
    queued("relate", 987_654)
    related(987_654, context)
    assert (Fingerprint.objects.count(), waiting()) == (0, [])


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(4)))[::3])
def test_who_stands_under_whom_does_not_hang_on_the_order_of_coming(
    context: Context, order: tuple[int, ...]
) -> None:
    framed = "\n".join((*BODY[:3], *OTHER_BODY))
    bodies = (WHOLE, "\n".join(OTHER_BODY), framed, "\n".join(BODY[:3]))
    ids = [
        stored(f"https://b{n}.example/", body, published_at=MORNING + n * HOUR).article_id
        for n, body in enumerate(bodies)
    ]
    for number in order:
        related(ids[number], context)
    first, other, both, cut = ids
    assert heads() == {first: None, other: None, both: other, cut: first}


@pytest.mark.django_db
def test_a_part_taken_over_is_told_and_never_folded(context: Context) -> None:
    first, part = carried(context, LONG, "\n".join((*PART, *THIRD)))
    (row,) = Overlap.objects.all()
    assert heads() == {first: None, part: None}
    assert (row.article_id, row.other_id) == (part, first)
    assert copies.PART <= max(row.share, row.other_share) < copies.SAME


@pytest.mark.django_db
def test_parts_of_one_report_lead_to_it_and_not_to_each_other(context: Context) -> None:
    body = "\n".join((*PART, *THIRD))
    first, part, copy = carried(context, LONG, body, body)
    assert heads() == {first: None, part: None, copy: part}
    assert list(Overlap.objects.values_list("article_id", "other_id")) == [(part, first)]


@pytest.mark.django_db
def test_an_earlier_text_takes_the_parts_over(context: Context) -> None:
    (part,) = carried(context, "\n".join((*PART, *THIRD)))
    early = stored("https://goc.example/tin", LONG, published_at=MORNING - HOUR).article_id
    related(early, context)
    assert list(Overlap.objects.values_list("article_id", "other_id")) == [(part, early)]


@pytest.mark.django_db
def test_who_changes_its_words_lets_its_copies_and_parts_go(context: Context) -> None:
    first, copy, part = carried(context, LONG, LONG, "\n".join((*PART, *THIRD)))
    Article.objects.filter(id=first).update(body="\n".join(OTHER_BODY))
    related(first, context)
    assert heads() == {first: None, copy: None, part: None}
    assert list(Overlap.objects.values_list("article_id", "other_id")) == [(part, copy)]


@pytest.mark.django_db
def test_whoever_stands_elsewhere_now_is_clustered_again(context: Context) -> None:
    (late,) = carried(context, WHOLE)
    Job.objects.all().delete()
    early = stored("https://goc.example/tin", WHOLE, published_at=MORNING - HOUR).article_id
    related(early, context)
    stories = Job.objects.filter(stage="story").values_list("payload__article", flat=True)
    assert sorted(stories) == sorted([early, late])


@pytest.mark.django_db
def test_a_family_tells_who_took_from_whom(context: Context) -> None:
    _, second = carried(context, WHOLE, WHOLE)
    assert Pickup.objects.filter(article_id=second).exists()


@pytest.mark.django_db
def test_an_article_alone_has_no_pickup(context: Context) -> None:
    carried(context, WHOLE)
    assert not Pickup.objects.exists()


@pytest.mark.django_db
def test_another_days_gold_price_is_no_copy(context: Context) -> None:
    ids = []
    for day, sold in ((1, "123,4"), (2, "122,9")):
        body = f"Sáng {day}/10, vàng miếng bán ra {sold} triệu đồng.\n{WHOLE}"
        at = MORNING + day * 24 * HOUR
        title = f"Giá vàng hôm nay {day}/10"
        ids.append(stored(f"https://vang.example/{day}", body, published_at=at, title=title).article_id)
        related(ids[-1], context)
    assert heads() == dict.fromkeys(ids)


@pytest.mark.django_db
def test_what_a_house_puts_under_all_its_reports_makes_no_copies(context: Context) -> None:
    house = factory.source()
    texts = [" ".join(f"{sign}{n} bài{n}" for n in range(30)) for sign in "abcdeghiklm"]
    ids = [
        stored(f"https://nha.example/{n}", f"{text}\n{WHOLE}", of=house, seen_at=MORNING).article_id
        for n, text in enumerate(texts)
    ]
    for id in ids:
        related(id, context)
    for id in reversed(ids):
        related(id, context)
    assert heads() == dict.fromkeys(ids)


@pytest.mark.django_db
def test_a_copy_stays_when_its_head_has_left_the_window(context: Context, hands: Hands) -> None:
    first, second = carried(context, WHOLE, WHOLE)
    store.forget(first)
    related(second, context)
    assert heads() == {first: None, second: first}


@pytest.mark.django_db
def test_a_copy_that_has_left_the_window_stays_when_its_head_changes_its_words(context: Context) -> None:
    first, second = carried(context, WHOLE, WHOLE)
    store.forget(second)
    Article.objects.filter(id=first).update(body="\n".join(OTHER_BODY))
    related(first, context)
    assert heads() == {first: None, second: first}


@pytest.mark.django_db
def test_the_store_lets_go_of_what_the_window_has_left(context: Context, hands: Hands) -> None:
    carried(context, WHOLE, "\n".join(OTHER_BODY))
    hands.at += store.WINDOW + 24 * HOUR
    fresh = stored("https://moi.example/", LONG, seen_at=hands.at).article_id
    related(fresh, context)
    assert list(Fingerprint.objects.values_list("article_id", flat=True)) == [fresh]
    assert set(Anchor.objects.values_list("article_id", flat=True)) == {fresh}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_find_each_other(context: Context) -> None:
    urls = ("https://mot.example/", "https://hai.example/")
    ids = [stored(url, WHOLE).article_id for url in urls]
    claims = [claimed("relate", context, queued("relate", id)) for id in ids]
    gate = Barrier(len(claims))

    def work(claim: jobs.Claim) -> None:
        gate.wait()
        relate.run(claim, context)
        connection.close()

    Job.objects.update(leased_until=MORNING + 24 * HOUR, owner=context.owner)
    for claim in claims:
        Job.objects.filter(id=claim.id).update(lease=claim.lease)
    with ThreadPoolExecutor(len(claims)) as pool:
        list(pool.map(work, claims))
    assert heads() == {ids[0]: None, ids[1]: ids[0]}


def standing(
    id: int = 1, *, head: int | None = None, at: datetime | None = MORNING, title: str = "Tin"
) -> Standing:
    return Standing(id, head, at, MORNING, Told(title, "Thân bài", f"bao-{id}", None))


def near(
    id: int = 2,
    *,
    head: int | None = None,
    shared: int = 10,
    at: datetime | None = MORNING - HOUR,
    title: str = "Tin",
) -> Neighbour:
    return Neighbour(standing(id, head=head, at=at, title=title), shared, 10, 20)


def test_nobody_near_is_no_family() -> None:
    assert decide(standing(), []) == Place()


@pytest.mark.parametrize(
    ("shared", "place"),
    [(3, Place(None, 0.0, {2: (0.3, 0.15)})), (4, Place(None, 0.0, {2: (0.4, 0.2)})), (5, Place(2, 0.5))],
)
def test_half_of_the_smaller_makes_a_copy_and_less_a_part(shared: int, place: Place) -> None:
    assert decide(standing(), [near(shared=shared)]) == place


def test_the_later_stands_under_the_earlier() -> None:
    assert decide(standing(), [near(at=MORNING - HOUR)]) == Place(2, 1.0)
    assert decide(standing(), [near(at=MORNING + HOUR)]) == Place()


def test_a_date_goes_before_none() -> None:
    assert decide(standing(at=None), [near()]) == Place(2, 1.0)
    assert decide(standing(), [near(at=None)]) == Place()


def test_of_the_same_moment_the_first_number_goes_before() -> None:
    assert decide(standing(2), [near(1, at=MORNING)]) == Place(1, 1.0)
    assert decide(standing(1), [near(2, at=MORNING)]) == Place()


def test_only_what_stands_for_itself_is_a_head() -> None:
    assert decide(standing(), [near(3, head=2), near(2, shared=6)]) == Place(2, 0.6)
    assert decide(standing(), [near(3, head=2), near(4, head=2, shared=4)]) == Place()


def test_who_stands_under_a_head_has_no_parts_of_others() -> None:
    assert decide(standing(), [near(2), near(3, shared=4)]) == Place(2, 1.0)


def test_another_issue_of_a_format_is_no_copy() -> None:
    me = standing(title="Giá vàng hôm nay 1/10: giảm")
    assert decide(me, [near(title="Giá vàng hôm nay 30/9: tăng")]) == Place()
    assert decide(me, [near(title="Giá vàng hôm nay 1/10: giảm sâu")]) == Place(2, 1.0)


@given(
    st.integers(1, 9), st.integers(1, 9), st.sampled_from([None, MORNING]), st.sampled_from([None, MORNING])
)
def test_two_agree_on_who_was_first(
    one: int, other: int, mine: datetime | None, theirs: datetime | None
) -> None:
    if one == other:
        return
    seen = decide(standing(one, at=mine), [near(other, at=theirs)])
    met = decide(standing(other, at=theirs), [near(one, at=mine)])
    assert sorted(place.head_id or 0 for place in (seen, met)) in ([0, one], [0, other])
