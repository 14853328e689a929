"""A pack's own topics by the phrases it gives."""

import math

import pytest

from classifier.features import prepare
from classifier.own_topics import LEAST, OwnTopic, OwnTopics
from classifier.seeds import LEAD_SIGNS
from tests.classifier.places import finder

AIRPORT = OwnTopic(
    "airport",
    {"vi": ["sân bay Cửa Trầm"], "en": ["Cua Tram airport"], "zh": ["沙湾机场"], "ko": ["꾸어짬 공항"]},
)
BORDER = OwnTopic("border", {"vi": ["cửa khẩu Ia Lâm", "biên giới"], "ru": ["границ*"]})
OWN = OwnTopics([AIRPORT, BORDER, OwnTopic("empty", {}), OwnTopic("bare", {"vi": []})])
FAR = "x" * (LEAD_SIGNS + 1)


def found(title: str, body: str = "") -> dict[str, float]:
    text = prepare(title, body, finder(), finder().home_places)
    return {score.code: round(score.p, 2) for score in OWN.found(text)}


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Sân bay Cửa Trầm đón khách", ["airport"]),
        ("San bay Cua Tram don khach", ["airport"]),
        ("Cua Tram airport opens", ["airport"]),
        ("沙湾机场启用", ["airport"]),
        ("沙灣機場啟用", ["airport"]),
        ("꾸어짬 공항 개항", ["airport"]),
        ("Открыли границу", ["border"]),
        ("Sân bay khác", []),
        ("", []),
    ],
)
def test_a_phrase_tells_its_topic_in_any_language(title: str, codes: list[str]) -> None:
    assert list(found(title)) == codes


@pytest.mark.parametrize(
    ("title", "body", "p"),
    [
        ("Sân bay Cửa Trầm", "", 1 - math.exp(-2)),
        ("Tin mới", "Ở sân bay Cửa Trầm đông khách.", 1 - math.exp(-1)),
        ("Sân bay Cửa Trầm", "Sân bay Cửa Trầm.", 1 - math.exp(-2 * 2**0.5)),
    ],
)
def test_the_headline_says_most_and_what_is_said_again_a_little_more(title: str, body: str, p: float) -> None:
    assert found(title, body) == {"airport": round(p, 2)}


def test_one_phrase_far_below_is_too_little() -> None:
    assert found("Tin mới", f"{FAR} sân bay Cửa Trầm") == {}
    assert 1 - math.exp(-0.35) < LEAST


def test_the_likeliest_topic_comes_first() -> None:
    assert list(found("Sân bay Cửa Trầm", "Biên giới yên.")) == ["airport", "border"]
    assert list(found("Biên giới: cửa khẩu Ia Lâm", "Sân bay Cửa Trầm.")) == ["border", "airport"]


def test_a_phrase_of_two_topics_speaks_for_both() -> None:
    both = OwnTopics([OwnTopic("a", {"vi": ["cảng"]}), OwnTopic("b", {"vi": ["cảng"]})])
    text = prepare("Cảng mới", "", finder(), finder().home_places)
    assert [score.code for score in both.found(text)] == ["a", "b"]


def test_a_pack_without_phrases_finds_nothing() -> None:
    text = prepare("Biên giới", "", finder(), finder().home_places)
    assert OwnTopics([OwnTopic("bare", {})]).found(text) == ()
