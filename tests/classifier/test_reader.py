"""A text read with the shipped models: language, places, relevance, topic, tone and what shows it."""

import json
import shutil
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypedDict

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.linear import ModelError
from classifier.model import Reading, Span, TopicScore
from classifier.reader import CARD, LEAST_TOPIC, MODELS, MOST_TOPICS, NOT_ABOUT, Reader, load
from language.sentences import split
from tests.classifier import conftest
from tests.classifier.places import GAZETTEER, HOME


class Case(TypedDict):
    """A text and what is to be read from it."""

    lang: str
    topic: str
    about: bool
    tone: int
    title: str
    body: str
    why: str


CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("readings.yaml").read_text("utf-8"))
EACH = pytest.mark.parametrize("case", CASES, ids=[f"{case['lang']} {case['title']}" for case in CASES])
TITLE, BODY = CASES[0]["title"], CASES[0]["body"]
SALT = "Ruộng muối ở Vạn Hải được mùa, diêm dân Vạn Hải phấn khởi."


def read(reader: Reader, case: Case) -> Reading:
    return reader.read(case["title"], case["body"])


def about(reading: Reading) -> float:
    assert reading.about is not None
    return reading.about


@EACH
def test_the_language_is_told(reader: Reader, case: Case) -> None:
    assert read(reader, case).lang == case["lang"]


@EACH
def test_relevance_is_high_or_low(reader: Reader, case: Case) -> None:
    assert (about(read(reader, case)) > 0.8, about(read(reader, case)) < 0.2) == (
        case["about"],
        not case["about"],
    )


@EACH
def test_the_first_topic_is_told(reader: Reader, case: Case) -> None:
    assert read(reader, case).topic == case["topic"]


@EACH
def test_the_tone_is_told(reader: Reader, case: Case) -> None:
    assert read(reader, case).tone == case["tone"]


@EACH
def test_the_sentence_that_shows_it_is_told(reader: Reader, case: Case) -> None:
    assert read(reader, case).why == case["why"]


@EACH
def test_no_officer_is_asked_where_all_is_plain(reader: Reader, case: Case) -> None:
    assert read(reader, case).abstain is False


@EACH
def test_topics_are_few_likely_and_in_order(reader: Reader, case: Case) -> None:
    chances = [topic.p for topic in read(reader, case).topics]
    assert chances == sorted(chances, reverse=True)
    assert len(chances) <= MOST_TOPICS
    assert min(chances) >= LEAST_TOPIC


@EACH
def test_places_have_offsets_into_the_text_as_given(reader: Reader, case: Case) -> None:
    apart = unicodedata.normalize("NFD", f"{case['title']}\n{case['body']}")
    title, body = apart.split("\n")
    plain, spelt = read(reader, case), reader.read(title, body)
    whole = f"{case['title']}\n{case['body']}"
    named = [(span.place, whole[span.start : span.end]) for span in plain.places]
    again = [
        (span.place, unicodedata.normalize("NFC", apart[span.start : span.end])) for span in spelt.places
    ]
    assert again == named


@EACH
def test_letters_written_apart_are_read_the_same(reader: Reader, case: Case) -> None:
    spelt = reader.read(*(unicodedata.normalize("NFD", case[part]) for part in ("title", "body")))
    plain = read(reader, case)
    assert (spelt.topics, spelt.about, spelt.tone, spelt.why) == (
        plain.topics,
        plain.about,
        plain.tone,
        plain.why,
    )


def test_a_hint_decides_where_the_text_says_too_little(reader: Reader) -> None:
    assert [reader.read("19/8", "", lang=hint).lang for hint in ("vi", "en-GB", "", "xx")] == [
        "vi",
        "en",
        "other",
        "other",
    ]


def test_vietnamese_without_accents_is_read_as_vietnamese(reader: Reader) -> None:
    reading = reader.read(
        "Dien Bien hoc sinh tro lai truong sau lu",
        "Cac thay co cua truong o Dien Bien don bun trong ba ngay.",
    )
    assert (reading.lang, [span.place for span in reading.places]) == ("vi", ["dien-bien", "dien-bien"])


@pytest.mark.parametrize("province", ["Hà Nội", "Hanoi", "河内", "ハノイ", "하노이", "ฮานอย", "Ха́ной"])
def test_another_province_may_be_asked_for_by_any_of_its_names(reader: Reader, province: str) -> None:
    title, body = CASES[5]["title"], CASES[5]["body"]
    wanted = province != "Ха́ной"
    assert (about(reader.read(title, body, province=province)) > 0.8) is wanted


def test_a_province_asked_for_in_letters_apart_is_the_same(reader: Reader) -> None:
    title, body = CASES[5]["title"], CASES[5]["body"]
    apart = unicodedata.normalize("NFD", "Hà Nội")
    assert reader.read(title, body, province=apart) == reader.read(title, body, province="Hà Nội")


def test_to_another_province_home_is_elsewhere(reader: Reader) -> None:
    assert about(reader.read(TITLE, BODY, province="Hà Nội")) < 0.2


def test_a_province_nobody_listed_is_looked_for_by_that_name(reader: Reader) -> None:
    reading = reader.read("Vạn Hải được mùa muối", SALT, province="Vạn Hải")
    assert (about(reading) > 0.8, {span.place for span in reading.places}) == (True, {"Vạn Hải"})


def test_what_was_looked_for_once_is_not_listed_afterwards(reader: Reader) -> None:
    reader.read("Vạn Hải được mùa muối", SALT, province="Vạn Hải")
    assert reader.read("Vạn Hải được mùa muối", SALT).places == ()


@pytest.mark.parametrize("province", ["-", " ", "…", "Không Đâu"])
def test_of_a_province_that_is_not_named_nothing_is_about(reader: Reader, province: str) -> None:
    assert about(reader.read(TITLE, BODY, province=province)) < 0.2


def test_a_former_province_may_be_asked_for(reader: Reader) -> None:
    title, body = "Tỉnh Hà Nam xưa qua ảnh", "Triển lãm kể chuyện làng nghề tỉnh Hà Nam trước ngày sáp nhập."
    asked = {
        name: about(reader.read(title, body, province=name)) > 0.5 for name in ("Hà Nam", "Ninh Bình", "Huế")
    }
    assert asked == {"Hà Nam": True, "Ninh Bình": True, "Huế": False}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Chuyện chiều thứ bảy", "Ngồi nhớ lại một mùa đã qua."),
        ("Lam Giang họp", "Cuộc họp bàn nhiều việc."),
        ("Ferry to run up the north", "The vessel will carry 40 people."),
        ("Banjir di Lam Giang", "Sungai meluap dan beberapa jalan ditutup untuk sementara."),
        ("จังหวัดลามซาง", "จังหวัดลามซาง"),
    ],
)
def test_an_officer_is_asked_where_too_little_is_told(reader: Reader, title: str, body: str) -> None:
    assert reader.read(title, body).abstain is True


def test_a_text_surely_not_about_the_province_has_no_tone(reader: Reader) -> None:
    reading = reader.read("Bắt nhóm trộm ở Hà Nội", "Công an Hà Nội bắt giữ bốn nghi phạm trộm cáp điện.")
    assert about(reading) < NOT_ABOUT
    assert reading.tone == 0
    assert reading.tone_p == pytest.approx(1 - about(reading))


def test_a_language_without_a_lexicon_has_no_tone_and_asks(reader: Reader) -> None:
    reading = reader.read("Provinsi Lam Giang", "Provinsi Lam Giang meresmikan jembatan baru di Lam Giang.")
    assert (reading.lang, reading.tone, reading.abstain) == ("other", 0, True)
    assert reading.tone_p == pytest.approx(1 / 3)


def test_an_even_sway_is_no_tone(reader: Reader) -> None:
    reading = reader.read(
        "The Lam Giang market", "The Lam Giang market was damaged, then restored, and later it was moved."
    )
    assert (reading.lang, reading.tone) == ("en", 0)


@pytest.mark.parametrize(("title", "body"), [("", ""), (" ", "\n"), ("", " "), ("…", "—")])
def test_an_empty_text_is_about_nothing(reader: Reader, title: str, body: str) -> None:
    reading = reader.read(title, body)
    assert (reading.lang, reading.tone, reading.places, reading.abstain) == ("other", 0, (), True)
    assert about(reading) < 0.2


def test_without_a_title_the_body_is_read(reader: Reader) -> None:
    reading = reader.read("", BODY)
    at = BODY.index("Lam Giang")
    assert (reading.topic, reading.places[0]) == ("education_science", Span(HOME, at, at + 9))


def test_without_a_body_the_title_is_read(reader: Reader) -> None:
    reading = reader.read(TITLE, "")
    assert (reading.topic, reading.tone, reading.why) == ("education_science", 1, TITLE)
    assert reading.places == (Span(HOME, 0, 9),)


def test_offsets_below_the_title_count_the_lines_end(reader: Reader) -> None:
    assert reader.read("Tin", "Ở Lam Giang").places == (Span(HOME, 6, 15),)


def test_of_a_plain_text_the_first_sentence_that_names_the_province_is_told(reader: Reader) -> None:
    body = "The map is four metres long. Lam Giang printed it in May. Lam Giang sells it."
    reading = reader.read("A map of the coast", body)
    assert (reading.tone, reading.why) == (0, "Lam Giang printed it in May.")


def test_a_sentence_too_long_to_quote_is_cut(reader: Reader) -> None:
    endless = "Lam Giang được mùa muối và " * 40
    assert reader.read("", endless).why == endless[:300].strip()


def test_of_many_sentences_a_long_one_is_passed_over(reader: Reader) -> None:
    endless = "Lam Giang bắt giữ nghi phạm và " * 40
    reading = reader.read("Lam Giang bắt bốn nghi phạm", f"{endless}. Hết.")
    assert reading.why == "Lam Giang bắt bốn nghi phạm"


def test_the_name_of_the_models_is_told(reader: Reader) -> None:
    named = json.loads((conftest.MODELS / CARD).read_text("utf-8"))["name"]
    assert (reader.name, reader.read("a", "b").model) == (named, named)


def test_a_reading_without_topics_has_no_first_one() -> None:
    reading = Reading("vi", None, (), 0, 1.0, abstain=True, why="", places=(), model="m")
    assert (reading.topic, TopicScore("health", 0.5).code) == ("", "health")


def test_threads_share_one_reader() -> None:
    fresh = Reader(GAZETTEER, conftest.MODELS)
    asked = [(case, province) for case in CASES for province in ("", "Hà Nội", "Vạn Hải")] * 4
    alone = [fresh.read(case["title"], case["body"], province=name) for case, name in asked]
    shared = Reader(GAZETTEER, conftest.MODELS)
    with ThreadPoolExecutor(8) as threads:
        together = threads.map(
            lambda one: shared.read(one[0]["title"], one[0]["body"], province=one[1]), asked
        )
    assert list(together) == alone


@pytest.mark.parametrize(
    "unit",
    [
        "Lam Giang, ",
        "đường Lam Giang ",
        "Sở Muối. ",
        "UBND tỉnh Lam Giang bắt giữ. ",
        "không chết ",
        "a",
        "x. ",
        "(",
        "\n",
        "Tân Khê, tỉnh Tây Ninh ",
        "蓝江省代表团",
        "람장성 ",
        "ឡាំយ៉ាង",
        "e\u0301",
    ],
)
def test_a_body_of_200_kb_takes_bounded_work(reader: Reader, unit: str) -> None:
    body = (unit * 200_000)[:200_000]
    began = time.process_time()
    reader.read("Lam Giang", body)
    # A tenth of that is usual; work that grows with the square of the length takes minutes.
    assert time.process_time() - began < 15


def broken(folder: Path, **changed: object) -> Path:
    """A copy of the shipped folder, its card changed."""
    shutil.copytree(conftest.MODELS, folder / "models")
    card = json.loads((folder / "models" / CARD).read_text("utf-8"))
    (folder / "models" / CARD).write_text(json.dumps(card | changed), "utf-8")
    return folder / "models"


def test_a_missing_folder_is_told_in_two_languages(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(ModelError) as refused:
        Reader(GAZETTEER, gone)
    vi, en = str(refused.value).split(" / The ")
    assert vi.startswith(f"Không đọc được mô hình trong {gone} (")
    assert vi.endswith("hãy lấy lại thư mục ấy hoặc chạy `make train`.")
    assert en.startswith(f"models in {gone} cannot be read (")
    assert en.endswith("restore the folder or run `make train`.")


@pytest.mark.parametrize(
    "card", ["", "{", "[]", "null", '"x"', "{}", '{"name": "x"}', '{"name": "x", "models": []}']
)
def test_a_card_of_another_form_is_refused(tmp_path: Path, card: str) -> None:
    (tmp_path / CARD).write_text(card, "utf-8")
    with pytest.raises(ModelError, match="Không đọc được mô hình"):
        load(tmp_path)


@pytest.mark.parametrize("name", MODELS)
def test_a_card_that_lacks_a_model_is_refused(tmp_path: Path, name: str) -> None:
    models = json.loads((conftest.MODELS / CARD).read_text("utf-8"))["models"]
    del models[name]
    with pytest.raises(ModelError, match="make train"):
        load(broken(tmp_path, models=models))


@pytest.mark.parametrize("name", MODELS)
def test_an_altered_model_is_refused(tmp_path: Path, name: str) -> None:
    folder = broken(tmp_path)
    (folder / f"{name}.npz").write_bytes(b"altered")
    with pytest.raises(ModelError, match="không đúng mã SHA-256"):
        load(folder)


def test_the_shipped_folder_holds_four_models() -> None:
    name, models = load(conftest.MODELS)
    assert (name[:3], tuple(models)) == ("vi-", MODELS)


SHIPPED = Reader(GAZETTEER, conftest.MODELS)
PIECES = st.sampled_from(
    [
        "Lam Giang",
        "Hà Nội",
        "CLB ",
        "cháy",
        "được mùa",
        "không",
        ". ",
        "\n",
        " ",
        "12",
        "蓝江",
        "람장성",
        "market",
        "e\u0301",
        "…",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["", "vi", "en", "zh"]))
def test_whatever_is_read_is_within_its_bounds(title: str, body: str, lang: str) -> None:
    reading = SHIPPED.read(title, body, lang=lang)
    whole = f"{title}\n{body}" if title and body else title or body
    assert 0 <= about(reading) <= 1
    assert reading.tone in {-1, 0, 1}
    assert 0 <= reading.tone_p <= 1
    assert all(0 <= span.start < span.end <= len(whole) for span in reading.places)
    assert reading.why in unicodedata.normalize("NFC", whole)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_what_shows_the_tone_is_a_whole_sentence_or_the_beginning(title: str, body: str) -> None:
    whole = unicodedata.normalize("NFC", f"{title}\n{body}" if title and body else title or body)
    sentences = {whole[start:end] for start, end in split(whole)} | {whole[:300].strip()}
    assert SHIPPED.read(title, body).why in sentences
