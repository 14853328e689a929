"""The gate's own judgement, on made-up meetings; the meetings themselves need the shared data."""

from pathlib import Path
from typing import Any

import pytest

from tests.gates.hostile import Result, measure, plan_of
from tests.gates.hostile_verdicts import faults
from tests.gates.measures import SHARED
from tests.gates.watched import Meeting, Watched, memory_of

ASKED = {"check": "", "door": "", "status": 200, "dialled": [], "acts": [], "wait": 60.0}
ASKED |= {"is_false_304": False, "entries": 0, "fault": "not_a_feed"}
READ = {
    "fault": "",
    "shown": "",
    "page": "",
    "is_stable": True,
    "trust": ["sure"],
    "titles": ["a"],
    "mark": "",
}
READ |= {"longest": 1, "entries": 1, "acts": []}
SPIDER = {"told": [{"status": 0, "size": 0, "error": "no"}], "dialled": []}
FETCH = {"id": "a", "name": "a", "layer": "fetch"}
PARSE = {"id": "a", "name": "a", "layer": "parse"}
BLOCKED = {"url": "http://127.0.0.1/", "check": {"error_class": "BlockedAddress"}}


def meeting(told: dict[str, Any], **more: Any) -> Meeting:
    return Meeting(told, more.pop("megabytes", 1.0), more.pop("seconds", 0.1), **more)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({**FETCH, **BLOCKED}, {**ASKED, "check": "blocked address"}),
        ({**FETCH, **BLOCKED}, SPIDER),
        (FETCH, {**ASKED, "dialled": ["93.184.216.34:80"], "acts": ["connect 127.0.0.1:8001"]}),
        ({**FETCH, "value": {"status": 304}}, {**ASKED, "is_false_304": True}),
        ({**FETCH, "check": {"max_requests_per_minute": 2}}, ASKED),
        (PARSE, READ),
        (PARSE, {"heavy": "time", "acts": []}),
    ],
)
def test_a_safe_end_has_no_fault(item: dict[str, Any], told: dict[str, Any]) -> None:
    assert faults(item, meeting(told)) == []


@pytest.mark.parametrize(
    ("item", "told", "expected"),
    [
        (FETCH, {"died": "killed"}, "the process died: killed"),
        ({**FETCH, **BLOCKED}, ASKED, "told 200 instead of BlockedAddress"),
        ({**FETCH, **BLOCKED}, {**SPIDER, "dialled": ["127.0.0.1:80"]}, "dialled 127.0.0.1:80"),
        (
            {**FETCH, **BLOCKED},
            {**SPIDER, "told": [{"status": 200, "size": 1, "error": ""}]},
            "answered with 200",
        ),
        (FETCH, {**ASKED, "dialled": ["10.0.0.1:80"]}, "dialled 10.0.0.1:80"),
        (FETCH, {**ASKED, "acts": ["os.system"]}, "os.system"),
        ({**FETCH, "value": {"status": 304}}, ASKED, "is believed"),
        ({**FETCH, "value": {"body": "a"}}, {**ASKED, "fault": ""}, "taken for a list"),
        (
            {**FETCH, "check": {"max_requests_per_minute": 2}},
            {**ASKED, "wait": 1.0},
            "asked again after 1.0 s",
        ),
        (
            {**PARSE, "check": {"must_not_contain": ["root:"]}},
            {**READ, "page": "root:x"},
            "'root:' came through",
        ),
        (PARSE, {**READ, "is_stable": False}, "other identities"),
        ({**PARSE, "layer": "import"}, {"written": ["../a"], "acts": []}, "wrote ['../a']"),
        ({**PARSE, "name": "date-year-1"}, READ, "an absurd date is trusted"),
        ({**PARSE, "name": "date-vi-date"}, {**READ, "trust": ["none"]}, "a date is not read"),
        ({**PARSE, "name": "classified-mark"}, READ, "the mark is not seen"),
        ({**PARSE, "name": "nfd-title"}, {**READ, "titles": ["a", "b"]}, "titles ['a', 'b']"),
        ({**PARSE, "name": "html-as-feed"}, READ, "taken for a list"),
        ({**PARSE, "name": "huge-text"}, {**READ, "longest": 2000}, "a title of 2000 characters"),
        (
            {**FETCH, "value": {"headers": {"Content-Length": "10"}}},
            {**SPIDER, "told": [{"status": 200, "size": 11, "error": ""}]},
            "the spider took 11 bytes",
        ),
    ],
)
def test_what_is_not_safe_is_told(item: dict[str, Any], told: dict[str, Any], expected: str) -> None:
    (found,) = faults(item, meeting(told))
    assert expected in found


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"megabytes": 65.0}, "65 MiB"),
        ({"seconds": 5.1}, "5.1 s"),
        ({"leaked": 1}, "credentials or a body went to another host"),
        ({"asked": ("10.0.0.1/a",)}, "asked 10.0.0.1/a"),
    ],
)
def test_what_it_costs_and_where_it_leads_counts_too(more: dict[str, Any], expected: str) -> None:
    assert faults(FETCH, meeting(ASKED, **more)) == [expected]


def test_an_item_may_be_stricter_than_we_are() -> None:
    assert faults({**PARSE, "check": {"max_seconds": 2}}, meeting(READ, seconds=2.5)) == ["2.5 s"]


def test_a_spider_that_is_led_on_for_ever_is_told() -> None:
    asked = tuple(f"bao.example/{number}" for number in range(11))
    assert faults(FETCH, meeting(SPIDER, asked=asked)) == ["the spider asked 11 times"]


def test_the_result_counts_items_and_keeps_the_worst() -> None:
    result = Result()
    result.add(FETCH, [meeting(ASKED, megabytes=3.0), meeting(SPIDER, seconds=2.0)])
    result.add({**PARSE, "id": "b"}, [meeting({**READ, "is_stable": False})])
    assert (result.met, result.safe, list(result.failures)) == (2, 0.5, ["b"])
    assert (result.worst_megabytes, result.worst_seconds) == (3.0, 2.0)


def test_nothing_met_is_no_share() -> None:
    assert Result().safe == 0.0


def test_a_name_with_two_answers_is_asked_twice() -> None:
    plan = plan_of({**FETCH, "value": {"dns": {"a.vn": [["8.8.8.8"], ["127.0.0.1"]]}}}, {80: 1})
    assert [one["url"] for one in plan["fetches"]] == ["http://a.vn/", "http://a.vn/"]


def test_a_child_is_seen_to_take_memory_and_to_die() -> None:
    greedy = "print(1, flush=True); input(); a = b'x' * 50_000_000; print('{}', flush=True); input()"
    with Watched(["python3", "-c", greedy]) as child:
        met = child.meet(None)
        assert met.told == {}
        assert 40 < met.megabytes < 100
    with Watched(["python3", "-c", "raise SystemExit('dead')"]) as child:
        assert child.meet(None).told == {"died": "dead\n"}


def test_a_process_that_is_gone_holds_nothing() -> None:
    assert memory_of(2**22 + 1) == 0


@pytest.mark.shared
@pytest.mark.slow
def test_every_hostile_input_ends_safely() -> None:
    folder: Path = SHARED / "data" / "hostile"
    if not folder.is_dir():
        pytest.skip("../shared does not lie beside the checkout")
    assert measure(folder).failures == {}
