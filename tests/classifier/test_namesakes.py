"""What a place name means where it stands: the place, or a club, a street, a person called like it."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import namesakes
from classifier.place_words import Words
from tests.classifier.places import senses

CUES = yaml.safe_load((Path(namesakes.__file__).with_name("namesakes.yaml")).read_text("utf-8"))

# Each sentence with the sense of the first place named in it.
CLUBS = [
    "CLB Hà Nội thắng đậm trên sân khách.",
    "Câu lạc bộ Đà Nẵng chia tay huấn luyện viên.",
    "Tiền đạo Gia Lai ghi hai bàn trong hiệp một.",
    "Trận này, đội Tây Ninh vắng ba trụ cột.",
    "U19 Huế vào chung kết.",
    "HLV Hà Nội nói gì sau trận hòa?",
    "Lam Giang FC chiêu mộ ngoại binh.",
    "Đà Nẵng Club bổ nhiệm giám đốc kỹ thuật.",
    "Hanoi FC beat the visitors 3-1.",
    "Football club Da Nang sold its captain.",
    "蓝江队客场获胜。",
    "河内足球俱乐部换帅",
    "다낭 구단이 새 감독을 뽑았다",
    "하노이 축구단 원정 승리",
    "ក្លិប ហាណូយ ឈ្នះ ៣-១",
]
STREETS = [
    "Xe máy cháy trên đường Điện Biên sáng nay.",
    "Ngập nửa bánh xe ở phố Huế.",
    "Ngõ Tây Ninh hẹp chưa đầy hai mét.",
    "Quán nằm cuối hẻm Gia Lai.",
    "Rào đại lộ Hà Nội để thi công cống hộp.",
    "Ngã tư Đà Nẵng kẹt cứng giờ tan tầm.",
    "Cháy ở chung cư Hà Nội, không ai bị thương.",
    "Học sinh trường Tây Ninh tập văn nghệ.",
    "Trường THPT Hà Nội tuyển thêm hai lớp.",
    "Xe lật trên cầu Đà Nẵng.",
    "A van burned on Hanoi Street at dawn.",
    "They live off Da Nang Road in the old port.",
    "Cyclists took Lam Giang Avenue.",
    "卡车在河内路侧翻",
    "事故发生在蓝江大道",
    "하노이 거리에서 행진",
    "ハノイ通りで工事",
]
PERSONS = [
    "Ông Hà Nam kể lại chuyến đi biển.",
    "Ca sĩ Gia Lai ra đĩa mới.",
    "Luật sư Nguyễn Hà Nam bào chữa cho bị cáo.",
    "Trần Ngọc Hà Nam giành học bổng.",
    "Bà Lê Thị Ninh Bình mở lớp học đêm.",
    "Diễn viên Điện Biên nhận vai phản diện.",
    "Chị Huế bán cháo lòng ở đầu chợ.",
    "Á hậu Hà Nam làm giám khảo.",
    "Singer Ha Nam tours Europe.",
    "Mr. Ha Nam declined to comment.",
]
FIRMS = [
    "Công ty Đà Nẵng báo lãi quý ba.",
    "Tập đoàn Hà Nội muốn thoái vốn.",
    "Khách sạn Huế giữa lòng thủ đô đổi chủ.",
    "Chuỗi nhà hàng Tây Ninh mở điểm thứ chín.",
    "Tàu hàng Hà Nam mắc cạn ngoài khơi.",
    "Hà Nội Group phát hành trái phiếu.",
    "Đà Nẵng Land chậm bàn giao căn hộ.",
    "Gia Lai Holdings họp cổ đông.",
    "Sà lan Tây Ninh 05 bị chìm.",
    "Huế Quán đông khách mỗi tối.",
    "Hoang Sa Logistics, Hanoi Logistics merge.",
    "Shares of Hanoi Corporation fell.",
    "河内集团发布年报",
    "蓝江公司上市",
]
ORIGINS = [
    "Anh thợ quê Hà Nam cứu hai em nhỏ ở Sa Pa.",
    "Cô sinh ra ở Thái Bình, lớn lên ở Praha.",
    "Gia đình gốc Huế mở tiệm bún ở Lyon.",
    "Nghi phạm quê ở Tây Ninh bị bắt tại sân bay.",
    "Thuyền trưởng nguyên quán Ninh Bình.",
    "A welder born in Ha Nam won the prize.",
    "The Hanoi-born pianist moved to Oslo.",
    "A native of Hue, she cooks in Paris.",
    "河内籍船员获救",
    "하노이 출신 가수",
]
LONGER = [
    "Tàu vượt Thái Bình Dương trong 19 ngày.",
    "Khách đổ về Điện Biên Phủ dịp lễ.",
    "Sữa Vinapanda Hà Nội bị thu hồi.",
    "Diễn đàn châu Á - Thái Bình khai mạc.",
]
ABROAD = [
    "Lũ lớn ở Hà Nam (Trung Quốc).",
    "Mưa kỷ lục tại Hà Nam, Trung Quốc.",
    "Bảo tàng Hà Nam - Trung Quốc mở cửa.",
    "A dig in Ha Nam, China, found bronze bells.",
    "Factories in Ha Nam (China) reopened.",
]
WARDS = [
    "Người dân phường Tây Ninh phản đối bãi rác.",
    "Xã Gia Lai có chủ tịch mới.",
    "Công an quận Hà Nam bắt hai nghi phạm.",
    "Residents of Hue ward protested.",
]
ROUTES = [
    "Xe tải cháy trên cao tốc Hà Nội – Gia Lai.",
    "Chuyến bay Huế - Đà Nẵng trễ hai giờ.",
    "Tàu khách SE5 Hà Nội - Vinh - Huế dừng giữa đèo.",
    "Trên cao tốc Nội Bài – Hà Nội có sương mù.",
    "Tuyến đường sắt tốc độ cao số 2 Hà Nội - Huế.",
    "The Hanoi - Hue railway reopened.",
    "A Da Nang - Hue flight was cancelled.",
    "CAO TỐC HÀ NỘI - HUẾ TĂNG PHÍ",
]
LOTTERIES = [
    "Kết quả xổ số Tây Ninh chiều nay.",
    "Trúng độc đắc, khách Gia Lai nhận hai tỷ.",
    "Vietlott trao jackpot cho người chơi Huế.",
]
PRESS = ["Báo Hà Nội Mới ra số tết.", "The Hanoi Times reported it.", "Thời báo kinh tế Huế đổi tên."]
TITLES = ["Phim tài liệu “Mùa đông Hà Nội” đoạt giải.", 'Ca khúc "Huế thương" vang lên.']
DISHES = ["Tô bún bò Huế ở Paris giá 15 euro."]
PLACES = [
    "Sân chơi ở Khu Ecopark Đà Nẵng đóng cửa.",
    "Bệnh viện Sản Nhi Đà Nẵng mổ ca sinh ba.",
    "Sở Công Thương Tây Ninh cấp 40 giấy phép.",
    "Hà Nội - Huế: hai đầu di sản.",
    "Ông nói: “Hà Nội sẽ làm”.",
    "Anh Lâm đi Gia Lai, Huế bằng xe máy.",
    "Lãnh đạo tỉnh Gia Lai dự khán, cầu thủ ghi bàn, trọng tài nghỉ.",
    "Đội bóng ghi bàn tại Hà Nội.",
    "Thành phố Đà Nẵng công bố bảng giá đất.",
    "TP Huế lùi giờ bắn pháo hoa.",
    "Xe buýt quanh thành phố Hà Nội đổi lộ trình.",
    "Đường phố Đà Nẵng vắng lặng sau bão.",
    "Khu phố Hà Nội xưa qua ảnh.",
    "Sở Nông nghiệp và Môi trường Tây Ninh kiểm tra 12 trại heo.",
    "Thị trường Hà Nội hút hàng tết.",
    "Công trường Đà Nẵng vắng thợ.",
    "Hiện trường Hà Nội được phong tỏa.",
    "Điểm cầu ở đầu cầu Huế đông người xem.",
    "Người đàn ông Tây Ninh câu được cá lớn.",
    "Người đàn bà Huế giữ nghề chằm nón.",
    "Thầy cô Gia Lai về bản dạy chữ.",
    "Bí thư Tỉnh đoàn Tây Ninh đi thăm trại hè.",
    "Bí thư Thành Đoàn Đà Nẵng nhận nhiệm vụ mới.",
    "Bộ đội Điện Biên giúp dân dựng nhà.",
    "Nhu cầu Hà Nội tăng gấp đôi.",
    "Dự án mở đường Tây Ninh ra biển.",
    "Lam Giang phát triển 12 làng nghề.",
    "Công an tỉnh Tây Ninh phát hiện kho hàng giả.",
    "Tuyết ở Điện Biên phủ trắng mái nhà.",
    "Tòa tại Đà Nẵng phủ nhận tin đồn.",
    "Lam Giang tourist arrivals doubled.",
    "Da Nang logistics costs fell by a tenth.",
    "Hanoi land prices rose again.",
    "Hue street food draws crowds.",
    "Hanoi road deaths fell.",
    "Bắc Hà Nội có mưa đá.",
    "Miền Tây, Tây Ninh bàn chuyện nước ngọt.",
    "Sáng nay Hà Nội trở lạnh.",
    "KHÁM PHÁ HUẾ TRONG BA NGÀY",
    "“Huế thương” là tên triển lãm.",
    "Báo động đỏ. Hà Nội sơ tán 200 hộ.",
    "Sạt lở chia cắt Gia Lai.",
    "在河内举行的会议",
    "하노이에서 열린 회의",
]
TABLE = {
    "club": CLUBS,
    "street": STREETS,
    "person": PERSONS,
    "firm": FIRMS,
    "origin": ORIGINS,
    "longer": LONGER,
    "abroad": ABROAD,
    "ward": WARDS,
    "route": ROUTES,
    "lottery": LOTTERIES,
    "press": PRESS,
    "title": TITLES,
    "dish": DISHES,
    "place": PLACES,
}


@pytest.mark.parametrize(
    ("wanted", "text"), [(sense, text) for sense, those in TABLE.items() for text in those]
)
def test_the_words_beside_a_name_tell_what_it_means(wanted: str, text: str) -> None:
    assert senses(text)[0][1] == wanted


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Phường Cửa Trầm họp dân", [("cua-tram", "place")]),
        ("Cua Tram ward reopened", [("cua-tram", "place")]),
        ("Đường Cửa Trầm ngập", [("cua-tram", "street")]),
        ("Thôn Mới Cửa Trầm", [("cua-tram", "place")]),
    ],
)
def test_a_small_place_is_no_longer_name_and_its_own_ward(text: str, read: list[tuple[str, str]]) -> None:
    assert senses(text) == read


def test_one_sentence_may_hold_several_senses() -> None:
    text = "CLB Hà Nội tập ở Hà Nội, trên đường Hà Nội"
    assert [sense for _, sense in senses(text)] == ["club", "place", "street"]


def test_what_stands_before_is_seen_only_so_far() -> None:
    near, far = "Công ty" + " " * 4 + "Huế", "Công ty" + " " * 5 + "Huế"
    assert [sense for _, sense in (*senses(near), *senses(far))] == ["firm", "place"]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Đau lưng nên ăn gì? (Lan, Huế)", "origin"),
        ("Chị L. (31 tuổi, Huế) kể lại.", "origin"),
        ("Chi L. (31 tuoi, Hue) ke lai.", "origin"),
        ("Đại biểu Trần Lan (Huế) hỏi bộ trưởng.", "origin"),
        ("Cầu ở phường An Cựu (Huế) sập.", "place"),
        ("Nhà máy mới (An Cựu, Huế) chạy thử.", "place"),
        ("Lan, 31 tuổi, Huế là quê ngoại.", "place"),
    ],
)
def test_brackets_may_say_where_somebody_is_from(text: str, sense: str) -> None:
    assert senses(text) == [("hue", sense)]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Hạn nặng ở Trịnh Châu và cả Hà Nam.", "abroad"),
        ("Tin từ Bắc Kinh và An Huy: Hà Nam mưa lớn.", "abroad"),
        ("Trung Quốc: Hà Nam mưa lớn.", "abroad"),
        ("Nhà đầu tư Trung Quốc thuê đất Hà Nam.", "place"),
    ],
)
def test_words_around_tell_of_the_province_in_china(text: str, sense: str) -> None:
    assert senses(text) == [("ha-nam", sense)]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Duong Tay Ninh ngap sau", "street"),
        ("Nghi pham que Tay Ninh bi bat", "origin"),
        ("Co Tay Ninh trong danh sach", "place"),
        ("Trong Tay Ninh co mua", "place"),
    ],
)
def test_cues_are_heard_without_accents_where_they_are_no_other_words(text: str, sense: str) -> None:
    assert senses(text) == [("tay-ninh", sense)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ngân hàng Hà Nội - Huế hạ lãi", ["firm", "firm"]),
        ("CLB Hà Nội - Gia Lai: 2-1", ["club", "club"]),
        ("Đường Hà Nội - Huế", ["route", "route"]),
        ("Phố Hà Nội, Huế", ["street", "place"]),
    ],
)
def test_a_dash_joins_clubs_and_firms(text: str, read: list[str]) -> None:
    assert [sense for _, sense in senses(text)] == read


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("HÀ NỘI MỚI CÓ TUYẾN XE", "place"),
        ("HÀ NỘI PHÁT ĐỘNG TRỒNG CÂY", "place"),
        ("THÁI BÌNH DƯƠNG DẬY SÓNG", "longer"),
        ("LÊ LỢI HÀ NỘI", "place"),
    ],
)
def test_a_shouted_text_has_capitals_that_say_nothing(text: str, sense: str) -> None:
    assert [told for _, told in senses(text)] == [sense]


def words_of(sense: str) -> Iterator[str]:
    for name, those in CUES[sense].items():
        if name not in {"of", "near"}:
            yield from those
    for those in CUES[sense].get("near", {}).values():
        yield from those


@pytest.mark.parametrize("sense", CUES)
def test_the_cues_are_lists_of_plain_words(sense: str) -> None:
    known = {"before", "after", "surnames", "accented", "heads", "near", "of", "quoted"}
    assert set(CUES[sense]) <= known
    assert [one for one in words_of(sense) if not one or one != one.strip()] == []


@pytest.mark.parametrize("sense", CUES)
def test_what_is_said_to_be_another_word_without_accents_is_a_cue(sense: str) -> None:
    cues = {*CUES[sense].get("before", []), *CUES[sense].get("heads", [])}
    assert set(CUES[sense].get("accented", [])) - cues == set()


@pytest.mark.parametrize("sense", CUES)
def test_what_stands_before_is_listed_in_small_letters(sense: str) -> None:
    assert [word for word in CUES[sense].get("before", []) if word != word.lower()] == []


@pytest.mark.parametrize("side", ["before", "after"])
def test_no_cue_tells_two_senses(side: str) -> None:
    words = [word for name, cues in CUES.items() for word in cues.get(side, []) if name != "route"]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def sense_in(text: str, start: int, end: int, place: str = "ha-nam") -> str:
    return namesakes.sense(Words(text), start, end, place=place, province=True)


BEFORE = [(name, cue) for name, cues in CUES.items() for cue in cues.get("before", []) if name != "route"]


@pytest.mark.parametrize(("sense", "cue"), BEFORE)
def test_every_cue_before_is_heard(sense: str, cue: str) -> None:
    place = CUES[sense].get("of", ["ha-nam"])[0]
    text = f"Rồi đến một {cue} Hà Nội đến."
    assert sense_in(text, text.index("Hà Nội"), text.index("Hà Nội") + 6, place) == sense


@pytest.mark.parametrize(
    ("sense", "cue"),
    [(name, cue) for name, cues in CUES.items() for cue in cues.get("after", []) if name != "route"],
)
def test_every_cue_after_is_heard(sense: str, cue: str) -> None:
    place = CUES[sense].get("of", ["ha-nam"])[0]
    assert sense_in(f"Hà Nội {cue}", 0, 6, place) == sense


@pytest.mark.parametrize("cue", CUES["route"]["before"])
def test_every_cue_of_a_route_needs_a_dash(cue: str) -> None:
    joined, alone = f"Một {cue} Hà Nội - Vinh", f"Một {cue} Hà Nội, Vinh"
    at = joined.index("Hà")
    assert (sense_in(joined, at, at + 6), sense_in(alone, at, at + 6) == "route") == ("route", False)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_any_surroundings_give_one_of_the_senses(before: str, after: str, province: bool) -> None:
    text = unicodedata.normalize("NFC", f"{before} Huế {after}")
    at = text.index("Huế")
    sense = namesakes.sense(Words(text), at, at + 3, place="hue", province=province)
    assert sense in {*CUES, "person", "longer", "place"}
