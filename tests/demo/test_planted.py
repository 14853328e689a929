from demo.clock import LAST_DAY
from demo.events import TOPICS, load_events
from demo.planted import planted


def test_every_claim_of_an_article_is_a_statement() -> None:
    assert planted().claims.keys() == {one.claim for one in load_events() if one.claim}


def test_a_statement_is_said_otherwise_too() -> None:
    for one in planted().claims.values():
        assert len({one.text, *one.wordings}) >= 3


def test_spikes_and_lulls_lie_within_the_demos_days() -> None:
    found = planted()
    assert {one.topic for one in found.spikes} | {one.topic for one in found.lulls} <= TOPICS
    assert all(0 <= one.day <= LAST_DAY for one in found.spikes)
    assert all(0 <= one.first < one.last <= LAST_DAY for one in found.lulls)
