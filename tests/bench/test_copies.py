"""The bench of the store of fingerprints, at the size of a toy."""

from datetime import datetime

import pytest

from archive.models import Anchor, Article, Fingerprint
from bench import copies
from bench.copies import Press
from classifier.copies import anchors


@pytest.mark.django_db(transaction=True)
def test_a_store_is_filled_added_to_and_asked(now: datetime) -> None:
    told = copies.measures(now, is_quick=True)
    assert [one.name for one in told] == ["fingerprints kept", "copies among 1,000", "fingerprints' store"]
    assert all(one.ours > 0 for one in told)
    assert (Fingerprint.objects.count(), Article.objects.count()) == (1_020, 1_020)
    assert Anchor.objects.count() > 15_000


def test_an_article_is_the_same_whenever_it_is_asked_for() -> None:
    press = Press(1_000)
    assert press.marks(7) == Press(1_000).marks(7) != press.marks(8)
    assert len(set(press.marks(7))) == len(press.marks(7))
    assert 15 < len(anchors(press.marks(7))) < 35


def test_half_of_a_copy_is_its_originals() -> None:
    press = Press(1_000)
    own, copy = press.marks(7), press.copy_of(7)
    assert copy[:31] == own[:31]
    assert len(set(copy) & set(own)) < 40


def test_phrases_of_very_many_lead_nowhere() -> None:
    assert (len(Press(1_000).formulas), len(Press(600_000).formulas) > 1_000) == (0, True)


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_not_found_is_an_error(now: datetime) -> None:
    with pytest.raises(LookupError):
        copies.asking(Press(10), 1, now)
