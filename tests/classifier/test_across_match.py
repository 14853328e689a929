"""Matching: stories of other languages by what they share, the rare before the common, solid before vague."""

import numpy as np
import pytest

from classifier.across_match import SHOWN, Match, Pool, Tale, keys_of, score_of
from classifier.encoders import Vectors

FIRE = ("place:hai-loc", "number:214", "number:4.7e+10", "thing:fire", "day:2026-09-09")
VAGUE = ("thing:fire", "thing:police", "thing:death", "thing:injury", "day:2026-09-09")


def tale(id: int, lang: str, *marks: str, vector: Vectors | None = None) -> Tale:
    return Tale(id, lang, dict.fromkeys(marks, ""), vector)


def others(count: int) -> list[Tale]:
    return [tale(100 + at, "vi", "place:lam-giang", f"number:{1000 + at}") for at in range(count)]


def like(own: Tale, *pool: Tale) -> list[int]:
    return [one.id for one in Pool([own, *pool, *others(20)]).like(own)]


def test_a_story_that_tells_the_same_is_found_in_another_language_only() -> None:
    own = tale(1, "zh", *FIRE)
    assert like(own, tale(2, "vi", *FIRE), tale(3, "zh", *FIRE)) == [2]


def test_the_likeliest_comes_first_and_says_why() -> None:
    own, less, more = tale(1, "en", *FIRE), tale(2, "vi", *FIRE[:4]), tale(3, "vi", *FIRE)
    found = Pool([own, less, more, *others(20)]).like(own)
    assert [one.id for one in found] == [3, 2]
    assert found[0].score > found[1].score >= SHOWN
    assert set(found[0].shared) == set(FIRE)
    assert found[0].shared[-1] == "day:2026-09-09"


def test_what_happens_and_when_is_not_enough() -> None:
    assert like(tale(1, "zh", *VAGUE), tale(2, "vi", *VAGUE)) == []


def test_what_everybody_tells_says_nothing() -> None:
    own = tale(1, "en", "place:lam-giang")
    assert like(own, tale(2, "vi", "place:lam-giang")) == []


def test_a_mark_that_says_little_is_no_reason() -> None:
    own = tale(1, "en", "place:lam-giang", *FIRE)
    (found,) = Pool([own, tale(2, "vi", "place:lam-giang", *FIRE), *others(60)]).like(own)
    assert "place:lam-giang" not in found.shared


def test_rare_marks_say_more_than_common_ones() -> None:
    pool = Pool([tale(at, "vi", "number:500", *(["number:214"] if at == 1 else [])) for at in range(1, 9)])
    assert pool.weight("number:214") > pool.weight("number:500")


@pytest.mark.parametrize(("more", "less"), [(214, 27), (27, 7), (7, 2), (214, 2026), (214, 200)])
def test_large_odd_numbers_say_more_than_small_round_ones_and_years(more: int, less: int) -> None:
    pool = Pool([tale(1, "vi", f"number:{more}", f"number:{less}")])
    assert pool.weight(f"number:{more}") > pool.weight(f"number:{less}")


def test_what_han_signs_may_be_read_as_meets_the_name() -> None:
    assert keys_of(["read:vo minh", "number:1"]) == {"name:vo minh", "number:1"}


def test_two_that_both_write_latin_letters_must_share_more() -> None:
    assert score_of(0.3, "vi", "en") < SHOWN < score_of(0.3, "vi", "zh") == score_of(0.3, "zh", "vi")


def test_a_long_story_is_not_shut_out_by_what_no_other_language_tells() -> None:
    own = tale(1, "en", *FIRE, *(f"name:word{at}" for at in range(200)))
    assert like(own, tale(2, "vi", *FIRE)) == [2]


class Sense:
    """An encoder whose cosine is its score."""

    name, dim = "sense@1", 2

    def encode(self, texts: object) -> Vectors:
        """Never asked here."""
        raise NotImplementedError

    def score(self, cosine: float) -> float:
        """The cosine itself."""
        return cosine


def test_the_encoder_finds_what_no_mark_tells() -> None:
    row = np.array([0.6, 0.8], dtype=np.float32)
    own, other = tale(1, "en", "number:5", vector=row), tale(2, "vi", "number:6", vector=row)
    (found,) = Pool([own, other], Sense()).like(own)
    assert (found.id, round(found.score, 3), found.by_encoder) == (2, 1.0, True)


def test_without_vectors_or_an_encoder_the_marks_speak() -> None:
    row = np.array([1.0, 0.0], dtype=np.float32)
    pairs = [(Sense(), None), (None, row)]
    for encoder, vector in pairs:
        own, other = tale(1, "en", *FIRE, vector=vector), tale(2, "vi", *FIRE, vector=vector)
        (found,) = Pool([own, other, *others(20)], encoder).like(own)
        assert isinstance(found, Match)
        assert not found.by_encoder
