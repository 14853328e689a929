"""The pickup page: numbers, map, list, texts beside each other, corrections that did not go round."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from archive.models import Article, Overlap
from pipeline import pickups
from tests import factory
from tests.browser.pickup_stage import SENTENCES, TAKERS, far
from tests.factory import MORNING
from tests.web.conftest import SignIn
from tests.web.reading import one, page, words

pytestmark = pytest.mark.django_db


def spread(desk: Client, row: Article, query: str = "") -> BeautifulSoup:
    return page(desk.get(f"/articles/{row.id}/lan-truyen{query}"))


def of(head: Article, key: str) -> Article:
    return Article.objects.get(copy_of=head, outlet__key=key)


def test_the_numbers_are_told_by_kind_of_press(desk: Client) -> None:
    told = spread(desk, far())
    assert words(told, ".pickup-counts p:not(.faint)") == [
        (
            "6 nơi đăng lại Trang tổng hợp: 2 Báo trung ương: 1 Báo địa phương: 1 Báo pháp luật: 1"
            " Báo nước ngoài: 1 sau 35 phút đến 1 ngày 1 giờ"
        ),
        "1 nơi dùng lại một phần.",
    ]


def test_the_map_has_every_article_and_a_way_to_each_taker(desk: Client) -> None:
    told = spread(desk, far())
    assert words(told, ".pickup-map .lane") == [
        "Hãng tin, cổng thông tin",
        "Báo trung ương",
        "Báo địa phương",
        "Trang tổng hợp",
        "Báo nước ngoài",
    ]
    assert len(told.select(".stop")) == len(TAKERS) + 2
    assert (len(told.select(".pickup-map .way")), len(told.select(".pickup-map .guessed"))) == (7, 3)
    assert words(told, ".stop.chosen > *") == ["Hãng tin Nam Việt", "Hãng tin", "sớm nhất đã biết"]
    assert words(told, ".stop.partial > *")[1] == "+1 ngày 4 giờ · một phần: 34%"


def test_each_article_says_whence_it_may_have_come_and_why(desk: Client) -> None:
    head = far()
    told = spread(desk, head)
    row = one(told, f"#member-{of(head, 'tong-hop').id}")
    (sentence,) = words(row, ".origin-told")
    lead, _, reasons = sentence.partition(", vì ")
    assert lead == "Có thể lấy từ Nhật báo Đất Nước (gần như chắc, 99%)"
    assert reasons.split("; ") == [
        "ghi nguồn “Nhật báo Đất Nước” ở dòng tên tác giả",
        "100% nội dung nằm trong bài kia, còn bài này chỉ có 73% của bài kia",
        "đăng sau 2 giờ 45 phút",
        "bên kia là “Báo trung ương”, bên này là “Trang tổng hợp”.",
    ]
    assert words(row, ".pickup-when")[0].startswith("11:20 +3 giờ 20 phút")
    assert words(row, ".dotted")[-1] == "giữ 74% bỏ 2 câu So hai bài"


def test_a_copy_is_held_against_its_origin_without_being_asked(desk: Client) -> None:
    head = far()
    assert spread(desk, head).select("#beside") == []
    told = spread(desk, of(head, "dat-nuoc"))
    assert words(told, "#beside p:not(.as-title) del:not(.key)") == [f"bỏ: {SENTENCES[7]}"]


def test_an_edit_after_the_taking_is_no_change_of_the_takers(desk: Client) -> None:
    head = far()
    told = spread(desk, head, f"?beside={of(head, 'bao-lam-giang').id}")
    assert words(told, "#beside .body ins, #beside .body del") == []


def test_a_changed_sentence_shows_its_changed_words(desk: Client) -> None:
    head = far()
    told = spread(desk, head, f"?beside={of(head, 'phap-luat').id}")
    assert words(told, "#beside p:not(.as-title) ins:not(.key)") == ["thêm: hai"]


def test_who_still_carries_what_was_corrected_is_named(desk: Client) -> None:
    told = spread(desk, far())
    assert words(told, "#corrections del, #corrections ins") == ["bỏ: 318", "thêm: 381"]
    assert words(told, "#corrections li") == [
        "Nhật báo Đất Nước",
        "Tổng Hợp 360",
        "Báo và Phát thanh, Truyền hình Lam Giang",
        "Pháp luật và Đời sống",
        "东盟观察",
    ]


def test_a_source_outside_the_archive_has_a_node_of_its_own(desk: Client) -> None:
    head = factory.article()
    for number, key in enumerate(("b", "c"), 1):
        at = MORNING + timedelta(hours=number)
        taker = factory.article(of=factory.source(of=factory.outlet(key, key)), published_at=at, copy_of=head)
        Article.objects.filter(id=taker.id).update(agency="TTXVN")
    pickups.settle(head.id, MORNING)
    told = spread(desk, head)
    assert words(told, ".stop.outside > *") == ["TTXVN", "không có trong kho", ""]
    assert len(told.select(".pickup-map .way")) == 2


def test_an_article_alone_was_taken_over_by_nobody(desk: Client) -> None:
    told = spread(desk, factory.article())
    assert words(told, ".pickup-counts p")[0] == "Chưa thấy báo nào được thu thập đăng lại trọn bài."
    assert told.select(".pickup-map, #members, #beside") == []


def test_a_family_that_was_not_settled_yet_says_so(desk: Client) -> None:
    head = factory.article()
    factory.article(copy_of=head, published_at=None, seen_at=MORNING)
    told = spread(desk, head)
    assert words(told, "#members .faint")[-1] == "Chưa xét bài này lấy từ đâu."
    assert "lần đầu thấy" in words(told, ".pickup-when .faint")


def test_a_part_whose_direction_is_not_clear_has_no_way(desk: Client) -> None:
    head, part = factory.article(), factory.article("Góp nhặt")
    Overlap.objects.create(article=part, other=head, share=0.4, other_share=0.4)
    told = spread(desk, head)
    assert words(told, f"#member-{part.id} .origin-told") == [
        "Có một phần giống nhau; chưa rõ bên nào lấy của bên nào."
    ]
    assert told.select(".pickup-map .way") == []


def test_many_takers_are_all_in_the_list_though_not_on_the_map(desk: Client) -> None:
    head = factory.article()
    for number in range(26):
        factory.article(copy_of=head, published_at=MORNING + timedelta(minutes=number))
    told = spread(desk, head)
    assert (len(told.select(".stop")), len(told.select(".pickup-row"))) == (24, 27)
    assert words(told, ".pickup-picture > .faint") == ["Còn 3 bài nữa chỉ có trong danh sách."]


@pytest.mark.parametrize("query", ["?beside=x", "?beside=-1", "?beside=99999999999999", "?beside=987654"])
def test_what_cannot_be_held_against_anything_is_not_there(desk: Client, query: str) -> None:
    assert desk.get(f"/articles/{far().id}/lan-truyen{query}").status_code == 404


def test_an_article_nobody_knows_has_no_map(desk: Client) -> None:
    assert desk.get("/articles/987654/lan-truyen").status_code == 404


def test_the_article_page_says_whence_it_may_have_come_and_leads_to_the_map(desk: Client) -> None:
    head = far()
    told = page(desk.get(f"/articles/{of(head, 'bao-lam-giang').id}"))
    assert words(told, "#copies .origin-told")[0].startswith(
        "Có thể lấy từ Hãng tin Nam Việt (gần như chắc, 98%)"
    )
    assert (
        one(told, "#copies > p:last-child a")["href"]
        == f"/articles/{of(head, 'bao-lam-giang').id}/lan-truyen"
    )


def test_an_article_that_only_shares_a_part_leads_to_the_map_too(desk: Client) -> None:
    part = Overlap.objects.get(other=far()).article
    told = page(desk.get(f"/articles/{part.id}"))
    assert words(told, "#copies h2, #copies p") == [
        "Một phần bài có ở nơi khác",
        "1 bài có một phần giống bài này.",
        "Bản đồ lan truyền: ai lấy từ ai",
    ]


def test_the_page_speaks_english_too(sign_in: SignIn) -> None:
    head = far()
    told = spread(sign_in(language="en"), head)
    assert words(told, "h1, .pickup-counts b") == ["Pickup map", "Taken over by 6 others"]
