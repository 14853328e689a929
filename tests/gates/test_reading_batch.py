"""Scores of many texts at once are those of each alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from classifier.features import damped
from tests.classifier.test_linear import small
from tests.gates.reading_batch import many

WORDS = st.lists(st.sampled_from(["muối", "muối rẻ", "t:biển", "lạ"]), max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_many_texts_at_once_are_told_as_each_alone(texts: list[list[str]]) -> None:
    alone = [small().scores(damped(words)).tolist() for words in texts]
    assert np.allclose(many(small(), texts), alone, atol=1e-5)


def test_of_no_texts_there_are_no_scores() -> None:
    assert many(small(), []).shape == (0, 3)
