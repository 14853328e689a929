"""Names follow the archive's press, and are made once for as long as it stays the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import namings
from archive.models import Outlet
from archive.packs import load
from search.tree import tag
from tests import factory

pytestmark = pytest.mark.django_db
PACK = load("demo", fill={"press_port": "1"})


def test_the_press_of_the_archive_is_known_beside_the_packs() -> None:
    factory.source(of=factory.outlet("bao-cu", "Báo Cũ Kỹ"))
    names = namings.names(PACK)
    assert names.tags("outlet", "bao cu ky") == (tag("outlet", "bao-cu"),)
    assert names.tags("outlet", "Nam Việt") == (tag("outlet", "nam-viet"),)
    assert len(names.tags("source", "Báo Cũ Kỹ")) == 1


def test_names_are_made_once_and_again_when_an_outlet_changes() -> None:
    outlet = factory.outlet("bao-cu", "Báo Cũ Kỹ")
    first = namings.names(PACK)
    with CaptureQueriesContext(connection) as asked:
        assert namings.names(PACK) is first
    Outlet.objects.filter(id=outlet.id).update(name="Báo Đổi Tên")
    second = namings.names(PACK)
    assert len(asked) == 1
    assert (second.tags("outlet", "Báo Đổi Tên"), second.tags("outlet", "Báo Cũ Kỹ")) == (
        (tag("outlet", "bao-cu"),),
        (),
    )


def test_another_pack_has_other_names() -> None:
    other = load("dong-nai", fill={"press_port": "1"})
    assert namings.names(other).tags("place", "Cửa Trầm") == ()
    assert namings.names(PACK).tags("place", "Cửa Trầm") == (tag("place", "cua-tram"),)
