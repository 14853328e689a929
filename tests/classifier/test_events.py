"""How bad or good what happened is, and whether the province's bodies are blamed: both apart from tone."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import events, features
from classifier.events import FOLDER, Event
from classifier.phrases import read
from classifier.reader import Reader
from tests.classifier.places import finder
from tests.gates import events as gate

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
LISTS = {lang: read(FOLDER / f"{lang}.yaml") or {} for lang in LANGUAGES}
NAMES = ["bad", "good", "best", "calm", "guilt", "anger", "blame", "officials", "bodies"]
EVERY = [(lang, name, one) for lang, those in LISTS.items() for name in NAMES for one in those[name]]
BAD, GOOD, NONE, BLAMED = Event(-1), Event(1), Event(), Event(0, criticism=True)


def judged(title: str, lead: str = "", lang: str = "vi") -> Event:
    text = features.prepare(title, lead, finder(), finder().home_places)
    return events.judge(text, lang)


def test_the_shipped_reports_are_read_as_well_as_is_claimed() -> None:
    reports = gate.reports()
    figures = gate.figures(gate.verdicts(reports))
    assert len(reports) >= 120
    assert min(figures.values()) > 0.95


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Lũ quét ở Lam Giang cuốn trôi ba ngôi nhà", BAD),
        ("Chủ tịch xã ở tỉnh Lam Giang bị bắt vì nhận hối lộ", Event(-1, criticism=True)),
        ("Công an tỉnh Lam Giang bắt nhóm trộm xe", BAD),
        ("Khánh thành trường học ở tỉnh Lam Giang", GOOD),
        ("Tỉnh Lam Giang họp thường kỳ", NONE),
        ("Tòa án Tối cao Mỹ xét đơn kiện thuế", NONE),
        ("Chủ tịch xã ở Gia Lai bị bắt vì nhận hối lộ", BAD),
        ("Cứu sống chín thuyền viên tàu bị chìm ở Lam Giang", GOOD),
        ("Cháy nhà ở Lam Giang, hai người được cứu sống", BAD),
        ("Quà đến với học trò vùng lũ Lam Giang", NONE),
        ("Trao quà cho học trò vùng lũ Lam Giang", GOOD),
        ("Diễn tập cứu hộ tàu chìm ở Lam Giang", NONE),
        ("Diễn tập xong. Cháy lớn ở Lam Giang", BAD),
        ("Lam Giang phòng, chống cháy rừng", NONE),
        ("Cô gái mặc hở hang ở Lam Giang gây bức xúc", NONE),
        ("Dân Lam Giang bức xúc với UBND tỉnh", BLAMED),
        ("Bệnh viện tỉnh Lam Giang đắp chiếu mười năm", BLAMED),
        ("Bệnh viện tỉnh Gia Lai đắp chiếu mười năm", NONE),
        ("Giám đốc công ty tư nhân ở Lam Giang bị khởi tố", BAD),
        ("Đường Lam Giang bị đào, dân bức xúc với UBND phường", NONE),
    ],
)
def test_what_a_headline_tells_of(title: str, event: Event) -> None:
    assert judged(title) == event


def test_the_lead_tells_where_the_headline_does_not() -> None:
    assert judged("Một đêm ở Lam Giang", "Lũ quét cuốn trôi ba ngôi nhà.") == BAD
    assert judged("Lam Giang khánh thành cầu", "Nơi này từng có vụ chìm đò làm ba người chết.") == GOOD


def test_what_is_told_late_is_not_the_event() -> None:
    assert judged("Một ngày ở Lam Giang", f"{'Trời yên biển lặng. ' * 20}Năm xưa từng có lũ quét.") == NONE


def test_one_word_of_blame_in_the_lead_is_not_enough_and_two_are() -> None:
    once = "Đoàn khảo sát của tỉnh Lam Giang nhắc tới dự án treo ở phường Cửa Trầm."
    assert judged("Lam Giang khảo sát", once).criticism is False
    assert judged("Lam Giang khảo sát", f"{once} Công trình ở tỉnh Lam Giang chậm tiến độ.").criticism is True


def test_blame_in_a_sentence_on_another_province_is_not_this_ones() -> None:
    lead = "Tỉnh Lam Giang cử đoàn sang học hỏi. Thanh tra chỉ ra sai phạm của UBND tỉnh Gia Lai."
    assert judged("Lam Giang học cách làm mới", f"{lead} Gia Lai còn chậm giải ngân.").criticism is False


def test_an_official_far_from_a_wrong_is_not_its_doer() -> None:
    lead = f"Chủ tịch xã dự lễ{' đông vui' * 20}, công an bắt bị can trộm trâu."
    assert judged("Tin Lam Giang", lead).criticism is False


@pytest.mark.parametrize("lang", ["other", "ru", "es", ""])
def test_a_language_without_lists_tells_nothing(lang: str) -> None:
    assert judged("Lũ quét ở Lam Giang", lang=lang) == NONE


def test_an_empty_text_tells_nothing() -> None:
    assert judged("", "") == NONE


def test_a_title_or_a_body_alone_is_read(reader: Reader) -> None:
    flood = "Lũ quét ở Lam Giang cuốn trôi ba ngôi nhà"
    assert [reader.read(*text).event for text in ((flood, ""), ("", flood))] == [-1, -1]


def test_a_reading_carries_both(reader: Reader) -> None:
    reading = reader.read("Chủ tịch xã ở tỉnh Lam Giang bị bắt vì nhận hối lộ", "")
    assert (reading.event, reading.criticism) == (-1, True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_holds_all_lists(lang: str) -> None:
    assert sorted(LISTS[lang]) == sorted(NAMES)
    assert [name for name in NAMES if len(LISTS[lang][name]) < 2] == []


def test_the_languages_are_those_a_desk_reads() -> None:
    assert LANGUAGES == ["en", "fr", "ja", "km", "ko", "lo", "th", "vi", "zh"]


def test_every_entry_is_a_composed_small_string_of_one_line() -> None:
    # YAML reads a bare no as false and a bare 1 as a number.
    assert {type(one[2]) for one in EVERY} == {str}
    assert [one for one in EVERY if one[2] != unicodedata.normalize("NFC", one[2]).lower().strip()] == []
    assert [one for one in EVERY if not one[2] or re.search(r"\s\s|\n", one[2])] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_good_and_bad_or_twice_in_a_list(lang: str) -> None:
    those = LISTS[lang]
    good = {*those["good"], *those["best"]}
    assert (good & {*those["bad"]}, {*those["good"]} & {*those["best"]}) == (set(), set())
    assert [name for name in NAMES if len(those[name]) != len({*those[name]})] == []


@pytest.mark.parametrize(
    "unit", ["cháy ", "chủ tịch xã bị bắt ", "Lam Giang ", "phòng chống cháy. ", "Gia Lai bị bắt. "]
)
@pytest.mark.parametrize("is_title", [True, False])
def test_a_text_of_any_length_takes_bounded_work(unit: str, *, is_title: bool) -> None:
    whole = (unit * 100_000)[:300_000]
    text = features.prepare(
        *((whole, "Lam Giang") if is_title else ("Lam Giang", whole)), finder(), finder().home_places
    )
    began = time.process_time()
    events.judge(text, "vi")
    assert time.process_time() - began < 0.5


PIECES = st.sampled_from(
    (
        "Lam Giang",
        "Gia Lai",
        "cháy",
        "cứu sống",
        "chủ tịch xã",
        "bị bắt",
        "phòng chống",
        ". ",
        "\n",
        ", ",
        "x",
    )
)


@settings(max_examples=100, deadline=None)
@given(*[st.lists(PIECES, max_size=20).map(" ".join)] * 2, st.sampled_from([*LANGUAGES, "other"]))
def test_nobody_is_blamed_where_the_province_is_not_named(title: str, lead: str, lang: str) -> None:
    told = judged(title, lead, lang)
    assert told.sign in {-1, 0, 1}
    assert not told.criticism or "Lam Giang" in f"{title} {lead}"
