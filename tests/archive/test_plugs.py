"""A desk's own model is counted by the names of its readings."""

from datetime import datetime, timedelta

import pytest

from archive import plugs
from archive.plugs import PlugCounts
from tests import factory

pytestmark = pytest.mark.django_db
NAME = "tinh-toi@1.2"


def test_what_it_read_and_what_it_failed_at_are_counted_apart(now: datetime) -> None:
    names = [
        f"vi-1+{NAME}",
        f"other-2+{NAME}",
        f"vi-1+{NAME}!",
        "vi-1",
        "vi-1+tinh-toi@1.20",
        "vi-1+tinh-toi@1.20!",
    ]
    for name in names:
        factory.reading(factory.article(), model=name, read_at=now)
    assert plugs.counts(NAME, now) == PlugCounts(made=2, failed=1)


def test_only_what_was_read_since_then_is_counted(now: datetime) -> None:
    factory.reading(factory.article(), model=f"vi-1+{NAME}", read_at=now - timedelta(days=8))
    assert plugs.counts(NAME, now - timedelta(days=7)) == PlugCounts(made=0, failed=0)
