from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.model import Article, ArticleRules, DateOrigin, Moment
from crawler.rules import agreement, apply, bad_selectors

PARAGRAPHS = [
    f"Đoạn {number}: nhà máy nước bên sông Trong chạy thử ba ngày liền, bà con hai xã đã có nước sạch dùng."
    for number in range(6)
]
WHOLE = "\n".join(PARAGRAPHS)
RULES = ArticleRules(
    body="div.than-bai",
    title="h1.tit",
    standfirst="p.sapo",
    section="a.muc",
    author=".tg b",
    drop=(".xem-them",),
)
ARTICLE = Article(
    url="https://bao.example/1",
    canonical_url="https://bao.example/1",
    title="Tiêu đề đoán",
    alt_title="",
    standfirst="",
    body=f"{WHOLE}\nXem thêm: nước sạch về bản",
    authors=("Ban biên tập",),
    section="",
    lang="vi",
    published=Moment(datetime(2026, 10, 1, tzinfo=UTC), "", DateOrigin.META),
)
PAGE = f"""<html><body><a class="muc">Đời sống</a><h1 class="tit">Nhà máy nước
chạy thử</h1><p class="sapo">Ba ngày liền.</p><div class="than-bai">
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
<div class="xem-them"><p>Xem thêm: nước sạch về bản</p></div></div>
<div class="tg"><b>Hoài An</b><b>Thu Cúc</b></div></body></html>"""


def ruled(rules: ArticleRules = RULES, page: str = PAGE, article: Article = ARTICLE) -> Article:
    return apply(article, LexborHTMLParser(page), rules)


def test_a_healthy_rule_reads_the_page() -> None:
    told = ruled()
    assert told.rule_fault == ""
    assert told.body == WHOLE
    assert (told.title, told.standfirst, told.section) == (
        "Nhà máy nước chạy thử",
        "Ba ngày liền.",
        "Đời sống",
    )
    assert told.authors == ("Hoài An", "Thu Cúc")


def test_what_the_rules_do_not_name_stays_as_judged() -> None:
    told = ruled(ArticleRules(body="div.than-bai"))
    assert (told.title, told.authors) == (ARTICLE.title, ARTICLE.authors)


def test_the_page_itself_is_left_as_it_was() -> None:
    page = LexborHTMLParser(PAGE)
    apply(ARTICLE, page, RULES)
    assert page.css_first(".xem-them") is not None


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        (replace(RULES, body="div.doi-ten"), "not found"),
        (replace(RULES, body="h1.tit"), "too short"),
        (replace(RULES, body="div["), "selector"),
        (replace(RULES, author=":la("), "selector"),
        (replace(RULES, drop=("p[",)), "selector"),
    ],
)
def test_an_unhealthy_rule_leaves_the_article_as_judged(rules: ArticleRules, fault: str) -> None:
    assert ruled(rules) == replace(ARTICLE, rule_fault=fault)


def test_a_body_that_disagrees_with_the_judged_one_is_not_trusted() -> None:
    other = replace(ARTICLE, body="Một bài khác hẳn về lễ hội đua thuyền đầu xuân trên hồ. " * 12)
    assert ruled(article=other) == replace(other, rule_fault="disagrees")


@given(st.text(), st.text())
def test_agreement_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= agreement(one, other) <= 1
    assert agreement(one, other) == agreement(other, one)


@pytest.mark.parametrize("text", ["nhà máy nước", "水厂试运行三天", "ໂຮງງານນ້ຳ", "สวนน้ำ"])
def test_a_text_agrees_with_itself_in_any_script(text: str) -> None:
    assert agreement(text, text) == 1
    assert 0 < agreement(text, f"{text} {text}") < 1


def test_selectors_that_are_none_are_named() -> None:
    assert list(bad_selectors(RULES)) == []
    wrong = ArticleRules(body="", title="h1[", drop=(".a", ":la("))
    assert list(bad_selectors(wrong)) == [("body", ""), ("title", "h1["), ("drop", ":la(")]
