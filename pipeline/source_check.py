"""A pack's sources asked one by one, as a polite reader would: what answers, and what it is."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Protocol

from archive.packs import Pack, SourceSpec
from crawler import feeds, robots
from crawler.addresses import host_of
from crawler.confined import Room, TooHeavy
from crawler.model import Capture, Feed, Fetch, Shape
from crawler.reasons import NotAsked
from language.identify import identify
from pipeline.polls import looks_like_page

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
HEAD = 2048
# So many titles tell a list's language.
SAMPLE = 20


class Verdict(StrEnum):
    """How a source stands."""

    ALIVE = "alive"
    EMPTY = "empty"
    BLOCKED = "blocked"
    NO_LIST = "not a list"
    GONE = "gone"
    FAILING = "failing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """What asking one source showed."""

    key: str
    url: str
    verdict: Verdict
    reason: str = ""
    status: int = 0
    entries: int = 0
    newest_at: datetime | None = None
    lang: str = ""
    charset: str = ""
    moved_to: str = ""
    seconds: float = 0.0


class Door(Protocol):
    """Whoever asks for one address, guarded."""

    def get(self, url: str, *, shape: Shape = Shape.PAGE) -> Capture:
        """What it answers; ``NotAsked`` if nothing."""


@dataclass
class Round:
    """One round over sources: the door, the room for what comes, a clock and how to wait."""

    door: Door
    room: Room
    seconds: Callable[[], float]
    wait: Callable[[float], None]
    rules: dict[str, str | None] = field(default_factory=dict)
    started: dict[str, float] = field(default_factory=dict)

    def check(self, specs: Iterable[tuple[SourceSpec, str]]) -> Iterator[Finding]:
        """Ask each source, with its outlet's language, once."""
        for spec, lang in specs:
            yield self.ask(spec, lang)

    def ask(self, spec: SourceSpec, lang: str) -> Finding:
        """Ask one source, if its host's rules let us."""
        rules = self.rules_of(spec)
        if rules is None or not robots.allows(rules, spec.url):
            why = robots.UNREACHABLE if rules is None else robots.REFUSED
            return Finding(spec.key, spec.url, Verdict.REFUSED, why)
        self.pause(spec, rules)
        began = self.seconds()
        try:
            capture = self.door.get(spec.url, shape=spec.shape)
        except NotAsked as fault:
            return Finding(spec.key, spec.url, Verdict.FAILING, str(fault.reason))
        return self.judge(spec, lang, capture, round(self.seconds() - began, 2))

    def rules_of(self, spec: SourceSpec) -> str | None:
        """A host's rules, asked for once; none where nobody can tell them."""
        host = host_of(spec.url)
        if host not in self.rules:
            self.pause(spec, "")
            self.rules[host] = self._asked_rules(spec.url)
        return self.rules[host]

    def _asked_rules(self, url: str) -> str | None:
        try:
            answer = self.door.get(robots.address_of(url))
        except NotAsked:
            return None
        word = robots.word_of(answer.status)
        if word is robots.Word.CLOSED:
            return None
        return robots.text_of(answer.body) if word is robots.Word.RULES else ""

    def pause(self, spec: SourceSpec, rules: str) -> None:
        """Let a host rest between two questions, as long as the pack or its rules want."""
        host = host_of(spec.url)
        rest = max(spec.delay, robots.delay_of(rules) or 0.0) if rules else spec.delay
        left = self.started.get(host, self.seconds() - rest) + rest - self.seconds()
        if left > 0:
            self.wait(left)
        self.started[host] = self.seconds()

    def judge(self, spec: SourceSpec, lang: str, capture: Capture, seconds: float) -> Finding:
        """What an answer says of its source."""
        moved_to = capture.final_url if capture.final_url != spec.url else ""
        told = Finding(
            spec.key, spec.url, Verdict.FAILING, "", capture.status, moved_to=moved_to, seconds=seconds
        )
        if capture.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return replace(told, verdict=Verdict.GONE, reason=f"HTTP {capture.status}")
        if capture.status != HTTPStatus.OK:
            return replace(told, reason=f"HTTP {capture.status}")
        if spec.shape is not Shape.SECTION and looks_like_page(capture):
            return replace(told, verdict=Verdict.BLOCKED, reason="200 + HTML")
        fetch = Fetch("", spec.url, spec.shape, rules=spec.rules, zone=spec.zone, lang=lang)
        try:
            feed = self.room.run(feeds.parse, capture, fetch)
        except TooHeavy as heavy:
            return replace(told, verdict=Verdict.NO_LIST, reason=f"too heavy: {heavy.why}")
        return read(told, feed, capture)


def read(told: Finding, feed: Feed, capture: Capture) -> Finding:
    """A finding with what its list holds."""
    is_list = bool(feed.entries or feed.further)
    if feed.error or not is_list:
        return replace(told, verdict=Verdict.NO_LIST if feed.error else Verdict.EMPTY, reason=feed.error)
    dates = [entry.published.at for entry in feed.entries if entry.published.at is not None]
    titles = "\n".join(entry.title for entry in feed.entries[:SAMPLE])
    return replace(
        told,
        verdict=Verdict.ALIVE,
        entries=len(feed.entries),
        newest_at=max(dates, default=None),
        lang=identify(titles) if titles else "",
        charset=charset_of(capture),
    )


def charset_of(capture: Capture) -> str:
    """The charset an answer declares, in its header or its first lines."""
    head = capture.header("content-type").encode("utf-8", "replace") + b"\n" + capture.body[:HEAD]
    found = _CHARSET.search(head)
    return found[1].decode("ascii").lower() if found else ""


def chosen(pack: Pack, keys: Iterable[str]) -> list[tuple[SourceSpec, str]]:
    """The sources of those keys with their outlets' languages, or all; ``KeyError`` names strange keys."""
    known = {source.key: (source, outlet.lang) for outlet in pack.outlets for source in outlet.sources}
    wanted = list(keys) or list(known)
    strange = [key for key in wanted if key not in known]
    if strange:
        raise KeyError(", ".join(strange))
    return [known[key] for key in wanted]
