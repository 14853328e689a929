"""What asking a source shows, politely asked: rules first, one question at a time, rests between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from archive.packs import Pack, SourceSpec
from crawler.confined import Limits, Room
from crawler.model import Capture, SectionRules, Shape
from crawler.reasons import NotAsked, Obstacle, Reason
from pipeline.source_check import Finding, Round, Verdict, charset_of, chosen
from tests import factory

URL, RULES = "https://bao.example/rss", "https://bao.example/robots.txt"
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo</title>'
    "<item><title>Cầu Bến Lội thông xe sớm ba tháng</title><link>https://bao.example/1</link>"
    "<pubDate>Thu, 01 Oct 2026 07:30:00 +0700</pubDate></item>"
    "<item><title>Chợ nổi Vĩnh Kiều họp lại sau lũ</title><link>https://bao.example/2</link></item>"
    "</channel></rss>"
).encode()
EMPTY = b'<rss version="2.0"><channel><title>Bao</title></channel></rss>'
PAGE = b"<!DOCTYPE html><html><body>Moi ban bat JavaScript</body></html>"


def spec(
    key: str = "bao-rss", url: str = URL, shape: Shape = Shape.FEED, rules: SectionRules | None = None
) -> SourceSpec:
    return SourceSpec(
        key=key, url=url, shape=shape, rules=rules, every_minutes=60, delay=2.0, zone="Asia/Ho_Chi_Minh"
    )


@dataclass
class ScriptedDoor:
    """Answers by address, and remembers who asked when by its own clock."""

    answers: dict[str, tuple[int, bytes] | Reason]
    final: str = ""
    at: float = 100.0
    asked: list[tuple[str, float]] = field(default_factory=list)

    def get(self, url: str, *, shape: Shape = Shape.PAGE) -> Capture:
        self.asked.append((url, self.at))
        answer = self.answers.get(url, (404, b""))
        if isinstance(answer, Reason):
            raise NotAsked(answer)
        self.at += 0.5
        headers = (("Content-Type", "application/rss+xml; charset=UTF-8"),)
        final = self.final if self.final and url == URL else url
        return Capture("", url, final, shape, answer[0], headers, answer[1], factory.MORNING)

    def wait(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Room(Limits()) as opened:
        yield opened


def check(door: ScriptedDoor, room: Room, *specs: SourceSpec) -> list[Finding]:
    return list(Round(door, room, lambda: door.at, door.wait).check([(one, "vi") for one in specs]))


def one(door: ScriptedDoor, room: Room, asked: SourceSpec | None = None) -> Finding:
    (found,) = check(door, room, asked or spec())
    return found


def test_a_source_that_is_alive_tells_what_it_holds(room: Room) -> None:
    assert one(ScriptedDoor({URL: (200, RSS)}), room) == Finding(
        key="bao-rss",
        url=URL,
        verdict=Verdict.ALIVE,
        status=200,
        entries=2,
        newest_at=datetime(2026, 10, 1, 0, 30, tzinfo=UTC),
        lang="vi",
        charset="utf-8",
        seconds=0.5,
    )


def test_where_it_has_moved_to_is_told(room: Room) -> None:
    found = one(ScriptedDoor({URL: (200, RSS)}, final="https://bao.example/tin.rss"), room)
    assert (found.verdict, found.moved_to) == (Verdict.ALIVE, "https://bao.example/tin.rss")


@pytest.mark.parametrize(
    ("answer", "verdict", "reason"),
    [
        ((200, PAGE), Verdict.BLOCKED, "200 + HTML"),
        ((200, EMPTY), Verdict.EMPTY, ""),
        ((200, b"{}"), Verdict.NO_LIST, "not_a_feed"),
        ((404, b""), Verdict.GONE, "HTTP 404"),
        ((410, b""), Verdict.GONE, "HTTP 410"),
        ((503, b""), Verdict.FAILING, "HTTP 503"),
    ],
)
def test_a_source_that_is_not_alive_says_how(
    answer: tuple[int, bytes], verdict: Verdict, reason: str, room: Room
) -> None:
    found = one(ScriptedDoor({URL: answer}), room)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_source_that_does_not_answer_says_why(room: Room) -> None:
    reason = Reason(Obstacle.UNKNOWN_HOST, "bao.example")
    found = one(ScriptedDoor({URL: reason}), room)
    assert (found.verdict, found.reason) == (Verdict.FAILING, str(reason))


def test_a_list_that_is_too_heavy_is_none() -> None:
    with Room(Limits(megabytes=0)) as small:
        found = one(ScriptedDoor({URL: (200, RSS)}), small)
    assert (found.verdict, found.reason) == (Verdict.NO_LIST, "too heavy: memory")


def test_a_section_page_is_a_page(room: Room) -> None:
    page = b"<html><body><div class=tin><a href=/1>Cau thong xe</a></div></body></html>"
    asked = spec(shape=Shape.SECTION, rules=SectionRules(entry=".tin"))
    found = one(ScriptedDoor({URL: (200, page)}), room, asked)
    assert (found.verdict, found.entries) == (Verdict.ALIVE, 1)


def test_what_the_hosts_rules_forbid_is_not_asked(room: Room) -> None:
    door = ScriptedDoor({RULES: (200, b"User-agent: *\nDisallow: /rss")})
    assert one(door, room).verdict is Verdict.REFUSED
    assert [url for url, _ in door.asked] == [RULES]


@pytest.mark.parametrize("answer", [(503, b""), Reason(Obstacle.TOO_SLOW, "bao.example")])
def test_rules_that_nobody_can_tell_forbid_everything(answer: tuple[int, bytes] | Reason, room: Room) -> None:
    found = one(ScriptedDoor({RULES: answer, URL: (200, RSS)}), room)
    assert (found.verdict, found.reason) == (Verdict.REFUSED, "robots.txt unreachable")


def test_a_host_is_asked_for_its_rules_once_and_rests_between_questions(room: Room) -> None:
    door = ScriptedDoor({RULES: (404, b"")})
    check(door, room, spec("a"), spec("b", "https://bao.example/rss2"))
    assert door.asked == [(RULES, 100.0), (URL, 102.0), ("https://bao.example/rss2", 104.0)]


def test_a_host_rests_as_long_as_its_rules_want(room: Room) -> None:
    door = ScriptedDoor({RULES: (200, b"User-agent: *\nCrawl-delay: 10")})
    check(door, room, spec())
    assert door.asked == [(RULES, 100.0), (URL, 110.0)]


def test_another_host_is_asked_without_a_rest(room: Room) -> None:
    door = ScriptedDoor({})
    check(door, room, spec("a"), spec("b", "https://khac.example/rss"))
    assert [at for _, at in door.asked] == [100.0, 102.0, 102.5, 104.5]


@pytest.mark.parametrize(
    ("head", "body", "charset"),
    [
        ("text/xml; charset=UTF-8", b"", "utf-8"),
        ("text/xml", b"<?xml version='1.0' encoding='windows-1258'?>", "windows-1258"),
        ("text/xml", b"<rss/>", ""),
    ],
)
def test_a_charset_is_told_by_the_header_or_the_first_lines(head: str, body: bytes, charset: str) -> None:
    headers = (("Content-Type", head),)
    assert charset_of(Capture("", URL, URL, Shape.FEED, 200, headers, body, factory.MORNING)) == charset


def test_sources_are_chosen_by_key_or_all(pack: Pack) -> None:
    every = [source.key for outlet in pack.outlets for source in outlet.sources]
    assert [source.key for source, _ in chosen(pack, [])] == every
    assert [(source.key, lang) for source, lang in chosen(pack, every[:1])] == [(every[0], "vi")]


def test_a_strange_key_is_named(pack: Pack) -> None:
    with pytest.raises(KeyError, match="khong-co, la"):
        chosen(pack, ["khong-co", "la"])
