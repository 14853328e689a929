"""``diembao try copies``: the user's own documents held against each other, as the stage does it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from archive.clock import DESK_ZONE
from classifier import copies, origins
from classifier.copies_finding import COMMON, HOUSE, led_to, usual
from classifier.recurring import LEAD, Told, is_recurring
from crawler import addresses
from language.dates import parse_date
from pipeline.rows import read_rows, whole_file
from pipeline.trial_rows import ZONE, Counter, Sieve, Tell, fitting, text_of

FIRST_TAKES, SECOND_TAKES, UNTOLD = "<", ">", "?"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with what is asked of it."""

    id: str
    marks: tuple[int, ...]
    told: Told
    candidate: origins.Candidate


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that share enough, and how much of the smaller."""

    one: Paper
    other: Paper
    share: float


def try_copies(source: Path, out: Path, tell: Tell, counter: Counter) -> int:
    """Documents compared with each other: every pair that shares enough, and which took from which."""
    sieve = Sieve(tell)
    rows = sieve.good(fitting(counter.over(read_rows(source, ("id", "body"))), source.name))
    papers = [paper(number, row.value) for number, row in enumerate(rows)]
    with whole_file(out) as stream:
        for pair in sorted(pairs(papers), key=lambda pair: (pair.one.id, pair.other.id)):
            band = "same" if pair.share >= copies.SAME else "part"
            sign = direction(pair.one, pair.other)
            stream.write(f"{pair.one.id}\t{pair.other.id}\t{pair.share:.4f}\t{sign}\t{band}\n")
    return sieve.bad


def paper(number: int, row: Mapping[str, Any]) -> Paper:
    """A row as the stage sees an article: only its id and body need to be there."""
    body, title, outlet = row["body"], text_of(row, "title"), text_of(row, "outlet")
    at, url = published(row), addresses.normalise(text_of(row, "url"))
    candidate = origins.Candidate(
        number,
        body,
        outlet=outlet,
        kind=text_of(row, "kind"),
        agency=text_of(row, "agency"),
        addresses=frozenset({url} - {""}),
        published_at=at,
    )
    told = Told(title, body[:LEAD], outlet, at.astimezone(DESK_ZONE).date() if at else None)
    return Paper(row["id"], copies.fingerprints(body), told, candidate)


def published(row: Mapping[str, Any]) -> datetime | None:
    """When a document came out, where that is told so that it can be understood."""
    moment = parse_date(text_of(row, "published"), zone=ZONE)
    return moment.at if moment else None


def pairs(papers: Sequence[Paper]) -> Iterator[Pair]:
    """Every two documents that share enough and are not two issues of one format."""
    holders: dict[int, list[int]] = {}
    for number, one in enumerate(papers):
        for mark in copies.anchors(one.marks):
            holders.setdefault(mark, []).append(number)
    # Nothing is folded here: each document is a report of its own.
    common = usual((one.marks for one in papers), COMMON)
    houses = {outlet: _house(papers, outlet) for outlet in {one.told.outlet for one in papers} - {""}}
    for number, one in enumerate(papers):
        for other in (papers[id] for id in sorted(led_to(one.marks, holders, common, None)) if id < number):
            is_one_house = one.told.outlet == other.told.outlet
            ignored = common | houses.get(one.told.outlet, frozenset()) if is_one_house else common
            share = copies.containment(*copies.overlap(one.marks, other.marks, ignored=ignored))
            if share >= copies.PART and not is_recurring(one.told, other.told):
                yield Pair(other, one, share)


def _house(papers: Sequence[Paper], outlet: str) -> frozenset[int]:
    return usual((one.marks for one in papers if one.told.outlet == outlet), HOUSE)


def direction(one: Paper, other: Paper) -> str:
    """Which of two took from the other, as the sign points from the origin to the taker."""
    told = origins.direction(one.candidate, other.candidate)
    if told.origin is None:
        return UNTOLD
    return SECOND_TAKES if told.origin == one.candidate.id else FIRST_TAKES
