"""What the Vietnamese models are given, and that they say it of plain texts."""

from classifier import features, vietnamese
from classifier.features import Text, prepare
from classifier.reader import MODELS, load
from classifier.vietnamese import GIVEN, Vietnamese
from language.tokens import streams
from tests.classifier import conftest
from tests.classifier.places import finder

FLOOD = ("Lũ quét ở Lam Giang", "Lũ quét cuốn trôi 12 nhà dân ở Lam Giang, hai người mất tích.")
CLUB = ("CLB Lam Giang thắng", "Tiền đạo ghi hai bàn giúp CLB Lam Giang thắng trận ở vòng 5 V-League.")


def text(title: str, body: str) -> Text:
    return prepare(title, body, finder(), finder().home_places)


def test_every_model_is_told_what_it_weighs() -> None:
    assert tuple(GIVEN) == MODELS


def test_each_is_given_words_and_groups() -> None:
    read, (word,) = text(*FLOOD), streams("lũ")[0]
    assert [{word, "#t flood"} <= set(GIVEN[name](read)) for name in ("topic", "about", "tone")] == [True] * 3


def test_any_language_is_given_where_the_name_stands_alone() -> None:
    assert GIVEN["about_any"](text(*FLOOD)) == features.about_facts(text(*FLOOD))


def test_relevance_is_given_how_the_name_stands() -> None:
    assert features.layout_facts(text(*FLOOD)).items() <= vietnamese.about_features(text(*FLOOD)).items()


def test_what_stands_far_below_tells_no_group() -> None:
    far = text("Tin", "x " * features.LEAD_SIGNS + "đuối nước")
    assert [name for name in vietnamese.topic_features(far) if "drowning" in name] == []


def test_plain_texts_are_read_as_they_are_meant() -> None:
    guesser = Vietnamese(*load(conftest.MODELS))
    flood, club = text(*FLOOD), text(*CLUB)
    topics = [max(told, key=told.__getitem__) for told in map(guesser.topics, (flood, club))]
    tone = guesser.tone(flood)
    assert (topics, max(tone, key=tone.__getitem__)) == (["environment", "sport_entertainment"], "-1")
    assert [guesser.about(one) > 0.5 for one in (flood, club)] == [True, False]


def test_the_sentence_that_tells_of_harm_pulls_down() -> None:
    guesser = Vietnamese(*load(conftest.MODELS))
    read = text("Tin", "Lũ cuốn trôi hai người, nhiều nhà sập. Chợ họp buổi sáng.")
    bad, plain = (guesser.pull(read, span, "-1") for span in read.sentences[1:3])
    assert bad > plain
