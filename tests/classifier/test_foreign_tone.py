"""An English sentence around a name, and good and bad words of any text."""

import pytest

from classifier import foreign_tone as tone
from classifier.features import prepare
from classifier.lexicon import Lexicon
from classifier.phrases import Phrases
from tests.classifier.places import finder

WORDS = Lexicon(Phrases({"not": ["not"], "good": ["won", "praise*"], "bad": ["failed", "fraud"]}))
TEXT = "Critics say Hue failed, but Lam Giang won praise."
AT = TEXT.index("Lam Giang")
SPAN = (AT, AT + len("Lam Giang"))


def measures(title: str, body: str = "") -> dict[str, float]:
    return tone.measures(prepare(title, body, finder(), finder().home_places), WORDS, {"health": 0.5})


def test_the_target_is_one_mark_however_many_words_it_has() -> None:
    sentence = tone.masked(TEXT, SPAN)
    assert sentence.words == ("critics", "say", "hue", "failed", ",", "but", "<t>", "won", "praise", ".")
    assert sentence.at == 6


@pytest.mark.parametrize(("word", "distance"), [("Critics", -6), ("failed", -3), ("Lam", 0), ("won", 1)])
def test_distances_count_words_from_the_target(word: str, distance: int) -> None:
    assert tone.masked(TEXT, SPAN).distance(TEXT.index(word)) == distance


def test_numbers_are_one_word_and_bent_apostrophes_straight() -> None:
    assert tone.masked("It’s 1,500 Lam", (11, 14)).words == ("it's", "0", ",", "0", "<t>")


def test_a_letter_that_grows_when_small_moves_nothing() -> None:
    assert tone.masked("İİ Lam", (3, 6)).words == ("İİ", "<t>")


def test_words_good_and_bad_ones_are_the_first_block() -> None:
    words, _, _ = tone.target_blocks(TEXT, SPAN, WORDS)
    assert words["<t> won"] == words["hue failed"] == 1.0
    assert (words["#next"], words["#last"]) == (1.0, -1.0)
    assert words["#sway"] == pytest.approx(1 / 4)
    assert words["#good after"] > words["#bad before"] > 0


def test_what_stands_beside_the_target_and_in_its_clause_is_the_second() -> None:
    _, beside, _ = tone.target_blocks(TEXT, SPAN, WORDS)
    assert {name for name in beside if name.startswith("c:")} == {"c:<t>", "c:won", "c:praise", "c:."}
    assert {"+1:won", "-1:but", "r:won", "l:failed"} <= set(beside)


def test_pieces_of_words_are_the_third() -> None:
    _, _, pieces = tone.target_blocks("Lam won", (0, 3), WORDS)
    assert set(pieces) == {" wo", "won", "on ", " won", "won ", " won "}


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [("“Lam is fine,” he said.", 1.0), ("“Fine,” said Lam.", 0.0), ("Lam is fine.", 0.0)],
)
def test_a_name_inside_a_quote_is_told(sentence: str, quoted: float) -> None:
    at = sentence.index("Lam")
    assert tone.target_blocks(sentence, (at, at + 3), WORDS)[0]["#quoted"] == quoted


def test_a_good_word_of_the_target_itself_does_not_count() -> None:
    assert tone.target_blocks("Won Fraud Company", (0, 9), WORDS)[0]["#sway"] == 0.0


def test_measures_count_headline_lead_and_sentences_with_the_name() -> None:
    found = measures("Lam Giang won", "Hue failed. Fraud in Lam Giang.")
    assert (found["#title sway"], found["#lead sway"]) == pytest.approx((0.5, -2 / 3))
    assert (found["#beside sway"], found["#topic health"]) == (0.0, 0.5)


def test_a_text_without_such_words_sways_nowhere() -> None:
    found = measures("Lam Giang", "Plain.")
    assert {name for name, value in found.items() if value} == {"#topic health"}
