from pathlib import Path

import pytest

from tests.gates import quotes
from tests.gates.measures import Place
from tests.gates.quotes import Pair, Sentence, Verdict

A, B = ("words of one", "A"), ("words of another", "B")


def verdict(wanted: tuple[Pair, ...], *found: Pair) -> Verdict:
    return Verdict(Sentence("vi", "", wanted), found)


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ([verdict((A,), A)], (1.0, 1.0, 1.0)),
        ([verdict((A, B), A)], (1.0, 0.5, 1.0)),
        ([verdict((A,), A, B)], (0.5, 1.0, 1.0)),
        ([verdict((A,), (A[0], "somebody else"))], (1.0, 1.0, 0.0)),
        ([verdict((), B), verdict((A,))], (0.0, 0.0, 0.0)),
        ([], (0.0, 0.0, 0.0)),
    ],
)
def test_the_figures_of_verdicts(told: list[Verdict], figures: tuple[float, ...]) -> None:
    assert tuple(quotes.figures(told).values()) == figures


def test_every_expected_quote_and_speaker_stands_in_its_sentence() -> None:
    strange = [
        one.text
        for one in quotes.sentences()
        for pair in one.quotes
        if any(part not in one.text for part in pair)
    ]
    assert strange == []


def test_the_gate_measures_the_shipped_sentences(tmp_path: Path) -> None:
    told = quotes.measure(Place(tmp_path, tmp_path))
    assert list(told) == ["quotes precision", "quotes recall", "quotes speakers"]
    assert min(told.values()) > 0.9
