import json
from email.utils import formatdate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo import manners
from demo.crowd import Crowd
from demo.ledger import Row
from demo.manners import Rules, Wish, breaches, read_log, rules_of, rules_of_crowd, table
from demo.plan import Plan

START = 1_760_000_000.0
AGENT = "diembao/0.1 (press review of a provincial office; +http://127.0.0.1:8000)"
RULES = Rules(
    {
        "a.localhost": Wish(),
        "slow.localhost": Wish(pause=3),
        "shut.localhost": Wish(disallow="/noi-bo/"),
        "moved.localhost": Wish(robots=frozenset({"/robots.txt", "/robots/"})),
    }
)


def row(after: float, path: str = "/x", host: str = "a", **told: object) -> Row:
    """A well-behaved request so many seconds after the start, changed where a test needs it."""
    began = START + after
    plain: Row = {
        "host": f"{host}.localhost:8001",
        "path": path,
        "method": "GET",
        "status": 200,
        "began": began,
        "ended": began + 0.01,
        "late": 0.0,
        "flying": 1,
        "agent": AGENT,
        "etag": "",
        "since": "",
        "bytes": 100,
        "retry_after": "",
    }
    return {**plain, **told}  # type: ignore[typeddict-item]


def kinds(*rows: Row) -> list[str]:
    return [one.kind for one in breaches(rows, RULES)]


def robots(after: float = -10, host: str = "a", **told: object) -> Row:
    return row(after, "/robots.txt", host, **told)


def test_who_asks_robots_first_and_waits_breaks_nothing() -> None:
    assert kinds(robots(), row(0), row(0.2), row(0.41)) == []


def test_a_breach_says_what_where_and_when() -> None:
    (found,) = breaches([robots(), row(0), row(0.05, "/y")], RULES)
    assert (found.kind, found.host, found.path, found.at) == ("pause", "a.localhost", "/y", START + 0.05)
    assert found.detail == "0.05 s after the one before, 0.2 s wanted"


@pytest.mark.parametrize(("after", "found"), [(0.05, ["pause"]), (0.09, ["pause"]), (0.11, []), (0.2, [])])
def test_a_host_that_asks_nothing_gets_the_packs_pause(after: float, found: list[str]) -> None:
    assert kinds(robots(), row(0), row(after)) == found


@pytest.mark.parametrize(("after", "found"), [(0.3, ["pause"]), (2.8, ["pause"]), (2.95, []), (3.0, [])])
def test_a_host_that_asks_for_a_pause_gets_its_own(after: float, found: list[str]) -> None:
    assert kinds(robots(host="slow"), row(0, host="slow"), row(after, host="slow")) == found


def test_hosts_are_counted_apart() -> None:
    assert kinds(robots(), robots(host="shut"), row(0), row(0.01, host="shut")) == []


def test_robots_is_a_request_like_others_where_pauses_are_concerned() -> None:
    assert kinds(robots(0), row(0.05)) == ["pause"]


def test_what_came_while_the_press_did_not_listen_is_not_held_against_its_sender() -> None:
    assert kinds(robots(), row(0, late=0.2), row(0.05)) == []
    assert kinds(robots(), row(0), row(0.05, late=0.2)) == ["pause"]


@pytest.mark.parametrize(("flying", "found"), [(1, []), (2, []), (3, ["at once"])])
def test_two_at_once_are_enough(flying: int, found: list[str]) -> None:
    assert kinds(robots(), row(0, flying=flying)) == found


@pytest.mark.parametrize(
    ("agent", "found"),
    [
        (AGENT, []),
        ("diembao/2.0 (a desk; +https://desk.example/)", []),
        ("", ["agent"]),
        ("Mozilla/5.0", ["agent"]),
        ("diembao/0.1", ["agent"]),
        ("Scrapy/2.19 (+https://scrapy.org)", ["agent"]),
    ],
)
def test_a_reader_says_who_it_is_and_how_to_reach_it(agent: str, found: list[str]) -> None:
    assert kinds(robots(), row(0, agent=agent)) == found


@pytest.mark.parametrize(
    ("after", "found"), [(1, ["retry-after"]), (2.8, ["retry-after"]), (3.0, []), (9, [])]
)
def test_who_was_turned_away_comes_back_when_told(after: float, found: list[str]) -> None:
    assert kinds(robots(), row(0, status=429, retry_after="3"), row(after)) == found


@pytest.mark.parametrize(
    ("after", "found"), [(1, ["retry-after"]), (3.5, ["retry-after"]), (4, []), (60, [])]
)
def test_a_refusal_may_name_an_instant(after: float, found: list[str]) -> None:
    told = formatdate(START + 4, usegmt=True)
    assert kinds(robots(), row(0, status=503, retry_after=told), row(after, "/other")) == found


def test_who_was_on_the_way_already_cannot_know_of_a_refusal() -> None:
    refused = row(0, status=429, retry_after="3", ended=START + 1)
    assert kinds(robots(), refused, row(0.5)) == []


def test_robots_too_waits_for_the_end_of_a_refusal() -> None:
    assert kinds(robots(), row(0, status=429, retry_after="3"), robots(1)) == ["retry-after"]


def test_nothing_is_asked_before_robots_has_answered() -> None:
    assert kinds(row(0)) == ["robots not asked"]
    assert kinds(robots(0, ended=START + 1), row(0.5)) == ["robots not asked"]


@pytest.mark.parametrize("status", [200, 304, 404])
def test_an_answer_about_robots_lets_readers_in(status: int) -> None:
    assert kinds(robots(status=status), row(0)) == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_failing_robots_keeps_readers_out_until_it_answers(status: int) -> None:
    assert kinds(robots(status=status), row(0)) == ["robots refused"]
    assert kinds(robots(-20, status=status), robots(), row(0)) == []


def test_a_moved_robots_is_asked_at_each_step() -> None:
    way = [robots(-10, "moved", status=301), row(-9, "/robots/", "moved")]
    assert kinds(*way, row(0, host="moved")) == []
    assert kinds(robots(), row(-9, "/robots/"), row(0)) == []
    assert kinds(row(0, "/robots/")) == ["robots not asked"]


@pytest.mark.parametrize(("hours", "found"), [(23.9, []), (24.1, ["robots old"])])
def test_robots_is_asked_again_after_a_day(hours: float, found: list[str]) -> None:
    assert kinds(robots(0), row(hours * 3600)) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [("/noi-bo/lich", ["disallowed"]), ("/noi-bo/?a=1", ["disallowed"]), ("/noi-boi", []), ("/", [])],
)
def test_what_is_forbidden_is_not_asked(path: str, found: list[str]) -> None:
    assert kinds(robots(host="shut"), row(0, path, "shut")) == found


def test_other_hosts_are_nobodys_business() -> None:
    assert kinds(row(0, host="press", agent="")) == []


def test_one_request_may_break_several_rules() -> None:
    assert kinds(row(0, "/noi-bo/", "shut", agent="x", flying=5)) == [
        "agent",
        "at once",
        "disallowed",
        "robots not asked",
    ]


@given(st.lists(st.floats(0.2, 30), max_size=12), st.randoms())
def test_the_order_of_the_lines_does_not_matter(gaps: list[float], chance: "st.DataObject") -> None:
    rows = [robots(), *(row(sum(gaps[:count]) + 1) for count in range(len(gaps)))]
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert breaches(mixed, RULES) == breaches(rows, RULES) == []


def test_the_rules_of_the_shipped_press_are_those_of_its_robots(plan: Plan) -> None:
    hosts = rules_of(plan.outlets).hosts
    assert len(hosts) == 80
    assert hosts["vientiane.localhost"] == Wish(pause=3)
    assert hosts["phap-luat.localhost"] == Wish(disallow="/noi-bo/")
    assert hosts["m.an-ninh.localhost"] == hosts["an-ninh.localhost"] == Wish()
    assert "/robots/hien-hanh.txt" in hosts["doi-moi.localhost"].robots


def test_the_rules_of_a_crowd_are_those_of_its_robots() -> None:
    hosts = rules_of_crowd(Crowd(60, 2)).hosts
    assert len(hosts) == 60
    assert hosts["f0001.localhost"] == Wish()
    assert hosts["f0025.localhost"] == Wish(disallow="/rieng/")
    assert hosts["f0050.localhost"] == Wish(disallow="/rieng/", pause=1)


def test_a_table_groups_what_was_broken() -> None:
    rows = [robots(), row(0), row(0.05, "/y"), row(0.1, "/z"), row(5, agent="x")]
    assert table(breaches(rows, RULES), len(rows)).split("\n") == [
        "5 requests, 3 breaches",
        "agent             a.localhost                     1  /x  x",
        "pause             a.localhost                     2  /y  0.05 s after the one before, 0.2 s wanted",
    ]


def written(path: Path, *rows: Row, more: str = "") -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows) + more, "utf-8")
    return path


def test_a_line_that_is_being_written_is_left_out(tmp_path: Path) -> None:
    assert read_log(written(tmp_path / "log", row(0), more='{"host": "a')) == [row(0)]


def test_the_command_line_prints_and_fails_only_on_breaches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = written(tmp_path / "sound", robots(host="nam-viet"), row(0, host="nam-viet"))
    manners.main([str(sound)])
    with pytest.raises(SystemExit) as caught:
        manners.main([str(written(tmp_path / "rude", row(0, host="nam-viet"))), "--pause", "1"])
    assert caught.value.code == 1
    manners.main([str(sound), "--feeds", "9"])
    with pytest.raises(SystemExit):
        manners.main([str(written(tmp_path / "made-up", row(0, host="f0009"))), "--feeds", "9"])
    lines = [line for line in capsys.readouterr().out.splitlines() if "requests, " in line]
    assert [line.split(", ")[1] for line in lines] == ["0 breaches", "1 breaches", "0 breaches", "1 breaches"]
