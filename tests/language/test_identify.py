import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.identify import OTHER, identify
from language.text import fold

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
    ("uk", "Народний комітет провінції провів пресконференцію про економіку в четвер, їхній голова"),
    ("zh", "省人民委员会星期四就经济形势举行新闻发布会"),
    ("ja", "省の人民委員会は木曜日に経済について記者会見を開いた"),
    ("ko", "성 인민위원회는 목요일 경제에 관한 기자회견을 열었다"),
    ("km", "គណៈកម្មាធិការប្រជាជនខេត្តបានធ្វើសន្និសីទសារព័ត៌មាន"),
    ("lo", "ຄະນະກຳມະການປະຊາຊົນແຂວງໄດ້ຈັດກອງປະຊຸມຖະແຫຼງຂ່າວ"),
    ("th", "คณะกรรมการประชาชนจังหวัดจัดแถลงข่าวเรื่องเศรษฐกิจ"),
    ("my", "ပြည်နယ်ပြည်သူ့ကော်မတီက သတင်းစာရှင်းလင်းပွဲ ကျင်းပခဲ့သည်"),
    ("ar", "عقدت اللجنة الشعبية مؤتمرا صحفيا حول الاقتصاد يوم الخميس"),
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


def test_a_quotation_in_another_script_does_not_decide() -> None:
    assert identify("Công ty 中国建筑 cho biết dự án cầu vượt sông sẽ hoàn thành trong năm tới") == "vi"


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
    ],
)
def test_the_hint_decides_where_there_is_nothing_to_read(text: str, hint: str, lang: str) -> None:
    assert identify(text, hint) == lang


def test_a_hint_does_not_outrank_the_text() -> None:
    assert identify(VIETNAMESE[0], "en") == "vi"


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
    assert identify(text) == OTHER or len(identify(text)) == 2
