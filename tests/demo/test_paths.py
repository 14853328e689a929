import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.clock import instant
from demo.outlets import Outlet
from demo.paths import MAX_SLUG, article_path, section_key, slug_of

AT = instant(75, 22, 5)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đường ven biển Hải Lộc", "duong-ven-bien-hai-loc"),
        ("31.000 hộ khóa vòi, chờ trả lời", "31-000-ho-khoa-voi-cho-tra-loi"),
        ("Ủy ban & “Sở” nói gì?", "uy-ban-so-noi-gi"),
        ("Trà Vân’s bark", "tra-van-s-bark"),
        ("东盟", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_plain_letters(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_long_title_ends_with_a_whole_word() -> None:
    slug = slug_of("mười một chữ " * 20)
    assert len(slug) <= MAX_SLUG
    assert slug.rpartition("-")[2] in {"muoi", "mot", "chu"}


def test_a_word_longer_than_a_path_is_cut() -> None:
    assert slug_of("a" * 200) == "a" * MAX_SLUG


@given(st.text())
def test_a_slug_has_only_letters_digits_and_single_hyphens(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug_of(text))


@pytest.mark.parametrize("section", ["贸易", "사회", "កសិកម្ម"])
def test_a_section_in_another_script_has_a_key_of_its_own(section: str) -> None:
    assert re.fullmatch(r"s[0-9a-f]{8}", section_key(section))


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("nam-viet", r"/cau-moi-post\d{9}\.htm"),
        ("bao-lam-giang", r"/giao-thong/202609/cau-moi-\d{7}/"),
        ("dat-nuoc", r"/cau-moi-\d{9}\.html"),
        ("tin-sang", r"/cau-moi-202609142205\d{3}\.htm"),
        ("do-thi", r"/2026/09/cau-moi-\d{9}\.html"),
        ("kinh-te", r"/cau-moi-d\d{9}\.html"),
        ("phap-luat", r"/doc-bai\?id=\d{9}"),
        ("tong-hop", r"/tin/cau-moi-\d{9}\.htm"),
        ("coast-times", r"/giao-thong/\d{9}/cau-moi\.html"),
        ("mekong-ledger", r"/asean/cau-moi"),
        ("dongmeng", r"/2026/0914/c1021-\d{9}\.html"),
        ("hanasean", r"/news/articleView\.html\?idxno=\d{9}"),
        ("tonle", r"/archives/\d{9}"),
    ],
)
def test_each_outlet_makes_addresses_in_its_own_way(
    outlets: Mapping[str, Outlet], slug: str, path: str
) -> None:
    assert re.fullmatch(path, article_path(outlets[slug], "Giao thông", "Cầu mới", AT, "cau-moi"))


def test_a_later_article_has_a_higher_number(outlets: Mapping[str, Outlet]) -> None:
    early = article_path(outlets["tonle"], "s", "t", instant(1), "one")
    late = article_path(outlets["tonle"], "s", "t", instant(2), "two")
    assert int(early.rpartition("/")[2]) < int(late.rpartition("/")[2])


def test_the_seal_parts_two_articles_of_one_minute(outlets: Mapping[str, Outlet]) -> None:
    paths = {article_path(outlets["tonle"], "s", "t", AT, seal) for seal in ("one", "two")}
    assert len(paths) == 2
