"""What a host's robots.txt leaves: its rules for all processes, or its peace until they can be had."""

from http import HTTPStatus

from archive import hosts, jobs
from crawler import marks, robots
from crawler.model import Capture
from crawler.redirects import TOO_MANY
from crawler.robots import Word
from pipeline.lanes import ROBOTS_AGAIN, ROBOTS_SECONDS, Ask, Lane, Lanes


def learn(lanes: Lanes, ask: Ask, capture: Capture) -> str:
    """Keep what an answer says of a host's rules; tells why they cannot be had, if they cannot."""
    lane = lanes.held.get(ask.host)
    if lane is None:  # another process has it by now and asks by itself
        return ""
    if capture.hop:
        return follow(lanes, lane, Ask(ask.host, capture.hop, ask.hops + 1))
    word, reason = word_of(capture)
    text = robots.text_of(capture.body) if word is Word.RULES else ""
    delay = robots.delay_of(text)
    hosts.note_robots(lanes.owner, lane.name, capture.status, text, delay)
    if word is Word.CLOSED:
        lanes.rest(lane, None, reason, ROBOTS_AGAIN)
        return reason
    lane.learn(text, lanes.tick() + ROBOTS_SECONDS)
    lane.turns.pause = lanes.pause_of(lane.name, delay)
    return ""


def word_of(capture: Capture) -> tuple[Word, str]:
    """What an answer means for the host whose rules were asked for, and why if nothing is allowed."""
    if capture.error == TOO_MANY:
        return Word.FREE, ""
    if capture.body and marks.rule_of(capture.body, capture.header("content-type")):
        return Word.CLOSED, f"{robots.UNREACHABLE}: state-secret mark"
    word = robots.word_of(capture.status)
    return word, f"{robots.UNREACHABLE}: {capture.error or f'HTTP {capture.status}'}"


def follow(lanes: Lanes, lane: Lane, ask: Ask) -> str:
    """Ask on at another address, in the turn of the host that has it."""
    name = jobs.lane_of(ask.url)
    there = lane if name == lane.name else lanes.borrow(name)
    if there is None or there.is_resting:
        reason = f"{robots.UNREACHABLE}: {name} is busy"
        lanes.rest(lane, None, reason, ROBOTS_AGAIN)
        return ""
    there.asks.append(ask)
    return ""


def is_failure(capture: Capture) -> bool:
    """Whether a host whose rules cannot be had counts as one that does not answer."""
    return capture.status != HTTPStatus.TOO_MANY_REQUESTS
