import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import HostRule, by_host, host_of, is_tracker, key_of, normalise, same_site


@pytest.mark.parametrize(
    ("given_url", "clean"),
    [
        (
            "https://Bao.VN:443/a/../bài-viết-1.htm?utm_source=fb&fbclid=1&b=2&a=1#x",
            "https://bao.vn/b%C3%A0i-vi%E1%BA%BFt-1.htm?a=1&b=2",
        ),
        ("http://bao.vn:80", "http://bao.vn/"),
        ("http://bao.vn:8001/x", "http://bao.vn:8001/x"),
        ("https://bao.vn/tin?cid=5&sid=6&zarsrc=1", "https://bao.vn/tin?cid=5&sid=6"),
        ("https://bao.vn/a/./b/../c/", "https://bao.vn/a/c/"),
        ("https://bao.vn/a/b/..", "https://bao.vn/a/"),
        ("https://báo.vn/", "https://xn--bo-mia.vn/"),
        ("https://bao.vn./x", "https://bao.vn/x"),
        ("https://bao.vn/x.html;jsessionid=A1.2_cid3?a=1", "https://bao.vn/x.html?a=1"),
        ("https://bao.vn/x;v=1", "https://bao.vn/x;v=1"),
        ("  https://bao.vn/x  ", "https://bao.vn/x"),
    ],
)
def test_an_address_has_one_spelling(given_url: str, clean: str) -> None:
    assert normalise(given_url) == clean


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//",
        "http://",
        "http://[::1",
        "http://a:99999/",
        "https://u:p@bao.vn/",
        "http:\\\\bao.vn\\x",
        "http://" + "a" * 70 + ".vn\udcff/",
        "https://bao.vn/" + "x" * 2001,
    ],
)
def test_what_is_no_web_address_is_nothing(bad: str) -> None:
    assert normalise(bad) == ""


def test_a_relative_address_stands_on_its_base() -> None:
    assert normalise("../tin/1.html", "https://bao.vn/rss/home.rss") == "https://bao.vn/tin/1.html"


@given(st.text(max_size=60), st.sampled_from(["", "https://bao.vn/a/b"]))
def test_normalising_twice_changes_nothing(text: str, base: str) -> None:
    once = normalise(text, base)
    assert once == "" or normalise(once) == once


def test_the_scheme_is_no_part_of_the_identity() -> None:
    assert key_of("http://bao.vn/x") == key_of("https://bao.vn/x")
    assert key_of("https://bao.vn/x") != key_of("https://bao.vn/y")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://bao.vn/1", "https://www.bao.vn/2", True),
        ("https://m.bao.vn/1", "https://bao.vn/2", True),
        ("https://bao.vn/1", "https://khac.vn/1", False),
        ("https://abao.vn/1", "https://bao.vn/1", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_trackers_are_known() -> None:
    assert [name for name in ("utm_x", "FBCLID", "cid", "id") if is_tracker(name)] == ["utm_x", "FBCLID"]
    assert host_of("http://Bao.VN:80/x") == "bao.vn"


def test_an_address_with_half_a_sign_is_none() -> None:
    assert normalise("https://bao.example/\ud83d") == ""


@pytest.mark.parametrize(
    ("rule", "given_url", "clean"),
    [
        (HostRule(host="m.bao.vn", main_host="bao.vn"), "https://M.bao.vn/a?b=1", "https://bao.vn/a?b=1"),
        (HostRule(host="bao.vn", main_host="www.bao.vn"), "http://bao.vn:8001/a", "http://www.bao.vn:8001/a"),
        (
            HostRule(host="bao.vn", article_fields=("id",)),
            "https://bao.vn/xem?ref=x&id=7",
            "https://bao.vn/xem?id=7",
        ),
        (
            HostRule(host="bao.vn", article_fields=("utm_id",)),
            "https://bao.vn/xem?utm_id=7",
            "https://bao.vn/xem?utm_id=7",
        ),
        (
            HostRule(host="bao.vn", dropped_fields=("cid",)),
            "https://bao.vn/xem?cid=1&sid=2&utm_x=3",
            "https://bao.vn/xem?sid=2",
        ),
        (HostRule(host="bao.vn", amp="/amp"), "https://bao.vn/amp/cau.html", "https://bao.vn/cau.html"),
        (HostRule(host="bao.vn", amp="/amp"), "https://bao.vn/amp", "https://bao.vn/"),
        (HostRule(host="bao.vn", amp=".amp"), "https://bao.vn/cau.amp", "https://bao.vn/cau"),
        (HostRule(host="khac.vn", main_host="x.vn"), "https://bao.vn/cau", "https://bao.vn/cau"),
        (HostRule(host="Bao.VN", dropped_fields=("a",)), "https://bao.vn/?a=1", "https://bao.vn/"),
    ],
)
def test_a_host_may_have_rules_of_its_own(rule: HostRule, given_url: str, clean: str) -> None:
    rules = by_host([rule])
    assert normalise(given_url, rules=rules) == clean
    assert normalise(clean, rules=rules) == clean
