"""The pages of claims: the list, one claim with its sentences, its acts, and the form that opens one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Job
from desk import claims
from desk.models import Claim, ClaimHit
from desk.rights import Role
from tests import factory
from tests.desk.claiming import CARRYING, DENYING, OTHER, TEXT, claim, hit
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words
from web.claims_names import act, bearing, sentence
from web.claims_of import shown
from web.claims_one import SHOWN
from web.gate import Caller

pytestmark = pytest.mark.django_db
LIST, NEW = "/thong-tin-sai/", "/thong-tin-sai/moi"
HOUR = timedelta(hours=1)


def address(row: Claim) -> str:
    return f"{LIST}{row.id}"


def test_a_claim_is_a_line_with_its_counts(desk: Client) -> None:
    row = claim()
    for said in ("", "carries", "carries", "denies"):
        hit(row, bearing=said)
    Article.objects.filter(id=row.hits.filter(bearing="carries")[0].article_id).update(
        removed_at=row.opened_at
    )
    found = page(desk.get(LIST))
    assert words(found, ".claims tbody th > a") == [TEXT]
    assert words(found, ".claims td.num") == ["1", "2", "1", "1"]
    assert links(found, ".page-head .act") == [NEW]


def test_a_desk_without_claims_learns_what_they_are(desk: Client) -> None:
    found = page(desk.get(LIST))
    assert (len(found.select(".empty")), found.select(".claims")) == (1, [])


def test_closed_claims_are_folded_away_and_a_look_shows_how_far_it_is(desk: Client) -> None:
    claim(closed_at=factory.MORNING)
    claim(OTHER, searched_at=None, searched=1200, to_search=3400)
    found = page(desk.get(LIST))
    assert words(found, ".ended tbody th > a") == [TEXT]
    assert words(found, "main > .claims .claim-progress") == ["đang soát kho: 1.200 trên 3.400"]


@pytest.mark.parametrize("role", [Role.READER, Role.CONTACT])
@pytest.mark.parametrize("path", [LIST, NEW, f"{LIST}1", f"{LIST}1/sua"])
def test_who_does_no_desk_work_sees_no_claims(path: str, role: Role, sign_in: SignIn) -> None:
    assert sign_in(role).get(path).status_code == 403


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_who_oversees_sees_and_changes_nothing(role: Role, sign_in: SignIn) -> None:
    row = hit(claim())
    client = sign_in(role)
    found = page(client.get(address(row.claim)))
    assert (found.select("main form"), len(found.select(".claim-hit"))) == ([], 1)
    assert page(client.get(LIST)).select(".page-head .act") == []
    told = {"act": "judge", "hit": row.id, "bearing": "carries"}
    assert client.post(address(row.claim), told).status_code == 403
    assert client.get(NEW).status_code == 403


def test_the_sentence_is_lit_with_its_hint_outlet_and_buttons(desk: Client) -> None:
    row = claim()
    hit(row, factory.article("Bác tin"), sentence=DENYING, hint="bác bỏ")
    found = page(desk.get(address(row)))
    lit = " ".join(words(found, ".claim-sentence mark"))
    assert "nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên" in lit
    assert "“bác bỏ”" in words(found, ".claim-hint")[0]
    buttons = ["đăng lại", "phủ nhận", "thuật lời phủ nhận", "không liên quan"]
    assert words(found, ".claim-judge button") == buttons


def test_an_article_is_judged_with_one_click_and_the_word_taken_back(desk: Client) -> None:
    row = hit(claim())
    told = {"act": "judge", "hit": row.id, "bearing": "carries"}
    assert desk.post(address(row.claim), told).headers["Location"] == f"{address(row.claim)}#hit-{row.id}"
    found = page(desk.get(address(row.claim)))
    assert words(found, ".claim-judge .mark") == ["đăng lại"]
    back = {"act": "take-back", "hit": row.id, "part": "carries"}
    assert (
        desk.post(address(row.claim), back).headers["Location"] == f"{address(row.claim)}?part=carries#list"
    )
    assert words(page(desk.get(address(row.claim))), "#acts li > span:first-child") == [
        "Bỏ một kết luận",
        f"Bài {row.article_id}: đăng lại",
    ]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"act": "judge", "hit": "999", "bearing": "carries"}, 422),
        ({"act": "judge", "hit": "x", "bearing": "carries"}, 404),
        ({"act": "take-back"}, 404),
        ({"act": "dance"}, 404),
        ({}, 404),
    ],
)
def test_an_act_that_cannot_be_is_refused(told: dict[str, str], status: int, desk: Client) -> None:
    answer = desk.post(address(claim()), told)
    assert answer.status_code == status
    if status == 422:
        assert "tải lại trang" in words(page(answer), "[role=alert]")[0]


def test_a_claim_is_closed_and_opened_again(desk: Client) -> None:
    row = claim()
    desk.post(address(row), {"act": "close"})
    assert words(page(desk.get(address(row))), ".claim-head .mark") == ["đã đóng"]
    desk.post(address(row), {"act": "reopen"})
    row.refresh_from_db()
    assert (row.closed_at, Job.objects.get().stage) == (None, "claim")


def test_the_parts_are_told_and_asked_for(desk: Client) -> None:
    row = claim()
    for said in ("", "carries", "unrelated"):
        hit(row, bearing=said)
    found = page(desk.get(f"{address(row)}?part=carries"))
    assert words(found, ".switch a") == ["Tất cả", "Chờ xét 1", "Đăng lại 1", "Không liên quan 1"]
    assert (words(found, ".switch [aria-current]"), len(found.select(".claim-hit"))) == (["Đăng lại 1"], 1)
    assert len(page(desk.get(f"{address(row)}?part=khong")).select(".claim-hit")) == 3


def test_the_way_of_a_claim_is_told(desk: Client) -> None:
    row = claim()
    outlets = [factory.outlet(key, name) for key, name in (("a", "Báo A"), ("b", "Báo B"), ("c", "Báo C"))]
    rows = [
        factory.article(of=factory.source(of=of), published_at=factory.MORNING - place * HOUR)
        for place, of in enumerate(outlets)
    ]
    hit(row, rows[0], bearing="carries", mended_at=factory.MORNING)
    hit(row, rows[1], bearing="carries")
    hit(row, rows[2], bearing="carries")
    Article.objects.filter(id=rows[1].id).update(removed_at=factory.MORNING)
    found = page(desk.get(address(row)))
    assert words(found, ".claim-spread > p a") == ["Báo C"]
    assert words(found, ".claim-spread dd") == ["3 bài của 3 báo", "1", "1 Báo A", "1 Báo B", "0"]
    assert words(found, ".claim-spread tbody td") == ["3", "0", "0"]
    assert len(found.select(".claim-spread rect")) == 1


def test_copies_are_folded_and_judged_by_themselves(desk: Client) -> None:
    row, head = claim(), factory.article()
    hit(row, head)
    copy = hit(row, factory.article(copy_of=head), mended_at=factory.MORNING)
    found = page(desk.get(address(row)))
    assert (len(found.select(".claim-hit")), words(found, ".claim-copies summary")) == (1, ["1 bài chép"])
    assert one(found, ".claim-copies input[name=hit]")["value"] == str(copy.id)
    gone = factory.article(copy_of=head)
    Article.objects.filter(id=gone.id).update(removed_at=factory.MORNING)
    hit(row, gone)
    assert words(page(desk.get(address(row))), ".claim-copies .tag-gone") == ["đã gỡ"]


def test_what_an_order_took_out_is_not_shown(desk: Client) -> None:
    row = hit(claim())
    claims.forget([row.article_id])
    assert words(page(desk.get(address(row.claim))), ".claim-sentence") == ["Lời văn đã được gỡ theo lệnh."]


def test_a_long_list_is_shown_in_pages(desk: Client) -> None:
    row = claim()
    for _ in range(SHOWN + 1):
        hit(row)
    first = page(desk.get(address(row)))
    assert (len(first.select(".claim-hit")), words(first, ".more a")) == (SHOWN, ["Bài cũ hơn"])
    second = page(desk.get(f"{address(row)}?page=1"))
    assert (len(second.select(".claim-hit")), words(second, ".more a")) == (1, ["Về đầu danh sách"])
    assert desk.get(f"{address(row)}?page=x").status_code == 404


def test_a_page_costs_the_same_however_much_was_found(desk: Client) -> None:
    row = claim()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(address(row))
        return len(asked)

    hit(row, bearing="carries")
    first = cost()
    for _ in range(5):
        hit(row, bearing="carries")
    assert cost() == first


@pytest.mark.parametrize("path", [f"{LIST}99", f"{LIST}99/sua", f"{NEW}?article=99", f"{NEW}?article=x"])
def test_what_is_not_there_is_404(path: str, desk: Client) -> None:
    assert desk.get(path).status_code == 404


def test_a_claim_is_opened_in_several_wordings(desk: Client) -> None:
    answer = desk.post(NEW, {"text": TEXT, "wordings": f"{OTHER}\n\n"})
    row = Claim.objects.get()
    assert (answer.headers["Location"], row.wordings) == (address(row), OTHER)
    found = page(desk.get(address(row)))
    assert (words(found, ".claim-wordings li"), len(found.select("progress"))) == ([OTHER], 1)


@pytest.mark.parametrize("field", ["text", "wordings"])
def test_what_is_wrong_is_said_at_its_field(field: str, desk: Client) -> None:
    answer = desk.post(NEW, {"text": TEXT, "wordings": OTHER, field: "ngắn"})
    assert answer.status_code == 422
    wrong = words(page(answer), ".field.is-wrong .field-wrong")
    assert (len(wrong), "quá ngắn" in wrong[0], Claim.objects.count()) == (1, True, 0)


def test_a_sentence_of_an_article_is_offered_and_taken(desk: Client) -> None:
    article = factory.article(
        "Trâu chết bên hồ Mã Yên đêm qua", standfirst="Ngắn.", body=f"Lạ thay.\n{CARRYING}"
    )
    asked = f"{NEW}?article={article.id}"
    assert words(page(desk.get(asked)), ".claim-offer li") == [article.title, CARRYING]
    found = page(desk.get(f"{asked}&s=1"))
    assert words(found, "#id_text") == [CARRYING]
    desk.post(f"{asked}&s=1", {"text": CARRYING, "wordings": ""})
    row = Claim.objects.get()
    assert row.taken_from_id == article.id
    assert f"/articles/{article.id}" in links(page(desk.get(address(row))), "#facts a")


def test_a_claim_is_said_in_other_words(desk: Client) -> None:
    row = claim()
    assert words(page(desk.get(f"{address(row)}/sua")), "#id_text") == [TEXT]
    answer = desk.post(f"{address(row)}/sua", {"text": TEXT, "wordings": OTHER})
    row.refresh_from_db()
    assert (answer.headers["Location"], row.wordings, row.search) == (address(row), OTHER, 2)


def test_a_closed_claim_says_that_it_is(desk: Client) -> None:
    row = claim(closed_at=factory.MORNING)
    answer = desk.post(f"{address(row)}/sua", {"text": TEXT, "wordings": OTHER})
    assert (answer.status_code, "đã đóng" in words(page(answer), "[role=alert]")[0]) == (422, True)


def test_an_article_tells_its_claims(desk: Client) -> None:
    article = factory.article()
    row = hit(claim(), article, bearing="denies", mended_at=factory.MORNING)
    told = shown(article.id, Caller(1, "Lài", Role.MONITOR))
    assert told is not None
    assert [(one.id, one.text, one.mark.look, one.is_mended) for one in told.claims] == [
        (row.claim_id, TEXT, "up", True)
    ]
    assert (told.may_claim, told.article_id) == (True, article.id)


def test_an_article_has_nothing_to_tell_who_may_not_ask() -> None:
    article = hit(claim()).article_id
    assert shown(article, Caller(1, "Lài", Role.READER)) is None
    auditor = Caller(1, "Lài", Role.AUDITOR)
    told = shown(article, auditor)
    assert told is not None
    assert told.may_claim is False
    ClaimHit.objects.all().delete()
    assert shown(article, auditor) is None


def test_words_for_what_is_unknown() -> None:
    assert (bearing("").shape, bearing("?").shape, act("other", {})) == ("ring", "ring", "other")


def test_a_problem_is_a_sentence_in_the_readers_language(sign_in: SignIn) -> None:
    client = sign_in(language="en")
    wrong = words(page(client.post(NEW, {"text": "", "wordings": ""})), ".field-wrong")
    assert wrong == ["There is no statement yet; copy the sentence to follow into the field."]
    assert sentence(claims.ClaimProblem("text", "sai", "wrong")) in {"Sai.", "Wrong."}
