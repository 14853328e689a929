import pytest

from crawler.reasons import SENTENCES, NotAsked, Obstacle, Reason


def test_every_obstacle_has_its_sentences() -> None:
    assert SENTENCES.keys() == set(Obstacle)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_a_reason_names_its_address_in_both_languages(obstacle: Obstacle) -> None:
    reason = Reason(obstacle, "http://bao.example/", "detail")
    assert str(reason) == f"{reason.vietnamese}. / {reason.english}."
    assert reason.vietnamese == f"http://bao.example/: {SENTENCES[obstacle][0]}"
    assert reason.english == f"http://bao.example/: {SENTENCES[obstacle][1]}"


def test_an_address_that_is_not_asked_carries_its_reason() -> None:
    reason = Reason(Obstacle.BLOCKED, "a.vn")
    assert (NotAsked(reason).reason, str(NotAsked(reason))) == (reason, str(reason))
