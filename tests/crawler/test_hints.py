import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.hints import hints_of, is_extra, leads_away


@pytest.mark.parametrize(
    ("names", "is_aside", "is_body"),
    [
        ("", False, False),
        ("row col-md-8", False, False),
        ("related-news", True, False),
        ("boxRelated", True, False),
        ("RelatedArticles", True, False),
        ("tin_lienquan", True, False),
        ("box-tin-lien", True, False),
        ("read-more", True, False),
        ("read the-more", False, False),
        ("fb-comments", True, False),
        ("commentary", False, False),
        ("adblock-free", False, False),
        ("article__body cms-body", False, True),
        ("detail-content afcbc-body", False, True),
        ("entry-content share", True, True),
        ("css-1a2b3c4d-ad", False, False),
        ("ad-300", True, False),
    ],
)
def test_classes_say_what_an_element_holds(names: str, is_aside: bool, is_body: bool) -> None:
    assert hints_of(names) == (is_aside, is_body)


def test_names_beyond_reason_are_not_read() -> None:
    assert hints_of("x " * 1000 + "related") == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Xem thêm:",
        ">> Đọc thêm",
        "[Read more]",
        " Continue reading… ",
        "À lire aussi :",
        "(See also)",
        "相关阅读：",
    ],
)
def test_a_label_leads_away(text: str) -> None:
    assert leads_away(text)


@pytest.mark.parametrize("text", ["", " ", "Xem thêm giá lúa", "Read more books, he said", "Đọc", "more"])
def test_other_words_lead_nowhere(text: str) -> None:
    assert not leads_away(text)


@pytest.mark.parametrize(
    "line",
    [
        "Quảng cáo",
        "Advertisement",
        "Xem thêm: Giá lúa tăng",
        "Đọc thêm về cây cầu thứ ba",
        ">> Giá lúa tăng",
        "Related: the first park",
        "Related articles",
        "© 2026 Báo Lam Giang",
        "Copyright 2026 by the Desk",
        "Ảnh: Minh Đức",
        "Ảnh minh họa",
        "Mời bạn đọc gửi ý kiến về tòa soạn",
        "Theo dõi Báo Lam Giang trên Zalo",
        "(责编：王小红)",
        "Video:",
        "Tàu cá neo ở cảng Mỹ Lâm. Ảnh: Minh Đức",
        "Tàu cá neo ở cảng Mỹ Lâm (Ảnh: Minh Đức/TTXVN)",
        "Protesters at the gate (Image: GETTY)",
        "当地公园（视频截图）",
    ],
)
def test_a_line_says_that_it_is_an_extra(line: str) -> None:
    assert is_extra(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Quảng cáo ngoài trời phải xin phép trước mười ngày.",
        "Related parties must be named, the ministry said.",
        "Copyright law protects what officers write, too.",
        "Video ghi lại cảnh nước tràn qua mặt đê được gửi tới tỉnh.",
        "Watching the river rise, she packed.",
        "Ảnh hưởng của bão kéo dài ba ngày.",
        "Đọc thêm sách là cách tốt nhất, theo cô Ngà: " + "học sinh vùng cao cần thư viện. " * 4,
        "Ông nói thêm rằng ảnh chụp đã gửi: " + "xã có ba tấm, huyện có hai tấm. " * 20 + "Ảnh: Minh Đức",
    ],
)
def test_a_sentence_is_no_extra(line: str) -> None:
    assert not is_extra(line)


@given(st.text())
def test_every_line_has_an_answer(line: str) -> None:
    assert is_extra(line) in {True, False}
    assert hints_of(line) in {(a, b) for a in (True, False) for b in (True, False)}
