"""Foreign articles read by phrases, word lists and the places in them."""

import time

import pytest

from classifier import foreign_models
from classifier.features import Text, prepare
from classifier.foreign import Foreign
from classifier.guess import TONES
from classifier.reader import load
from tests.classifier.places import finder

NAME, OLD = load(foreign_models.FOLDER)


def text(title: str, body: str = "") -> Text:
    return prepare(title, body, finder(), finder().home_places)


def guesser(lang: str) -> Foreign:
    return Foreign(lang, NAME, OLD["about_any"], OLD["topic"])


def best(chances: dict[str, float]) -> str:
    return max(chances, key=chances.__getitem__)


GOOD = text("Lam Giang wins praise for restored beach", "Tourists welcomed the clean beach in Lam Giang.")
BAD = text("Lam Giang accused over polluted canal", "Residents blamed Lam Giang officials for the stench.")


def test_it_is_unsure_below_what_its_models_say() -> None:
    models, limits = foreign_models.load(), guesser("ja").limits
    assert (limits.topic, limits.tone) == (models.topic.unsure, models.tone.unsure)


@pytest.mark.parametrize(
    ("lang", "title", "topic"),
    [
        ("en", "Hospital in Lam Giang treats dengue patients", "health"),
        ("zh", "蓝江省警方破获走私案", "public_order"),
        ("zh", "藍江省醫院收治登革熱患者", "health"),
        ("ja", "ラムザン省の工業団地に新工場", "investment"),
        ("ko", "람장성 홍수로 이재민 대피", "environment"),
        ("fr", "Le musée de Lam Giang attire les touristes", "culture_tourism"),
        ("ru", "В больнице врачи лечат пациентов", "health"),
        ("es", "La policía detuvo a los sospechosos", "public_order"),
        ("de", "Polizei nimmt Verdächtige fest", "public_order"),
    ],
)
def test_phrases_tell_the_topic(lang: str, title: str, topic: str) -> None:
    assert best(dict(guesser(lang).topics(text(title)))) == topic


@pytest.mark.parametrize("lang", ["en", "km", "id"])
def test_chances_are_chances(lang: str) -> None:
    own = guesser(lang)
    assert sum(own.topics(GOOD).values()) == pytest.approx(1, abs=1e-4)
    assert sum(own.tone(GOOD).values()) == pytest.approx(1, abs=1e-4)
    assert 0 <= own.about(GOOD) <= 1


def test_a_language_without_lists_is_read_as_best_it_can_be() -> None:
    own = guesser("id")
    assert own.tone(GOOD) == dict.fromkeys(TONES, 1 / 3)
    assert own.pull(GOOD, GOOD.sentences[0], "1") == 0
    assert set(own.topics(GOOD)) == set(OLD["topic"].classes)
    assert own.about(GOOD) > own.about(text("Hanoi", "Rain."))


def test_what_names_the_province_often_is_about_it_and_what_lists_it_once_is_not() -> None:
    once = text("Brazil's frost lifts coffee", "Traders also watch rain in Da Nang, Lam Giang and Hue.")
    assert guesser("en").about(GOOD) > 0.8
    assert guesser("en").about(once) < 0.5


def test_good_and_bad_words_tell_the_tone() -> None:
    assert [best(dict(guesser("en").tone(one))) for one in (GOOD, BAD)] == ["1", "-1"]


@pytest.mark.parametrize(
    ("lang", "title"),
    [("ja", "ラムザン省の川が汚染、住民が抗議"), ("ko", "람장성 공장 폐수로 하천 오염, 주민 항의")],
)
def test_other_languages_have_a_tone_too(lang: str, title: str) -> None:
    assert best(dict(guesser(lang).tone(text(title)))) == "-1"


def test_in_english_it_matters_who_is_blamed() -> None:
    at_home = text("Report", "Auditors accused Lam Giang of fraud while Hue was praised.")
    away = text("Report", "Auditors accused Hue of fraud while Lam Giang was praised.")
    assert guesser("en").tone(at_home)["-1"] > guesser("en").tone(away)["-1"]


def test_a_sentence_pulls_the_way_of_its_words() -> None:
    own = guesser("en")
    assert [own.pull(one, one.sentences[0], tone) > 0 for one, tone in ((GOOD, "1"), (BAD, "-1"))] == [
        True,
        True,
    ]
    assert own.pull(GOOD, GOOD.sentences[0], "-1") < 0


def test_a_very_long_sentence_is_cut_around_the_name() -> None:
    long = text("", f"{'Trucks came and ' * 200}Lam Giang won praise {'and trucks went ' * 200}.")
    assert best(dict(guesser("en").tone(long))) in TONES


def test_a_short_report_is_read_in_a_thousandth_of_a_second() -> None:
    own, begun = guesser("ko"), time.process_time()
    one = text("람장성 홍수로 이재민 대피", "도로가 끊기고 가옥이 물에 잠겼다. 람장성은 구호품을 보냈다.")
    for _ in range(50):
        own.topics(one), own.about(one), own.tone(one)
    assert (time.process_time() - begun) / 50 < 0.01
