"""Topics by the phrases that tell them."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import foreign_models, seeds
from classifier.seeds import LEAD_SIGNS, Seeds
from tests.packages import ROOT

LISTS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(seeds.FOLDER.glob("*.yaml"))}
ARTICLES = yaml.safe_load(Path(__file__).with_name("articles.yaml").read_text("utf-8"))
LANGUAGES = ["de", "en", "es", "fr", "ja", "km", "ko", "lo", "ru", "th", "vi", "zh"]
# Most is written about the provinces in these.
MANY = {"en": 30, "ja": 30, "ko": 30, "zh": 30}
COMMON = ROOT / "config" / "packs" / "_common" / "topics.yaml"
TOPICS = [topic["code"] for topic in yaml.safe_load(COMMON.read_text("utf-8"))["topics"]]
SMALL = Seeds({"farm": ["rice", "salt", "field"], "trade": ["price", "salt"], "sea": ["盐"]})


def shipped(lang: str) -> Seeds:
    found = seeds.load(lang)
    assert found is not None
    return found


def first(lang: str, title: str, body: str) -> str:
    chances = foreign_models.load().topic.chances(shipped(lang).facts(title, body))
    return max(chances, key=lambda topic: chances[topic])


def test_the_languages_are_those_of_the_desk() -> None:
    assert list(LISTS) == LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_all_topics_in_their_order(lang: str) -> None:
    assert list(LISTS[lang]) == TOPICS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_topic_has_enough_phrases_each_once(lang: str) -> None:
    few = {
        topic: len(set(those)) for topic, those in LISTS[lang].items() if len(set(those)) < MANY.get(lang, 15)
    }
    twice = {topic: those for topic, those in LISTS[lang].items() if len(set(those)) < len(those)}
    assert (few, twice) == ({}, {})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_is_a_small_composed_string(lang: str) -> None:
    phrases = [phrase for those in LISTS[lang].values() for phrase in those]
    assert [phrase for phrase in phrases if not isinstance(phrase, str) or not phrase] == []
    assert [phrase for phrase in phrases if phrase != unicodedata.normalize("NFC", phrase).lower()] == []
    assert [phrase for phrase in phrases if phrase != phrase.strip() or re.search(r"\s\s|\n", phrase)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_few_phrases_have_several_topics(lang: str) -> None:
    phrases = [phrase for those in LISTS[lang].values() for phrase in those]
    assert len(phrases) - len(set(phrases)) <= len(phrases) // 20


@pytest.mark.parametrize("topic", TOPICS)
def test_an_english_article_gets_its_topic(topic: str) -> None:
    assert first("en", *ARTICLES["en"][topic]) == topic


@pytest.mark.parametrize("topic", TOPICS)
def test_a_chinese_article_gets_its_topic(topic: str) -> None:
    assert first("zh", *ARTICLES["zh"][topic]) == topic


@pytest.mark.parametrize(
    ("lang", "title", "body", "topic"),
    [
        (
            "fr",
            "Le marché flottant attire",
            "Les touristes remplissent les hôtels près de la plage.",
            "culture_tourism",
        ),
        ("ja", "病院に患者", "医師がデング熱の患者を治療した。", "health"),
        ("ko", "교량 공사 끝나", "고속도로와 터널 공사가 끝나 공항까지 도로가 이어진다.", "infrastructure"),
        ("km", "គ្រុនឈាម", "មន្ទីរពេទ្យទទួលអ្នកជំងឺគ្រុនឈាម ហើយគ្រូពេទ្យព្យាបាល។", "health"),
        ("lo", "ນັກທ່ອງທ່ຽວ", "ນັກທ່ອງທ່ຽວພັກຢູ່ໂຮງແຮມ ແລະ ຊົມບຸນ", "culture_tourism"),
        ("th", "น้ำท่วม", "พายุทำให้น้ำท่วมและดินถล่ม", "environment"),
    ],
)
def test_other_languages_tell_a_plain_topic(lang: str, title: str, body: str, topic: str) -> None:
    assert first(lang, title, body) == topic


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("th", "จังหวัด"),
        ("th", "สอบสวน"),
        ("lo", "ເຂົ້າຮ່ວມ"),
        ("lo", "ລັກສະນະ"),
        ("ko", "온라인 논의"),
        ("km", "ជីវិត រាត្រី លូតលាស់ គង់នៅ"),
        ("en", "He parked beside the carpet"),
        ("fr", "Le portail importait"),
    ],
)
def test_a_phrase_is_not_heard_inside_another_word(lang: str, text: str) -> None:
    assert sum(shipped(lang).scores("", text).values()) == 0


@pytest.mark.parametrize(
    ("title", "body", "farm"),
    [
        ("", "rice", 1.0),
        ("", "rice rice", 2**0.5),
        ("", "rice rice rice rice", 2.0),
        ("", "rice " * 40, 2.0),
        ("rice", "", 2.0),
        ("rice", "rice", 3.0),
        ("", "rice field", 2.0),
        ("", "x" * LEAD_SIGNS + " rice", 0.35),
        ("", "salt", 0.5),
        ("", "", 0.0),
    ],
)
def test_a_phrase_counts_by_where_it_stands_and_up_to_four_times(title: str, body: str, farm: float) -> None:
    assert SMALL.scores(title, body)["farm"] == pytest.approx(farm)


def test_a_phrase_of_two_topics_is_shared() -> None:
    assert SMALL.scores("", "salt") == {"farm": 0.5, "trade": 0.5, "sea": 0.0}


def test_facts_tell_each_topics_part_of_all_and_of_the_headline() -> None:
    facts = SMALL.facts("rice", "price")
    assert facts["#share farm"] == pytest.approx(2 / 4)
    assert facts["#share trade"] == pytest.approx(1 / 4)
    assert (facts["#title farm"], facts["#title trade"]) == (0.5, 0.0)


def test_a_text_without_any_phrase_has_facts_of_nothing() -> None:
    assert set(SMALL.facts("", "nothing").values()) == {0.0}


def test_more_phrases_make_a_topic_say_more() -> None:
    one, two = (SMALL.facts("", text)["#said farm"] for text in ("rice", "rice field"))
    assert 0 < one < two < 1


@pytest.mark.parametrize("lang", ["id", "other", ""])
def test_a_language_without_seeds_has_none(lang: str) -> None:
    assert seeds.load(lang) is None


def test_the_seeds_of_a_language_are_read_once() -> None:
    assert seeds.load("km") is seeds.load("km")


@settings(deadline=None)
@given(st.data(), st.sampled_from(LANGUAGES))
def test_any_phrase_speaks_for_its_topic(data: st.DataObject, lang: str) -> None:
    topic = data.draw(st.sampled_from(TOPICS))
    phrase = data.draw(st.sampled_from(LISTS[lang][topic]))
    spelt = phrase.replace("*", "")
    assert shipped(lang).scores("", f". {spelt} .")[topic] > 0


WORDS = st.lists(st.sampled_from(["rice", "salt", "price", "盐", "x"]), max_size=30).map(" ".join)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_facts_stay_between_nothing_and_all(title: str, body: str) -> None:
    facts = SMALL.facts(title, body)
    assert [name for name, value in facts.items() if not 0 <= value <= 1] == []
    assert sum(value for name, value in facts.items() if name.startswith("#share")) < 1


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(TOPICS), st.integers(2, 40))
def test_a_long_article_stays_within_numbers(topic: str, times: int) -> None:
    title, body = ARTICLES["en"][topic]
    everything = " ".join(phrase for those in LISTS["en"].values() for phrase in those)
    facts = shipped("en").facts(title * times, f"{body} {everything} " * times)
    assert [name for name, value in facts.items() if not 0 <= value <= 2] == []
