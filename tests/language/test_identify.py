import time
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.identify import KNOWN, OTHER, identify
from language.text import fold
from tests.language.texts import HARD, PLAIN_VIETNAMESE, STRANGERS

Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]

VIETNAMESE = [
    "Ủy ban nhân dân tỉnh họp báo về tình hình kinh tế - xã hội chín tháng đầu năm",
    "Người dân huyện vùng cao phản ánh đường liên xã xuống cấp nghiêm trọng sau mưa lũ",
    "Công an xã khẳng định tin vỡ đập lan truyền trên mạng là sai sự thật",
    "Chủ tịch tỉnh yêu cầu làm rõ trách nhiệm trong vụ cháy chợ trung tâm",
    "Giá lúa hè thu tăng nhẹ, thương lái đặt cọc từ sớm",
]
OTHERS = [
    ("en", "The provincial people's committee held a press conference on the economy on Thursday"),
    ("en", "Prime Minister Phạm Minh Chính visits Đồng Nai to inspect the airport works this weekend"),
    ("en", "FLOOD WARNING ISSUED FOR THE LOWER REACHES OF THE RIVER AFTER HEAVY RAIN"),
    ("fr", "Le comité populaire de la province a tenu une conférence de presse sur l'économie jeudi"),
    ("es", "El comité popular de la provincia celebró el jueves una rueda de prensa sobre la economía"),
    ("de", "Das Volkskomitee der Provinz hielt am Donnerstag eine Pressekonferenz zur Wirtschaft ab"),
    ("ru", "Народный комитет провинции провёл пресс-конференцию об экономике в четверг"),
    (OTHER, "Народний комітет провінції провів пресконференцію про економіку в четвер, їхній голова"),
    ("zh", "省人民委员会星期四就经济形势举行新闻发布会"),
    ("ja", "省の人民委員会は木曜日に経済について記者会見を開いた"),
    ("ko", "성 인민위원회는 목요일 경제에 관한 기자회견을 열었다"),
    ("km", "គណៈកម្មាធិការប្រជាជនខេត្តបានធ្វើសន្និសីទសារព័ត៌មាន"),
    ("lo", "ຄະນະກຳມະການປະຊາຊົນແຂວງໄດ້ຈັດກອງປະຊຸມຖະແຫຼງຂ່າວ"),
    ("th", "คณะกรรมการประชาชนจังหวัดจัดแถลงข่าวเรื่องเศรษฐกิจ"),
    (OTHER, "ပြည်နယ်ပြည်သူ့ကော်မတီက သတင်းစာရှင်းလင်းပွဲ ကျင်းပခဲ့သည်"),
    (OTHER, "عقدت اللجنة الشعبية مؤتمرا صحفيا حول الاقتصاد يوم الخميس"),
    (OTHER, "Komite rakyat provinsi mengadakan konferensi pers tentang ekonomi pada hari Kamis"),
    (OTHER, "Il comitato popolare della provincia ha tenuto giovedì una conferenza stampa sull'economia"),
    (OTHER, "Komitet ludowy prowincji zorganizował w czwartek konferencję prasową na temat gospodarki"),
]


@pytest.mark.parametrize("text", VIETNAMESE)
def test_vietnamese_is_known_by_its_letters(text: str) -> None:
    assert identify(text) == "vi"


@pytest.mark.parametrize("text", VIETNAMESE)
def test_vietnamese_is_known_without_its_accents(text: str) -> None:
    assert identify(fold(text)) == "vi"


@pytest.mark.parametrize("text", VIETNAMESE)
def test_vietnamese_is_known_in_capitals(text: str) -> None:
    assert identify(text.upper()) == "vi"


def test_foreign_names_do_not_hide_vietnamese_without_accents() -> None:
    assert (
        identify("Samsung va Foxconn mo rong nha may tai tinh, tuyen them nhieu cong nhan trong nam nay")
        == "vi"
    )


@pytest.mark.parametrize(("lang", "text"), OTHERS)
def test_other_languages_are_told_apart(lang: str, text: str) -> None:
    assert identify(text) == lang


def right(texts: Sequence[str], lang: str) -> float:
    """The share of texts read as a language."""
    return sum(identify(text) == lang for text in texts) / len(texts)


@pytest.mark.parametrize("lang", STRANGERS)
def test_a_language_that_is_none_of_ours_is_other(lang: str) -> None:
    assert [text for text in STRANGERS[lang] if identify(text) != OTHER] == []


@pytest.mark.parametrize("lang", STRANGERS)
def test_capitals_make_a_stranger_no_friend(lang: str) -> None:
    assert right([text.upper() for text in STRANGERS[lang]], OTHER) >= 0.95


@pytest.mark.parametrize("lang", ["id", "ms", "tl", "nl", "pl", "my"])
def test_four_words_show_a_stranger(lang: str) -> None:
    assert right([" ".join(text.split()[:4]) for text in STRANGERS[lang]], OTHER) >= 0.95


@pytest.mark.parametrize("lang", HARD)
def test_what_is_easily_mistaken_is_not(lang: str) -> None:
    assert right(HARD[lang], lang) >= 0.95


def test_short_headlines_without_accents_are_vietnamese() -> None:
    assert [text for text in PLAIN_VIETNAMESE if identify(text) != "vi"] == []


def test_four_words_without_accents_are_mostly_enough() -> None:
    assert right([" ".join(text.lower().split()[:4]) for text in PLAIN_VIETNAMESE], "vi") >= 0.95


def test_there_are_strangers_enough() -> None:
    assert {lang: len(set(texts)) for lang, texts in STRANGERS.items()} == {
        **dict.fromkeys(STRANGERS, 20),
        "id": 62,
        "ms": 42,
    }


ENGLISH_QUOTE = (
    "“We will keep investing in this province because its people are skilled and its roads are good,” "
)
MIXED = [
    ("vi", "Công ty 中国建筑 cho biết dự án cầu vượt sông sẽ hoàn thành trong năm tới"),
    (
        "vi",
        f"Tập đoàn Hàn Quốc mở rộng nhà máy. {ENGLISH_QUOTE} ông Kim nói tại lễ khởi công sáng nay ở tỉnh",
    ),
    ("vi", "Tập đoàn 中国建筑工程 trúng thầu"),
    ("vi", "CHÁY LỚN Ở CHỢ, KHÔNG CÓ THƯƠNG VONG"),
    ("vi", "ThủtướngdựlễkhởicôngcầuvượtsôngĐồngNai"),
    ("en", f"{ENGLISH_QUOTE} said Nguyễn Văn Được, who heads Công ty Cổ phần Đầu tư Phát triển"),
    ("en", "The Chinese cheer 加油 is heard at every match of the national team"),
    ("en", "ThePrimeMinisterVisitedTheNewAirportYesterday"),
    ("en", "𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴 𝗻𝗲𝘄𝘀 𝗳𝗿𝗼𝗺 𝗛𝗮𝗻𝗼𝗶"),
    ("zh", "据VnExpress报道，Samsung Electronics与LG Display将在海防扩建工厂"),
    ("zh", "越南與中國簽署鐵路合作協議，總投資額達八十億美元"),
    ("ja", "政府、来年度予算案を決定"),
    ("ja", "ﾍﾞﾄﾅﾑ訪問"),
    ("ko", "大統領 訪越… 정상회담서 原電 협력 논의"),
    ("ru", "Премьер Фам Минь Тинь: «Зеленський» — так пишут фамилию на украинском, сообщает VnExpress"),
    (OTHER, "Γεια σου κόσμε"),
    (OTHER, "PM Modi ने कहा"),
]


@pytest.mark.parametrize(("lang", "text"), MIXED)
def test_a_mixed_text_is_in_the_language_that_carries_it(lang: str, text: str) -> None:
    assert identify(text) == lang


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_it_does_not_matter_how_accents_are_stored(form: Form) -> None:
    assert {identify(unicodedata.normalize(form, text)) for text in VIETNAMESE} == {"vi"}


@pytest.mark.parametrize(
    ("text", "hint", "lang"),
    [
        ("", "", OTHER),
        ("", "vi", "vi"),
        ("2026", "vi-VN", "vi"),
        ("12/12", "EN-us", "en"),
        ("---", "ja", "ja"),
        ("---", "xx", OTHER),
        ("ok", "km", "km"),
        ("😀🏞️", "vi", "vi"),
        ("😀🏞️", "", OTHER),
        ("https://press.example/chay-lon-o-cho-dem", "fr", "fr"),
        ("https://press.example/chay-lon-o-cho-dem toasoan@press.example", "", OTHER),
        ("Arsenal - Chelsea", "vi", "vi"),
        ("Paris", "fr", "fr"),
        ("2026年9月11日", "ja", "ja"),
        ("2026年9月11日", "vi", "zh"),
        ("Bình Dương", "en", "vi"),
    ],
)
def test_the_hint_decides_where_there_is_nothing_to_read(text: str, hint: str, lang: str) -> None:
    assert identify(text, hint) == lang


@pytest.mark.parametrize("hint", sorted(KNOWN))
def test_a_hint_does_not_outrank_the_text(hint: str) -> None:
    assert [identify(text, hint) for _, text in OTHERS] == [lang for lang, _ in OTHERS]
    assert {identify(fold(text), hint) for text in VIETNAMESE} == {"vi"}


def test_a_doubtful_word_is_one_of_ours_or_the_hint() -> None:
    assert identify("Zwxq Kjrv", "fr") == "fr"
    assert identify("Zwxq Kjrv") in {"vi", "en", "fr", "es", "de"}


def test_only_the_beginning_is_read() -> None:
    assert identify(VIETNAMESE[0] * 30 + OTHERS[0][1] * 1000) == "vi"


def test_threads_share_the_model() -> None:
    texts = [text for _, text in OTHERS] * 20
    alone = [identify(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(identify, texts)) == alone


def test_thousands_of_headlines_take_no_second() -> None:
    headlines = [text for _, text in OTHERS] + VIETNAMESE + [fold(text) for text in VIETNAMESE]
    identify(headlines[0])
    began = time.process_time()
    for _ in range(3000 // len(headlines) + 1):
        for headline in headlines:
            identify(headline)
    assert time.process_time() - began < 1


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_every_text_has_an_answer(text: str) -> None:
    assert identify(text) in {*KNOWN, OTHER}


@given(
    st.sampled_from([*OTHERS, *(("vi", text) for text in VIETNAMESE)]),
    st.text(st.characters(categories=["Nd", "P", "Sc", "Sm", "Zs"]), max_size=30),
)
def test_figures_and_signs_around_a_text_change_nothing(told: tuple[str, str], signs: str) -> None:
    lang, text = told
    assert identify(f"{signs} {text} {signs}") == lang
