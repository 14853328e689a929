from datetime import timedelta

import pytest

from archive import notices, outlets
from crawler.addresses import HostRule
from crawler.model import ArticleRules
from tests import factory
from tests.factory import MORNING

pytestmark = pytest.mark.django_db
RULES = ArticleRules(body="div.than-bai", drop=(".xem-them", ".quang-cao"))


def test_rules_come_back_as_the_pack_said_them() -> None:
    source = factory.source()
    assert outlets.rules_of(source.id) is None
    outlets.take_rules(source.outlet, RULES, (), MORNING)
    assert outlets.rules_of(source.id) == RULES
    source.outlet.refresh_from_db()
    outlets.take_rules(source.outlet, None, (), MORNING)
    assert outlets.rules_of(source.id) is None


def test_what_addresses_mean_comes_back_by_host() -> None:
    source = factory.source()
    assert outlets.host_rules_of(source.id) == {}
    rule = HostRule(host="m.bao.vn", main_host="bao.vn", article_fields=("id",), amp="/amp")
    outlets.take_rules(source.outlet, None, (rule,), MORNING)
    assert outlets.host_rules_of(source.id) == {"m.bao.vn": rule}


def faults(*told: str) -> ArticleRules | None:
    source = factory.source()
    outlets.take_rules(source.outlet, RULES, (), MORNING)
    for number, fault in enumerate(told):
        outlets.note_rules(source.id, fault, MORNING + timedelta(hours=number))
    return outlets.rules_of(source.id)


def test_three_faults_in_a_row_suspend_the_rules_with_a_notice() -> None:
    assert faults("not found", "too short", "not found") is None
    assert [(row.kind, row.key, row.params["fault"]) for row in notices.standing()] == [
        (outlets.KIND, "bao-song-trong", "not found")
    ]


def test_a_healthy_page_between_them_starts_the_count_anew() -> None:
    assert faults("not found", "not found", "", "not found", "not found") == RULES
    assert notices.standing() == []


def test_a_page_that_was_on_its_way_changes_a_suspension_no_more() -> None:
    faults("not found", "not found", "not found", "disagrees")
    assert [row.params["fault"] for row in notices.standing()] == ["not found"]


def test_new_rules_of_the_pack_get_a_new_chance() -> None:
    faults("not found", "not found", "not found")
    source = factory.source()
    source.outlet.refresh_from_db()
    outlets.take_rules(source.outlet, RULES, (), MORNING)
    assert outlets.rules_of(source.id) is None
    better = ArticleRules(body="div.bai")
    outlets.take_rules(source.outlet, better, (), MORNING)
    assert outlets.rules_of(source.id) == better
    assert notices.standing() == []
