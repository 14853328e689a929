import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.agencies import SPELLINGS, WIRES
from crawler.blocks import Walk
from crawler.credits import MOST_CREDITED, agency_of, credited_of
from crawler.surroundings import Surroundings
from crawler.tree import parse
from language.text import fold

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
B = "Cầu dài 620 mét, dự kiến thông xe sau hai năm thi công liên tục."


def agency(
    above: str = "", first: str = A, last: str = B, below: str = "", told: tuple[str, ...] = (), own: str = ""
) -> str:
    return agency_of(told, surroundings(above, first, last, below), frozenset({own}))


def surroundings(above: str = "", first: str = A, last: str = B, below: str = "") -> Surroundings:
    parts = (above, f"<p>{first}</p>", f"<p>{last}</p>", below)
    return Surroundings(*(Walk().over(tree.body) if (tree := parse(part)).body else () for part in parts))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("(TTXVN)", "TTXVN"),
        ("TTXVN", "TTXVN"),
        ("TTXVN/Vietnam+", "TTXVN"),
        ("Theo TTXVN", "TTXVN"),
        ("(Theo VnExpress)", "VnExpress"),
        ("Theo Vnexpress.net", "VnExpress"),
        ("Nguồn: Tuổi Trẻ Online", "Tuổi Trẻ"),
        ("Nguồn tin: báo Thanh Niên", "Thanh Niên"),
        ("Hà Thu (Theo AFP)", "AFP"),
        ("Hà Thu (TTXVN)", "TTXVN"),
        ("Hà Thu - Theo Reuters", "Reuters"),
        ("Theo Hà Thu/TTXVN", "TTXVN"),
        ("HÀ THU (Theo Báo Lam Giang)", "Báo Lam Giang"),
        ("Theo Báo Lam Giang", "Báo Lam Giang"),
        ("Theo Đài Phát thanh Lam Giang", "Đài Phát thanh Lam Giang"),
        ("VNA", "TTXVN"),
        ("VNS", "Viet Nam News"),
        ("Source: Yonhap", "Yonhap"),
        ("来源：新华社", "Xinhua"),
        ("Tân Hoa Xã", "Xinhua"),
        ("출처: 연합뉴스", "Yonhap"),
        ("ⓒ 연합뉴스", "Yonhap"),
        ("AP통신", "AP"),
        ("출처: 로이터통신", "Reuters"),
        ("来源：路透社", "Reuters"),
        ("来源：法新社", "AFP"),
        ("来源：越通社", "TTXVN"),
        ("（新华社）", "Xinhua"),
        ("出典：共同通信", "Kyodo"),
        ("提供：共同通信社", "Kyodo"),
        ("【時事】", "Jiji Press"),
        ("ベトナム通信社", "TTXVN"),
        ("ТАСС", "TASS"),
        ("Источник: РИА Новости", "RIA Novosti"),
        ("ប្រភព៖ AKP", "AKP"),
        ("ទីភ្នាក់ងារសារព័ត៌មានកម្ពុជា", "AKP"),
        ("(ຂປລ)", "KPL"),
        ("ແຫຼ່ງຂ່າວ: ຂປລ", "KPL"),
        ("ຂ່າວສານປະເທດລາວ", "KPL"),
        ("ที่มา : ซินหัว", "Xinhua"),
        ("ที่มา: รอยเตอร์", "Reuters"),
        ("ที่มา: สำนักข่าวไทย", "Thai News Agency"),
        ("Avec AFP", "AFP"),
        ("Nguồn: Hãng tin Reuters", "Reuters"),
        ("Theo hãng thông tấn AFP", "AFP"),
        ("dpa", "dpa"),
    ],
)
def test_a_line_below_the_text_credits_in_one_spelling(line: str, name: str) -> None:
    assert agency(below=f"<p>{line}</p>") == name


@pytest.mark.parametrize(
    "line",
    [
        "Hà Thu",
        "Theo Hồ Hương",
        "Theo Sở Nông nghiệp",
        "Theo Bộ Công an, vụ việc đang được điều tra.",
        "Theo TTXVN, cầu dài 620 mét.",
        "Theo dõi Báo Lam Giang trên Zalo",
        "Ảnh: TTXVN",
        "<a href=/x>Theo VnExpress</a>",
        "tt",
        "Theo Thế giới",
        "x" * 200,
    ],
)
def test_other_lines_below_credit_nobody(line: str) -> None:
    assert agency(below=f"<p>{line}</p>") == ""


@pytest.mark.parametrize(
    "box", ["<h3>Theo VnExpress</h3>", "<figure><figcaption>Theo TTXVN</figcaption></figure>"]
)
def test_headings_and_pictures_credit_nobody(box: str) -> None:
    assert agency(below=box) == agency(above=box) == ""


@pytest.mark.parametrize(
    ("end", "name"),
    [
        (f"{B} (TTXVN)", "TTXVN"),
        (f"{B}/Xinhua", "Xinhua"),
        (f"{B} - VNS", "Viet Nam News"),
        (f"{B} — AFP", "AFP"),
        (f"{B} (Reuters).", "Reuters"),
        (f"{B} (ước tính)", ""),
        (f"{B} - hết", ""),
        (B, ""),
    ],
)
def test_the_text_may_end_with_its_agency(end: str, name: str) -> None:
    assert agency(last=end) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("(TTXVN) - ", "TTXVN"),
        ("TTXVN - ", "TTXVN"),
        ("Lam Giang (VNA) - ", "TTXVN"),
        ("LAM GIANG, Nov. 21 (Xinhua) -- ", "Xinhua"),
        ("SEOUL, Nov. 21 (Yonhap) -- ", "Yonhap"),
        ("Berlin (dpa) – ", "dpa"),
        ("(람장=연합뉴스) 김서준 기자 = ", "Yonhap"),
        ("新华社岚江11月21日电（记者张海）", "Xinhua"),
        ("中新网11月21日电 ", "China News Service"),
        ("路透社岚江11月21日电 ", "Reuters"),
        ("【ラムザン共同】", "Kyodo"),
        ("【ラムザン＝時事】", "Jiji Press"),
        ("［ハノイ　２１日　ロイター］ - ", "Reuters"),
        ("【11月21日 AFP】", "AFP"),
        ("[람장=뉴시스] 김 기자 = ", "Newsis"),
        ("ХАНОЙ, 21 ноября. /ТАСС/. ", "TASS"),
        ("MOSCOW, November 21. /TASS/. ", "TASS"),
        ("(ຂປລ). ", "KPL"),
        ("Phnom Penh (AKP) – ", "AKP"),
        ("ฮานอย (เอเอฟพี) - ", "AFP"),
        ("【ハノイの朝】", ""),
        ("Ngày 21/11/2026 ", ""),
        ("Lam Giang (Đông Lâm) - ", ""),
        ("Ủy ban (TT) cho biết: ", ""),
    ],
)
def test_agencies_head_their_reports(head: str, name: str) -> None:
    assert agency(first=head + A) == name


@pytest.mark.parametrize(
    ("told", "name"),
    [(("Hà Thu", "Reuters"), "Reuters"), (("Reuters, AFP",), "Reuters"), (("Tuổi Trẻ",), "")],
)
def test_an_agency_may_be_told_as_the_author(told: tuple[str, ...], name: str) -> None:
    assert agency(told=told) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [("Theo TTXVN, LÊ THỊ NGÀ", "TTXVN"), ("AFP", "AFP"), ("Thế giới", ""), ("Tiền Phong", "")],
)
def test_a_byline_above_the_text_credits_an_agency(line: str, name: str) -> None:
    assert agency(above=f"<p>{line}</p>") == name


def test_an_outlet_does_not_credit_itself() -> None:
    assert agency(below="<p>Theo VnExpress</p>", own="vnexpress") == ""


def test_a_credit_at_the_end_outranks_one_at_the_head() -> None:
    assert agency(first=f"(AFP) - {A}", below="<p>Theo TTXVN</p>") == "TTXVN"


def test_every_name_has_a_spelling_that_is_found_again() -> None:
    assert {
        name for name, spelling in SPELLINGS.items() if SPELLINGS.get(fold(spelling)) != spelling
    } == set()
    assert {name for name in SPELLINGS if name != fold(name).strip() or not name} == set()
    assert set(SPELLINGS) >= WIRES


@given(st.text(max_size=150), st.text(max_size=150))
def test_every_text_has_one_credit_or_none(first: str, last: str) -> None:
    found = agency(first=first, last=last, below=f"<p>{last}</p>", told=(first,))
    assert found == "" or found in SPELLINGS.values() or found in f"{first}\n{last}"


def credited(above: str = "", below: str = "", told: tuple[str, ...] = ()) -> tuple[str, ...]:
    return credited_of(told, surroundings(above=above, below=below))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Theo Tin Sáng", "Tin Sáng"),
        ("Nguồn: Báo Lam Giang", "Báo Lam Giang"),
        ("Lê An - Theo NVA", "NVA"),
        ("<a href=#>Theo NVA</a>", "NVA"),
        ("(Theo Hồ Hương)", "Hồ Hương"),
    ],
)
def test_whoever_is_given_as_the_source_is_kept_as_written(line: str, name: str) -> None:
    assert credited(above=f"<p>{line}</p>") == credited(below=f"<p>{line}</p>") == (name,)


@pytest.mark.parametrize(
    "line", ["Lê An", "Theo Bộ Công an, vụ việc đang được điều tra.", "Theo " + "x" * 200]
)
def test_sentences_and_names_alone_give_no_source(line: str) -> None:
    assert credited(below=f"<p>{line}</p>") == ()


def test_a_source_told_as_the_author_is_kept_once() -> None:
    assert credited(above="<p>Theo NVA</p>", told=("Theo NVA",)) == ("NVA",)
    many = "".join(f"<p>Theo Báo {n}</p>" for n in range(9))
    assert len(credited(above=many)) == MOST_CREDITED


def test_a_heading_gives_no_source() -> None:
    assert credited(above="<h3>Theo dòng lịch sử</h3>") == ()
