"""Claims in a real browser: looked at in every width, opened from a sentence, judged with one click."""

import pytest
from playwright.sync_api import expect

from desk.models import Claim, ClaimHit
from tests import factory
from tests.browser import claims_stage
from tests.browser.conftest import OpenPage
from tests.browser.test_sights import REFUSALS, Looking, sights
from tests.desk.claiming import CARRYING, claim, hit
from tests.web.conftest import Index

# The same on both databases.
pytestmark = [pytest.mark.browser, pytest.mark.once]


@sights
def test_claims_of_a_desk_in_full_use(open_page: OpenPage, index: Index, width: int, scheme: str) -> None:
    index([])
    looking = Looking(open_page(width=width, scheme=scheme, refusals=REFUSALS), width, scheme)
    assert looking.walk({"claims-first": "/thong-tin-sai/"}) == []
    told = claims_stage.fill(factory.officer())
    busy = f"/thong-tin-sai/{told.busy.id}"
    addresses = {
        "claims": "/thong-tin-sai/",
        "claim": busy,
        "claim-part": f"{busy}?part=carries",
        "claim-fresh": f"/thong-tin-sai/{told.fresh.id}",
        "claim-new": "/thong-tin-sai/moi",
        "claim-from-article": f"/thong-tin-sai/moi?article={told.article.id}&s=1",
        "claim-edit": f"{busy}/sua",
        "article-claims": f"/articles/{told.article.id}",
    }
    assert looking.walk(addresses) == []
    looking.page.goto("/thong-tin-sai/moi")
    looking.page.locator("#id_text").fill("ngắn")
    looking.page.locator(".claim-form button").click()
    assert looking.troubles("claim-wrong") == []


@pytest.mark.parametrize("script", [True, False])
def test_a_sentence_is_followed_from_its_article(open_page: OpenPage, index: Index, *, script: bool) -> None:
    index([])
    article = factory.article("Trâu chết bên hồ", body=CARRYING)
    page = open_page(script=script)
    page.goto(f"/articles/{article.id}")
    page.locator("#claims a").click()
    page.locator(".claim-offer li a").filter(has_text="300 con trâu").click()
    page.locator(".claim-form button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CARRYING)
    assert Claim.objects.get().taken_from_id == article.id


@pytest.mark.parametrize("script", [True, False])
def test_an_article_is_judged_and_the_word_taken_back(open_page: OpenPage, *, script: bool) -> None:
    row = hit(claim())
    page = open_page(script=script)
    page.goto(f"/thong-tin-sai/{row.claim_id}")
    page.locator(".claim-carries").click()
    expect(page.locator(".claim-judge .mark-down")).to_be_visible()
    assert ClaimHit.objects.get().bearing == "carries"
    page.locator(".claim-undo").click()
    expect(page.locator(".claim-carries")).to_be_visible()
    assert ClaimHit.objects.get().bearing == ""
