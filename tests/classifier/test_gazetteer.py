"""Places in a text: which name, whose place, where it stands, and when it is not the place at all."""

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.gazetteer import Finder
from classifier.model import Gazetteer, Place, Span
from tests.classifier.places import GAZETTEER, HOME, finder, former, found, named, senses, small


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # Vietnamese, with accents, in capitals and in the older placing of the tone.
        ("Tỉnh Lam Giang đón 41 đoàn khách.", [("lam-giang", "Lam Giang")]),
        ("LAM GIANG MỞ LẠI CHỢ NỔI SAU LŨ", [("lam-giang", "LAM GIANG")]),
        ("Từ Hà Nội vào Huế mất 12 giờ.", [("ha-noi", "Hà Nội"), ("hue", "Huế")]),
        ("HÀ NỘI và ĐÀ NẴNG cùng ký.", [("ha-noi", "HÀ NỘI"), ("da-nang", "ĐÀ NẴNG")]),
        # Vietnamese typed without accents.
        ("Mua lon o Da Nang, gio giat o Dien Bien", [("da-nang", "Da Nang"), ("dien-bien", "Dien Bien")]),
        ("Ha Noi ho tro Tay Ninh xay cau", [("ha-noi", "Ha Noi"), ("tay-ninh", "Tay Ninh")]),
        ("Tau ca o Cua Tram ve ben", [("cua-tram", "Cua Tram")]),
        # English.
        ("Ferries left Hon Nghe for Da Nang.", [("hon-nghe", "Hon Nghe"), ("da-nang", "Da Nang")]),
        ("Hanoi, Danang and Hue agree.", [("ha-noi", "Hanoi"), ("da-nang", "Danang"), ("hue", "Hue")]),
        ("The Lam Giang River rose two metres.", [("song-lam-giang", "Lam Giang River")]),
        # Chinese, Japanese, Korean.
        ("蓝江省代表团访问河内。", [("lam-giang", "蓝江省"), ("ha-noi", "河内")]),
        ("记者从蓝江、顺化市了解到", [("lam-giang", "蓝江"), ("hue", "顺化市")]),
        ("ラムザン省とハノイを結ぶ便", [("lam-giang", "ラムザン省"), ("ha-noi", "ハノイ")]),
        ("フエとタイニンで雨", [("hue", "フエ"), ("tay-ninh", "タイニン")]),
        ("람장성은 하노이와 협약을 맺었다.", [("lam-giang", "람장성"), ("ha-noi", "하노이")]),
        ("떠이린성 커피와 다낭 직항", [("tay-linh", "떠이린성"), ("da-nang", "다낭")]),
        # Khmer, Lao, Thai.
        ("គណៈប្រតិភូខេត្តឡាំយ៉ាងមកដល់ហាណូយ", [("lam-giang", "ខេត្តឡាំយ៉ាង"), ("ha-noi", "ហាណូយ")]),
        ("ຄະນະຈາກແຂວງລຳຢາງ ຢ້ຽມຢາມ ຮ່າໂນ້ຍ", [("lam-giang", "ແຂວງລຳຢາງ"), ("ha-noi", "ຮ່າໂນ້ຍ")]),
        ("จังหวัดลามซางเปิดเที่ยวบินไปฮานอย", [("lam-giang", "จังหวัดลามซาง"), ("ha-noi", "ฮานอย")]),
        ("Делегация прибыла в Ханой.", [("ha-noi", "Ханой")]),
    ],
)
def test_names_are_found_where_they_stand(text: str, places: list[tuple[str, str]]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n ",
        "Một ngày không có tên nơi nào.",
        "lam giang viết thường",
        "Ha Nội gõ thiếu một dấu giữa câu đủ dấu",
        "Người cuối cùng là bà Hà. Nội dung họp kéo dài.",
        "Lam… Giang",
        "비가 온 후에 걷다",
        "ハノイアンという喫茶店",
        "Hải Lam Giangg",
    ],
)
def test_these_are_no_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["후에시에서 열린 회의", "후에성 주민", "후에시"])
def test_korean_hue_needs_its_city_or_province(text: str) -> None:
    assert found(text) == [("hue", "후에")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nước sông Lam Giang lên nhanh", "song-lam-giang"),
        ("Tại khu kinh tế Cửa Trầm có 38 dự án", "khu-kinh-te-cua-tram"),
        ("Tại KKT Cửa Trầm có 38 dự án", "khu-kinh-te-cua-tram"),
        ("Trước đây thuộc Lam Giang (cũ), nay sáp nhập", "lam-giang-cu"),
        ("Bản đồ Lam Giang cũ treo ở thư viện", "lam-giang-cu"),
        ("Ở Phuoc Dien ward the market reopened", "phuong-phuoc-dien"),
    ],
)
def test_the_longest_name_wins(text: str, place: str) -> None:
    assert [key for key, _ in found(text)] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Năm 1998, tỉnh Phước Điền có bốn huyện.", "phuoc-dien"),
        ("Chợ phường Phước Điền họp từ 3 giờ.", "phuong-phuoc-dien"),
        ("Chợ P. Phước Điền", "phuong-phuoc-dien"),
        ("Phước Điền mở lại chợ đầu mối.", "phuong-phuoc-dien"),
        ("Dân huyện Tân Khê trước đây", "huyen-tan-khe"),
        ("Dân xã Tân Khê nay đã khác", "tan-khe"),
        ("Tân Khê được mùa", "tan-khe"),
        ("Thành phố Hà Nội", "ha-noi"),
        ("TP. Đà Nẵng", "da-nang"),
        ("Phuoc Dien province was merged away", "phuoc-dien"),
        ("xã Bình Khê thu hoạch muối", "binh-khe"),
    ],
)
def test_the_word_before_or_after_tells_which_of_one_name(text: str, place: str) -> None:
    assert [key for key, _ in found(text)] == [place]


def test_a_former_name_is_found_and_leads_home() -> None:
    assert {key for key, _ in found("Tây Lĩnh và tỉnh Phước Điền trước đây")} == {"tay-linh", "phuoc-dien"}
    assert {"tay-linh", "phuoc-dien"} <= finder().home_places


def test_the_territory_of_home_is_what_lies_in_it_and_what_it_was_made_of() -> None:
    assert finder().home_places == {
        HOME,
        "lam-giang-cu",
        "phuoc-dien",
        "tay-linh",
        "huyen-tan-khe",
        "phuong-phuoc-dien",
        "tan-khe",
        "cua-tram",
        "hon-nghe",
        "khu-kinh-te-cua-tram",
        "song-lam-giang",
        "binh-khe",
    }


@pytest.mark.parametrize(
    ("key", "territory"),
    [
        ("tay-ninh", {"tay-ninh", "binh-khe-tay-ninh"}),
        ("ninh-binh", {"ninh-binh", "ha-nam"}),
        ("lam-giang-cu", {"lam-giang-cu", "huyen-tan-khe"}),
        ("tan-khe", {"tan-khe", "huyen-tan-khe"}),
        ("ring-a", {"ring-a", "ring-b"}),
        ("unknown", {"unknown"}),
    ],
)
def test_a_territory_follows_parents_and_what_places_became(key: str, territory: set[str]) -> None:
    assert finder().territory(key) == territory


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Cháy ở xã Tân Khê, tỉnh Tây Ninh", [("tan-khe", "elsewhere"), ("tay-ninh", "place")]),
        ("Cháy ở xã Tân Khê (Tây Ninh)", [("tan-khe", "elsewhere"), ("tay-ninh", "place")]),
        ("Cháy ở xã Tân Khê, Tây Ninh", [("tan-khe", "elsewhere"), ("tay-ninh", "place")]),
        ("Cháy ở Cửa Trầm, TP. Huế", [("cua-tram", "elsewhere"), ("hue", "place")]),
        ("A fire in Cua Tram ward, Tay Ninh", [("cua-tram", "elsewhere"), ("tay-ninh", "place")]),
        ("Cháy ở xã Tân Khê, tỉnh Lam Giang", [("tan-khe", "place"), (HOME, "place")]),
        ("Xe từ Tân Khê đi Tây Ninh", [("tan-khe", "place"), ("tay-ninh", "place")]),
        ("Đoàn Lam Giang, Tây Ninh cùng dự", [(HOME, "place"), ("tay-ninh", "place")]),
        ("Từ Hà Nội, Tây Ninh gửi quà", [("ha-noi", "place"), ("tay-ninh", "place")]),
    ],
)
def test_a_small_place_may_be_put_elsewhere_by_the_text(text: str, read: list[tuple[str, str]]) -> None:
    assert senses(text) == read


def test_what_is_elsewhere_once_is_elsewhere_in_the_whole_text() -> None:
    text = "Cháy chợ Tân Khê\nTại xã Tân Khê, tỉnh Tây Ninh, 12 sạp cháy. Dân Tân Khê chạy đồ."
    assert [key for key, _ in found(text)] == ["tay-ninh"]
    assert senses(text).count(("tan-khe", "elsewhere")) == 3


def test_a_namesake_stays_one_where_its_place_is_elsewhere() -> None:
    text = "Đường Tân Khê ở xã Tân Khê, tỉnh Tây Ninh"
    assert senses(text) == [("tan-khe", "street"), ("tan-khe", "elsewhere"), ("tay-ninh", "place")]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Sở Muối công bố giá mới.", [(HOME, "Sở Muối")]),
        ("Theo Ban Quản lý Vịnh Xanh, rác giảm.", [(HOME, "Ban Quản lý Vịnh Xanh")]),
        ("The Salt Coast Authority said so.", [(HOME, "Salt Coast Authority")]),
        # A body that holds the place's name is that name.
        ("UBND tỉnh Lam Giang họp.", [(HOME, "Lam Giang")]),
        ("Công an tỉnh Lam Giang và Sở Muối", [(HOME, "Lam Giang"), (HOME, "Sở Muối")]),
        ("Sở Muốiii", []),
    ],
)
def test_a_body_means_the_province(text: str, spans: list[tuple[str, str]]) -> None:
    assert found(text) == spans


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ngập trên đường Lam Giang, quận 3", [(HOME, "street")]),
        ("Lam Giang Quán khai trương", [(HOME, "firm")]),
        ("Câu hát bên dòng Lam Giang xứ Nghệ", [(HOME, "namesake")]),
        ("Lam Giang làm đường Lam Giang", [(HOME, "place"), (HOME, "street")]),
    ],
)
def test_phrases_that_are_not_home(text: str, read: list[tuple[str, str]]) -> None:
    assert senses(text) == read


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lam Giang", HOME),
        ("蓝江省", HOME),
        ("람장", HOME),
        ("Phước Điền", "phuoc-dien"),
        ("Hanoi", "ha-noi"),
        ("Da Nang", "da-nang"),
        ("Cửa Trầm", "cua-tram"),
        ("Bình Khê", "binh-khe"),
        ("Atlantis", ""),
        ("Lam Giang và Huế", ""),
        ("", ""),
    ],
)
def test_a_key_by_name_is_a_province_before_others(name: str, key: str) -> None:
    assert finder().key_of(name) == key


@pytest.mark.parametrize(
    ("key", "is_one"), [("lam-giang", True), ("ha-noi", True), ("cua-tram", False), ("nobody", False)]
)
def test_a_city_of_a_provinces_rank_counts_as_one(key: str, is_one: bool) -> None:
    assert finder().is_province(key) is is_one


def test_a_name_listed_in_letters_and_accents_apart_is_the_same_name() -> None:
    apart = unicodedata.normalize("NFD", "Đông Khê")
    place = Place("dong-khe", "commune", named(vi=apart))
    assert Finder(Gazetteer("dong-khe", (place,))).find("Ở Đông Khê") == (Span("dong-khe", 2, 10),)


def test_a_gazetteer_without_names_finds_nothing() -> None:
    assert Finder(Gazetteer(HOME, ())).find("Lam Giang và Hà Nội") == ()


def test_a_province_without_a_word_that_tells_is_the_one_that_exists() -> None:
    places = (former("old", vi="Sông Bờ"), small("new", "ward", "x", vi="Sông Bờ"))
    assert Finder(Gazetteer("x", places)).key_of("Sông Bờ") == "old"
    assert [one.place for one in Finder(Gazetteer("x", places)).find("Mưa ở Sông Bờ")] == ["new"]


NAMES = [name.text for place in GAZETTEER.places for name in place.names] + list(GAZETTEER.not_home)
NAMES += [body.text for body in GAZETTEER.bodies]
BETWEEN = st.sampled_from(
    [" ", ", ", ". ", "", " (", ") ", "\n", " và ", "、", " tỉnh ", " phường ", "–", "“"]
)
TEXTS = st.lists(st.tuples(st.sampled_from(NAMES), BETWEEN), max_size=12).map(
    lambda parts: "".join(name + gap for name, gap in parts)
)


@settings(deadline=None)
@given(TEXTS)
def test_nothing_overlaps_and_all_is_in_order(text: str) -> None:
    mentions = finder().mentions(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    assert all(0 <= one.start < one.end <= len(text) for one in mentions)


@settings(deadline=None)
@given(TEXTS)
def test_what_is_found_are_the_mentions_that_are_the_place_itself(text: str) -> None:
    real = [Span(one.place, one.start, one.end) for one in finder().mentions(text) if one.real]
    assert list(finder().find(text)) == real


@settings(deadline=None)
@given(st.sampled_from([name.text for place in GAZETTEER.places for name in place.names]))
def test_every_name_alone_is_found_whole(name: str) -> None:
    # Korean Huế alone is the word "afterwards".
    wanted = [] if name == "후에" else [name]
    assert [f"{name}!"[one.start : one.end] for one in finder().mentions(f"{name}!")] == wanted


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert all(composed[one.start : one.end] for one in finder().mentions(composed))


def test_a_page_of_names_is_read_in_one_go() -> None:
    text = "đường Lam Giang, Sở Muối, Lam Giang. " * 4_000
    assert len(finder().find(text)) == 8_000
